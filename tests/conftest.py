"""What tests share: databases, the small world, the real data, and the account of those that were left out."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from hypothesis import settings

from knowledge.answers.answerer import Answerer
from knowledge.answers.served import Knowledge
from knowledge.cases.store import CaseStore
from tests.homes import Home
from tests.left_out import leave_out, left_out_lines
from tests.loggers import steady_loggers
from tests.postgres import PostgresFailed, PostgresServer, postgres_programs, private_postgres
from tests.world import NOW, World, small_world

# The same examples at each run, so that a change is judged by what it changed; `make explore` looks at others.
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_REPOSITORY = Path(__file__).parent.parent


def pytest_configure() -> None:
    steady_loggers()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = left_out_lines(terminalreporter.getreports("skipped"))
    if lines:
        terminalreporter.section("left out")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def postgres_folder() -> Path:
    """The folder of PostgreSQL's programs."""
    return postgres_programs() or leave_out("this machine has no PostgreSQL programs (Debian's package `postgresql`)")


@pytest.fixture(scope="session")
def postgres(postgres_folder: Path) -> Iterator[PostgresServer]:
    """The one server of this run of tests, started by the first that needs it."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(private_postgres(postgres_folder))
        except PostgresFailed as failure:
            leave_out(f"the private PostgreSQL does not start: {failure}")
        yield server


@pytest.fixture
def postgres_address(postgres: PostgresServer) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    with postgres.new_database() as address:
        yield address


@pytest.fixture
def sqlite_address(tmp_path: Path) -> str:
    """The URL of a SQLite database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'cases.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, of either kind: a test that takes it makes a promise of both."""
    found: str = request.getfixturevalue(f"{request.param}_address")
    return found


@pytest.fixture
def store(address: str) -> Iterator[CaseStore]:
    """An empty case store, on either kind of database."""
    with closing(CaseStore.open(address)) as opened:
        yield opened


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A home with nothing in it yet."""
    with closing(Home(tmp_path)) as opened:
        yield opened


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A sample, embedded by the fake."""
    return small_world(tmp_path_factory)


@pytest.fixture(scope="module")
def knowledge(world: World) -> Iterator[Knowledge]:
    """What answers questions in this world."""
    with world.knowledge(similarity_floor=0.1) as opened:
        yield opened


@pytest.fixture(scope="module")
def answerer(knowledge: Knowledge) -> Answerer:
    """Answers on the fixed day, and lets no sentence without evidence pass."""
    return Answerer(knowledge, now=lambda: NOW, strict=True)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data: `data` in GROUNDSWELL_SHARED, which is `../shared` unless set."""
    shared = Path(os.environ.get("GROUNDSWELL_SHARED") or _REPOSITORY.parent / "shared")
    folder = (_REPOSITORY / shared / "data").resolve()
    return folder if folder.is_dir() else leave_out("the real data is not here (GROUNDSWELL_SHARED names its folder)")
