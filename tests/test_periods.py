"""Days, weeks from Monday, months, quarters and years: where each starts, and which ones a period touches."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.metrics.periods import (
    Grain,
    Period,
    add_months,
    local_date,
    next_start,
    start_of,
    starts_within,
    units_before,
    whole_months,
)

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
grains = st.sampled_from(Grain)


@pytest.mark.parametrize(
    ("grain", "start", "following"),
    [
        (Grain.DAY, date(2026, 2, 28), date(2026, 3, 1)),
        (Grain.WEEK, date(2026, 2, 23), date(2026, 3, 2)),
        (Grain.MONTH, date(2026, 2, 1), date(2026, 3, 1)),
        (Grain.QUARTER, date(2026, 1, 1), date(2026, 4, 1)),
        (Grain.YEAR, date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_saturday_in_february_lies_in(grain: Grain, start: date, following: date) -> None:
    assert start_of(grain, date(2026, 2, 28)) == start
    assert next_start(grain, start) == following


def test_a_week_starts_on_monday_also_across_a_year() -> None:
    assert start_of(Grain.WEEK, date(2027, 1, 3)) == date(2026, 12, 28)
    assert start_of(Grain.WEEK, date(2027, 1, 4)) == date(2027, 1, 4)


@given(day=days, grain=grains)
def test_every_day_lies_in_exactly_one_grain(day: date, grain: Grain) -> None:
    start = start_of(grain, day)

    assert start <= day < next_start(grain, start)
    assert start_of(grain, start) == start
    assert start_of(grain, next_start(grain, start) - timedelta(days=1)) == start


@given(start=days, length=st.integers(0, 400), grain=grains)
def test_the_grains_of_a_period_cover_its_days_and_no_others(start: date, length: int, grain: Grain) -> None:
    end = start + timedelta(days=length)
    expected = sorted({start_of(grain, start + timedelta(days=day)) for day in range(length)})

    # An empty period that begins within a grain touches it with no day, and is listed with none of another.
    assert list(starts_within(grain, start, end))[: len(expected)] == expected
    assert len(list(starts_within(grain, start, end))) <= max(1, len(expected))


def test_a_cut_first_grain_keeps_its_own_start_as_label() -> None:
    labels = starts_within(Grain.MONTH, date(2026, 1, 20), date(2026, 3, 2))

    assert list(labels) == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]


@pytest.mark.parametrize("grain", Grain)
def test_the_last_days_of_the_calendar_are_no_trouble(grain: Grain) -> None:
    labels = list(starts_within(grain, date(9999, 12, 30), date.max))

    assert labels == [start_of(grain, date(9999, 12, 30))]


@pytest.mark.parametrize(
    ("months", "expected"), [(0, date(2026, 3, 1)), (10, date(2027, 1, 1)), (-3, date(2025, 12, 1))]
)
def test_months_are_added_across_years(months: int, expected: date) -> None:
    assert add_months(date(2026, 3, 1), months) == expected


@pytest.mark.parametrize(
    ("unit", "count", "day", "expected"),
    [
        (Grain.DAY, 3, date(2026, 3, 1), date(2026, 2, 26)),
        (Grain.WEEK, 2, date(2026, 3, 1), date(2026, 2, 15)),
        (Grain.MONTH, 1, date(2026, 3, 31), date(2026, 2, 28)),
        (Grain.QUARTER, 1, date(2026, 5, 31), date(2026, 2, 28)),
        (Grain.YEAR, 1, date(2024, 2, 29), date(2023, 2, 28)),
        (Grain.MONTH, -1, date(2026, 1, 31), date(2026, 2, 28)),
    ],
)
def test_so_many_units_before_a_day_is_the_same_day_or_the_last_of_its_month(
    unit: Grain, count: int, day: date, expected: date
) -> None:
    assert units_before(unit, count, day) == expected


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 1), date(2027, 1, 1), 12),
        (date(2025, 12, 1), date(2026, 1, 1), 1),
        (date(2026, 1, 2), date(2026, 2, 2), 0),
        (date(2026, 1, 1), date(2026, 1, 31), 0),
    ],
)
def test_a_stretch_is_made_of_so_many_whole_months(start: date, end: date, months: int) -> None:
    assert whole_months(start, end) == months


def test_a_period_may_be_empty_but_not_end_before_it_starts() -> None:
    assert Period(start=date(2026, 1, 1), end=date(2026, 1, 1)).end == date(2026, 1, 1)
    with pytest.raises(ValueError, match="cannot end"):
        Period(start=date(2026, 1, 2), end=date(2026, 1, 1))


def test_the_day_of_an_instant_is_that_of_the_reporting_time_zone() -> None:
    late = datetime(2026, 10, 31, 23, 30, tzinfo=ZoneInfo("UTC"))

    assert local_date(late, ZoneInfo("UTC")) == date(2026, 10, 31)
    assert local_date(late, ZoneInfo("Europe/Berlin")) == date(2026, 11, 1)
    assert local_date(late, ZoneInfo("America/New_York")) == date(2026, 10, 31)
