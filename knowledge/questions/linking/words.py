"""The words for metrics and dimensions, as data: a metric that joins the catalogue is read by what stands here already.

All metrics of the design are here. The ones that the catalogue does not declare yet are known by name only.
"""

from collections.abc import Mapping, Sequence, Set
from enum import StrEnum


class Cue(StrEnum):
    """Words that name a metric only together: "what *share* of the *cases* *escalated*"."""

    CASE = "cue: case"
    OPENED = "cue: opened"
    ESCALATED = "cue: escalated"
    SHARE = "cue: share"
    RATE = "cue: rate"
    OFTEN = "cue: how often"
    PART_OF_ESCALATIONS = "cue: share of escalations"
    CASES_AND_ESCALATIONS = "cue: cases and escalations"


CUE_PHRASES: Mapping[str, Sequence[str]] = {
    Cue.CASE: ("case", "cases", "ticket", "tickets", "incident", "incidents", "issue", "issues"),
    Cue.OPENED: ("opened", "created", "raised", "logged", "incoming", "arrived"),
    Cue.ESCALATED: ("escalated", "escalate", "escalates", "escalating", "been escalated"),
    Cue.SHARE: ("share", "ratio", "ratios", "percentage", "percentages", "percent", "proportion", "fraction"),
    Cue.RATE: ("rate", "rates"),
    Cue.OFTEN: ("how often", "how frequently", "how likely"),
    Cue.PART_OF_ESCALATIONS: (
        *(
            f"{share} of {all_}escalations"
            for share in ("share", "percentage", "percent", "proportion", "fraction")
            for all_ in ("", "the ", "all ", "all the ", "our ")
        ),
    ),
    Cue.CASES_AND_ESCALATIONS: ("cases and escalations", "escalations and cases", "escalations and all cases"),
}

METRIC_PHRASES: Mapping[str, Sequence[str]] = {
    "cases": (
        "cases opened",
        "opened cases",
        "new cases",
        "new tickets",
        "new incidents",
        "new issues",
        "case volume",
        "case volumes",
        "case count",
        "case counts",
        "case load",
        "caseload",
        "ticket volume",
        "volume",
        "volumes",
        "inflow",
    ),
    "escalations": (
        "escalation",
        "escalations",
        "escalation count",
        "escalation counts",
        "escalation volume",
        "escalation volumes",
        "escalation number",
        "escalation numbers",
        "escalated case",
        "escalated cases",
        "escalated ticket",
        "escalated tickets",
    ),
    "escalation_ratio": (
        "escalation ratio",
        "escalation ratios",
        "escalation share",
        "escalation shares",
        "escalation percentage",
        "escalation proportion",
        "ratio of escalations to cases",
        "escalations per case",
        "escalations to cases",
        "cases to escalations",
    ),
    "escalation_requests": (
        "escalation request",
        "escalation requests",
        "request",
        "requests",
        "requested escalation",
        "requested escalations",
        "management attention",
    ),
    "request_acceptance": ("request acceptance", "acceptance", "accepted requests", "accepted", "acceptance ratio"),
    "decision_latency": ("decision latency", "decision time", "time to decide", "time to decision"),
    "elevations": ("elevation", "elevations", "elevated", "elevated cases", "tier transfers", "tier transfer"),
    "elevation_ratio": ("elevation ratio", "elevation rate", "elevation share", "share elevated"),
    "early_escalation_share": (
        "early escalation share",
        "early escalation",
        "early escalations",
        "early escalation ratio",
        "escalated early",
    ),
    "time_to_escalate": (
        "time to escalate",
        "time to escalation",
        "time to an escalation",
        "escalation time",
        "hours to escalation",
    ),
    "time_to_first_response": (
        "time to first response",
        "take to respond",
        "first response time",
        "first response",
        "response time",
        "response times",
        "time to respond",
        "first reply time",
    ),
    "resolutions": (
        "resolution",
        "resolutions",
        "resolved",
        "resolved cases",
        "cases resolved",
        "solved cases",
        "closed cases",
        "cases closed",
    ),
    "time_to_resolve": (
        "time to resolve",
        "take to resolve",
        "take to solve",
        "time to resolution",
        "resolution time",
        "resolution times",
        "handling time",
        "time to close",
        "time to solve",
    ),
    "reopen_ratio": ("reopen ratio", "reopen rate", "reopened", "reopens", "reopenings", "reopened cases", "reopening"),
    "handoffs_per_case": ("handoffs per case", "handoff", "handoffs", "hand offs", "handovers", "handover"),
    "repeat_contact_ratio": (
        "repeat contact ratio",
        "repeat contact",
        "repeat contacts",
        "repeated contacts",
        "repeat contact rate",
    ),
    "sla_attainment": (
        "sla",
        "slas",
        "sla attainment",
        "sla compliance",
        "sla breach",
        "sla breaches",
        "sla breached",
        "breach",
        "breaches",
        "breached",
    ),
    "approval_wait": ("approval wait", "approval time", "approvals", "approval", "wait for approval"),
    "exception_ratio": ("exception ratio", "exception rate", "exceptions", "exception"),
    "complaints": ("complaint", "complaints"),
    "csat": ("csat", "customer satisfaction", "satisfaction", "satisfaction score"),
    "quality_score": ("quality score", "quality scores", "quality", "quality review", "quality reviews", "qa score"),
    "backlog": ("backlog", "open cases", "open tickets", "unresolved cases", "unresolved", "pending cases"),
    "aged_cases": ("aged cases", "aged", "old cases", "aging cases", "ageing cases", "stale cases"),
}

_TOGETHER: Mapping[str, Sequence[Set[str]]] = {
    "cases": (
        {Cue.CASE},
        {Cue.OPENED},
        {Cue.CASE, Cue.OPENED},
        {"cases", Cue.CASE},
        {"cases", Cue.OPENED},
    ),
    "escalations": (
        {Cue.ESCALATED},
        {Cue.CASE, Cue.ESCALATED},
        {"escalations", Cue.CASE},
        {"escalations", Cue.ESCALATED},
        {"escalations", Cue.CASE, Cue.ESCALATED},
    ),
    "escalation_ratio": (
        {Cue.RATE, "escalations"},
        *(
            {share, *rest}
            for share in (Cue.SHARE, Cue.RATE, "escalation_ratio")
            for rest in (
                {Cue.ESCALATED},
                {Cue.CASE, Cue.ESCALATED},
                {Cue.CASE, Cue.OPENED, Cue.ESCALATED},
                {Cue.CASE, "escalations"},
                {Cue.CASE, Cue.OPENED, "escalations"},
                {"cases", Cue.ESCALATED},
                {"escalation_ratio"},
                {"escalation_ratio", Cue.CASE},
                {"escalation_ratio", Cue.CASE, Cue.OPENED},
                {"escalation_ratio", "cases"},
            )
        ),
    ),
}

COMBINATIONS: Mapping[frozenset[str], str] = {
    frozenset(cues): metric for metric, several in _TOGETHER.items() for cues in several
}
"""What several cues together mean. A set that is not here is a question with several readings."""

SEVERAL_READINGS: Mapping[str, Sequence[str]] = {
    Cue.OFTEN: ("escalations", "escalation_ratio"),
    Cue.PART_OF_ESCALATIONS: ("escalation_ratio", "escalations"),
    Cue.CASES_AND_ESCALATIONS: ("cases", "escalations", "escalation_ratio"),
}
"""Words whose readings give different numbers: each of these metrics is one."""

BETTER_WHEN_HIGH = frozenset(
    {"request_acceptance", "resolutions", "sla_attainment", "csat", "quality_score"},
)
"""The metrics whose worst value is the lowest."""

DIMENSION_WORDS: Mapping[str, Sequence[str]] = {
    "product": ("product",),
    "category": ("category", "case type", "case category", "issue type", "ticket type", "type of case", "topic"),
    "priority": ("priority", "priority level", "case priority"),
    "channel": ("channel", "contact channel"),
    "region": ("region", "geography"),
    "language": ("language",),
    "account_tier": ("account tier", "customer tier", "tier"),
    "account": ("account", "customer", "client", "account name"),
    "team": ("team", "owning team"),
    "status": ("status", "case status", "state"),
    "outcome": ("outcome", "how they ended"),
    "reason": ("reason", "escalation reason"),
    "hour_of_day": ("hour", "hour of day", "hour of the day", "time of day"),
    "day_of_week": ("weekday", "day of week", "day of the week", "week day"),
}

SPLIT_WORDS: Sequence[str] = (
    "by",
    "by each",
    "per",
    "each",
    "for each",
    "in each",
    "of each",
    "every",
    "for every",
    "across",
    "across all",
    "across the",
    "across our",
    "which",
    "in which",
    "for which",
    "from which",
    "what",
    "split by",
    "grouped by",
    "broken down by",
    "among",
    "between",
)
"""In front of a dimension: the question goes by it."""

ONLY_WHEN_SPLIT = frozenset({"account"})
"""Dimensions whose bare name is mostly said for no reason: "customer escalations", "cases of Gold accounts"."""

WEEKDAYS: Sequence[str] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SPLIT_BY_DEFAULT: Sequence[str] = ("product", "category", "team", "region")
"""What a question is split by that does not say: the first of these that has values."""
