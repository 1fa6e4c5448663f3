"""What belongs to one question though it stands in two sentences, and what a later question takes over as a whole."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from knowledge.metrics.periods import Period
from knowledge.questions.plan import Intent, Order, OutOfScope, Plan, Unclear
from tests.threads import DEFAULT, LAST_MONTH, LAST_WEEK, LAST_YEAR, SEPTEMBER, asked, plans_of

COUNT = Plan(intent=Intent.VALUE, metric="escalations", period=LAST_MONTH)
CASES = replace(COUNT, metric="cases")
CSAT = replace(COUNT, metric="csat")
WHY = replace(COUNT, intent=Intent.WHY, compared_with=SEPTEMBER)
HELD = replace(WHY, intent=Intent.COMPARE)
BY_TEAM = replace(COUNT, intent=Intent.BREAKDOWN, by=("team",))
TOP = replace(BY_TEAM, limit=3, order=Order.DESC)
EMEA = {"region": ("EMEA",)}
AUGUST = Period(start=date(2026, 8, 1), end=date(2026, 9, 1))
NOW = replace(COUNT, metric="backlog", period=DEFAULT)


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("Escalations have gone up in October. Why?", WHY),
        ("Escalations jumped last month, any idea why?", WHY),
        ("escalations were higher in October than in September, how come?", WHY),
        ("Escalations in EMEA rose last month. What's behind it?", replace(WHY, where=EMEA)),
        ("We had more escalations in October than in September. What is the reason?", WHY),
        (
            "Csat was lower in September than in October. Do we know what caused that?",
            replace(WHY, metric="csat", period=SEPTEMBER, compared_with=LAST_MONTH),
        ),
        ("escalations went up in october, whats going on there", WHY),
    ],
)
def test_a_statement_with_a_bare_why_behind_it_is_one_question(message: str, plan: Plan) -> None:
    assert plans_of(message) == (plan,)


@pytest.mark.parametrize(
    "message",
    ["How many escalations last month? Why?", "escalations last month, and why?", "escalations in October. Why?"],
)
def test_a_number_and_why_it_is_so_are_two_questions(message: str) -> None:
    assert plans_of(message) == (COUNT, WHY)


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("How many escalations did we have? Use October", COUNT),
        ("How many escalations did we have? Take last week.", replace(COUNT, period=LAST_WEEK)),
        ("Escalations by team? I mean last month.", BY_TEAM),
        ("how many escalations did we have? October is enough", COUNT),
        ("How many escalations last month? EMEA only", replace(COUNT, where=EMEA)),
        (
            "How long does it take to resolve a case in October? Median please.",
            replace(COUNT, metric="time_to_resolve", statistic="median"),
        ),
        (
            "is EMEA worse than APAC? talking escalation ratio, last month",
            replace(
                COUNT,
                intent=Intent.COMPARE,
                metric="escalation_ratio",
                by=("region",),
                where={"region": ("EMEA", "APAC")},
            ),
        ),
        ("Which teams escalated last month, and how often?", BY_TEAM),
        ("top 3 teams by escalations last month, and how many each?", TOP),
        ("escalations in Oct. for EMEA", replace(COUNT, where=EMEA)),
    ],
)
def test_a_sentence_that_only_says_more_belongs_to_the_question_before(message: str, plan: Plan) -> None:
    assert plans_of(message) == (plan,)


@pytest.mark.parametrize(
    "message",
    [
        "Which team has the most escalations last month? Somebody claims Payments Support",
        "how many escalations last month? how many complaints?",
        "escalations by team last month? And in EMEA?",
    ],
)
def test_a_sentence_that_says_something_else_narrows_nothing(message: str) -> None:
    first, *_ = asked(message)

    assert not isinstance(first, Unclear | OutOfScope)
    assert not first.plan.where


@pytest.mark.parametrize(
    ("message", "plans"),
    [
        (
            "escalations last week, csat last month and how many cases are open right now",
            [replace(COUNT, period=LAST_WEEK), CSAT, NOW],
        ),
        (
            "escalations in September, complaints in October",
            [replace(COUNT, period=SEPTEMBER), replace(COUNT, metric="complaints")],
        ),
        ("How many escalations last month, and how big is the backlog now?", [COUNT, NOW]),
        (
            "how many cases last month and how many of those escalated?",
            [CASES, replace(CASES, metric="escalation_ratio")],
        ),
        (
            "How many cases were resolved last month? How many of them were reopened?",
            [replace(CASES, metric="resolutions"), replace(CASES, metric="reopen_ratio")],
        ),
        (
            "what does escalation ratio mean, and what was it in october?",
            [Plan(intent=Intent.DEFINE, metric="escalation_ratio"), replace(COUNT, metric="escalation_ratio")],
        ),
        ("escalations by team last month, plus the overall csat for the same period", [BY_TEAM, CSAT]),
        ("escalations by team last month, plus the csat", [BY_TEAM, replace(BY_TEAM, metric="csat")]),
        (
            "EMEA last month: how many cases, how quick was the first response and what was the csat?",
            [
                replace(CASES, where=EMEA),
                replace(CASES, metric="time_to_first_response", where=EMEA),
                replace(CSAT, where=EMEA),
            ],
        ),
    ],
)
def test_each_question_of_a_list_has_its_own_period_or_that_of_the_one_before(
    message: str, plans: Sequence[Plan]
) -> None:
    assert plans_of(message) == tuple(plans)


@pytest.mark.parametrize(
    "message",
    [
        "cases opened in September, resolved in October",
        "top 3 teams by escalations last month, and the csat of each",
    ],
)
def test_what_may_be_one_condition_or_another_ranking_is_asked_back(message: str) -> None:
    assert any(isinstance(reading, Unclear) for reading in asked(message))


@pytest.mark.parametrize(
    ("messages", "plan"),
    [
        (["escalations in EMEA last month", "what was their csat?"], replace(CSAT, where=EMEA)),
        (["escalations in EMEA last month", "and the csat for them"], replace(CSAT, where=EMEA)),
        (["escalations by team last month", "what is their csat?"], replace(BY_TEAM, metric="csat")),
        (["top 3 teams by escalations last month", "make it 5"], replace(TOP, limit=5)),
        (["top 3 teams by escalations last month", "10"], replace(TOP, limit=10)),
        (["escalations last week", "sry meant last month"], COUNT),
        (["escalations last week", "sorry, I meant October"], COUNT),
        (["escalations by team last month", "no need for the teams, one number"], COUNT),
        (["escalations by team in EMEA last month", "a single figure please"], replace(COUNT, where=EMEA)),
        (["escalations in EMEA last month", "ok, back to all regions"], COUNT),
        (
            ["escalations last week", "and October?", "and May?"],
            replace(COUNT, period=Period(start=date(2026, 5, 1), end=date(2026, 6, 1))),
        ),
        (["escalations last month", "Why is that different from September?"], WHY),
        (["escalations last month", "why did it change compared to September?"], WHY),
        (["escalations last month", "is it higher than in September?"], HELD),
        (["escalations last month", "why did they go up in EMEA?"], replace(WHY, where=EMEA)),
        (["how many escalations will we get next month?", "and last month?"], COUNT),
        (["escalations last month", "what changed vs August"], replace(HELD, compared_with=AUGUST)),
        (
            ["Which accounts escalated most last year?", "and who had the most complaints?"],
            Plan(intent=Intent.BREAKDOWN, metric="complaints", by=("account",), order=Order.DESC, period=LAST_YEAR),
        ),
        (["Which engineer had the most escalations last month?", "ok fine, by team then"], BY_TEAM),
        (["escalations per agent last month", "in EMEA"], replace(COUNT, where=EMEA)),
        (["how many escalations last month", "and how big is the backlog right now?"], NOW),
    ],
    ids=str,
)
def test_a_follow_up_in_everyday_words_changes_what_it_names(messages: Sequence[str], plan: Plan) -> None:
    assert plans_of(*messages) == (plan,)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("escalations in EMEA last month", "which teams resolve their cases fastest this week"),
        ("escalations in EMEA last month", "how many cases are there"),
    ],
)
def test_a_pronoun_for_something_in_the_same_question_carries_nothing_over(before: str, question: str) -> None:
    (plan,) = plans_of(before, question)

    assert not plan.where
    assert plan.period != LAST_MONTH


@pytest.mark.parametrize(
    ("before", "fragment"),
    [
        ("top 3 teams by escalations last month", "what is their csat?"),
        ("top 3 teams by escalations last month", "and the csat for those"),
        ("escalations by team last month", "10"),
        ("escalations last month", "make it 5"),
        ("escalations last month", "as one number"),
    ],
)
def test_what_cannot_be_told_from_the_answer_before_is_asked_back(before: str, fragment: str) -> None:
    (reading,) = asked(before, fragment)

    assert isinstance(reading, Unclear)


def test_a_refused_follow_up_leaves_the_subject_as_it_was() -> None:
    assert plans_of("escalations in EMEA last month", "and by agent?", "and in September?") == (
        replace(COUNT, where=EMEA, period=SEPTEMBER),
    )
