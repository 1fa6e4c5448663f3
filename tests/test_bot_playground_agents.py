"""The local Slack shows what an agent is doing."""

from collections.abc import Iterator

import pytest

from bot.playground.local_slack import ANA, BEN, SUPPORT, LocalSlack
from bot.playground.workspace.manifest import Manifest
from tests.bolt_apps import bot, generous_manifest, refusal

PROMPTS = [{"title": "Why?", "message": "Why are there so many?"}]


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(manifest=generous_manifest()) as slack:
        yield slack


def test_a_status_is_shown_until_it_is_emptied(slack: LocalSlack) -> None:
    client, ts = bot(slack), slack.say(SUPPORT, "well?")

    client.assistant_threads_setStatus(channel_id=SUPPORT, thread_ts=ts, status="thinks", loading_messages=["a", "b"])
    assert slack.wait_for_status(SUPPORT, ts) == "thinks"
    assert slack.loading_messages(SUPPORT, ts) == ["a", "b"]

    client.assistant_threads_setStatus(channel_id=SUPPORT, thread_ts=ts, status="")
    assert (SUPPORT, ts) not in slack.statuses()


def test_a_reply_ends_the_status(slack: LocalSlack) -> None:
    client, ts = bot(slack), slack.say(SUPPORT, "well?")
    client.assistant_threads_setStatus(channel_id=SUPPORT, thread_ts=ts, status="thinks")

    client.chat_postMessage(channel=SUPPORT, thread_ts=ts, text="41")

    assert slack.statuses() == {}


def test_a_status_needs_its_thread(slack: LocalSlack) -> None:
    client, method = bot(slack), "assistant.threads.setStatus"

    assert refusal(client, method, channel_id=SUPPORT, thread_ts="1.0", status="x") == "invalid_thread_ts"
    assert refusal(client, method, channel_id=SUPPORT, status="x") == "invalid_arguments"
    ts = slack.say(SUPPORT, "well?")
    many = [str(at) for at in range(11)]
    assert refusal(client, method, channel_id=SUPPORT, thread_ts=ts, status="x", loading_messages=many) == (
        "invalid_arguments"
    )


def test_prompts_of_an_agent_belong_to_the_conversation_and_not_to_a_thread(slack: LocalSlack) -> None:
    client, channel = bot(slack), slack.direct_channel(BEN)
    ts = slack.direct_message("hello", BEN)

    client.assistant_threads_setSuggestedPrompts(channel_id=channel, thread_ts=ts, prompts=PROMPTS)
    assert slack.prompts(BEN) is None

    client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=PROMPTS, title="Ask")
    shown = slack.prompts(BEN)
    assert shown is not None
    assert (shown.title, shown.prompts) == ("Ask", PROMPTS)


def test_prompts_have_a_form(slack: LocalSlack) -> None:
    client, method, channel = bot(slack), "assistant.threads.setSuggestedPrompts", slack.direct_channel(ANA)

    assert refusal(client, method, channel_id=channel, prompts=[]) == "invalid_arguments"
    assert refusal(client, method, channel_id=channel, prompts=[{"title": "x"}]) == "invalid_arguments"
    assert refusal(client, method, channel_id=channel, prompts=PROMPTS * 5) == "too_many_prompts"


def test_a_session_keeps_the_title_that_it_began_with(slack: LocalSlack) -> None:
    client, ts = bot(slack), slack.say(SUPPORT, "well?")
    where = {"channel_id": SUPPORT, "thread_ts": ts}

    client.agents_sessions_setStatus(**where, status="processing", title="First")
    told = client.agents_sessions_setStatus(**where, status="active", title="Second")
    assert (told["status"], told["title"]) == ("active", "First")

    client.agents_sessions_rename(**where, title="Third")
    assert slack.sessions()[SUPPORT, ts].title == "Third"


def test_a_session_has_one_of_four_states(slack: LocalSlack) -> None:
    client, ts = bot(slack), slack.say(SUPPORT, "well?")
    where = {"channel_id": SUPPORT, "thread_ts": ts}

    assert refusal(client, "agents.sessions.setStatus", **where, status="busy") == "invalid_status"
    assert refusal(client, "agents.sessions.setStatus", **where, status="active", title="x" * 201) == "title_too_long"
    assert refusal(client, "agents.sessions.rename", **where, title="x") == "session_not_found"


def test_an_app_that_is_not_told_of_stops_is_warned() -> None:
    with LocalSlack(manifest=generous_manifest(events=["message.im"])) as slack:
        ts = slack.say(SUPPORT, "well?")
        told = bot(slack).agents_sessions_setStatus(channel_id=SUPPORT, thread_ts=ts, status="processing")

    assert told["warning"] == "missing_agent_session_stopped_event_subscription"


def test_a_thread_can_have_a_title(slack: LocalSlack) -> None:
    client, ts = bot(slack), slack.direct_message("hello")

    assert client.assistant_threads_setTitle(channel_id=slack.direct_channel(), thread_ts=ts, title="T")["ok"]
    assert refusal(client, "assistant.threads.setTitle", channel_id=SUPPORT, thread_ts=ts, title="T") == (
        "invalid_thread_ts"
    )


def test_a_manifest_without_anything_grants_nothing() -> None:
    empty = Manifest(content={})

    assert (empty.scopes, empty.commands, empty.shortcuts, empty.prompts) == ([], [], [], [])
    assert [empty.is_agent, empty.has_home, empty.has_messages, empty.is_interactive] == [False] * 4
    assert empty.assistant == "assistant"
