"""The inbox in a database, shared by all processes of one assistant."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, delete, func, or_, select, text, update

from bot.inbox.database import Database, insert_into
from bot.inbox.inbox import REWORD_WITHIN, Ending, Reply, Standing, reworded_since, same_words
from bot.inbox.tables import Base, EventRow, LeaseRow, QuestionRow
from bot.question import Place, Question, Way, Wish
from knowledge.conversations.kept_answer import storable

_QUESTIONS, _EVENTS, _LEASES = (Base.metadata.tables[row.__tablename__] for row in (QuestionRow, EventRow, LeaseRow))
KEEP_DAYS = 30
"""For so long a thread is known to be one that the assistant replied in."""
_FORGET_EVERY_S = 3600.0
_ONE_TAKES_OVER = 0x67726F77696E
"""The PostgreSQL advisory lock under which questions change hands."""


class StoredInbox:
    """Inbox behind SQLAlchemy. May be shared between threads, and the database between processes.

    What a process has accepted belongs to it while its lease lasts: `lease_seconds` from the last `renew`, by `now`,
    so the clocks of several machines have to agree to within a third of that. Every method raises BadSetting,
    DatabaseUnavailable, DiskFull.
    """

    def __init__(
        self,
        database: Database,
        *,
        lease_seconds: float,
        keep_days: float = KEEP_DAYS,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._lease, self._keep = timedelta(seconds=lease_seconds), timedelta(days=keep_days)
        self._now = now
        self._owner = uuid4().hex
        self._renewed_at: datetime | None = None
        self._forgot_at: float | None = None

    def accept(self, question: Question, *, event_id: str | None = None) -> bool:
        row = {**_row(question), "accepted_at": self._now(), "owner": self._owner, "stopping": False}
        with self._as_owner() as connection:
            if event_id is not None and not _add(connection, _EVENTS, event_id=event_id, taken_at=self._now()):
                return False
            return _add(connection, _QUESTIONS, **row)

    def standing(self, key: str) -> Standing:
        mine = select(_QUESTIONS).where(self._is_mine(key))
        with self._database.reading() as connection:
            return _standing(connection.execute(mine).first())

    def sending(self, key: str, ts: str | None = None) -> Standing:
        begun = ts if ts is not None else func.coalesce(_QUESTIONS.c.begun, "")
        noted = (
            update(_QUESTIONS)
            .where(self._is_mine(key))
            .values(begun=begun)
            .returning(_QUESTIONS.c.stopping, _QUESTIONS.c.text)
        )
        with self._database.writing() as connection:
            return _standing(connection.execute(noted).first())

    def amended(self, question: Question) -> None:
        row = {name: storable(value) if value else value for name, value in _row(question).items()}
        with self._database.writing() as connection:
            connection.execute(update(_QUESTIONS).where(_is(question.key), _open()).values(row))

    def end(self, key: str, ending: Ending, ts: str | None, *, answered: str | None = None) -> str | None:
        with self._database.writing() as connection:
            asked = connection.scalar(select(_QUESTIONS.c.text).where(_is(key), _open()).with_for_update())
            if asked is None:
                return None
            words = same_words(asked if answered is None else storable(answered))
            connection.execute(
                update(_QUESTIONS)
                .where(_is(key), _open())
                .values(ending=ending.value, reply_ts=ts, text="", words=words, response_url=None)
            )
        return reworded_since(None if answered is None else storable(answered), asked)

    def reworded(self, key: str, text: str) -> bool:
        with self._database.writing() as connection:
            changed = connection.execute(update(_QUESTIONS).where(_is(key), _open()).values(text=storable(text)))
            return changed.rowcount > 0

    def reopen(self, key: str, text: str) -> tuple[Question, str] | None:
        ended = and_(_QUESTIONS.c.ending.is_not(None), _QUESTIONS.c.reply_ts.is_not(None))
        newly_worded = and_(
            _QUESTIONS.c.words != same_words(storable(text)), _QUESTIONS.c.accepted_at > self._now() - REWORD_WITHIN
        )
        again = (
            update(_QUESTIONS)
            .where(_is(key), ended, newly_worded)
            .values(
                text=storable(text), begun=_QUESTIONS.c.reply_ts, ending=None, reply_ts=None, stopping=False,
                owner=self._owner,
            )
            .returning(*_QUESTIONS.c)
        )  # fmt: skip
        with self._as_owner() as connection:
            row = connection.execute(again).first()
            return None if row is None else (_question(row), row.begun)

    def stop(self, team: str, channel: str, root: str) -> Sequence[str]:
        told = (
            update(_QUESTIONS)
            .where(_in_thread(team, channel, root), _open())
            .values(stopping=True)
            .returning(_QUESTIONS.c.key)
        )
        with self._database.writing() as connection:
            return list(connection.scalars(told))

    def withdraw(self, key: str) -> bool:
        gone = {"ending": Ending.WITHDRAWN.value, "text": "", "response_url": None}
        waits = and_(_is(key), _open(), _QUESTIONS.c.begun.is_(None))
        with self._database.writing() as connection:
            return connection.execute(update(_QUESTIONS).where(waits).values(gone)).rowcount > 0

    def is_open(self, key: str) -> bool:
        with self._database.reading() as connection:
            return connection.scalar(select(_QUESTIONS.c.key).where(_is(key), _open())) is not None

    def reply_to(self, key: str) -> Reply | None:
        query = select(_QUESTIONS.c.ending, _QUESTIONS.c.reply_ts).where(_is(key), _QUESTIONS.c.ending.is_not(None))
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else Reply(key=key, ending=Ending(row.ending), ts=row.reply_ts)

    def replied_in(self, team: str, channel: str, root: str) -> bool:
        replied = and_(_QUESTIONS.c.reply_ts.is_not(None), _QUESTIONS.c.ending != Ending.TURNED_AWAY.value)
        going_out = and_(_open(), _QUESTIONS.c.begun.is_not(None), _QUESTIONS.c.only_to.is_(None))
        query = select(_QUESTIONS.c.key).where(_in_thread(team, channel, root), or_(replied, going_out))
        with self._database.reading() as connection:
            return connection.scalar(query.limit(1)) is not None

    def take_over(self) -> Sequence[tuple[Question, str | None]]:
        alive = select(_LEASES.c.owner).where(_LEASES.c.leased_until > self._now())
        ours = (
            update(_QUESTIONS)
            .where(_open(), _QUESTIONS.c.owner.not_in(alive), _QUESTIONS.c.owner != self._owner)
            .values(owner=self._owner)
            .returning(*_QUESTIONS.c)
        )
        with self._as_owner() as connection:
            if connection.dialect.name == "postgresql":
                # the next one then sees the questions and leases as this one leaves them
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_TAKES_OVER})
            rows = connection.execute(ours).all()
        return [(_question(row), row.begun) for row in sorted(rows, key=lambda row: (row.accepted_at, row.key))]

    def renew(self) -> None:
        self._renewed_at = None
        with self._as_owner():
            pass
        # in a transaction of its own: one that takes long, or fails, must not cost the lease
        if self._forgot_at is None or time.monotonic() - self._forgot_at > _FORGET_EVERY_S:
            self._forgot_at = time.monotonic()
            with self._database.writing() as connection:
                self._forget(connection)

    def close(self) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(_LEASES).where(_LEASES.c.owner == self._owner))
        self._database.close()

    @contextmanager
    def _as_owner(self) -> Iterator[Connection]:
        """A transaction of a process that has a lease: without one, others would take its questions at once."""
        now = self._now()
        due = self._renewed_at is None or now - self._renewed_at >= self._lease / 3
        with self._database.writing() as connection:
            if due:
                values = {"owner": self._owner, "leased_until": now + self._lease}
                lease = insert_into(connection, _LEASES).values(values)
                connection.execute(lease.on_conflict_do_update(index_elements=["owner"], set_=values))
            yield connection
        if due:
            self._renewed_at = now

    def _is_mine(self, key: str) -> ColumnElement[bool]:
        return and_(_is(key), _open(), _QUESTIONS.c.owner == self._owner)

    def _forget(self, connection: Connection) -> None:
        before = self._now() - self._keep
        connection.execute(
            delete(_QUESTIONS).where(_QUESTIONS.c.accepted_at < before, _QUESTIONS.c.ending.is_not(None))
        )
        connection.execute(delete(_EVENTS).where(_EVENTS.c.taken_at < before))
        connection.execute(delete(_LEASES).where(_LEASES.c.leased_until < before))


def _add(connection: Connection, table: Table, **values: object) -> bool:
    """False when there is a row with this key already."""
    row = {name: storable(value) if isinstance(value, str) else value for name, value in values.items()}
    insert = insert_into(connection, table).values(row).on_conflict_do_nothing()
    # not every driver tells how many rows an insert has added
    return connection.execute(insert.returning(*table.primary_key)).first() is not None


def _standing(row: Row[Any] | None) -> Standing:
    return Standing(mine=False) if row is None else Standing(mine=True, stopping=row.stopping, text=row.text)


def _is(key: str) -> ColumnElement[bool]:
    return _QUESTIONS.c.key == storable(key)


def _open() -> ColumnElement[bool]:
    return _QUESTIONS.c.ending.is_(None)


def _in_thread(team: str, channel: str, root: str) -> ColumnElement[bool]:
    return and_(_QUESTIONS.c.team == team, _QUESTIONS.c.channel == channel, _QUESTIONS.c.root == root)


def _row(question: Question) -> Mapping[str, str | None]:
    place = question.place
    return {
        "key": question.key,
        "team": question.team,
        "user": question.user,
        "way": question.way.value,
        "wish": question.wish.value,
        "text": question.text,
        "channel": place.channel,
        "root": place.root,
        "only_to": place.only_to,
        "response_url": place.response_url,
        "thread": question.thread,
    }


def _question(row: Row[Any]) -> Question:
    place = Place(channel=row.channel, root=row.root, only_to=row.only_to, response_url=row.response_url)
    return Question(
        key=row.key,
        team=row.team,
        user=row.user,
        way=Way(row.way),
        text=row.text,
        place=place,
        thread=row.thread,
        wish=Wish(row.wish),
    )
