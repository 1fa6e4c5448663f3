"""What tests of serving start from: an identity, and a Slack that gives the answers it was told to."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.serving.assistant import AnswersQuestions
from bot.serving.identity import Identity
from bot.serving.scopes import SCOPES
from bot.serving.web_server import serve_web
from knowledge.answers.answer import Answer
from knowledge.answers.computation import Computation
from knowledge.answers.overview import Overview
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.conversations.kept_answer import KeptAnswer
from knowledge.errors import NoGeneration, UnknownName
from knowledge.redaction.redactor import Redactor
from knowledge.settings import Settings
from tests.receptions import Lines

LOCAL = "127.0.0.1"

_IDENTITY = Identity(
    team_id="T1",
    workspace="Acme",
    assistant="groundswell",
    user_id="U0BOT",
    bot_id="B0BOT",
    enterprise_id=None,
    token="xoxb-own",
    scopes=frozenset(SCOPES),
)


def an_identity(**facts: Any) -> Identity:  # noqa: ANN401  any field
    """An assistant that is as given and has everything else it needs."""
    return replace(_IDENTITY, **facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What Slack answers to a call."""

    body: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


WELCOME = Said(
    body={"ok": True, "team_id": "T1", "team": "Acme", "user": "groundswell", "user_id": "U0BOT", "bot_id": "B0BOT"},
    headers={"X-OAuth-Scopes": ",".join(SCOPES)},
)
"""The answer to auth.test with a bot token that may do everything."""


def refused(error: str, **details: str) -> Said:
    """A refusal, which Slack gives with status 200."""
    return Said(body={"ok": False, "error": error, **details})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSlack:
    """A Web API at `url` that says one thing to each method; `calls` are the methods called, with their arguments."""

    url: str
    calls: list[tuple[str, dict[str, str]]]


@contextmanager
def printed_slack(answers: Mapping[str, Said | Sequence[Said]]) -> Iterator[PrintedSlack]:
    """Of several answers to a method each is given once, the last one again and again."""
    calls: list[tuple[str, dict[str, str]]] = []

    async def answer(request: Request) -> Response:
        method = request.path_params["method"]
        given = answers[method]
        before = sum(called == method for called, _ in calls)
        calls.append((method, dict(parse_qsl((await request.body()).decode()))))
        said = given if isinstance(given, Said) else given[min(before, len(given) - 1)]
        return JSONResponse(dict(said.body), status_code=said.status, headers=dict(said.headers))

    app = Starlette(routes=[Route("/api/{method}", answer, methods=["POST"])])
    with serve_web(app, host=LOCAL, port=0) as port:
        yield PrintedSlack(url=f"http://{LOCAL}:{port}/api/", calls=calls)


class Forgetful(Lines):
    """Keeps no answer, so that none can be asked for again."""

    def again(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        raise UnknownName("receipt", receipt_id, ())

    def cases_of(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        raise UnknownName("receipt", receipt_id, ())

    def computation(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Computation:
        raise UnknownName("receipt", receipt_id, ())


class NothingYet:
    """Overviews and conversations before the first refresh and the first question."""

    def of(self, seen: Seen) -> Overview:
        raise NoGeneration

    def recent(self, user: str, limit: int) -> Sequence[KeptAnswer]:
        return []


@dataclass(frozen=True, kw_only=True)
class Backed:
    """What an assistant is made from, with answers of the tests' own."""

    settings: Settings
    answerer: AnswersQuestions
    overviews: NothingYet = field(default_factory=NothingYet)
    conversations: NothingYet = field(default_factory=NothingYet)
    redactor: Redactor = field(default_factory=Redactor)
