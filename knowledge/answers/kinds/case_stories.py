"""Answers that tell the story of one case. What a case says is quoted, shortened, and never obeyed."""

from collections.abc import Sequence
from datetime import datetime

from knowledge.answers.answer import Number, Status
from knowledge.answers.case_lookup import ToldCase, ToldEvent
from knowledge.answers.kinds.drafting import Context, Draft, with_assumed
from knowledge.answers.wording.figures import day, figure
from knowledge.answers.wording.rendering import one_line
from knowledge.questions.plan import Plan

_DEFINITION = "the case and its events, in the order of their times"
_MOST_LINES = 12
_TEXT, _NAME = 120, 60
"""Characters of a text and of a name that are quoted."""
_SAID = {
    "escalated": "escalated",
    "escalation_requested": "escalation requested",
    "escalation_declined": "escalation declined",
    "resolved": "resolved",
    "reopened": "reopened",
    "elevated": "elevated",
    "exception_granted": "exception granted",
    "complaint": "complaint",
    "sla_breached": "service level breached",
    "deescalated": "no longer escalated",
    "handoff": "handed off",
    "first_response": "first response",
    "approval_declined": "approval declined",
    "approval_granted": "approval granted",
    "approval_requested": "approval requested",
    "closed": "closed",
    "customer_contact": "the customer came back",
    "waiting": "waiting",
    "assigned": "assigned",
    "agent_reply": "reply of an agent",
}
"""The kinds of event in words, those first that must not be left out of a story that is too long."""


def tell_case(context: Context, plan: Plan, assumed: Sequence[str]) -> Draft:
    """What became of the case that `plan` names, and when."""
    case_id = plan.case_id or ""
    case = context.served.cases.told(case_id)
    if case is None:
        there = f"There is no case {case_id} among the {context.cases_words()} that are served."
        return Draft(status=Status.NO_DATA, headline=there, plan=plan)
    lines = _lines(case)
    return Draft(
        headline=with_assumed(_headline(case), assumed),
        plan=plan,
        lines=lines,
        caveats=context.coverage(),
        footing=context.footing(_DEFINITION, f"{len(case.events):,} {'event' if len(case.events) == 1 else 'events'}"),
        receipt=context.receipt(_DEFINITION, case_ids=[case.case_id]),
        beside=_durations(case),
        computed=[len(case.events), len(case.events) - len(_told(case)), case.values["opened_local"].date()],
        words=[*lines, _outcome(case), *assumed],
    )


def _headline(case: ToldCase) -> str:
    """When it was opened, whether it escalated, how it ended."""
    values = case.values
    escalated, resolved = values["hours_to_escalate"], values["hours_to_resolve"]
    parts = [f"{case.case_id} was opened on {day(values['opened_local'].date())}"]
    if values["escalated_local"]:
        parts.append("escalated" if escalated is None else f"escalated {figure(escalated, 'hours')} later")
    else:
        parts.append("did not escalate")
    if not values["resolved_local"]:
        return f"{parts[0]}, {parts[1]} and is not resolved yet."
    after = "" if resolved is None else f" {figure(resolved, 'hours')} after its opening"
    outcome = f" with the outcome {_outcome(case)}" if _outcome(case) else ""
    return f"{parts[0]}, {parts[1]} and was resolved{after}{outcome}."


def _lines(case: ToldCase) -> Sequence[str]:
    """What it was about, the events that matter in their order, and what the resolution says."""
    told = _told(case)
    left_out = len(case.events) - len(told) - sum(event.kind == "opened" for event in case.events)
    resolution = one_line(case.values["resolution"] or "", _TEXT)
    return [
        f"{_clock(case.values['opened_local'])}  opened: “{one_line(case.values['subject'], _TEXT)}”{_about(case)}",
        *(f"{_clock(event.at)}  {_event(event)}" for event in told),
        *([f"{left_out:,} more {'event is' if left_out == 1 else 'events are'} not shown."] if left_out > 0 else []),
        *([f"Resolution: “{resolution}”"] if resolution else []),
    ]


def _told(case: ToldCase) -> Sequence[ToldEvent]:
    """The events that there are lines for, in the order of time."""
    kinds = list(_SAID)
    places = [at for at, event in enumerate(case.events) if event.kind in _SAID]
    places.sort(key=lambda at: (kinds.index(case.events[at].kind), at))
    return [case.events[at] for at in sorted(places[: _MOST_LINES - 3])]


def _event(event: ToldEvent) -> str:
    said = _SAID[event.kind]
    source, target = (one_line(team or "", _NAME) for team in (event.from_team, event.to_team))
    if target:
        said += f" from {source} to {target}" if source else f" to {target}"
    reason = one_line(event.reason or "", _TEXT)
    return f"{said}: “{reason}”" if reason else said


def _about(case: ToldCase) -> str:
    """Its product, priority, region and so on, those that are known."""
    names = ("product", "priority", "region", "channel", "account_name", "team")
    known = [one_line(case.values[name] or "", _NAME) for name in names]
    return f" ({', '.join(filter(None, known))})" if any(known) else ""


def _outcome(case: ToldCase) -> str:
    return one_line(case.values["outcome"] or "", _NAME)


def _durations(case: ToldCase) -> Sequence[Number]:
    hours = {name: case.values[f"hours_to_{name}"] for name in ("escalate", "resolve")}
    return [Number(metric=f"time_to_{name}", value=value, n=1, unit="hours") for name, value in hours.items() if value]


def _clock(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
