"""Keeps other pages in the same browser out: a name that is made to mean 127.0.0.1, a form posted from elsewhere."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

OURS = frozenset({"127.0.0.1", "localhost"})


class Guard:
    """Lets to `app` what was asked for by this machine's own address, and not by a page from elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if is_ours(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).close(code=1008)
        else:
            refusal = PlainTextResponse("Only pages of 127.0.0.1 and localhost are answered.", status_code=403)
            await refusal(scope, receive, send)


def is_ours(headers: Mapping[str, str]) -> bool:
    """Whether the address in the browser is this machine's own, and the page that asks comes from there."""
    if urlsplit(f"//{headers.get('host', '')}").hostname not in OURS:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def is_json(headers: Mapping[str, str]) -> bool:
    """A form of another page cannot send JSON without asking first."""
    return headers.get("content-type", "").startswith("application/json")
