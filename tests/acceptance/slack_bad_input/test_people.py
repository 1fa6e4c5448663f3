"""What people do wrong: each ends in one clear sentence, and nothing is lost."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.blocks.payloads import (
    ASK_FORM,
    ASK_SHORTCUT,
    ASK_TEXT,
    COMMAND,
    FEEDBACK,
    FEEDBACK_REASON,
    HOW_COMPUTED,
    REASON,
    SHARE,
    SHOW_CASES,
    SIMILAR_SHORTCUT,
    Reason,
)
from bot.listeners.events.fixed_replies import FILES
from bot.listeners.interactions.shortcuts import NOTHING_TO_READ, TOO_LATE
from bot.listeners.interactions.stale import STALE
from bot.listeners.windows import AS_A_MESSAGE
from bot.people.directory import Kind
from bot.people.doorkeeper import REFUSALS
from bot.playground.acts.elements import element_at
from bot.playground.local_slack import BEN, BILLING, GUEST, SHARED, STRANGER, SUPPORT
from bot.playground.state import Message
from bot.playground.workspace.ids import MENTION, OTHER_BOT_USER_ID
from bot.words import ONLY_SIGNS
from tests.acceptance.slack_bad_input.asking import ANSWER, CASES, NASTY, answered
from tests.acceptance.slack_served import Office, office, words
from tests.listening import as_soon_as
from tests.world import World

# What people write


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Hello! I answer questions about escalations"),
        ("   \n ", "Hello! I answer questions about escalations"),
        (":tada: :wave::skin-tone-3:", ONLY_SIGNS),
        ("\N{THUMBS UP SIGN}", ONLY_SIGNS),
        ("...", ONLY_SIGNS),
        ("\u05db\u05de\u05d4 \u05e4\u05e0\u05d9\u05d5\u05ea \u05d4\u05d9\u05d5", "I read English only"),
        ("\u202eHow many cases were opened this year?\u202c", ANSWER),
        ("how many cases this year? " + "please " * 6_000, "Only the first 4,000 characters were read"),
        ("&gt; quoted by Ben\n" + CASES, ANSWER),
        (f"&gt;&gt;&gt; {CASES}", ANSWER),
        (f"<!channel> <!here> {CASES}", ANSWER),
        (f"<https://evil.example/?a=1&amp;b=2|look>: {CASES}", ANSWER),
        ("```" + CASES + "```", ANSWER),
    ],
    ids=[
        *("nothing", "blanks", "emoji codes", "emoji", "dots", "hebrew", "turned", "long", "quote", "long quote"),
        *("everybody", "link", "code"),
    ],
)
def test_whatever_is_written_to_it_gets_one_clear_reply(here: Office, text: str, sentence: str) -> None:
    mentioned = here.slack.mention(SUPPORT, text)
    direct = here.slack.direct_message(text) if text.strip() else None

    for ts in filter(None, (mentioned, direct)):
        reply = here.reply(ts)
        assert sentence in words(reply)
        assert_tame(reply)


def assert_tame(reply: Message) -> None:
    """Nobody is called, and nothing links to where a case or a question wants it to."""
    for shown in [reply.text, *formatted(reply.blocks)]:
        for wild in ("<!", "<https://evil", "](https://evil", "<@U1ANA>"):
            assert wild not in shown


def formatted(blocks: object) -> Iterator[str]:
    """Each text in which Slack looks for markup."""
    if isinstance(blocks, Mapping):
        if blocks.get("type") in ("mrkdwn", "markdown"):
            yield str(blocks["text"])
        blocks = list(blocks.values())
    if isinstance(blocks, Sequence) and not isinstance(blocks, str):
        for block in blocks:
            yield from formatted(block)


@pytest.mark.parametrize("direct", [False, True])
def test_a_file_without_a_word_is_not_read_and_what_is_pasted_below_is(here: Office, direct: bool) -> None:
    channel = here.slack.direct_channel() if direct else SUPPORT
    ts = here.slack.share_file(channel, "trace.log", text="" if direct else MENTION)
    said = here.reply(ts)
    here.slack.say(channel, CASES, thread=ts)

    assert said.text == FILES
    assert here.reply(ts, 2).text.startswith(ANSWER)


def test_case_text_that_is_full_of_markup_does_nothing(here: Office) -> None:
    before = here.shown_alone()
    asked = [
        answered(here, "similar cases: Payroll bold quoted code click"),
        answered(here, "tell me about case X-1"),
        answered(here, "cases by product in September 2026"),
    ]
    here.slack.command(SUPPORT, f"{COMMAND} similar X-1")
    asked.append(here.told(before))

    for reply in asked:
        assert_tame(reply)
    assert "Payroll" in words(asked[0]) + words(asked[1])


def test_what_is_quoted_in_a_private_answer_is_tame_too(here: Office) -> None:
    before = here.shown_alone()

    here.slack.command(SUPPORT, f"{COMMAND} {NASTY.partition(chr(10))[0]} {CASES}")

    assert_tame(here.told(before))


def test_a_message_without_anything_to_read_has_no_similar_cases(here: Office) -> None:
    before = here.shown_alone()

    assert here.slack.message_shortcut(SIMILAR_SHORTCUT, SUPPORT, here.slack.say(SUPPORT, ":tada:"))

    assert here.told(before).text in (NOTHING_TO_READ, ONLY_SIGNS)


# Who writes


def test_another_app_is_turned_away_once_and_its_thread_is_not_listened_to(here: Office) -> None:
    ts = here.slack.mention(SUPPORT, CASES, OTHER_BOT_USER_ID)
    here.reply(ts)
    here.slack.mention(SUPPORT, CASES, OTHER_BOT_USER_ID, thread=ts)
    here.slack.say(SUPPORT, "how many cases does that make?", BEN, thread=ts)
    answered(here)

    assert here.reply(ts).text == REFUSALS[Kind.APP]


@pytest.mark.parametrize(("user", "channel", "kind"), [(GUEST, SUPPORT, Kind.GUEST), (STRANGER, SHARED, Kind.STRANGER)])
def test_who_may_not_ask_is_told_so_and_what_members_say_below_is_no_question(
    here: Office, user: str, channel: str, kind: Kind
) -> None:
    ts = here.slack.mention(channel, CASES, user)
    said = here.reply(ts)
    here.slack.say(channel, "how many cases does that make?", BEN, thread=ts)
    answered(here)
    assert here.reply(ts) == said
    here.slack.mention(channel, CASES, BEN, thread=ts)

    assert said.text == REFUSALS[kind]
    assert here.reply(ts, 2).text.startswith(ANSWER)


# Segments


ACCESS = f"""
[channels.{BILLING}]
where = {{ product = ["Billing"] }}
"""


def test_a_channel_is_shown_its_own_segment_and_the_asker_the_rest_alone(world: World, tmp_path: Path) -> None:
    access_file = tmp_path / "access.toml"
    access_file.write_text(ACCESS)
    with office(world, tmp_path / "home", "socket", access_file=access_file) as here:
        own = here.reply(here.slack.mention(BILLING, CASES))
        whole = here.told(0)
        elsewhere = here.reply(here.slack.mention(BILLING, "How many cases in Mobile App this year?"))
        alone = here.told(1)
        everywhere = answered(here)
        here.slack.command(BILLING, f"{COMMAND} {CASES}")
        private = here.told(2)
        here.slack.click(private, SHARE)
        here.told(3)
        shared = here.slack.in_channel(BILLING)[-1]

    assert own.text.startswith("There were 7 cases")
    assert "There were" not in elsewhere.text
    assert whole.text.count(ANSWER) == 1
    assert "Mobile App" in alone.text
    assert everywhere.text.startswith(ANSWER)
    assert ANSWER in private.text
    assert shared.text.startswith("There were 7 cases")


# What is too late or too old


@pytest.mark.parametrize("action", [SHOW_CASES, HOW_COMPUTED])
def test_a_click_whose_trigger_has_expired_shows_the_same_as_a_message(here: Office, action: str) -> None:
    message, before = answered(here), here.shown_alone()
    here.slack.fail_next("views.open", "expired_trigger_id")

    assert here.slack.click(message, action)

    told = here.told(before)
    assert "C-1" in words(told) or "How it was computed" in told.text
    assert told.root == message.root


def test_a_form_whose_trigger_has_expired_is_replaced_by_words(here: Office) -> None:
    direct = here.slack.direct_channel()
    before = len(here.slack.in_channel(direct))
    here.slack.fail_next("views.open", "expired_trigger_id")

    assert here.slack.global_shortcut(ASK_SHORTCUT)

    as_soon_as(lambda: [it.text for it in here.slack.in_channel(direct)][before:] == [TOO_LATE], "the words")


def test_a_button_that_nobody_knows_any_more_says_so(here: Office) -> None:
    client = WebClient(token=here.slack.bot_token, base_url=here.slack.api_url)
    button = {"type": "button", "action_id": "of_old", "text": {"type": "plain_text", "text": "Old"}, "value": "1"}
    ts = client.chat_postMessage(channel=SUPPORT, text="Old", blocks=[{"type": "actions", "elements": [button]}])["ts"]
    message, before = here.slack.message(SUPPORT, ts), here.shown_alone()

    assert message
    assert here.slack.click(message, "of_old")

    assert here.told(before).text == STALE


@pytest.mark.parametrize("error", ["hash_conflict", "invalid_arguments", "internal_error"])
def test_a_modal_that_cannot_be_filled_says_where_its_content_went(here: Office, error: str) -> None:
    message, before = answered(here), here.shown_alone()
    here.slack.fail_next("views.update", error)

    assert here.slack.click(message, SHOW_CASES)

    assert "C-1" in words(here.told(before))
    view = as_soon_as(lambda: next((it for it in here.slack.modals() if AS_A_MESSAGE in words(it)), None), "the words")
    here.slack.close_view(view, everything=True)


def test_a_form_that_is_sent_empty_says_what_is_missing(here: Office) -> None:
    here.slack.global_shortcut(ASK_SHORTCUT)
    form = here.slack.wait_for_view(callback_id=ASK_FORM)

    here.slack.submit(form, {ASK_TEXT: ":tada:"})

    assert here.slack.wait_for_view(callback_id=ASK_FORM).errors
    here.slack.close_view(form, everything=True)


def test_a_reason_is_kept_though_the_message_it_is_about_has_gone(here: Office) -> None:
    message = answered(here)
    _, element = element_at(message.blocks, FEEDBACK)
    here.slack.click(message, FEEDBACK, value=element["negative_button"]["value"])
    form = here.slack.wait_for_view(callback_id=FEEDBACK_REASON)
    before = here.shown_alone()
    client = WebClient(token=here.slack.bot_token, base_url=here.slack.api_url)
    client.chat_delete(channel=SUPPORT, ts=message.ts)

    assert here.slack.submit(form, {REASON: Reason.WRONG_CASES.value})

    assert "Those who run me" in here.told(before).text
