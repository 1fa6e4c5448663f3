"""Numbers, periods and filters as people write them."""

from datetime import date

import pytest

from knowledge.answers.answer import Number
from knowledge.answers.wording.figures import (
    day,
    definition_words,
    figure,
    figure_with_interval,
    period_words,
    slice_words,
    sparkline,
    where_words,
)
from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.periods import ALWAYS, Grain, Period


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0, "cases", "0"),
        (1234, "cases", "1,234"),
        (1234.0, "cases", "1,234"),
        (0.0741, "share", "7.4 %"),
        (1, "share", "100.0 %"),
        (0, "share", "0.0 %"),
        (3.456, "hours", "3.5 h"),
        (None, "share", "-"),
    ],
)
def test_a_value_is_shown_in_its_unit(value: float | None, unit: str, shown: str) -> None:
    assert figure(value, unit) == shown


def test_a_share_is_shown_with_what_it_is_of_and_its_interval() -> None:
    ratio = Number(metric="escalation_ratio", value=0.1, n=1200, numerator=120, low=0.084, high=0.118, unit="share")

    assert figure_with_interval(ratio) == "10.0 % (120 of 1,200; 95 % interval 8.4 to 11.8 %)"


def test_a_number_without_an_interval_stands_alone() -> None:
    assert figure_with_interval(Number(metric="cases", value=7, n=7, unit="cases")) == "7"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-10-01", "2026-11-01", "in October 2026"),
        ("2026-12-01", "2027-01-01", "in December 2026"),
        ("2026-10-01", "2027-01-01", "in Q4 2026"),
        ("2026-01-01", "2027-01-01", "in 2026"),
        ("2026-10-05", "2026-10-06", "on 5 October 2026"),
        ("2026-10-05", "2026-10-12", "from 5 October to 11 October 2026"),
        ("2025-12-05", "2026-01-12", "from 5 December 2025 to 11 January 2026"),
        ("2026-10-01", "2026-10-15", "from 1 October to 14 October 2026"),
        ("2026-02-01", "2026-05-01", "from 1 February to 30 April 2026"),
        ("2026-03-01", None, "since 1 March 2026"),
        (None, "2026-03-01", "up to 28 February 2026"),
    ],
)
def test_a_period_is_said_as_people_say_it(start: str | None, end: str | None, words: str) -> None:
    period = Period(start=date.fromisoformat(start) if start else None, end=date.fromisoformat(end) if end else None)

    assert period_words(period) == words


def test_all_the_data_is_said_to_be_so() -> None:
    assert period_words(ALWAYS) == period_words(None) == "in all the data"


@pytest.mark.parametrize(
    ("every", "words"),
    [
        (Grain.DAY, "1 October 2026"),
        (Grain.WEEK, "week of 1 October 2026"),
        (Grain.MONTH, "October 2026"),
        (Grain.QUARTER, "Q4 2026"),
        (Grain.YEAR, "2026"),
    ],
)
def test_a_time_slice_is_called_by_its_name(every: Grain, words: str) -> None:
    assert slice_words(every, date(2026, 10, 1)) == words


def test_a_day_is_written_in_words() -> None:
    assert day(date(2026, 10, 5)) == "5 October 2026"


def test_filters_are_or_within_and_and_between_dimensions_and_long_lists_are_cut() -> None:
    assert where_words({}) == ""
    assert where_words({"product": ["Billing", "Checkout"], "account_tier": ["Gold"]}) == (
        " for product Billing or Checkout and account tier Gold"
    )
    assert where_words({"team": list("abcdef")}) == " for team a or b or c or d or 2 more"
    assert where_words({"team": [f"T{at}" for at in range(30)], "made_by": list("abc")}) == (
        " for 30 teams and made_by a or b or c"
    )


def test_a_definition_says_nothing_twice() -> None:
    assert definition_words(METRICS["cases"]) == "Cases opened in the period"
    assert definition_words(METRICS["escalations"]) == "Escalations: cases first escalated in the period"


def test_a_sparkline_has_a_bar_a_value_and_a_gap_where_there_is_none() -> None:
    assert sparkline([0, 5, None, 10]) == "▁▅ █"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([None]) == ""
    assert sparkline([]) == ""
