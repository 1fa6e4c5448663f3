"""Questions that were once read wrong with confidence, and their like, on vocabularies such as real logs have."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.periods import ALWAYS, Grain, Period
from knowledge.questions.linking.words import WEEKDAYS
from knowledge.questions.plan import Intent, Order, Plan, Unclear, Understood
from knowledge.questions.rules.bounds import with_thresholds
from knowledge.questions.rules.rule_reader import RuleReader
from knowledge.questions.vocabulary import Vocabulary
from tests.test_questions_readings import DEFAULT, LAST_WEEK, MARCH, ranked, split, trend, value
from tests.test_questions_values import SUNDAY

VALUES: Mapping[str, Mapping[str, int]] = {
    "priority": {"3 - Moderate": 900, "4 - Low": 300, "1 - Critical": 80, "2 - High": 40},
    "impact": {"2 - Medium": 900, "1 - High": 50},
    "team": {"Group 70": 500, "Group 25": 300, "Group 3": 100},
    "product": {"PROD424": 300, "PROD660": 200},
    "status": {"Closed": 900, "Resolved": 100, "Require upgrade": 10},
    "Country": {"in": 30, "se": 100, "be": 20},
    "Owner Country": {"Sweden": 100, "Poland": 90},
}
VOCABULARY = Vocabulary(values=VALUES, attributes=("impact", "Country", "Owner Country"), case_exists=lambda _: False)
READER = RuleReader(vocabulary=VOCABULARY, default_period_days=90)
NEGATIONS = ("no", "never", "don't", "not", "without", "except", "excluding", "everything but")
CRITICAL = {"priority": ("1 - Critical",)}
APRIL = Period(start=date(2026, 4, 1), end=date(2026, 5, 1))


def compared(metric: str, period: Period, baseline: Period) -> Plan:
    return Plan(intent=Intent.COMPARE, metric=metric, period=period, compared_with=baseline)


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        # what we open is no backlog
        ("how many cases did we open last week", value("cases", period=LAST_WEEK)),
        ("how many cases did customers open for PROD424 in March", value("cases", {"product": ("PROD424",)}, MARCH)),
        ("how many cases are open", value("backlog")),
        ("how many cases are open today", value("backlog")),
        ("which team opens the most cases", ranked("cases", "team")),
        # a unit is no cut
        ("MTTR", replace(value("time_to_resolve"), statistic="mean")),
        ("median time to resolve in days", replace(value("time_to_resolve"), statistic="median")),
        ("time to resolve in hours by team", split("time_to_resolve", "team")),
        ("cases by week from 5 to 25 October", trend("cases", Grain.WEEK, Period(start=date(2026, 10, 5),
                                                                                end=date(2026, 10, 26)))),
        # a grade behind its number
        ("critical cases", value("cases", CRITICAL)),
        ("cases last week not counting low priority", value("cases", {"priority": ("3 - Moderate", "1 - Critical",
                                                                                  "2 - High")}, LAST_WEEK)),
        # negations
        ("cases last week except those in Sweden", value("cases", {"Owner Country": ("Poland",)}, LAST_WEEK)),
        ("cases whose status is not Closed", value("cases", {"status": ("Resolved", "Require upgrade")})),
        ("cases with status other than Closed", value("cases", {"status": ("Resolved", "Require upgrade")})),
        ("cases not assigned to Group 70", value("cases", {"team": ("Group 25", "Group 3")})),
        ("cases not closed", value("backlog")),
        # the status beside another metric
        ("reopen ratio for closed cases", value("reopen_ratio", {"status": ("Closed",)})),
        ("closed cases last week", value("resolutions", period=LAST_WEEK)),
        # small words are no countries
        ("change in cases from March to April", compared("cases", APRIL, MARCH)),
        # how much something changed
        ("by how much did cases fall from March to April", compared("cases", APRIL, MARCH)),
        ("growth of cases between March and April", compared("cases", APRIL, MARCH)),
        # more than the default period holds
        ("which year had the highest reopen ratio", ranked("reopen_ratio", "year", period=ALWAYS)),
        ("cases per quarter", trend("cases", Grain.QUARTER, ALWAYS)),
        ("cases per month", trend("cases", Grain.MONTH)),
        ("busiest month ever", ranked("cases", "month", period=ALWAYS)),
        ("quietest day in March", ranked("cases", "day", Order.ASC, period=MARCH)),
        ("top 3 days of the week by cases", ranked("cases", "day_of_week", limit=3)),
        ("cases older than 30 days at the end of April",
         replace(value("aged_cases", period=APRIL), threshold_hours=720)),
        ("how mnay casses were opend last week", value("cases", period=LAST_WEEK)),
        ("transfers per case", value("handoffs_per_case")),
        ("SLA by group", split("sla_attainment", "team")),
        ("group escalations by product", split("escalations", "product")),
        ("low or critical cases", value("cases", {"priority": ("4 - Low", "1 - Critical")})),
        ("cases on weekdays", value("cases", {"day_of_week": tuple(WEEKDAYS[:5])})),
        ("compare Sweden to Poland by cases", replace(
            split("cases", "Owner Country", where={"Owner Country": ("Sweden", "Poland")}), intent=Intent.COMPARE)),
        ("cases opened last week whose status is not Closed",
         value("cases", {"status": ("Resolved", "Require upgrade")}, LAST_WEEK)),
        ("aged cases older than 14 days", value("aged_cases")),
    ],
)  # fmt: skip
def test_a_question_is_read_as_it_is_meant(question: str, plan: Plan) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Understood), reading
    assert reading.plan == plan


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        ("PROD424 or Group 70 cases", ("cases opened for product PROD424", "cases opened for team Group 70",
                                       "cases opened for product PROD424 for team Group 70")),
        ("SLA of Group 70 vs the rest", ("SLA attainment by team", "SLA attainment for team Group 70",
                                         "SLA attainment for team Group 25 and Group 3")),
        ("what percentage of cases were critical", ("cases opened by priority",
                                                    "cases opened for priority 1 - Critical")),
        ("high cases", ("cases opened for priority 2 - High", "cases opened for impact 1 - High")),
        ("cases escalated to L3", ("elevations", "elevation ratio")),
        ("escalations to second line", ("elevations", "elevation ratio")),
        ("total handoffs", ("handoffs per case",)),
        ("cases with a handoff", ("handoffs per case",)),
        ("cases opened and resolved last week", ("cases opened last week", "resolutions last week")),
        ("how many cases did Group 70 handle last week", ("cases opened for team Group 70 last week",
                                                          "resolutions for team Group 70 last week")),
        ("cases that were never escalated", ("escalation ratio", "similar cases: never")),
        ("cases not escalated", ("escalation ratio",)),
    ],
)  # fmt: skip
def test_what_gives_different_numbers_is_asked(question: str, choices: tuple[str, ...]) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Unclear), reading
    assert reading.choices == choices


@pytest.mark.parametrize(
    "question",
    [
        "top priority cases",
        "highest impact cases last week",
        "how many cases had their priority raised last week",
        "cases raised to high priority",
        "cases escalated to critical",
        "cases with low priority and high elevation ratio",
        "cases opened in the morning",
        "cases opened by 31 March",
        "no critical cases",
        "don't count Group 70",
        "how many upgrades last week",
        "handoffs out of Group 70",
        "cases involving Group 70",
        "cases from Sweden to Poland",
        "cases of group 999",
    ],
)
def test_what_no_plan_can_say_is_asked_about(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), Unclear)


@pytest.mark.parametrize("negation", NEGATIONS)
@pytest.mark.parametrize("named", ["critical", "Group 70", "in Sweden", "closed", "those in Sweden"])
@pytest.mark.parametrize("asked", ["cases", "cases last week"])
def test_no_reading_and_no_choice_inverts_a_negation(asked: str, negation: str, named: str) -> None:
    only = READER.read(f"{asked} {named}", today=SUNDAY)
    assert isinstance(only, Understood)

    reading = READER.read(f"{asked} {negation} {named}", today=SUNDAY)

    offered = reading.choices if isinstance(reading, Unclear) else ()
    plans = [one.plan for text in offered if isinstance(one := READER.read(text, today=SUNDAY), Understood)]
    assert only.plan not in [*plans, *([reading.plan] if isinstance(reading, Understood) else [])]


@pytest.mark.parametrize(
    ("question", "assumed"),
    [
        ("closed cases last week", "“closed” is read as resolved"),
        ("critical cases last week", "“critical” is read as 1 - Critical (priority)"),
        ("handoffs last week", "handoffs are told as the mean of the cases opened"),
        ("cases not closed", "“not closed” is read as backlog"),
        ("cases per year", "no period was named: all data"),
    ],
)
def test_what_is_not_obvious_is_said(question: str, assumed: str) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Understood), reading
    assert assumed in reading.assumed


def test_a_threshold_that_the_settings_have_anyway_is_none() -> None:
    metrics = with_thresholds(METRICS, early=12, aged=240)
    reader = RuleReader(vocabulary=VOCABULARY, default_period_days=90, metrics=metrics)

    same, other = (
        reader.read(f"what share of escalations came within {hours} hours", today=SUNDAY) for hours in (12, 24)
    )

    assert isinstance(same, Understood)
    assert isinstance(other, Understood)
    assert (same.plan.threshold_hours, other.plan.threshold_hours) == (None, 24)


def test_the_default_period_is_the_last_90_days() -> None:
    assert isinstance(reading := READER.read("critical cases", today=SUNDAY), Understood)
    assert reading.plan.period == DEFAULT
