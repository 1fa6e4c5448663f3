"""Answers as Block Kit: complete, within Slack's limits, and inert."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks import limits
from bot.blocks.cases import CASES_SHOWN
from bot.blocks.figures import figure
from bot.blocks.messages import AUTOMATED, Message, answer_message, error_message, plain_message
from bot.blocks.mrkdwn import escaped, link, question_in
from bot.blocks.violations import Block, violations
from bot.words import GREETING
from knowledge.answers.answer import Answer, Cell, Number, Status, Table
from tests.slack_fixtures import a_case, an_answer


def blocks_of_type(message: Message, kind: str) -> list[Block]:
    return [block for block in message.blocks if block["type"] == kind]


def test_a_whole_answer_shows_everything_in_order() -> None:
    message = answer_message(
        an_answer(
            "Billing had the most.",
            table=Table(columns=["product", "escalation_ratio"], rows=[["Billing", 0.125], [None, 1.0]]),
            numbers=[Number(metric="escalation_ratio", value=0.125, n=80, unit="share")],
            cases=[a_case("C-17", url="https://desk.example/17?a=1&b=2", same_as=["C-18"])],
            caveats=["Recent weeks look better than they will."],
            footing="data as of 2026-10-01, n = 80",
        )
    )

    sentence, table, case, caveats, footing = message.blocks
    assert sentence["text"]["text"] == "Billing had the most."
    assert table["rows"] == [
        [{"type": "raw_text", "text": "product"}, {"type": "raw_text", "text": "escalation ratio"}],
        [{"type": "raw_text", "text": "Billing"}, {"type": "raw_number", "value": 0.125, "text": "12.5 %"}],
        [{"type": "raw_text", "text": "–"}, {"type": "raw_number", "value": 1.0, "text": "100.0 %"}],  # noqa: RUF001
    ]
    assert case["text"]["text"].splitlines() == [
        "*<https://desk.example/17?a=1&amp;b=2|C-17>* Login fails",
        "fix, escalated · 81 % similar · same as C-18",
        "Resolution: Cleared the cache.",
        "Why: both are about login",
    ]
    assert caveats["elements"][0]["text"] == "Recent weeks look better than they will."
    assert footing["elements"][0]["text"] == f"data as of 2026-10-01, n = 80 · {AUTOMATED}"
    assert message.text.splitlines() == [
        "Billing had the most.",
        "product: Billing; escalation ratio: 12.5 %",
        "product: –; escalation ratio: 100.0 %",  # noqa: RUF001
        "C-17: Login fails (fix, escalated)",
        "Recent weeks look better than they will.",
        f"data as of 2026-10-01, n = 80 · {AUTOMATED}",
    ]


def test_the_text_of_an_answer_without_a_table_holds_its_numbers() -> None:
    where = {"product": ["Billing"]}
    number = Number(metric="escalations", where=where, value=1041, n=1041, unit="cases")

    assert "escalations of Billing: 1,041 (n 1,041)" in answer_message(an_answer(numbers=[number])).text


def test_what_of_a_table_does_not_fit_is_said() -> None:
    rows: list[list[Cell]] = [[f"product {at}", at] for at in range(150)]

    message = answer_message(an_answer(table=Table(columns=["product", "cases"], rows=rows)))

    [table] = blocks_of_type(message, "table")
    assert len(table["rows"]) == limits.TABLE_ROWS
    cut = "The table shows 99 of 150 rows: more does not fit into a message."
    assert message.blocks[2]["elements"][0]["text"] == cut
    assert cut in message.text


def test_the_parts_of_a_compound_question_stand_in_one_message_below_each_other() -> None:
    table = Table(columns=["product", "cases"], rows=[["Billing", 41]])
    ratio = an_answer("The ratio was high.", table=table, footing="data as of today")
    why = an_answer("It rose in EMEA.", table=table, lines=["EMEA went from 3 to 9."])

    message = answer_message(replace(ratio, parts=[ratio, why]))

    kinds = [block["type"] for block in message.blocks]
    assert kinds == ["section", "table", "context", "divider", "section", "section", "section", "context"]
    assert message.blocks[5]["text"]["text"] == "EMEA went from 3 to 9."
    assert message.blocks[6]["text"]["text"] == "product: Billing; cases: 41"
    first, second = message.text.split("\n\n")
    assert first.startswith("The ratio was high.\nproduct: Billing; cases: 41")
    assert second.startswith("It rose in EMEA.\nEMEA went from 3 to 9.\nproduct: Billing; cases: 41")


def test_what_has_no_room_beside_other_parts_is_said_to_be_missing() -> None:
    part = an_answer("Found.", cases=[a_case(f"C-{at}", resolution="word " * 80, why="word " * 80) for at in range(9)])

    message = answer_message(replace(part, parts=[part] * 4))

    assert violations(message.blocks, message.text) == []
    assert str(message.blocks).count("More does not fit into a message.") == 4


def test_a_case_that_was_not_searched_for_has_no_similarity() -> None:
    [_, case, _] = answer_message(an_answer(cases=[a_case("C-1", score=None, why="")])).blocks

    assert case["text"]["text"].splitlines()[1] == "fix, escalated"


def test_how_many_similar_cases_are_left_out_is_said() -> None:
    message = answer_message(an_answer(cases=[a_case(f"C-{at}") for at in range(CASES_SHOWN + 4)]))

    assert f"{CASES_SHOWN} of {CASES_SHOWN + 4} cases are shown." in message.text


def test_a_headline_too_long_for_its_block_is_whole_in_the_text() -> None:
    headline = "word " * 3000 + "end"

    message = answer_message(an_answer(headline))

    assert message.text.startswith(headline)
    assert violations(message.blocks, message.text) == []


@pytest.mark.parametrize("message", [plain_message(GREETING), error_message("<!here> broke")])
def test_our_own_messages_keep_slacks_limits(message: Message) -> None:
    assert violations(message.blocks, message.text) == []
    assert "<!here>" not in message.text


WORDS = st.text(max_size=400) | st.text(alphabet="<>&*_`~|@!# a", max_size=4000)
CELLS: st.SearchStrategy[Cell] = st.none() | st.booleans() | st.integers() | st.floats() | WORDS
TABLES = st.integers(1, 25).flatmap(
    lambda width: st.builds(
        Table,
        columns=st.lists(WORDS, min_size=width, max_size=width),
        rows=st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6).map(lambda rows: rows * 25),
    )
)
CASES = st.lists(
    st.builds(
        a_case,
        case_id=WORDS,
        subject=WORDS,
        outcome=st.none() | WORDS,
        resolution=st.none() | WORDS,
        why=WORDS,
        same_as=st.lists(WORDS, max_size=5),
        url=st.none() | WORDS | WORDS.map("https://desk.example/{}".format),
    ),
    max_size=3,
).map(lambda cases: cases * 5)
LINES = st.lists(WORDS, max_size=14)
SINGLE_ANSWERS = st.builds(
    Answer,
    lines=LINES,
    question=WORDS,
    status=st.sampled_from(Status),
    headline=WORDS,
    text=WORDS,
    table=st.none() | TABLES,
    cases=CASES,
    choices=st.lists(WORDS, max_size=12),
    caveats=st.lists(WORDS, max_size=8),
    footing=WORDS,
)


ANSWERS = SINGLE_ANSWERS | st.lists(SINGLE_ANSWERS, min_size=2, max_size=4).map(
    lambda parts: replace(parts[0], parts=parts)
)


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_every_answer_keeps_slacks_limits_and_pings_nobody(answer: Answer) -> None:
    message = answer_message(answer)

    assert violations(message.blocks, message.text) == []
    json.dumps(message.blocks, allow_nan=False)
    markup = [message.text, *(element["text"] for element in _markup_in(list(message.blocks)))]
    assert not any(sign in text for text in markup for sign in ("<!", "<@", "<#"))


def _markup_in(value: object) -> list[Any]:
    if isinstance(value, dict):
        return [value] if value.get("type") == "mrkdwn" else [it for part in value.values() for it in _markup_in(part)]
    return [it for part in value for it in _markup_in(part)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a & b < c", "a &amp; b &lt; c"),
        ("<!channel> <@U1>", "&lt;!channel&gt; &lt;@U1&gt;"),
        ("*bold* and ~gone~", "∗bold∗ and ∼gone∼"),  # noqa: RUF001
        ("_slanted_ error_code", "ˍslantedˍ error_code"),
        ("`code`", "ˋcodeˋ"),  # noqa: RUF001
        ("two\n\nlines\x00\u202e", "two lines"),
    ],
)
def test_what_others_wrote_shows_as_written_and_does_nothing(written: str, shown: str) -> None:
    assert escaped(written, 100) == shown


def test_a_cut_never_splits_an_escape() -> None:
    assert escaped("ab&&&&", 10) == "ab&amp;…"


def test_only_a_web_address_becomes_a_link() -> None:
    assert link("https://desk.example/17", "C-17") == "<https://desk.example/17|C-17>"
    assert link("javascript:alert(1)", "C-17") == "C-17"
    assert link("https://desk.example/>|x", "C-17") == "C-17"
    assert link(None, "C-17") == "C-17"


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ("<@U0BOT> how many?", "how many?"),
        ("<@U0BOT|groundswell>   why  <@U0BOT>", "why"),
        ("<@U0BOT>", ""),
        ("cases of <@U2|ben> &amp; <#C1|support>", "cases of @ben & #support"),
        ("see <https://x.example|this> or <https://y.example>", "see this or https://y.example"),
        ("tell <!here> and <!subteam^S1|@leads>", "tell @here and @leads"),
    ],
)
def test_a_question_is_read_as_it_was_typed(sent: str, asked: str) -> None:
    assert question_in(sent, "U0BOT") == asked


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.1234, "share", "12.3 %"),
        (12.345, "hours", "12.3 h"),
        (2.0, "hours", "2 h"),
        (12345, "cases", "12,345"),
        (1234567.5, None, "1,234,567.5"),
        (True, None, "yes"),
    ],
)
def test_a_figure_carries_its_unit(value: Cell, unit: str | None, shown: str) -> None:
    assert figure(value, unit) == shown


def _section(text: str, **more: Any) -> Block:  # noqa: ANN401  any field
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def _table(rows: int, columns: int) -> Block:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "b" * 76}, "action_id": "a"}


@pytest.mark.parametrize(
    ("blocks", "pointer"),
    [
        ([_section("x")] * 51, "/blocks"),
        ([_section("x" * 2900)] * 5, "/blocks"),
        ([_section("x" * 3001)], "/blocks/0/text/text"),
        ([_section("")], "/blocks/0/text/text"),
        ([_section("x", fields=[{"type": "mrkdwn", "text": "x"}] * 11)], "/blocks/0/fields"),
        ([_section("x", accessory=BUTTON)], "/blocks/0/accessory/text/text"),
        ([_section("x", block_id="one"), _section("x", block_id="one")], "/blocks"),
        ([{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}], "/blocks/0/text/text"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "/blocks/0/text"),
        ([{"type": "context", "elements": []}], "/blocks/0/elements"),
        ([{"type": "actions", "elements": [BUTTON]}], "/blocks/0/elements/0/text/text"),
        ([{"type": "context_actions", "elements": [{}] * 6}], "/blocks/0/elements"),
        ([{"type": "image", "image_url": "https://x.example/i.png"}], "/blocks/0"),
        ([{"type": "markdown", "text": "x" * 12_001}], "/blocks/0/text"),
        ([_table(101, 1)], "/blocks/0/rows"),
        ([_table(1, 21)], "/blocks/0/rows/0"),
        ([_table(1, 1), _table(1, 1)], "/blocks"),
        ([{"type": "table", "rows": [[{"type": "raw_number", "text": "1"}]]}], "/blocks/0/rows/0/0/value"),
        ([{"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}], "/blocks/0/rows/0/0/text"),
        ([{"type": "hologram"}], "/blocks/0/type"),
    ],
)
def test_a_broken_limit_is_found_where_it_is(blocks: list[Block], pointer: str) -> None:
    [found] = violations(blocks, "x")

    assert found.endswith(f"[json-pointer:{pointer}]")


def test_a_message_needs_text_beside_its_blocks() -> None:
    assert len(violations([{"type": "divider"}], " ")) == 1
    assert len(violations([], "x" * 40_001)) == 1
