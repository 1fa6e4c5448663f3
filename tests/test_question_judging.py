"""The judge of the question benchmark: it takes what is right, and nothing that is not."""

from datetime import date
from typing import Any

import pytest

from tests.benchmarks.judging import Document, Value, Verdict, verdict_on
from tests.benchmarks.question_sets import Days, Expected

TODAY = date(2026, 11, 22)
OCTOBER = (date(2026, 10, 1), date(2026, 11, 1))
SEPTEMBER = (date(2026, 9, 1), date(2026, 10, 1))
DUE = Expected(intent="value", metric="escalations", periods=(OCTOBER,))


class AlwaysSeven:
    """Computes seven, whatever is asked for."""

    def value(self, number: Document, statistic: str | None, threshold_hours: float | None) -> Value:
        return 7

    def groups(self, expected: Expected, days: Days) -> dict[tuple[str, ...], Value]:
        return {}

    def default_statistic(self, metric: str) -> str | None:
        return None


def days(period: Days) -> dict[str, str | None]:
    return {side: day.isoformat() if day else None for side, day in zip(("from", "to"), period, strict=True)}


def answered(
    value: float = 7,
    *,
    intent: str = "value",
    period: Days = OCTOBER,
    against: Days | None = None,
    **changed: Any,  # noqa: ANN401  any field
) -> Document:
    understood: dict[str, Any] = {
        "intent": intent,
        "metric": "escalations",
        "statistic": None,
        "by": [],
        "every": None,
        "where": {},
    }
    understood |= {"limit": None, "order": None, "case_id": None, "period": days(period)}
    understood |= {"compared_with": {"period": days(against)} if against else None} | changed
    numbers = [{"value": value, "where": {}, "period": days(one)} for one in (period, against) if one]
    return {"status": "answered", "answer": "There were 7.", "understood": understood, "numbers": numbers}


def judged(document: Document, *ways: Expected) -> Verdict:
    return verdict_on(document, ways or (DUE,), AlwaysSeven(), TODAY)


def test_what_was_due_with_the_right_number_is_right() -> None:
    assert judged(answered()).right


@pytest.mark.parametrize(
    "document",
    [
        answered(8),
        answered(metric="cases"),
        answered(where={"region": ["EMEA"]}),
        answered(by=["product"]),
        answered(limit=3),
        answered(period=SEPTEMBER),
        answered(against=SEPTEMBER),
    ],
)
def test_a_number_for_another_question_is_misleading(document: Document) -> None:
    verdict = judged(document)

    assert not verdict.right
    assert verdict.misleading


def test_asking_back_is_wrong_and_misleads_nobody() -> None:
    verdict = judged({"status": "clarify", "answer": "Which?", "understood": None, "numbers": []})

    assert not verdict.right
    assert not verdict.misleading


def test_a_number_where_asking_back_was_due_is_misleading() -> None:
    assert judged(answered(), Expected(status="clarify")).misleading


def test_the_most_favourable_way_counts() -> None:
    assert judged(answered(), Expected(status="clarify"), DUE).right


@pytest.mark.parametrize(
    ("period", "against", "right"),
    [
        ((date(2026, 11, 1), TODAY), (date(2026, 10, 1), date(2026, 10, 22)), True),
        ((date(2026, 11, 1), TODAY), OCTOBER, True),
        ((date(2026, 11, 1), TODAY), (date(2026, 10, 1), date(2026, 10, 12)), False),
        ((date(2026, 11, 1), TODAY), (date(2026, 9, 1), date(2026, 9, 22)), False),
        ((date(2026, 11, 2), TODAY), OCTOBER, False),
        ((date(2026, 11, 1), TODAY), None, False),
    ],
)
def test_a_period_that_is_not_over_may_be_held_against_as_many_days(
    period: Days, against: Days | None, right: bool
) -> None:
    due = Expected(
        intent="compare",
        metric="escalations",
        periods=((date(2026, 11, 1), date(2026, 11, 23)),),
        compared=(OCTOBER,),
    )
    document = answered(intent="compare", period=period, against=against)

    assert judged(document, due).right is right


def test_findings_may_say_that_nothing_has_been_computed_yet() -> None:
    document = {"status": "no_data", "answer": "Nothing yet.", "understood": {"intent": "findings"}, "numbers": []}

    assert judged(document, Expected(intent="findings")).right
    assert not judged(document, Expected(intent="effect")).right
