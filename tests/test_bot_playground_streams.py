"""The local Slack streams as Slack does."""

from collections.abc import Iterator

import pytest

from bot.playground.local_slack import ANA, SHARED, STRANGER, SUPPORT, LocalSlack
from bot.playground.workspace.ids import OTHER_TEAM_ID, TEAM_ID
from tests.bolt_apps import a_section, bot, generous_manifest, refusal

FOR_ANA = {"recipient_user_id": ANA, "recipient_team_id": TEAM_ID}
METADATA = {"event_type": "groundswell_reply", "event_payload": {"question": "q"}}


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest=generous_manifest()) as slack:
        yield slack


def started(slack: LocalSlack, root: str) -> str:
    begun = bot(slack).chat_startStream(
        channel=SUPPORT, thread_ts=root, recipient_user_id=ANA, recipient_team_id=TEAM_ID
    )
    return str(begun["ts"])


def test_a_stream_may_begin_empty_and_end_with_everything(slack: LocalSlack) -> None:
    client, root = bot(slack), slack.say(SUPPORT, "well?")
    ts = started(slack, root)
    assert slack.replies(root) == []

    client.chat_stopStream(
        channel=SUPPORT,
        ts=ts,
        chunks=[{"type": "markdown_text", "text": "**41** cases"}],
        blocks=[a_section()],
        metadata=METADATA,
    )

    ended = slack.replies(root)[0]
    assert (ended.text, ended.metadata) == ("**41** cases", METADATA)
    assert [block["type"] for block in ended.blocks] == ["markdown", "section"]


def test_the_sdks_own_stream_is_understood(slack: LocalSlack) -> None:
    root = slack.say(SUPPORT, "well?")
    stream = bot(slack).chat_stream(channel=SUPPORT, thread_ts=root, buffer_size=4, **FOR_ANA)

    stream.append(markdown_text="41 ")
    stream.append(markdown_text="cases of")
    stream.append(markdown_text=" 100")
    stream.stop(blocks=[a_section()])

    assert slack.replies(root)[0].text == "41 cases of 100"


def test_a_stream_that_has_ended_takes_nothing_more(slack: LocalSlack) -> None:
    client = bot(slack)
    ts = started(slack, slack.say(SUPPORT, "well?"))
    client.chat_stopStream(channel=SUPPORT, ts=ts, markdown_text="done")

    assert refusal(client, "chat.stopStream", channel=SUPPORT, ts=ts) == "message_not_in_streaming_state"
    assert refusal(client, "chat.appendStream", channel=SUPPORT, ts=ts, markdown_text="x") == (
        "message_not_in_streaming_state"
    )


def test_a_message_that_streams_cannot_be_changed_or_deleted(slack: LocalSlack) -> None:
    client = bot(slack)
    ts = started(slack, slack.say(SUPPORT, "well?"))

    assert refusal(client, "chat.update", channel=SUPPORT, ts=ts, text="x") == "streaming_state_conflict"
    assert refusal(client, "chat.delete", channel=SUPPORT, ts=ts) == "cant_delete_message"


def test_in_a_channel_slack_wants_to_know_for_whom_it_is(slack: LocalSlack) -> None:
    client, root = bot(slack), slack.say(SUPPORT, "well?")
    where = {"channel": SUPPORT, "thread_ts": root}

    assert refusal(client, "chat.startStream", **where, recipient_team_id=TEAM_ID) == "missing_recipient_user_id"
    assert refusal(client, "chat.startStream", **where, recipient_user_id=ANA) == "missing_recipient_team_id"
    assert refusal(client, "chat.startStream", **where, recipient_user_id=ANA, recipient_team_id=OTHER_TEAM_ID) == (
        "user_not_found"
    )


def test_a_stranger_is_of_another_workspace(slack: LocalSlack) -> None:
    root = slack.say(SHARED, "well?", STRANGER)

    begun = bot(slack).chat_startStream(
        channel=SHARED, thread_ts=root, recipient_user_id=STRANGER, recipient_team_id=OTHER_TEAM_ID
    )

    assert begun["ok"]


def test_in_direct_messages_the_reader_is_known(slack: LocalSlack) -> None:
    root = slack.direct_message("well?")

    assert bot(slack).chat_startStream(channel=slack.direct_channel(), thread_ts=root, markdown_text="x")["ok"]


def test_a_stream_is_a_reply(slack: LocalSlack) -> None:
    client = bot(slack)

    assert refusal(client, "chat.startStream", channel=SUPPORT, **FOR_ANA) == "invalid_arguments"
    assert refusal(client, "chat.startStream", channel=SUPPORT, thread_ts="1.0", **FOR_ANA) == "thread_not_found"


def test_what_is_added_has_a_form(slack: LocalSlack) -> None:
    client = bot(slack)
    ts = started(slack, slack.say(SUPPORT, "well?"))
    where = {"channel": SUPPORT, "ts": ts}
    chunk = {"type": "markdown_text", "text": "x"}

    assert refusal(client, "chat.appendStream", **where) == "invalid_arguments"
    assert refusal(client, "chat.appendStream", **where, markdown_text="x" * 12_001) == "msg_too_long"
    assert refusal(client, "chat.appendStream", **where, chunks=[{"type": "shout"}]) == "invalid_chunks"
    assert refusal(client, "chat.appendStream", **where, chunks=[{"type": "markdown_text"}]) == "invalid_chunks"
    assert refusal(client, "chat.appendStream", **where, chunks=[{"type": "blocks"}]) == "invalid_chunks"
    assert refusal(client, "chat.appendStream", **where, chunks="x") == "invalid_arguments"
    assert refusal(client, "chat.appendStream", **where, chunks={"a": 1}) == "invalid_chunks"
    assert refusal(client, "chat.appendStream", **where, chunks=[chunk], markdown_text="x") == (
        "cannot_provide_both_markdown_text_and_chunks"
    )
    assert refusal(client, "chat.stopStream", **where, blocks=[{"type": "shout"}]) == "invalid_blocks"
    assert refusal(client, "chat.stopStream", **where) == "no_text"
    assert refusal(client, "chat.stopStream", channel=SUPPORT, ts="1.0") == "message_not_found"


def test_tasks_are_kept_by_id(slack: LocalSlack) -> None:
    client, root = bot(slack), slack.say(SUPPORT, "well?")
    ts = started(slack, root)
    for status in ("in_progress", "complete"):
        task = {"type": "task_update", "id": "read", "title": "Reading", "status": status}
        client.chat_appendStream(channel=SUPPORT, ts=ts, chunks=[task])
    client.chat_stopStream(channel=SUPPORT, ts=ts, markdown_text="done")

    assert [task["status"] for task in slack.replies(root)[0].tasks] == ["complete"]


def test_only_its_own_streams_can_be_ended(slack: LocalSlack) -> None:
    ts = slack.say(SUPPORT, "mine")

    assert refusal(bot(slack), "chat.stopStream", channel=SUPPORT, ts=ts) == "message_not_owned_by_app"


def test_ending_a_stream_can_end_the_session(slack: LocalSlack) -> None:
    client, root = bot(slack), slack.say(SUPPORT, "well?")
    client.agents_sessions_setStatus(channel_id=SUPPORT, thread_ts=root, status="processing", title="Well?")
    ts = started(slack, root)

    client.chat_stopStream(channel=SUPPORT, ts=ts, markdown_text="done", session_status="active")

    session = slack.sessions()[SUPPORT, root]
    assert (session.status, session.title) == ("active", "Well?")
