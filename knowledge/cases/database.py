"""Opening a database: SQLite or PostgreSQL, brought to today's tables, its errors in our words."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

import sqlalchemy
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from knowledge.cases.steps import CASE_STEPS, Steps
from knowledge.errors import BadSetting, DatabaseUnavailable, DiskFull, GroundswellError, means_no_room

BUSY_TIMEOUT_MS = 30_000
"""How long a writer waits for another one before it gives up."""
_ROOM_TO_WORK = 1 << 20
"""Bytes without which SQLite cannot even set up what it needs beside the database file."""
_CONNECT_TIMEOUT_S = 10
_SHORTEST_CONNECT_TIMEOUT_S = 2
"""PostgreSQL's client knows nothing shorter."""
_RETRY_S = 0.01
_ONE_AT_A_TIME = 0x67726F756E64
"""The PostgreSQL advisory lock under which tables are changed."""
_upgrading = Lock()


def open_database(
    address: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, steps: Steps = CASE_STEPS, in_haste: bool = False
) -> Engine:
    """An engine on the database at the SQLAlchemy URL `address`, the tables of `steps` brought to today's.

    `in_haste`: PostgreSQL, which else waits for as long as it takes, gives up after `busy_timeout_ms` as SQLite does.
    Raises BadSetting for an address that is none, DatabaseUnavailable when the database does not answer or is of a
    newer version, DiskFull.
    """
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        engine = _sqlite_engine(url, busy_timeout_ms)
    else:
        engine = _postgres_engine(url, busy_timeout_ms if in_haste else None)
    try:
        _make_folder(engine.url)
        with errors_in_our_words(engine):
            _migrate(engine, steps)
    except GroundswellError:
        engine.dispose()
        raise
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
    where = _where(engine.url)
    try:
        yield
    except NoConnectionFree as error:
        raise DatabaseUnavailable(where, "all connections to it are taken") from error
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0] if error.orig and str(error.orig).strip() else "no answer"
        if means_no_room(error) or _has_no_room_to_work(said, engine.url):
            raise DiskFull(f"the case database {where}") from error
        raise DatabaseUnavailable(where, _problem(said)) from error


def _has_no_room_to_work(said: str, url: URL) -> bool:
    """Whether SQLite, which may say no more than that it cannot write, has a disk that is nearly full."""
    if url.get_backend_name() != "sqlite" or "disk I/O error" not in said:
        return False
    return shutil.disk_usage(Path(url.database or "").parent).free < _ROOM_TO_WORK


def _problem(said: str) -> str:
    if "locked" in said:
        return "another process has kept it locked; try again when that one is done"
    if "not a database" in said or "malformed" in said:
        return "the file is not a SQLite database, or it is damaged"
    if "unable to open" in said:
        return "the file cannot be opened; check that the folder exists and can be written"
    return said.rstrip(".")


def _where(url: URL) -> str:
    """The address without its password; of the options only what says where, since another may be a password."""
    places = {name: value for name, value in url.query.items() if name in ("host", "port")}
    return url.set(query=places).render_as_string(hide_password=True)


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise BadSetting("DATABASE_URL", "it is no SQLAlchemy database URL") from None
    backend = url.get_backend_name()
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise BadSetting("DATABASE_URL", f"it names {backend}, and the store knows sqlite and postgresql")
    if url.database in (None, "", ":memory:") or url.query:
        raise BadSetting("DATABASE_URL", "a SQLite address names a file and has no options")
    return url.set(drivername="sqlite")


def _make_folder(url: URL) -> None:
    """The folder of a SQLite file, with those above it."""
    if url.get_backend_name() != "sqlite":
        return
    try:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if means_no_room(error):
            raise DiskFull(f"the case database {_where(url)}") from error
        raise DatabaseUnavailable(_where(url), f"its folder cannot be made ({error.strerror})") from error


def _postgres_engine(url: URL, hasty_ms: int | None) -> Engine:
    """`hasty_ms`: how long anything may take, None: as long as it takes."""
    if hasty_ms is None:
        patient = {"connect_timeout": _CONNECT_TIMEOUT_S, "options": "-c timezone=UTC"}
        return sqlalchemy.create_engine(url, pool_pre_ping=True, connect_args=patient)
    hasty = {
        "connect_timeout": _SHORTEST_CONNECT_TIMEOUT_S,
        "tcp_user_timeout": 1000 * _SHORTEST_CONNECT_TIMEOUT_S,
        "options": f"-c timezone=UTC -c lock_timeout={hasty_ms} -c statement_timeout={2 * hasty_ms}",
    }
    return sqlalchemy.create_engine(url, pool_pre_ping=True, pool_timeout=hasty_ms / 1000, connect_args=hasty)


def _sqlite_engine(url: URL, busy_timeout_ms: int) -> Engine:
    # The driver's timeout is SQLite's busy timeout.
    engine = sqlalchemy.create_engine(url, connect_args={"timeout": busy_timeout_ms / 1000})
    event.listen(engine, "connect", lambda connection, _record: _prepare_sqlite(connection, busy_timeout_ms))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, busy_timeout_ms: int) -> None:
    # Transactions begin where SQLAlchemy says, not where the driver guesses.
    connection.isolation_level = None
    cursor = connection.cursor()
    _use_write_ahead_log(cursor, busy_timeout_ms)
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "cache_size = -65536"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _use_write_ahead_log(cursor: DBAPICursor, busy_timeout_ms: int) -> None:
    """Waits for others itself: of two that change the journal of a new file at once, SQLite fails one immediately."""
    deadline = monotonic() + busy_timeout_ms / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > deadline:
                raise
            sleep(_RETRY_S)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer asks for the lock at once: one that began as a reader would fail instead of wait.
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _migrate(engine: Engine, steps: Steps) -> None:
    """Brings the tables to the newest step; processes that start together take turns."""
    step = _current_step(engine, steps)
    if step == steps.newest():
        return
    if step is not None and step not in steps.all():
        raise DatabaseUnavailable(_where(engine.url), f"a newer Groundswell has changed its tables (step {step})")
    from alembic import command  # costs a quarter of a second, needed only when a step is missing
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps.folder).replace("%", "%%"))
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        config.attributes["connection"] = connection
        # Alembic keeps what it works on in a module of its own, for all threads
        with _upgrading:
            command.upgrade(config, "head")


def _current_step(engine: Engine, steps: Steps) -> str | None:
    with engine.connect() as connection:
        if not sqlalchemy.inspect(connection).has_table(steps.version_table):
            return None
        # the name is one of ours, in the source
        step: str | None = connection.scalar(text(f"SELECT version_num FROM {steps.version_table}"))
        return step
