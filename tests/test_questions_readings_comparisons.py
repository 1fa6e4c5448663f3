"""Comparisons and the drivers of a change, read on Sunday, 22 November 2026."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.metrics.compiling import Where
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Intent, Plan, Unclear, Understood
from tests.test_questions_readings import (
    BILLING,
    DEFAULT,
    EMEA,
    LAST_MONTH,
    LAST_QUARTER,
    LAST_WEEK,
    MARCH,
    P1,
    READER,
    THIS_YEAR,
    a_refusal_or_doubt,
    plan_of,
    ranked,
    split,
    trend,
)
from tests.test_questions_values import SUNDAY


def days(start: str, end: str) -> Period:
    return Period(start=date.fromisoformat(start), end=date.fromisoformat(end))


SEPTEMBER = days("2026-09-01", "2026-10-01")
APRIL = days("2026-04-01", "2026-05-01")
SO_FAR = days("2026-11-01", "2026-11-22")
SO_FAR_BEFORE = days("2026-10-01", "2026-10-22")
BEFORE_DEFAULT = days("2026-05-26", "2026-08-24")
WEEK_BEFORE = days("2026-11-02", "2026-11-09")


def held(metric: str, period: Period, before: Period, where: Where | None = None, *by: str) -> Plan:
    return Plan(
        intent=Intent.COMPARE, metric=metric, period=period, compared_with=before, where=where or {}, by=tuple(by)
    )


def why(metric: str, period: Period, before: Period, where: Where | None = None, *by: str) -> Plan:
    return replace(held(metric, period, before, where, *by), intent=Intent.WHY)


def sides(metric: str, where: Where, by: str, period: Period = DEFAULT) -> Plan:
    return Plan(intent=Intent.COMPARE, metric=metric, by=(by,), where=where, period=period)


PERIODS = [
    ("escalations this month vs last month", held("escalations", SO_FAR, SO_FAR_BEFORE)),
    ("do we have more escalations than last month", held("escalations", SO_FAR, SO_FAR_BEFORE)),
    ("are there fewer complaints compared with last month?", held("complaints", SO_FAR, SO_FAR_BEFORE)),
    ("escalations March compared with April", held("escalations", MARCH, APRIL)),
    ("compare escalations in March and April", held("escalations", APRIL, MARCH)),
    ("difference in escalations between March and April", held("escalations", APRIL, MARCH)),
    ("escalations last month vs the month before", held("escalations", LAST_MONTH, SEPTEMBER)),
    ("did escalations rise last month compared with the month before", held("escalations", LAST_MONTH, SEPTEMBER)),
    ("did escalations rise compared with the month before", held("escalations", LAST_MONTH, SEPTEMBER)),
    ("was the escalation ratio higher last week than the week before?",
     held("escalation_ratio", LAST_WEEK, WEEK_BEFORE)),
    ("escalation ratio last quarter vs the same quarter last year",
     held("escalation_ratio", LAST_QUARTER, days("2025-07-01", "2025-10-01"))),
    ("escalations in March year over year", held("escalations", MARCH, days("2025-03-01", "2025-04-01"))),
    ("escalations month over month", held("escalations", LAST_MONTH, SEPTEMBER)),
    ("csat in EMEA last month vs the month before", held("csat", LAST_MONTH, SEPTEMBER, EMEA)),
    ("time to resolve for P1 in March vs April", held("time_to_resolve", MARCH, APRIL, P1)),
    ("escalations by product last month vs the month before",
     held("escalations", LAST_MONTH, SEPTEMBER, None, "product")),
    ("EMEA vs APAC escalations last month vs the month before",
     held("escalations", LAST_MONTH, SEPTEMBER, {"region": ("EMEA", "APAC")}, "region")),
    ("compare escalations last month", held("escalations", LAST_MONTH, SEPTEMBER)),
    ("backlog now vs a month ago", held("backlog", days("2026-10-22", "2026-11-22"), days("2026-09-22", "2026-10-22"))),
]  # fmt: skip


@pytest.mark.parametrize(("question", "plan"), PERIODS)
def test_two_periods_are_held_against_each_other(question: str, plan: Plan) -> None:
    assert plan_of(question) == plan


EMEA_APAC: Where = {"region": ("EMEA", "APAC")}
VALUES = [
    ("escalations EMEA vs APAC", sides("escalations", EMEA_APAC, "region")),
    ("compare escalations in EMEA and APAC last month", sides("escalations", EMEA_APAC, "region", LAST_MONTH)),
    ("is the escalation ratio in EMEA worse than in APAC?", sides("escalation_ratio", EMEA_APAC, "region")),
    ("does EMEA have more escalations than APAC", sides("escalations", EMEA_APAC, "region")),
    ("Billing versus Reporting csat", sides("csat", {"product": ("Billing", "Reporting")}, "product")),
    ("what is the difference between Gold and Bronze customers in csat",
     sides("csat", {"account_tier": ("Gold", "Bronze")}, "account_tier")),
    ("P1 vs P2 time to resolve in EMEA", sides("time_to_resolve", {"priority": ("P1", "P2"), **EMEA}, "priority")),
    ("is Frontline slower than Engineering at resolving cases?",
     sides("time_to_resolve", {"team": ("Frontline", "Engineering")}, "team")),
    ("who is faster at resolving cases, EMEA or APAC?", sides("time_to_resolve", EMEA_APAC, "region")),
    ("compare Billing, Reporting and the Mobile App by escalations",
     sides("escalations", {"product": ("Billing", "Reporting", "Mobile App")}, "product")),
]  # fmt: skip


@pytest.mark.parametrize(("question", "plan"), VALUES)
def test_two_values_are_held_against_each_other(question: str, plan: Plan) -> None:
    assert plan_of(question) == plan


OTHERS = [
    ("compare the teams by escalations", split("escalations", "team")),
    ("how do the regions compare on csat?", split("csat", "region")),
    ("weekly escalations EMEA vs APAC", trend("escalations", Grain.WEEK, by=["region"], where=EMEA_APAC)),
    ("escalations month over month this year", trend("escalations", Grain.MONTH, THIS_YEAR)),
]


@pytest.mark.parametrize(("question", "plan"), OTHERS)
def test_a_comparison_of_all_is_a_table_or_a_series(question: str, plan: Plan) -> None:
    assert plan_of(question) == plan


WHYS = [
    ("why did escalations rise in EMEA last month", why("escalations", LAST_MONTH, SEPTEMBER, EMEA)),
    ("why did the escalation ratio drop last week?", why("escalation_ratio", LAST_WEEK, WEEK_BEFORE)),
    ("what is driving escalations in Billing", why("escalations", DEFAULT, BEFORE_DEFAULT, BILLING)),
    ("what's behind the increase in complaints last month", why("complaints", LAST_MONTH, SEPTEMBER)),
    ("what caused the spike in escalations in March", why("escalations", MARCH, days("2026-02-01", "2026-03-01"))),
    ("why are there more escalations than last month", why("escalations", SO_FAR, SO_FAR_BEFORE)),
    ("reasons for the increase in escalations last month", why("escalations", LAST_MONTH, SEPTEMBER)),
    ("why did escalations rise in March compared with the same month last year",
     why("escalations", MARCH, days("2025-03-01", "2025-04-01"))),
    ("which product drove the increase in escalations last month",
     why("escalations", LAST_MONTH, SEPTEMBER, None, "product")),
    ("what explains the drop in csat between August and September",
     why("csat", SEPTEMBER, days("2026-08-01", "2026-09-01"))),
    ("where does the increase in escalations come from last month", why("escalations", LAST_MONTH, SEPTEMBER)),
    ("break down the rise in escalations last month by team",
     why("escalations", LAST_MONTH, SEPTEMBER, None, "team")),
    ("why is the backlog growing", why("backlog", DEFAULT, BEFORE_DEFAULT)),
    ("why are customers unhappy", why("csat", DEFAULT, BEFORE_DEFAULT)),
    ("explain why csat fell last month", why("csat", LAST_MONTH, SEPTEMBER)),
    ("top 3 drivers of escalations last month", replace(why("escalations", LAST_MONTH, SEPTEMBER), limit=3)),
]  # fmt: skip


@pytest.mark.parametrize(("question", "plan"), WHYS)
def test_a_question_for_what_drives_a_change(question: str, plan: Plan) -> None:
    assert plan_of(question) == plan


ASSUMED = [
    ("why did escalations rise last month", ("compared with the period before",)),
    ("why did escalations rise", ("no period was named: the last 90 days", "compared with as many days before")),
    ("escalations vs the month before", ("no period was named: the last complete month",)),
    ("escalations last month vs the month before", ()),
]


@pytest.mark.parametrize(("question", "assumed"), ASSUMED)
def test_what_a_comparison_leaves_open_is_told(question: str, assumed: tuple[str, ...]) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Understood), reading
    assert reading.assumed == assumed


DOUBTS = [
    ("this month vs last month", "different numbers"),
    ("is EMEA worse than APAC", "different numbers"),
    ("what's behind the increase", "different numbers"),
    ("fewer complaints than in March", "which period is compared"),
    ("weekly escalations this year vs last year", "two periods as a whole"),
    ("compare escalations in EMEA", "Compared with what"),
    ("compare EMEA and Billing escalations", "Compared with what"),
    ("is the escalation ratio higher in EMEA", "Compared with what"),
    ("why is the escalation ratio in EMEA worse than in APAC", "I explain changes over time"),
    ("escalations in March vs April vs May", "two periods against each other"),
    ("escalations of the other products", "what “the other” stands for"),
]


@pytest.mark.parametrize(("question", "said"), DOUBTS)
def test_a_comparison_that_is_not_settled_is_asked_about(question: str, said: str) -> None:
    assert said in a_refusal_or_doubt(question)


@pytest.mark.parametrize("question", [question for question, _ in DOUBTS])
def test_what_is_offered_instead_is_understood(question: str) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Unclear)
    for choice in reading.choices:
        assert isinstance(READER.read(choice, today=SUNDAY), Understood), choice


def test_the_cause_of_an_order_is_an_order() -> None:
    assert plan_of("which product drives the most escalations") == ranked("escalations", "product")
