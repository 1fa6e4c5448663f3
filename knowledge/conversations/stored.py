"""What was asked and answered as rows of the case database."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, desc, func, select
from sqlalchemy.dialects import postgresql, sqlite

from knowledge.cases.database import open_database, reading, writing
from knowledge.cases.tables import AnswerRow, Base, ThreadRow
from knowledge.conversations.kept_answer import KeptAnswer, storable

_THREADS, _ANSWERS = (Base.metadata.tables[row.__tablename__] for row in (ThreadRow, AnswerRow))
_PATIENCE_MS = 2_000
"""How long an answer waits for another writer: an import may hold the database for much longer."""
_ANSWER_COLUMNS = tuple(_ANSWERS.c[field.name] for field in fields(KeptAnswer))


class StoredConversations:
    """What Conversations keeps, behind SQLAlchemy; see there. The database is open from the beginning."""

    def __init__(self, address: str, *, keep_days: float) -> None:
        self._keep = timedelta(days=keep_days)
        self._engine = open_database(address, busy_timeout_ms=_PATIENCE_MS)

    def state_of(self, thread: str) -> str | None:
        """What was last kept of `thread`; None of a new or a forgotten one."""
        query = select(_THREADS.c.state).where(_THREADS.c.thread == storable(thread))
        with reading(self._engine) as connection:
            state: str | None = connection.scalar(query)
            return state

    def keep(self, answers: Sequence[KeptAnswer], *, now: datetime, thread: str | None, state: str | None) -> None:
        """Keeps what was answered to one question, and the state it left `thread` in, both or nothing."""
        with writing(self._engine) as connection:
            _forget(connection, before=now - self._keep)
            if thread is not None and state is not None:
                _put(connection, _THREADS, {"thread": thread, "state": state, "updated_at": now})
            for answer in answers:
                _put(connection, _ANSWERS, asdict(answer))

    def receipt(self, receipt_id: str) -> KeptAnswer | None:
        """The answer kept under this id; None when there is none, or none any more."""
        query = select(*_ANSWER_COLUMNS).where(_ANSWERS.c.receipt_id == storable(receipt_id))
        with reading(self._engine) as connection:
            row = connection.execute(query).mappings().first()
            return KeptAnswer(**row) if row else None

    def recent(self, user: str, limit: int) -> Sequence[KeptAnswer]:
        """The latest questions that `user` asked, the latest first, each once with its first part's answer."""
        answers = _ANSWERS.c
        latest = (
            select(answers.question, func.max(answers.asked_at).label("asked_at"))
            .where(answers.asked_by == storable(user))
            .group_by(answers.question)
            .order_by(desc("asked_at"), answers.question)
            .limit(limit)
            .subquery()
        )
        query = (
            select(*_ANSWER_COLUMNS)
            .join(latest, (answers.question == latest.c.question) & (answers.asked_at == latest.c.asked_at))
            .where(answers.asked_by == storable(user))
            .order_by(answers.asked_at.desc(), answers.question, answers.receipt_id)
        )
        with reading(self._engine) as connection:
            rows = [KeptAnswer(**row) for row in connection.execute(query).mappings()]
        return list({row.question: row for row in reversed(rows)}.values())[::-1]

    def close(self) -> None:
        """Gives the connections back."""
        self._engine.dispose()


def _forget(connection: Connection, *, before: datetime) -> None:
    connection.execute(delete(_THREADS).where(_THREADS.c.updated_at < before))
    connection.execute(delete(_ANSWERS).where(_ANSWERS.c.asked_at < before))


def _put(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Inserts `row`, or replaces the one with its key: of two who write at once, the later counts."""
    row = {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    keys = [column.name for column in table.primary_key]
    statement = insert(table).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=row))
