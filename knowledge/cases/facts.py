"""What can be said of one case from its columns, its events and the teams: a pure function, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from knowledge.cases.case import Case, CaseEvent, EventKind, Team

_RANK = {kind: rank for rank, kind in enumerate(EventKind)}
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTargets:
    """Hours allowed, by priority. A priority that is absent has no target."""

    first_response: Mapping[str, float] = field(default_factory=dict)
    resolution: Mapping[str, float] = field(default_factory=dict)


NO_TARGETS = ResponseTargets()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """The facts of one case. A time is None when it has not come; hours are None then, and when they would be negative.

    `accepted` is None without a request; `approval_wait` is the sum in hours over the `approvals` that were decided,
    None when there are none. `early_events` counts events before the opening: a warning about the data.
    """

    first_response_at: datetime | None
    requested_at: datetime | None
    decided_at: datetime | None
    accepted: bool | None
    escalated_at: datetime | None
    escalation_reason: str | None
    elevated_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    complained_at: datetime | None
    handoffs: int
    repeat_contacts: int
    reopens: int
    exceptions: int
    complaints: int
    approvals: int
    approval_wait: float | None
    sla_breached: bool
    early_events: int
    hours_to_first_response: float | None
    hours_to_escalate: float | None
    hours_to_elevate: float | None
    hours_to_resolve: float | None
    hours_to_decision: float | None
    hours_to_repeat_contact: float | None
    hours_to_reopen: float | None


def facts_of(
    case: Case,
    events: Iterable[CaseEvent],
    teams: Mapping[str, Team],
    targets: ResponseTargets = NO_TARGETS,
) -> CaseFacts:
    """The facts of `case`, whose `events` may come in any order; equal events count once. DESIGN 3.3 defines each.

    Events of one instant are taken in the order of EventKind. A target counts as missed when the response or the
    resolution came and came too late: what has not come yet would need a clock.
    """
    life = sorted(set(events), key=_order)
    resolved_at, closed_at = _endings(case, life)
    requested_at = _first(life, {EventKind.ESCALATION_REQUESTED})
    decided_at, accepted = _decision(life, requested_at)
    escalation = next((event for event in life if event.kind is EventKind.ESCALATED), None)
    escalated_at = escalation.at if escalation else None
    elevated_at = next((event.at for event in life if _is_elevation(event, teams)), None)
    first_response_at = (
        _first(life, {EventKind.FIRST_RESPONSE}) or _first(life, {EventKind.AGENT_REPLY}) or case.first_response_at
    )
    contacts = _repeat_contacts(case, life, resolved_at, closed_at)
    waits = _approval_waits(life)
    to_first_response = _hours(case.opened_at, first_response_at)
    to_resolve = _hours(case.opened_at, resolved_at)
    return CaseFacts(
        first_response_at=first_response_at,
        requested_at=requested_at,
        decided_at=decided_at,
        accepted=accepted,
        escalated_at=escalated_at,
        escalation_reason=escalation.reason if escalation else None,
        elevated_at=elevated_at,
        resolved_at=resolved_at,
        closed_at=closed_at,
        complained_at=_first(life, {EventKind.COMPLAINT}),
        handoffs=sum(map(_is_handoff, life)),
        repeat_contacts=len(contacts),
        reopens=_count(life, EventKind.REOPENED),
        exceptions=_count(life, EventKind.EXCEPTION_GRANTED),
        complaints=_count(life, EventKind.COMPLAINT),
        approvals=len(waits),
        approval_wait=sum(waits, timedelta()) / _HOUR if waits else None,
        sla_breached=_count(life, EventKind.SLA_BREACHED) > 0
        or _missed(to_first_response, targets.first_response, case.priority)
        or _missed(to_resolve, targets.resolution, case.priority),
        early_events=sum(event.at < case.opened_at for event in life),
        hours_to_first_response=to_first_response,
        hours_to_escalate=_hours(case.opened_at, escalated_at),
        hours_to_elevate=_hours(case.opened_at, elevated_at),
        hours_to_resolve=to_resolve,
        hours_to_decision=_hours(requested_at, decided_at),
        hours_to_repeat_contact=_hours(case.opened_at, contacts[0] if contacts else None),
        hours_to_reopen=_hours(case.opened_at, _first(life, {EventKind.REOPENED})),
    )


def _order(event: CaseEvent) -> tuple[object, ...]:
    """By time, then kind; the texts make the order of equal instants the same whatever order they came in."""
    texts = (event.from_team, event.to_team, event.reason, event.actor, event.note, event.event_id)
    return (event.at, _RANK[event.kind], *(text or "" for text in texts))


def _first(life: Sequence[CaseEvent], kinds: set[EventKind]) -> datetime | None:
    return next((event.at for event in life if event.kind in kinds), None)


def _count(life: Sequence[CaseEvent], kind: EventKind) -> int:
    return sum(event.kind is kind for event in life)


def _hours(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None or end < start:
        return None
    return (end - start) / _HOUR


def _missed(hours: float | None, targets: Mapping[str, float], priority: str | None) -> bool:
    target = targets.get(priority) if priority else None
    return hours is not None and target is not None and hours > target


def _not_undone(life: Sequence[CaseEvent], kind: EventKind) -> datetime | None:
    """The last event of `kind`, unless the case was reopened after it."""
    for event in reversed(life):
        if event.kind is kind:
            return event.at
        if event.kind is EventKind.REOPENED:
            return None
    return None


def _endings(case: Case, life: Sequence[CaseEvent]) -> tuple[datetime | None, datetime | None]:
    """When the case was resolved and when it was closed, each None while that has not come or was undone."""
    closed_at = _not_undone(life, EventKind.CLOSED)
    if not any(event.kind in (EventKind.RESOLVED, EventKind.REOPENED) for event in life):
        closed_at = closed_at or case.closed_at
        return case.resolved_at or closed_at, closed_at
    resolved_at = _not_undone(life, EventKind.RESOLVED)
    if resolved_at is None and _count(life, EventKind.REOPENED):
        return None, closed_at  # open again, whatever the columns say
    return resolved_at, closed_at or case.closed_at


def _decision(life: Sequence[CaseEvent], requested_at: datetime | None) -> tuple[datetime | None, bool | None]:
    """When the first request was decided, and whether the case was escalated at or after it."""
    if requested_at is None:
        return None, None
    after = [event for event in life if event.at >= requested_at]
    decided_at = _first(after, {EventKind.ESCALATED, EventKind.ESCALATION_DECLINED})
    return decided_at, _first(after, {EventKind.ESCALATED}) is not None


def _is_handoff(event: CaseEvent) -> bool:
    if event.kind not in (EventKind.HANDOFF, EventKind.ELEVATED):
        return False
    return bool(event.from_team and event.to_team and event.from_team != event.to_team)


def _is_elevation(event: CaseEvent, teams: Mapping[str, Team]) -> bool:
    if event.kind is EventKind.ELEVATED:
        return True
    if event.kind is not EventKind.HANDOFF:
        return False
    before, after = _tier(teams, event.from_team), _tier(teams, event.to_team)
    return before is not None and after is not None and after > before


def _tier(teams: Mapping[str, Team], name: str | None) -> float | None:
    team = teams.get(name) if name else None
    return team.tier if team else None


def _repeat_contacts(
    case: Case, life: Sequence[CaseEvent], resolved_at: datetime | None, closed_at: datetime | None
) -> Sequence[datetime]:
    """When the customer came back while the case was neither resolved nor closed, which it is from that instant on."""
    changes: list[tuple[datetime, int, bool]] = [
        (event.at, _RANK[event.kind], event.kind is not EventKind.REOPENED)
        for event in life
        if event.kind in (EventKind.RESOLVED, EventKind.REOPENED, EventKind.CLOSED)
    ]
    # A time that only a column knows ends the case just as an event would; where an event gave it, this repeats it.
    changes += [(at, _RANK[EventKind.CLOSED], True) for at in (resolved_at, closed_at) if at is not None]
    changes.sort()
    found = []
    done, upcoming = False, 0
    for event in life:
        if event.kind is not EventKind.CUSTOMER_CONTACT or event.at <= case.opened_at:
            continue
        while upcoming < len(changes) and changes[upcoming][0] <= event.at:
            done = changes[upcoming][2]
            upcoming += 1
        if not done:
            found.append(event.at)
    return found


def _approval_waits(life: Sequence[CaseEvent]) -> Sequence[timedelta]:
    """How long each decided approval waited: a request waits for the next decision, first in first out."""
    waiting: list[datetime] = []
    waits = []
    for event in life:
        if event.kind is EventKind.APPROVAL_REQUESTED:
            waiting.append(event.at)
        elif event.kind in (EventKind.APPROVAL_GRANTED, EventKind.APPROVAL_DECLINED) and waiting:
            waits.append(event.at - waiting.pop(0))
    return waits
