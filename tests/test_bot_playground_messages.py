"""The local Slack takes, changes and shows messages as Slack does."""

import time
from collections.abc import Iterator

import pytest

from bot.playground.local_slack import ANA, ARCHIVED, BILLING, ELSEWHERE, GUEST, SUPPORT, LocalSlack
from bot.playground.workspace.ids import BOT_USER_ID, HIDDEN, OTHER_BOT_ID, OTHER_BOT_USER_ID
from bot.playground.workspace.refusals import Refused
from tests.bolt_apps import a_section, bot, generous_manifest, refusal, refused

METADATA = {"event_type": "groundswell_reply", "event_payload": {"question": "q"}}


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest=generous_manifest()) as slack:
        yield slack


def test_a_channel_has_to_be_one_that_the_app_may_write_to(slack: LocalSlack) -> None:
    client = bot(slack)

    assert refusal(client, "chat.postMessage", channel="C0", text="x") == "channel_not_found"
    assert refusal(client, "chat.postMessage", channel=HIDDEN, text="x") == "channel_not_found"
    assert refusal(client, "chat.postMessage", channel=ELSEWHERE, text="x") == "not_in_channel"
    assert refusal(client, "chat.postMessage", channel=ARCHIVED, text="x") == "is_archived"
    assert refusal(client, "chat.postMessage", channel=OTHER_BOT_USER_ID, text="x") == "cannot_dm_bot"


def test_a_message_needs_something_to_read(slack: LocalSlack) -> None:
    client = bot(slack)

    assert refusal(client, "chat.postMessage", channel=SUPPORT) == "no_text"
    assert refusal(client, "chat.postMessage", channel=SUPPORT, text="  ") == "no_text"


def test_a_reply_needs_its_thread(slack: LocalSlack) -> None:
    assert refusal(bot(slack), "chat.postMessage", channel=SUPPORT, text="x", thread_ts="1.0") == (
        "cannot_reply_to_message"
    )


def test_a_reply_to_a_reply_stands_in_the_same_thread(slack: LocalSlack) -> None:
    client, root = bot(slack), slack.say(SUPPORT, "root")
    reply = client.chat_postMessage(channel=SUPPORT, text="one", thread_ts=root)["ts"]

    client.chat_postMessage(channel=SUPPORT, text="two", thread_ts=reply)

    assert [message.text for message in slack.replies(root)] == ["one", "two"]


def test_a_message_beyond_the_limits_is_refused_with_the_place(slack: LocalSlack) -> None:
    client = bot(slack)
    answer = refused(client, "chat.postMessage", channel=SUPPORT, text="x", blocks=[a_section("x" * 3001)])

    assert answer["error"] == "invalid_blocks"
    assert answer["errors"][0].endswith("[json-pointer:/blocks/0/text/text]")
    assert answer["response_metadata"]["messages"][0].startswith("[ERROR] ")
    assert refusal(client, "chat.postMessage", channel=SUPPORT, text="x", blocks={"type": "divider"}) == (
        "invalid_blocks_format"
    )


def test_too_many_characters_in_all_blocks_together_are_refused(slack: LocalSlack) -> None:
    blocks = [a_section("x" * 2700) for _ in range(5)]

    assert refusal(bot(slack), "chat.postMessage", channel=SUPPORT, text="x", blocks=blocks) == "msg_blocks_too_long"


def test_two_blocks_with_one_id_are_refused(slack: LocalSlack) -> None:
    blocks = [a_section(block_id="same"), a_section(block_id="same")]

    assert refusal(bot(slack), "chat.postMessage", channel=SUPPORT, text="x", blocks=blocks) == "invalid_blocks"


def test_blocks_without_ids_get_some(slack: LocalSlack) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "Press"}}

    posted = bot(slack).chat_postMessage(
        channel=SUPPORT, text="x", blocks=[a_section(), {"type": "actions", "elements": [button]}]
    )["message"]["blocks"]

    assert all(block["block_id"] for block in posted)
    assert posted[1]["elements"][0]["action_id"]


def test_a_text_that_is_too_long_is_cut_and_said_to_be(slack: LocalSlack) -> None:
    answer = bot(slack).chat_postMessage(channel=SUPPORT, text="x" * 40_001)

    assert len(answer["message"]["text"]) == 40_000
    assert answer["response_metadata"]["warnings"] == ["message_truncated"]


def test_a_text_that_takes_the_place_of_another_may_be_shorter_only(slack: LocalSlack) -> None:
    client = bot(slack)
    ts = client.chat_postMessage(channel=SUPPORT, text="x" * 4001)["ts"]

    assert refusal(client, "chat.update", channel=SUPPORT, ts=ts, text="x" * 4001) == "msg_too_long"
    assert refusal(client, "chat.postEphemeral", channel=SUPPORT, user=ANA, text="x" * 4001) == "msg_too_long"


def test_every_message_has_a_ts_of_its_own_however_many_come_at_once() -> None:
    with LocalSlack(manifest=generous_manifest(), clock=lambda: 1_700_000_000.0) as slack:
        assert slack.say(SUPPORT, "one") == "1700000000.000000"
        assert slack.say(SUPPORT, "two") == "1700000000.000001"
        assert slack.say(BILLING, "three") == "1700000000.000002"


def test_metadata_is_shown_to_who_asks_for_it(slack: LocalSlack) -> None:
    client, root = bot(slack), slack.say(SUPPORT, "root")
    client.chat_postMessage(channel=SUPPORT, text="reply", thread_ts=root, metadata=METADATA)

    silent = client.conversations_replies(channel=SUPPORT, ts=root)["messages"]
    whole = client.conversations_replies(channel=SUPPORT, ts=root, include_all_metadata=True)["messages"]

    assert "metadata" not in silent[1]
    assert whole[1]["metadata"] == METADATA


def test_metadata_has_a_form(slack: LocalSlack) -> None:
    client = bot(slack)

    without: list[dict[str, object]] = [
        {"event_type": "x"},
        {"event_payload": {}},
        {"event_type": "", "event_payload": {}},
    ]
    for wrong in without:
        assert refusal(client, "chat.postMessage", channel=SUPPORT, text="x", metadata=wrong) == (
            "invalid_metadata_format"
        )
    large = {"event_type": "x", "event_payload": {"x": "x" * 20_000}}
    assert refusal(client, "chat.postMessage", channel=SUPPORT, text="x", metadata=large) == "metadata_too_large"


def test_text_alone_takes_blocks_away_and_marks_the_message(slack: LocalSlack) -> None:
    client = bot(slack)
    ts = client.chat_postMessage(channel=SUPPORT, text="one", blocks=[a_section()])["ts"]

    with_blocks = client.chat_update(channel=SUPPORT, ts=ts, text="two", blocks=[a_section("y")])["message"]
    with_text = client.chat_update(channel=SUPPORT, ts=ts, text="three")["message"]

    assert "edited" not in with_blocks
    assert with_text["edited"]["user"] == BOT_USER_ID
    assert "blocks" not in with_text


def test_only_its_own_messages_may_be_changed_or_deleted(slack: LocalSlack) -> None:
    client, ts = bot(slack), slack.say(SUPPORT, "mine")

    assert refusal(client, "chat.update", channel=SUPPORT, ts=ts, text="yours") == "cant_update_message"
    assert refusal(client, "chat.delete", channel=SUPPORT, ts=ts) == "cant_delete_message"
    assert refusal(client, "chat.update", channel=SUPPORT, ts="1.0", text="x") == "message_not_found"


def test_a_deleted_message_is_gone_and_its_thread_goes_on(slack: LocalSlack) -> None:
    client = bot(slack)
    root = client.chat_postMessage(channel=SUPPORT, text="root")["ts"]
    client.chat_postMessage(channel=SUPPORT, text="reply", thread_ts=root)

    client.chat_delete(channel=SUPPORT, ts=root)

    assert slack.message(SUPPORT, root) is None
    assert client.chat_postMessage(channel=SUPPORT, text="another", thread_ts=root)["ok"]
    assert refusal(client, "conversations.replies", channel=SUPPORT, ts=root) == "thread_not_found"


def test_an_ephemeral_message_is_its_readers_only(slack: LocalSlack) -> None:
    client, before = bot(slack), len(slack.posted())

    ts = client.chat_postEphemeral(channel=SUPPORT, user=ANA, text="psst")["message_ts"]

    assert slack.wait_for_ephemeral(ANA).ts == ts
    assert len(slack.posted()) == before
    assert refusal(client, "chat.postEphemeral", channel=BILLING, user=GUEST, text="x") == "user_not_in_channel"
    assert refusal(client, "chat.postEphemeral", channel=ELSEWHERE, user=ANA, text="x") == "not_in_channel"
    assert refusal(client, "chat.postEphemeral", channel=SUPPORT, user="U0", text="x") == "user_not_found"
    assert refusal(client, "chat.update", channel=SUPPORT, ts=ts, text="x") == "message_not_found"


def test_a_message_has_an_address(slack: LocalSlack) -> None:
    client, root = bot(slack), slack.say(SUPPORT, "root")
    reply = client.chat_postMessage(channel=SUPPORT, text="reply", thread_ts=root)["ts"]

    link = client.chat_getPermalink(channel=SUPPORT, message_ts=reply)["permalink"]

    assert link.endswith(f"/archives/{SUPPORT}/p{reply.replace('.', '')}?thread_ts={root}&cid={SUPPORT}")
    assert refusal(client, "chat.getPermalink", channel=SUPPORT, message_ts="1.0") == "message_not_found"


def test_a_scheduled_message_comes_later() -> None:
    with LocalSlack(manifest=generous_manifest(), clock=lambda: 1000.7) as slack:
        client = bot(slack)

        assert refusal(client, "chat.scheduleMessage", channel=SUPPORT, text="x", post_at=1000) == "time_in_past"
        assert refusal(client, "chat.scheduleMessage", channel=SUPPORT, text="x", post_at=10**9) == "time_too_far"
        assert refusal(client, "chat.scheduleMessage", channel=SUPPORT, text="x") == "invalid_arguments"
        client.chat_scheduleMessage(channel=SUPPORT, text="on time", post_at=1001)
        assert slack.posted() == []

        while not slack.posted():
            time.sleep(0.02)
        assert slack.posted()[0].text == "on time"


def test_metadata_alone_can_be_changed(slack: LocalSlack) -> None:
    client = bot(slack)
    ts = client.chat_postMessage(channel=SUPPORT, text="x", blocks=[a_section()])["ts"]

    client.api_call("chat.update", json={"channel": SUPPORT, "ts": ts, "metadata": METADATA})

    kept = slack.message(SUPPORT, ts)
    assert kept is not None
    assert (kept.text, len(kept.blocks), kept.metadata) == ("x", 1, METADATA)


def test_nobody_writes_in_an_archived_channel(slack: LocalSlack) -> None:
    with pytest.raises(Refused, match="is_archived"):
        slack.say(ARCHIVED, "anybody here?")


def test_the_other_bot_is_known_as_one(slack: LocalSlack) -> None:
    ts = slack.say(SUPPORT, "Case 17 was opened", OTHER_BOT_USER_ID)

    assert bot(slack).conversations_replies(channel=SUPPORT, ts=ts)["messages"][0]["bot_id"] == OTHER_BOT_ID
