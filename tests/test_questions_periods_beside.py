"""Periods that take what they leave out from another one in the question, asked on Sunday, 22 November 2026."""

from datetime import date

import pytest

from knowledge.metrics.periods import Period
from knowledge.questions.plan import Intent, Unclear, Understood
from tests.test_questions_values import SUNDAY, a_reader
from tests.threads import asked

READER = a_reader()


def held_in(question: str, today: date = SUNDAY) -> tuple[str, str] | None:
    """The two periods that are held against each other, as "from/to"; None where that is asked back."""
    reading = READER.read(question, today=today)
    if not isinstance(reading, Understood):
        return None
    assert reading.plan.compared_with is not None
    return _written(reading.plan.period), _written(reading.plan.compared_with)


def _written(period: Period | None) -> str:
    assert period is not None
    return f"{period.start}/{period.end}"


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("more cases in Q4 2012 than in Q1?", ("2012-10-01/2013-01-01", "2012-01-01/2012-04-01")),
        ("csat march vs april 2016", ("2016-03-01/2016-04-01", "2016-04-01/2016-05-01")),
        ("csat in march last year vs april", ("2025-03-01/2025-04-01", "2025-04-01/2025-05-01")),
        ("escalations on 5 october 2025 vs 6 october", ("2025-10-05/2025-10-06", "2025-10-06/2025-10-07")),
        ("week 12 of 2025 vs week 11: escalations", ("2025-03-17/2025-03-24", "2025-03-10/2025-03-17")),
        (
            "did we resolve more in the second half of 2012 than in the first half?",
            ("2012-07-01/2013-01-01", "2012-01-01/2012-07-01"),
        ),
        # the same months of two years are what is compared
        ("escalations in Q3 compared to Q3 2024", ("2026-07-01/2026-10-01", "2024-07-01/2024-10-01")),
        ("escalations in October compared to August", ("2026-10-01/2026-11-01", "2026-08-01/2026-09-01")),
        # which December that is, nobody can tell
        ("more cases in January 2016 than in December?", None),
    ],
)
def test_a_period_without_a_year_takes_that_of_the_one_it_is_held_against(
    question: str, periods: tuple[str, str] | None
) -> None:
    assert held_in(question) == periods


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        (
            "more cases in the second half of 2012 than in the first?",
            ("2012-07-01/2013-01-01", "2012-01-01/2012-07-01"),
        ),
        ("more in the 4th quarter of 2012 than in the third?", None),
        ("more cases in the fourth quarter of 2012 than the third", ("2012-10-01/2013-01-01", "2012-07-01/2012-10-01")),
        ("more cases in the third quarter than in the second?", ("2026-07-01/2026-10-01", "2026-04-01/2026-07-01")),
        (
            "more cases in the first week of October than in the second",
            ("2026-09-28/2026-10-05", "2026-10-05/2026-10-12"),
        ),
        (
            "were there more cases in the first or the second half of 2025?",
            ("2025-07-01/2026-01-01", "2025-01-01/2025-07-01"),
        ),
        ("cases, first vs second half of 2025", ("2025-01-01/2025-07-01", "2025-07-01/2026-01-01")),
        # nothing that it could be the first of
        ("more cases in October than in the first?", None),
    ],
)
def test_an_ordinal_alone_is_one_of_the_same_as_the_other_one(question: str, periods: tuple[str, str] | None) -> None:
    assert held_in(question) == periods


def test_two_halves_that_are_said_without_a_year_are_of_one_year() -> None:
    periods = held_in("reopen ratio, second half vs first half", today=date(2014, 1, 6))

    assert periods == ("2013-07-01/2014-01-01", "2013-01-01/2013-07-01")


@pytest.mark.parametrize(
    ("words", "periods"),
    [
        ("month to date versus the same days in october", ("2026-11-01/2026-11-22", "2026-10-01/2026-10-22")),
        ("from 5 to 10 october vs the same days in september", ("2026-10-05/2026-10-11", "2026-09-05/2026-09-11")),
        ("this year vs the same period in 2024", ("2026-01-01/2026-11-22", "2024-01-01/2024-11-22")),
        ("in October compared with the same month of 2024", ("2026-10-01/2026-11-01", "2024-10-01/2024-11-01")),
        ("this quarter against the same quarter of 2024", ("2026-10-01/2026-11-22", "2024-10-01/2024-11-22")),
        # a week has no days in October that are the same
        ("this week vs the same days in october", None),
        ("since 20 September vs the same days in august", None),
    ],
)
def test_the_same_days_of_another_month_or_year(words: str, periods: tuple[str, str] | None) -> None:
    assert held_in(f"escalations {words}") == periods


@pytest.mark.parametrize(
    "question",
    [
        "more escalations in October than in early September",
        "why did escalations rise in early September",
        "why did escalations rise in October compared to early September",
    ],
)
def test_a_period_that_cannot_be_told_is_asked_for_in_a_comparison_too(question: str) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Unclear)
    assert "early September" in reading.sentence
    assert len(reading.choices) == 2


@pytest.mark.parametrize(
    "question",
    [
        "csat october. up or down on sept?",
        "csat october, up or down vs sept",
        "was csat in October higher or lower than in September",
        "csat October: better or worse than September?",
        "csat in October, up on September?",
    ],
)
def test_two_months_are_held_against_each_other_whichever_way_it_went(question: str) -> None:
    assert held_in(question) == ("2026-10-01/2026-11-01", "2026-09-01/2026-10-01")


@pytest.mark.parametrize(
    ("first", "then", "period"),
    [
        ("cases opened per month 2025", "and the year after?", "2026-01-01/2027-01-01"),
        ("escalations in August", "the month after?", "2026-09-01/2026-10-01"),
        ("escalations in August", "in the following month", "2026-09-01/2026-10-01"),
        ("escalations in Q1 2025", "and the quarter after that?", "2025-04-01/2025-07-01"),
        ("escalations last week", "and the week after?", "2026-11-16/2026-11-23"),
        ("escalations in August 2025", "and a year later?", "2026-08-01/2026-09-01"),
        # a month has no quarter behind it, and the next year has not come
        ("escalations in August", "and the following quarter?", None),
        ("escalations in 2026", "and the year after?", None),
    ],
)
def test_a_thread_goes_on_to_the_period_after(first: str, then: str, period: str | None) -> None:
    (reading,) = asked(first, then)

    if period is None:
        assert isinstance(reading, Unclear)
    else:
        assert isinstance(reading, Understood)
        assert _written(reading.plan.period) == period


def test_a_period_is_held_against_the_one_after_it() -> None:
    assert held_in("escalations in August vs the month after") == ("2026-08-01/2026-09-01", "2026-09-01/2026-10-01")


@pytest.mark.parametrize("question", ["cases reopened the week after", "cases reopened a month later in October"])
def test_a_week_later_within_a_question_is_about_something_else(question: str) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Unclear) or (isinstance(reading, Understood) and reading.plan.intent is Intent.VALUE)
    assert isinstance(reading, Unclear)
