"""From a simulated life to what a helpdesk would export at the end of the data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.cases.case import Case, CaseEvent, EventKind, QualityReview
from pipelines.sample.causes import Rename
from pipelines.sample.organisation import FRONTLINE
from pipelines.sample.sketches import Sketch
from pipelines.sample.texts import a_conversation, opening_texts, resolution_text
from pipelines.sample.timeline import Life

OWNER_CHANGES = frozenset({EventKind.ASSIGNED, EventKind.HANDOFF, EventKind.ELEVATED})
ENDINGS = frozenset({EventKind.RESOLVED, EventKind.REOPENED})
ANSWERED_SURVEYS = 0.42
REVIEWED = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A case with its events, and its quality review where there was one."""

    case: Case
    events: Sequence[CaseEvent]
    review: QualityReview | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ending:
    """How the case stands at the end of the data; None while it is open."""

    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    csat: float | None = None
    outcome: str | None = None
    exception: bool = False


def export(life: Life, rename: Rename, end: datetime) -> Exported:
    """What is known of `life` before `end`."""
    events = life.events if life.events[-1].at < end else [event for event in life.events if event.at < end]
    ending = _ending(life, events, end)
    return Exported(case=_case(life, events, ending, rename), events=events, review=_review(life, events, ending, end))


def _ending(life: Life, events: Sequence[CaseEvent], end: datetime) -> _Ending:
    """The last resolution that no reopening followed."""
    turns = [event for event in events if event.kind in ENDINGS]
    if not turns or turns[-1].kind is EventKind.REOPENED:
        return _Ending()
    resolutions = sum(event.kind is EventKind.RESOLVED for event in turns)
    outcome, exception = life.outcomes[resolutions - 1]
    resolved_at, final = turns[-1].at, resolutions == len(life.outcomes)
    # Without an event, the helpdesk closes a case by itself and writes only the column.
    closed_at = life.now.replace(microsecond=0) if final and life.now < end else None
    rated_at = resolved_at + timedelta(hours=life.hours(5))
    answered = life.rng.random() < ANSWERED_SURVEYS and rated_at < end
    csat = _csat(life, outcome) if answered else None
    return _Ending(resolved_at=resolved_at, closed_at=closed_at, csat=csat, outcome=outcome, exception=exception)


def _csat(life: Life, outcome: str) -> float:
    """1 to 5: contacts, an escalation and a refusal cost, a warm team gains."""
    score = 4.15 + life.forces.csat_bonus - 0.3 * min(life.contacts, 3) - 0.8 * life.escalated
    score -= 0.8 * (outcome == "declined")
    return float(min(5, max(1, round(life.rng.gauss(score, 0.8)))))


def _review(life: Life, events: Sequence[CaseEvent], ending: _Ending, end: datetime) -> QualityReview | None:
    if ending.resolved_at is None or life.rng.random() >= REVIEWED:
        return None
    at = ending.resolved_at + timedelta(hours=20 + 60 * life.rng.random())
    if at >= end:
        return None
    score = round(min(100.0, max(0.0, life.rng.gauss(74 + life.forces.quality_bonus, 7))), 1)
    return QualityReview(
        at=at.replace(microsecond=0), team=_owner(life, events), score=score, product=life.sketch.product
    )


def _owner(life: Life, events: Sequence[CaseEvent]) -> str:
    for event in reversed(events):
        if event.kind in OWNER_CHANGES and event.to_team:
            return event.to_team
    return FRONTLINE[life.sketch.account.region]


def _status(events: Sequence[CaseEvent], ending: _Ending) -> str:
    if ending.closed_at:
        return "closed"
    if ending.resolved_at:
        return "resolved"
    kind = events[-1].kind
    return "pending" if kind in (EventKind.WAITING, EventKind.APPROVAL_REQUESTED) else "open"


def _texts(life: Life, events: Sequence[CaseEvent], ending: _Ending) -> tuple[str, str, str | None]:
    """Subject, description and, of a case that has ended, the resolution."""
    slots = a_conversation(life.rng, life.sketch)
    subject, description = opening_texts(slots)
    if ending.outcome is None:
        return subject, description, None
    escalated = any(event.kind is EventKind.ESCALATED for event in events)
    return subject, description, resolution_text(slots, ending.outcome, exception=ending.exception, escalated=escalated)


def _category(sketch: Sketch, rename: Rename) -> str:
    renamed = sketch.category.name == rename.before and sketch.opened_at.date() >= rename.since
    return rename.after if renamed else sketch.category.name


def _case(life: Life, events: Sequence[CaseEvent], ending: _Ending, rename: Rename) -> Case:
    sketch, account = life.sketch, life.sketch.account
    subject, description, resolution = _texts(life, events, ending)
    return Case(
        case_id=life.case_id,
        opened_at=sketch.opened_at,
        subject=subject,
        description=description,
        product=sketch.product,
        category=_category(sketch, rename),
        priority=sketch.priority,
        channel=sketch.channel,
        region=account.region,
        language=account.language,
        account_id=account.account_id,
        account_name=account.name,
        account_tier=account.tier,
        team=_owner(life, events),
        status=_status(events, ending),
        outcome=ending.outcome,
        resolution=resolution,
        first_response_at=next((event.at for event in events if event.kind is EventKind.FIRST_RESPONSE), None),
        resolved_at=ending.resolved_at,
        closed_at=ending.closed_at,
        csat=ending.csat,
        updated_at=max(events[-1].at, ending.closed_at or events[-1].at),
        attributes={
            "plan_version": account.plan_version,
            "contract_type": account.contract_type,
            "amount_band": sketch.amount_band or "",
        },
    )
