"""The local Slack delivers by Socket Mode as Slack does."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.playground.delivery.line import Delivery, Kind
from bot.playground.local_slack import ANA, BEN, ELSEWHERE, SHARED, STRANGER, SUPPORT, LocalSlack
from bot.playground.workspace.ids import BOT_USER_ID, MENTION, OTHER_TEAM_ID
from bot.playground.workspace.refusals import Refused
from tests.bolt_apps import bot, generous_manifest

HURRIED = Delivery(ack_seconds=0.5, retry_delays=(0, 0.1))


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest=generous_manifest(), delivery=HURRIED) as slack:
        yield slack


def a_socket(slack: LocalSlack) -> ClientConnection:
    url = WebClient(token=slack.app_token, base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)
    return connect(url["url"])


def frame(socket: ClientConnection) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(socket.recv(5))
    return found


def acknowledged(socket: ClientConnection) -> dict[str, Any]:
    """The next frame, which is acknowledged."""
    found = frame(socket)
    socket.send(json.dumps({"envelope_id": found["envelope_id"]}))
    return found


def event(socket: ClientConnection) -> dict[str, Any]:
    found: dict[str, Any] = acknowledged(socket)["payload"]["event"]
    return found


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

        payloads = [acknowledged(socket)["payload"] for _ in range(2)]

    assert [payload["event"]["type"] for payload in payloads] == ["message", "app_mention"]
    assert {payload["event"]["ts"] for payload in payloads} == {ts}
    assert len({payload["event_id"] for payload in payloads}) == 2
    assert payloads[0]["event"]["client_msg_id"] == payloads[1]["event"]["client_msg_id"]


def test_a_direct_message_says_that_it_is_one(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        slack.direct_message("how many?")

        told = event(socket)

    assert (told["type"], told["channel_type"], told["channel"]) == ("message", "im", slack.direct_channel())
    assert "thread_ts" not in told


def test_a_message_from_another_workspace_says_where_from(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        slack.say(SHARED, "hello", STRANGER)

        payload = acknowledged(socket)["payload"]

    assert payload["is_ext_shared_channel"] is True
    assert payload["event"]["user_team"] == OTHER_TEAM_ID


def test_edits_and_deletions_are_told(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        ts = slack.say(SUPPORT, "frist")
        event(socket)
        slack.edit(SUPPORT, ts, "first")
        edited = event(socket)
        slack.delete(SUPPORT, ts)
        deleted = event(socket)

    assert (edited["subtype"], edited["message"]["text"], edited["previous_message"]["text"]) == (
        "message_changed",
        "first",
        "frist",
    )
    assert edited["message"]["edited"]["user"] == ANA
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert edited["ts"] != ts


def test_a_mention_that_was_edited_is_told_again_under_the_ts_of_its_message(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        ts = slack.say(SUPPORT, "how many?")
        event(socket)
        slack.edit(SUPPORT, ts, f"{MENTION} how many?")

        changed, mention = event(socket), event(socket)

    assert changed["subtype"] == "message_changed"
    assert (mention["type"], mention["ts"], mention["edited"]["user"]) == ("app_mention", ts, ANA)


def test_what_people_type_comes_as_rich_text_too(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        slack.say(SUPPORT, f"<@{BEN}> in <#{SUPPORT}|support>: 1 &lt; 2 <!here>")

        [block] = event(socket)["blocks"]

    assert block["type"] == "rich_text"
    assert block["elements"][0]["elements"] == [
        {"type": "user", "user_id": BEN},
        {"type": "text", "text": " in "},
        {"type": "channel", "channel_id": SUPPORT},
        {"type": "text", "text": ": 1 < 2 "},
        {"type": "broadcast", "range": "here"},
    ]


def test_nobody_edits_what_others_wrote(slack: LocalSlack) -> None:
    ts = slack.say(SUPPORT, "mine")

    with pytest.raises(Refused, match="message_not_found"):
        slack.edit(SUPPORT, ts, "yours", BEN)
    with pytest.raises(Refused, match="channel_not_found"):
        slack.say(SUPPORT, "hello", STRANGER)


def test_a_file_without_a_text_is_told(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        slack.share_file(SUPPORT, "log.txt")

        told = event(socket)

    assert (told["subtype"], told["text"], told["files"][0]["name"]) == ("file_share", "", "log.txt")


def test_what_the_app_posts_comes_back_and_its_ephemerals_do_not(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        bot(slack).chat_postEphemeral(channel=SUPPORT, user=ANA, text="psst")
        bot(slack).chat_postMessage(channel=SUPPORT, text="hello")

        told = event(socket)

    assert (told["text"], told["user"]) == ("hello", BOT_USER_ID)
    assert told["bot_id"]


def test_the_app_hears_nothing_of_channels_that_it_is_not_in(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        slack.mention(ELSEWHERE, "are you there?")
        slack.say(SUPPORT, "here")

        assert event(socket)["text"] == "here"
    assert slack.notices() == ["@groundswell is not in #random. /invite @groundswell adds it."]


def test_an_event_without_a_subscription_is_not_told() -> None:
    with LocalSlack(manifest=generous_manifest(events=["app_mention"])) as slack, a_socket(slack) as socket:
        frame(socket)
        slack.mention(SUPPORT, "how many?")

        assert event(socket)["type"] == "app_mention"
        with pytest.raises(TimeoutError):
            socket.recv(0.1)


def test_an_event_that_is_not_acknowledged_comes_again_and_then_no_more(slack: LocalSlack) -> None:
    with a_socket(slack) as socket:
        frame(socket)
        slack.direct_message("how many?")

        first, second = frame(socket), acknowledged(socket)
        with pytest.raises(TimeoutError):
            socket.recv(0.4)

    assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
    assert first["payload"] == second["payload"]
    assert first["envelope_id"] != second["envelope_id"]


def test_acknowledgements_are_timed(slack: LocalSlack) -> None:
    before = len(slack.ack_delays())
    with a_socket(slack) as socket:
        frame(socket)
        slack.direct_message("how many?")
        event(socket)
        slack.say(SUPPORT, "wait for the first")
        event(socket)
        slack.wait_for_sockets()

    [delay, *_] = slack.ack_delays()[before:]
    assert delay.kind is Kind.EVENT
    assert delay.seconds >= 0


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


def test_an_attempt_without_a_socket_is_not_the_last_one() -> None:
    with LocalSlack(manifest=generous_manifest(), delivery=Delivery(ack_seconds=0.5, retry_delays=(0, 1))) as slack:
        slack.direct_message("anybody?")

        with a_socket(slack) as socket:
            frame(socket)
            late = acknowledged(socket)

    assert late["retry_attempt"] == 2


def test_the_app_is_told_when_it_is_removed() -> None:
    everything = generous_manifest(events=["app_uninstalled", "tokens_revoked"])
    with LocalSlack(manifest=everything) as slack, a_socket(slack) as socket:
        frame(socket)
        slack.uninstall()

        assert [event(socket)["type"] for _ in range(2)] == ["tokens_revoked", "app_uninstalled"]


def test_waiting_for_what_does_not_come_ends(slack: LocalSlack) -> None:
    with pytest.raises(TimeoutError, match="1 replies to"):
        slack.wait_for_replies(slack.say(SUPPORT, "hello?"), timeout=0.05)
    with pytest.raises(TimeoutError, match="no modal"):
        slack.wait_for_view(timeout=0.05)
