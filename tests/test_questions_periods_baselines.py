"""What a period is held against, said on Sunday, 22 November 2026."""

from datetime import date

import pytest

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.linking.baselines import (
    Against,
    Baseline,
    Comparison,
    baseline_marks,
    baseline_of,
    compared,
    fair,
    usual_period,
)
from knowledge.questions.linking.tokens import words_of

SUNDAY = date(2026, 11, 22)
BEFORE, A_YEAR_BEFORE = Against(Baseline.BEFORE), Against(Baseline.YEAR_BEFORE, Grain.YEAR)


def days(text: str) -> Period:
    """ "from/to", with the first day behind it."""
    start, end = text.split("/")
    return Period(start=date.fromisoformat(start), end=date.fromisoformat(end))


def against_in(text: str) -> list[tuple[str, Against]]:
    """The longest words for a baseline, and what they mean."""
    words = words_of(text)
    found = sorted(baseline_marks(words), key=lambda mark: mark[0] - mark[1])[:1]
    return [(" ".join(words[first:last]), against) for first, last, against in found]


@pytest.mark.parametrize(
    ("words", "against"),
    [
        ("vs the month before", Against(Baseline.BEFORE, Grain.MONTH)),
        ("the week before", Against(Baseline.BEFORE, Grain.WEEK)),
        ("versus the previous quarter", Against(Baseline.BEFORE, Grain.QUARTER)),
        ("month over month", Against(Baseline.BEFORE, Grain.MONTH)),
        ("week on week", Against(Baseline.BEFORE, Grain.WEEK)),
        ("MoM", Against(Baseline.BEFORE, Grain.MONTH)),
        ("w/w", Against(Baseline.BEFORE, Grain.WEEK)),
        ("QoQ", Against(Baseline.BEFORE, Grain.QUARTER)),
        ("compared to a month ago", Against(Baseline.BEFORE, Grain.MONTH)),
        ("the same day last week", Against(Baseline.BEFORE, Grain.WEEK)),
        ("the same days of last month", Against(Baseline.BEFORE, Grain.MONTH)),
        ("compared with the previous period", BEFORE),
        ("the period before", BEFORE),
        ("period over period", BEFORE),
        ("than the 3 months before", Against(Baseline.BEFORE, Grain.MONTH, 3)),
        ("vs the previous 30 days", Against(Baseline.BEFORE, Grain.DAY, 30)),
        ("against the two weeks before", Against(Baseline.BEFORE, Grain.WEEK, 2)),
        ("year over year", A_YEAR_BEFORE),
        ("YoY", A_YEAR_BEFORE),
        ("y/y", A_YEAR_BEFORE),
        ("the same period last year", A_YEAR_BEFORE),
        ("same quarter last year", A_YEAR_BEFORE),
        ("in the same month of the previous year", A_YEAR_BEFORE),
        ("this time last year", A_YEAR_BEFORE),
        ("a year earlier", A_YEAR_BEFORE),
        ("vs last year", A_YEAR_BEFORE),
        ("compared to a year ago", A_YEAR_BEFORE),
        ("up from the previous year", A_YEAR_BEFORE),
    ],
)
def test_words_for_a_baseline(words: str, against: Against) -> None:
    ((said, found),) = against_in(f"escalations in October {words}")

    assert found == against
    assert " ".join(words_of(words)).endswith(said)


@pytest.mark.parametrize(
    "words",
    [
        *("last year", "last month", "the previous quarter", "a year ago", "the previous 30 days", "3 months before"),
        *("the week before last", "the week before 5 October", "the month before March", "the day before yesterday"),
        "wow, how many cases",
    ],
)
def test_words_for_a_period_are_no_baseline(words: str) -> None:
    assert against_in(words) == []


@pytest.mark.parametrize(
    ("period", "how", "baseline"),
    [
        # the month before is a whole month, however long the two are
        ("2026-10-01/2026-11-01", Baseline.BEFORE, "2026-09-01/2026-10-01"),
        ("2026-03-01/2026-04-01", Baseline.BEFORE, "2026-02-01/2026-03-01"),
        ("2026-07-01/2026-10-01", Baseline.BEFORE, "2026-04-01/2026-07-01"),
        ("2025-01-01/2026-01-01", Baseline.BEFORE, "2024-01-01/2025-01-01"),
        ("2025-04-01/2026-04-01", Baseline.BEFORE, "2024-04-01/2025-04-01"),
        ("2026-11-09/2026-11-16", Baseline.BEFORE, "2026-11-02/2026-11-09"),
        ("2026-10-23/2026-11-22", Baseline.BEFORE, "2026-09-23/2026-10-23"),
        ("2026-11-21/2026-11-22", Baseline.BEFORE, "2026-11-20/2026-11-21"),
        ("2026-10-01/2026-11-01", Baseline.YEAR_BEFORE, "2025-10-01/2025-11-01"),
        ("2025-02-01/2025-03-01", Baseline.YEAR_BEFORE, "2024-02-01/2024-03-01"),
        ("2024-02-01/2024-03-01", Baseline.YEAR_BEFORE, "2023-02-01/2023-03-01"),
        ("2024-02-29/2024-03-01", Baseline.YEAR_BEFORE, "2023-02-28/2023-03-01"),
        # weeks stay weeks
        ("2026-11-09/2026-11-16", Baseline.YEAR_BEFORE, "2025-11-10/2025-11-17"),
        ("2026-10-23/2026-11-22", Baseline.YEAR_BEFORE, "2025-10-23/2025-11-22"),
    ],
)
def test_a_period_is_held_against_one_of_its_own_kind(period: str, how: Baseline, baseline: str) -> None:
    assert baseline_of(days(period), how) == days(baseline)


@pytest.mark.parametrize(
    ("period", "unit", "count", "baseline"),
    [
        ("2026-11-20/2026-11-21", Grain.WEEK, None, "2026-11-13/2026-11-14"),
        ("2026-10-01/2026-11-01", Grain.QUARTER, None, "2026-07-01/2026-08-01"),
        ("2026-03-01/2026-04-01", Grain.MONTH, None, "2026-02-01/2026-03-01"),
        ("2026-03-30/2026-04-01", Grain.MONTH, None, "2026-02-28/2026-03-01"),
        ("2026-03-01/2026-04-01", Grain.MONTH, 3, "2025-12-01/2026-03-01"),
        ("2026-11-09/2026-11-16", Grain.DAY, 30, "2026-10-10/2026-11-09"),
        # longer than the unit: the period before
        ("2026-07-01/2026-10-01", Grain.MONTH, None, "2026-04-01/2026-07-01"),
    ],
)
def test_a_unit_that_was_said_moves_the_period_by_one(
    period: str, unit: Grain, count: int | None, baseline: str
) -> None:
    assert baseline_of(days(period), Baseline.BEFORE, unit, count) == days(baseline)


@pytest.mark.parametrize(
    ("period", "against", "run", "held"),
    [
        ("2026-11-01/2026-11-23", BEFORE, "2026-11-01/2026-11-22", "2026-10-01/2026-10-22"),
        ("2026-11-01/2026-12-01", BEFORE, "2026-11-01/2026-11-22", "2026-10-01/2026-10-22"),
        ("2026-11-16/2026-11-23", BEFORE, "2026-11-16/2026-11-22", "2026-11-09/2026-11-15"),
        ("2026-10-01/2026-11-23", BEFORE, "2026-10-01/2026-11-22", "2026-07-01/2026-08-22"),
        ("2026-01-01/2026-11-23", A_YEAR_BEFORE, "2026-01-01/2026-11-22", "2025-01-01/2025-11-22"),
        ("2026-11-01/2026-11-23", A_YEAR_BEFORE, "2026-11-01/2026-11-22", "2025-11-01/2025-11-22"),
        ("2026-11-16/2026-11-23", A_YEAR_BEFORE, "2026-11-16/2026-11-22", "2025-11-17/2025-11-23"),
        ("2026-11-22/2026-11-23", BEFORE, "2026-11-22/2026-11-23", "2026-11-21/2026-11-22"),
        # no unit is under way: the days that are over, and as many before
        ("2026-11-10/2026-11-23", BEFORE, "2026-11-10/2026-11-22", "2026-10-29/2026-11-10"),
    ],
)
def test_of_a_period_that_is_not_over_as_many_days_count_on_both_sides(
    period: str, against: Against, run: str, held: str
) -> None:
    found = compared(days(period), against, SUNDAY)

    assert (found.period, found.baseline) == (days(run), days(held))


def test_what_is_cut_to_be_fair_is_said() -> None:
    found = compared(days("2026-11-01/2026-11-23"), BEFORE, SUNDAY)

    assert found.assumed == (
        "one period is not over: the days to 21 November 2026 are compared with those to 21 October 2026",
    )


def test_the_first_day_of_a_period_is_held_against_a_first_day_as_far_as_it_goes() -> None:
    first = date(2026, 11, 1)

    found = compared(days("2026-11-01/2026-11-02"), Against(Baseline.BEFORE, Grain.MONTH), first)

    assert (found.period, found.baseline) == (days("2026-11-01/2026-11-02"), days("2026-10-01/2026-10-02"))
    assert found.assumed == ("today is not over, and is compared with all of 1 October 2026",)


def test_on_a_monday_this_week_is_held_against_a_monday() -> None:
    found = compared(days("2026-11-23/2026-11-24"), BEFORE, date(2026, 11, 23))

    assert found.baseline == days("2026-11-16/2026-11-17")


def test_a_longer_month_meets_all_of_a_shorter_one() -> None:
    found = fair(days("2026-03-01/2026-03-31"), days("2026-02-01/2026-03-01"), date(2026, 3, 30))

    assert found == Comparison(
        period=days("2026-03-01/2026-03-30"),
        baseline=days("2026-02-01/2026-03-01"),
        assumed=(
            "one period is not over: the days to 29 March 2026 are compared with those to 28 February 2026,"
            " 28 days to 29",
        ),
    )


def test_two_named_periods_are_cut_alike_whichever_is_not_over() -> None:
    this_month, last_month = days("2026-11-01/2026-11-23"), days("2026-10-01/2026-11-01")

    one, other = fair(this_month, last_month, SUNDAY), fair(last_month, this_month, SUNDAY)

    assert (one.period, one.baseline) == (days("2026-11-01/2026-11-22"), days("2026-10-01/2026-10-22"))
    assert (other.period, other.baseline) == (one.baseline, one.period)
    assert one.assumed == other.assumed != ()


@pytest.mark.parametrize(
    ("period", "other", "assumed"),
    [
        ("2026-10-01/2026-11-01", "2026-09-01/2026-10-01", ()),
        ("2026-07-01/2026-10-01", "2026-01-01/2026-04-01", ()),
        ("2026-11-16/2026-11-23", "2026-10-01/2026-11-01", ("the two periods have 7 and 31 days",)),
        ("2026-03-01/2026-11-23", "2025-01-01/2026-01-01", ("the two periods have 267 and 365 days",)),
    ],
)
def test_periods_that_are_over_or_of_different_kinds_stay_whole(
    period: str, other: str, assumed: tuple[str, ...]
) -> None:
    assert fair(days(period), days(other), SUNDAY) == Comparison(
        period=days(period), baseline=days(other), assumed=assumed
    )


@pytest.mark.parametrize(
    ("against", "period"),
    [
        (Against(Baseline.BEFORE, Grain.MONTH), days("2026-10-01/2026-11-01")),
        (Against(Baseline.BEFORE, Grain.WEEK), days("2026-11-09/2026-11-16")),
        (Against(Baseline.BEFORE, Grain.DAY, 30), days("2026-10-23/2026-11-22")),
        (A_YEAR_BEFORE, days("2026-01-01/2026-11-23")),
        (BEFORE, None),
    ],
)
def test_without_a_period_the_last_complete_unit_is_compared(against: Against, period: Period | None) -> None:
    assert usual_period(against, SUNDAY) == period


def test_an_open_end_has_nothing_to_be_held_against() -> None:
    with pytest.raises(ValueError, match="open end"):
        compared(Period(end=SUNDAY), BEFORE, SUNDAY)
