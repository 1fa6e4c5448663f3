"""Case facts by DESIGN section 3.3: what the events and columns of one case come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

HOUR = timedelta(hours=1)
CHANGES = ("resolved", "reopened", "closed")
"""In the order in which those of one instant are taken."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event; a team that is not named is ""."""

    at: datetime
    kind: str
    from_team: str = ""
    to_team: str = ""
    reason: str = ""


def facts(case: Mapping[str, Any], events: Sequence[Event], tiers: Mapping[str, float]) -> dict[str, Any]:
    """The facts of a case whose `events` are in order. A time is None where there was no such thing."""
    requested_at = first(events, "escalation_requested")
    after = [event for event in events if requested_at and event.at >= requested_at]
    resolved_at, closed_at = ending(case, events)
    escalations = [event for event in events if event.kind == "escalated"]
    return {
        "requested_at": requested_at,
        "escalated_at": escalations[0].at if escalations else None,
        "reason": escalations[0].reason if escalations else "",
        "decided_at": first(after, "escalated", "escalation_declined"),
        "accepted": first(after, "escalated") is not None,
        "elevated_at": next((event.at for event in events if is_elevation(event, tiers)), None),
        "first_response_at": first(events, "first_response")
        or first(events, "agent_reply")
        or case["first_response_at"],
        "resolved_at": resolved_at,
        "closed_at": closed_at,
        "complained_at": first(events, "complaint"),
        "handoffs": sum(is_handoff(event) for event in events),
        "reopened": first(events, "reopened") is not None,
        "excepted": first(events, "exception_granted") is not None,
        "breached": first(events, "sla_breached") is not None,
        "repeated": repeat_contacts(case["opened_at"], events, (resolved_at, closed_at)) > 0,
        "approval_hours": approval_hours(events),
    }


def first(events: Sequence[Event], *kinds: str) -> datetime | None:
    """When the first event of one of `kinds` was."""
    return next((event.at for event in events if event.kind in kinds), None)


def is_handoff(event: Event) -> bool:
    """Both teams are named and differ."""
    named = event.from_team != "" and event.to_team != ""
    return event.kind in ("handoff", "elevated") and named and event.from_team != event.to_team


def is_elevation(event: Event, tiers: Mapping[str, float]) -> bool:
    """An `elevated`, or a handoff to a team of a higher tier."""
    if event.kind != "handoff":
        return event.kind == "elevated"
    return event.from_team in tiers and event.to_team in tiers and tiers[event.to_team] > tiers[event.from_team]


def ending(case: Mapping[str, Any], events: Sequence[Event]) -> tuple[datetime | None, datetime | None]:
    """When the case was resolved and when closed. Reopened and not resolved again, no column makes it either."""
    lasting = [event for event in events if event.kind in ("resolved", "closed", "reopened")]
    reopenings = [place for place, event in enumerate(lasting) if event.kind == "reopened"]
    since = lasting[reopenings[-1] + 1 :] if reopenings else lasting
    resolved_at = last(since, "resolved")
    open_again = bool(reopenings) and resolved_at is None
    closed_at = last(since, "closed") or (None if open_again else case["closed_at"])
    if first(events, "resolved", "reopened") is None:
        resolved_at = case["resolved_at"] or closed_at
    return resolved_at, closed_at


def last(events: Sequence[Event], kind: str) -> datetime | None:
    """When the last event of `kind` was."""
    return next((event.at for event in reversed(events) if event.kind == kind), None)


def repeat_contacts(opened_at: datetime, events: Sequence[Event], told: Sequence[datetime | None]) -> int:
    """How often the customer came back after the opening instant, on a case that was not resolved or closed.

    `told` are the times of resolution and closure, of which a column may be the only witness.
    """
    contacts = [event.at for event in events if event.kind == "customer_contact" and event.at > opened_at]
    return sum(not is_over(at, events, told) for at in contacts)


def is_over(at: datetime, events: Sequence[Event], told: Sequence[datetime | None]) -> bool:
    """Whether a case was resolved or closed `at` an instant, from the very instant on."""
    changes = [(one.at, CHANGES.index(one.kind)) for one in events if one.kind in CHANGES]
    changes += [(end, CHANGES.index("closed")) for end in told if end]
    past = [change for change in changes if change[0] <= at]
    return bool(past) and CHANGES[max(past)[1]] != "reopened"


def approval_hours(events: Sequence[Event]) -> float | None:
    """Hours waited for the approvals that were decided, first in first out. None when none was."""
    asked: list[datetime] = []
    waits: list[float] = []
    for event in events:
        if event.kind == "approval_requested":
            asked.append(event.at)
        if event.kind in ("approval_granted", "approval_declined") and asked:
            waits.append((event.at - asked.pop(0)) / HOUR)
    return sum(waits) if waits else None
