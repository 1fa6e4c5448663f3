"""The local Slack is as strict as Slack."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.playground.local_slack import ANA, SUPPORT, LocalSlack
from bot.playground.sockets import Delivery
from bot.playground.state import BOT_USER_ID

HURRIED = Delivery(ack_seconds=0.1, retry_delays=(0, 0.1))


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(delivery=HURRIED) as slack:
        yield slack


def bot(slack: LocalSlack) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def refusal(client: WebClient, method: str, **arguments: Any) -> str:  # noqa: ANN401  any field
    with pytest.raises(SlackApiError) as error:
        client.api_call(method, json=arguments)
    return str(error.value.response["error"])


def a_socket(slack: LocalSlack) -> ClientConnection:
    url = WebClient(token=slack.app_token, base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)
    return connect(url["url"])


def frame(socket: ClientConnection) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(socket.recv(5))
    return found


def acknowledge(socket: ClientConnection, event: dict[str, Any]) -> None:
    socket.send(json.dumps({"envelope_id": event["envelope_id"]}))


def test_a_caller_without_the_right_token_is_refused(slack: LocalSlack) -> None:
    anybody = WebClient(base_url=slack.api_url)
    stranger = WebClient(token="xoxb-stranger", base_url=slack.api_url)

    assert anybody.api_test()["ok"]
    assert refusal(anybody, "auth.test") == "not_authed"
    assert refusal(stranger, "auth.test") == "invalid_auth"
    assert refusal(bot(slack), "apps.connections.open") == "not_allowed_token_type"


def test_what_does_not_exist_is_named(slack: LocalSlack) -> None:
    client = bot(slack)

    assert refusal(client, "chat.shout") == "unknown_method"
    assert refusal(client, "chat.postMessage", channel="C0", text="x") == "channel_not_found"
    assert refusal(client, "chat.postMessage", channel=SUPPORT, text="x", thread_ts="1.0") == "cannot_reply_to_message"
    assert refusal(client, "chat.update", channel=SUPPORT, ts="1.0", text="x") == "message_not_found"
    assert refusal(client, "conversations.replies", channel=SUPPORT, ts="1.0") == "thread_not_found"
    assert refusal(client, "conversations.open", users="U0") == "user_not_found"
    assert refusal(client, "users.info", user="U0") == "user_not_found"
    assert refusal(client, "reactions.add", channel=SUPPORT, timestamp="1.0", name="eyes") == "message_not_found"
    assert (
        refusal(client, "assistant.threads.setStatus", channel_id=SUPPORT, thread_ts="1.0", status="x")
        == "invalid_thread_ts"
    )


def test_a_message_beyond_the_limits_is_refused_with_the_place(slack: LocalSlack) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}

    with pytest.raises(SlackApiError) as error:
        bot(slack).chat_postMessage(channel=SUPPORT, text="x", blocks=[block])

    answer = error.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"][0].endswith("[json-pointer:/blocks/0/text/text]")
    assert refusal(bot(slack), "chat.postMessage", channel=SUPPORT) == "no_text"
    assert refusal(bot(slack), "chat.postMessage", channel=SUPPORT, text="x", blocks="{") == "invalid_arguments"
    assert (
        refusal(bot(slack), "chat.postMessage", channel=SUPPORT, text="x", blocks={"type": "divider"})
        == "invalid_blocks_format"
    )


def test_what_was_posted_can_be_read_and_changed(slack: LocalSlack) -> None:
    client = bot(slack)
    channel = client.conversations_open(users=ANA)["channel"]["id"]
    root = client.chat_postMessage(channel=channel, text="one")["ts"]
    client.chat_postMessage(channel=ANA, text="two", thread_ts=root)
    client.chat_update(channel=channel, ts=root, text="one, better")

    replies = client.conversations_replies(channel=channel, ts=root)["messages"]
    assert [message["text"] for message in replies] == ["one, better", "two"]
    assert [message["text"] for message in client.conversations_history(channel=channel)["messages"]] == ["one, better"]
    assert client.conversations_info(channel=channel)["channel"]["is_im"] is True
    assert client.users_info(user=BOT_USER_ID)["user"]["is_bot"] is True


def test_only_its_own_messages_may_be_changed(slack: LocalSlack) -> None:
    ts = slack.say(SUPPORT, "mine")

    assert refusal(bot(slack), "chat.update", channel=SUPPORT, ts=ts, text="yours") == "cant_update_message"


def test_a_reaction_can_be_added_once(slack: LocalSlack) -> None:
    ts = slack.say(SUPPORT, "look")
    bot(slack).reactions_add(channel=SUPPORT, timestamp=ts, name="eyes")

    assert refusal(bot(slack), "reactions.add", channel=SUPPORT, timestamp=ts, name="eyes") == "already_reacted"


def test_an_ephemeral_message_stays_out_of_the_channel(slack: LocalSlack) -> None:
    before = len(slack.posted())

    assert bot(slack).chat_postEphemeral(channel=SUPPORT, user=ANA, text="psst")["message_ts"]
    assert len(slack.posted()) == before


def test_a_status_is_shown_until_it_is_emptied(slack: LocalSlack) -> None:
    ts = slack.say(SUPPORT, "well?")
    client = bot(slack)

    client.assistant_threads_setStatus(channel_id=SUPPORT, thread_ts=ts, status="thinks")
    assert slack.statuses()[SUPPORT, ts] == "thinks"

    client.assistant_threads_setStatus(channel_id=SUPPORT, thread_ts=ts, status="")
    assert (SUPPORT, ts) not in slack.statuses()


def test_a_ticket_lets_one_socket_in_once(slack: LocalSlack) -> None:
    url = WebClient(token=slack.app_token, base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)
    with connect(url["url"]) as socket:
        assert frame(socket)["type"] == "hello"
        with pytest.raises(InvalidStatus):
            connect(url["url"])


def test_a_mention_comes_as_two_events_of_one_message(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        assert frame(socket)["type"] == "hello"
        ts = slack.mention(SUPPORT, "how many?")

        frames = [frame(socket), frame(socket)]
        for each in frames:
            acknowledge(socket, each)

    payloads = [each["payload"] for each in frames]
    assert [payload["event"]["type"] for payload in payloads] == ["message", "app_mention"]
    assert {payload["event"]["ts"] for payload in payloads} == {ts}
    assert len({payload["event_id"] for payload in payloads}) == 2


def test_an_event_that_is_not_acknowledged_comes_again_and_then_no_more(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        slack.direct_message("how many?")

        first, second = frame(socket), frame(socket)
        acknowledge(socket, second)
        with pytest.raises(TimeoutError):
            socket.recv(0.4)

    assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
    assert first["payload"] == second["payload"]
    assert first["envelope_id"] != second["envelope_id"]


def test_a_dropped_socket_is_closed(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        slack.announce_disconnect("warning")
        assert frame(socket) == {"type": "disconnect", "reason": "warning", "debug_info": {"host": "local"}}

        slack.drop_sockets()
        with pytest.raises(ConnectionClosed):
            socket.recv(5)


def test_an_event_without_a_socket_is_lost(slack: LocalSlack) -> None:
    ts = slack.direct_message("anybody?")

    with pytest.raises(TimeoutError):
        slack.redeliver(ts)


def test_waiting_for_a_reply_that_does_not_come_ends(slack: LocalSlack) -> None:
    with pytest.raises(TimeoutError, match="1 replies to"):
        slack.wait_for_replies(slack.say(SUPPORT, "hello?"), timeout=0.05)
