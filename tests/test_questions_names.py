"""Names said in part, names that look like something else, and people who restrict nothing."""

import pytest

from knowledge.questions.plan import Intent, Order, OutOfScope, Plan, Unclear, Understood
from knowledge.questions.rules.rule_reader import RuleReader
from knowledge.questions.vocabulary import Vocabulary
from tests.test_questions_values import SUNDAY

VALUES = {
    "product": {"Billing": 90, "Identity": 50, "PROD424": 9, "PROD660": 8},
    "team": {"Frontline EMEA": 50, "Frontline APAC": 40, "Finance Approvals": 10},
    "region": {"EMEA": 50, "APAC": 40},
    "priority": {"P1": 10, "P3": 90},
    "account": {"Bluefin Motors Ltda": 9, "Delta Tools Pty": 5, "Delta Media Inc": 4, "Acme Corporation": 3},
    "outcome": {"refund": 20, "fix": 60},
    "category": {"refund": 30, "login": 50},
    "reason": {"no progress": 10, "handed around": 5},
    "amount_band": {"over 250": 9, "up to 250": 8},
    "plan_version": {"2025.1": 50, "2025.2": 40},
}
READER = RuleReader(
    vocabulary=Vocabulary(
        values=VALUES, attributes=("amount_band", "plan_version"), case_exists=lambda case: case == "C-17"
    ),
    default_period_days=90,
)


def plan_of(question: str) -> Plan:
    reading = READER.read(question, today=SUNDAY)
    assert isinstance(reading, Understood), reading
    return reading.plan


def unclear(question: str) -> Unclear:
    reading = READER.read(question, today=SUNDAY)
    assert isinstance(reading, Unclear), reading
    return reading


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("did Bluefin Motors escalate last month", {"account": ("Bluefin Motors Ltda",)}),
        ("escalations of bluefin motors inc last month", {"account": ("Bluefin Motors Ltda",)}),
        ("how many escalations did Acme Corp have last month", {"account": ("Acme Corporation",)}),
        ("escalations on 2025.2 last month", {"plan_version": ("2025.2",)}),
        ("median approval wait for up to 250 last quarter", {"amount_band": ("up to 250",)}),
        ("how many cases resolved last month ended in a refund", {"outcome": ("refund",)}),
        ("did we have over 250 escalations last month", {}),
        ("what is the number of finance people in escalations", None),
    ],
)
def test_a_name_said_in_part_or_like_a_number_is_the_value(
    question: str, where: dict[str, tuple[str, ...]] | None
) -> None:
    if where is None:
        assert not isinstance(READER.read(question, today=SUNDAY), Understood)
    else:
        assert plan_of(question).where == where


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        (
            "escalations of Delta last month",
            (
                "escalations for account Delta Tools Pty last month",
                "escalations for account Delta Media Inc last month",
            ),
        ),
        (
            "how many cases did frontline get last month",
            ("cases opened for team Frontline EMEA last month", "cases opened for team Frontline APAC last month"),
        ),
    ],
)
def test_each_name_that_begins_so_is_a_choice(question: str, choices: tuple[str, ...]) -> None:
    assert unclear(question).choices == choices


def test_a_quoted_name_that_the_data_lacks_is_asked_about() -> None:
    assert "no reason “waiting for approval”" in unclear('escalations with reason "waiting for approval"').sentence


@pytest.mark.parametrize(
    ("question", "dimension"),
    [
        ("approval wait this year, over 250 compared with up to 250", "amount_band"),
        ("is 2025.2 escalating more than 2025.1? since July", "plan_version"),
        ("handoffs per case, PROD424 against PROD660, last month", "product"),
    ],
)
def test_values_like_bounds_months_and_ids_are_compared(question: str, dimension: str) -> None:
    plan = plan_of(question)

    assert (plan.intent, plan.by) == (Intent.COMPARE, (dimension,))


@pytest.mark.parametrize(
    ("question", "metric", "by"),
    [
        ("what are the main reasons why Identity cases get escalated", "escalations", "reason"),
        ("what do customers escalate about", "escalations", "reason"),
        ("usual reasons for escalation last month", "escalations", "reason"),
        ("most common category last month", "cases", "category"),
        ("how did the Billing cases opened last month end up", "cases", "outcome"),
        ("which region escalates most relative to its volume", "escalation_ratio", "region"),
        ("who did worst in the quality reviews last quarter, by team", "quality_score", "team"),
        ("who is at the bottom of the QA reviews, teams I mean, not people", "quality_score", "team"),
        ("open cases for more than a month by region", "aged_cases", "region"),
        ("tickets sitting with Finance Approvals for over 3 weeks by region", "aged_cases", "region"),
        ("cases open more than 10 days by region", "aged_cases", "region"),
    ],
)
def test_what_is_asked_by_a_dimension(question: str, metric: str, by: str) -> None:
    plan = plan_of(question)

    assert (plan.intent, plan.metric, plan.by) == (Intent.BREAKDOWN, metric, (by,))


def test_a_rise_is_still_explained() -> None:
    assert plan_of("what are the reasons why escalations increased in October").intent is Intent.WHY


@pytest.mark.parametrize("question", ["who closed the most cases", "agents who resolved most", "who is slowest"])
def test_persons_are_still_not_ranked(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), OutOfScope)


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("how long did P1 customers sit there until somebody answered them", "time_to_first_response"),
        ("how long until an agent answered P1 customers", "time_to_first_response"),
        ("how long does a customer who asks for escalation wait for our yes or no", "decision_latency"),
        ("how many hours pass between opening and escalation", "time_to_escalate"),
        ("exceptions to policy last month", "exception_ratio"),
        ("how many formal complaints have we had this year", "complaints"),
    ],
)
def test_people_and_verbs_that_restrict_nothing(question: str, metric: str) -> None:
    plan = plan_of(question)

    assert (plan.intent, plan.metric) == (Intent.VALUE, metric)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("login fails after reset, seen that b4??", "login fails after reset"),
        ("valid cards declined. had this before?", "valid cards declined"),
        ("has anyone seen a login loop before?", "a login loop before"),
    ],
)
def test_what_was_had_before_is_searched(question: str, topic: str) -> None:
    plan = plan_of(question)

    assert (plan.intent, plan.topic) == (Intent.SIMILAR, topic)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("where should I look first?", Intent.FINDINGS),
        ("what should we tackle first", Intent.FINDINGS),
        ('When is a case "aged"?', Intent.DEFINE),
        ("when do you call an escalation early", Intent.DEFINE),
    ],
)
def test_what_is_no_number(question: str, intent: Intent) -> None:
    assert plan_of(question).intent is intent


@pytest.mark.parametrize(
    "question",
    ["is our escalation ratio normal for software vendors", "how many refunds should I budget for in December"],
)
def test_benchmarks_and_budgets_are_refused(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), OutOfScope)


def test_a_ranking_of_what_is_common_comes_most_first() -> None:
    assert plan_of("most common category last month").order is Order.DESC
