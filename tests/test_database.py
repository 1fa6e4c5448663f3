"""Opening a case database: its tables, its settings, and a sentence for whatever may be wrong with it."""

import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import monotonic

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from knowledge.cases.database import BUSY_TIMEOUT_MS, open_database, reading, writing
from knowledge.cases.steps import newest_step
from knowledge.cases.store import CaseStore
from knowledge.cases.tables import Base
from knowledge.errors import BadSetting, DatabaseUnavailable, DiskFull
from tests.builders import an_update
from tests.contents import cases_of, with_cases
from tests.left_out import leave_out
from tests.postgres import PostgresServer, private_postgres

PASSWORD = "hunter2"


@contextmanager
def opened(address: str) -> Iterator[Engine]:
    """The engine of an open database, given back at the end."""
    engine = open_database(address, busy_timeout_ms=50)
    try:
        yield engine
    finally:
        engine.dispose()


def open_in_step(addresses: Sequence[str], turn: Barrier) -> None:
    """Opens one database after the other, each at the same moment as the other processes do; if one fails, all do."""
    try:
        for address in addresses:
            turn.wait(60)
            CaseStore.open(address).close()
    except BaseException:
        turn.abort()
        raise


# Tables


def test_opening_a_database_from_nothing_makes_the_tables_of_the_models(address: str) -> None:
    with opened(address) as engine, reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == newest_step()


def test_opening_a_database_again_keeps_what_is_in_it(address: str) -> None:
    for _ in range(2):
        with closing(CaseStore.open(address)) as store:
            with_cases(store, "C-1")

    with closing(CaseStore.open(address)) as store:
        assert [case.case_id for case in cases_of(store)] == ["C-1"]


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'a' / 'b' / 'cases.sqlite3'}"):
        assert (tmp_path / "a" / "b" / "cases.sqlite3").exists()


def _new_addresses(kind: str, request: pytest.FixtureRequest, tmp_path: Path, stack: ExitStack) -> list[str]:
    if kind == "sqlite":
        return [f"sqlite:///{tmp_path / f'{number}.sqlite3'}" for number in range(8)]
    server: PostgresServer = request.getfixturevalue("postgres")
    return [stack.enter_context(server.new_database()) for _ in range(8)]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_processes_that_open_a_new_database_at_once_take_turns(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    spawning = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        addresses = _new_addresses(kind, request, tmp_path, stack)
        turn = spawning.Barrier(3)
        others = [spawning.Process(target=open_in_step, args=(addresses, turn)) for _ in range(3)]
        for other in others:
            other.start()
        for other in others:
            other.join()

        assert [other.exitcode for other in others] == [0, 0, 0]
        for address in addresses:
            with closing(CaseStore.open(address)) as store:
                assert store.save_cases([an_update()]) == 1


# Settings of the connection


def test_sqlite_keeps_a_journal_beside_the_file_checks_foreign_keys_and_waits_for_other_writers(
    sqlite_address: str,
) -> None:
    engine = open_database(sqlite_address)
    with reading(engine) as connection:
        found = [connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys", "busy_timeout")]
    engine.dispose()

    assert found == ["wal", 1, BUSY_TIMEOUT_MS]


def test_postgres_speaks_utc(postgres_address: str) -> None:
    with opened(postgres_address) as engine, reading(engine) as connection:
        assert connection.scalar(text("SHOW timezone")) == "UTC"


def test_an_error_undoes_what_was_written_before_it(address: str) -> None:
    def write_and_fail(engine: Engine) -> None:
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO attributes (name) VALUES ('plan')"))
            raise LookupError

    with opened(address) as engine:
        with pytest.raises(LookupError):
            write_and_fail(engine)

        with reading(engine) as connection:
            assert connection.scalar(text("SELECT count(*) FROM attributes")) == 0


# What may be wrong


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "no SQLAlchemy database URL"),
        ("cases.sqlite3", "no SQLAlchemy database URL"),
        (f"postgresql://ada:{PASSWORD}@localhost:port/cases", "no SQLAlchemy database URL"),
        (f"mysql://ada:{PASSWORD}@localhost/cases", "it names mysql"),
        (f"postgres://ada:{PASSWORD}@localhost/cases", "it names postgres"),
        ("sqlite://", "names a file"),
        ("sqlite:///:memory:", "names a file"),
        (f"sqlite:////tmp/cases.sqlite3?password={PASSWORD}", "has no options"),
    ],
)
def test_an_address_that_is_none_of_ours_is_a_bad_setting(address: str, says: str) -> None:
    with pytest.raises(BadSetting, match=says) as caught:
        open_database(address)

    assert str(caught.value).startswith("The setting DATABASE_URL cannot be used: ")
    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(f"postgresql://ada:{PASSWORD}@127.0.0.1:1/cases", id="nobody listens"),
        pytest.param(f"postgresql+psycopg2://ada:{PASSWORD}@127.0.0.1:1/cases", id="another driver is not asked for"),
        pytest.param(f"postgresql://ada@127.0.0.1:1/cases?password={PASSWORD}", id="the password is an option"),
        pytest.param(f"postgresql://ada:{PASSWORD}@/cases?host=/nowhere", id="there is no socket"),
        pytest.param(f"postgresql://ada:{PASSWORD}@127.0.0.1:1/cases?colour=blue", id="an unknown option"),
    ],
)
def test_a_postgres_that_does_not_answer_is_unavailable_and_the_password_stays_secret(address: str) -> None:
    started = monotonic()

    with pytest.raises(DatabaseUnavailable) as caught:
        open_database(address)

    assert monotonic() - started < 5
    assert str(caught.value).startswith("The case database postgresql+psycopg://ada")
    assert PASSWORD not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_postgres_that_stops_while_it_is_used_is_unavailable_at_once(postgres_folder: Path) -> None:
    with private_postgres(postgres_folder) as server, closing(CaseStore.open(server.address())) as store:
        with_cases(store, "C-1")
        server.stop()
        started = monotonic()

        with pytest.raises(DatabaseUnavailable, match="connection"):
            store.save_cases([an_update("C-2")])
        with pytest.raises(DatabaseUnavailable, match="connection"), store.snapshot():
            pass

        assert monotonic() - started < 5


def test_a_file_that_is_no_database_is_said_to_be_none_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text("case_id,opened_at,subject\n" * 99)

    with pytest.raises(DatabaseUnavailable, match="not a SQLite database"):
        open_database(f"sqlite:///{file}")

    assert file.read_text() == "case_id,opened_at,subject\n" * 99


def test_a_database_cut_short_is_said_to_be_damaged(sqlite_address: str, tmp_path: Path) -> None:
    CaseStore.open(sqlite_address).close()
    file = tmp_path / "cases.sqlite3"
    file.write_bytes(file.read_bytes()[:9_000])

    with pytest.raises(DatabaseUnavailable, match="damaged"), closing(CaseStore.open(sqlite_address)) as store:
        store.save_cases([an_update()])


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="cannot be opened"):
        open_database(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("name", ["file/cases.sqlite3", "file/below/cases.sqlite3"])
def test_a_database_below_a_file_cannot_be_made(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(DatabaseUnavailable, match="its folder cannot be made"):
        open_database(f"sqlite:///{tmp_path / name}")


@pytest.mark.parametrize(
    ("name", "says"), [("cases.sqlite3", "cannot be opened"), ("below/cases.sqlite3", "its folder cannot be made")]
)
def test_a_database_in_a_folder_that_cannot_be_written_is_unavailable(name: str, says: str) -> None:
    folder = Path("/proc")  # where not even the superuser writes
    if not folder.is_dir():
        leave_out("this system has no /proc, a folder in which nobody can write")

    with pytest.raises(DatabaseUnavailable, match=says):
        open_database(f"sqlite:///{folder / name}")


def test_a_new_database_that_another_process_keeps_locked_is_unavailable(sqlite_address: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "cases.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(DatabaseUnavailable, match="another process has kept it locked"):
            open_database(sqlite_address, busy_timeout_ms=50)


def test_a_writer_that_waits_too_long_for_another_gives_up_and_readers_read_on(
    sqlite_address: str, tmp_path: Path
) -> None:
    with opened(sqlite_address) as engine, closing(sqlite3.connect(tmp_path / "cases.sqlite3")) as other:
        store = with_cases(CaseStore(engine), "C-1")
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(DatabaseUnavailable, match="another process has kept it locked"):
            store.save_cases([an_update("C-2")])

        assert [case.case_id for case in cases_of(store)] == ["C-1"]


def test_a_database_that_a_newer_version_has_changed_is_left_alone(address: str) -> None:
    with opened(address) as engine, writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseUnavailable, match="a newer Groundswell has changed its tables"):
        open_database(address)


def test_a_full_disk_is_said_to_be_full_and_what_was_there_stays(sqlite_address: str) -> None:
    with opened(sqlite_address) as engine:
        store = with_cases(CaseStore(engine), "C-1")
        with engine.connect() as connection:  # the same connection serves the store: there is no second thread
            connection.execute(text("PRAGMA max_page_count = 1"))

        with pytest.raises(DiskFull, match="no room left on the disk for the case database"):
            store.save_cases([an_update("C-2", description="x" * 1_000_000)])

        assert [case.case_id for case in cases_of(store)] == ["C-1"]


def test_an_error_of_the_reader_is_not_blamed_on_the_database(store: CaseStore) -> None:
    with pytest.raises(OSError, match="elsewhere"), store.snapshot():
        raise OSError(28, "No space left elsewhere")


def test_several_new_databases_may_be_opened_by_threads_at_the_same_time(tmp_path: Path) -> None:
    turn = threading.Barrier(8)

    def open_one(name: int) -> bool:
        turn.wait(10)
        with opened(f"sqlite:///{tmp_path / f'{name}.sqlite3'}") as engine, reading(engine) as connection:
            return bool(connection.scalar(text("SELECT count(*) = 0 FROM cases")))

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(open_one, range(8)))
