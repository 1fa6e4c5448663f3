"""A local Slack: one workspace with its Web API and its sockets, and people to play in it."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute

from bot.playground.events import MENTION, events_of
from bot.playground.server import HOST, BackgroundServer
from bot.playground.sockets import Delivery, Payload, Sockets
from bot.playground.state import BOT_ID, Message, Workspace
from bot.playground.web_api import Call, Reply, WebApi

SUPPORT = "C1SUPPORT"
ANA = "U1ANA"

Found = TypeVar("Found")


class LocalSlack:
    """Listens on 127.0.0.1 while its `with` block lasts."""

    bot_token = "xoxb-local"
    app_token = "xapp-local"

    def __init__(self, *, port: int = 0, delivery: Delivery | None = None, ping_seconds: float = 5) -> None:
        """`port` 0 takes a free one. Raises OSError when the port is taken."""
        self._workspace = Workspace()
        self._sockets = Sockets(delivery or Delivery())
        self._web_api = WebApi(self._workspace, self, bot_token=self.bot_token, app_token=self.app_token)
        self._sent: dict[str, list[Payload]] = {}
        routes = [
            Route("/api/{method}", self._answer, methods=["GET", "POST"]),
            WebSocketRoute("/link", self._sockets.serve),
        ]
        self._server = BackgroundServer(Starlette(routes=routes), port=port, ping_seconds=ping_seconds)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.run(self._sockets.stop())
        self._server.stop()

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"http://{HOST}:{self._server.port}/api/"

    # What people do

    def mention(self, channel: str, text: str, user: str = ANA, *, thread: str | None = None) -> str:
        """`user` mentions the assistant, in the thread below the message `thread` if given. The ts of the message."""
        return self.say(channel, f"{MENTION} {text}".strip(), user, thread=thread)

    def direct_message(self, text: str, user: str = ANA, *, thread: str | None = None) -> str:
        """`user` writes to the assistant alone. The ts of the message."""
        return self.say(self.direct_channel(user), text, user, thread=thread)

    def say(
        self, channel: str, text: str, user: str = ANA, *, thread: str | None = None, bot_id: str | None = None
    ) -> str:
        """`user`, or the other app `bot_id`, posts `text` as Slack would send it on. The ts of the message."""
        message = Message(channel=channel, ts="", user=user, text=text, root=thread, bot_id=bot_id)
        return self._server.run(self._say(message))

    def direct_channel(self, user: str) -> str:
        """The id of the direct messages between `user` and the assistant."""
        return self._server.run(self._open_direct(user))

    # What goes wrong

    def redeliver(self, ts: str) -> None:
        """Sends the events of the message again as they were, and waits until they are acknowledged."""
        if not all(self._server.run(self._deliver_again(ts))):
            raise TimeoutError(f"the events of {ts} were not acknowledged")

    def answer_next(self, method: str, reply: Reply) -> None:
        """The next call of `method` gets `reply`, and does nothing."""
        self._server.run(self._plan(method, reply))

    def fail_next(self, method: str, error: str = "internal_error", *, status: int = 200, retry_after: int = 1) -> None:
        """The next call of `method` gets `error`, and does nothing; a `status` of 429 tells to wait `retry_after` s."""
        headers = {"Retry-After": str(retry_after)} if status == 429 else {}
        self.answer_next(method, Reply(body={"ok": False, "error": error}, status=status, headers=headers))

    def announce_disconnect(self, reason: str = "refresh_requested") -> None:
        """Asks the app to open a new socket, as Slack does every few hours."""
        self._server.run(self._sockets.announce_disconnect(reason))

    def drop_sockets(self) -> None:
        """Closes every socket without having asked."""
        self._server.run(self._sockets.drop())

    # What can be seen: copies, because the server's loop goes on

    def replies(self, ts: str) -> list[Message]:
        """What the assistant posted below the message `ts`, the oldest first."""
        return [message for message in self.posted() if message.root == ts]

    def posted(self) -> list[Message]:
        """Everything that the assistant posted, the oldest first."""
        return [message for message in list(self._workspace.messages) if message.bot_id == BOT_ID]

    def statuses(self) -> dict[tuple[str, str], str]:
        """What is shown beside threads that are being answered, by channel and root."""
        return dict(self._workspace.statuses)

    def calls(self, method: str) -> list[Call]:
        """The calls of `method` so far."""
        return [call for call in list(self._web_api.calls) if call.method == method]

    def wait_for_replies(self, ts: str, count: int = 1, timeout: float = 5) -> list[Message]:
        """`replies` as soon as there are `count`. Raises TimeoutError after `timeout` seconds."""
        return _as_soon_as(
            lambda: found if len(found := self.replies(ts)) >= count else None,
            timeout,
            f"{count} replies to {ts} did not come",
        )

    def wait_for_sockets(self, count: int = 1, timeout: float = 5) -> None:
        """Returns as soon as the app holds `count` sockets. Raises TimeoutError after `timeout` seconds."""
        _as_soon_as(lambda: len(self._sockets.open) >= count or None, timeout, f"{count} sockets did not open")

    # What the Web API asks of its surroundings

    def now(self) -> float:
        return time.time()

    def publish(self, message: Message) -> None:
        payloads = events_of(message, self._workspace.channels[message.channel])
        self._sent[message.ts] = payloads
        for payload in payloads:
            self._sockets.deliver(payload)

    def socket_url(self) -> str:
        return f"ws://{HOST}:{self._server.port}/link?ticket={self._sockets.ticket()}"

    async def _answer(self, request: Request) -> JSONResponse:
        reply = self._web_api.answer(request.path_params["method"], *await _token_and_arguments(request))
        return JSONResponse(reply.body, status_code=reply.status, headers=reply.headers)

    async def _say(self, message: Message) -> str:
        posted = self._workspace.post(message, self.now())
        self.publish(posted)
        return posted.ts

    async def _open_direct(self, user: str) -> str:
        return self._workspace.open_direct(user).id

    async def _deliver_again(self, ts: str) -> list[bool]:
        return [await self._sockets.deliver(payload, attempt=1) for payload in self._sent[ts]]

    async def _plan(self, method: str, reply: Reply) -> None:
        self._web_api.plan(method, reply)


async def _token_and_arguments(request: Request) -> tuple[str | None, dict[str, Any]]:
    """The token from the header or the arguments; arguments from the query and a JSON or form body."""
    arguments: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    if body and request.headers.get("content-type", "").startswith("application/json"):
        arguments.update(await request.json())
    else:
        arguments.update(parse_qsl(body.decode(), keep_blank_values=True))
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    return bearer or arguments.pop("token", None), arguments


def _as_soon_as(look: Callable[[], Found | None], timeout: float, otherwise: str) -> Found:
    give_up = time.monotonic() + timeout
    while (found := look()) is None:
        if time.monotonic() > give_up:
            raise TimeoutError(f"{otherwise} within {timeout} s")
        time.sleep(0.01)
    return found
