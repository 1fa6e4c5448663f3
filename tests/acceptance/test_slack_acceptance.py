"""Everything that people do with the assistant in Slack: the real app, the real protocol, real answers, both ways."""

from collections.abc import Iterator

import pytest

from bot.blocks.payloads import (
    ASK_FORM,
    ASK_SHORTCUT,
    ASK_TEXT,
    ASK_WHERE,
    COMMAND,
    COMMENT,
    FEEDBACK,
    FEEDBACK_REASON,
    HOW_COMPUTED,
    PREFER,
    REASON,
    SHARE,
    SHOW_CASES,
    SIMILAR_SHORTCUT,
    Form,
    Reason,
)
from bot.listeners.interactions import sharing
from bot.listeners.interactions.commands import HELP
from bot.listeners.interactions.feedback import GLAD
from bot.listeners.interactions.forms import THANKS
from bot.playground.acts.elements import element_at
from bot.playground.local_slack import ANA, BEN, BILLING, ELSEWHERE, SUPPORT
from bot.playground.state import Message
from bot.playground.workspace.ids import MENTION
from bot.playground.workspace.views import View
from bot.serving.opinions import recorded
from bot.words import STOPPED
from tests.acceptance.slack_served import WAYS, Office, office, words
from tests.listening import as_soon_as
from tests.playing import SLOWLY
from tests.world import World, small_real_world

CASES = "How many cases were opened this year?"
IN_BILLING = "There were 7 cases opened for product Billing"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return small_real_world(tmp_path_factory)


@pytest.fixture(scope="module", params=WAYS)
def here(world: World, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Office]:
    with office(world, tmp_path_factory.mktemp("slack"), request.param) as open_office:
        yield open_office


def answered(here: Office, question: str = CASES) -> Message:
    """The reply to a question in a channel."""
    return here.reply(here.slack.mention(SUPPORT, question))


def vote(message: Message, side: str) -> str:
    _, element = element_at(message.blocks, FEEDBACK)
    return str(element[side]["value"])


def looked_at(here: Office) -> str:
    """What stands in the modal once it is filled; it is closed then."""

    def filled() -> View | None:
        view = here.slack.wait_for_view()
        return None if "Looking through the cases" in words(view) else view

    view = as_soon_as(filled, "the modal")
    here.slack.close_view(view, everything=True)
    return words(view)


# Asking


def test_a_mention_is_answered_in_its_thread_and_what_follows_needs_none(here: Office) -> None:
    ts = here.slack.mention(SUPPORT, CASES)
    first = here.reply(ts)
    here.slack.say(SUPPORT, "only in Billing", thread=ts)
    second = here.reply(ts, 2)
    here.slack.say(SUPPORT, "thanks!", thread=ts)
    here.slack.say(SUPPORT, f"<@{BEN}> can you look at this?", thread=ts)
    here.slack.redeliver(ts)

    assert first.root == second.root == ts
    assert first.text.startswith("There were ")
    assert second.text.startswith(IN_BILLING)
    assert "data as of 13 October 2026 (UTC)" in words(second)
    assert here.reply(ts, 2) == second


def test_a_direct_message_is_answered_in_its_thread_and_goes_on_there(here: Office) -> None:
    ts = here.slack.direct_message(CASES)
    first = here.reply(ts)
    here.slack.direct_message("only in Billing", thread=ts)

    assert first.root == ts
    assert here.reply(ts, 2).text.startswith(IN_BILLING)


def test_the_conversation_offers_questions_that_can_be_answered(here: Office) -> None:
    here.slack.open_messages()
    here.slack.wait_for_call("assistant.threads.setSuggestedPrompts")
    offered = here.slack.prompts()

    assert offered
    for prompt in offered.prompts:
        assert ":warning:" not in here.reply(here.slack.direct_message(prompt["message"])).text


# The command


def test_a_question_behind_the_command_is_answered_for_one_person_who_can_share_it_once(here: Office) -> None:
    before, in_channel = here.shown_alone(), len(here.slack.in_channel(BILLING))
    assert here.slack.command(BILLING, f"{COMMAND} ask how many cases in Billing this year?")
    answer = here.told(before)
    assert len(here.slack.in_channel(BILLING)) == in_channel

    assert here.slack.click(answer, SHARE)
    said = [here.told(before + 1).text]
    assert here.slack.click(answer, SHARE)
    said.append(here.told(before + 2).text)

    assert answer.text.startswith(IN_BILLING)
    assert said == [sharing.SHARED, sharing.SHARED_BEFORE]
    [shared] = here.slack.in_channel(BILLING)[in_channel:]
    assert shared.text.startswith(IN_BILLING)
    assert shared.text.endswith(f"Shared by <@{ANA}>")


def test_the_command_finds_similar_cases(here: Office) -> None:
    before = here.shown_alone()

    assert here.slack.command(SUPPORT, f"{COMMAND} similar the app crashes after the update")

    assert "similar to this" in here.told(before).text


@pytest.mark.parametrize("typed", ["help", ""])
def test_the_command_alone_says_how_it_is_used(here: Office, typed: str) -> None:
    before = here.shown_alone()

    assert here.slack.command(SUPPORT, f"{COMMAND} {typed}".strip())

    assert here.told(before).text == HELP


def test_the_command_works_where_the_assistant_is_no_member(here: Office) -> None:
    before, in_channel = here.shown_alone(), len(here.slack.in_channel(ELSEWHERE))

    assert here.slack.command(ELSEWHERE, f"{COMMAND} {CASES}")
    answer = here.told(before)
    assert here.slack.click(answer, SHARE)

    assert answer.channel == ELSEWHERE
    assert here.told(before + 1).text == sharing.SHARED
    assert len(here.slack.in_channel(ELSEWHERE)) == in_channel + 1


# Shortcuts


@pytest.mark.parametrize("channel", [SUPPORT, ELSEWHERE], ids=["member", "no member"])
def test_similar_cases_are_found_for_any_message(here: Office, channel: str) -> None:
    before = here.shown_alone()
    root = here.slack.say(channel, "A customer says that the app crashes after the update", BEN)
    here.slack.say(channel, "iOS only, it seems", thread=root)

    assert here.slack.message_shortcut(SIMILAR_SHORTCUT, channel, root)

    found = here.told(before)
    assert found.channel == channel
    assert "similar to this" in found.text


@pytest.mark.parametrize(
    ("where", "begins"),
    [(None, "You asked: "), (SUPPORT, f"<@{ANA}> asked: "), (ELSEWHERE, f"I could not post in <#{ELSEWHERE}>")],
    ids=["alone", "channel", "no member"],
)
def test_the_form_begins_a_thread_with_the_answer(here: Office, where: str | None, begins: str) -> None:
    posted = len(here.slack.posted())
    assert here.slack.global_shortcut(ASK_SHORTCUT)
    form = here.slack.wait_for_view(callback_id=ASK_FORM)
    assert here.slack.submit(form, {ASK_TEXT: CASES, **({ASK_WHERE: where} if where else {})})

    root = as_soon_as(lambda: here.slack.posted()[posted:], "the question")[0]
    assert root.text.startswith(begins)
    assert root.channel == (SUPPORT if where == SUPPORT else here.slack.direct_channel())
    assert here.reply(root.ts).text.startswith("There were ")


# The Home


def test_the_home_tells_what_is_going_on_and_takes_questions_and_wishes(here: Office) -> None:
    answered(here)
    here.slack.open_home()
    home = here.slack.wait_for_home()
    assert "13 October 2026" in words(home)
    assert CASES in words(home)

    assert here.slack.click(home, PREFER, value=Form.TABLES.value)
    home = here.slack.wait_for_change(home)
    assert here.slack.click(home, "ask_this:0")
    table = answered(here, "How did cases develop by month since July?")
    assert here.slack.click(home, PREFER, value=Form.CHARTS.value)

    kinds = {block["type"] for block in table.blocks}
    assert "data_visualization" not in kinds
    assert "table" in kinds


# Below an answer


def test_the_cases_behind_a_number_are_shown(here: Office) -> None:
    assert here.slack.click(answered(here, "How many cases in Billing this year?"), SHOW_CASES)

    assert looked_at(here).count("C-") >= 7


def test_how_a_number_was_computed_is_shown(here: Office) -> None:
    assert here.slack.click(answered(here), HOW_COMPUTED)

    shown = looked_at(here)
    assert "SELECT" in shown
    assert "receipt" in shown.lower()


def test_an_unclear_question_is_settled_by_a_button(here: Office) -> None:
    ts = here.slack.mention(SUPPORT, "by product")
    unclear = here.reply(ts)

    assert here.slack.click(unclear, "choose:0")
    assert here.slack.click(unclear, "choose:0")

    assert "product" in here.reply(ts, 2).text


def test_feedback_is_kept_both_ways(here: Office) -> None:
    before, message = here.shown_alone(), answered(here)

    assert here.slack.click(message, FEEDBACK, value=vote(message, "positive_button"))
    said = [here.told(before).text]
    assert here.slack.click(message, FEEDBACK, BEN, value=vote(message, "negative_button"))
    form = here.slack.wait_for_view(BEN, FEEDBACK_REASON)
    for_ben = here.shown_alone(BEN)
    assert here.slack.submit(form, {REASON: Reason.UNCLEAR.value, COMMENT: "since when?"}, BEN)
    thanked = here.told(for_ben, BEN)

    assert (said, thanked.text, thanked.root) == ([GLAD], THANKS, message.root)
    newest = [opinion for _, opinion in recorded(here.backing.settings, 2)]
    assert [(one.user, one.is_good, one.reason, one.comment) for one in newest] == [
        (BEN, False, "unclear", "since when?"),
        (ANA, True, None, ""),
    ]


# Changing one's mind


def test_an_answer_is_stopped(here: Office) -> None:
    here.go_on.clear()
    ts = here.slack.mention(SUPPORT, f"{SLOWLY}{CASES}")
    here.slack.wait_for_status(SUPPORT, ts)
    here.slack.wait_for_work(SUPPORT, ts)

    here.slack.stop_answer(SUPPORT, ts)

    assert here.reply(ts).text == STOPPED
    here.go_on.set()


def test_a_question_that_is_edited_is_answered_in_its_new_words_before_and_after_its_answer(here: Office) -> None:
    here.go_on.clear()
    ts = here.slack.mention(SUPPORT, f"{SLOWLY}{CASES}")
    here.slack.wait_for_status(SUPPORT, ts)
    here.slack.edit(SUPPORT, ts, f"{MENTION} How many cases in Billing this year?")
    here.go_on.set()
    first = here.reply(ts)
    as_soon_as(lambda: here.reply(ts).text.startswith(IN_BILLING), "the answer to the new words")

    here.slack.edit(SUPPORT, ts, f"{MENTION} How many cases in Mobile App this year?")

    as_soon_as(lambda: "Mobile App" in here.reply(ts).text, "the new answer")
    assert here.reply(ts).ts == first.ts


def test_a_question_that_is_deleted_before_its_answer_gets_none(here: Office) -> None:
    here.go_on.clear()
    root = here.slack.say(SUPPORT, "Let us look at this week")
    ts = here.slack.mention(SUPPORT, f"{SLOWLY}{CASES}", thread=root)
    here.slack.wait_for_status(SUPPORT, root)

    here.slack.delete(SUPPORT, ts)
    as_soon_as(lambda: (SUPPORT, root) not in here.slack.statuses(), "the end of the status")
    here.go_on.set()
    answered(here)

    assert here.slack.replies(root) == []
