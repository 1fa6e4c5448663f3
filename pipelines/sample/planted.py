"""The causes that are planted in a sample, as data."""

from collections.abc import Iterator

from pipelines.sample.causes import Cause, Launch, Plan, Rename
from pipelines.sample.history import History
from pipelines.sample.organisation import (
    ACCOUNT_MANAGEMENT,
    FRONTLINE,
    MOBILE_SUPPORT,
    PRODUCT_SHARES,
    Organisation,
)

REFUND_LIMIT = 250
"""In the currency of the refund."""
OVER_LIMIT, UNDER_LIMIT = f"over {REFUND_LIMIT}", f"up to {REFUND_LIMIT}"
NEW_SHARE = 0.24


def plant(organisation: Organisation, history: History) -> Plan:
    """What is wrong with this organisation, and since when."""
    rename = Rename(before="login", after="sign-in", since=history.weeks_before_the_end(36))
    launch = Launch(product="Integrations API", share=NEW_SHARE, since=history.weeks_before_the_end(18))
    causes = (
        *_approval_causes(history),
        *_refund_decisions(),
        *_route_causes(),
        _unsolved_cause(),
        *_team_causes(history),
        *_segment_causes(history),
        *_habits(organisation),
        _launch_cause(launch),
        _rename_cause(rename),
    )
    return Plan(causes=causes, rename=rename, launch=launch, history=history)


def _approval_causes(history: History) -> Iterator[Cause]:
    policy = history.weeks_before_the_end(26)
    yield Cause(
        kind="authority_gap",
        where={"category": "refund", "amount_band": OVER_LIMIT},
        since=policy,
        effect={
            "limit": REFUND_LIMIT,
            "approval_share": 0.93,
            "approval_hours": 87,
            "escalation_ratio": 0.26,
            "escalation_ratio_before": 0.03,
        },
        forces={"approval_chance": 0.94, "approval_hours": 74, "escalation_times": 2.0},
        statement=f"Since {policy} refunds over {REFUND_LIMIT} wait for Finance, and escalate several times as often.",
        mechanism="policy needs approval -> days of waiting -> the customer chases -> escalation",
    )
    yield Cause(
        kind="shift",
        where={"product": "Billing", "category": "refund"},
        since=policy,
        effect={"escalation_ratio": 0.15, "escalation_ratio_before": 0.03},
        statement=f"Refund cases escalate about five times as often since {policy}.",
        mechanism="the approval that refunds over the limit need since that day",
    )


def _refund_decisions() -> Iterator[Cause]:
    yield Cause(
        kind="inconsistent_outcomes",
        where={"category": "refund", "region": "EMEA"},
        effect={"full_refund_share": 0.79, "full_refund_share_elsewhere": 0.47},
        forces={"full_refund_chance": 0.8},
        statement="The same refund is paid in full far more often by Frontline EMEA than by the other regions.",
        mechanism="each region reads the refund rules in its own way",
    )
    yield Cause(
        kind="persistence_premium",
        where={"product": "Billing"},
        effect={"exception_share": 0.55, "exception_share_not_escalated": 0.043},
        forces={"exception_chance_escalated": 0.55, "full_refund_chance_escalated": 0.92},
        statement="In Billing an escalation buys an exception: every second case gets one, others hardly ever.",
        mechanism="managers settle an escalated case by granting what the policy refuses",
    )


def _route_causes() -> Iterator[Cause]:
    yield Cause(
        kind="handoff_friction",
        where={"category": "invoice error"},
        effect={"handoffs_per_case": 1.7, "escalation_ratio": 0.135, "escalation_ratio_elsewhere": 0.076},
        forces={"wandering": 0.6, "handoff_times": 2.0},
        statement="Invoice errors travel between frontline, billing and finance; each handoff adds escalations.",
        mechanism="nobody owns the correction of an invoice -> handoffs -> waiting and repeating -> escalation",
    )
    yield Cause(
        kind="engineering_trap",
        where={"product": "Reporting"},
        effect={
            "engineering_hours": 140,
            "engineering_hours_escalated": 6.7,
            "escalated_after_elevation": 0.27,
            "escalated_after_elevation_elsewhere": 0.12,
        },
        forces={"engineering_hours": 220, "engineering_hours_escalated": 6},
        statement="Data Engineering begins with a Reporting case after six days, within hours once escalated.",
        mechanism="the backlog of engineering is ordered by escalations -> escalating is the only way to be served",
    )


def _unsolved_cause() -> Cause:
    return Cause(
        kind="blocked_resolution",
        where={"category": "SSO"},
        effect={
            "reopen_ratio": 0.36,
            "reopen_ratio_elsewhere": 0.05,
            "escalation_ratio": 0.19,
            "escalation_ratio_elsewhere": 0.076,
        },
        forces={"reopen_chance": 0.36, "contact_times": 2.5, "escalation_times": 2.2},
        statement="SSO cases are resolved without the cause being removed: customers come back for the same thing.",
        mechanism="the cache comes back after each repair -> reopened -> contact after contact -> escalation",
    )


def _team_causes(history: History) -> Iterator[Cause]:
    coached = history.weeks_before_the_end(30)
    yield Cause(
        kind="slow_decision",
        where={"team": MOBILE_SUPPORT},
        effect={"decision_hours": 50, "decision_hours_elsewhere": 5},
        forces={"decision_hours": 50, "escalation_times": 2.2},
        statement="Mobile Support decides on escalation requests after two days, where other teams need hours.",
        mechanism="one manager decides for the whole team, twice a week",
    )
    yield Cause(
        kind="coaching_paradox",
        where={"team": FRONTLINE["APAC"]},
        since=coached,
        effect={"quality_gain": 13.5, "csat_gain": 0.65, "escalation_ratio": 0.12, "escalation_ratio_before": 0.04},
        forces={"quality_bonus": 18, "csat_bonus": 1.3, "contact_times": 3.0, "escalation_times": 4.0},
        gradual=True,
        statement=f"Frontline APAC is coached since {coached}: its scores rise week by week, and its escalations too.",
        mechanism="warmer answers that solve no more than before -> more contacts -> more escalations",
    )
    yield Cause(
        kind="aged_cases",
        where={"team": ACCOUNT_MANAGEMENT},
        effect={"aged_share": 0.3, "aged_share_elsewhere": 0.002},
        forces={"silent_chance": 0.45, "silent_days": 90},
        statement="Nearly every second case with Account Management lies untouched for months.",
        mechanism="accounts without an owner on the commercial side: nobody looks at their cases",
    )


def _segment_causes(history: History) -> Iterator[Cause]:
    sliding = history.weeks_before_the_end(30)
    yield Cause(
        kind="hot_spot",
        where={"category": "payment declined", "region": "LATAM"},
        effect={"escalation_ratio": 0.25, "escalation_ratio_elsewhere": 0.08},
        forces={"escalation_times": 9.0, "contact_times": 4.0},
        statement="Declined payments in LATAM escalate about three times as often as other cases.",
        mechanism="the local acquirer belongs to nobody: each case needs a person with contacts there",
    )
    yield Cause(
        kind="early_escalation",
        where={"category": "outage", "channel": "phone"},
        effect={"early_share_of_cases": 0.42},
        forces={"early_chance": 0.4},
        statement="Outages reported by phone go straight to the duty manager, before anybody has tried to solve them.",
        mechanism="the hotline's script escalates when the word outage falls",
    )
    yield Cause(
        kind="sla_drift",
        where={"region": "AMER", "channel": "email"},
        since=sliding,
        effect={"first_response_times": 2.4},
        forces={"first_response_times": 2.6},
        gradual=True,
        statement=f"First responses to mails in AMER slow down since {sliding}, while most targets are still met.",
        mechanism="the mail queue of the region grows, as chat is served first",
    )


def _habits(organisation: Organisation) -> Iterator[Cause]:
    for account in organisation.habitual:
        yield Cause(
            kind="quick_account",
            where={"account": account.name},
            effect={"early_share_of_cases": 0.45},
            forces={"early_chance": 0.45},
            statement=f"{account.name} escalates nearly half of its cases within hours, whatever they are about.",
            mechanism="the customer has learnt that writing to the management is quicker",
        )


def _launch_cause(launch: Launch) -> Cause:
    return Cause(
        kind="mix_shift",
        where={"product": launch.product},
        since=launch.since,
        effect={"share_before": PRODUCT_SHARES[launch.product], "share": launch.share},
        statement=f"Since its launch on {launch.since} {launch.product} has three times its share of cases, hard ones.",
        mechanism="more of the hard cases, each as likely to escalate as before",
    )


def _rename_cause(rename: Rename) -> Cause:
    return Cause(
        kind="data_artifact",
        where={"category": rename.after},
        since=rename.since,
        effect={"share_before": 0.0, "renamed": 1.0},
        statement=f"The category '{rename.before}' is called '{rename.after}' since {rename.since}, no more.",
        mechanism="a value was renamed in the helpdesk",
    )
