"""Identity: signing in, single sign-on, permissions."""

from pipelines.sample.phrases.problem import Problem

LOGIN = (
    Problem(
        codes=("E-6101", "E-6104"),
        subjects=(
            "Cannot sign in, {error}",
            "{users} users locked out since this morning",
            "Login loop after password reset",
        ),
        happens=(
            "After the password reset I land on the sign-in page again and again, with {error} in the address bar.",
            "{users} of our users cannot sign in since {clock}; the page shows {error}.",
            "My password is accepted, and then the page reloads and asks for it again.",
        ),
        details=(
            "Clearing the cookies and using {browser} in private mode changed nothing.",
            "Resetting the password a second time did not help.",
            "Colleagues on the same network are not affected.",
        ),
        found=(
            "An old session on {host} was not ended by the reset and fought with the new one.",
            "The session cookie was refused because the clock of the device was {minutes} minutes off.",
        ),
        ends={
            "fix": ("All old sessions of the account were ended, and a reset now does that by itself.",),
            "workaround": ("Signing in over the direct address {host} works until the next release.",),
            "explained": ("We explained how to remove the stored cookies for the domain; signing in works again.",),
        },
    ),
    Problem(
        codes=("E-6120",),
        subjects=(
            "Two-factor codes are not accepted",
            "Lost phone, locked out by two-factor sign-in",
            "Verification code never arrives",
        ),
        happens=(
            "The six-digit code from the authenticator is refused with {error} every time.",
            "Our administrator lost the phone with the authenticator and nobody can get into the admin area now.",
            "The verification code by text message comes {minutes} minutes late or not at all.",
        ),
        details=(
            "The backup codes were on the same phone.",
            "We have {users} users and nobody else with administrator rights.",
            "It worked until {date} with the same phone.",
        ),
        found=(
            "The time on the phone was not set automatically, so its codes were out of step.",
            "The messages were held up by the carrier.",
        ),
        ends={
            "configuration": ("Two-factor sign-in was reset after the identity check and set up again on the call.",),
            "workaround": ("One-time codes were sent by mail until the phone was set up anew.",),
        },
    ),
)

SSO = (
    Problem(
        codes=("E-6210", "E-6214"),
        subjects=(
            "SSO fails with {error} after certificate change",
            "SAML sign-in broken for all employees",
            "Single sign-on: signature invalid",
        ),
        happens=(
            "Since our identity provider rotated its certificate on {date}, single sign-on ends with {error}.",
            "All {users} employees are stopped at the SAML step with 'signature invalid'.",
            "SSO worked for a day after your last repair and now shows {error} again.",
        ),
        details=(
            "We uploaded the new metadata file twice.",
            "Signing in with a password is forbidden by our policy, so nobody can work.",
            "The provider's log says that the assertion was accepted, request {request}.",
        ),
        found=(
            "The old certificate stayed in a cache of {host} and came back after each restart.",
            "The metadata held two certificates and only the first one was read.",
        ),
        ends={
            "fix": ("Both certificates are now read and the cache was emptied on all nodes.",),
            "workaround": ("The metadata address was replaced by an uploaded file with the new certificate only.",),
            "configuration": ("The entity id was set to the one of the new certificate, and sign-on works again.",),
        },
    ),
    Problem(
        codes=("E-6230",),
        subjects=(
            "New employees are not created through SSO",
            "SCIM provisioning stopped on {date}",
            "Groups from our directory are not synchronised",
        ),
        happens=(
            "New employees can authenticate and then see {error}, because no user is created for them.",
            "The SCIM synchronisation stopped on {date}; {users} people have no account or the wrong groups.",
            "People who left the company keep their access, as the directory groups are no longer taken over.",
        ),
        details=(
            "The token was renewed in {month}.",
            "Our directory shows {count} failed calls to {endpoint}.",
            "This is a finding in our security audit and has to be closed by {weekday}.",
        ),
        found=(
            "The synchronisation stopped at a group with more than {count} members.",
            "The token belonged to an administrator who had left, and was revoked with the account.",
        ),
        ends={
            "fix": ("Large groups are now read in pages, and the {users} missing users were created.",),
            "configuration": ("The large group was split in the directory and a full synchronisation was run.",),
        },
    ),
)

PERMISSION = (
    Problem(
        codes=("E-6301",),
        subjects=(
            "Role '{jobrole}' cannot open the {report} report",
            "Access denied ({error}) after role change",
            "Users lost their permissions on {date}",
        ),
        happens=(
            "Users with the role '{jobrole}' get {error} when they open the {report} report.",
            "Since the roles were changed on {date}, {users} people cannot edit their own records.",
            "Our team leads see an empty workspace, while administrators see everything.",
        ),
        details=(
            "We compared the role with the one in our test workspace and they look the same.",
            "Giving them administrator rights helps, but we cannot leave it that way.",
            "Nothing in the audit log says who changed it.",
        ),
        found=(
            "The role had lost the right to read shared folders in the migration of {month}.",
            "A rule for one folder took precedence over the role.",
        ),
        ends={
            "configuration": ("The right to read shared folders was added to the role '{jobrole}'.",),
            "fix": ("The migration was corrected and all roles of the workspace were repaired.",),
        },
    ),
    Problem(
        codes=("E-6310",),
        subjects=(
            "Need ownership of a workspace whose owner left",
            "Transfer administrator rights to {person2}",
            "Nobody can approve users: owner has left",
        ),
        happens=(
            "The owner of our workspace has left the company and nobody can add users any more.",
            "Please transfer the administrator rights to {person2}; our former administrator left in {month}.",
            "We cannot approve {users} waiting invitations, as the only owner account is deactivated.",
        ),
        details=(
            "I can send a signed letter from our management.",
            "The mailbox of the former owner does not exist any more.",
            "The domain is verified under our company name.",
        ),
        found=(
            "The only owner had been deactivated through the directory.",
            "Ownership can be given to a person of the verified domain after an identity check.",
        ),
        ends={
            "configuration": ("After the identity check the ownership was transferred to {person2}.",),
            "declined": ("The signed letter was missing, so the ownership could not be transferred.",),
        },
    ),
)
