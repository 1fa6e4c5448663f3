"""Which of a kind, what drives a number, and adjectives that pick out cases of which the data knows nothing."""

from datetime import date

import pytest

from knowledge.metrics.periods import Period
from knowledge.questions.plan import Intent, Order, Unclear, Understood
from tests.test_questions_readings import LAST_MONTH, READER, plan_of
from tests.test_questions_values import SUNDAY
from tests.threads import plans_of

OCTOBER, SEPTEMBER = LAST_MONTH, Period(start=date(2026, 9, 1), end=date(2026, 10, 1))


def test_which_of_a_kind_goes_by_the_dimension_and_keeps_the_kind() -> None:
    plan = plan_of("Which gold customers complained last month?")

    assert (plan.metric, plan.by, plan.where) == ("complaints", ("account",), {"account_tier": ("Gold",)})


@pytest.mark.parametrize(
    "question",
    [
        "What categories are driving the escalations last month?",
        "which products were behind the escalations last month",
        "which teams drive the escalations last month",
    ],
)
def test_which_of_them_drive_a_number_asks_for_a_ranking(question: str) -> None:
    plan = plan_of(question)

    assert (plan.intent, plan.order, len(plan.by)) == (Intent.BREAKDOWN, Order.DESC, 1)


def test_which_of_them_drive_a_rise_asks_why() -> None:
    assert plan_of("which products are driving the increase in escalations last month").intent is Intent.WHY


@pytest.mark.parametrize(
    "question",
    [
        "how many angry cases last month",
        "how many unhappy tickets last month",
        "number of missed cases last month",
        "how many suspicious cases last month",
    ],
)
def test_an_adjective_that_picks_out_cases_is_asked_about(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), Unclear)


@pytest.mark.parametrize(
    "question",
    [
        "Escalations went up from September to October. What changed?",
        "why did escalations drop from September to October",
        "why were escalations in October different from September",
    ],
)
def test_what_moved_from_one_period_to_another_is_held_against_it(question: str) -> None:
    (plan,) = plans_of(question)

    assert (plan.intent, plan.period, plan.compared_with) == (Intent.WHY, OCTOBER, SEPTEMBER)


def test_a_movement_in_slices_stays_a_series() -> None:
    assert plan_of("did escalations go up from September to October by week").period == Period(
        start=SEPTEMBER.start, end=OCTOBER.end
    )


def test_two_statistics_of_one_metric_are_two_numbers() -> None:
    plans = plans_of("median and p90 time to resolve last month")

    assert [plan.statistic for plan in plans] == ["median", "p90"]


def test_a_metric_alone_with_a_question_mark_goes_on_in_a_thread() -> None:
    before, after = "escalations for Billing last month", "average csat?"
    (plan,) = plans_of(before, after)

    assert (plan.metric, plan.where, plan.period) == ("csat", {"product": ("Billing",)}, OCTOBER)


@pytest.mark.parametrize(
    ("question", "number"),
    [("which regions are above a 10% escalation ratio this year", 0.1), ("teams over a 25 % reopen ratio", 0.25)],
)
def test_a_bound_may_stand_before_its_metric(question: str, number: float) -> None:
    bound = plan_of(question).bound

    assert bound is not None
    assert bound.number == number


@pytest.mark.parametrize(
    "question", ["what exactly is meant by handoffs per case?", "What do you really mean by escalation ratio?"]
)
def test_a_stress_changes_no_question_for_a_meaning(question: str) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Understood)
    assert reading.plan.intent is Intent.DEFINE
