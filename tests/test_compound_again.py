"""What words a question once more is no second question, and what is asked of one thing is one question."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.metrics.periods import Period
from knowledge.questions.plan import Intent, OutOfScope, Plan, Unclear
from tests.test_compound import CASES, COMPLAINTS, COUNT, CSAT, EMEA, RATIO, by
from tests.threads import DEFAULT, asked, plans_of, unclear

AGED = Plan(intent=Intent.VALUE, metric="aged_cases", period=DEFAULT)
RESOLVED = replace(COUNT, metric="resolutions")


@pytest.mark.parametrize(
    ("message", "plans"),
    [
        ("How many escalations last month? by region pls", [by(COUNT, "region")]),
        ("Anything lying around for more than two weeks? numbers by region", [by(AGED, "region")]),
        ("How many cases? opened in October", [CASES]),
        ("which region gives us trouble? escalation ratio last month", [by(RATIO, "region")]),
        ("How happy were customers last month? CSAT I mean", [CSAT]),
        ("how many cases, i.e. how many escalations did we have last month?", [COUNT]),
        ("The cases of last month, how many of them escalated?", [COUNT]),
    ],
)
def test_another_wording_of_a_question_is_no_second_one(message: str, plans: list[Plan]) -> None:
    assert [replace(plan, order=None) for plan in plans_of(message)] == plans


@pytest.mark.parametrize(
    ("message", "plans"),
    [
        ("Opened and resolved last month, two numbers is all I need", [CASES, RESOLVED]),
        ("opened, escalated and resolved last month, three figures please", [CASES, COUNT, RESOLVED]),
        ("how many cases, how many escalations and what csat did we have last month?", [CASES, COUNT, CSAT]),
        (
            "how many cases, how many escalations, how many complaints in EMEA last month?",
            [CASES, COUNT, COMPLAINTS],
        ),
        ("How many escalations last month? csat last month", [COUNT, CSAT]),
    ],
)
def test_what_is_said_of_the_last_number_belongs_to_all_of_them(message: str, plans: list[Plan]) -> None:
    where = EMEA if "EMEA" in message else {}

    assert list(plans_of(message)) == [replace(plan, where=where) for plan in plans]


@pytest.mark.parametrize(
    "message",
    ["How many startups escalated? cases last month", "How happy were Swedish customers last month? CSAT I mean"],
)
def test_a_word_that_nobody_knows_is_not_lost_in_another_wording(message: str) -> None:
    assert unclear(message)


def test_opened_and_resolved_may_be_one_condition_where_no_two_numbers_are_asked_for() -> None:
    assert unclear("Opened and resolved last month")


def test_what_depends_on_a_refused_question_is_refused_with_it() -> None:
    (refused,) = asked("Who is the slowest agent? Could you rank them by resolution time?")

    assert isinstance(refused, OutOfScope)


def test_what_is_asked_about_them_is_not_answered_where_nobody_knows_who_they_are() -> None:
    (first, *others) = asked("Initrode called us again. How many cases have they opened this year?")

    assert isinstance(first, Unclear)
    assert not others


@pytest.mark.parametrize(
    ("messages", "plan"),
    [
        (("escalations by product last month", "and per region instead of product?"), by(COUNT, "region")),
        (("escalations by product last month", "by region rather than by product"), by(COUNT, "region")),
        (
            ("escalations in APAC last month", "EMEA instead of APAC"),
            replace(COUNT, where=EMEA),
        ),
        (
            ("escalations last month", "and the 31 days before that?"),
            replace(COUNT, period=Period(start=date(2026, 8, 31), end=date(2026, 10, 1))),
        ),
    ],
)
def test_what_is_to_go_is_named_behind_what_comes_instead(messages: tuple[str, ...], plan: Plan) -> None:
    assert plans_of(*messages) == (plan,)


def test_instead_of_something_that_was_not_asked_for_is_asked_back() -> None:
    assert unclear("escalations in EMEA last month", "APAC instead of chat")
