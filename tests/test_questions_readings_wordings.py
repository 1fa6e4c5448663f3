"""Families of everyday wordings: short words, what stands around a value, rankings, ages, clauses, likeness."""

import pytest

from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.periods import Grain
from knowledge.questions.plan import Bound, Intent, Order, OutOfScope, Plan, Sign, Unclear, Understood
from knowledge.questions.reader import Reader
from knowledge.questions.rules.rule_reader import RuleReader
from knowledge.questions.wording import Wording
from tests.test_questions_readings import READER
from tests.test_questions_values import SUNDAY, a_vocabulary

ALL = Reader(rules=READER, wording=Wording(METRICS, a_vocabulary()))


def plan_of(question: str, reader: RuleReader = READER) -> Plan:
    reading = reader.read(question, today=SUNDAY)
    assert isinstance(reading, Understood), reading
    return reading.plan


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("need esc count for last month", "need escalation count for last month"),
        ("how many escs did we have last week", "how many escalations did we have last week"),
        ("esc reqs last month", "escalation requests last month"),
        ("cust complaints per qtr this yr", "customer complaints per quarter this year"),
        ("how many open cases do we have rn", "how many open cases do we have now"),
        ("escalations for email n chat last week", "escalations for email and chat last week"),
        ("sla attainment w/o Gold accounts last month", "sla attainment without Gold accounts last month"),
        ("median ttr last month", "median time to resolve last month"),
        ("ttfr by channel last month", "time to first response by channel last month"),
        ("complaits last month", "complaints last month"),
        ("whats been open longer then 10 days", "what has been open longer than 10 days"),
        ("theyre asking what came in last week", "they're asking what came in last week"),
        ("hw many escaltions sinse 1 sept", "how many escalations since 1 september"),
    ],
)
def test_a_short_or_misspelt_word_is_read_as_the_whole_one(short: str, full: str) -> None:
    assert READER.read(short, today=SUNDAY) is not None
    shorter, longer = READER.read(short, today=SUNDAY), READER.read(full, today=SUNDAY)
    plans = [
        reading.plan if isinstance(reading, Understood) else reading.partly
        for reading in (shorter, longer)
        if not isinstance(reading, OutOfScope)
    ]

    assert plans[0] is not None
    assert plans[0] == plans[1]


@pytest.mark.parametrize("question", ["escalation ratio by product with n > 20", "how many cases didnt escalate"])
def test_a_short_word_that_would_change_the_number_is_not_passed_over(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), Unclear)


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("escalations last month, don't count Gold", {"account_tier": ("Bronze", "Silver")}),
        ("escalations last month, do not include Gold", {"account_tier": ("Bronze", "Silver")}),
        ("escalations last month, leave Gold out", {"account_tier": ("Bronze", "Silver")}),
        ("escalations last month, Gold excluded", {"account_tier": ("Bronze", "Silver")}),
        ("escalations last month with Gold and Silver left out", {"account_tier": ("Bronze",)}),
        ("incoming P1 cases last month", {"priority": ("P1",)}),
        ("incoming P1s last month", {"priority": ("P1",)}),
        ("cases of German speaking customers last month", {"language": ("German",)}),
    ],
)
def test_words_around_a_value_say_what_becomes_of_it(question: str, where: dict[str, tuple[str, ...]]) -> None:
    assert {name: tuple(sorted(values)) for name, values in plan_of(question).where.items()} == where


@pytest.mark.parametrize(
    "question", ["how many new Gold customers last month", "new P1 cases", "escalations last month, leave"]
)
def test_the_same_words_beside_something_else_are_asked_about(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), Unclear)


@pytest.mark.parametrize(
    ("question", "metric", "by", "limit"),
    [
        ("what are the main reasons for escalations", "escalations", ("reason",), None),
        ("key escalation reasons last month", "escalations", ("reason",), None),
        ("what is the number one reason for escalations", "escalations", ("reason",), 1),
        ("which products made up most of the case volume last month", "cases", ("product",), None),
        ("which products accounted for the bulk of escalations last month", "escalations", ("product",), None),
        ("which teams contributed most to complaints last month", "complaints", ("team",), None),
        (
            "name the three combinations of region and product with the most escalations",
            "escalations",
            ("region", "product"),
            3,
        ),
        ("which team is sitting on the most cases", "backlog", ("team",), None),
    ],
)
def test_a_superlative_in_other_words_ranks(question: str, metric: str, by: tuple[str, ...], limit: int | None) -> None:
    plan = plan_of(question)

    assert (plan.metric, plan.by, plan.limit, plan.order) == (metric, by, limit, Order.DESC)


@pytest.mark.parametrize("question", ["escalations for our main product", "escalations of key accounts last month"])
def test_main_and_key_are_no_ranking_where_they_say_which_cases(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), Unclear)


@pytest.mark.parametrize(
    ("question", "hours"),
    [
        ("what is stuck open since more than 30 days", 720),
        ("how many cases are still unresolved after more than thirty days", 720),
        ("cases that have been waiting for over 3 weeks", 504),
        ("cases more than 30 days old", 720),
        ("not resolved for at least 20 days", 480),
        ("cases open longer then 10 days", 240),
    ],
)
def test_an_age_is_said_in_many_ways(question: str, hours: int) -> None:
    plan = plan_of(question)

    assert (plan.metric, plan.threshold_hours) == ("aged_cases", hours)


def test_more_than_so_many_open_cases_are_no_age() -> None:
    plan = plan_of("teams with more than 5 open cases")

    assert (plan.metric, plan.bound) == ("backlog", Bound(sign=Sign.ABOVE, number=5))


@pytest.mark.parametrize(
    ("question", "metric", "threshold"),
    [
        ("how often do cases in Billing escalate", "escalation_ratio", None),
        ("how likely is it that a P1 case has to be escalated", "escalation_ratio", None),
        ("how often are P1 cases elevated", "elevation_ratio", None),
        ("what share of escalations came within first 24h", "early_escalation_share", None),
        ("what share of escalations hit us within two days of the case being opened", "early_escalation_share", 48),
        ("how quickly did we first respond to customers", "time_to_first_response", None),
        ("how long does it take us to send a first reply", "time_to_first_response", None),
        ("when someone requests an escalation how long until we say yes or no", "decision_latency", None),
        ("share of cases where the customer chased us because it wasn't solved yet", "repeat_contact_ratio", None),
        ("how long does a case run before it escalates", "time_to_escalate", None),
        ("inbound volume last month", "cases", None),
        ("how many formal complaints last month", "complaints", None),
    ],
)
def test_a_metric_is_named_by_a_clause(question: str, metric: str, threshold: float | None) -> None:
    plan = plan_of(question)

    assert (plan.metric, plan.threshold_hours) == (metric, threshold)


@pytest.mark.parametrize("question", ["how often did escalations happen", "escalations because the customer waited"])
def test_a_clause_that_names_no_one_number_is_asked_about(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), Unclear)


def test_a_reason_may_be_told_in_a_sentence() -> None:
    assert plan_of("escalations because they got rude replies last month").where == {"reason": ("rude reply",)}


@pytest.mark.parametrize(
    "question",
    [
        "complaints for Billing and Reporting, each on its own",
        "complaints for Billing and Reporting separately",
        "complaints for Billing and Reporting individually",
    ],
)
def test_each_on_its_own_holds_values_side_by_side(question: str) -> None:
    plan = plan_of(question)

    assert (plan.intent, plan.by) == (Intent.COMPARE, ("product",))


def test_each_before_a_grain_stays_a_grain() -> None:
    assert plan_of("escalations for EMEA and APAC each month this year").every is Grain.MONTH


@pytest.mark.parametrize(
    "question",
    [
        "customer says login loops after the update. anyone seen this before?",
        "report totals don't match, has anybody had that before and what fixed it?",
        "the export hangs at 90 %, did someone already run into it?",
    ],
)
def test_a_situation_that_somebody_may_have_seen_is_searched_by(question: str) -> None:
    assert plan_of(question).intent is Intent.SIMILAR


@pytest.mark.parametrize("question", ["which earlier cases look like C-17", "any cases that resemble C-17"])
def test_cases_that_look_like_one_are_similar_to_it(question: str) -> None:
    assert plan_of(question) == Plan(intent=Intent.SIMILAR, case_id="C-17")


def test_what_a_number_looks_like_is_no_search() -> None:
    assert plan_of("what did escalations look like last month").metric == "escalations"


@pytest.mark.parametrize("question", ["pull up case C-17 and tell me how it ended", "where do we stand with C-17"])
def test_one_case_is_told_as_a_whole(question: str) -> None:
    (reading,) = ALL.read(question, today=SUNDAY)

    assert isinstance(reading, Understood)
    assert (reading.plan.intent, reading.plan.case_id) == (Intent.CASE, "C-17")


@pytest.mark.parametrize(
    "question",
    ["what's the difference between an elevation and an escalation?", "how do elevations differ from escalations?"],
)
def test_two_things_are_told_apart_by_both_definitions(question: str) -> None:
    readings = ALL.read(question, today=SUNDAY)

    assert [reading.plan for reading in readings if isinstance(reading, Understood)] == [
        Plan(intent=Intent.DEFINE, metric="elevations"),
        Plan(intent=Intent.DEFINE, metric="escalations"),
    ]


def test_the_difference_of_two_periods_is_a_number() -> None:
    assert plan_of("what's the difference between escalations in Q3 and Q2?").intent is Intent.COMPARE
