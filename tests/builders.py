"""Values to start a test from: plain in everything that the test is not about."""

from datetime import UTC, datetime
from typing import Any

from knowledge.cases.case import Case, CaseEvent, CaseUpdate, EventKind, QualityReview, Team

CASE_ID = "C-1"
OPENED = datetime(2026, 10, 5, 8, tzinfo=UTC)
"""When a case was opened unless the test says otherwise: a Monday morning."""


def utc(text: str) -> datetime:
    """The instant that `2026-10-05 12:00` is in UTC; a date is its midnight."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_case(case_id: str = CASE_ID, **columns: Any) -> Case:  # noqa: ANN401  any field
    """A case about a login, opened on OPENED, with the given columns."""
    return Case(**{"case_id": case_id, "opened_at": OPENED, "subject": "Login fails", **columns})


def an_event(kind: EventKind | str, at: datetime | str, **said: Any) -> CaseEvent:  # noqa: ANN401  any field
    """An event of the case that `a_case()` is; a text is a time in UTC."""
    instant = utc(at) if isinstance(at, str) else at
    return CaseEvent(**{"case_id": CASE_ID, "kind": EventKind(kind), "at": instant, **said})


def a_team(team: str = "Frontline", tier: float | None = 1, function: str | None = "support") -> Team:
    """A team of the first tier."""
    return Team(team=team, tier=tier, function=function)


def a_review(score: float = 80, **columns: Any) -> QualityReview:  # noqa: ANN401  any field
    """A quality review of the frontline."""
    return QualityReview(**{"at": OPENED, "team": "Frontline", "score": score, **columns})


def an_update(case_id: str = CASE_ID, **columns: Any) -> CaseUpdate:  # noqa: ANN401  any field
    """What a source says whose export has the required columns and those given here, attributes by their names."""
    attributes = columns.get("attributes", {})
    given = {"case_id", "opened_at", "subject", *columns, *attributes} - {"attributes"}
    return CaseUpdate(case=a_case(case_id, **columns), given=frozenset(given))
