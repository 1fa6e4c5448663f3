"""The check that no sentence is sent with a number or a case id that the evidence does not hold."""

from datetime import date
from typing import Any

import pytest

from knowledge.answers.answer import Answer, Number, Status, Table
from knowledge.answers.grounding import Said, UngroundedError, check_grounded, grounded_part, strays
from knowledge.metrics.periods import Period
from knowledge.questions.plan import Intent, Plan
from knowledge.retrieval.search.similar_case import SimilarCase

OCTOBER = Period(start=date(2026, 10, 1), end=date(2026, 11, 1))
RATIO = Number(
    metric="escalation_ratio",
    where={"product": ["Plan 9"]},
    period=OCTOBER,
    value=0.0741,
    n=1620,
    numerator=120,
    low=0.062,
    high=0.088,
    unit="share",
)
CASE = SimilarCase(
    case_id="HADOOP-17", score=0.8, subject="Error 504", escalated=True, outcome="refund 50", why="close"
)


def answer(headline: str, **more: Any) -> Answer:  # noqa: ANN401  any field
    return Answer(
        question="?",
        status=Status.ANSWERED,
        headline=headline,
        text="",
        plan=Plan(intent=Intent.VALUE, metric="escalation_ratio", period=OCTOBER, where={"product": ["Plan 9"]}),
        numbers=[RATIO],
        cases=[CASE],
        **more,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The ratio for product Plan 9 in October 2026 was 7.4 % (120 of 1,620; 95 % interval 6.2 to 8.8 %).",
        "From 1 October to 31 October 2026 there were 120.",
        "HADOOP-17 ended with refund 50.",
        "3 of them, for P1 and Q4.",
        "Nothing at all.",
    ],
)
def test_a_sentence_with_nothing_but_evidence_is_sent(sentence: str) -> None:
    check_grounded(answer(sentence), Said(computed=[3]))


@pytest.mark.parametrize(
    "sentence",
    [
        "The ratio was 7.5 %.",
        "The ratio was 4.7 %.",
        "The ratio was 74 %.",
        "The ratio was -7.4 %.",
        "There were 210.",
        "There were 1620.",
        "There were 1,6200.",
        "In October 2025 there were 120.",
        "On 17 October there were 120.",
        "HADOOP-71 is like it.",
        "HADOOP-17-2 is like it.",
        "OTHER-17 is like it.",
        "They are like case 504.",
    ],
)
def test_a_sentence_with_another_number_or_id_is_not_sent(sentence: str) -> None:
    with pytest.raises(UngroundedError):
        check_grounded(answer(sentence), Said())


def test_caveats_and_the_footing_are_held_to_it_too() -> None:
    with pytest.raises(UngroundedError):
        check_grounded(answer("Fine.", caveats=["12 rows are small."]), Said())
    with pytest.raises(UngroundedError):
        check_grounded(answer("Fine.", footing="n = 12"), Said())


def test_the_error_tells_nothing_of_what_was_written() -> None:
    with pytest.raises(UngroundedError) as refusal:
        check_grounded(answer("The secret is 4711."), Said())

    assert "4711" not in str(refusal.value)


def test_what_was_computed_beside_the_answer_and_words_of_ours_may_be_said() -> None:
    sentence = "2,500 cases up to 13 September 2025, in the last 90 days."

    check_grounded(answer(sentence), Said(computed=[2500, date(2025, 9, 13)], words=["the last 90 days"]))


def test_strays_are_told_in_their_order() -> None:
    assert strays("C-1, then 7 and C-2", {"C-1"}) == ["C-2", "7"]


def test_the_words_for_a_filter_are_evidence_with_the_names_and_the_counts_in_them() -> None:
    where = {"org line 3": [f"V{at}" for at in range(15)]}
    asked = Plan(intent=Intent.BREAKDOWN, metric="cases", by=("step 2",), where=where)
    said = Answer(
        question="?",
        status=Status.ANSWERED,
        headline="Cases for org line 3 V0 or V1 or V2 or V3 or 11 more, among values of step 2.",
        text="",
        plan=asked,
    )

    check_grounded(said, Said())


def test_what_does_not_pass_is_left_out_and_counted() -> None:
    said = answer("The ratio was 9.9 %.", lines=["Of 1,620.", "Of 77."], caveats=["12 rows."], footing="n = 1,620")

    passed, strays_found = grounded_part(said, Said())

    assert strays_found == 3
    assert passed.headline == "escalation ratio: 7.4 %."
    assert (passed.lines, passed.caveats, passed.footing) == (["Of 1,620."], [], "n = 1,620")


def test_what_passes_stays_as_it_is() -> None:
    said = answer("The ratio was 7.4 %.", footing="n = 1,620")

    assert grounded_part(said, Said()) == (said, 0)


def test_an_answer_with_a_table_whose_headline_does_not_pass_points_at_the_table() -> None:
    said = answer("It was 9.9 %.", table=Table(columns=["cases"], rows=[[3]]))

    assert grounded_part(said, Said())[0].headline == "The numbers are in the table."
