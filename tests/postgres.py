"""A private PostgreSQL for tests: on a Unix socket in a temporary folder, gone at the end."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from time import monotonic, sleep

import psycopg
from sqlalchemy.engine import URL

_OWNER = "groundswell"
_LONGEST_SOCKET = 100
"""Characters in the path of a Unix socket, a little less than what Linux takes."""
_PATIENCE_S = 60
_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "40",
}


class PostgresFailed(Exception):
    """The programs are there, and yet no server answers; the message says what they said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresServer:
    """A running server whose socket is in `folder`."""

    folder: Path
    process: subprocess.Popen[bytes]

    def address(self, user: str = _OWNER) -> str:
        """The SQLAlchemy URL of the server's one database, as `user` sees it."""
        url = URL.create("postgresql", username=user, database="postgres", query={"host": str(self.folder)})
        return url.render_as_string(hide_password=False)

    def execute(self, *statements: str) -> None:
        """Runs statements as the owner of everything, each in a transaction of its own."""
        with psycopg.connect(
            host=str(self.folder), user=_OWNER, dbname="postgres", autocommit=True, connect_timeout=5
        ) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    @contextmanager
    def new_database(self) -> Iterator[str]:
        """The URL of what looks like an empty database, gone at the end whoever is still connected.

        It is a user with a schema of the same name, which PostgreSQL then takes first: made twenty times as fast.
        """
        user = f"tester_{next(_NUMBERS)}"
        self.execute(f"CREATE ROLE {user} LOGIN", f"CREATE SCHEMA {user} AUTHORIZATION {user}")
        try:
            yield self.address(user)
        finally:
            self.execute(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{user}'",
                f"DROP SCHEMA {user} CASCADE",
                f"DROP ROLE {user}",
            )

    def stop(self) -> None:
        """Stops the server at once, whoever is connected. Stopping it twice is well."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            try:
                self.process.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


_NUMBERS = count(1)


def postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs; None on a machine without them."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    candidates = sorted(folders, key=lambda folder: float(folder.parent.name), reverse=True)
    if pg_config := shutil.which("pg_config"):
        said = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False).stdout.strip()
        candidates.insert(0, Path(said))
    return next((folder for folder in candidates if _has_programs(folder)), None)


@contextmanager
def private_postgres(programs: Path) -> Iterator[PostgresServer]:
    """A server of its own, stopped and removed whatever happens. Raises PostgresFailed when it does not start."""
    short = gettempdir() if len(gettempdir()) < _LONGEST_SOCKET // 2 else "/tmp"
    folder = Path(mkdtemp(prefix="groundswell-", dir=short))
    try:
        if user := _unprivileged_user():
            shutil.chown(folder, user.pw_uid, user.pw_gid)
        _initialise(programs, folder, user)
        server = _start(programs, folder, user)
        try:
            _wait_for(server)
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _has_programs(folder: Path) -> bool:
    return all((folder / program).exists() for program in ("initdb", "postgres"))


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as when we are root, whom it refuses; None when we are somebody else."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _initialise(programs: Path, folder: Path, user: pwd.struct_passwd | None) -> None:
    options = ("--username", _OWNER, "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync")
    command = [str(programs / "initdb"), "--pgdata", str(folder / "data"), *options]
    with (folder / "log").open("wb") as log:
        if _launch(command, folder, user, log.fileno()).wait():
            raise PostgresFailed(_last_words(folder))


def _start(programs: Path, folder: Path, user: pwd.struct_passwd | None) -> PostgresServer:
    settings = [part for name, value in _OPTIONS.items() for part in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    with (folder / "log").open("ab") as log:
        return PostgresServer(folder=folder, process=_launch(command, folder, user, log.fileno()))


def _launch(command: Sequence[str], folder: Path, user: pwd.struct_passwd | None, log: int) -> subprocess.Popen[bytes]:
    # Tests that are killed cannot stop their server; where Linux can, it does.
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    prefix = [setpriv, "--pdeathsig", "QUIT", "--"] if setpriv else []
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return subprocess.Popen(
        [*prefix, *command],
        cwd=folder,
        env={**environment, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        start_new_session=True,  # an interrupt of the tests is not the server's: it is stopped by them
    )


def _wait_for(server: PostgresServer) -> None:
    """Returns when the server answers. Raises PostgresFailed when it has ended or takes too long."""
    deadline = monotonic() + _PATIENCE_S
    while monotonic() < deadline and server.process.poll() is None:
        try:
            server.execute("SELECT 1")
        except psycopg.OperationalError:
            sleep(0.02)
        else:
            return
    raise PostgresFailed(_last_words(server.folder))


def _last_words(folder: Path) -> str:
    lines = (folder / "log").read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
