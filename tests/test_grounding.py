"""The check that no sentence is sent with a number or a case id that the evidence does not hold."""

from datetime import date
from typing import Any

import pytest

from knowledge.answers.answer import Answer, Number, Status
from knowledge.answers.grounding import UngroundedError, check_grounded, strays
from knowledge.metrics.periods import Period
from knowledge.questions.plan import Intent, Plan
from knowledge.retrieval.similar_case import SimilarCase

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


def answer(headline: str, **more: Any) -> Answer:  # noqa: ANN401
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
    check_grounded(answer(sentence), computed=[3], words=[])


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
        check_grounded(answer(sentence), computed=[], words=[])


def test_caveats_and_the_footing_are_held_to_it_too() -> None:
    with pytest.raises(UngroundedError):
        check_grounded(answer("Fine.", caveats=["12 rows are small."]), computed=[], words=[])
    with pytest.raises(UngroundedError):
        check_grounded(answer("Fine.", footing="n = 12"), computed=[], words=[])


def test_the_error_tells_nothing_of_what_was_written() -> None:
    with pytest.raises(UngroundedError) as refusal:
        check_grounded(answer("The secret is 4711."), computed=[], words=[])

    assert "4711" not in str(refusal.value)


def test_what_was_computed_beside_the_answer_and_words_of_ours_may_be_said() -> None:
    sentence = "2,500 cases up to 13 September 2025, in the last 90 days."

    check_grounded(answer(sentence), computed=[2500, date(2025, 9, 13)], words=["the last 90 days"])


def test_strays_are_told_in_their_order() -> None:
    assert strays("C-1, then 7 and C-2", {"C-1"}) == ["C-2", "7"]
