"""The assistant behind HTTP: what Slack signs is taken, nothing else is."""

import hashlib
import hmac
import json
import logging
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from queue import Queue
from threading import Event, Timer
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import Ack, App

from bot.access import SlackAccess
from bot.serving.bolt import bolt_app
from bot.serving.http import LONGEST_BODY, web_app
from bot.serving.web_server import serve_web
from bot.serving.workspaces import OneWorkspace
from knowledge.errors import UnusableInput
from tests.serving import an_identity

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
LOCAL = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A response."""

    status: int
    body: str


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Slack, or somebody who would like to be taken for it."""

    port: int

    def send(self, body: bytes, headers: Mapping[str, str]) -> Answered:
        connection = HTTPConnection(LOCAL, self.port, timeout=5)
        connection.request("POST", "/slack/events", body, dict(headers))
        response = connection.getresponse()
        answered = Answered(status=response.status, body=response.read().decode())
        connection.close()
        return answered

    def get(self, path: str) -> Answered:
        connection = HTTPConnection(LOCAL, self.port, timeout=5)
        connection.request("GET", path)
        response = connection.getresponse()
        answered = Answered(status=response.status, body=response.read().decode())
        connection.close()
        return answered

    def json(self, payload: object, *, secret: str = SECRET, age: float = 0) -> Answered:
        body = json.dumps(payload).encode()
        return self.send(body, {"Content-Type": "application/json", **signed(body, secret=secret, age=age)})

    def form(self, fields: Mapping[str, str]) -> Answered:
        body = urlencode(fields).encode()
        return self.send(body, {"Content-Type": "application/x-www-form-urlencoded", **signed(body)})


def signed(body: bytes, *, secret: str = SECRET, age: float = 0) -> dict[str, str]:
    """The headers by which Slack shows that `body` is its own, sent `age` seconds ago."""
    at = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}


def an_event(**event: Any) -> dict[str, Any]:  # noqa: ANN401  any field of an event
    return {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": {"type": "app_mention", **event}}


@dataclass(frozen=True, kw_only=True)
class Desk:
    """An app whose listeners can be held up, and what reached it."""

    app: App
    heard: "Queue[str]"
    begun: Event
    go_on: Event


@pytest.fixture
def desk() -> Iterator[Desk]:
    with ThreadPoolExecutor(4) as executor:
        app = bolt_app(SlackAccess(signing_secret=SECRET), OneWorkspace(an_identity()), executor)
        heard: Queue[str] = Queue()
        begun, go_on = Event(), Event()

        @app.event("app_mention")
        def mentioned(event: dict[str, Any]) -> None:
            heard.put(event["text"])

        @app.command("/escalations")
        def asked(command: dict[str, Any], ack: Ack) -> None:
            if command["text"] == "slow":
                begun.set()
                go_on.wait(2)
            ack(f"You asked {command['text']}")

        @app.action("show")
        def clicked(ack: Ack) -> None:
            heard.put("click")
            ack()

        yield Desk(app=app, heard=heard, begun=begun, go_on=go_on)


@contextmanager
def served(app: App) -> Iterator[Caller]:
    with ThreadPoolExecutor(8) as workers, serve_web(web_app(app, SECRET, workers), host=LOCAL, port=0) as port:
        yield Caller(port=port)


@pytest.fixture
def slack(desk: Desk) -> Iterator[Caller]:
    with served(desk.app) as caller:
        yield caller


def test_a_signed_event_is_taken_and_acknowledged(slack: Caller, desk: Desk) -> None:
    answered = slack.json(an_event(text="how many?", user="U1", channel="C1", ts="1.1"))

    assert answered == Answered(status=200, body="")
    assert desk.heard.get(timeout=5) == "how many?"


def test_a_command_and_a_click_arrive_at_the_same_address(slack: Caller, desk: Desk) -> None:
    command = slack.form({"command": "/escalations", "text": "help", "team_id": "T1", "user_id": "U1"})
    payload = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": [{"action_id": "show"}]}
    click = slack.form({"payload": json.dumps(payload)})

    assert (command.status, command.body) == (200, "You asked help")
    assert (click.status, desk.heard.get(timeout=5)) == (200, "click")


def test_the_address_proves_itself_to_slack(slack: Caller) -> None:
    answered = slack.json({"type": "url_verification", "challenge": "3eZbrw1aB"})

    assert (answered.status, json.loads(answered.body)) == (200, {"challenge": "3eZbrw1aB"})


@pytest.mark.parametrize(
    ("secret", "age"), [("another secret", 0), (SECRET, 301), (SECRET, -301)], ids=["forged", "old", "from the future"]
)
def test_what_slack_did_not_sign_just_now_is_refused(slack: Caller, desk: Desk, secret: str, age: float) -> None:
    answered = slack.json(an_event(text="let me in"), secret=secret, age=age)

    assert answered.status == 401
    assert desk.heard.empty()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": "9" * 400, "X-Slack-Signature": "v0=1"},
    ],
)
@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b"\xff\xfe", b"payload=%7B", b"[" * 100_000])
def test_nonsense_without_a_signature_is_refused_before_it_is_read(
    slack: Caller, caplog: pytest.LogCaptureFixture, body: bytes, headers: Mapping[str, str]
) -> None:
    assert slack.send(body, {"Content-Type": "application/json", **headers}).status == 401
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("body", [b"[1]", b'{"type": "event_callback", "event": "secret words"', b"\xff\xfe"])
def test_signed_nonsense_is_answered_and_not_written_to_the_log(
    slack: Caller, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    answered = slack.send(body, {"Content-Type": "application/json", **signed(body)})

    assert answered.status in (401, 500)
    assert "secret words" not in " ".join(str(vars(record)) for record in caplog.records)


def test_a_body_that_is_too_long_is_refused(slack: Caller) -> None:
    body = b" " * (LONGEST_BODY + 1)

    assert slack.send(body, signed(body)).status == 413


def test_a_slow_listener_keeps_nobody_else_waiting(slack: Caller, desk: Desk) -> None:
    fields = {"command": "/escalations", "team_id": "T1", "user_id": "U1"}
    with ThreadPoolExecutor(1) as another:
        held_up = another.submit(slack.form, {**fields, "text": "slow"})
        quick = [slack.get("/health"), slack.form({**fields, "text": "quick"})]
        assert not held_up.done()
        desk.go_on.set()

    assert [answered.status for answered in (*quick, held_up.result())] == [200, 200, 200]


def test_at_its_end_what_was_let_in_is_answered_and_nothing_else_is(desk: Desk) -> None:
    fields = {"command": "/escalations", "text": "slow", "team_id": "T1", "user_id": "U1"}
    with ThreadPoolExecutor(1) as another:
        with served(desk.app) as slack:
            under_way = another.submit(slack.form, fields)
            desk.begun.wait(5)
            Timer(0.1, desk.go_on.set).start()

        assert under_way.result().status == 200
        with pytest.raises(ConnectionError):
            slack.get("/health")


def test_an_unknown_address_is_not_found(slack: Caller) -> None:
    assert slack.get("/slack/install").status == 404
    assert slack.get("/health") == Answered(status=200, body='{"status":"ok"}')


def test_a_port_that_is_taken_is_said_and_a_free_one_suggested(slack: Caller, desk: Desk) -> None:
    with (
        pytest.raises(UnusableInput, match=rf"^Port {slack.port} of 127.0.0.1 is taken; \d+ is free\.$"),
        serve_web(web_app(desk.app, SECRET, ThreadPoolExecutor(1)), host=LOCAL, port=slack.port),
    ):
        pass


def test_where_it_cannot_listen_is_said(desk: Desk) -> None:
    with (
        pytest.raises(UnusableInput, match=r"cannot listen on port 3000 of 203\.0\.113\.7"),
        serve_web(web_app(desk.app, SECRET, ThreadPoolExecutor(1)), host="203.0.113.7", port=3000),
    ):
        pass
