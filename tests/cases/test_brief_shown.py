"""How a brief is shown, and that no line of it is that its evidence does not hold."""

from bot.blocks.answers.briefs import brief_blocks, brief_lines
from bot.blocks.limits import SECTION_TEXT
from knowledge.answers.answer import Answer, Status
from knowledge.answers.cases.told import Brief, Cited
from knowledge.answers.documents import answer_document
from knowledge.answers.grounding import Said, check_grounded, grounded_part
from knowledge.answers.wording.briefs import brief_parts, headline_about
from knowledge.questions.plan import CaseTopic
from tests.block_kit.problems import problems_of_message


def said(*texts: str) -> list[Cited]:
    """Lines about C-1."""
    return [Cited(text=text, case_ids=["C-1"]) for text in texts]


def an_answer(brief: Brief) -> Answer:
    """An answer that is nothing but the brief."""
    return Answer(question="summarise C-1", status=Status.ANSWERED, headline="", text="", brief=brief)


LONG = Brief(
    timeline=[f"{day} October 2026, 09:00: reply: “{'<b>*word*</b> ' * 15}”" for day in range(1, 13)],
    wants=said("“Please help.” (description)"),
    tried=said(*(f"{day} October 2026, reply: “{'long & longer ' * 15}”" for day in range(1, 9))),
    waits_on=said("The customer, since 12 October 2026 (2 days): we replied last, and nothing came back."),
)


def test_each_part_has_its_heading_and_what_nothing_says_is_said_once() -> None:
    parts = brief_parts(LONG)

    assert [part.heading for part in parts] == [
        "What the customer wants:",
        "What was tried:",
        "What waits on whom:",
        "Nothing says that anything was promised.",
        "What happened:",
    ]
    assert list(parts[0].lines) == ["“Please help.” (description) [C-1]"]


def test_a_long_brief_fits_into_sections_with_the_latest_event_in_it() -> None:
    blocks = brief_blocks(LONG)

    assert problems_of_message("A brief.", blocks) == []
    happened = next(block["text"]["text"] for block in blocks if "What happened" in str(block))
    assert len(happened) <= SECTION_TEXT
    assert "12 October 2026, 09:00" in happened
    assert "<b>" not in str(blocks)


def test_those_who_read_the_text_only_read_the_same() -> None:
    lines = brief_lines(LONG)

    assert lines[0] == "What the customer wants:"
    assert sum(line.startswith("\N{BULLET} ") for line in lines) == 22


def test_the_document_has_null_where_there_is_no_brief() -> None:
    assert answer_document(Answer(question="", status=Status.ANSWERED, headline="", text=""))["brief"] is None


def test_a_line_with_a_number_that_nothing_holds_is_left_out() -> None:
    brief = Brief(
        timeline=["5 October 2026: opened", "6 October 2026: 4711 replies"],
        wants=said("“We want 20 EUR back.” (description)", "“We want 99 EUR back.” (description)"),
    )
    evidence = Said(words=["5 October 2026", "6 October 2026", "We want 20 EUR back."])

    passed, strays = grounded_part(an_answer(brief), evidence)

    assert strays == 2
    assert passed.brief is not None
    assert list(passed.brief.timeline) == ["5 October 2026: opened"]
    assert [one.text for one in passed.brief.wants] == ["“We want 20 EUR back.” (description)"]
    check_grounded(passed, evidence)


def test_the_headline_about_promises_is_the_last_that_nothing_followed() -> None:
    brief = Brief(
        promised=said(
            "6 October 2026: “we will refund it”. Nothing after it says that it was kept.",
            "7 October 2026: “we will call”. A reply followed on 8 October 2026.",
            "3 more promises are not shown.",
        )
    )

    assert headline_about("C-1", brief, CaseTopic.PROMISED) == (
        "What was promised in C-1: 6 October 2026: “we will refund it”. Nothing after it says that it was kept."
        " There is more below."
    )
    assert headline_about("C-1", brief, CaseTopic.TRIED) == "Nothing says what was tried in C-1."
