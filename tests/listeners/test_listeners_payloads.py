"""What is read in Slack's payloads."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.listeners.interactions.choices import question_offered
from bot.listeners.payloads.clicks import click_in, command_in, shortcut_in
from bot.listeners.payloads.forms import filled_in
from bot.listeners.payloads.material import CHARACTERS, words_of
from bot.listeners.payloads.messages import deleted_in, edited_in, said_in
from bot.listeners.payloads.signs import is_small_talk, without_signs

NAMES = [
    *("actions", "action_id", "value", "container", "channel", "channel_id", "message", "message_ts", "ts", "id"),
    *("user", "view", "state", "values", "type", "text", "blocks", "attachments", "elements", "fields", "files"),
    *("bot_id", "subtype", "thread_ts", "previous_message", "trigger_id", "response_url", "selected_option"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(JSON)
def test_no_payload_however_odd_makes_reading_it_fail(payload: Any) -> None:  # noqa: ANN401  JSON holds anything
    body = payload if isinstance(payload, dict) else {"event": payload}
    for read in (click_in, command_in, shortcut_in, filled_in, deleted_in):
        read(body, "T1")
    for read_event in (said_in, edited_in):
        read_event(body, "T1", "U1")
    words_of([body])


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":tada:",
        "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
        "thanks!",
        "ok",
        "OK, got it",
        "yes",
        "lol :joy:",
    ],
)
def test_signs_thanks_and_nods_are_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text", ["and Billing", "why?", "ok?", "2", "only P1", "last month", "شكرا", "thanks, and by product", "no product"]
)
def test_whatever_else_may_be_a_question(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [(":tada: :wave::skin-tone-3:", ""), ("...", ""), ("?", "?"), ("كم", "كم"), (":tada: 7", ":tada: 7")],
)
def test_emoji_and_punctuation_alone_are_nothing_to_read(text: str, words: str) -> None:
    assert without_signs(text) == words


def test_what_a_message_says_in_text_and_blocks_is_read_once() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "Payment *fails*"}, "fields": [{"text": "in EU"}]}
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "since May"}]]}

    words = words_of([{"text": "Payment *fails*", "blocks": [section, table]}, {"text": "Payment *fails*"}])

    assert words.splitlines() == ["Payment *fails* in EU", "since May"]


def test_the_names_of_files_are_read_and_long_threads_are_cut() -> None:
    assert words_of([{"text": "", "files": [{"name": "trace.log"}]}]) == "trace.log"
    assert len(words_of([{"text": f"{at} word"} for at in range(5000)])) <= CHARACTERS


def test_a_message_below_an_ephemeral_one_has_no_thread_to_hang_on() -> None:
    container = {"type": "message", "channel_id": "C1", "message_ts": "5.1", "is_ephemeral": True}

    assert click_in({"container": container}, "T1").who.root is None
    assert click_in({"container": {**container, "is_ephemeral": False}}, "T1").who.root == "5.1"
    assert click_in({"container": {**container, "thread_ts": "4.1"}}, "T1").who.root == "4.1"


def test_a_question_of_the_home_that_is_clicked_twice_at_once_is_one_and_later_another() -> None:
    action = {"action_id": "ask_this:0", "value": '{"question": "Why?"}'}
    click = click_in({"user": {"id": "U1"}, "view": {"id": "V1"}, "actions": [action]}, "T1")

    keys = [asked.key for at in ("600.1", "601.9", "640.0") if (asked := question_offered(click, at))]

    assert len(keys) == 3
    assert keys[0] == keys[1] != keys[2]
