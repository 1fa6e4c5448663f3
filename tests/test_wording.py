"""The template summary: what its sentences say, whole."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from knowledge.answers.evidence import number_of
from knowledge.answers.wording.sentences import (
    breakdown_sentence,
    caveats_of,
    nothing_sentence,
    stale_caveat,
    value_sentence,
)
from knowledge.answers.wording.similar import similar_sentence
from knowledge.answers.wording.trends import trend_sentence
from knowledge.metrics.catalogue import METRICS, Metric
from knowledge.metrics.compiling import Query, Request
from knowledge.metrics.metrics import MetricRow, MetricTable
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Intent, Order, Plan
from knowledge.retrieval.search.similar_case import SimilarCase

ESCALATIONS, RATIO, OPENED = METRICS["escalations"], METRICS["escalation_ratio"], METRICS["cases"]
QUARTER = Period(start=date(2026, 7, 1), end=date(2026, 10, 1))


def count(value: int, label: str | None = None, month: int | None = None, flags: tuple[str, ...] = ()) -> MetricRow:
    labels = (label,) if label else ()
    return MetricRow(labels=labels, start=_first(month), value=value, n=value, flags=flags)


def ratio(part: int, n: int, label: str | None = None, month: int | None = None, *flags: str) -> MetricRow:
    labels = (label,) if label else ()
    value = part / n if n else None
    low, high = (0.05, 0.2) if n else (None, None)
    return MetricRow(
        labels=labels, start=_first(month), value=value, n=n, numerator=part, low=low, high=high, flags=flags
    )


def _first(month: int | None) -> date | None:
    return date(2026, month, 1) if month else None


def a_plan(**facts: Any) -> Plan:  # noqa: ANN401  any field
    return Plan(**{"intent": Intent.VALUE, "period": QUARTER, **facts})


def table(metric: Metric, rows: Sequence[MetricRow], plan: Plan) -> MetricTable:
    request = Request(metric=metric.name, by=plan.by, every=plan.every, where=plan.where, period=QUARTER)
    return MetricTable(request=request, metric=metric, rows=rows, query=Query(sql="", params=()))


# One value


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (count(1234), "There were 1,234 escalations for product Billing in Q3 2026."),
        (count(1), "Escalations for product Billing in Q3 2026: 1."),
        (count(0), "There were no escalations for product Billing in Q3 2026."),
    ],
)
def test_a_count(row: MetricRow, sentence: str) -> None:
    plan = a_plan(where={"product": ["Billing"]})

    assert value_sentence(ESCALATIONS, plan, number_of(table(ESCALATIONS, [row], plan), row)) == sentence


def test_a_share_comes_with_its_interval() -> None:
    row = ratio(12, 120)

    assert value_sentence(RATIO, a_plan(), number_of(table(RATIO, [row], a_plan()), row)) == (
        "The escalation ratio in Q3 2026 was 10.0 % (12 of 120; 95 % interval 5.0 to 20.0 %)."
    )


def test_nothing_to_compute_from() -> None:
    assert nothing_sentence(ESCALATIONS, a_plan()) == "There were no escalations in Q3 2026."
    assert nothing_sentence(RATIO, a_plan()) == "No case comes into the escalation ratio in Q3 2026."


# A series


def trend(*rows: MetricRow, metric: Metric = ESCALATIONS, **facts: Any) -> str:  # noqa: ANN401  any field
    return trend_sentence(metric, a_plan(every=Grain.MONTH, **facts), rows)


def test_a_series_says_where_it_began_where_it_is_and_its_highest() -> None:
    assert trend(count(3, month=7), count(9, month=8), count(5, month=9)) == (
        "Escalations by month in Q3 2026 went from 3 (July 2026) to 5 (September 2026);"
        " the highest was 9 (August 2026)."
    )


def test_a_highest_value_at_an_end_is_not_told_twice() -> None:
    assert trend(count(3, month=7), count(9, month=8)).endswith(
        "went from 3 (July 2026) to 9 (August 2026), its last value the highest."
    )


def test_slices_that_the_period_cuts_are_not_compared() -> None:
    period = Period(start=date(2026, 6, 20), end=date(2026, 9, 10))
    rows = [count(1, month=6), count(4, month=7), count(6, month=8), count(2, month=9)]

    assert "from 4 (July 2026) to 6 (August 2026)" in trend(*rows, period=period)


def test_slices_that_are_too_young_are_not_compared() -> None:
    rows = [ratio(1, 10, None, 7), ratio(2, 10, None, 8), ratio(0, 10, None, 9, "immature")]

    assert "from 10.0 % (July 2026) to 20.0 % (August 2026)" in trend(*rows, metric=RATIO)


def test_one_value_is_no_course() -> None:
    assert trend(ratio(1, 10, None, 7), metric=RATIO) == "Escalation ratio by month in Q3 2026 was 10.0 % (July 2026)."


def test_too_few_complete_slices_are_said_to_be_so() -> None:
    period = Period(start=date(2026, 7, 20), end=date(2026, 9, 10))

    assert trend(count(3, month=7), count(9, month=8), period=period).endswith(
        "has too few complete slices to compare; the highest was 9 (August 2026)."
    )


def test_of_several_series_the_course_of_the_largest_is_told_and_groups_are_not_mixed() -> None:
    rows = [
        *(count(30, "Billing", 7), count(5, "Login", 7)),
        *(count(35, "Billing", 8), count(50, "Login", 8)),
        *(count(20, "Billing", 9), count(5, "Login", 9)),
    ]

    assert trend(*rows, metric=OPENED, by=("product",)) == (
        "Cases opened by month and product in Q3 2026: Billing, the largest of 2 groups,"
        " went from 30 (July 2026) to 20 (September 2026); the highest was 35 (August 2026)."
    )


# A ranking


def breakdown(*rows: MetricRow, metric: Metric = ESCALATIONS, **facts: Any) -> str:  # noqa: ANN401  any field
    plan = a_plan(by=("account_tier",), **facts)
    shown = rows[::-1] if plan.order is Order.ASC else rows
    return breakdown_sentence(metric, plan, table(metric, rows, plan), shown)


def test_the_group_with_the_most_is_told_with_the_whole() -> None:
    assert breakdown(count(13, "Gold"), count(6, "Silver")) == (
        "Gold has the most escalations in Q3 2026: 13 of 19, among 2 account tiers."
    )


def test_the_group_with_the_lowest_is_told_when_that_was_asked_for() -> None:
    rows = [ratio(2, 10, "Gold"), ratio(1, 10, "Silver")]

    assert breakdown(*rows, metric=RATIO, order=Order.ASC) == (
        "Silver has the lowest escalation ratio in Q3 2026: 10.0 % (1 of 10; 95 % interval 5.0 to 20.0 %),"
        " among 2 account tiers."
    )


def test_groups_that_share_a_place_are_named_together() -> None:
    rows = [count(4, label) for label in ("Gold", "Silver", "Bronze")]
    assert breakdown(*rows, count(1, "Basic")).startswith("Gold, Silver and Bronze share the most escalations in")

    assert breakdown(*rows, count(4, "Basic")).startswith(
        "Gold and 3 others share the most escalations in Q3 2026: 4 each"
    )


def test_a_single_group_is_no_ranking() -> None:
    assert breakdown(count(4, "Gold")) == "Gold is the only account tier in the escalations in Q3 2026: 4 of 4."


# Similar cases


def similar(*cases: tuple[bool, str | None], **facts: Any) -> str:  # noqa: ANN401  any field
    found = [
        SimilarCase(case_id=f"C-{at}", score=0.5, subject="s", escalated=escalated, outcome=outcome, why="close")
        for at, (escalated, outcome) in enumerate(cases)
    ]
    return similar_sentence(a_plan(**{"intent": Intent.SIMILAR, "period": None, **facts}), found)


@pytest.mark.parametrize(
    ("cases", "sentence"),
    [
        ([(True, "fix")], "1 past case is similar to this: it escalated, and its outcome is fix."),
        ([(False, None)], "1 past case is similar to this: it did not escalate."),
        (
            [(True, "fix"), (True, "fix"), (True, None)],
            "3 past cases are similar to this: all of them escalated; the most frequent outcome is fix (2 of 3).",
        ),
        (
            [(False, "refund"), (True, "fix"), (False, "fix"), (False, "refund")],
            "4 past cases are similar to this: 1 of them escalated;"
            " the most frequent outcomes are fix and refund (2 of 4 each).",
        ),
        (
            [(False, "refund"), (False, "fix")],
            "2 past cases are similar to this: none of them escalated; their outcomes are fix and refund.",
        ),
        (
            [(False, "refund"), (False, None)],
            "2 past cases are similar to this: none of them escalated; one outcome is known, refund.",
        ),
    ],
)
def test_how_similar_cases_ended(cases: list[tuple[bool, str | None]], sentence: str) -> None:
    assert similar(*cases) == sentence


def test_a_search_tells_its_filters() -> None:
    facts = {"case_id": "C-17", "where": {"product": ["Billing"]}, "period": QUARTER}

    assert similar((True, None), **facts) == (
        "1 past case for product Billing opened in Q3 2026 is similar to C-17: it escalated."
    )
    assert similar(**facts) == (
        "No past case for product Billing opened in Q3 2026 is similar to C-17: nothing came close enough."
    )


# What to beware of


def caveats(*rows: MetricRow, metric: Metric = RATIO) -> Sequence[str]:
    return caveats_of(table(metric, rows, a_plan()), rows)


@pytest.mark.parametrize(
    ("name", "still"),
    [
        ("escalation_ratio", "escalate"),
        ("elevation_ratio", "be elevated"),
        ("reopen_ratio", "be reopened"),
        ("repeat_contact_ratio", "have a repeat contact"),
    ],
)
def test_what_may_still_happen_is_what_the_metric_counts(name: str, still: str) -> None:
    found = caveats(ratio(1, 40, None, None, "immature"), metric=METRICS[name])

    assert found == [f"Recent cases may still {still}, so the number may rise."]


def test_small_and_young_numbers_are_said_to_be_so() -> None:
    assert caveats(ratio(1, 4, None, None, "small")) == ["The number rests on very few cases."]
    assert caveats(ratio(1, 4, None, None, "immature")) == ["Recent cases may still escalate, so the number may rise."]
    assert caveats(ratio(1, 4, "a", None, "small", "immature"), ratio(1, 10, "b")) == [
        "1 of the 2 numbers rests on very few cases (small).",
        "Recent cases may still escalate, so the immature numbers may rise.",
    ]


def test_a_single_count_is_what_it_is() -> None:
    assert caveats(count(0, flags=("small",)), metric=ESCALATIONS) == []


def test_data_that_ends_more_than_a_day_before_today_is_said_to_be_old() -> None:
    as_of, zone = datetime(2026, 10, 5, 23, tzinfo=UTC), ZoneInfo("Europe/Berlin")

    assert stale_caveat(as_of, date(2026, 10, 7), zone) is None
    assert stale_caveat(as_of, date(2026, 10, 8), zone) == "The data ends on 6 October 2026."


# Names that are not ours


def opened_by(by: str, *rows: MetricRow) -> str:
    plan = a_plan(intent=Intent.BREAKDOWN, by=(by,))
    return breakdown_sentence(OPENED, plan, table(OPENED, rows, plan), rows)


def test_a_value_keeps_its_case_at_the_beginning_of_a_sentence() -> None:
    assert opened_by("account", count(9, "se-Jonas"), count(2, "B")).startswith("se-Jonas has the most cases opened")


def test_what_has_no_value_begins_a_sentence_as_a_sentence_begins() -> None:
    assert opened_by("account", count(9, "(none)"), count(2, "B")).startswith("Cases without a known account have")


def test_an_attribute_is_called_as_the_export_calls_it_and_has_no_plural() -> None:
    assert opened_by("resolved_by", count(9, "A"), count(2, "B")).endswith("among 2 values of resolved_by.")
    assert opened_by("account_tier", count(9, "A"), count(2, "B")).endswith("among 2 account tiers.")
