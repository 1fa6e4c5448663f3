"""HTTP: Slack calls, and every request shows by its signature that it is Slack's."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_bolt.oauth import OAuthFlow
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.serving.paths import EVENTS_PATH, HEALTH_PATH, INSTALL_PATH, REDIRECT_PATH
from bot.words import chain_of, trail_of

logger = logging.getLogger(__name__)

LONGEST_BODY = 2 << 20
"""Bytes; what Slack sends with a full modal or message stays far below."""

Handler = Callable[[BoltRequest], BoltResponse]
Endpoint = Callable[[Request], Awaitable[Response]]


def web_app(app: App, signing_secret: str, workers: Executor, install: OAuthFlow | None = None) -> Starlette:
    """The addresses that Slack calls; with `install`, those by which workspaces install the app.

    `workers` do what takes time, so that nobody waits for somebody else's request.
    """
    routes = [
        Route(EVENTS_PATH, _events(app, SignatureVerifier(signing_secret), workers), methods=["POST"]),
        Route(HEALTH_PATH, _healthy, methods=["GET"]),
    ]
    if install is not None:
        routes += [
            Route(INSTALL_PATH, _page(install.handle_installation, workers), methods=["GET"]),
            Route(REDIRECT_PATH, _page(install.handle_callback, workers), methods=["GET"]),
        ]
    return Starlette(routes=routes)


def _events(app: App, verifier: SignatureVerifier, workers: Executor) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        body = await _body_of(request)
        if body is None:
            return PlainTextResponse("Too long.", status_code=413)
        # before Bolt looks, which reads what was sent before it asks who sent it
        if not _is_from_slack(body, request, verifier):
            return JSONResponse({"error": "invalid request"}, status_code=401)
        return await _answered(app.dispatch, request, body, workers)

    return endpoint


def _page(handler: Handler, workers: Executor) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await _answered(handler, request, b"", workers)

    return endpoint


async def _healthy(request: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _is_from_slack(body: bytes, request: Request, verifier: SignatureVerifier) -> bool:
    """Whether the request was signed with our secret within the last five minutes."""
    try:
        return verifier.is_valid_request(body, dict(request.headers))
    except (ValueError, OverflowError):  # a timestamp that is no number or a huge one, a body that is no text
        return False


async def _answered(handler: Handler, request: Request, body: bytes, workers: Executor) -> Response:
    """What `handler` says, in one of the workers."""
    try:
        response = await asyncio.get_running_loop().run_in_executor(
            workers, lambda: handler(to_bolt_request(request, body))
        )
    except Exception as error:  # noqa: BLE001  logged without what was sent, which may quote a case
        logger.error("request failed", extra={"error": chain_of(error), "trail": trail_of(error)})
        return PlainTextResponse("Something broke here; please try again.", status_code=500)
    return to_starlette_response(response)


async def _body_of(request: Request) -> bytes | None:
    """The body; None when it is longer than LONGEST_BODY, of which no more is read then."""
    parts: list[bytes] = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > LONGEST_BODY:
            return None
        parts.append(part)
    return b"".join(parts)
