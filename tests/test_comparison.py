"""Answers that compare: two numbers, how they differ and how certain that is."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from knowledge.answers.answer import Number, Status
from knowledge.answers.served import Knowledge
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Bound, Intent, Order, Plan, Show, Sign
from tests.changing_world import OCTOBER, SEPTEMBER, answered, changing_world

PERIODS = Plan(intent=Intent.COMPARE, metric="escalation_ratio", period=OCTOBER, compared_with=SEPTEMBER)
COUNTS = replace(PERIODS, metric="escalations")
SEGMENTS = Plan(
    intent=Intent.COMPARE,
    metric="escalation_ratio",
    period=OCTOBER,
    by=("product",),
    where={"product": ("Billing", "Checkout")},
)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    with changing_world(tmp_path_factory) as opened:
        yield opened


def about(number: Number) -> tuple[Period, float | int | None, int]:
    return number.period, number.value, number.n


def test_two_periods_are_told_in_one_sentence_with_the_difference_and_its_interval(knowledge: Knowledge) -> None:
    answer = answered(knowledge, PERIODS)

    assert answer.status is Status.ANSWERED
    assert answer.headline == (
        "Escalation ratio rose from 10.0 % (September 2026) to 30.0 % (October 2026), by 20.0 points"
        " (95 % interval 5.7 to 33.6): more than the usual variation."
    )
    assert answer.lines == ["Usual for a month is 0.0 % to 21.6 %, by the 10 before."]


def test_the_numbers_are_those_of_both_periods(knowledge: Knowledge) -> None:
    answer = answered(knowledge, PERIODS)

    assert [about(number) for number in answer.numbers] == [(OCTOBER, 0.3, 60), (SEPTEMBER, 0.1, 60)]
    assert answer.receipt is not None
    assert len(answer.receipt.queries) == 2


def test_the_earlier_period_comes_first_whichever_was_asked_for(knowledge: Knowledge) -> None:
    turned = replace(PERIODS, period=SEPTEMBER, compared_with=OCTOBER)

    assert answered(knowledge, turned).headline == answered(knowledge, PERIODS).headline


def test_what_did_not_change_is_called_that(knowledge: Knowledge) -> None:
    answer = answered(knowledge, replace(PERIODS, where={"product": ("Billing",)}))

    assert answer.headline == (
        "Escalation ratio for product Billing stayed at 10.0 % (September 2026 and October 2026): no change."
    )


def test_counts_of_months_are_compared_by_the_day(knowledge: Knowledge) -> None:
    assert answered(knowledge, COUNTS).headline == (
        "Escalations rose from 6 (September 2026) to 18 (October 2026), by 12"
        " (by the day 2.9 times as many; 95 % interval 1.2 to 7.1 times): more than the usual variation."
    )


def test_periods_of_different_length_name_their_days(knowledge: Knowledge) -> None:
    week = Period(start=OCTOBER.start, end=OCTOBER.start and OCTOBER.start.replace(day=8))

    answer = answered(knowledge, replace(COUNTS, metric="cases", period=week))

    assert answer.headline.startswith("Cases opened went from 60 in 30 days (September 2026) to 16 in 7 days (")
    assert "The two periods differ in length, so their counts are compared by the day." in answer.caveats


def test_periods_that_share_days_get_no_interval(knowledge: Knowledge) -> None:
    both = Period(start=SEPTEMBER.start, end=OCTOBER.end)

    answer = answered(knowledge, replace(PERIODS, compared_with=both))

    assert "95 %" not in answer.headline
    assert answer.headline.endswith("the two periods share days, so it cannot be said how certain that is.")


def test_a_period_that_can_still_grow_is_too_recent_to_tell(knowledge: Knowledge) -> None:
    last_days = Period(start=OCTOBER.end, end=None)

    answer = answered(knowledge, replace(PERIODS, period=last_days, compared_with=OCTOBER))

    assert "too recent to tell" in answer.headline
    assert any("may rise" in caveat for caveat in answer.caveats)


def test_every_group_of_a_split_is_held_against_itself(knowledge: Knowledge) -> None:
    answer = answered(knowledge, replace(COUNTS, by=("product",)))

    assert answer.headline == (
        "Escalations by product, September 2026 against October 2026: Checkout, from 3 to 15, by 12"
        " (by the day 4.8 times as many; 95 % interval 1.5 to 15.6 times), the only clear change among 2 products."
    )
    assert answer.lines[0].startswith("All together, escalations rose from 6 (September 2026) to 18 (October 2026)")
    assert answer.table is not None
    assert list(answer.table.columns) == ["product", "before", "after", "change", "verdict"]
    assert [list(row) for row in answer.table.rows] == [
        ["Checkout", 3, 15, 12, "clear"],
        ["Billing", 3, 3, 0, "within the usual variation"],
    ]
    assert len(answer.numbers) == 6


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (Order.DESC, "of 2 products, Checkout, from 3 to 15, by 12"),
        (Order.ASC, "none of the 2 products fell."),
    ],
)
def test_what_rose_or_fell_most_comes_first(knowledge: Knowledge, order: Order, told: str) -> None:
    assert told in answered(knowledge, replace(COUNTS, by=("product",), order=order)).headline


def test_only_the_groups_within_a_bound_are_told(knowledge: Knowledge) -> None:
    bound = Bound(sign=Sign.ABOVE, number=10)

    answer = answered(knowledge, replace(COUNTS, by=("product",), bound=bound))

    assert answer.table is not None
    assert [row[0] for row in answer.table.rows] == ["Checkout"]


def test_two_segments_are_told_with_which_is_higher(knowledge: Knowledge) -> None:
    answer = answered(knowledge, SEGMENTS)

    assert answer.headline == (
        "Escalation ratio in October 2026: Checkout (50.0 %) and Billing (10.0 %). Checkout is higher than Billing,"
        " by 40.0 points (95 % interval 17.0 to 58.1): a clear difference."
    )
    assert [(number.where, number.value) for number in answer.numbers] == [
        ({"product": ("Checkout",)}, 0.5),
        ({"product": ("Billing",)}, 0.1),
    ]


def test_segments_that_hardly_differ_are_not_called_different(knowledge: Knowledge) -> None:
    plan = replace(SEGMENTS, by=("region",), where={"region": ("EMEA", "APAC"), "product": ("Checkout",)})

    answer = answered(knowledge, plan)

    assert answer.headline.startswith("Escalation ratio for product Checkout in October 2026: ")
    assert answer.headline.endswith("There is no difference.")


def test_a_segment_without_a_case_has_nothing_to_compare(knowledge: Knowledge) -> None:
    plan = replace(SEGMENTS, where={"product": ("Billing", "Refunds")})

    assert answered(knowledge, plan).headline == (
        "Escalation ratio in October 2026: Billing (10.0 %). There is nothing to compute it from for Refunds."
    )


def test_a_comparison_over_time_is_a_series(knowledge: Knowledge) -> None:
    answer = answered(knowledge, replace(SEGMENTS, every=Grain.WEEK))

    assert answer.table is not None
    assert answer.table.columns[0] == "period"


def test_a_period_before_the_data_is_no_data(knowledge: Knowledge) -> None:
    last_year = Period(
        start=SEPTEMBER.start and SEPTEMBER.start.replace(year=2024),
        end=OCTOBER.start and OCTOBER.start.replace(year=2024),
    )

    answer = answered(knowledge, replace(PERIODS, compared_with=last_year))

    assert answer.status is Status.NO_DATA


def test_both_numbers_come_as_a_table_when_one_is_asked_for(knowledge: Knowledge) -> None:
    answer = answered(knowledge, replace(PERIODS, show=Show.TABLE))

    assert answer.table is not None
    assert [list(row) for row in answer.table.rows] == [
        ["2026-10-01", "2026-11-01", 0.3, 60],
        ["2026-09-01", "2026-10-01", 0.1, 60],
    ]


@pytest.mark.parametrize("metric", ["time_to_resolve", "backlog", "handoffs_per_case"])
def test_every_kind_of_number_can_be_compared(knowledge: Knowledge, metric: str) -> None:
    answer = answered(knowledge, replace(PERIODS, metric=metric))

    assert answer.status in (Status.ANSWERED, Status.NO_DATA)
