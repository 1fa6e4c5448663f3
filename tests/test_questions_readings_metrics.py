"""Every metric in a manager's own words, with statistics, thresholds and bounds, read on Sunday, 22 November 2026."""

from dataclasses import replace

import pytest

from knowledge.metrics.compiling import Where
from knowledge.metrics.periods import Grain
from knowledge.questions.plan import Bound, Intent, Order, Plan, Show, Sign, Understood
from tests.test_questions_readings import (
    BILLING,
    EMEA,
    LAST_MONTH,
    LAST_QUARTER,
    LAST_WEEK,
    NOT_EMEA,
    P1,
    READER,
    THIS_YEAR,
    a_refusal_or_doubt,
    plan_of,
    ranked,
    split,
    trend,
    value,
)
from tests.test_questions_values import SUNDAY

WORDINGS = [
    ("how busy were we last week", value("cases", period=LAST_WEEK)),
    ("case intake by channel", split("cases", "channel")),
    ("how often do escalations get accepted", value("request_acceptance")),
    ("what percentage of cases went to engineering", value("elevation_ratio")),
    ("escalation requests in EMEA", value("escalation_requests", EMEA)),
    ("how many escalations were requested last month", value("escalation_requests", period=LAST_MONTH)),
    ("cases where the customer asked for a manager last week", value("escalation_requests", period=LAST_WEEK)),
    ("customers who wanted to speak to a manager, by product", split("escalation_requests", "product")),
    ("what share of requests got accepted", value("request_acceptance")),
    ("how many of the escalation requests were accepted last month", value("request_acceptance", period=LAST_MONTH)),
    ("acceptance rate of escalation requests by region", split("request_acceptance", "region")),
    ("how long does it take until a request is decided", value("decision_latency")),
    ("decision latency by team", split("decision_latency", "team")),
    ("how quickly do we decide on escalation requests", value("decision_latency")),
    ("how long do escalation requests wait for a decision", value("decision_latency")),
    ("elevations per month this year", trend("elevations", Grain.MONTH, THIS_YEAR)),
    ("how many cases got escalated to engineering", value("elevations")),
    ("cases escalated to a higher tier last week", value("elevations", period=LAST_WEEK)),
    ("share of cases elevated, by product", split("elevation_ratio", "product")),
    ("what percentage of escalations came early", value("early_escalation_share")),
    ("how many cases escalate right away", value("early_escalation_share")),
    ("early escalations by product", split("early_escalation_share", "product")),
    ("how long until cases escalate", value("time_to_escalate")),
    ("how fast do Billing cases escalate", value("time_to_escalate", BILLING)),
    ("time to escalation by category", split("time_to_escalate", "category")),
    ("how long do customers wait for a first answer", value("time_to_first_response")),
    ("how quickly do we respond to P1 cases", value("time_to_first_response", P1)),
    ("first reply time by channel", split("time_to_first_response", "channel")),
    ("how soon do customers hear back", value("time_to_first_response")),
    ("which team answers fastest", ranked("time_to_first_response", "team", Order.ASC)),
    ("response times per week last quarter", trend("time_to_first_response", Grain.WEEK, LAST_QUARTER)),
    ("how many cases did we solve last week", value("resolutions", period=LAST_WEEK)),
    ("cases closed last month by team", split("resolutions", "team", period=LAST_MONTH)),
    ("how fast do we solve cases", value("time_to_resolve")),
    ("how long does it take to close a case in EMEA", value("time_to_resolve", EMEA)),
    ("mttr by product", replace(split("time_to_resolve", "product"), statistic="mean")),
    ("median MTTR by product", replace(split("time_to_resolve", "product"), statistic="median")),
    ("which product is slowest to fix", ranked("time_to_resolve", "product")),
    ("which team is slowest to resolve cases", ranked("time_to_resolve", "team")),
    ("are we getting slower at resolving cases", trend("time_to_resolve", Grain.WEEK)),
    ("how many cases were reopened last month", value("reopen_ratio", period=LAST_MONTH)),
    ("what share of resolved cases gets reopened", value("reopen_ratio")),
    ("how often do cases come back after being closed", value("reopen_ratio")),
    ("how many cases were bounced between teams", value("handoffs_per_case")),
    ("which products get passed around the most", ranked("handoffs_per_case", "product")),
    ("handoffs by priority", split("handoffs_per_case", "priority")),
    ("how often do customers have to contact us again", value("repeat_contact_ratio")),
    ("share of cases with repeat contacts", value("repeat_contact_ratio")),
    ("how often do customers come back, by channel", split("repeat_contact_ratio", "channel")),
    ("are we meeting our SLAs", value("sla_attainment")),
    ("percentage of P1 cases within SLA", value("sla_attainment", P1)),
    ("SLA breaches by team", split("sla_attainment", "team")),
    ("which team has the most SLA breaches", ranked("sla_attainment", "team", Order.ASC)),
    ("which team misses its targets least", ranked("sla_attainment", "team", Order.DESC)),
    ("how long do cases wait for approval", value("approval_wait")),
    ("approval times by product", split("approval_wait", "product")),
    ("how many exceptions did we grant last month", value("exception_ratio", period=LAST_MONTH)),
    ("how often do we bend the rules in EMEA", value("exception_ratio", EMEA)),
    ("policy exceptions by team", split("exception_ratio", "team")),
    ("complaints by product", split("complaints", "product")),
    ("what are customers complaining about by category", split("complaints", "category")),
    ("how satisfied are customers", value("csat")),
    ("are customers happy with Billing", value("csat", BILLING)),
    ("top 2 regions by customer satisfaction", ranked("csat", "region", limit=2)),
    ("worst teams by csat", ranked("csat", "team", Order.ASC)),
    ("best products by csat", ranked("csat", "product", Order.DESC)),
    ("which team has the highest quality score", ranked("quality_score", "team")),
    ("how good is the quality by product", split("quality_score", "product")),
    ("how many cases are still open", value("backlog")),
    ("what is the current backlog", value("backlog")),
    ("unresolved cases by team", split("backlog", "team")),
    ("backlog at the end of last month", value("backlog", period=LAST_MONTH)),
    ("open P1 cases", value("backlog", P1)),
    ("backlog per month this year", trend("backlog", Grain.MONTH, THIS_YEAR)),
    ("stale cases by product", split("aged_cases", "product")),
    ("old cases in EMEA", value("aged_cases", EMEA)),
    ("which product causes the most escalations", ranked("escalations", "product")),
    ("German escalations by product", split("escalations", "product", where={"language": ("German",)})),
    ("P1s escalated last week", value("escalations", P1, LAST_WEEK)),
    ("escalations except EMEA, P1 only", value("escalations", {**P1, **NOT_EMEA})),
    ("what was the worst week for escalations", ranked("escalations", "week")),
    ("best 3 months for csat this year", ranked("csat", "month", limit=3, period=THIS_YEAR)),
    ("how many escalations came from chat", value("escalations", {"channel": ("chat",)})),
    ("what product are people least happy with", ranked("csat", "product", Order.ASC)),
    ("Refund cases last week", value("cases", {"category": ("Refund",)}, LAST_WEEK)),
    ("escalatons by prodcut lsat week", split("escalations", "product", period=LAST_WEEK)),
]  # fmt: skip


@pytest.mark.parametrize(("question", "plan"), WORDINGS)
def test_a_metric_in_other_words(question: str, plan: Plan) -> None:
    assert plan_of(question) == plan


STATISTICS = [
    ("median time to resolve", "time_to_resolve", "median"),
    ("typical time to first response", "time_to_first_response", "median"),
    ("average time to resolve", "time_to_resolve", "mean"),
    ("how long does it take on average to resolve a case", "time_to_resolve", "mean"),
    ("mean handling time", "time_to_resolve", "mean"),
    ("how long does it take to resolve a case", "time_to_resolve", None),
    ("p90 decision latency", "decision_latency", "p90"),
    ("90th percentile of time to escalate", "time_to_escalate", "p90"),
    ("how long do the slowest ten percent of cases take to resolve", "time_to_resolve", "p90"),
    ("slowest 10% response times", "time_to_first_response", "p90"),
    ("average csat", "csat", "mean"),
    ("median csat", "csat", "median"),
    ("average handoffs per case", "handoffs_per_case", "mean"),
    ("average escalation ratio", "escalation_ratio", None),
]


@pytest.mark.parametrize(("question", "metric", "statistic"), STATISTICS)
def test_a_statistic_is_taken_where_the_metric_knows_it(question: str, metric: str, statistic: str | None) -> None:
    assert plan_of(question) == replace(value(metric), statistic=statistic)


HOURS = [
    ("cases open longer than 30 days", "aged_cases", 720),
    ("how many open cases are older than 3 weeks", "aged_cases", 504),
    ("cases that have been open for more than 10 days", "aged_cases", 240),
    ("unresolved for more than 3 days", "aged_cases", 72),
    ("open longer than 36h", "aged_cases", 36),
    ("aged backlog over 30 days", "aged_cases", 720),
    ("what share of escalations came within 12 hours", "early_escalation_share", 12),
    ("how many cases escalated within 12 hours", "early_escalation_share", 12),
    ("escalated within 2 days of opening", "early_escalation_share", 48),
    ("share of escalations in less than an hour", "early_escalation_share", 1),
]


@pytest.mark.parametrize(("question", "metric", "hours"), HOURS)
def test_a_threshold_of_the_metric_is_read_in_hours(question: str, metric: str, hours: float) -> None:
    assert plan_of(question) == replace(value(metric), threshold_hours=hours)


BOUNDS = [
    ("teams with more than 20 escalations", split("escalations", "team"), Sign.ABOVE, 20),
    ("teams with at least 5 requests", split("escalation_requests", "team"), Sign.AT_LEAST, 5),
    ("products with 5 or more escalations", split("escalations", "product"), Sign.AT_LEAST, 5),
    ("regions with fewer than 1,000 cases", split("cases", "region"), Sign.BELOW, 1000),
    ("products with no more than twenty escalations", split("escalations", "product"), Sign.AT_MOST, 20),
    ("escalations > 20 by team", split("escalations", "team"), Sign.ABOVE, 20),
    ("products where the escalation ratio is above 10%", split("escalation_ratio", "product"), Sign.ABOVE, 0.1),
    ("products with an escalation ratio over 7.5 percent", split("escalation_ratio", "product"), Sign.ABOVE, 0.075),
    ("teams with an SLA attainment under 90", split("sla_attainment", "team"), Sign.BELOW, 0.9),
    ("products with a csat below 3.5", split("csat", "product"), Sign.BELOW, 3.5),
    ("teams where time to resolve is longer than 2 days", split("time_to_resolve", "team"), Sign.ABOVE, 48),
    ("teams with response times above 90 minutes", split("time_to_first_response", "team"), Sign.ABOVE, 1.5),
    ("customers with at least 3 complaints", split("complaints", "account"), Sign.AT_LEAST, 3),
    ("which customers escalated more than 3 times", split("escalations", "account"), Sign.ABOVE, 3),
    ("weeks with more than 20 escalations", split("escalations", "week"), Sign.ABOVE, 20),
]  # fmt: skip


@pytest.mark.parametrize(("question", "plan", "sign", "number"), BOUNDS)
def test_a_bound_lets_through_the_groups_that_fit(question: str, plan: Plan, sign: Sign, number: float) -> None:
    assert plan_of(question) == replace(plan, bound=Bound(sign=sign, number=number))


def test_a_yes_or_no_question_is_answered_with_the_number() -> None:
    reading = READER.read("were there more than 50 escalations last month", today=SUNDAY)

    assert reading == Understood(
        plan=value("escalations", period=LAST_MONTH), assumed=("the number itself says whether it is more than 50",)
    )


SHOWN = [
    ("escalations by product as a table", replace(split("escalations", "product"), show=Show.TABLE)),
    ("which cases escalated last week", replace(value("escalations", period=LAST_WEEK), show=Show.CASES)),
    ("list the cases that escalated in EMEA", replace(value("escalations", EMEA), show=Show.CASES)),
]


@pytest.mark.parametrize(("question", "plan"), SHOWN)
def test_a_form_of_answer_is_asked_for(question: str, plan: Plan) -> None:
    assert plan_of(question) == plan


TOLD = [
    ("are we meeting our SLAs last week", ("“meeting our SLAs” is read as SLA attainment",)),
    ("SLA breaches last week", ("“SLA breaches” is read as the opposite of SLA attainment",)),
    ("cases escalated to a higher tier last week", ("“escalated to a higher tier” is read as elevations",)),
    ("how many cases were reopened last week", ("“reopened” is read as reopen ratio",
                                                "the reopen ratio tells how many, and of how many")),
    ("accepted escalations last week", ("it is told by the request acceptance",)),
    ("ratio by product last week", ("the ratio is the escalation ratio",)),
    ("average escalation ratio last week", ("the escalation ratio of all the cases together is its average",)),
    ("teams with a ratio above 10 last week", ("the ratio is the escalation ratio", "“above 10” is read as 10 %")),
    ("backlog", ("no period was named: as of today",)),
    ("csat last week", ()),
]  # fmt: skip


@pytest.mark.parametrize(("question", "assumed"), TOLD)
def test_what_is_not_obvious_is_told(question: str, assumed: tuple[str, ...]) -> None:
    reading = READER.read(question, today=SUNDAY)

    assert isinstance(reading, Understood), reading
    assert reading.assumed == assumed


DOUBTFUL = [
    ("median escalations", "“escalations” has no median: it is one number."),
    ("p95 time to resolve", "“time to resolve” has no p95: it is told as median, p90, mean."),
    ("median and p90 time to resolve", "one statistic at once"),
    ("escalated to management", "different numbers"),
    ("how many cases were escalated to a manager", "different numbers"),
    ("cases escalated to Frontline", "a case counts for the team that has it now"),
    ("handoffs from Frontline to IT", "a case counts for the team that has it now"),
    ("how many requests were declined", "what I have is the request acceptance"),
    ("how many approvals last month", "what I have is the approval wait"),
    ("share of P1 among escalations", "different numbers"),
    ("escalations or requests", "different numbers"),
    ("escalations this morning", "“this” and “morning”"),
    ("escalations during business hours", "“business” and “hours”"),
    ("how many regions have a ratio above 5%", "not how many different values"),
    ("what do customers complain about in EMEA most often per agent", "individual people"),
    ("how long does it take", "different numbers"),
    ("how long do customers wait", "different numbers"),
    ("open escalations", "different numbers"),
    ("closed escalations", "different numbers"),
    ("how many cases are New", "A status is the one of today"),
    ("time to resolve for escalated cases", "different numbers"),
    ("what share of cases escalates early", "different numbers"),
    ("resolution rate by team", "what I have is the resolutions"),
    ("quality score by region", "The quality score knows no region."),
    ("backlog by weekday", "The backlog knows no day of week."),
    ("cases resolved within 24 hours", "I cannot hold the resolutions against"),
    ("cases that took longer than 5 days to resolve", "no single cases"),
    ("cases with more than 3 handoffs", "no single cases"),
    ("teams with time to first response over 4", "I cannot hold the time to first response"),
    ("teams with more than 10 SLA breaches", "against"),
    ("teams with more than 20 escalations per week", "no series"),
    ("open for less than 5 days", "different numbers"),
    ("cases that did not meet the SLA", "“not” leaves out"),
    ("escalations at the end of last month", "which period"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "said"), DOUBTFUL)
def test_what_no_plan_can_say_is_asked_about(question: str, said: str) -> None:
    assert said in a_refusal_or_doubt(question)


def test_a_filter_left_out_is_the_others() -> None:
    others: Where = {"product": ("Mobile App", "Reporting", "Data Export", "API", "Support")}

    assert plan_of("csat for everything but Billing") == value("csat", others)


def test_a_ranking_without_a_number_of_places_has_no_limit() -> None:
    assert plan_of("escalation ratio by product, worst first") == replace(
        ranked("escalation_ratio", "product"), intent=Intent.BREAKDOWN, limit=None
    )
