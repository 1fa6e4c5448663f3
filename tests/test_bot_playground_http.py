"""The local Slack delivers by HTTP as Slack does: signed, in time, and again if need be."""

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_bolt import App, BoltContext
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.playground.delivery.line import Delivery, Kind
from bot.playground.local_slack import ANA, SUPPORT, LocalSlack
from bot.playground.server import HOST, BackgroundServer
from bot.playground.workspace.manifest import Manifest
from tests.bolt_apps import a_modal, bot, generous_manifest

HURRIED = Delivery(ack_seconds=0.6, retry_delays=(0, 0.05))


@dataclass
class Received:
    """One request that came to the app's server."""

    headers: dict[str, str]
    body: str


@dataclass
class RequestUrl:
    """A server of an app that notes what comes, and gives the planned answers, then 200, the next one slowly."""

    planned: list[Response] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    slow_seconds: float = 0

    async def take(self, request: Request) -> Response:
        body = (await request.body()).decode()
        if "url_verification" in body:
            return PlainTextResponse(json.loads(body)["challenge"])
        self.received.append(Received(headers=dict(request.headers), body=body))
        seconds, self.slow_seconds = self.slow_seconds, 0
        await asyncio.sleep(seconds)
        return self.planned.pop(0) if self.planned else PlainTextResponse("")

    def wait_for(self, count: int) -> list[Received]:
        """What came, as soon as it is so much."""
        give_up = time.monotonic() + 5
        while len(self.received) < count and time.monotonic() < give_up:
            time.sleep(0.01)
        return self.received


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    server = BackgroundServer(app)
    server.start()
    try:
        yield f"http://{HOST}:{server.port}/slack/events"
    finally:
        server.stop()


@pytest.fixture
def url() -> RequestUrl:
    return RequestUrl()


@pytest.fixture
def slack(url: RequestUrl) -> Iterator[LocalSlack]:
    routes = [Route("/slack/events", url.take, methods=["POST"])]
    with (
        LocalSlack(manifest=generous_manifest(), delivery=HURRIED) as slack,
        served(Starlette(routes=routes)) as address,
    ):
        slack.use_request_url(address)
        yield slack


def test_an_event_comes_as_json_with_a_signature(slack: LocalSlack, url: RequestUrl) -> None:
    slack.direct_message("how many?")

    [received] = url.wait_for(1)

    assert SignatureVerifier(slack.signing_secret).is_valid_request(received.body, received.headers)
    assert json.loads(received.body)["event"]["text"] == "how many?"
    assert "x-slack-retry-num" not in received.headers


def test_an_event_that_is_not_taken_comes_again(slack: LocalSlack, url: RequestUrl) -> None:
    url.planned = [PlainTextResponse("busy", status_code=500)]
    slack.direct_message("how many?")

    first, second = url.wait_for(2)

    assert json.loads(first.body)["event_id"] == json.loads(second.body)["event_id"]
    assert second.headers["x-slack-retry-num"] == "1"
    assert second.headers["x-slack-retry-reason"] == "http_error"


def test_an_event_that_takes_too_long_comes_again(slack: LocalSlack, url: RequestUrl) -> None:
    url.slow_seconds = 0.9
    slack.direct_message("how many?")

    second = url.wait_for(2)[1]

    assert second.headers["x-slack-retry-reason"] == "http_timeout"


def test_an_event_that_the_app_wants_no_more_comes_no_more(slack: LocalSlack, url: RequestUrl) -> None:
    url.planned = [PlainTextResponse("no", status_code=404, headers={"x-slack-no-retry": "1"})]
    slack.direct_message("first")
    url.wait_for(1)
    slack.direct_message("second")

    texts = [json.loads(each.body)["event"]["text"] for each in url.wait_for(2)]

    assert texts == ["first", "second"]


def test_a_command_comes_as_a_form_and_its_answer_is_shown(slack: LocalSlack, url: RequestUrl) -> None:
    url.planned = [PlainTextResponse("plainly said")]

    assert slack.command(SUPPORT, "/escalations help")

    assert "command=%2Fescalations&text=help" in url.received[0].body
    assert slack.ephemerals()[-1].text == "plainly said"
    assert slack.ack_delays()[-1].kind is Kind.COMMAND


def test_an_app_that_is_away_did_not_respond(slack: LocalSlack, url: RequestUrl) -> None:
    url.planned = [PlainTextResponse("broken", status_code=500)]

    assert not slack.command(SUPPORT, "/escalations help")

    assert slack.notices() == ["/escalations did not respond in time (operation_timeout)."]


def test_an_address_that_does_not_answer_the_challenge_is_not_taken() -> None:
    with (
        LocalSlack(manifest=generous_manifest(), delivery=HURRIED) as slack,
        pytest.raises(ValueError, match="challenge"),
    ):
        slack.use_request_url("http://127.0.0.1:9/slack/events")


def test_a_bolt_app_behind_a_request_url_works_as_one_behind_a_socket() -> None:
    with LocalSlack(manifest=generous_manifest()) as slack:
        app = App(client=bot(slack), signing_secret=slack.signing_secret)

        @app.event("app_mention")
        def reply(event: dict[str, Any], context: BoltContext) -> None:
            context.client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="41")

        app.event("message")(lambda: None)

        @app.shortcut("ask_escalations")
        def ask(ack: Any, body: dict[str, Any]) -> None:  # noqa: ANN401  Bolt's own
            ack()
            app.client.views_open(trigger_id=body["trigger_id"], view=a_modal())

        @app.view("form")
        def take(ack: Any) -> None:  # noqa: ANN401  Bolt's own
            ack(response_action="errors", errors={"words": "No."})

        handler = SlackRequestHandler(app)

        async def endpoint(request: Request) -> Response:
            return await handler.handle(request)

        with served(Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])) as address:
            slack.use_request_url(address)
            assert slack.wait_for_replies(slack.mention(SUPPORT, "how many?"))[0].text == "41"
            slack.global_shortcut("ask_escalations")
            assert slack.submit(slack.wait_for_view(), {"typed": "x"})
            assert slack.modals(ANA)[-1].errors == {"words": "No."}


def test_an_app_without_interactivity_is_told_of_no_click() -> None:
    content = {**Manifest.read().content}
    content["settings"] = {**content["settings"], "interactivity": {"is_enabled": False}}
    with LocalSlack(manifest=Manifest(content=content)) as slack, pytest.raises(Exception, match="interactivity"):
        slack.global_shortcut("ask_escalations")
