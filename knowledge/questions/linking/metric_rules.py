"""Which cues mean a metric together, as data."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from knowledge.questions.linking.metric_words import Cue

_SHARES = (Cue.SHARE, Cue.RATIO, Cue.RATE)
_ABOUT_CASES = frozenset({Cue.CASE})
_BY_OPENING = frozenset({Cue.CASE, Cue.OPENED, "cases"})
"""Cues that only say which cases are meant, where a metric is about the cases opened in a period."""


@dataclass(frozen=True, slots=True)
class Rule:
    """All of `needs`, and of the rest nothing but `may`, mean `metric`."""

    metric: str
    needs: frozenset[str]
    may: frozenset[str] = _ABOUT_CASES

    def fits(self, cues: Set[str]) -> bool:
        """Whether `cues` mean this metric."""
        return self.needs <= cues <= self.needs | self.may


def _rules(metric: str, needs: Sequence[Set[str]], may: Set[str] = _ABOUT_CASES) -> Sequence[Rule]:
    return [Rule(metric, frozenset(one), frozenset(may)) for one in needs]


_ESCALATING = (Cue.ESCALATED, "escalations")
_RESOLVING = (Cue.RESOLVE, "resolutions")
_RESPONDING = (Cue.RESPOND,)

RULES: Sequence[Rule] = (
    *_rules("cases", [{Cue.CASE}, {Cue.OPENED}, {"cases"}, {Cue.ARRIVED}], _BY_OPENING),
    *_rules("escalations", [{Cue.ESCALATED}, {"escalations"}], {Cue.CASE, Cue.ESCALATED}),
    *_rules(
        "escalation_ratio",
        [
            *({share, escalating} for share in (*_SHARES, "escalation_ratio") for escalating in _ESCALATING),
            {"escalation_ratio"},
            {Cue.OFTEN, Cue.ESCALATED, Cue.OPENED},
            {Cue.OFTEN, Cue.ESCALATED, Cue.CASE},  # the cases are what escalates: "how often do our cases escalate"
        ],
        _BY_OPENING | {*_SHARES, Cue.ESCALATED},
    ),
    *_rules("escalation_ratio", [{Cue.RATIO}, {Cue.RATE}]),
    *_rules("escalation_requests", [{"escalation_requests"}], {Cue.CASE, Cue.OPENED, Cue.OFTEN}),
    *_rules(
        "request_acceptance",
        [
            {"request_acceptance"},
            {Cue.ACCEPTED, "escalation_requests"},
            {"escalation_requests", Cue.SHARE, Cue.ESCALATED},
            {Cue.ACCEPTED, "escalations"},
            {Cue.ACCEPTED},
        ],
        {*_SHARES, Cue.CASE, Cue.OFTEN, "escalation_requests", Cue.ACCEPTED},
    ),
    *_rules(
        "decision_latency",
        [
            {"decision_latency"},
            {Cue.LONG, Cue.DECIDE},
            {Cue.LONG, "escalation_requests"},
            {Cue.DECIDE, "escalation_requests", Cue.LONG},
            {Cue.LONG, Cue.DECLINED},
        ],
        {"escalation_requests", Cue.ACCEPTED, "escalations", Cue.LONG, Cue.DECIDE, Cue.CASE},
    ),
    *_rules("elevations", [{"elevations"}], {Cue.CASE}),
    *_rules("elevations", [{Cue.OFTEN, "elevations"}], frozenset()),
    *_rules(
        "elevation_ratio",
        [{"elevation_ratio"}, *({share, "elevations"} for share in _SHARES), {Cue.OFTEN, "elevations", Cue.CASE}],
        _BY_OPENING | {*_SHARES, "elevations"},
    ),
    *_rules(
        "early_escalation_share",
        [
            {"early_escalation_share"},
            {Cue.EARLY, Cue.PART_OF_ESCALATIONS},
            {Cue.EARLY, Cue.ESCALATED},
            {Cue.EARLY, "escalations"},
        ],
        {*_SHARES, *_ESCALATING, Cue.EARLY, Cue.PART_OF_ESCALATIONS},
    ),
    # without a share: "what share of the cases escalates early" is one of all cases
    *_rules("early_escalation_share", [{"early_escalation_share"}, {Cue.EARLY, Cue.ESCALATED}], {Cue.CASE, Cue.EARLY}),
    *_rules(
        "time_to_escalate",
        [{"time_to_escalate"}, *({Cue.LONG, escalating} for escalating in _ESCALATING)],
        {Cue.LONG, Cue.CASE, *_ESCALATING, "time_to_escalate"},
    ),
    *_rules(
        "time_to_first_response",
        [{"time_to_first_response"}, *({Cue.LONG, one} for one in _RESPONDING)],
        _BY_OPENING | {Cue.LONG, Cue.RESPOND},
    ),
    *_rules("time_to_first_response", [{Cue.RESPOND}], frozenset()),
    *_rules("resolutions", [{"resolutions"}, {Cue.RESOLVE, Cue.CASE}, {Cue.RESOLVE}], {Cue.CASE, Cue.RESOLVE}),
    *_rules(
        "time_to_resolve",
        [{"time_to_resolve"}, *({Cue.LONG, one} for one in _RESOLVING)],
        {Cue.LONG, Cue.CASE, *_RESOLVING},
    ),
    *_rules("reopen_ratio", [{"reopen_ratio"}], {*_SHARES, Cue.CASE, Cue.OFTEN, "resolutions"}),
    *_rules("handoffs_per_case", [{"handoffs_per_case"}], _BY_OPENING | {Cue.OFTEN}),
    *_rules("repeat_contact_ratio", [{"repeat_contact_ratio"}], _BY_OPENING | {*_SHARES, Cue.OFTEN}),
    *_rules(
        "sla_attainment",
        [{"sla_attainment"}],
        _BY_OPENING | {*_SHARES, Cue.OFTEN},
    ),
    *_rules(
        "approval_wait",
        [{"approval_wait"}, {Cue.LONG, Cue.APPROVAL}],
        _BY_OPENING | {Cue.LONG, Cue.APPROVAL, "approval_wait"},
    ),
    *_rules("exception_ratio", [{"exception_ratio"}], {*_SHARES, Cue.CASE, Cue.OFTEN, "resolutions"}),
    *_rules("complaints", [{"complaints"}], {Cue.CASE}),
    *_rules("csat", [{"csat"}], {Cue.CASE}),
    *_rules("quality_score", [{"quality_score"}, {"quality_score", Cue.REVIEW}]),
    *_rules("backlog", [{"backlog"}, {Cue.OPEN, "backlog"}, {Cue.OPEN, Cue.CASE}], {Cue.CASE, Cue.OPEN}),
    *_rules("aged_cases", [{"aged_cases"}], {Cue.CASE, Cue.OPEN, "backlog"}),
)
"""The first that fits is meant. Cues that fit none are a question with several readings."""

SEVERAL_READINGS: Mapping[Cue, Sequence[str]] = {
    Cue.OFTEN: ("escalations", "escalation_ratio"),
    Cue.PART_OF_ESCALATIONS: ("escalation_ratio", "escalations"),
    Cue.CASES_AND_ESCALATIONS: ("cases", "escalations", "escalation_ratio"),
    Cue.TO_MANAGEMENT: ("escalation_requests", "escalations"),
    Cue.DECLINED: ("request_acceptance",),
    Cue.APPROVAL: ("approval_wait",),
    Cue.REVIEW: ("quality_score",),
    Cue.TO_A_TIER: ("elevations", "elevation_ratio"),
    Cue.WITH_HANDOFF: ("handoffs_per_case",),
    Cue.UPSTAIRS: ("elevations", "escalations"),
    Cue.TROUBLE: ("escalations", "escalation_ratio", "cases"),
    Cue.BACK: ("reopen_ratio", "repeat_contact_ratio"),
}
"""Cues whose readings give different numbers, where no rule fits: each of these metrics is one."""

MIXED: Sequence[tuple[frozenset[str], Sequence[str]]] = (
    (frozenset({Cue.OPENED, Cue.ESCALATED}), ("cases", "escalations", "escalation_ratio")),
    (frozenset({"cases", Cue.ESCALATED}), ("cases", "escalations", "escalation_ratio")),
    *((frozenset({Cue.OPEN, escalating}), ("escalations", "backlog")) for escalating in _ESCALATING),
    (frozenset({Cue.OPENED, "resolutions"}), ("cases", "resolutions")),
    (frozenset({"cases", "resolutions"}), ("cases", "resolutions")),
    (frozenset({"cases", "escalations"}), ("cases", "escalations", "escalation_ratio")),
)
"""Cues that fit no rule together, and what they may mean."""

NEAR: Mapping[str, Sequence[str]] = {
    Cue.LONG: ("time_to_resolve", "time_to_first_response", "time_to_escalate", "decision_latency"),
    Cue.OPEN: ("backlog", "aged_cases"),
    Cue.RESPOND: ("time_to_first_response",),
    Cue.DECIDE: ("decision_latency", "request_acceptance"),
    Cue.ACCEPTED: ("request_acceptance",),
    Cue.EARLY: ("early_escalation_share",),
    Cue.SHARE: ("escalation_ratio", "elevation_ratio", "reopen_ratio", "sla_attainment"),
    Cue.ESCALATED: ("escalations", "escalation_ratio"),
    Cue.CASE: ("cases", "escalations", "escalation_ratio"),
}
"""What a cue may have been said for, where nothing else tells."""

USUAL: Sequence[str] = ("cases", "escalations", "escalation_ratio")
"""What is offered to somebody who named no metric."""
