"""The addresses that an app knows: the Web API, uploads, files, response URLs, the socket."""

import asyncio
import base64
import json
from email.message import Message as Form
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from bot.playground.acts.responding import respond
from bot.playground.faults import Fault
from bot.playground.methods.installing import CLIENT_ID
from bot.playground.slack import Slack
from bot.playground.web_api import Reply, failed, limited, written
from bot.playground.workspace.ids import ANA
from bot.playground.workspace.refusals import Refused

LOST = Reply(body={}, status=0)
"""Noted of a call whose connection was closed without an answer."""


def routes(slack: Slack) -> list[BaseRoute]:
    """Of one Slack."""
    return [
        Route("/api/{method}", WebApiEndpoint(slack), methods=["GET", "POST"]),
        Route("/upload/v1/{token}", _uploading(slack), methods=["POST"]),
        Route("/files/{file}/{name}", _showing(slack)),
        Route("/respond/{token}", _responding(slack), methods=["POST"]),
        Route("/oauth/v2/authorize", _authorizing(slack)),
        WebSocketRoute("/link", slack.sockets.serve),
    ]


class WebApiEndpoint:
    """Answers calls, or lets them go wrong. An ASGI app, because a lost connection has no response."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        method = str(request.path_params["method"])
        token, arguments = await token_and_arguments(request)
        fault = self._slack.courier.faults.of_call(method)
        reply = self._reply(fault, method, token, arguments)
        if reply is LOST:
            await _hang_up(receive)
            return
        response = Response(written(reply), reply.status, reply.headers, "application/json; charset=utf-8")
        await response(scope, receive, send)

    def _reply(self, fault: Fault | None, method: str, token: str | None, arguments: dict[str, Any]) -> Reply:
        if fault in (None, Fault.FAILED_AFTER, Fault.LOST_AFTER):
            reply = self._slack.web_api.answer(method, token, arguments)
            if fault is None:
                return reply
            return failed() if fault is Fault.FAILED_AFTER else LOST
        if fault is Fault.LOST_BEFORE:
            return self._slack.web_api.note(method, arguments, LOST)
        retry_after = self._slack.courier.faults.plan.retry_after
        reply = limited(retry_after) if fault is Fault.RATE_LIMITED else failed()
        return self._slack.web_api.note(method, arguments, reply)


async def token_and_arguments(request: Request) -> tuple[str | None, dict[str, Any]]:
    """The token from the header or the arguments; arguments from the query and a JSON or form body."""
    arguments: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if body and kind.startswith("application/json"):
        arguments.update(_object(body))
    elif body and kind.startswith("multipart/form-data"):
        arguments.update(_multipart(body, kind))
    else:
        arguments.update(parse_qsl(body.decode(), keep_blank_values=True))
    scheme, _, proof = request.headers.get("authorization", "").partition(" ")
    in_body = arguments.pop("token", None)
    if scheme.lower() == "basic":
        client_id, _, secret = base64.b64decode(proof).decode().partition(":")
        arguments |= {"client_id": client_id, "client_secret": secret}
    return proof.strip() if scheme.lower() == "bearer" else in_body, arguments


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _multipart(body: bytes, kind: str) -> dict[str, Any]:
    """The fields of a form with files, the content of files as bytes."""
    form: Form = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    parts = [part for part in form.get_payload() if isinstance(part, Form)] if form.is_multipart() else []
    found: dict[str, Any] = {}
    for part in parts:
        content = part.get_payload(decode=True)
        name = str(part.get_param("name", header="content-disposition"))
        if isinstance(content, bytes):
            found[name] = content if part.get_filename() else content.decode(errors="replace")
    return found


def _uploading(slack: Slack) -> Any:  # noqa: ANN401  an endpoint, whichever way Starlette types it
    async def upload(request: Request) -> Response:
        """The bytes themselves, or a form with one file in it."""
        body, kind = await request.body(), request.headers.get("content-type", "")
        if kind.startswith("multipart/form-data"):
            body = next((part for part in _multipart(body, kind).values() if isinstance(part, bytes)), b"")
        file = slack.workspace.files.upload(request.path_params["token"], body)
        if file is None:
            return PlainTextResponse("upload_not_found", status_code=404)
        return PlainTextResponse(f"OK - {len(body)}")

    return upload


def _showing(slack: Slack) -> Any:  # noqa: ANN401  an endpoint, whichever way Starlette types it
    async def show(request: Request) -> Response:
        file = slack.workspace.files.find(request.path_params["file"])
        if file is None or file.content is None:
            return PlainTextResponse("file_not_found", status_code=404)
        # never as a page of its own: whoever uploads a file must not run a script beside ours
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return Response(file.content, media_type=file.mimetype, headers=headers)

    return show


def _authorizing(slack: Slack) -> Any:  # noqa: ANN401  an endpoint, whichever way Starlette types it
    async def authorize(request: Request) -> Response:
        """Where Slack asks somebody whether the app may be installed; here, ana allows it at once."""
        asked = request.query_params
        if asked.get("client_id") != CLIENT_ID or not asked.get("redirect_uri"):
            return PlainTextResponse("invalid_client_id or no redirect_uri", status_code=400)
        brought = {"code": slack.web_api.installing.allow(ANA), "state": asked.get("state", "")}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(brought)}", status_code=302)

    return authorize


def _responding(slack: Slack) -> Any:  # noqa: ANN401  an endpoint, whichever way Starlette types it
    async def take(request: Request) -> Response:
        body = _object(await request.body())
        try:
            place = slack.workspace.response_urls.use(request.path_params["token"], slack.now())
        except Refused as refusal:
            return JSONResponse(refusal.body, status_code=404)
        slack.web_api.note("response_url", body, Reply(body={"ok": True}))
        try:
            respond(slack.scene, place, body)
        except Refused as refusal:
            return JSONResponse(refusal.body, status_code=400)
        return JSONResponse({"ok": True})

    return take


async def _hang_up(receive: Receive) -> None:
    """Closes the connection without a response, which ASGI has no word for: by uvicorn's own transport."""
    cycle = getattr(receive, "__self__", None)
    if cycle is None:
        raise RuntimeError("only uvicorn's connections can be closed without an answer")
    cycle.transport.abort()
    while not cycle.disconnected:
        await asyncio.sleep(0)
