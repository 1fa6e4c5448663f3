"""What similar cases teach, as it is shown in Slack."""

from typing import Any

from bot.blocks import limits
from bot.blocks.messages import answer_message
from knowledge.answers.answer import Answer
from knowledge.answers.cases.told import Brief, Cited, Common, Contrast, Count, Difference, Summary
from tests.block_kit.builders import a_case, an_answer
from tests.block_kit.problems import problems_of_message

CAUSE = Cited(text="The payment was sent twice.", case_ids=["C-1", "C-2", "C-3", "C-4", "C-5"])
REMEDY = Cited(text="The full … was paid back.", case_ids=["C-2"])
COMMON = Common(
    cases=3,
    escalated=1,
    resolved=3,
    hours_to_resolve=34.0,
    hours_to_escalate=6.0,
    teams=[Count(label="Billing", count=2), Count(label="Legal", count=1)],
    resolutions=[CAUSE],
)
CONTRAST = Contrast(
    others=[a_case("C-8", escalated=False), a_case("C-9", escalated=False)],
    differences=[Difference(name="Handed off twice or more", escalated="4 of 6", others="0 of 5")],
)


def taught(**facts: Any) -> Answer:  # noqa: ANN401  any field
    cases = [a_case(f"C-{at}", url=f"https://desk.example/C-{at}") for at in (1, 2, 3)]
    defaults = {"cases": cases, "summary": Summary(sentences=[CAUSE, REMEDY]), "common": COMMON, "contrast": CONTRAST}
    return an_answer("3 past cases are similar to this.", **{**defaults, **facts})


def test_the_summary_and_what_is_common_stand_above_the_cases_and_the_contrast_below() -> None:
    blocks = answer_message(taught()).blocks

    assert [block["type"] for block in blocks] == [
        *("section", "section", "context", "card", "card", "card", "section", "context", "context_actions")
    ]
    assert blocks[1]["text"]["text"].splitlines() == [
        "• The payment was sent twice. <https://desk.example/C-1|[C-1]> <https://desk.example/C-2|[C-2]>"
        " <https://desk.example/C-3|[C-3]> and 2 more",
        "• The full … was paid back. <https://desk.example/C-2|[C-2]>",
    ]
    assert blocks[2]["elements"][0]["text"] == "In common: resolved after 34 h (median); Billing had 2 of the 3."
    assert blocks[6]["text"]["text"].splitlines() == [
        "What differed in 2 similar cases, such as [C-8] [C-9], that did not escalate (few cases: a hint, no cause):",
        "• Handed off twice or more: 4 of 6 where it escalated, 0 of 5 where it did not",
    ]


def test_the_text_says_the_same_without_links() -> None:
    lines = answer_message(taught()).text.splitlines()

    assert lines[1:4] == [
        "The payment was sent twice. [C-1] [C-2] [C-3] and 2 more",
        "The full … was paid back. [C-2]",
        "In common: resolved after 34 h (median); Billing had 2 of the 3.",
    ]
    assert lines[5].startswith("• Handed off twice or more")


def test_what_a_model_wrote_is_said_to_be_and_what_recurs_stands_beside_it() -> None:
    blocks = answer_message(taught(summary=Summary(sentences=[REMEDY], model="smol & lm"))).blocks

    assert blocks[2]["elements"][0]["text"] == "Written by smol &amp; lm, and checked against these cases."
    assert blocks[3]["elements"][0]["text"].splitlines()[1].startswith("Recurs: The payment was sent twice. <https:")


def test_a_case_says_nothing_in_common_with_itself_and_what_was_not_found_takes_no_room() -> None:
    alone = Common(cases=1, escalated=0, resolved=1, hours_to_resolve=3.0, hours_to_escalate=None)

    blocks = answer_message(taught(summary=None, common=alone, contrast=None)).blocks

    assert [block["type"] for block in blocks] == ["section", "card", "card", "card", "context", "context_actions"]


def test_similar_cases_that_did_not_escalate_are_named_only_where_they_are_not_seen_already() -> None:
    without = Contrast(others=CONTRAST.others, differences=[])

    assert "Similar, and not escalated: [C-8] [C-9]. Nothing sets" in answer_message(taught(contrast=without)).text
    calm = [a_case("C-1", escalated=False)]
    assert "not escalated: [C-8]" not in answer_message(taught(contrast=without, cases=calm)).text


def test_long_addresses_give_way_to_what_is_said() -> None:
    cases = [a_case(f"C-{at}", url="https://desk.example/" + "x" * 900) for at in range(15)]
    sentences = [
        Cited(text="word " * 60, case_ids=[f"C-{at}" for at in range(start, start + 3)]) for start in range(0, 15, 3)
    ]

    message = answer_message(taught(cases=cases, summary=Summary(sentences=sentences)))

    assert problems_of_message(message.text, message.blocks) == []
    assert len(message.blocks[1]["text"]["text"]) <= limits.SECTION_TEXT
    assert "[C-14]" in message.blocks[1]["text"]["text"]


def test_a_brief_has_a_section_for_each_thing_to_know_and_one_line_for_what_nothing_is_known_of() -> None:
    wants = [Cited(text="The refund of <!here> by Friday.", case_ids=["C-1"])]
    brief = Brief(timeline=["2026-10-05 08:00  opened"], wants=wants)

    message = answer_message(an_answer("C-1 is open.", brief=brief))

    assert message.blocks[1]["text"]["text"].splitlines() == [
        "*What the customer wants:*",
        "• The refund of &lt;!here&gt; by Friday. [C-1]",
    ]
    assert message.blocks[2]["text"]["text"].splitlines()[1] == "• 2026-10-05 08:00 opened"
    assert message.blocks[3]["elements"][0]["text"].startswith("Nothing says what was tried. Nothing says")
    assert message.text.splitlines()[1] == "What the customer wants:"


def test_what_a_case_says_does_nothing_when_it_is_quoted() -> None:
    hostile = Cited(text="<!channel> *now* <https://evil.example|click>", case_ids=["<@U1>"])

    message = answer_message(
        taught(
            summary=Summary(sentences=[hostile]),
            common=Common(
                cases=2,
                escalated=0,
                resolved=0,
                hours_to_resolve=None,
                hours_to_escalate=None,
                teams=[Count(label="<!here>", count=2)],
            ),
        )
    )

    for blocks in (message.blocks, message.plain):
        shown = str(blocks) + message.text
        assert "<!channel>" not in shown
        assert "<!here>" not in shown
        assert "<@U1>" not in shown
        assert "<https://evil" not in shown
