"""What is said of what cases teach."""

from dataclasses import replace

from knowledge.answers.answer import Answer, Status
from knowledge.answers.cases.told import Cited, Common, Contrast, Count, Difference, Lessons, Summary
from knowledge.answers.grounding import Said, grounded_part
from knowledge.answers.wording.lessons import citation, common_sentence, recurring
from knowledge.answers.wording.rendering import lessons_text
from knowledge.retrieval.search.similar_case import SimilarCase

CASE = SimilarCase(case_id="C-1", score=0.8, subject="Charged twice", escalated=True, why="close in meaning")
COMMON = Common(
    cases=7,
    escalated=0,
    resolved=7,
    hours_to_resolve=100.0,
    hours_to_escalate=None,
    outcomes=[Count(label="refund", count=4), Count(label="declined", count=3)],
    teams=[Count(label="Billing", count=4), Count(label="Legal", count=3)],
)


def test_three_cases_are_named_and_the_others_counted() -> None:
    assert citation(["C-1"]) == "[C-1]"
    assert citation([f"C-{at}" for at in range(1, 1004)]) == "[C-1] [C-2] [C-3] and 1,000 more"


def test_of_many_cases_outcomes_are_told_and_near_duplicates_said_to_be_among_them() -> None:
    assert common_sentence(COMMON, shown=5) == (
        "In common (7 cases, near-duplicates among them): outcomes refund 4 and declined 3;"
        " resolved after 4.2 days (median); Billing had 4 of the 7."
    )
    assert common_sentence(COMMON, shown=7).startswith("In common: outcomes")


def test_what_took_one_case_so_long_is_no_median() -> None:
    one = replace(COMMON, escalated=1, hours_to_escalate=12.0)

    assert "escalated after" not in common_sentence(one, shown=7)
    assert "escalated after 12 h (medians)" in common_sentence(replace(one, escalated=2), shown=7)


def test_where_nothing_is_common_nothing_is_said() -> None:
    nothing = Common(cases=4, escalated=0, resolved=0, hours_to_resolve=None, hours_to_escalate=None)

    assert common_sentence(nothing, shown=4) == ""


def test_what_recurs_is_told_where_the_summary_is_not_in_the_words_of_the_cases() -> None:
    cited = Cited(text="Paid back.", case_ids=["C-1", "C-2"])
    common = Common(
        cases=2, escalated=0, resolved=0, hours_to_resolve=None, hours_to_escalate=None, resolutions=[cited]
    )

    assert recurring(common, Summary(sentences=[cited])) == []
    assert recurring(common, Summary(sentences=[cited], model="a model")) == [cited]
    assert recurring(common, None) == [cited]


def test_a_terminal_shows_summary_common_cases_and_contrast_and_obeys_none_of_them() -> None:
    lessons = Lessons(
        summary=Summary(sentences=[Cited(text="Paid \x1b[31mback.", case_ids=["C-1"])]),
        common=COMMON,
        contrast=Contrast(
            others=[SimilarCase(case_id="C-9", score=0.7, subject="x", escalated=False, why="")],
            differences=[Difference(name="Reopened", escalated="3 of 3", others="0 of 3")],
        ),
    )

    shown = lessons_text(lessons, [CASE]).split("\n\n")

    assert shown[0] == "- Paid  [31mback. [C-1]"
    assert shown[1].startswith("In common")
    assert shown[2].startswith("C-1  Charged twice")
    assert shown[3].splitlines() == [
        "What differed in 1 similar case, such as [C-9], that did not escalate (few cases: a hint, no cause):",
        "- Reopened: 3 of 3 where it escalated, 0 of 3 where it did not",
    ]


def test_a_lesson_with_a_number_without_evidence_is_left_out() -> None:
    contrast = Contrast(others=[CASE], differences=[Difference(name="Reopened", escalated="3 of 4", others="0 of 5")])
    answer = Answer(question="?", status=Status.ANSWERED, headline="It is.", text="", common=COMMON, contrast=contrast)

    passed, strays = grounded_part(answer, Said(computed=[1, 0, 3, 4]))

    assert strays > 0
    assert passed.common is None
    assert passed.contrast is None
    kept, strays = grounded_part(answer, Said(computed=[0, 1, 3, 4, 5, 7], words=["4.2"]))
    assert strays == 0
    assert (kept.common, kept.contrast) == (COMMON, contrast)
