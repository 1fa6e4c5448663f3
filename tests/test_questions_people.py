"""Persons are neither counted nor ranked, filtered by or offered, whatever column they stand in."""

from collections.abc import Mapping
from datetime import date

import pytest

from knowledge.questions.linking.marks import Refusal
from knowledge.questions.plan import Intent, OutOfScope, Understood
from knowledge.questions.refusals import refusal
from knowledge.questions.rules.rule_reader import RuleReader
from knowledge.questions.vocabulary import Vocabulary
from tests.test_questions_values import SUNDAY

VALUES: Mapping[str, Mapping[str, int]] = {
    "team": {"Group 70": 300, "Group 25": 200, "Robert": 5},
    "priority": {"High": 100, "Low": 300},
    "status": {"Closed": 400},
    "Owner First Name": {"Sudhir": 100, "Robert": 80, "Per": 3, "May": 2, "(none)": 9},
    "org:resource": {"Value 2": 200, "Value 5": 100},
    "assigned_to": {"Resolver 17": 40, "Resolver 13": 20},
    "opened_by": {"Opened by  17": 90},
    "resolved_by": {"Resolved by 15": 60},
    "caller_id": {"Caller 290": 30},
    "Owner Country": {"Sweden": 100},
    "account": {"Acme": 20},
}
NOT_STANDARD = (*list(VALUES)[3:9], "Owner Country")


def a_reader() -> RuleReader:
    vocabulary = Vocabulary(values=VALUES, attributes=NOT_STANDARD, case_exists=lambda _: False)
    return RuleReader(vocabulary=vocabulary, default_period_days=90)


READER = a_reader()


@pytest.mark.parametrize(
    "question",
    [
        "top 10 resources by handoffs",
        "rank the owner first names",
        "cases by owner first name",
        "cases by resolved by",
        "cases by resolved_by",
        "cases by caller_id",
        "cases by assigned to",
        "cases by opened_by",
        "reopen ratio by resolved_by",
        "cases by org:resource",
        "Is Value 2 faster than Value 5",
        "Resolver 17",
        "compare Resolver 17 and 13",
        "cases of Sudhir",
        "cases opened by Opened by 17",
        "cases closed by Resolved by 15",
        "escalations without Sudhir",
        "cases resolved by Jane",
        "which engineer closes the most cases",
        "top owners",
    ],
)
def test_persons_are_refused_by_column_and_by_name(question: str) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert reading == refusal(Refusal.PERSON)
    assert isinstance(reading, OutOfScope)
    assert reading.firm


@pytest.mark.parametrize(
    ("question", "metric", "by", "where"),
    [
        ("cases resolved by priority last week", "resolutions", ("priority",), {}),
        ("cases closed by team", "resolutions", ("team",), {}),
        ("cases opened by team", "cases", ("team",), {}),
        ("cases resolved by Group 70", "resolutions", (), {"team": ("Group 70",)}),
        ("cases assigned to Group 70", "cases", (), {"team": ("Group 70",)}),
        ("cases of Robert", "cases", (), {"team": ("Robert",)}),
        ("cases by owner country", "cases", ("Owner Country",), {}),
        ("cases by account", "cases", ("account",), {}),
        ("cases in May", "cases", (), {}),
        ("cases whose status is Closed", "cases", (), {"status": ("Closed",)}),
    ],
)
def test_what_is_no_person_is_counted(
    question: str, metric: str, by: tuple[str, ...], where: Mapping[str, tuple[str, ...]]
) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Understood), reading
    assert (reading.plan.metric, reading.plan.by, reading.plan.where) == (metric, by, where)


@pytest.mark.parametrize("question", ["cases resolved by month", "cases closed by quarter", "cases opened by week"])
def test_months_that_something_was_done_by_are_no_persons(question: str) -> None:
    reading = READER.read(question, today=date(2026, 11, 22))

    assert isinstance(reading, Understood), reading
    assert reading.plan.intent is Intent.TREND


def test_cases_who_were_reopened_are_no_persons() -> None:
    reading = READER.read("cases who were reopened last week", today=SUNDAY)

    assert isinstance(reading, Understood), reading
    assert reading.plan.metric == "reopen_ratio"
