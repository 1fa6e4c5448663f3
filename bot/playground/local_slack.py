"""A local Slack: one workspace with its Web API and its ways to the app, and people to play in it."""

import time
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from starlette.applications import Starlette

from bot.playground.delivery.line import Delivery
from bot.playground.facade.people import People
from bot.playground.facade.sights import Sights
from bot.playground.facade.troubles import Troubles
from bot.playground.guard import Guard
from bot.playground.methods.installing import CLIENT_ID, CLIENT_SECRET
from bot.playground.pages.routes import page_routes
from bot.playground.routes import routes
from bot.playground.server import BackgroundServer
from bot.playground.slack import Slack, Ways
from bot.playground.workspace.ids import ANA, ARCHIVED, BEN, BILLING, ELSEWHERE, GUEST, SHARED, STRANGER, SUPPORT
from bot.playground.workspace.manifest import Manifest

__all__ = [
    "ANA",
    "ARCHIVED",
    "BEN",
    "BILLING",
    "ELSEWHERE",
    "GUEST",
    "SHARED",
    "STRANGER",
    "SUPPORT",
    "LocalSlack",
]

Result = TypeVar("Result")


class LocalSlack(People, Sights, Troubles):
    """Listens on 127.0.0.1 while its `with` block lasts. What people do and see, and what goes wrong, is inherited."""

    bot_token = "xoxb-local"
    app_token = "xapp-local"
    signing_secret = "local-signing-secret"
    client_id = CLIENT_ID
    client_secret = CLIENT_SECRET

    def __init__(
        self,
        *,
        port: int = 0,
        delivery: Delivery | None = None,
        ping_seconds: float = 5,
        share_seconds: float = 0.2,
        manifest: Manifest | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`port` 0 takes a free one; the app's own manifest is installed unless another is given.

        `clock` gives seconds since 1970: triggers and response URLs age by it. `share_seconds` is how long it takes
        until an uploaded file can be seen. Raises OSError when the port is taken.
        """
        ways = Ways(
            delivery=delivery or Delivery(),
            clock=clock,
            share_seconds=share_seconds,
            bot_token=self.bot_token,
            app_token=self.app_token,
            signing_secret=self.signing_secret,
        )
        self._slack = Slack(manifest or Manifest.read(), ways)
        app = Starlette(routes=[*routes(self._slack), *page_routes(self._slack)])
        self._server = BackgroundServer(Guard(app), port=port, ping_seconds=ping_seconds)
        self._slack.port = self._server.port

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run(self._slack.stop())
        self._server.stop()

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"{self._slack.origin}/"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self._slack.origin}/api/"

    def use_request_url(self, url: str) -> None:
        """From now on the app is told by HTTP at `url`. Raises ValueError when it does not answer the challenge."""
        if not self._run(self._slack.use_request_url(url)):
            raise ValueError(f"{url} did not answer the challenge")

    def allow_installing(self, user: str = ANA) -> str:
        """`user` lets the app be installed: the code that their browser then brings to the app's redirect address."""
        return self._do(lambda: self._slack.web_api.installing.allow(user))

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._server.run(work)

    def _do(self, work: Callable[[], Result]) -> Result:
        async def done() -> Result:
            return work()

        return self._server.run(done())
