"""Telling one person something, whatever Slack takes and refuses."""

from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from slack_sdk import WebClient

from bot.blocks.elements import section
from bot.blocks.messages import Message, plain_message
from bot.blocks.modals import error_modal
from bot.blocks.payloads import COMMAND
from bot.listeners.payloads.clicks import Asker
from bot.listeners.telling import say, tell, telling
from bot.listeners.windows import AS_A_MESSAGE, Shown, show
from bot.playground.local_slack import ANA, ELSEWHERE, SUPPORT, LocalSlack
from knowledge.errors import DatabaseUnavailable, NoGeneration
from tests.listening import TEAM, Listening, listening
from tests.slack_fixtures import local_slack

WHO = Asker(team=TEAM, user=ANA, channel=SUPPORT)


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with local_slack() as slack:
        yield slack


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


class UsedUp(BaseHTTPRequestHandler):
    """A response address that Slack takes nothing at any more."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(404)
        self.end_headers()
        self.wfile.write(b"used_url")

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def used_up() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), UsedUp) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_sentence_is_shown_to_one_person_in_the_channel(slack: LocalSlack, client: WebClient) -> None:
    say(client, WHO, "Only for you.")

    shown = slack.ephemerals(ANA)[-1]
    assert (shown.text, shown.channel) == ("Only for you.", SUPPORT)


def test_where_a_response_address_is_used_up_it_is_shown_in_the_channel_all_the_same(
    slack: LocalSlack, client: WebClient, used_up: str
) -> None:
    say(client, replace(WHO, response_url=used_up), "Used up.")

    assert slack.ephemerals(ANA)[-1].text == "Used up."


@pytest.mark.parametrize("channel", ["", ELSEWHERE])
def test_without_a_channel_that_the_assistant_is_in_it_is_a_direct_message(
    slack: LocalSlack, client: WebClient, channel: str
) -> None:
    say(client, replace(WHO, channel=channel), f"Direct, not in {channel}.")

    assert slack.in_channel(slack.direct_channel())[-1].text == f"Direct, not in {channel}."


def test_blocks_that_slack_refuses_are_replaced_by_plain_ones_and_those_by_text(
    slack: LocalSlack, client: WebClient
) -> None:
    message = Message(text="In words.", blocks=[section("In blocks.")], plain=[section("In plain blocks.")])

    slack.fail_next("chat.postEphemeral", "invalid_blocks")
    tell(client, WHO, message)
    assert "In plain blocks." in str(slack.ephemerals(ANA)[-1].blocks)

    slack.fail_next("chat.postEphemeral", "invalid_blocks")
    slack.fail_next("chat.postEphemeral", "invalid_blocks")
    tell(client, WHO, message)
    assert slack.ephemerals(ANA)[-1].text == "In words."


def test_where_nothing_can_be_told_nothing_is_raised(
    slack: LocalSlack, client: WebClient, caplog: pytest.LogCaptureFixture
) -> None:
    slack.fail_next("chat.postEphemeral", "is_archived")
    slack.fail_next("chat.postMessage", "token_revoked")

    say(client, WHO, "To nobody.")

    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == ["not told"]


def test_what_goes_wrong_after_a_click_is_told(slack: LocalSlack, client: WebClient) -> None:
    with telling(client, WHO):
        raise NoGeneration

    assert "Nothing has been computed yet" in slack.ephemerals(ANA)[-1].text


def test_a_window_that_slack_refuses_to_fill_says_where_its_content_went(heard: Listening) -> None:
    slack, client = heard.slack, heard.app.client
    slack.command(SUPPORT, f"{COMMAND} how many?")
    [question] = heard.reception.wait()
    trigger = question.key.rpartition(":")[2]
    slack.fail_next("views.update", "invalid_blocks")

    shown = Shown(view=error_modal("in a window"), message=plain_message("As a message."))
    show(client, replace(WHO, trigger=trigger), "Cases", lambda: shown)

    assert slack.ephemerals(ANA)[-1].text == "As a message."
    assert AS_A_MESSAGE in str(slack.modals(ANA)[-1].content)


def test_a_command_that_cannot_be_kept_is_apologised_for_in_private(heard: Listening) -> None:
    heard.reception.broken = DatabaseUnavailable("sqlite:///x", "it is locked")

    assert heard.slack.command(SUPPORT, f"{COMMAND} how many?")

    assert "it is locked" in heard.slack.wait_for_ephemeral(ANA, 1).text


def test_an_apology_that_cannot_be_posted_does_no_harm(heard: Listening) -> None:
    heard.reception.broken = DatabaseUnavailable("sqlite:///x", "it is gone")
    heard.slack.fail_next("chat.postMessage", "is_archived")

    ts = heard.slack.mention(SUPPORT, "how many?")
    heard.slack.wait_for_call("chat.postMessage")
    heard.settle()

    assert heard.slack.replies(ts) == []


def test_a_home_that_slack_does_not_take_is_not_published(heard: Listening) -> None:
    heard.slack.fail_next("views.publish", "internal_error")

    heard.slack.open_home()
    heard.slack.wait_for_call("views.publish")
    heard.settle()

    assert heard.slack.home() is None


def test_prompts_that_cannot_be_computed_or_set_are_left_out(heard: Listening) -> None:
    heard.overviews.problem = NoGeneration()
    heard.slack.open_messages()
    heard.slack.say(SUPPORT, "the next event")
    heard.settle()

    assert heard.slack.calls("assistant.threads.setSuggestedPrompts") == []


@pytest.fixture
def heard() -> Iterator[Listening]:
    with listening() as heard:
        yield heard
