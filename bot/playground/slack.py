"""A Slack of one workspace: the Web API, the way to the app, and the people in it. One event loop owns it."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.acts.forms import Forms
from bot.playground.acts.interacting import Interacting
from bot.playground.acts.looking import Looking
from bot.playground.acts.scene import Scene
from bot.playground.acts.writing import Writing
from bot.playground.delivery.announcer import Announcer
from bot.playground.delivery.courier import Courier
from bot.playground.delivery.line import Delivery
from bot.playground.delivery.requests import Requests
from bot.playground.delivery.sockets import Sockets
from bot.playground.state import Message, Workspace
from bot.playground.web_api import Call, Reply, WebApi
from bot.playground.workspace.manifest import Manifest

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How the stand-in behaves. `share_seconds`: how long it takes until an uploaded file is ready and shared.

    `clock` gives seconds since 1970.
    """

    delivery: Delivery
    clock: Callable[[], float] = time.time
    share_seconds: float = 0.2
    bot_token: str = "xoxb-local"
    app_token: str = "xapp-local"
    signing_secret: str = "local-signing-secret"


class Slack:
    """Listens on `port`, once somebody serves it."""

    def __init__(self, manifest: Manifest, ways: Ways) -> None:
        self.port = 0
        self.is_stopped = False
        self._ways = ways
        self.workspace = Workspace(manifest)
        self.sockets = Sockets(ways.delivery.ack_seconds, self.workspace.changes.note)
        self.courier = Courier(ways.delivery, self.sockets)
        self.announcer = Announcer(self.workspace, self.courier)
        self.web_api = WebApi(
            self.workspace, self, tokens=(ways.bot_token, ways.app_token), share_seconds=ways.share_seconds
        )
        self.scene = Scene(
            workspace=self.workspace,
            courier=self.courier,
            announcer=self.announcer,
            now=self.now,
            origin=lambda: self.origin,
        )
        self.writing, self.looking = Writing(self.scene), Looking(self.scene)
        self.interacting, self.forms = Interacting(self.scene), Forms(self.scene, self.web_api.view_methods)
        self._timers: set[asyncio.TimerHandle] = set()

    async def use_request_url(self, url: str) -> bool:
        """From now on the app is told by HTTP. False, and nothing changes, when it does not pass the verification."""
        requests = Requests(url, self._ways.signing_secret, self._ways.delivery.ack_seconds)
        if not await requests.verify():
            return False
        self.courier.line = requests
        return True

    async def stop(self) -> None:
        """Gives up what was to be done later."""
        self.is_stopped = True
        self.workspace.changes.note()
        for timer in self._timers:
            timer.cancel()
        await self.courier.stop()
        if isinstance(self.courier.line, Requests):
            self.courier.line.close()

    def acknowledged(self) -> list[Call]:
        """What came with acknowledgements, as calls."""
        told = Reply(body={"ok": True})
        return [
            Call(method="acknowledgement", arguments=answer, at=at, reply=told) for at, answer in self.courier.answers
        ]

    # What the Web API asks of its surroundings

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://{HOST}:{self.port}/link?ticket={self.sockets.ticket()}"

    def now(self) -> float:
        return self._ways.clock()

    def posted(self, message: Message) -> None:
        self.announcer.posted(message)

    def changed(self, message: Message, before: Message) -> None:
        self.announcer.changed(message, before, self.workspace.fresh_ts(self.now()))

    def deleted(self, message: Message) -> None:
        self.announcer.deleted(message, self.workspace.fresh_ts(self.now()))

    def later(self, seconds: float, do: Callable[[], object]) -> None:
        def do_now() -> None:
            self._timers.discard(timer)
            do()

        timer = asyncio.get_running_loop().call_later(seconds, do_now)
        self._timers.add(timer)
