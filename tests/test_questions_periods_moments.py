"""Moments, whole stretches, and sentences that only hand over a period, asked on Sunday, 22 November 2026."""

import pytest

from knowledge.metrics.periods import ALWAYS, Grain, Period
from knowledge.questions.plan import Intent, Unclear, Understood
from tests.test_questions_periods import days
from tests.test_questions_values import SUNDAY, a_reader
from tests.threads import READER as WHOLE_READER

READER = a_reader()


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("when 2012 ended", "2013-01-01"),
        ("when October closed", "2026-11-01"),
        ("when the quarter was over", "2026-10-01"),
        ("when the half-year closed", "2026-07-01"),
        ("at year end", "2026-01-01"),
        ("at year end 2024", "2025-01-01"),
        ("at month-end", "2026-11-01"),
        ("at end of june 2016", "2016-07-01"),
        ("at the end of June 2016", "2016-07-01"),
        ("at the start of October", "2026-10-01"),
        ("at the beginning of 2026", "2026-01-01"),
        ("going into October", "2026-10-01"),
        ("when October began", "2026-10-01"),
    ],
)
def test_what_is_open_is_counted_at_the_moment_that_is_named(words: str, until: str) -> None:
    reading = READER.read(f"how many cases were open {words}", today=SUNDAY)

    assert isinstance(reading, Understood)
    assert reading.plan.metric == "backlog"
    assert reading.plan.period is not None
    assert str(reading.plan.period.end) == until


@pytest.mark.parametrize(
    "question",
    [
        "how many cases were open at the end of the quarter",
        "how many cases escalated when the quarter closed",
        "escalations at year end",
        "escalations at the start of October",
    ],
)
def test_a_moment_that_does_not_settle_a_number_is_asked_about(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), Unclear)


def test_two_moments_are_held_against_each_other() -> None:
    reading = READER.read("Backlog at the end of 2025 compared with the end of 2024", today=SUNDAY)

    assert isinstance(reading, Understood)
    assert reading.plan.intent is Intent.COMPARE
    assert (reading.plan.period, reading.plan.compared_with) == (
        days("2025-01-01", "2026-01-01"),
        days("2024-01-01", "2025-01-01"),
    )


def test_the_end_of_the_year_is_that_of_the_year_named_before() -> None:
    question = "How many cases came in during 2024 and what was the backlog at the end of the year?"
    readings = WHOLE_READER.read(question, today=SUNDAY)

    plans = [reading.plan for reading in readings if isinstance(reading, Understood)]
    assert [(plan.metric, plan.period) for plan in plans] == [
        ("cases", days("2024-01-01", "2025-01-01")),
        ("backlog", days("2024-01-01", "2025-01-01")),
    ]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("by product, all data please", ALWAYS),
        ("by product. Use everything we have", ALWAYS),
        ("over all the data there is", ALWAYS),
        ("using the whole dataset", ALWAYS),
        ("as far back as the data goes", ALWAYS),
        ("since records began", ALWAYS),
        ("all the data for October", days("2026-10-01", "2026-11-01")),
        ("for Billing: show me everything we have for last month", days("2026-10-01", "2026-11-01")),
    ],
)
def test_all_data_is_a_period_where_no_other_one_is_named(words: str, period: Period) -> None:
    assert _period_of(f"escalations {words}") == period


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("over the whole quarter so far", days("2026-10-01", "2026-11-23")),
        ("over the entire year to date", days("2026-01-01", "2026-11-23")),
        ("in the running month", days("2026-11-01", "2026-11-23")),
        ("thus far this week", days("2026-11-16", "2026-11-23")),
        ("since the quarter began", days("2026-10-01", "2026-11-23")),
        ("sinse 1 sept", days("2026-09-01", "2026-11-23")),
        ("untill 5 october", days(None, "2026-10-06")),
        ("befor october", days(None, "2026-10-01")),
        ("durring october", days("2026-10-01", "2026-11-01")),
        ("since the first of April", days("2026-04-01", "2026-11-23")),
        ("on the twenty first of october", days("2026-10-21", "2026-10-22")),
        ("between the first and the tenth of october", days("2026-10-01", "2026-10-11")),
        ("in October's second half", days("2026-10-16", "2026-11-01")),
        ("in the latter half of October", days("2026-10-16", "2026-11-01")),
        ("over the whole month", None),
        ("in recent weeks", None),
        ("over the last weeks", None),
        ("in the run-up to October", None),
        ("in the first of the two weeks", None),
    ],
)
def test_the_words_for_a_stretch_mean_these_days(words: str, period: Period | None) -> None:
    assert _period_of(f"escalations {words}") == period


@pytest.mark.parametrize(
    "question",
    [
        "escalations by product. Take the third quarter.",
        "escalations by product? Use Q3",
        "escalations by product. Please look at Q3 only",
        "Period: Q3. Escalations by product",
        "escalations by product - timeframe: Q3",
        "Let's take Q3: escalations by product",
    ],
)
def test_a_sentence_can_hand_over_the_period(question: str) -> None:
    (reading,) = WHOLE_READER.read(question, today=SUNDAY)

    assert isinstance(reading, Understood)
    assert (reading.plan.metric, reading.plan.by) == ("escalations", ("product",))
    assert reading.plan.period == days("2026-07-01", "2026-10-01")


@pytest.mark.parametrize("question", ["how long did cases take in Q3 to be used", "escalations by product used Q3"])
def test_take_and_use_hand_over_nothing_within_a_sentence(question: str) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert not isinstance(reading, Understood) or reading.plan.metric != "escalations"


@pytest.mark.parametrize(
    ("words", "grain"),
    [
        ("from year to year between 2010 and 2013", Grain.YEAR),
        ("from quarter to quarter since 2024", Grain.QUARTER),
        ("from one month to the next this year", Grain.MONTH),
        ("from week to week since August", Grain.WEEK),
    ],
)
def test_from_one_unit_to_the_next_is_a_series(words: str, grain: Grain) -> None:
    reading = READER.read(f"how did the reopen ratio develop {words}", today=SUNDAY)

    assert isinstance(reading, Understood)
    assert (reading.plan.intent, reading.plan.every) == (Intent.TREND, grain)


def _period_of(question: str) -> Period | None:
    """The period of the one question that `question` asks; None where it is asked back."""
    (reading,) = WHOLE_READER.read(question, today=SUNDAY)
    return reading.plan.period if isinstance(reading, Understood) else None
