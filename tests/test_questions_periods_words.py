"""Which days people mean by the words for a period, said on Sunday, 22 November 2026."""

from collections.abc import Sequence
from datetime import date

import pytest

from knowledge.metrics.periods import Period
from knowledge.questions.linking.calendar_words import Calendar
from knowledge.questions.linking.marks import Mark, PeriodDoubt, PeriodLink, chosen
from knowledge.questions.linking.period_words import period_marks
from knowledge.questions.linking.tokens import words_of

SUNDAY = date(2026, 11, 22)


def marks_in(text: str, today: date = SUNDAY, calendar: Calendar = Calendar()) -> Sequence[Mark]:  # noqa: B008  frozen
    return chosen(period_marks(words_of(text), today, calendar))


def said_in(text: str, today: date = SUNDAY, calendar: Calendar = Calendar()) -> list[str]:  # noqa: B008  frozen
    """Each period as "from/to" with the first day behind it, each doubt as what could be said instead."""
    return [_said(mark) for mark in marks_in(text, today, calendar)]


def _said(mark: Mark) -> str:
    if isinstance(mark.means, PeriodDoubt):
        return " or ".join(mark.means.choices)
    assert isinstance(mark.means, PeriodLink)
    return f"{mark.means.period.start or ''}/{mark.means.period.end or ''}"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        # told from today
        ("the day before yesterday", "2026-11-20/2026-11-21"),
        ("earlier this month", "2026-11-01/2026-11-22"),
        ("earlier in the week", "2026-11-16/2026-11-22"),
        ("the week before last", "2026-11-02/2026-11-09"),
        ("the quarter before last", "2026-04-01/2026-07-01"),
        ("the weekend before last", "2026-11-07/2026-11-09"),
        ("last weekend", "2026-11-14/2026-11-16"),
        ("this weekend", "2026-11-21/2026-11-23"),
        ("in the last fortnight", "2026-11-08/2026-11-22"),
        ("past couple of months", "2026-09-22/2026-11-22"),
        ("the last two weeks", "2026-11-08/2026-11-22"),
        ("the past thirty five days", "2026-10-18/2026-11-22"),
        ("last 90d", "2026-08-24/2026-11-22"),
        ("last 6 mo", "2026-05-22/2026-11-22"),
        ("last 3year", "2023-11-22/2026-11-22"),
        ("TTM", "2025-11-22/2026-11-22"),
        ("the last dozen weeks", "2026-08-30/2026-11-22"),
        ("last hundred days", "2026-08-14/2026-11-22"),
        ("the last full 2 months", "2026-09-01/2026-11-01"),
        ("a couple of days ago", "2026-11-20/2026-11-21"),
        ("this half", "2026-07-01/2026-11-23"),
        ("the last half year", "2026-01-01/2026-07-01"),
        ("this quarter last year", "2025-10-01/2026-01-01"),
        ("last Monday", "2026-11-16/2026-11-17"),
        ("this Monday", "2026-11-16/2026-11-17"),
        ("Friday last week", "2026-11-13/2026-11-14"),
        ("last week's Friday", "2026-11-13/2026-11-14"),
        ("since Monday", "2026-11-16/2026-11-23"),
        ("until yesterday", "/2026-11-22"),
        ("so far this year", "2026-01-01/2026-11-23"),
        ("the month so far", "2026-11-01/2026-11-23"),
        ("quarter-to-date", "2026-10-01/2026-11-23"),
        ("QTD", "2026-10-01/2026-11-23"),
        ("YTD 2025", "2025-01-01/2025-11-23"),
        ("2025 YTD", "2025-01-01/2025-11-23"),
        ("2026 to date", "2026-01-01/2026-11-23"),
        # days
        ("5 Oct", "2026-10-05/2026-10-06"),
        ("Oct 5th", "2026-10-05/2026-10-06"),
        ("on the 5th of October 2026", "2026-10-05/2026-10-06"),
        ("October 5, 2025", "2025-10-05/2025-10-06"),
        ("on Monday, 5 October", "2026-10-05/2026-10-06"),
        ("Monday the 5th of October", "2026-10-05/2026-10-06"),
        ("the 5th of last month", "2026-10-05/2026-10-06"),
        ("on the 30th", "2026-10-30/2026-10-31"),
        ("since the 1st", "2026-11-01/2026-11-23"),
        ("5-Oct-2025", "2025-10-05/2025-10-06"),
        ("2025-oct-5", "2025-10-05/2025-10-06"),
        ("on 5.10.2026", "2026-10-05/2026-10-06"),
        ("on 25/12/25", "2025-12-25/2025-12-26"),
        ("20261005", "2026-10-05/2026-10-06"),
        # months
        ("March this year", "2026-03-01/2026-04-01"),
        ("March of last year", "2025-03-01/2025-04-01"),
        ("last December", "2025-12-01/2026-01-01"),
        ("last November", "2025-11-01/2025-12-01"),
        ("the month of October", "2026-10-01/2026-11-01"),
        ("10/2026", "2026-10-01/2026-11-01"),
        ("10 / 2026", "2026-10-01/2026-11-01"),
        ("2026 - 10", "2026-10-01/2026-11-01"),
        ("Oct-2026", "2026-10-01/2026-11-01"),
        ("2026 October", "2026-10-01/2026-11-01"),
        ("the whole of October", "2026-10-01/2026-11-01"),
        # quarters, halves, years
        ("the first quarter of 2026", "2026-01-01/2026-04-01"),
        ("2026 Q1", "2026-01-01/2026-04-01"),
        ("2026-Q1", "2026-01-01/2026-04-01"),
        ("1Q26", "2026-01-01/2026-04-01"),
        ("Q1/2026", "2026-01-01/2026-04-01"),
        ("Q1 '26", "2026-01-01/2026-04-01"),
        ("Q1\u201926", "2026-01-01/2026-04-01"),
        ("quarter 1 of 2026", "2026-01-01/2026-04-01"),
        ("the last quarter of 2025", "2025-10-01/2026-01-01"),
        ("H2 2025", "2025-07-01/2026-01-01"),
        ("the first half of the year", "2026-01-01/2026-07-01"),
        ("second half of last year", "2025-07-01/2026-01-01"),
        ("2025-2026", "2025-01-01/2027-01-01"),
        ("all of 2025", "2025-01-01/2026-01-01"),
        ("calendar year 2025", "2025-01-01/2026-01-01"),
        # weeks
        ("week of 5 October", "2026-10-05/2026-10-12"),
        ("in the week commencing 8 October", "2026-10-05/2026-10-12"),
        ("w/c 5 Oct", "2026-10-05/2026-10-12"),
        ("the week of the 5th", "2026-11-02/2026-11-09"),
        ("week ending 11 October", "2026-10-05/2026-10-12"),
        ("week 42", "2026-10-12/2026-10-19"),
        ("calendar week 42", "2026-10-12/2026-10-19"),
        ("W42 2025", "2025-10-13/2025-10-20"),
        ("week no. 42 of 2025", "2025-10-13/2025-10-20"),
        ("2026-W42", "2026-10-12/2026-10-19"),
        ("week 1 2026", "2025-12-29/2026-01-05"),
        ("week 50", "2025-12-08/2025-12-15"),
        ("week 53", "2020-12-28/2021-01-04"),
        # within another stretch
        ("first half of October", "2026-10-01/2026-10-16"),
        ("second half of October", "2026-10-16/2026-11-01"),
        ("first week of October", "2026-09-28/2026-10-05"),
        ("the last week of October 2025", "2025-10-27/2025-11-03"),
        ("third week of last month", "2026-10-12/2026-10-19"),
        ("first two weeks of October", "2026-09-28/2026-10-12"),
        ("last 10 days of March", "2026-03-22/2026-04-01"),
        ("the first three months of 2026", "2026-01-01/2026-04-01"),
        ("the last day of last month", "2026-10-31/2026-11-01"),
        ("the last Friday of October", "2026-10-30/2026-10-31"),
        ("the second Monday of October", "2026-10-12/2026-10-13"),
        ("the 30 days after 5 October", "2026-10-06/2026-11-05"),
        ("the week before 5 October", "2026-09-28/2026-10-05"),
        ("the two weeks starting 5 October", "2026-10-05/2026-10-19"),
    ],
)
def test_a_stretch_of_the_calendar_is_these_days(words: str, days: str) -> None:
    assert said_in(f"escalations {words}") == [days]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Jan-Mar 2026", "2026-01-01/2026-04-01"),
        ("Jan \u2013 Mar 2026", "2026-01-01/2026-04-01"),
        ("Jan. \u2014 Mar. 2026", "2026-01-01/2026-04-01"),
        ("Q1-Q3 2026", "2026-01-01/2026-10-01"),
        ("between Q1 and Q3", "2026-01-01/2026-10-01"),
        ("2025 \u2013 2026", "2025-01-01/2027-01-01"),
        ("between May 2025 and June 2026", "2025-05-01/2026-07-01"),
        ("from 2025 to 5 May 2026", "2025-01-01/2026-05-06"),
        ("1 - 15 March", "2026-03-01/2026-03-16"),
        ("5-12 October 2025", "2025-10-05/2025-10-13"),
        ("October 5-12, 2025", "2025-10-05/2025-10-13"),
        ("October 5 to 12, 2025", "2025-10-05/2025-10-13"),
        ("from October 5th through 12th", "2026-10-05/2026-10-13"),
        ("October between 5 and 12", "2026-10-05/2026-10-13"),
        ("between 5 and 12 October", "2026-10-05/2026-10-13"),
        ("from 5 to 12 of last month", "2026-10-05/2026-10-13"),
        ("from 5 to October 12", "2026-10-05/2026-10-13"),
        ("5-12 of last month", "2026-10-05/2026-10-13"),
        ("Oct. 2 until October 22", "2026-10-02/2026-10-23"),
        ("2026-01-01 \u2013 2026-03-31", "2026-01-01/2026-04-01"),
        ("from 28 Dec to 3 Jan", "2025-12-28/2026-01-04"),
        ("Nov 2025 to Feb", "2025-11-01/2026-03-01"),
        ("weeks 31 to 35", "2026-07-27/2026-08-31"),
        ("weeks 31-35 of 2025", "2025-07-28/2025-09-01"),
        ("from week 31 to week 35", "2026-07-27/2026-08-31"),
        ("from Monday to Wednesday", "2026-11-16/2026-11-19"),
        ("Mon-Wed", "2026-11-16/2026-11-19"),
        ("Monday to Wednesday last week", "2026-11-09/2026-11-12"),
        ("last week from Tuesday to Thursday", "2026-11-10/2026-11-13"),
        ("last week between Tuesday and Thursday", "2026-11-10/2026-11-13"),
        ("between 5 October and now", "2026-10-05/2026-11-23"),
        ("from the beginning of March to the end of April", "2026-03-01/2026-05-01"),
        ("from March up to and including May", "2026-03-01/2026-06-01"),
        ("from the start of the quarter", "2026-10-01/2026-11-23"),
        ("since the start of the quarter", "2026-10-01/2026-11-23"),
        ("since the end of September", "2026-10-01/2026-11-23"),
        ("until the end of last month", "/2026-11-01"),
        ("until now", "/2026-11-23"),
        ("as of 31 October", "/2026-11-01"),
        ("up to March", "/2026-04-01"),
        ("before 5 October", "/2026-10-05"),
        ("after 5 October", "2026-10-06/2026-11-23"),
        ("March onwards", "2026-03-01/2026-11-23"),
        ("from 2025 onwards", "2025-01-01/2026-11-23"),
        ("since the beginning", "/"),
        ("in January, February and March", "2026-01-01/2026-04-01"),
        ("in October, November and December 2025", "2025-10-01/2026-01-01"),
        ("in Q4 2025, Q1 2026 and Q2 2026", "2025-10-01/2026-07-01"),
        ("in 2024, 2025 and 2026", "2024-01-01/2027-01-01"),
        ("over the course of last year", "2025-01-01/2026-01-01"),
    ],
)
def test_both_named_ends_of_a_stretch_are_inside(words: str, days: str) -> None:
    assert said_in(f"escalations {words}") == [days]


DOUBTS: Sequence[tuple[str, str]] = [
    ("on 03/04", "2026-03-04 or 2026-04-03"),
    ("on 05/10/25", "2025-05-10 or 2025-10-05"),
    ("last March", "March 2026 or March 2025"),
    ("early October", "first 10 days of October 2026 or first half of October 2026"),
    ("in mid-October", "from 11 to 20 October 2026"),
    (
        "at the end of October",
        "last 10 days of October 2026 or second half of October 2026 or until the end of October 2026",
    ),
    ("late 2025", "from 2025-10-01 to 2025-12-31 or from 2025-07-01 to 2025-12-31"),
    ("in early Q3 2026", "from 2026-07-01 to 2026-07-31"),
    ("late last week", "from 2026-11-12 to 2026-11-15"),
    ("for the month", "this month or last month"),
    ("in the past few days", "last 2 days or last 3 days or last 6 days"),
    ("in the last 48 hours", "last 2 days or today"),
    ("YTD 2027", "last month or last 90 days"),
    ("early last quarter", "from 2026-07-01 to 2026-07-31"),
    ("in Oct-25", "Oct 2025 or 25 Oct"),
    ("2025-26", "from 2025 to 2026 or fiscal year 2026"),
    ("on Tuesday 5 October", "2026-10-05"),
    ("2026-2025", "from 2025 to 2026"),
]


@pytest.mark.parametrize(("words", "choices"), DOUBTS)
def test_words_for_several_periods_are_asked_about(words: str, choices: str) -> None:
    assert said_in(f"escalations {words}") == [choices]


@pytest.mark.parametrize("words", [words for words, _ in DOUBTS])
def test_what_can_be_said_instead_is_clear(words: str) -> None:
    said = words_of(f"escalations {words} in EMEA")
    (mark,) = marks_in(f"escalations {words} in EMEA")
    assert isinstance(mark.means, PeriodDoubt)

    for choice in mark.means.choices:
        instead = " ".join((*said[: mark.means.first], choice, *said[mark.means.last :]))
        assert [type(one.means) for one in marks_in(instead)] == [PeriodLink], instead


@pytest.mark.parametrize(
    "words",
    [
        "on 31 April",
        "week 53 of 2025",
        "in week 60",
        "in 2026-13-01",
        "the fifth Monday of October",
        "from 31 April to 5 May",
    ],
)
def test_a_date_that_no_year_has_is_no_period(words: str) -> None:
    assert all(not isinstance(mark.means, PeriodLink) for mark in marks_in(f"escalations {words}"))


@pytest.mark.parametrize(
    "words",
    [
        "top 5 products",
        "we may compare the two",
        "24/7 support",
        "version 2.10",
        "W2 forms",
        "the last of them",
        "the worst case",
        "priority 1 - critical",
        "a second escalation",
        "in the last 5 hours",
        "the first 3 of them",
        "20 percent",
        "1850-1860",
        "in total",
        "per month",
        "month by month",
        "summer",
    ],
)
def test_what_is_no_period_stays_none(words: str) -> None:
    assert said_in(words) == []


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("compare March to April", ["2026-03-01/2026-04-01", "2026-04-01/2026-05-01"]),
        ("the difference between March and April", ["2026-03-01/2026-04-01", "2026-04-01/2026-05-01"]),
        (
            "compare January, February and March",
            ["2026-01-01/2026-02-01", "2026-02-01/2026-03-01", "2026-03-01/2026-04-01"],
        ),
        ("January, March and May", ["2026-01-01/2026-02-01", "2026-03-01/2026-04-01", "2026-05-01/2026-06-01"]),
        ("top 5 last month", ["2026-10-01/2026-11-01"]),
        ("March and April", ["2026-03-01/2026-04-01", "2026-04-01/2026-05-01"]),
    ],
)
def test_periods_that_stand_apart_stay_apart(words: str, days: list[str]) -> None:
    assert said_in(words) == days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("next week", "2026-11-23/2026-11-30"),
        ("the next 2 days", "2026-11-23/2026-11-25"),
        ("next June", "2027-06-01/2027-07-01"),
        ("tomorrow", "2026-11-23/2026-11-24"),
        ("next Monday", "2026-11-23/2026-11-24"),
    ],
)
def test_what_lies_ahead_is_read_too_so_that_it_can_be_refused(words: str, days: str) -> None:
    assert said_in(words) == [days]


@pytest.mark.parametrize(
    ("today", "words", "days"),
    [
        (date(2026, 11, 23), "on Monday", "2026-11-16/2026-11-17"),
        (date(2026, 11, 24), "from Monday to Wednesday", "2026-11-16/2026-11-19"),
        (date(2026, 11, 25), "over the weekend", "2026-11-21/2026-11-23"),
        (date(2026, 3, 31), "on the 31st", "2026-03-31/2026-04-01"),
        (date(2026, 3, 15), "on the 31st", "2026-01-31/2026-02-01"),
        (date(2024, 2, 29), "this day last year", "2023-02-28/2023-03-01"),
        (date(2027, 1, 2), "this week", "2026-12-28/2027-01-03"),
        (date(2027, 1, 2), "week 53", "2026-12-28/2027-01-04"),
    ],
)
def test_on_another_day_the_same_words_mean_other_days(today: date, words: str, days: str) -> None:
    assert said_in(words, today) == [days]


def test_a_period_is_a_period_whatever_stands_around_it() -> None:
    (mark,) = marks_in("What share of the cases in EMEA escalated between 5 October and 12 October, by product?")

    assert mark.means == PeriodLink(Period(start=date(2026, 10, 5), end=date(2026, 10, 13)))
