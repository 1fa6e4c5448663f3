"""The case database: what the sources said, upserted, and read back as values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import groupby
from typing import Any, Self, TypeAlias

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, Table, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from knowledge.cases.case import Case, CaseEvent, CaseHistory, CaseUpdate, EventKind, QualityReview, Team
from knowledge.cases.database import open_database, reading, writing
from knowledge.cases.tables import AttributeRow, Base, CaseRow, ClockRow, EventRow, ReviewRow, TeamRow

_PAGE = 2_000
_CASES, _EVENTS, _TEAMS, _REVIEWS, _ATTRIBUTES, _CLOCK = (
    Base.metadata.tables[row.__tablename__] for row in (CaseRow, EventRow, TeamRow, ReviewRow, AttributeRow, ClockRow)
)
_CASE_FIELDS = tuple(field.name for field in fields(Case) if field.name != "attributes")
_EVENT_FIELDS = tuple(field.name for field in fields(CaseEvent))
_EVENT_COLUMNS = tuple(_EVENTS.c[name] for name in _EVENT_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedEvents:
    """How many events were new or different, and the positions of those whose case the store does not have."""

    changed: int
    unknown: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCounts:
    """How many rows the store holds."""

    cases: int
    events: int
    teams: int
    quality: int


class CaseStore:
    """The door to the case database. Each `save_…` is one transaction and can be repeated without effect."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, address: str) -> Self:
        """The store at the SQLAlchemy URL `address`. Raises BadSetting, DatabaseUnavailable."""
        return cls(open_database(address))

    def close(self) -> None:
        """Gives the connections back."""
        self._engine.dispose()

    def save_cases(self, updates: Sequence[CaseUpdate]) -> int:
        """Upserts cases; of two with one id the last counts. Returns how many were new or changed."""
        latest = {update.case.case_id: update for update in updates}
        with _changing(self._engine) as connection:
            stored = _stored_cases(connection, latest)
            rows = [_merged(update, stored.get(case_id)) for case_id, update in latest.items()]
            changed = [row for row in rows if row != stored.get(row["case_id"])]
            if changed:
                revision = _next_revision(connection)
                connection.execute(_upsert(connection, _CASES), [{**row, "revision": revision} for row in changed])
                _remember_attributes(connection, changed)
        return len(changed)

    def save_events(self, events: Sequence[CaseEvent]) -> SavedEvents:
        """Upserts events by event_id, else by all that they say. One of a case the store does not have is left out."""
        with _changing(self._engine) as connection:
            named = {event.case_id for event in events}
            known = set(connection.scalars(select(_CASES.c.case_id).where(_CASES.c.case_id.in_(named))))
            revision = _next_revision(connection)
            rows = (_event_row(event, revision) for event in events if event.case_id in known)
            # Of two with one id the last counts; saved one after the other, they would be two changes each time.
            latest = {(row["case_id"], row["event_key"]): row for row in rows}
            changed = _save_event_rows(connection, tuple(latest.values()), revision) if latest else 0
            if not changed:
                connection.get_transaction().rollback()  # type: ignore[union-attr]  # writing() has begun one
        unknown = tuple(at for at, event in enumerate(events) if event.case_id not in known)
        return SavedEvents(changed=changed, unknown=unknown)

    def save_teams(self, teams: Sequence[Team]) -> int:
        """Upserts teams by name. Returns how many were new or changed."""
        latest = {team.team: team for team in teams}
        with _changing(self._engine) as connection:
            stored = _teams(connection)
            changed = [team for name, team in latest.items() if stored.get(name) != team]
            if changed:
                revision = _next_revision(connection)
                rows = [
                    {"team": team.team, "tier": team.tier, "function": team.function, "revision": revision}
                    for team in changed
                ]
                connection.execute(_upsert(connection, _TEAMS), rows)
        return len(changed)

    def save_reviews(self, reviews: Sequence[QualityReview]) -> int:
        """Adds quality reviews; equal ones are one. Returns how many were new."""
        rows = dict(map(_review_row, reviews))
        with writing(self._engine) as connection:
            column = _REVIEWS.c.review_key
            known = set(connection.scalars(select(column).where(column.in_(rows))))
            new = [row for key, row in rows.items() if key not in known]
            if new:
                connection.execute(_upsert(connection, _REVIEWS), new)
        return len(new)

    def remove_cases(self, case_ids: Iterable[str]) -> int:
        """Removes cases with their events. Returns how many there were."""
        with _changing(self._engine) as connection:
            return sum(
                connection.execute(delete(_CASES).where(_CASES.c.case_id.in_(some))).rowcount
                for some in _portions(tuple(case_ids))
            )

    @contextmanager
    def snapshot(self) -> Iterator["Snapshot"]:
        """One unchanging state of the store, however long it is read and whatever is saved meanwhile."""
        with reading(self._engine) as connection:
            yield Snapshot(connection)


class Snapshot:
    """What the store held at one moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def revision(self) -> int:
        """The number of the last change; it only grows."""
        return _revision(self._connection)

    def counts(self) -> StoreCounts:
        """How many rows there are."""
        cases, events, teams, quality = (
            self._connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (_CASES, _EVENTS, _TEAMS, _REVIEWS)
        )
        return StoreCounts(cases=cases, events=events, teams=teams, quality=quality)

    def teams(self) -> Mapping[str, Team]:
        """Every team by its name."""
        return _teams(self._connection)

    def teams_revision(self) -> int:
        """The number of the last change of a team, 0 without teams."""
        return self._connection.execute(select(func.max(_TEAMS.c.revision))).scalar_one() or 0

    def attributes(self) -> tuple[str, ...]:
        """The names of the columns that sources had beside the known ones, in alphabetical order."""
        return tuple(sorted(self._connection.scalars(select(_ATTRIBUTES.c.name))))

    def reviews(self) -> Iterator[QualityReview]:
        """Every quality review, the oldest first."""
        columns = (_REVIEWS.c[name] for name in ("at", "team", "score", "product"))
        for row in self._connection.execute(select(*columns).order_by(_REVIEWS.c.at)).mappings():
            yield QualityReview(**row)

    def case_ids(self) -> Iterator[str]:
        """The id of every case."""
        query = select(_CASES.c.case_id)
        with self._connection.execute(query, execution_options={"yield_per": _PAGE * 5}) as found:
            yield from found.scalars()

    def changed_cases(self, since: int) -> int:
        """How many cases changed after revision `since`."""
        query = select(func.count()).select_from(_CASES).where(_CASES.c.revision > since)
        return self._connection.execute(query).scalar_one()

    def histories(self, *, since: int = 0) -> Iterator[CaseHistory]:
        """The cases changed after revision `since` (0: all), by case id, each with all its events."""
        last = ""
        while True:
            page = (
                select(_CASES)
                .where(_CASES.c.case_id > last, _CASES.c.revision > since)
                .order_by(_CASES.c.case_id)
                .limit(_PAGE)
            )
            rows = self._connection.execute(page).mappings().all()
            if not rows:
                return
            last = rows[-1]["case_id"]
            events = self._events_of([row["case_id"] for row in rows])
            for row in rows:
                yield CaseHistory(case=_case(row), events=events.get(row["case_id"], ()))

    def _events_of(self, case_ids: Sequence[str]) -> Mapping[str, tuple[CaseEvent, ...]]:
        query = select(*_EVENT_COLUMNS).where(_EVENTS.c.case_id.in_(case_ids)).order_by(_EVENTS.c.case_id)
        rows = self._connection.execute(query)
        events = (
            CaseEvent(
                case_id=row[0],
                at=row[1],
                kind=EventKind(row[2]),
                actor=row[3],
                from_team=row[4],
                to_team=row[5],
                reason=row[6],
                note=row[7],
                event_id=row[8],
            )
            for row in rows
        )
        return {case_id: tuple(found) for case_id, found in groupby(events, key=lambda event: event.case_id)}


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """A transaction that holds the clock from its beginning, so that what it reads is still so when it writes."""
    with writing(engine) as connection:
        connection.execute(select(_CLOCK.c.revision).with_for_update())
        yield connection


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at a time as a database takes parameters for."""
    return (ids[start : start + _PAGE] for start in range(0, len(ids), _PAGE))


_Insert: TypeAlias = sqlite.Insert | postgresql.Insert
_INSERT: Mapping[str, Callable[[Table], _Insert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def _upsert(connection: Connection, table: Table) -> _Insert:
    """An insert that replaces the row of the same key where that one says something else."""
    statement = _INSERT[connection.dialect.name](table)
    keys = [column.name for column in table.primary_key]
    new = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    if not new:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(index_elements=keys, set_=new, where=_differs(table, new))


def _differs(table: Table, new: Mapping[str, ColumnElement[Any]]) -> ColumnElement[bool] | None:
    """Where a stored event says something else. Other rows are compared before they are sent."""
    if table is not _EVENTS:
        return None
    return or_(*(table.c[name].is_distinct_from(value) for name, value in new.items() if name != "revision"))


def _next_revision(connection: Connection) -> int:
    """The number of this change. The clock's row stays locked until the change is committed."""
    connection.execute(update(_CLOCK).values(revision=_CLOCK.c.revision + 1))
    return _revision(connection)


def _revision(connection: Connection) -> int:
    return int(connection.execute(select(_CLOCK.c.revision)).scalar_one())


def _stored_cases(connection: Connection, case_ids: Iterable[str]) -> Mapping[str, dict[str, Any]]:
    columns = [column for column in _CASES.c if column.name != "revision"]
    query = select(*columns).where(_CASES.c.case_id.in_(tuple(case_ids)))
    return {row["case_id"]: dict(row) for row in connection.execute(query).mappings()}


def _merged(update: CaseUpdate, stored: Mapping[str, Any] | None) -> dict[str, Any]:
    """The row of a case: what the update speaks of, and what the store had in everything else."""
    case, given = update.case, update.given
    row: dict[str, Any] = {name: _as_kept(getattr(case, name)) for name in _CASE_FIELDS}
    attributes = dict(case.attributes)
    if stored is not None:
        row |= {name: stored[name] for name in _CASE_FIELDS if name not in given}
        attributes |= {name: value for name, value in stored["attributes"].items() if name not in given}
    return {**row, "attributes": attributes}


def _as_kept(value: object) -> object:
    # Python calls two spellings of one instant different when a clock change makes one of them ambiguous.
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _remember_attributes(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    names = {name for row in rows for name in row["attributes"]}
    new = names - set(connection.scalars(select(_ATTRIBUTES.c.name))) if names else names
    if new:
        connection.execute(_upsert(connection, _ATTRIBUTES), [{"name": name} for name in sorted(new)])


def _event_row(event: CaseEvent, revision: int) -> dict[str, Any]:
    said = {name: getattr(event, name) for name in _EVENT_FIELDS}
    if event.event_id:
        key = _digest("id", event.event_id)
    else:
        texts = (event.actor, event.from_team, event.to_team, event.reason, event.note)
        key = _digest("row", event.at.timestamp(), event.kind.value, *texts)
    return {**said, "kind": event.kind.value, "event_key": key, "revision": revision}


def _save_event_rows(connection: Connection, rows: Sequence[Mapping[str, Any]], revision: int) -> int:
    """Saves the rows, marks the cases of those that were new or different, and returns how many those were."""
    connection.execute(_upsert(connection, _EVENTS), rows)
    named = tuple({row["case_id"] for row in rows})
    touched = select(_EVENTS.c.case_id).where(_EVENTS.c.case_id.in_(named), _EVENTS.c.revision == revision)
    changed = list(connection.scalars(touched))
    if changed:
        mark = update(_CASES).where(_CASES.c.case_id.in_(set(changed))).values(revision=revision)
        connection.execute(mark)
    return len(changed)


def _review_row(review: QualityReview) -> tuple[bytes, dict[str, Any]]:
    key = _digest("review", review.at.timestamp(), review.team, review.score, review.product)
    row = {"review_key": key, "at": review.at, "team": review.team, "score": review.score, "product": review.product}
    return key, row


def _digest(*parts: object) -> bytes:
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _teams(connection: Connection) -> Mapping[str, Team]:
    rows = connection.execute(select(_TEAMS.c.team, _TEAMS.c.tier, _TEAMS.c.function))
    return {row.team: Team(team=row.team, tier=row.tier, function=row.function) for row in rows}


def _case(row: RowMapping) -> Case:
    return Case(**{name: row[name] for name in _CASE_FIELDS}, attributes=row["attributes"])
