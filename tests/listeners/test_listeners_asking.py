"""Commands, shortcuts and forms: what of them reaches the reception, and what is shown at once."""

from typing import Any

import pytest

from bot.blocks.payloads import (
    ASK_FORM,
    ASK_SHORTCUT,
    ASK_TEXT,
    ASK_WHERE,
    COMMAND,
    SIMILAR_SHORTCUT,
)
from bot.listeners.interactions.commands import HELP
from bot.listeners.interactions.shortcuts import NOTHING_TO_READ
from bot.playground.local_slack import ANA, BEN, BILLING, ELSEWHERE, SUPPORT
from bot.question import Way, Wish
from tests.listening import TEAM, Listening

# The command


@pytest.mark.parametrize(
    ("typed", "wish", "text"),
    [
        ("ask how many?", Wish.ASK, "how many?"),
        ("ASK  how many?", Wish.ASK, "how many?"),
        ("how many?", Wish.ASK, "how many?"),
        ("trends in billing", Wish.ASK, "trends in billing"),
        ("similar customer cannot log in", Wish.SIMILAR, "customer cannot log in"),
        ("similar C-17", Wish.SIMILAR, "C-17"),
    ],
)
def test_the_command_asks_for_one_person(heard: Listening, typed: str, wish: Wish, text: str) -> None:
    assert heard.slack.command(SUPPORT, f"{COMMAND} {typed}")

    [question] = heard.reception.wait()
    assert (question.way, question.wish, question.text) == (Way.COMMAND, wish, text)
    assert (question.place.channel, question.place.only_to) == (SUPPORT, ANA)
    assert question.place.response_url


@pytest.mark.parametrize("typed", ["", " help", " HELP", " ask", " similar ", " ask help"])
def test_the_command_without_a_question_shows_how_to_use_it(heard: Listening, typed: str) -> None:
    before = len(heard.told())

    assert heard.slack.command(SUPPORT, f"{COMMAND}{typed}")

    assert heard.told()[before:] == [HELP]
    assert heard.reception.asked == []


def test_the_same_command_twice_is_two_questions(heard: Listening) -> None:
    heard.slack.command(SUPPORT, f"{COMMAND} how many?")
    heard.slack.command(SUPPORT, f"{COMMAND} how many?")

    one, other = heard.reception.wait(2)
    assert one.key != other.key
    assert one.thread == other.thread


# Shortcuts


def test_similar_cases_are_looked_for_by_all_that_can_be_read_in_the_thread(heard: Listening) -> None:
    root = heard.slack.say(SUPPORT, "Invoice charged twice")
    heard.slack.say(SUPPORT, "they want a <https://pay.example|refund>", BEN, thread=root)

    assert heard.slack.message_shortcut(SIMILAR_SHORTCUT, SUPPORT, root)

    [question] = heard.reception.wait()
    assert (question.way, question.wish) == (Way.SHORTCUT, Wish.SIMILAR)
    assert question.text == "Invoice charged twice\nthey want a refund"
    assert (question.place.channel, question.place.only_to) == (SUPPORT, ANA)


def test_a_message_of_another_app_is_read_in_its_attachments_and_blocks(heard: Listening) -> None:
    message = {
        "type": "message",
        "ts": "5.000001",
        "text": "",
        "attachments": [
            {"fallback": "Case C-9", "title": "Payment fails", "fields": [{"title": "Area", "value": "EU"}]}
        ],
        "blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"text": "since"}]}]}],
    }
    heard.dispatch(_message_action(message))

    [question] = heard.reception.wait()
    assert question.text.splitlines() == ["since", "Payment fails", "Area EU", "Case C-9"]


def test_a_message_without_anything_to_read_is_said_to_have_none(heard: Listening) -> None:
    before = len(heard.told())

    assert heard.dispatch(_message_action({"type": "message", "ts": "5.000002", "text": ""})).status == 200

    assert heard.told()[before:] == [NOTHING_TO_READ]
    assert heard.reception.asked == []


def test_where_the_thread_may_not_be_read_the_message_alone_will_do(heard: Listening) -> None:
    heard.slack.fail_next("conversations.replies", "not_in_channel")
    root = heard.slack.say(SUPPORT, "Invoice charged twice")
    heard.slack.say(SUPPORT, "refund", BEN, thread=root)

    heard.slack.message_shortcut(SIMILAR_SHORTCUT, SUPPORT, root)

    assert heard.reception.wait()[0].text == "Invoice charged twice"


def _message_action(message: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "message_action",
        "callback_id": SIMILAR_SHORTCUT,
        "trigger_id": f"{message['ts']}.{message['text']}",
        "team": {"id": TEAM},
        "user": {"id": ANA},
        "channel": {"id": SUPPORT},
        "message_ts": message["ts"],
        "message": message,
    }


def test_the_form_asks_in_the_persons_direct_messages(heard: Listening) -> None:
    assert heard.slack.global_shortcut(ASK_SHORTCUT)
    form = heard.slack.wait_for_view(callback_id=ASK_FORM)
    assert heard.slack.submit(form, {ASK_TEXT: "How many?"})

    [question] = heard.reception.wait()
    direct = heard.slack.direct_channel()
    assert (question.way, question.text, question.place.channel) == (Way.MODAL, "How many?", direct)
    root = heard.slack.message(direct, question.place.root or "")
    assert root
    assert root.text == "You asked: How many?"
    assert question.thread == f"{direct}:{root.ts}"


def test_the_question_of_a_form_is_redacted_where_others_read_it_and_goes_on_as_it_was(heard: Listening) -> None:
    heard.slack.global_shortcut(ASK_SHORTCUT)
    form = heard.slack.wait_for_view(callback_id=ASK_FORM)
    heard.slack.submit(form, {ASK_TEXT: "Who is jo@example.com?", ASK_WHERE: BILLING})

    [question] = heard.reception.wait()
    root = heard.slack.message(BILLING, question.place.root or "")
    assert root
    assert root.text == f"<@{ANA}> asked: Who is [email]?"
    assert question.text == "Who is jo@example.com?"


def test_the_form_asks_in_the_channel_that_was_picked(heard: Listening) -> None:
    heard.slack.global_shortcut(ASK_SHORTCUT)
    form = heard.slack.wait_for_view(callback_id=ASK_FORM)
    heard.slack.submit(form, {ASK_TEXT: "How many?", ASK_WHERE: BILLING})

    [question] = heard.reception.wait()
    root = heard.slack.message(BILLING, question.place.root or "")
    assert question.place.channel == BILLING
    assert root
    assert root.text == f"<@{ANA}> asked: How many?"


def test_where_the_assistant_is_not_in_that_channel_the_answer_comes_as_a_direct_message(heard: Listening) -> None:
    heard.slack.global_shortcut(ASK_SHORTCUT)
    form = heard.slack.wait_for_view(callback_id=ASK_FORM)
    heard.slack.submit(form, {ASK_TEXT: "How many?", ASK_WHERE: ELSEWHERE})

    [question] = heard.reception.wait()
    root = heard.slack.message(heard.slack.direct_channel(), question.place.root or "")
    assert root
    assert f"I could not post in <#{ELSEWHERE}>" in root.text


@pytest.mark.parametrize("typed", [" ", ":tada:", "..."])
def test_an_empty_form_says_what_is_missing_and_stays_open(heard: Listening, typed: str) -> None:
    heard.slack.global_shortcut(ASK_SHORTCUT)
    form = heard.slack.wait_for_view(callback_id=ASK_FORM)

    heard.slack.submit(form, {ASK_TEXT: typed})

    assert heard.slack.wait_for_view(callback_id=ASK_FORM).errors
    assert heard.reception.asked == []
    heard.slack.close_view(form, everything=True)


def test_a_form_that_cannot_be_opened_any_more_is_replaced_by_words(heard: Listening) -> None:
    heard.slack.fail_next("views.open", "expired_trigger_id")
    before = len(heard.slack.in_channel(heard.slack.direct_channel()))

    heard.slack.global_shortcut(ASK_SHORTCUT)
    heard.settle()

    assert len(heard.slack.in_channel(heard.slack.direct_channel())) == before + 1
