"""Told cases to start a test from: plain in everything that the test is not about."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from knowledge.answers.case_lookup import ToldCase, ToldEvent
from knowledge.answers.cases.told import Cited

OPENED = datetime(2026, 10, 5, 8)  # noqa: DTZ001  what a clock showed
"""When a case was opened unless the test says otherwise: a Monday morning."""
END = datetime(2026, 11, 1, 8)  # noqa: DTZ001  as above
"""Where the data ends: 27 days later."""
_COLUMNS = (
    *("description", "product", "priority", "region", "channel", "account_name", "team", "status", "outcome"),
    *("resolution", "escalated_local", "resolved_local", "closed_local"),
    *("hours_to_first_response", "hours_to_escalate", "hours_to_resolve"),
)


def at(text: str) -> datetime:
    """What a clock showed: `2026-10-05 12:00`; a date is its midnight."""
    return datetime.fromisoformat(text)


def told(kind: str, when: str, **said: Any) -> ToldEvent:  # noqa: ANN401  any field
    """An event of a case."""
    moment = at(when)
    return ToldEvent(at=moment, age=_age(moment), kind=kind, **said)


def a_told_case(*events: ToldEvent, **values: Any) -> ToldCase:  # noqa: ANN401  any column
    """C-1 about a login, opened on OPENED, with these events and columns."""
    opened = values.pop("opened_local", OPENED)
    known = {"case_id": "C-1", "subject": "Login fails", "opened_local": opened, **dict.fromkeys(_COLUMNS), **values}
    return ToldCase(case_id="C-1", age=_age(opened), values=known, events=events)


def texts(lines: Sequence[Cited]) -> list[str]:
    """What the lines say, each of which is cited with the case."""
    assert all(line.case_ids == ("C-1",) for line in lines)
    return [line.text for line in lines]


def _age(moment: datetime) -> float:
    return (END - moment) / timedelta(hours=1)
