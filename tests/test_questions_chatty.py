"""How managers say it: chatty frames, slang for each metric, telegram style, and what must not be swallowed by it."""

from datetime import date

import pytest

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.following.compound import parts_of
from knowledge.questions.plan import Intent, OutOfScope, Plan, Unclear, Understood
from tests.test_questions_readings import LAST_MONTH, LAST_WEEK, READER, plan_of, split, trend, value
from tests.test_questions_values import SUNDAY

OCTOBER = LAST_MONTH
BARE = value("escalations", period=LAST_WEEK)


@pytest.mark.parametrize(
    "question",
    [
        "quick one: escalations last week",
        "Any idea how many escalations we had last week?",
        "remind me: how many escalations last week, thanks!",
        "btw, could you tell me the number of escalations last week pls",
        "for the board deck: escalations last week",
        "can I get the escalations for last week please",
        "just curious, how many escalations last week",
        "my boss wants to know how many escalations last week",
        "I'd like to see the number of escalations last week, cheers",
        "give me the numbers on escalations last week",
        "Escalations last week? just the number please",
        "How many escalations were there? last week",
    ],
)
def test_what_is_said_around_a_question_changes_nothing(question: str) -> None:
    assert [READER.read(part.text, today=SUNDAY) for part in parts_of(READER.link(question, SUNDAY))] == [
        Understood(plan=BARE)
    ]


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("what came in last month", "cases"),
        ("how much stuff rolled in last month", "cases"),
        ("what did Acme Corporation send us last month", "cases"),
        ("arrivals last month", "cases"),
        ("how many tickets exploded last month", "escalations"),
        ("how many cases went up a tier last month", "elevations"),
        ("cases kicked up to the next tier last month", "elevations"),
        ("how often was a manager asked for in October", "escalation_requests"),
        ("how often was management attention called for last month", "escalation_requests"),
        ("how many requests did management say yes to last month", "request_acceptance"),
        ("how long do managers sit on an escalation request last month", "decision_latency"),
        ("hours from opening to escalation last month", "time_to_escalate"),
        ("how fast do we get back to people last month", "time_to_first_response"),
        ("how many cases did we wrap up last month", "resolutions"),
        ("turnaround last month", "time_to_resolve"),
        ("p90 for resolution last month", "time_to_resolve"),
        ("how often do cases bounce back open last month", "reopen_ratio"),
        ("how badly do cases get tossed around last month", "handoffs_per_case"),
        ("how often are customers chasing us last month", "repeat_contact_ratio"),
        ("sla hits last month", "sla_attainment"),
        ("did we make our slas last month", "sla_attainment"),
        ("how long are cases stuck in approval last month", "approval_wait"),
        ("goodwill gestures last month", "exception_ratio"),
        ("gripes last month", "complaints"),
        ("smiley scores last month", "csat"),
        ("audit marks last month", "quality_score"),
        ("what was still on our plate last month", "backlog"),
        ("cases gathering dust for more than 3 weeks last month", "aged_cases"),
    ],
)
def test_slang_is_read_as_the_metric_it_stands_for(question: str, metric: str) -> None:
    plan = plan_of(question)

    assert (plan.metric, plan.period) == (metric, LAST_MONTH)


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("Cases, hour by hour, last month", split("cases", "hour_of_day", period=LAST_MONTH)),
        ("weekday pattern of escalations last month", split("escalations", "day_of_week", period=LAST_MONTH)),
        ("what do people cite when they escalate, last month", split("escalations", "reason", period=LAST_MONTH)),
        (
            "escalations month after month in 2025",
            trend("escalations", Grain.MONTH, Period(start=date(2025, 1, 1), end=date(2026, 1, 1))),
        ),
        (
            "Reopen ratio for EMEA, May",
            value("reopen_ratio", {"region": ("EMEA",)}, Period(start=date(2026, 5, 1), end=date(2026, 6, 1))),
        ),
        (
            "csat May P1",
            value("csat", {"priority": ("P1",)}, Period(start=date(2026, 5, 1), end=date(2026, 6, 1))),
        ),
    ],
)
def test_telegram_style_is_read_in_full(question: str, plan: Plan) -> None:
    assert plan_of(question) == plan


@pytest.mark.parametrize(
    "question",
    [
        "csat since the summer",
        "escalations over Christmas",
        "escalations since the relaunch",
        "how many cases were kicked upstairs last month",
        "how many nasty escalations last month",
        "turnaround for whales last month",
    ],
)
def test_a_word_that_could_change_the_number_is_asked_about(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), Unclear)


@pytest.mark.parametrize(
    "question",
    [
        "which of the guys in Frontline closes most",
        "how many cases do people close in Frontline",
        "is a csat of 4 good for a bank?",
        "how does our csat compare with competitors?",
    ],
)
def test_people_and_the_rest_of_the_world_stay_outside(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), OutOfScope)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("How long do P1 cases take to resolve? Q3", 1),
        ("How often do they reopen? per team, since June", 1),
        ("Escalations in March? And in April?", 2),
        ("escalations last month in total, and also per region", 2),
        ("How many cases came in last week? Why?", 2),
    ],
)
def test_what_stands_behind_a_question_belongs_to_it_unless_it_asks_anew(question: str, parts: int) -> None:
    assert len(parts_of(READER.link(question, SUNDAY))) == parts


def test_that_day_is_the_day_named_before() -> None:
    question = "How many cases came in on 16 November and how many did we resolve that day?"

    later = parts_of(READER.link(question, SUNDAY))[1]

    assert plan_of(later.text) == value("resolutions", period=Period(start=date(2026, 11, 16), end=date(2026, 11, 17)))


@pytest.mark.parametrize(
    "question", ["what's dragging csat down this month?", "any idea why volume ballooned in March?"]
)
def test_slang_for_a_change_asks_why(question: str) -> None:
    assert plan_of(question).intent is Intent.WHY


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Customer cannot pay by card, how did that end before?", "Customer cannot pay by card"),
        ("printer prints twice - have we seen this before?", "printer prints twice"),
    ],
)
def test_a_story_with_a_question_behind_it_is_searched_by(question: str, topic: str) -> None:
    assert (plan_of(question).intent, plan_of(question).topic) == (Intent.SIMILAR, topic)


@pytest.mark.parametrize("question", ["what kind of questions can I ask?", "what are you good for?"])
def test_what_can_be_asked_is_help(question: str) -> None:
    assert plan_of(question).intent is Intent.HELP


@pytest.mark.parametrize("question", ["How do you work out csat?", "whats an escalation?", "what is meant by handoffs"])
def test_how_it_is_worked_out_is_a_definition(question: str) -> None:
    assert plan_of(question).intent is Intent.DEFINE
