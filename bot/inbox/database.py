"""The database that the inbox is in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url

from knowledge.cases.database import open_database, reading, writing
from knowledge.cases.steps import Steps
from knowledge.errors import DatabaseUnavailable
from knowledge.settings import Settings

INBOX_STEPS = Steps(folder=Path(__file__).parent / "migrations", version_table="slack_alembic_version")

PATIENCE_MS = 300
"""How long anything may wait for the database: Slack waits 3 seconds for an acknowledgement, a person for less."""


def inbox_address(settings: Settings) -> str:
    """The SQLAlchemy URL: the case database where that is PostgreSQL, else a SQLite file of the inbox's own.

    An import holds the one lock for writing that a SQLite file has for minutes, and questions do not wait for it.
    """
    if settings.database.startswith("postgresql"):
        return settings.database
    return f"sqlite:///{quote(str(settings.groundswell_home / 'slack.sqlite3'))}"


class Database:
    """Opened when it is first needed, and again after it could not be. May be shared between threads.

    Raises BadSetting, DatabaseUnavailable, DiskFull, after PATIENCE_MS or little more.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._engine: Engine | None = None
        self._opening = Lock()
        # SQLite lets those who wait for its lock try their luck; here they take turns, and only processes do that
        self._turn = Lock() if make_url(address).get_backend_name() == "sqlite" else None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed at the end, undone when anything raises."""
        engine = self._opened()
        with self._in_turn(), writing(engine) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database."""
        with reading(self._opened()) as connection:
            yield connection

    def close(self) -> None:
        """Gives the connections back."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()

    def _opened(self) -> Engine:
        with self._opening:
            if self._engine is None:
                self._engine = open_database(
                    self._address, busy_timeout_ms=PATIENCE_MS, steps=INBOX_STEPS, in_haste=True
                )
            return self._engine

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=2 * PATIENCE_MS / 1000):
            raise DatabaseUnavailable("of the inbox", "too many are waiting for it")
        try:
            yield
        finally:
            self._turn.release()


def insert_into(connection: Connection, table: Table) -> Any:  # noqa: ANN401  two dialects' statements, without a common type
    """An insert that knows what to do about a row that is there already."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return insert(table)
