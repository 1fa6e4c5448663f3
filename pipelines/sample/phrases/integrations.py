"""Integrations API: webhooks, errors, limits."""

from pipelines.sample.phrases.problem import Problem

WEBHOOK_DELIVERY = (
    Problem(
        codes=("E-3502", "E-3504"),
        subjects=(
            "Webhooks arrive {minutes} minutes late",
            "No webhooks for {endpoint} since {clock}",
            "Webhook delivery stopped: {error}",
        ),
        happens=(
            "Webhooks reach us {minutes} minutes late, and our warehouse ships on old data.",
            "Since {clock} we receive no webhooks for {endpoint}; the delivery log shows {error}.",
            "After a short outage on our side the webhooks were never resumed.",
        ),
        details=(
            "Our endpoint answers 200 within a second.",
            "We miss about {count} events, an example is {request}.",
            "Re-enabling the subscription helps for an hour.",
        ),
        found=(
            "The subscription was paused after {count} failures and does not resume by itself.",
            "One slow receiver held up the queue of all the others on {host}.",
        ),
        ends={
            "fix": ("Paused subscriptions resume by themselves now; the {count} missing events were sent again.",),
            "workaround": ("The missing events were fetched from {endpoint} with the script that we sent.",),
            "configuration": ("The subscription was resumed and set to retry for a day.",),
        },
    ),
    Problem(
        codes=("E-3510",),
        subjects=(
            "Webhook signature does not verify",
            "Duplicate webhooks with different ids",
            "Webhook payload changed without notice in {version}",
        ),
        happens=(
            "Since {version} the signature of the webhooks does not verify with our secret.",
            "The same event comes up to {days} times with different ids, and our orders are doubled.",
            "The field '{field}' has disappeared from the payload and our parser stops with {error}.",
        ),
        details=(
            "Your change log does not mention it.",
            "We checked the secret and the raw body, both are right.",
            "An example is the delivery {request}.",
        ),
        found=(
            "Since {version} the signature covers the timestamp too.",
            "Retries were given a new id after the change of the queue.",
        ),
        ends={
            "fix": ("The former signature is accepted again beside the new one.",),
            "explained": ("We sent the new way to verify the signature with an example.",),
            "configuration": ("The subscription was pinned to the former payload version.",),
        },
    ),
)

API_ERROR = (
    Problem(
        codes=("E-3401", "E-3405"),
        subjects=(
            "{endpoint} returns {error}",
            "API calls fail after upgrade to v3",
            "500 on {endpoint} for large accounts",
        ),
        happens=(
            "Calls to {endpoint} return {error} since we moved to version 3 of the API.",
            "About {percent} % of the requests to {endpoint} fail with a 500, example {request}.",
            "The page after the hundredth of {endpoint} always ends in {error}.",
        ),
        details=(
            "The same request works in the sandbox.",
            "Version 2 answered it without a problem.",
            "Our nightly job needs {count} thousand records from there.",
        ),
        found=(
            "Version 3 rejects an empty '{field}', which version 2 took as missing.",
            "The query behind {endpoint} runs into its time limit for accounts of this size.",
        ),
        ends={
            "fix": ("{endpoint} accepts an empty '{field}' again.",),
            "workaround": ("With a page size of 50 the request stays below the time limit.",),
            "explained": ("We sent the part of the migration guide that covers '{field}'.",),
        },
    ),
    Problem(
        codes=("E-3420",),
        subjects=(
            "API token expires after {minutes} minutes",
            "401 on every call after token rotation",
            "OAuth refresh fails with {error}",
        ),
        happens=(
            "Refreshing the token ends with {error}, and our integration stops every {minutes} minutes.",
            "Since the token was rotated on {date}, every call to {endpoint} answers 401.",
            "The connector asks our users to authorise it again each morning.",
        ),
        details=(
            "The scopes were not changed.",
            "A token that we create by hand works.",
            "{users} people depend on this connector.",
        ),
        found=(
            "The refresh token was single-use, and two of the customer's servers used it at the same time.",
            "The clock of the calling server was {minutes} minutes ahead.",
        ),
        ends={
            "configuration": ("The servers now share one token store, and the refresh works.",),
            "fix": ("A refresh token may be used again within a minute since {release}.",),
        },
    ),
)

RATE_LIMIT = (
    Problem(
        codes=("E-3429",),
        subjects=(
            "Rate limit reached at {count} calls a minute",
            "429 on {endpoint} during our nightly import",
            "Please raise our API limit",
        ),
        happens=(
            "Our nightly import hits the rate limit on {endpoint} after {count} calls and stops.",
            "We get 429 at {count} calls a minute although our {plan} contract promises more.",
            "Since {date} the limit seems to count failed calls too, and we are locked out for an hour each time.",
        ),
        details=(
            "The header says that we have {count} calls left, and the next one is refused.",
            "We already wait between the calls.",
            "The import has to be finished before our shops open at {clock}.",
        ),
        found=(
            "The limit of the {plan} plan was applied instead of the one in the contract.",
            "Three integrations of the account share one limit.",
        ),
        ends={
            "configuration": ("The limit of the contract was entered for the account.",),
            "workaround": ("The import uses the bulk call now, which needs a hundredth of the calls.",),
            "explained": ("We explained which calls count against the limit and sent the bulk example.",),
        },
    ),
    Problem(
        codes=("E-3440",),
        subjects=(
            "Bulk import slower than promised",
            "Import of {count} thousand records takes all night",
            "Throttled import job {request}",
        ),
        happens=(
            "The bulk import of {count} thousand records runs all night and is throttled with {error}.",
            "Import job {request} has been waiting in the queue for {minutes} minutes.",
            "Our import is slowed down whenever another department exports {report}.",
        ),
        details=(
            "We split it into {days} parts already.",
            "Your documentation promises a tenth of that time.",
            "It has to run every night.",
        ),
        found=(
            "Imports of one account run one after another, and an old job blocked the queue.",
            "The validation of '{field}' was done record by record.",
        ),
        ends={
            "fix": ("A stuck job does not hold up the others any more; the import ran in {minutes} minutes.",),
            "configuration": ("The blocked job was removed and the account moved to the large queue.",),
        },
    ),
)
