"""A case, what happened to it, and the teams: the values that everything else is computed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What can happen to a case. The order is the order in which events of one instant are taken."""

    OPENED = "opened"
    ASSIGNED = "assigned"
    FIRST_RESPONSE = "first_response"
    AGENT_REPLY = "agent_reply"
    CUSTOMER_CONTACT = "customer_contact"
    HANDOFF = "handoff"
    ELEVATED = "elevated"
    ESCALATION_REQUESTED = "escalation_requested"
    ESCALATION_DECLINED = "escalation_declined"
    ESCALATED = "escalated"
    DEESCALATED = "deescalated"
    APPROVAL_REQUESTED = "approval_requested"
    APPROVAL_GRANTED = "approval_granted"
    APPROVAL_DECLINED = "approval_declined"
    EXCEPTION_GRANTED = "exception_granted"
    WAITING = "waiting"
    SLA_BREACHED = "sla_breached"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CLOSED = "closed"
    COMPLAINT = "complaint"


def _require_zone(name: str, at: datetime | None) -> None:
    if at is not None and at.tzinfo is None:
        raise ValueError(f"{name} needs a timezone-aware time, got {at!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """Something that happened to the case `case_id` at an instant. Texts are None when the source named none."""

    case_id: str
    at: datetime
    kind: EventKind
    actor: str | None = None
    from_team: str | None = None
    to_team: str | None = None
    reason: str | None = None
    note: str | None = None
    event_id: str | None = None

    def __post_init__(self) -> None:
        _require_zone("an event", self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a customer opened. Times are aware; None means that the source did not say."""

    case_id: str
    opened_at: datetime
    subject: str
    description: str | None = None
    product: str | None = None
    category: str | None = None
    priority: str | None = None
    channel: str | None = None
    region: str | None = None
    language: str | None = None
    account_id: str | None = None
    account_name: str | None = None
    account_tier: str | None = None
    team: str | None = None
    status: str | None = None
    outcome: str | None = None
    resolution: str | None = None
    first_response_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    csat: float | None = None
    url: str | None = None
    updated_at: datetime | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    """The source's other columns by name; a column that is empty for this case is absent."""

    def __post_init__(self) -> None:
        if not self.case_id:
            raise ValueError("a case needs an id")
        for name in ("opened_at", "first_response_at", "resolved_at", "closed_at", "updated_at"):
            _require_zone(f"{name} of {self.case_id}", getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team that owns cases. `tier` 1 is the frontline, 2.5 is between 2 and 3; None where the source did not say."""

    team: str
    tier: float | None = None
    function: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityReview:
    """One quality-assurance review: `score` from 0 to 100."""

    at: datetime
    team: str
    score: float
    product: str | None = None

    def __post_init__(self) -> None:
        _require_zone("a quality review", self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHistory:
    """A case with everything that happened to it, in no promised order."""

    case: Case
    events: tuple[CaseEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUpdate:
    """What a source says of a case: `given` names the columns and attributes that it speaks of.

    What the store has in the others stays as it is.
    """

    case: Case
    given: frozenset[str]
