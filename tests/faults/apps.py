"""`groundswell serve` as one process or several, which can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

from bot.playground.local_slack import LocalSlack
from bot.serving.paths import EVENTS_PATH, HEALTH_PATH
from tests.world import NOW

LEASE_SECONDS = 4
UP_SECONDS = 60.0


class Transport(StrEnum):
    """How Slack reaches the app."""

    SOCKET = "socket"
    HTTP = "http"


@dataclass(kw_only=True)
class Apps:
    """`count` processes over one home and one store; all write into `log`."""

    slack: LocalSlack
    home: Path
    log: Path
    transport: Transport = Transport.SOCKET
    count: int = 1
    kills: int = 0
    _processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _ports: list[int] = field(default_factory=list)
    _starting: list[Thread] = field(default_factory=list)

    def start(self) -> None:
        """Returns when Slack reaches each of them."""
        self._ports = [_free_port() for _ in range(self.count)]
        self._processes = [self._begun(at) for at in range(self.count)]
        for at in range(self.count):
            self._wait_for(at)
        self._call(0)

    def kill(self) -> None:
        """Kills one as a machine that goes down would, with nothing finished and nothing said; another comes up soon.

        Where there are several, Slack reaches the next one at once.
        """
        self.settled()
        at = self.kills % self.count
        self.kills += 1
        self._processes[at].send_signal(signal.SIGKILL)
        self._processes[at].wait()
        self._call((at + 1) % self.count)
        self._starting.append(Thread(target=self._again, args=[at]))
        self._starting[-1].start()

    def settled(self) -> None:
        """Returns when all are up."""
        for thread in self._starting:
            thread.join()

    def stop(self) -> list[int]:
        """As a deployment would. The exit statuses."""
        self.settled()
        for process in self._processes:
            process.send_signal(signal.SIGTERM)
        return [process.wait(timeout=60) for process in self._processes]

    def _again(self, at: int) -> None:
        self._processes[at] = self._begun(at)
        self._wait_for(at)

    def _begun(self, at: int) -> subprocess.Popen[bytes]:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SLACK_")},
            "GROUNDSWELL_HOME": str(self.home),
            "GROUNDSWELL_NOW": NOW.isoformat(),
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "SLACK_SIGNING_SECRET": self.slack.signing_secret,
            "SLACK_API_URL": self.slack.api_url,
            "LEASE_SECONDS": str(LEASE_SECONDS),
        }
        by = ["--http", str(self._ports[at])] if self.transport is Transport.HTTP else []
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "groundswell", "--verbose", "serve", *by],
                env=environment,
                stdout=log,
                stderr=log,
            )

    def _wait_for(self, at: int) -> None:
        if self.transport is Transport.SOCKET:
            self.slack.wait_for_sockets(self.count, timeout=UP_SECONDS)
            return
        give_up = time.monotonic() + UP_SECONDS
        while not _answers(f"http://127.0.0.1:{self._ports[at]}{HEALTH_PATH}"):
            if time.monotonic() > give_up:
                raise TimeoutError("the app did not come up")
            time.sleep(0.05)

    def _call(self, at: int) -> None:
        """Slack calls this one from now on; sockets find their way themselves."""
        url = f"http://127.0.0.1:{self._ports[at]}"
        if self.transport is Transport.HTTP and _answers(f"{url}{HEALTH_PATH}"):
            self.slack.use_request_url(f"{url}{EVENTS_PATH}")


@contextmanager
def running(apps: Apps) -> Iterator[Apps]:
    """While the block runs; afterwards each must have ended as asked."""
    apps.start()
    try:
        yield apps
    finally:
        assert set(apps.stop()) == {0}


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return int(free.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=1) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
