"""Buttons: what of them reaches the reception, and what is shown at once."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.blocks.messages import answer_message
from bot.blocks.payloads import (
    ASK_FORM,
    COMMENT,
    FEEDBACK,
    FEEDBACK_REASON,
    HOW_COMPUTED,
    PREFER,
    REASON,
    SHARE,
    SHOW_CASES,
    Reason,
)
from bot.listeners.interactions import sharing
from bot.listeners.interactions.feedback import GLAD
from bot.listeners.interactions.forms import THANKS
from bot.listeners.interactions.stale import STALE, STALE_FORM
from bot.playground.local_slack import ANA, BEN, BILLING, SUPPORT
from bot.playground.workspace.messages import Message
from bot.question import Place, Way
from knowledge.answers.answer import Answer, Number, Receipt, Status
from knowledge.answers.seen import Seen
from tests.block_kit.builders import an_answer
from tests.listening import TEAM, Listening, as_soon_as

RECEIPT = Receipt(id="r1", generation="g1", as_of=datetime(2026, 11, 22, tzinfo=UTC), timezone="UTC", definition="d")
ESCALATIONS = Number(metric="escalations", value=41, n=41, unit="cases")
ANSWER = an_answer(receipt=RECEIPT, numbers=[ESCALATIONS], question="How many escalations?")
UNCLEAR = an_answer(
    "Which?", status=Status.CLARIFY, choices=["escalation ratio by product", "elevation ratio by product"]
)
EMEA = Seen.of({"region": ["EMEA"]})


@pytest.fixture(scope="module", autouse=True)
def kept(one_for_all: Listening) -> None:
    """The answer is one that can be asked for again."""
    one_for_all.answers.answers["r1"] = ANSWER


def _posted(heard: Listening, answer: Answer, channel: str = SUPPORT, *, only_to: str | None = None) -> Message:
    """The answer as a message of the assistant, in a thread; or shown to one person only."""
    message = answer_message(answer, private=only_to is not None)
    client, text, blocks = heard.app.client, message.text, list(message.blocks)
    if only_to:
        ts = client.chat_postEphemeral(channel=channel, user=only_to, text=text, blocks=blocks)["message_ts"]
    else:
        root = heard.slack.say(channel, "how many?")
        ts = client.chat_postMessage(channel=channel, thread_ts=root, text=text, blocks=blocks)["ts"]
    found = heard.slack.message(channel, ts)
    assert found
    return found


# Looking closer


@pytest.mark.parametrize(("action", "what"), [(SHOW_CASES, "cases"), (HOW_COMPUTED, "computation")])
def test_looking_closer_opens_a_modal_for_what_the_clicker_may_see(heard: Listening, action: str, what: str) -> None:
    heard.admissions.seen[BEN] = EMEA
    message = _posted(heard, ANSWER)

    assert heard.slack.click(message, action, BEN)
    heard.settle()

    assert heard.answers.shown == [(what, "r1", EMEA)]
    [modal] = heard.slack.modals(BEN)
    assert "Looking through" not in str(modal.content)
    heard.slack.close_view(modal, BEN, everything=True)


@pytest.mark.parametrize("action", [SHOW_CASES, HOW_COMPUTED])
def test_where_it_is_too_late_for_a_modal_the_same_comes_as_a_private_message(heard: Listening, action: str) -> None:
    heard.slack.fail_next("views.open", "expired_trigger_id")
    message, before = _posted(heard, ANSWER), len(heard.told())

    assert heard.slack.click(message, action)

    [told] = heard.told()[before:]
    assert told.startswith(("41 cases", "How it was computed"))
    assert heard.slack.modals() == []


def test_an_answer_that_is_not_kept_any_more_is_said_to_be_gone(heard: Listening) -> None:
    gone = Receipt(id="r9", generation="g1", as_of=RECEIPT.as_of, timezone="UTC", definition="d")

    heard.slack.click(_posted(heard, an_answer(receipt=gone, numbers=[ESCALATIONS])), HOW_COMPUTED)
    heard.settle()

    [modal] = heard.slack.modals()
    assert "There is no receipt" in str(modal.content)
    heard.slack.close_view(modal, everything=True)


def test_somebody_who_may_not_ask_may_not_look_either(heard: Listening) -> None:
    heard.admissions.away[BEN] = "You are here as a guest."

    heard.slack.click(_posted(heard, ANSWER), SHOW_CASES, BEN)
    heard.settle()

    assert heard.answers.shown == []
    [modal] = heard.slack.modals(BEN)
    assert "You are here as a guest." in str(modal.content)
    heard.slack.close_view(modal, BEN, everything=True)


# Choices


def test_a_choice_is_asked_in_the_thread_that_it_stands_in(heard: Listening) -> None:
    message = _posted(heard, UNCLEAR)

    assert heard.slack.click(message, "choose:1")

    [question] = heard.reception.wait()
    assert (question.way, question.text, question.user) == (Way.CHOICE, "elevation ratio by product", ANA)
    assert question.place == Place(channel=SUPPORT, root=message.root)
    assert question.thread == f"{SUPPORT}:{message.root}"


def test_the_same_choice_clicked_twice_or_by_two_people_is_one_question(heard: Listening) -> None:
    message = _posted(heard, UNCLEAR)

    for user in (ANA, ANA, BEN):
        assert heard.slack.click(message, "choose:0", user)
    assert heard.slack.click(message, "choose:1")

    assert [question.text for question in heard.reception.wait(2)] == list(UNCLEAR.choices)


def test_a_choice_in_a_private_answer_is_answered_in_private(heard: Listening) -> None:
    message = _posted(heard, UNCLEAR, only_to=ANA)

    heard.slack.click(message, "choose:0")

    [question] = heard.reception.wait()
    assert question.place.only_to == ANA
    assert question.place.response_url


# Sharing


def test_a_shared_answer_shows_what_the_channel_may_see_and_who_shared_it(heard: Listening) -> None:
    heard.admissions.seen[SUPPORT] = EMEA
    message, before = _posted(heard, ANSWER, only_to=ANA), len(heard.told())

    assert heard.slack.click(message, SHARE)

    assert heard.told()[before:] == [sharing.SHARED]
    assert heard.answers.shown == [("again", "r1", EMEA)]
    shared = heard.slack.in_channel(SUPPORT)[-1]
    assert shared.text.startswith("41 cases were escalated.")
    assert shared.text.endswith(f"Shared by <@{ANA}>")
    assert "How many escalations?" in str(shared.blocks)
    # by which it is found again after a crash, instead of being shared twice
    [call] = [it for it in heard.slack.calls("chat.postMessage") if "Shared by" in it.arguments["text"]][-1:]
    assert ":share:r1:" in call.arguments["metadata"]["event_payload"]["question"]


def test_a_second_click_shares_nothing_more(heard: Listening) -> None:
    message = _posted(heard, ANSWER, BILLING, only_to=ANA)
    heard.slack.click(message, SHARE)
    heard.settle()
    count, before = len(heard.slack.in_channel(BILLING)), len(heard.told())

    heard.slack.click(message, SHARE)

    assert heard.told()[before:] == [sharing.SHARED_BEFORE]
    assert len(heard.slack.in_channel(BILLING)) == count


def test_what_could_not_be_shared_can_be_shared_later(heard: Listening) -> None:
    heard.answers.answers["r2"] = ANSWER
    other = Receipt(id="r2", generation="g1", as_of=RECEIPT.as_of, timezone="UTC", definition="d")
    message = _posted(heard, an_answer(receipt=other, numbers=[ESCALATIONS]), only_to=ANA)
    before = len(heard.told())
    body = _click_in(message, SHARE, '{"receipt": "r2"}')

    heard.slack.fail_next("chat.postMessage", "not_in_channel")
    heard.dispatch(body)
    heard.dispatch(body)

    assert heard.told()[before:] == [sharing.NOT_SHARED, sharing.SHARED]


def _click_in(message: Message, action: str, value: str) -> dict[str, Any]:
    """A click as Slack sends it where it gives no response address."""
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": ANA},
        "trigger_id": "gone",
        "container": {
            "type": "message",
            "channel_id": message.channel,
            "message_ts": message.ts,
            "is_ephemeral": bool(message.only_to),
        },
        "channel": {"id": message.channel},
        "actions": [{"action_id": action, "block_id": "b", "type": "button", "value": value}],
    }


# Feedback


def test_a_good_vote_is_recorded_and_thanked_for(heard: Listening) -> None:
    message, before = _posted(heard, ANSWER), len(heard.told())

    assert heard.slack.click(message, FEEDBACK, value='{"is_good":true,"receipt":"r1"}')

    assert heard.told()[before:] == [GLAD]
    [opinion] = heard.opinions.kept.values()
    assert (opinion.user, opinion.is_good, opinion.receipt, opinion.ts) == (ANA, True, "r1", message.ts)


def test_a_bad_vote_asks_for_its_reason_which_is_recorded_in_its_place(heard: Listening) -> None:
    message, before = _posted(heard, ANSWER), len(heard.told())

    assert heard.slack.click(message, FEEDBACK, value='{"is_good":false,"receipt":"r1"}')
    form = heard.slack.wait_for_view(callback_id=FEEDBACK_REASON)
    heard.settle()
    assert [opinion.reason for opinion in heard.opinions.kept.values()] == [None]
    assert heard.slack.submit(form, {REASON: Reason.WRONG_NUMBER.value, COMMENT: "it was 40"})

    assert heard.told()[before:] == [THANKS]
    [opinion] = heard.opinions.kept.values()
    assert (opinion.is_good, opinion.reason, opinion.comment) == (False, "wrong_number", "it was 40")
    assert heard.slack.ephemerals()[-1].root == message.root


def test_a_bad_vote_counts_even_where_the_form_comes_too_late(heard: Listening) -> None:
    heard.slack.fail_next("views.open", "expired_trigger_id")
    message, before = _posted(heard, ANSWER), len(heard.told())

    heard.slack.click(message, FEEDBACK, value='{"is_good":false,"receipt":"r1"}')

    assert heard.told()[before:] == [THANKS]
    assert [opinion.is_good for opinion in heard.opinions.kept.values()] == [False]


# What nobody knows any more


@pytest.mark.parametrize("action", ["of_an_older_version", SHOW_CASES, HOW_COMPUTED, "choose:0", SHARE, FEEDBACK])
def test_a_button_that_cannot_be_used_any_more_is_acknowledged_with_one_private_sentence(
    heard: Listening, action: str
) -> None:
    message, before = _posted(heard, ANSWER), len(heard.told())

    response = heard.dispatch(_click_in(message, action, "{}"))

    assert response.status == 200
    assert heard.told()[before:] == [STALE]


@pytest.mark.parametrize("action", ["of_an_older_version", "ask_this:0", PREFER])
def test_so_is_one_in_the_home(heard: Listening, action: str) -> None:
    direct = heard.slack.direct_channel()
    before = len(heard.slack.in_channel(direct))
    element = {"action_id": action, "block_id": "b", "type": "button", "value": "?"}
    body = {"type": "block_actions", "team": {"id": TEAM}, "user": {"id": ANA}, "view": {"id": "V1", "type": "home"}}

    assert heard.dispatch({**body, "container": {"type": "view", "view_id": "V1"}, "actions": [element]}).status == 200

    heard.settle()
    assert [message.text for message in heard.slack.in_channel(direct)][before:] == [STALE]


@pytest.mark.parametrize("callback_id", ["of_an_older_version", ASK_FORM, FEEDBACK_REASON])
def test_a_form_of_an_older_version_says_so(heard: Listening, callback_id: str) -> None:
    view = {"id": "V1", "type": "modal", "callback_id": callback_id, "private_metadata": "?", "state": {"values": {}}}
    body = {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": ANA}, "view": view}

    response = heard.dispatch(body)

    assert response.status == 200
    assert STALE_FORM in str(response.body)
    assert heard.reception.asked == []


def test_a_form_that_is_closed_a_link_that_is_opened_and_unknown_shortcuts_are_acknowledged(heard: Listening) -> None:
    person = {"team": {"id": TEAM}, "user": {"id": ANA}}
    link = {"action_id": "open_case:0", "block_id": "b", "type": "button"}
    view = {"id": "V1", "type": "modal", "callback_id": ASK_FORM}

    bodies: list[dict[str, Any]] = [
        {"type": "view_closed", **person, "view": view},
        {"type": "block_actions", **person, "actions": [link], "container": {"type": "message", "channel_id": SUPPORT}},
        {"type": "shortcut", **person, "callback_id": "gone", "trigger_id": "t"},
        {"type": "message_action", **person, "callback_id": "gone", "trigger_id": "t", "channel": {"id": SUPPORT}},
        {"type": "block_suggestion", **person, "action_id": "gone", "value": "a"},
        {"command": "/gone", "team_id": TEAM, "user_id": ANA, "channel_id": SUPPORT, "text": "", "trigger_id": "t"},
    ]

    assert [heard.dispatch(body).status for body in bodies] == [200] * len(bodies)
    assert as_soon_as(lambda: not heard.reception.asked, "no question")
