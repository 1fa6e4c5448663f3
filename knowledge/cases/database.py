"""Opening a case database: SQLite or PostgreSQL, brought to today's tables, its errors in our words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from knowledge.errors import BadSetting, DatabaseUnavailable, DiskFull

BUSY_TIMEOUT_MS = 30_000
"""How long a writer waits for another one before it gives up."""
_CONNECT_TIMEOUT_S = 10
_MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 0x67726F756E64
"""The PostgreSQL advisory lock under which tables are changed."""


def open_database(address: str) -> Engine:
    """An engine on the database at the SQLAlchemy URL `address`, its tables brought to today's.

    Raises BadSetting for an address that is none, DatabaseUnavailable when the database does not answer.
    """
    url = _url(address)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = _engine(url)
    with errors_in_our_words(engine):
        _migrate(engine)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one unchanging state of the database for as long as it is open."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with errors_in_our_words(engine), engine.connect() as connection:
        yield connection.execution_options(**level)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: committed at the end, undone when anything raises."""
    with errors_in_our_words(engine), engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            yield connection


@contextmanager
def errors_in_our_words(engine: Engine) -> Iterator[None]:
    """Turns what the driver says into DatabaseUnavailable or DiskFull; the driver's own words only where they help."""
    where = engine.url.render_as_string(hide_password=True)
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0] if error.orig and str(error.orig).strip() else "no answer"
        if "disk is full" in said or "No space left" in said or "could not extend file" in said:
            raise DiskFull(f"the case database {where}") from error
        raise DatabaseUnavailable(where, _problem(said)) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(f"the case database {where}") from error
        raise


def _problem(said: str) -> str:
    if "locked" in said:
        return "another process has kept it locked; try again when that one is done"
    if "not a database" in said or "malformed" in said:
        return "the file is not a SQLite database, or it is damaged"
    if "unable to open" in said:
        return "the file cannot be opened; check that the folder exists and can be written"
    return said.rstrip(".")


def _url(address: str) -> URL:
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        raise BadSetting("DATABASE_URL", "it is no SQLAlchemy database URL") from None
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise BadSetting("DATABASE_URL", f"it names {backend}, and the store knows sqlite and postgresql")
    return url


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return sqlalchemy.create_engine(
            url, pool_pre_ping=True, connect_args={"connect_timeout": _CONNECT_TIMEOUT_S, "options": "-c timezone=UTC"}
        )
    engine = sqlalchemy.create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # Transactions begin where SQLAlchemy says, not where the driver guesses.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer asks for the lock at once: one that began as a reader would fail instead of wait.
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _migrate(engine: Engine) -> None:
    """Brings the tables to the newest step; processes that start together take turns."""
    if _current_step(engine) == newest_step():
        return
    from alembic import command  # costs a quarter of a second, needed only when a step is missing
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def newest_step() -> str:
    """The name of the last migration: its file's first part."""
    return max(path.name.split("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def _current_step(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not sqlalchemy.inspect(connection).has_table("alembic_version"):
            return None
        step: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return step
