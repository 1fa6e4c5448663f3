"""Rows of an export to cases, events, teams and reviews: a value, or the reason why there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from knowledge.cases.case import Case, CaseEvent, CaseUpdate, EventKind, QualityReview, Team
from pipelines.sources.rows import CASES, LONGEST_NAME, Flaw, Row
from pipelines.sources.values import Unreadable, excerpt, number_of, score_of, tier_of, time_of

T = TypeVar("T")

_KINDS = {kind.value: kind for kind in EventKind}


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What a row says, with a warning for each optional value left out; None with the reason if it is rejected."""

    value: T | None
    flaws: tuple[Flaw, ...] = ()


def case_of(row: Row, zone: ZoneInfo) -> Parsed[CaseUpdate]:
    """The case of a row of `cases`; times without an offset are in `zone`."""
    return _parsed(row, zone, _case)


def event_of(row: Row, zone: ZoneInfo) -> Parsed[CaseEvent]:
    """The event of a row of `events`; times without an offset are in `zone`."""
    return _parsed(row, zone, _event)


def team_of(row: Row, zone: ZoneInfo) -> Parsed[Team]:
    """The team of a row of `teams`."""
    return _parsed(row, zone, _team)


def review_of(row: Row, zone: ZoneInfo) -> Parsed[QualityReview]:
    """The review of a row of `quality`; times without an offset are in `zone`."""
    return _parsed(row, zone, _review)


class _Rejected(Exception):
    """A required value that is not there or cannot be read."""

    def __init__(self, column: str, reason: str) -> None:
        self.column, self.reason = column, reason
        super().__init__(reason)


class _Cells:
    """A row being read: hands out its values, and remembers the optional ones that could not be read."""

    __slots__ = ("_cells", "_zone", "row", "unread")

    def __init__(self, row: Row, zone: ZoneInfo) -> None:
        self.row, self._cells, self._zone = row, row.cells, zone
        self.unread: list[tuple[str, str]] = []

    def text(self, column: str) -> str | None:
        cell = self._cells.get(column)
        return (cell.strip() or None) if cell else None

    def required(self, column: str) -> str:
        if text := self.text(column):
            return text
        raise _Rejected(column, self.row.lost.get(column, "is empty"))

    def key(self, column: str) -> str:
        """A required text that names something, so that mending it would name something else."""
        text = self.required(column)
        if column in self.row.mended:
            raise _Rejected(column, "holds NUL characters")
        if len(text) > LONGEST_NAME:
            raise _Rejected(column, f"is longer than {LONGEST_NAME} characters: {excerpt(text)}")
        return text

    def required_time(self, column: str) -> datetime:
        try:
            return time_of(self.required(column), self._zone)
        except Unreadable as error:
            raise _Rejected(column, error.reason) from None

    def required_number(self, column: str, read: Callable[[str], float]) -> float:
        try:
            return read(self.required(column))
        except Unreadable as error:
            raise _Rejected(column, error.reason) from None

    def time(self, column: str) -> datetime | None:
        text = self.text(column)
        try:
            return time_of(text, self._zone) if text else None
        except Unreadable as error:
            self.unread.append((column, error.reason))
            return None

    def number(self, column: str) -> float | None:
        text = self.text(column)
        try:
            return number_of(text) if text else None
        except Unreadable as error:
            self.unread.append((column, error.reason))
            return None

    def attributes(self) -> dict[str, str]:
        """The columns without a meaning of their own that are not empty."""
        others = ((name, cell.strip()) for name, cell in self._cells.items() if name not in CASES.columns)
        return {name: text for name, text in others if text}


def _parsed(row: Row, zone: ZoneInfo, read: Callable[[_Cells], T]) -> Parsed[T]:
    cells = _Cells(row, zone)
    try:
        value = read(cells)
    except _Rejected as why:
        return Parsed(None, (Flaw(line=row.line, column=why.column, reason=why.reason, case_id=_id_of(row)),))
    if not (cells.unread or row.lost or row.mended):
        return Parsed(value)
    warnings = (*cells.unread, *row.lost.items(), *row.mended.items())
    return Parsed(value, tuple(_warning(row, column, reason) for column, reason in warnings))


def _warning(row: Row, column: str, reason: str) -> Flaw:
    return Flaw(line=row.line, column=column, reason=reason, case_id=_id_of(row), level="warning")


def _id_of(row: Row) -> str:
    return row.cells.get("case_id", "").strip()[:LONGEST_NAME]


def _event(cells: _Cells) -> CaseEvent:
    return CaseEvent(
        case_id=cells.key("case_id"),
        at=cells.required_time("at"),
        kind=_kind(cells.required("kind")),
        actor=cells.text("actor"),
        from_team=cells.text("from_team"),
        to_team=cells.text("to_team"),
        reason=cells.text("reason"),
        note=cells.text("note"),
        event_id=cells.text("event_id"),
    )


def _kind(text: str) -> EventKind:
    kind = _KINDS.get(text.lower())
    if kind is None:
        raise _Rejected("kind", f"is no known kind of event: {excerpt(text)}")
    return kind


def _case(cells: _Cells) -> CaseUpdate:
    case = Case(
        case_id=cells.key("case_id"),
        opened_at=cells.required_time("opened_at"),
        subject=cells.required("subject"),
        description=cells.text("description"),
        product=cells.text("product"),
        category=cells.text("category"),
        priority=cells.text("priority"),
        channel=cells.text("channel"),
        region=cells.text("region"),
        language=cells.text("language"),
        account_id=cells.text("account_id"),
        account_name=cells.text("account_name"),
        account_tier=cells.text("account_tier"),
        team=cells.text("team"),
        status=cells.text("status"),
        outcome=cells.text("outcome"),
        resolution=cells.text("resolution"),
        first_response_at=cells.time("first_response_at"),
        resolved_at=cells.time("resolved_at"),
        closed_at=cells.time("closed_at"),
        csat=cells.number("csat"),
        url=cells.text("url"),
        updated_at=cells.time("updated_at"),
        attributes=cells.attributes(),
    )
    return CaseUpdate(case=case, given=frozenset(cells.row.cells))


def _team(cells: _Cells) -> Team:
    return Team(team=cells.key("team"), tier=cells.required_number("tier", tier_of), function=cells.text("function"))


def _review(cells: _Cells) -> QualityReview:
    return QualityReview(
        at=cells.required_time("at"),
        team=cells.key("team"),
        score=cells.required_number("score", score_of),
        product=cells.text("product"),
    )
