"""Modals, the App Home and what the assistant says of itself, as somebody reads and uses them."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.blocks.answers.ages import age
from bot.blocks.greetings import greeting_message, help_message, queue_message, turned_away_message
from bot.blocks.home import home_view
from bot.blocks.messages import message_of
from bot.blocks.modals import (
    CASES_SHOWN,
    ask_modal,
    cases_modal,
    computation_modal,
    error_modal,
    feedback_modal,
    working_modal,
)
from bot.blocks.payloads import (
    ASK,
    ASK_FORM,
    ASK_TEXT,
    ASK_WHERE,
    COMMENT,
    FEEDBACK_REASON,
    PREFER,
    REASON,
    Choice,
    FeedbackForm,
    Form,
    OfReceipt,
    Reason,
    unpacked,
)
from bot.blocks.violations import Block
from knowledge.answers.answer import SentQuery
from knowledge.answers.computation import Computation
from knowledge.answers.overview import Headline, Overview, Prompt
from knowledge.conversations.kept_answer import KeptAnswer
from tests.block_kit.builders import AS_OF, TODAY, a_case, a_count, an_answer
from tests.block_kit.problems import problems_of_message, problems_of_view

COMPUTATION = Computation(
    receipt_id="b7c3d2k",
    question="How many escalations of Billing in October?",
    definition="cases first escalated in the period",
    filters="product Billing",
    period="October 2026",
    timezone="Europe/Berlin",
    generation="000003-0c3bc1",
    as_of=AS_OF,
    n=[19],
    cases=0,
    queries=[SentQuery(sql="SELECT count(*)\nFROM cases WHERE product = ?", params=["Billing"])],
    sees="region EMEA",
)
OVERVIEW = Overview(
    generation="000003-0c3bc1",
    as_of=AS_OF,
    freshness="Data as of 21 November 2026.",
    headlines=[
        Headline(
            metric="escalations",
            number=a_count(19),
            before=a_count(23),
            series=[1, None, 8],
            sentence="19 escalations in October 2026, 23 in September.",
            question="How many escalations last month?",
        )
    ],
    changes=[Prompt(title="Escalations of Billing are up.", question="Why are escalations up in Billing?")],
    prompts=[Prompt(title="Escalations by product", question="Escalations by product last month")],
)
RECENT = KeptAnswer(
    receipt_id="b7c3d2k",
    asked_at=AS_OF,
    thread=None,
    question="csat by team",
    plan="{}",
    computed="{}",
    generation="000003-0c3bc1",
)


def shown(view: Block) -> str:
    assert problems_of_view(view) == []
    return json.dumps(view["blocks"], ensure_ascii=False)


def asked_by(blocks: Any) -> dict[str, str]:  # noqa: ANN401  any sequence of blocks
    """What the buttons on `blocks` ask, by their words."""
    elements = [block["accessory"] for block in blocks if "accessory" in block]
    elements += [one for block in blocks if block["type"] == "actions" for one in block["elements"]]
    choices = {one["text"]["text"]: unpacked(Choice, one.get("value")) for one in elements if one["type"] == "button"}
    return {words: choice.question for words, choice in choices.items() if choice}


def test_a_computation_tells_in_words_what_the_query_does() -> None:
    text = shown(computation_modal(COMPUTATION))

    for words in (
        "*Definition:* cases first escalated in the period",
        "*Filters:* product Billing",
        "*Period:* October 2026",
        "*Time zone:* Europe/Berlin",
        "*Computed over:* n = 19",
        "*Data as of:* 21 November 2026, 23:06 UTC",
        "*Generation:* 000003-0c3bc1",
        "*Limited to:* region EMEA",
        "*Query*, with ? = Billing",
        "groundswell receipt b7c3d2k",
    ):
        assert words in text


def test_a_computation_is_told_before_the_query_that_few_read() -> None:
    kinds = [block["type"] for block in computation_modal(COMPUTATION)["blocks"]]

    assert kinds.index("context") < kinds.index("rich_text") == len(kinds) - 1


def test_several_numbers_tell_that_each_has_its_own_n() -> None:
    text = shown(computation_modal(replace(COMPUTATION, n=[19, 1041])))

    assert "*Computed over:* n = 19, 1,041, one for each number" in text


def test_a_query_keeps_its_lines_and_a_long_one_says_that_it_is_cut() -> None:
    short = computation_modal(COMPUTATION)["blocks"]
    long = shown(computation_modal(replace(COMPUTATION, queries=[SentQuery(sql="x" * 9000, params=[])] * 6)))

    [query] = [block for block in short if block["type"] == "rich_text"]
    assert query["elements"][0]["elements"][0]["text"] == "SELECT count(*)\nFROM cases WHERE product = ?"
    assert "… cut: the whole query is in the receipt." in long
    assert "2 more queries are in the receipt." in long


def test_a_search_says_that_it_ran_no_query() -> None:
    text = shown(computation_modal(replace(COMPUTATION, queries=[], n=[], cases=5)))

    assert "none, the cases were found by their meaning" in text
    assert "5 cases found" in text


def test_cases_open_with_link_outcome_and_age_and_what_is_cut_is_said() -> None:
    cases = [a_case(f"C-{at}", url=f"https://desk.example/{at}") for at in range(CASES_SHOWN + 5)]

    text = shown(cases_modal(an_answer("45 cases.", cases=cases), TODAY))

    assert "*<https://desk.example/0|C-0>* Login fails" in text
    assert "fix · opened 3 weeks ago · escalated" in text
    assert f"{CASES_SHOWN} of {CASES_SHOWN + 5} cases are shown." in text


def test_the_reason_of_a_bad_vote_is_asked_for_and_knows_its_answer() -> None:
    form = FeedbackForm(channel="C1", ts="1.2", receipt="b7c3d2k")

    view = feedback_modal(form)

    shown(view)
    assert view["callback_id"] == FEEDBACK_REASON
    assert unpacked(FeedbackForm, view["private_metadata"]) == form
    reason, comment, _ = view["blocks"]
    assert (reason["block_id"], reason["element"]["action_id"]) == (REASON, REASON)
    assert [one["value"] for one in reason["element"]["options"]] == list(Reason)
    assert (comment["block_id"], comment["optional"]) == (COMMENT, True)


def test_a_question_can_be_typed_and_its_answer_be_posted_elsewhere() -> None:
    view = ask_modal("how many?")

    shown(view)
    assert view["callback_id"] == ASK_FORM
    assert [block.get("block_id") for block in view["blocks"]] == [ASK_TEXT, ASK_WHERE, None]
    assert view["blocks"][0]["element"]["initial_value"] == "how many?"
    assert view["blocks"][1]["optional"]


def test_what_was_wrong_with_a_question_stands_above_it() -> None:
    assert "Please type a question." in shown(ask_modal("", problem="Please type a question."))


def test_modals_that_only_tell_something_have_no_button_to_send() -> None:
    for view in (working_modal("How it was computed, in every detail"), error_modal("<!here> no")):
        assert "submit" not in view
        assert "<!here>" not in shown(view)


def test_the_home_shows_what_is_going_on_and_every_button_asks() -> None:
    view = home_view(OVERVIEW, [RECENT])

    text = shown(view)
    assert "▂\N{EN SPACE}█  19 escalations in October 2026, 23 in September." in text
    assert asked_by(view["blocks"]) == {
        "Ask": "How many escalations last month?",
        "Escalations by product": "Escalations by product last month",
        "Why?": "Why are escalations up in Billing?",
        "Ask again": "csat by team",
    }
    ids = [block["accessory"]["action_id"] for block in view["blocks"] if "accessory" in block]
    assert len(set(ids)) == len(ids)
    assert ids[-1] == PREFER
    assert all(one.startswith(f"{ASK}:") for one in ids[:-1])


def test_the_home_shows_what_somebody_sees_and_prefers() -> None:
    view = home_view(OVERVIEW, [], Form.TABLES, "product Billing")

    assert "You see product Billing · times are in UTC" in shown(view)
    [select] = [block["accessory"] for block in view["blocks"] if "accessory" in block][-1:]
    assert select["initial_option"]["value"] == Form.TABLES


def test_the_home_says_why_there_is_nothing_yet() -> None:
    text = shown(home_view(None, [], problem="The first refresh is still running."))

    assert "The first refresh is still running." in text
    assert "You see all cases" in text


def test_the_home_says_when_nothing_changed() -> None:
    assert "Nothing became more or less" in shown(home_view(replace(OVERVIEW, changes=[]), []))


@pytest.mark.parametrize("message", [greeting_message(), help_message(), greeting_message(OVERVIEW.prompts)])
def test_the_first_words_offer_questions_to_begin_with(message: Any) -> None:  # noqa: ANN401  a Message
    assert problems_of_message(message.text, message.blocks) == []
    assert asked_by(message.blocks)
    assert all(words in message.text for words in asked_by(message.blocks))


def test_a_queue_says_how_many_are_before() -> None:
    assert "1 question is before yours." in queue_message(1).text
    assert "12 questions are before yours." in queue_message(12).text
    assert "before" not in queue_message(0).text


def test_somebody_who_is_turned_away_reads_why_and_no_markup_of_others() -> None:
    assert turned_away_message("Guests may not ask: <@U1> can.").text == "Guests may not ask: &lt;@U1&gt; can."


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 12), "10 days ago"),
        (date(2026, 11, 1), "3 weeks ago"),
        (date(2026, 8, 1), "3 months ago"),
        (date(2023, 11, 1), "3 years ago"),
        (date(2026, 12, 1), "on 1 Dec 2026"),
    ],
)
def test_an_age_is_told_as_people_say_it(day: date, words: str) -> None:
    assert age(day, TODAY) == words


def test_a_value_of_an_older_version_is_no_value() -> None:
    assert unpacked(OfReceipt, '{"receipt": ""}') is None
    assert unpacked(OfReceipt, "receipt-7") is None
    assert unpacked(OfReceipt, None) is None
    assert unpacked(OfReceipt, '{"receipt": "b7c3d2k", "colour": "red"}') == OfReceipt(receipt="b7c3d2k")


def test_what_a_window_shows_can_be_a_message_as_far_as_it_fits() -> None:
    cases = [a_case(f"C-{at}", resolution="word " * 80, why="word " * 80) for at in range(CASES_SHOWN)]

    message = message_of("45 cases.", cases_modal(an_answer("45 cases.", cases=cases), TODAY)["blocks"])

    assert problems_of_message(message.text, message.blocks) == []
    assert "More does not fit into a message." in json.dumps(message.blocks)
