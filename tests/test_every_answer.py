"""What goes for every answer, whatever was asked: it is grounded, it is always the same, its text is whole."""

from collections.abc import Iterator

import pytest

from knowledge.answers.answer import Answer, Status
from knowledge.answers.answerer import Answerer
from knowledge.answers.documents import answer_document
from knowledge.answers.grounding import strays, tokens_of
from knowledge.answers.served import Knowledge
from tests.world import CASES

QUESTIONS = (
    "How many escalations last month?",
    "How many cases were opened in Billing since 2 September?",
    "What was the escalation ratio yesterday?",
    "Weekly escalations since June",
    "escalation ratio by month this year",
    "cases by product and month",
    "escalations by product per quarter",
    "Which team has the lowest escalation ratio?",
    "Top 2 regions by cases in 2026",
    "escalations by reason",
    "cases by day of week",
    "cases by account",
    "cases by plan version",
    "Similar cases: customer was charged twice",
    "2 cases similar to: export fails with error 504",
    "How many escalations in 2019?",
    "what is an escalation?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_number_in_a_sentence_is_in_the_evidence(answerer: Answerer, knowledge: Knowledge, question: str) -> None:
    answer = answerer.answer(question)

    document = answer_document(answer)
    numbers = {text for one in answer.numbers for text in _written(one.value, one.n, one.numerator, one.low, one.high)}
    said = tokens_of([str(document["understood"]), str(document["table"]), str(document["cases"]), "95"])
    days = {str(day) for day in range(1, 32)} | {"2025", "2026", "2019"}
    assert answer.status is not Status.REFUSED
    assert strays(answer.headline, numbers | said | days | set(_totals(answer, knowledge)) | {str(CASES), "90"}) == []


def _totals(answer: Answer, knowledge: Knowledge) -> Iterator[str]:
    """How many groups there are in all, and how many cases in them: what the receipt's query gives."""
    for query in answer.receipt.queries if answer.receipt else ():
        with knowledge.current() as served:
            rows = served._engine.rows(query.sql, list(query.params))
        yield f"{len(rows):,}"
        yield f"{sum(row[-1] for row in rows):,}"


def _written(*values: float | None) -> Iterator[str]:
    for value in values:
        if value is not None:
            yield f"{value:,.0f}"
            yield f"{value * 100:.1f}"


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_has_the_same_answer(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question) == answerer.answer(question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_text_begins_with_the_headline_and_ends_with_the_footing(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)

    flat = " ".join(answer.text.split())
    assert flat.startswith(" ".join(answer.headline.split()))
    assert flat.endswith(" ".join(answer.footing.split()))
    assert (
        "data as of 13 October 2026 (UTC)" in answer.footing
        or answer.status is not Status.ANSWERED
        or not answer.receipt
    )
