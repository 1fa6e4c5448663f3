"""The addresses that the page knows."""

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.playground.guard import is_json
from bot.playground.pages.doings import DOINGS, sentence_of
from bot.playground.pages.snapshots import snapshot
from bot.playground.slack import Slack
from bot.playground.workspace.ids import ANA
from bot.playground.workspace.refusals import Refused

PAGE = Path(__file__).parents[1] / "page"
BREATH_SECONDS = 0.1
"""Between two changes that are told, so that a busy workspace does not keep the page busy."""
KEPT_ALIVE_SECONDS = 15
RETRY_MS = 500
"""How long the page waits before it looks again for a Slack that has gone away."""


def page_routes(slack: Slack) -> list[BaseRoute]:
    """Of one Slack."""
    pages = PageRoutes(slack)
    return [
        Route("/", pages.index),
        Route("/page/assets/{name:path}", pages.asset),
        Route("/page/changes", pages.changes),
        Route("/page/state", pages.state),
        Route("/page/{doing}", pages.do, methods=["POST"]),
    ]


class PageRoutes:
    """What stands behind the addresses."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def index(self, request: Request) -> Response:
        return _file("index.html")

    async def asset(self, request: Request) -> Response:
        return _file(request.path_params["name"])

    async def state(self, request: Request) -> Response:
        """What the person in `user` sees."""
        person = self._slack.workspace.people.get(request.query_params.get("user", ANA))
        if person is None:
            return JSONResponse({"ok": False, "error": "There is nobody with that id."}, status_code=404)
        return JSONResponse(snapshot(self._slack.workspace, person, is_connected=self._slack.courier.line.is_open))

    async def changes(self, request: Request) -> Response:
        """Server-sent events: the version now, and again after each change."""
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._versions(), media_type="text/event-stream", headers=headers)

    async def do(self, request: Request) -> Response:
        """Something that the person in `user` does."""
        doing = DOINGS.get(request.path_params["doing"])
        if doing is None:
            return JSONResponse({"ok": False, "error": "There is no such thing to do."}, status_code=404)
        if not is_json(request.headers):
            return JSONResponse({"ok": False, "error": "JSON is needed."}, status_code=415)
        try:
            body = await request.json()
            await doing(self._slack, self._slack.scene.person(str(body["user"])).id, body)
        except Refused as refusal:
            return JSONResponse({"ok": False, "error": sentence_of(refusal)})
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            return JSONResponse({"ok": False, "error": f"Something is missing or wrong: {error}."}, status_code=400)
        return JSONResponse({"ok": True})

    async def _versions(self) -> AsyncIterator[str]:
        changes, version = self._slack.workspace.changes, -1
        yield f"retry: {RETRY_MS}\n"
        while not self._slack.is_stopped:
            try:
                version = await asyncio.wait_for(changes.after(version), KEPT_ALIVE_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            yield f"data: {json.dumps({'version': version})}\n\n"
            await asyncio.sleep(BREATH_SECONDS)


def _file(name: str) -> Response:
    """A file of the page's folder, and of no other."""
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        return PlainTextResponse("There is no such file.", status_code=404)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Response(path.read_bytes(), media_type=kind, headers={"Cache-Control": "no-store"})
