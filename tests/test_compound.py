"""Which messages ask several questions, and what a later one takes over from an earlier one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Intent, Order, OutOfScope, Plan, Show, Unclear, Understood
from tests.test_questions_values import SUNDAY
from tests.threads import DEFAULT, LAST_MONTH, LAST_WEEK, READER, SEPTEMBER, asked, plans_of, unclear

COUNT = Plan(intent=Intent.VALUE, metric="escalations", period=LAST_MONTH)
RATIO = replace(COUNT, metric="escalation_ratio")
CASES = replace(COUNT, metric="cases")
CSAT = replace(COUNT, metric="csat")
COMPLAINTS = replace(COUNT, metric="complaints")
HELD = replace(COUNT, intent=Intent.COMPARE, compared_with=SEPTEMBER)
WHY = replace(HELD, intent=Intent.WHY)
TOP = Plan(
    intent=Intent.BREAKDOWN, metric="escalation_ratio", by=("product",), order=Order.DESC, limit=3, period=LAST_MONTH
)
EMEA = {"region": ("EMEA",)}
APAC = {"region": ("APAC",)}


def by(plan: Plan, *names: str) -> Plan:
    return replace(plan, intent=Intent.BREAKDOWN, by=names)


COMPOUND = [
    (
        "top three products by escalation ratio last month, and what is driving each?",
        [TOP, replace(WHY, metric="escalation_ratio", by=("product",), limit=3, order=Order.DESC)],
    ),
    (
        "top three products by escalation ratio last month and why?",
        [TOP, replace(WHY, metric="escalation_ratio", by=("product",), limit=3, order=Order.DESC)],
    ),
    ("How many escalations last month and what was the ratio?", [COUNT, RATIO]),
    (
        "How many escalations last month, and what was the escalation ratio in EMEA?",
        [COUNT, replace(RATIO, where=EMEA)],
    ),
    ("escalations in EMEA last month, and in APAC?", [replace(COUNT, where=EMEA), replace(COUNT, where=APAC)]),
    ("escalations in EMEA last month, and what about APAC?", [replace(COUNT, where=EMEA), replace(COUNT, where=APAC)]),
    ("escalations last month, and in September?", [COUNT, replace(COUNT, period=SEPTEMBER)]),
    ("escalations last month and what about the month before?", [COUNT, replace(COUNT, period=SEPTEMBER)]),
    ("escalations by product last month, and by team?", [by(COUNT, "product"), by(COUNT, "team")]),
    ("cases and csat by team last month", [by(CASES, "team"), by(CSAT, "team")]),
    ("cases and escalations last month", [CASES, COUNT]),
    (
        "how many cases and escalations did Billing have last month?",
        [replace(CASES, where={"product": ("Billing",)}), replace(COUNT, where={"product": ("Billing",)})],
    ),
    ("cases, escalations and csat by team last month", [by(CASES, "team"), by(COUNT, "team"), by(CSAT, "team")]),
    (
        "cases, escalations, complaints and csat last month",
        [CASES, COUNT, COMPLAINTS, CSAT],
    ),
    (
        "escalation ratio and median time to resolve by team last month",
        [by(RATIO, "team"), replace(by(RATIO, "team"), metric="time_to_resolve", statistic="median")],
    ),
    ("how many escalations and how many complaints last month", [COUNT, COMPLAINTS]),
    ("how many cases were opened and how many escalated last month", [CASES, COUNT]),
    ("csat by team last month and cases by team last month", [by(CSAT, "team"), by(CASES, "team")]),
    (
        "how many cases and how many escalations in EMEA last month",
        [replace(CASES, where=EMEA), replace(COUNT, where=EMEA)],
    ),
    (
        "number of escalations and number of complaints per week last month",
        [
            replace(COUNT, intent=Intent.TREND, every=Grain.WEEK),
            replace(COMPLAINTS, intent=Intent.TREND, every=Grain.WEEK),
        ],
    ),
    ("How many escalations last month? How many complaints?", [COUNT, COMPLAINTS]),
    ("How many escalations last month? And in EMEA?", [COUNT, replace(COUNT, where=EMEA)]),
    (
        "how many escalations last month? and in EMEA? and why?",
        [COUNT, replace(COUNT, where=EMEA), replace(WHY, where=EMEA)],
    ),
    (
        "escalations by product last month. Which team has the most?",
        [by(COUNT, "product"), replace(by(COUNT, "team"), order=Order.DESC)],
    ),
    ("escalations last month; csat", [COUNT, CSAT]),
    ("escalations last month\ncomplaints last week", [COUNT, replace(COMPLAINTS, period=LAST_WEEK)]),
    ("how many escalations last month and why?", [COUNT, WHY]),
    ("escalations last month and how does that compare with the month before?", [COUNT, HELD]),
    ("how many escalations last month and show me the cases", [COUNT, replace(COUNT, show=Show.CASES)]),
    (
        "what was the escalation ratio last month, and how is it defined?",
        [RATIO, Plan(intent=Intent.DEFINE, metric="escalation_ratio")],
    ),
    (
        "which product has the most escalations last month, and which team?",
        [replace(by(COUNT, "product"), order=Order.DESC), replace(by(COUNT, "team"), order=Order.DESC)],
    ),
]

ONE = [
    "escalations for Billing and Reporting",
    "escalations for Billing, Reporting and API",
    "escalations in EMEA, APAC, and LATAM",
    "P1 and P2 escalations for Gold and Silver customers",
    "Billing and payments escalations last month",
    "escalations by product and team",
    "escalations by product and by team",
    "escalations by product and week",
    "top 3 products and teams by escalations",
    "escalations between March and May",
    "escalations in March and April",
    "escalations from 2026-10-01 to 2026-10-15 and by team",
    "escalations on Mondays and Tuesdays",
    "escalations not in EMEA and APAC",
    "what is the ratio of escalations to cases",
    "cases that came in and then escalated",
    "compare escalations in EMEA and APAC",
    "why did escalations go up in EMEA and APAC last month",
    "similar cases: customer was charged twice and wants a refund",
    "how did we solve login failures and what happened then",
    "Thanks! How many escalations last month?",
    "Hi, how many escalations last month?",
    "In EMEA, how many escalations last month?",
    "Compared with the month before, how many escalations last month?",
    "escalations for O'Brien & Sons and Globex",
]


@pytest.mark.parametrize(("message", "plans"), COMPOUND)
def test_a_message_with_several_questions_is_one_plan_for_each(message: str, plans: Sequence[Plan]) -> None:
    assert plans_of(message) == tuple(plans)


@pytest.mark.parametrize("message", ONE)
def test_an_and_inside_a_list_or_a_period_splits_nothing(message: str) -> None:
    assert len(plans_of(message)) == 1


@pytest.mark.parametrize(
    "message",
    [
        "cases that escalated and were reopened",
        "share of cases and escalations in EMEA",
        "cases opened and escalated",
        "cases opened and resolved last month",
        "cases and escalations",
    ],
)
def test_conditions_that_belong_together_are_not_counted_one_by_one(message: str) -> None:
    assert unclear(message).choices


def test_more_than_four_questions_are_too_many() -> None:
    reading = unclear(
        "How many escalations last month; what was the csat; how many complaints; what was the backlog; how many cases?"
    )

    assert "up to 4" in reading.sentence
    assert len(reading.choices) == 4


def test_each_part_has_its_own_status() -> None:
    understood, refused, unknown = asked(
        "How many escalations last month? How many per agent? How many escalations for product Contoso?"
    )

    assert isinstance(understood, Understood)
    assert isinstance(refused, OutOfScope)
    assert isinstance(unknown, Unclear)


def test_what_depends_on_an_unclear_part_is_asked_with_each_of_its_choices() -> None:
    reading = unclear("how often did Billing escalate last month, and why?")

    plans = [
        [one.plan.intent for one in READER.read(choice, today=SUNDAY) if isinstance(one, Understood)]
        for choice in reading.choices
    ]
    assert plans == [[Intent.VALUE, Intent.WHY]] * 2


def test_a_choice_with_several_parts_can_be_picked() -> None:
    plans = plans_of("how often did Billing escalate last month, and why?", "the second")

    assert [(plan.intent, plan.metric) for plan in plans] == [
        (Intent.VALUE, "escalation_ratio"),
        (Intent.WHY, "escalation_ratio"),
    ]


def test_a_later_part_that_stands_alone_is_read_when_the_part_before_it_is_not() -> None:
    refused, understood = asked("who escalates most, and how many escalations last month?")

    assert isinstance(refused, OutOfScope)
    assert isinstance(understood, Understood)
    assert understood.plan == COUNT


def test_what_a_later_part_takes_over_is_told() -> None:
    _, later = asked("How many escalations last month and what was the ratio?")

    assert isinstance(later, Understood)
    assert later.assumed == ("carried over: October 2026",)


def test_a_period_at_the_end_that_belongs_to_each_part_is_told() -> None:
    first, _ = asked("how many cases were opened and how many escalated last month")

    assert isinstance(first, Understood)
    assert first.assumed == ("“last month” is taken to belong to each part",)


def test_without_a_period_each_part_has_the_same_one() -> None:
    assert plans_of("escalations in EMEA, and in APAC?") == (
        replace(COUNT, where=EMEA, period=DEFAULT),
        replace(COUNT, where=APAC, period=DEFAULT),
    )


def test_a_message_in_a_thread_can_ask_several_things_about_the_answer_before() -> None:
    plans = plans_of("escalations last month", "and for EMEA? and why?")

    assert plans == (replace(COUNT, where=EMEA), replace(WHY, where=EMEA))


def test_the_parts_of_a_quarter_that_is_not_over_are_about_the_same_days() -> None:
    top, why = plans_of("top 3 products by escalation ratio this quarter, and what is driving each?")

    assert top.period == Period(start=date(2026, 10, 1), end=date(2026, 11, 23))
    assert why.period == Period(start=date(2026, 10, 1), end=SUNDAY)
    assert why.compared_with == Period(start=date(2026, 7, 1), end=date(2026, 8, 22))
