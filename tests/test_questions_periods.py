"""What the words for a period mean on Sunday, 22 November 2026."""

from datetime import date

import pytest

from knowledge.metrics.periods import ALWAYS, Period
from knowledge.questions.plan import OutOfScope, Unclear, Understood
from tests.test_questions_values import SUNDAY, a_reader

READER = a_reader()


def days(start: str | None, end: str | None) -> Period:
    return Period(start=date.fromisoformat(start) if start else None, end=date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("today", days("2026-11-22", "2026-11-23")),
        ("yesterday", days("2026-11-21", "2026-11-22")),
        ("this week", days("2026-11-16", "2026-11-23")),
        ("this month", days("2026-11-01", "2026-11-23")),
        ("the current quarter", days("2026-10-01", "2026-11-23")),
        ("this year", days("2026-01-01", "2026-11-23")),
        ("this year so far", days("2026-01-01", "2026-11-23")),
        ("last week", days("2026-11-09", "2026-11-16")),
        ("last month", days("2026-10-01", "2026-11-01")),
        ("in the last full month", days("2026-10-01", "2026-11-01")),
        ("previous quarter", days("2026-07-01", "2026-10-01")),
        ("past year", days("2025-01-01", "2026-01-01")),
        ("last day", days("2026-11-21", "2026-11-22")),
        ("last 7 days", days("2026-11-15", "2026-11-22")),
        ("over the past thirty days", days("2026-10-23", "2026-11-22")),
        ("over the past 30 days", days("2026-10-23", "2026-11-22")),
        ("in the last two weeks", days("2026-11-08", "2026-11-22")),
        ("the last couple of weeks", days("2026-11-08", "2026-11-22")),
        ("last 3 months", days("2026-08-22", "2026-11-22")),
        ("trailing 12 months", days("2025-11-22", "2026-11-22")),
        ("last 2 quarters", days("2026-05-22", "2026-11-22")),
        ("previous 2 years", days("2024-11-22", "2026-11-22")),
        ("last 4 full weeks", days("2026-10-19", "2026-11-16")),
        ("last 3 complete months", days("2026-08-01", "2026-11-01")),
        ("since March", days("2026-03-01", "2026-11-23")),
        ("since 2026-03-01", days("2026-03-01", "2026-11-23")),
        ("since last Monday", days("2026-11-16", "2026-11-23")),
        ("since the beginning of 2026", days("2026-01-01", "2026-11-23")),
        ("from 1 March onwards", days("2026-03-01", "2026-11-23")),
        ("after March", days("2026-04-01", "2026-11-23")),
        ("before March", days(None, "2026-03-01")),
        ("until 5 March", days(None, "2026-03-06")),
        ("until the end of March 2026", days(None, "2026-04-01")),
        ("in March", days("2026-03-01", "2026-04-01")),
        ("March", days("2026-03-01", "2026-04-01")),
        ("in Mar 2025", days("2025-03-01", "2025-04-01")),
        ("in May", days("2026-05-01", "2026-06-01")),
        ("in November", days("2026-11-01", "2026-12-01")),
        ("in December", days("2025-12-01", "2026-01-01")),
        ("this September", days("2026-09-01", "2026-10-01")),
        ("in Q3", days("2026-07-01", "2026-10-01")),
        ("Q3 2025", days("2025-07-01", "2025-10-01")),
        ("2025 Q3", days("2025-07-01", "2025-10-01")),
        ("in the third quarter of 2025", days("2025-07-01", "2025-10-01")),
        ("Q4 last year", days("2025-10-01", "2026-01-01")),
        ("in H1", days("2026-01-01", "2026-07-01")),
        ("first half of 2025", days("2025-01-01", "2025-07-01")),
        ("past half year", days("2026-05-22", "2026-11-22")),
        ("in 2025", days("2025-01-01", "2026-01-01")),
        ("on 5 October 2026", days("2026-10-05", "2026-10-06")),
        ("on October 5", days("2026-10-05", "2026-10-06")),
        ("on the 5th of October", days("2026-10-05", "2026-10-06")),
        ("on 29 February", days("2024-02-29", "2024-03-01")),
        ("on 2026-10-05", days("2026-10-05", "2026-10-06")),
        ("in 2026-10", days("2026-10-01", "2026-11-01")),
        ("on 2026/10/05", days("2026-10-05", "2026-10-06")),
        ("on 25/12/2025", days("2025-12-25", "2025-12-26")),
        ("on Monday", days("2026-11-16", "2026-11-17")),
        ("last Sunday", days("2026-11-15", "2026-11-16")),
        ("3 days ago", days("2026-11-19", "2026-11-20")),
        ("two months ago", days("2026-09-01", "2026-10-01")),
        ("a week ago", days("2026-11-09", "2026-11-16")),
        ("in the week of 8 October", days("2026-10-05", "2026-10-12")),
        ("between March and May", days("2026-03-01", "2026-06-01")),
        ("between March and May 2025", days("2025-03-01", "2025-06-01")),
        ("from October 2025 to March", days("2025-10-01", "2026-04-01")),
        ("from November to January", days("2025-11-01", "2026-02-01")),
        ("from 2026-03-01 to 2026-03-31", days("2026-03-01", "2026-04-01")),
        ("from 5 to 12 October", days("2026-10-05", "2026-10-13")),
        ("from 5 to 12 October 2025", days("2025-10-05", "2025-10-13")),
        ("from 5 to Q3", None),
        ("in 2026-13", None),
        ("on 31/04/2026", None),
        ("on 31 April 2026", None),
        ("from 31 April to 5 May", None),
        ("from 03/04 to 2026-05-01", None),
        ("since 31 April", None),
        ("last 999 years", days("1027-11-22", "2026-11-22")),
        ("the last 3 widgets", None),
        ("from May to March 2026", days("2025-05-01", "2026-04-01")),
        ("March to May", days("2026-03-01", "2026-06-01")),
        ("from March until today", days("2026-03-01", "2026-11-23")),
        ("in March and April", days("2026-03-01", "2026-05-01")),
        ("last week and this week", days("2026-11-09", "2026-11-23")),
        ("from last week", days("2026-11-09", "2026-11-16")),
        ("year to date", days("2026-01-01", "2026-11-23")),
        ("month to date", days("2026-11-01", "2026-11-23")),
        ("ytd", days("2026-01-01", "2026-11-23")),
        ("of all time", ALWAYS),
        ("Jan \u2013 Mar 2026", days("2026-01-01", "2026-04-01")),
        ("in the first week of October", days("2026-09-28", "2026-10-05")),
        ("since the start of the quarter", days("2026-10-01", "2026-11-23")),
        ("in 2026-W42", days("2026-10-12", "2026-10-19")),
        ("over the weekend", days("2026-11-21", "2026-11-23")),
        ("in the 30 days after 5 October", days("2026-10-06", "2026-11-05")),
    ],
)
def test_the_words_for_a_period_mean_these_days(words: str, period: Period | None) -> None:
    reading = READER.read(f"escalations {words}", today=SUNDAY)

    if period is None:
        assert isinstance(reading, Unclear)
    else:
        assert isinstance(reading, Understood)
        assert reading.plan.period == period


def test_without_a_period_the_default_is_taken_and_said() -> None:
    reading = READER.read("escalations in EMEA", today=SUNDAY)

    assert isinstance(reading, Understood)
    assert reading.plan.period == days("2026-08-24", "2026-11-22")
    assert reading.assumed == ("no period was named: the last 90 days",)


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        ("escalations on 03/04", ("escalations on 2026-03-04", "escalations on 2026-04-03")),
        ("escalations since 03/04/2025", ("escalations since 2025-03-04", "escalations since 2025-04-03")),
        ("escalations from March", ("escalations in March", "escalations since March")),
        ("escalations last September", ("escalations September 2026", "escalations September 2025")),
        (
            "cases in the last few weeks",
            ("cases opened last 2 weeks", "cases opened last 3 weeks", "cases opened last 6 weeks"),
        ),
        ("cases in the last 48 hours", ("cases opened last 2 days", "cases opened today")),
        ("cases in the last 24 hours", ("cases opened yesterday", "cases opened today")),
        ("cases on 31 June", ("cases opened last month", "cases opened last 90 days")),
        ("escalations from May 2026 to March 2026", ("escalations from march 2026 to may 2026",)),
        ("escalations in March and in May", ("escalations in March", "escalations in May")),
    ],
)
def test_a_period_that_can_be_read_in_several_ways_is_asked_for(question: str, choices: tuple[str, ...]) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Unclear)
    assert reading.choices == choices


@pytest.mark.parametrize("words", ["tomorrow", "next week", "in December 2026", "since 2027", "next quarter"])
def test_a_period_that_has_not_begun_is_refused_as_a_forecast(words: str) -> None:
    reading = READER.read(f"escalations {words}", today=SUNDAY)

    assert isinstance(reading, OutOfScope)
    assert "no forecast" in reading.sentence


def test_the_same_day_a_month_back_is_the_last_one_of_a_shorter_month() -> None:
    reading = READER.read("escalations in the last 1 months", today=date(2026, 3, 31))

    assert isinstance(reading, Understood)
    assert reading.plan.period == days("2026-02-28", "2026-03-31")
