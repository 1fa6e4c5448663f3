"""Answers that show cases: those behind a number, and one that there is not; of one that there is, see tests/cases."""

import pytest

from knowledge.answers.answer import Status
from knowledge.answers.documents import answer_document
from knowledge.answers.served import Knowledge
from knowledge.questions.plan import Intent, Plan, Show
from tests.world import a_value, answered


@pytest.mark.parametrize(
    ("metric", "condition"),
    [
        ("escalations", "escalated_local >= '2026-09-01' AND escalated_local < '2026-10-01'"),
        ("escalation_ratio", "opened_local >= '2026-09-01' AND opened_local < '2026-10-01'"
         " AND escalated_at IS NOT NULL"),
        ("backlog", "opened_at < '2026-10-01' AND (resolved_at IS NULL OR resolved_at >= '2026-10-01')"),
        ("early_escalation_share", "escalated_local >= '2026-09-01' AND escalated_local < '2026-10-01'"
         " AND hours_to_escalate <= 24"),
        ("csat", "scored_local >= '2026-09-01' AND scored_local < '2026-10-01' AND csat IS NOT NULL"),
    ],
)  # fmt: skip
def test_the_cases_behind_a_number_are_those_that_it_counts(knowledge: Knowledge, metric: str, condition: str) -> None:
    answer = answered(knowledge, a_value(metric, show=Show.CASES))

    with knowledge.current() as served:
        ids = {row[0] for row in served._engine.rows(f"SELECT case_id FROM cases WHERE {condition}")}
    assert answer.receipt is not None
    assert set(answer.receipt.case_ids) == ids
    assert {case.case_id for case in answer.cases} <= ids
    assert len(answer.cases) == min(10, len(ids))
    assert [case.score for case in answer.cases] == [None] * len(answer.cases)
    number = answer.numbers[0]
    assert len(ids) == (number.n if number.numerator is None else number.numerator)


def test_of_many_cases_the_first_are_shown_and_the_rest_counted(knowledge: Knowledge) -> None:
    answer = answered(knowledge, a_value("time_to_resolve", show=Show.CASES, limit=3, period=None))

    total = answer.numbers[0].n
    assert answer.headline.endswith(f" The longest 3 of the {total:,} cases are listed.")
    assert [case.why[:17] for case in answer.cases] == ["time to resolve: "] * 3
    assert answer_document(answer)["cases"][0]["score"] is None


def test_quality_reviews_have_no_cases_behind_them(knowledge: Knowledge) -> None:
    answer = answered(knowledge, a_value("quality_score", show=Show.CASES))

    assert answer.cases == () or list(answer.cases) == []
    assert "Quality reviews belong to no case, so there are none to list." in answer.caveats


def test_a_case_that_there_is_not_is_said_not_to_be(knowledge: Knowledge) -> None:
    answer = answered(knowledge, Plan(intent=Intent.CASE, case_id="C-4711"))

    assert answer.status is Status.NO_DATA
    assert answer.headline == "There is no case C-4711 among the 300 cases that are served."
