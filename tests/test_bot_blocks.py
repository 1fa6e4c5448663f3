"""Answers as messages: everything in its order, what is cut said, what there is to do as buttons."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.blocks import limits
from bot.blocks.answers.cases import CASES_SHOWN
from bot.blocks.answers.parts import AUTOMATED
from bot.blocks.messages import Message, answer_message, error_message, plain_message
from bot.blocks.payloads import CHOOSE, FEEDBACK, HOW_COMPUTED, SHARE, SHOW_CASES, Choice, OfReceipt, Vote, unpacked
from bot.blocks.violations import Block
from knowledge.answers.answer import Cell, Number, Status, Table
from knowledge.metrics.periods import Grain
from knowledge.questions.plan import Intent, Plan
from tests.block_kit.builders import TODAY, a_breakdown, a_case, a_count, a_receipt, a_trend, an_answer
from tests.block_kit.problems import problems_of_message

PRODUCTS = {"Billing": 12.0, "Checkout": 7.0, "Identity": 3.0}


def of_type(message: Message, kind: str) -> list[Block]:
    return [block for block in message.blocks if block["type"] == kind]


def types(blocks: Any) -> list[str]:  # noqa: ANN401  any sequence of blocks
    return [block["type"] for block in blocks]


def buttons(blocks: Any) -> dict[str, Block]:  # noqa: ANN401  any sequence of blocks
    """The buttons in actions, by their action ids."""
    return {one["action_id"]: one for block in blocks if block["type"] == "actions" for one in block["elements"]}


def test_an_answer_shows_its_parts_in_the_order_in_which_they_are_read() -> None:
    answer = a_breakdown(
        PRODUCTS,
        lines=["Billing stands out."],
        cases=[a_case()],
        caveats=["Recent cases may still escalate."],
        footing="data as of today, n = 22",
    )

    blocks = answer_message(answer).blocks

    assert types(blocks) == [
        "section",
        "data_visualization",
        "section",
        "card",
        "context",
        "context",
        "actions",
        "context_actions",
    ]
    assert blocks[0]["text"]["text"] == "41 cases were escalated."
    assert blocks[2]["text"]["text"] == "• Billing stands out."
    assert blocks[5]["elements"][0]["text"] == f"data as of today, n = 22 · {AUTOMATED}"


def test_what_is_streamed_is_the_sentence_and_the_rest_follows_below() -> None:
    message = answer_message(a_breakdown(PRODUCTS))

    assert message.lead == "41 cases were escalated."
    assert message.below == message.blocks[1:]


def test_the_text_begins_with_the_sentence_and_holds_the_numbers() -> None:
    text = answer_message(a_breakdown(PRODUCTS), asked="How many?").text

    assert text.splitlines()[:2] == ["41 cases were escalated.", "product: Billing; escalations: 12"]


def test_the_text_of_an_answer_without_a_table_holds_its_numbers() -> None:
    count = a_count(1041, where={"product": ["Billing"]})
    ratio = Number(metric="escalation_ratio", value=0.125, n=80, unit="share")

    text = answer_message(an_answer(numbers=[count, ratio])).text

    assert text.splitlines()[1:3] == ["escalations of Billing: 1,041", "escalation ratio: 12.5 % (n 80)"]


def test_where_blocks_are_refused_the_answer_is_sections_and_a_picture() -> None:
    message = answer_message(a_breakdown(PRODUCTS, cases=[a_case()]))

    assert types(message.plain) == ["section", "section", "section", "context", "actions", "actions"]
    assert message.plain[1]["text"]["text"].splitlines()[:3] == [
        "```",
        "product   escalations",
        "Billing            12",
    ]
    assert message.chart is not None


def test_a_question_is_quoted_on_top_and_does_nothing_there() -> None:
    message = answer_message(an_answer(), asked="<!here> *how many*?")

    assert message.blocks[0]["elements"][0]["text"] == "Asked: &lt;!here&gt; ∗how many∗?"  # noqa: RUF001
    assert message.lead.startswith("> &lt;!here&gt; ∗how many∗?\n\n")  # noqa: RUF001


def test_somebody_who_prefers_tables_gets_the_table_and_no_chart() -> None:
    message = answer_message(a_breakdown(PRODUCTS), as_tables=True)

    assert "data_visualization" not in types(message.blocks)
    assert message.chart is None
    assert len(of_type(message, "table")) == 1


def test_a_long_series_is_drawn_without_its_table() -> None:
    message = answer_message(a_trend(*range(1, 13)))

    assert "table" not in types(message.blocks)
    assert "period: Jan 2026" in message.text


def test_a_table_stands_below_its_chart_only_where_it_tells_more_than_the_chart() -> None:
    assert types(answer_message(a_trend(3, 5, 8)).blocks)[1:3] == ["data_visualization", "table"]
    assert "table" not in types(answer_message(a_breakdown(PRODUCTS)).blocks)


def test_counts_of_groups_over_time_stand_beside_each_other() -> None:
    plan = Plan(intent=Intent.TREND, metric="escalations", by=("product",), every=Grain.MONTH)
    rows: list[list[Cell]] = [["2026-01-01", "my_api", 1041, ""], ["2026-01-01", "Billing", 2, "small"]]
    table = Table(columns=["period", "product", "escalations", "flags"], rows=[*rows, ["2026-02-01", "my_api", 7, ""]])

    text = answer_message(an_answer(plan=plan, table=table, numbers=[a_count(7)])).text

    assert text.splitlines()[1:3] == [
        "period: Jan 2026; Billing: 2; my_api: 1,041",
        "period: Feb 2026; my_api: 7",
    ]


def test_shares_of_groups_over_time_keep_what_each_was_computed_over() -> None:
    plan = Plan(intent=Intent.TREND, metric="escalation_ratio", by=("product",), every=Grain.MONTH)
    table = Table(columns=["period", "product", "escalation_ratio", "n"], rows=[["2026-01-01", "Billing", 0.5, 2]])
    numbers = [Number(metric="escalation_ratio", value=0.5, n=2, unit="share")]

    text = answer_message(an_answer(plan=plan, table=table, numbers=numbers)).text

    assert "period: Jan 2026; product: Billing; escalation ratio: 50.0 %; n: 2" in text


def test_a_column_of_remarks_is_shown_where_it_sets_rows_apart() -> None:
    def columns(*flags: str) -> list[str]:
        table = Table(columns=["product", "flags"], rows=[[f"product {at}", flag] for at, flag in enumerate(flags)])
        [block] = of_type(answer_message(an_answer(table=table)), "table")
        return [cell["text"] for cell in block["rows"][0]]

    assert columns("small", "") == ["product", "flags"]
    assert columns("", "") == columns("immature", "immature") == ["product"]


def test_the_text_leaves_out_what_is_empty_in_a_row() -> None:
    table = Table(columns=["product", "flags"], rows=[["Billing", ""], ["Checkout", "small"]])

    text = answer_message(an_answer(table=table)).text

    assert text.splitlines()[1:3] == ["product: Billing", "product: Checkout; flags: small"]


def test_a_table_calls_a_metric_by_its_title() -> None:
    table = Table(columns=["priority", "sla_attainment"], rows=[["P1", 0.5]])

    assert "priority: P1; SLA attainment: 0.5" in answer_message(an_answer(table=table)).text


def test_a_table_tells_periods_and_dimensions_in_words() -> None:
    plan = Plan(intent=Intent.VALUE, every=Grain.WEEK)
    table = Table(columns=["period", "dimension"], rows=[["2026-10-05", "account_tier"], ["?", None]])

    [block] = of_type(answer_message(an_answer(plan=plan, table=table)), "table")

    cells = [[cell["text"] for cell in row] for row in block["rows"]]
    assert cells == [["period", "dimension"], ["5 Oct 2026", "account tier"], ["?", "–"]]  # noqa: RUF001


def test_numbers_in_tables_stay_numbers_in_their_unit() -> None:
    table = Table(columns=["product", "escalation_ratio"], rows=[["Billing", 0.125], [None, 1.0]])
    numbers = [Number(metric="escalation_ratio", value=0.125, n=80, unit="share")]

    [block] = of_type(answer_message(an_answer(table=table, numbers=numbers)), "table")

    assert block["rows"][1][1] == {"type": "raw_number", "value": 0.125, "text": "12.5 %"}
    assert block["column_settings"] == [{"align": "left"}, {"align": "right"}]


def test_a_case_is_a_card_with_how_it_ended_when_it_was_why_it_matched_and_a_link() -> None:
    case = a_case(url="https://desk.example/17", same_as=["C-18"])

    [card] = of_type(answer_message(an_answer(cases=[case]), today=TODAY), "card")

    assert card["title"]["text"] == "C-17 · Login fails"
    assert card["subtitle"]["text"] == "fix · opened 3 weeks ago · escalated · 81 % similar"
    assert card["body"]["text"] == "_both are about login · same as C-18_\nCleared the cache."
    assert card["actions"][0]["url"] == "https://desk.example/17"


def test_a_case_that_was_not_searched_for_has_no_similarity_and_without_an_address_no_link() -> None:
    [card] = of_type(answer_message(an_answer(cases=[a_case(score=None, why="", resolution=None)])), "card")

    assert card["subtitle"]["text"] == "fix · opened on 1 Nov 2026 · escalated"
    assert "body" not in card
    assert "actions" not in card


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("opened on 1 November 2026", "fix · escalated · opened on 1 November 2026"),
        ("escalated on 3 November 2026", "fix · opened 3 weeks ago · escalated on 3 November 2026"),
        ("time to resolve: 5 h", "fix · opened 3 weeks ago · escalated · time to resolve: 5 h"),
    ],
)
def test_a_listed_case_tells_what_puts_it_where_it_is_and_nothing_twice(why: str, told: str) -> None:
    [card] = of_type(answer_message(an_answer(cases=[a_case(score=None, why=why)]), today=TODAY), "card")

    assert card["subtitle"]["text"] == told
    assert card["body"]["text"] == "Cleared the cache."


def test_how_many_similar_cases_are_left_out_is_said() -> None:
    message = answer_message(an_answer(cases=[a_case(f"C-{at}") for at in range(CASES_SHOWN + 4)]))

    assert f"{CASES_SHOWN} of {CASES_SHOWN + 4} cases are shown." in message.text
    assert f"{CASES_SHOWN} of {CASES_SHOWN + 4} cases are shown." in json.dumps(message.blocks)


def test_an_answer_can_be_checked_voted_on_and_its_cases_seen() -> None:
    message = answer_message(an_answer(numbers=[a_count(41)], receipt=a_receipt()))

    below = buttons(message.blocks)
    assert list(below) == [SHOW_CASES, HOW_COMPUTED]
    assert unpacked(OfReceipt, below[SHOW_CASES]["value"]) == OfReceipt(receipt="b7c3d2k")
    [feedback] = message.blocks[-1]["elements"]
    assert feedback["action_id"] == FEEDBACK
    assert unpacked(Vote, feedback["negative_button"]["value"]) == Vote(is_good=False, receipt="b7c3d2k")
    assert unpacked(Vote, message.plain[-1]["elements"][0]["value"]) == Vote(is_good=False, receipt="b7c3d2k")


def test_cases_are_offered_only_where_there_are_any_behind_the_numbers() -> None:
    none = answer_message(an_answer(numbers=[a_count(0)], receipt=a_receipt()))
    reviews = answer_message(an_answer(numbers=[a_count(9, metric="quality_score")], receipt=a_receipt()))
    listed = answer_message(an_answer(numbers=[a_count(1)], cases=[a_case()], receipt=a_receipt()))

    assert [list(buttons(message.blocks)) for message in (none, reviews, listed)] == [[HOW_COMPUTED]] * 3


def test_an_answer_that_was_not_kept_has_no_button_that_needs_its_receipt() -> None:
    assert buttons(answer_message(an_answer(numbers=[a_count(41)], receipt=a_receipt(None))).blocks) == {}


def test_only_an_answer_that_one_person_sees_can_be_shared() -> None:
    answer = an_answer(receipt=a_receipt())

    assert SHARE in buttons(answer_message(answer, private=True).blocks)
    assert SHARE not in buttons(answer_message(answer).blocks)


def test_choices_are_buttons_that_ask_the_whole_question() -> None:
    answer = an_answer("Which?", status=Status.CLARIFY, choices=["escalations of Billing", "elevations of Billing"])

    message = answer_message(answer)

    offered = buttons(message.blocks)
    assert [one["text"]["text"] for one in offered.values()] == ["escalations of Billing", "elevations of Billing"]
    assert unpacked(Choice, offered[f"{CHOOSE}:1"]["value"]) == Choice(question="elevations of Billing")
    assert "2. elevations of Billing" in message.text


def test_a_choice_too_long_for_a_button_is_written_out_beside_it() -> None:
    long = "escalations " * 20

    message = answer_message(an_answer("Which?", status=Status.CLARIFY, choices=[long, "cases"]))

    assert message.blocks[1]["text"]["text"].splitlines()[1] == "2. cases"
    first = buttons(message.blocks)[f"{CHOOSE}:0"]
    assert first["text"]["text"].startswith("1. escalations")
    assert unpacked(Choice, first["value"]) == Choice(question=long.strip())


def test_a_refusal_offers_what_can_be_asked() -> None:
    message = answer_message(an_answer("I answer questions about the cases only.", status=Status.REFUSED))

    assert f"{CHOOSE}:0" in buttons(message.blocks)


def test_what_of_a_table_does_not_fit_is_said() -> None:
    rows: list[list[Cell]] = [[f"product {at}", at] for at in range(150)]

    message = answer_message(an_answer(table=Table(columns=["product", "cases"], rows=rows)))

    [table] = of_type(message, "table")
    assert len(table["rows"]) == limits.TABLE_ROWS
    cut = "The table shows 99 of 150 rows: more does not fit into a message."
    assert message.blocks[2]["elements"][0]["text"] == cut
    assert cut in message.text


def test_the_parts_of_a_compound_question_stand_in_one_message_each_with_its_own_buttons() -> None:
    ratio = an_answer("The ratio was high.", receipt=a_receipt("aaa"))
    why = an_answer("It rose in EMEA.", receipt=a_receipt("bbb"), lines=["EMEA went from 3 to 9."])

    message = answer_message(replace(ratio, parts=[ratio, why]))

    part = ["section", "context", "actions"]
    assert types(message.blocks) == [*part, "divider", part[0], "section", *part[1:], "context_actions"]
    receipts = [block["elements"][0]["value"] for block in of_type(message, "actions")]
    assert [unpacked(OfReceipt, value) for value in receipts] == [OfReceipt(receipt="aaa"), OfReceipt(receipt="bbb")]
    assert message.lead == "The ratio was high."
    assert message.text.split("\n\n")[1].startswith("It rose in EMEA.\nEMEA went from 3 to 9.")


def test_a_second_table_and_a_third_chart_are_written_out() -> None:
    part = a_breakdown(PRODUCTS)

    message = answer_message(replace(part, parts=[part] * 3))

    assert problems_of_message(message.text, message.blocks) == []
    assert len(of_type(message, "data_visualization")) == limits.CHARTS
    assert len(of_type(message, "table")) == limits.TABLES


def test_parts_for_which_there_is_no_room_are_said_to_be_missing() -> None:
    part = an_answer("Found.")

    message = answer_message(replace(part, parts=[part] * 9))

    assert "3 more parts of the answer do not fit into a message." in json.dumps(message.blocks)


def test_what_has_no_room_beside_other_parts_is_said_to_be_missing() -> None:
    part = an_answer("Found.", cases=[a_case(f"C-{at}", resolution="word " * 80, why="word " * 80) for at in range(9)])

    message = answer_message(replace(part, parts=[part] * 6))

    assert problems_of_message(message.text, message.blocks) == []
    assert str(message.blocks).count("More does not fit into a message.") == 6


def test_a_headline_too_long_for_its_block_is_whole_in_the_text() -> None:
    headline = "word " * 3000 + "end"

    message = answer_message(an_answer(headline))

    assert message.text.startswith(headline)
    assert problems_of_message(message.text, message.blocks) == []


def test_our_own_sentences_may_hold_markup_and_errors_may_not() -> None:
    assert plain_message("*Hello*").blocks[0]["text"]["text"] == "*Hello*"
    assert error_message("<!here> broke").blocks[0]["text"]["text"] == ":warning: &lt;!here&gt; broke"
