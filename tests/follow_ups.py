"""Conversations, each with the Plan that it ends with, by what the last message is about."""

from dataclasses import replace
from datetime import date

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Bound, Intent, Order, Plan, Show, Sign
from tests.threads import (
    DEFAULT,
    LAST_MONTH,
    LAST_WEEK,
    LAST_YEAR,
    SEPTEMBER,
)

RATIO = Plan(intent=Intent.BREAKDOWN, metric="escalation_ratio", by=("product",), period=LAST_MONTH)
COUNT = Plan(intent=Intent.VALUE, metric="escalations", period=LAST_MONTH)
TOP = replace(RATIO, limit=3, order=Order.DESC)
WEEKLY = Plan(intent=Intent.TREND, metric="escalations", every=Grain.WEEK, period=DEFAULT)
HELD = replace(COUNT, intent=Intent.COMPARE, compared_with=SEPTEMBER)
WHY = replace(HELD, intent=Intent.WHY)
SIMILAR = Plan(intent=Intent.SIMILAR, topic="customer was charged twice")

BY_PRODUCT = "escalation ratio by product last month"
ESCALATIONS = "how many escalations last month?"
TOP_3 = "top 3 products by escalation ratio last month"
TWICE = "similar cases: customer was charged twice"

FILTERS = [
    ([BY_PRODUCT, "and for EMEA?"], replace(RATIO, where={"region": ("EMEA",)})),
    ([BY_PRODUCT, "what about EMEA"], replace(RATIO, where={"region": ("EMEA",)})),
    ([BY_PRODUCT, "EMEA?"], replace(RATIO, where={"region": ("EMEA",)})),
    ([BY_PRODUCT, "in EMEA and APAC"], replace(RATIO, where={"region": ("EMEA", "APAC")})),
    ([BY_PRODUCT, "ok, and only P1 please"], replace(RATIO, where={"priority": ("P1",)})),
    ([BY_PRODUCT, "only P1"], replace(RATIO, where={"priority": ("P1",)})),
    ([BY_PRODUCT, "just the P1 ones"], replace(RATIO, where={"priority": ("P1",)})),
    ([BY_PRODUCT, "what about P1 cases?"], replace(RATIO, where={"priority": ("P1",)})),
    ([BY_PRODUCT, "same for APAC and LATAM"], replace(RATIO, where={"region": ("APAC", "LATAM")})),
    ([BY_PRODUCT, "do the same for Gold customers"], replace(RATIO, where={"account_tier": ("Gold",)})),
    (
        [BY_PRODUCT, "for EMEA", "only P1"],
        replace(RATIO, where={"region": ("EMEA",), "priority": ("P1",)}),
    ),
    ([BY_PRODUCT, "for EMEA", "and APAC?"], replace(RATIO, where={"region": ("APAC",)})),
    ([BY_PRODUCT, "for EMEA", "include APAC"], replace(RATIO, where={"region": ("EMEA", "APAC")})),
    ([BY_PRODUCT, "for EMEA", "all regions"], RATIO),
    ([BY_PRODUCT, "for EMEA", "regardless of region"], RATIO),
    ([BY_PRODUCT, "for EMEA", "worldwide"], RATIO),
    ([BY_PRODUCT, "for EMEA", "overall"], replace(RATIO, intent=Intent.VALUE, by=())),
    ([BY_PRODUCT, "for EMEA", "only P1", "all regions"], replace(RATIO, where={"priority": ("P1",)})),
    ([BY_PRODUCT, "without EMEA"], replace(RATIO, where={"region": ("APAC", "US", "LATAM")})),
    (
        ["escalations for Billing and Reporting last month", "without billing"],
        replace(COUNT, where={"product": ("Reporting",)}),
    ),
    (
        [BY_PRODUCT, "only Billing"],
        replace(RATIO, intent=Intent.VALUE, by=(), where={"product": ("Billing",)}),
    ),
    (
        [BY_PRODUCT, "only Billing and Reporting"],
        replace(RATIO, where={"product": ("Billing", "Reporting")}),
    ),
]

PERIODS = [
    ([BY_PRODUCT, "what about last year"], replace(RATIO, period=LAST_YEAR)),
    ([BY_PRODUCT, "and last week?"], replace(RATIO, period=LAST_WEEK)),
    ([BY_PRODUCT, "since March"], replace(RATIO, period=Period(start=date(2026, 3, 1), end=date(2026, 11, 23)))),
    ([BY_PRODUCT, "for EMEA", "last week"], replace(RATIO, where={"region": ("EMEA",)}, period=LAST_WEEK)),
    ([BY_PRODUCT, "and the month before?"], replace(RATIO, period=SEPTEMBER)),
    ([BY_PRODUCT, "and the previous month"], replace(RATIO, period=SEPTEMBER)),
    ([BY_PRODUCT, "and before that?"], replace(RATIO, period=SEPTEMBER)),
    (
        [BY_PRODUCT, "and a year ago?"],
        replace(RATIO, period=Period(start=date(2025, 10, 1), end=date(2025, 11, 1))),
    ),
    (
        [BY_PRODUCT, "the same period last year"],
        replace(RATIO, period=Period(start=date(2025, 10, 1), end=date(2025, 11, 1))),
    ),
    (
        [BY_PRODUCT, "and the month before for EMEA?"],
        replace(RATIO, period=SEPTEMBER, where={"region": ("EMEA",)}),
    ),
]

CUTS = [
    ([BY_PRODUCT, "by team"], replace(RATIO, by=("team",))),
    ([BY_PRODUCT, "now by team please"], replace(RATIO, by=("team",))),
    ([BY_PRODUCT, "no, by team"], replace(RATIO, by=("team",))),
    ([BY_PRODUCT, "also by team"], replace(RATIO, by=("product", "team"))),
    ([BY_PRODUCT, "by team as well"], replace(RATIO, by=("product", "team"))),
    ([ESCALATIONS, "by team"], replace(COUNT, intent=Intent.BREAKDOWN, by=("team",))),
    ([ESCALATIONS, "for EMEA", "by region"], replace(COUNT, intent=Intent.BREAKDOWN, by=("region",))),
    (
        [ESCALATIONS, "for EMEA and APAC", "by region"],
        replace(COUNT, intent=Intent.BREAKDOWN, by=("region",), where={"region": ("EMEA", "APAC")}),
    ),
    ([ESCALATIONS, "break it down by team"], replace(COUNT, intent=Intent.BREAKDOWN, by=("team",))),
    (
        [ESCALATIONS, "which team has the most?"],
        replace(COUNT, intent=Intent.BREAKDOWN, by=("team",), order=Order.DESC),
    ),
    ([ESCALATIONS, "per week"], replace(COUNT, intent=Intent.TREND, every=Grain.WEEK)),
    ([BY_PRODUCT, "per week"], replace(RATIO, intent=Intent.TREND, every=Grain.WEEK)),
    ([BY_PRODUCT, "weekly instead"], replace(RATIO, intent=Intent.TREND, by=(), every=Grain.WEEK)),
    (["weekly escalations", "monthly instead"], replace(WEEKLY, every=Grain.MONTH)),
    (["weekly escalations", "by team"], replace(WEEKLY, by=("team",))),
    (
        ["weekly escalations", "by team instead"],
        replace(WEEKLY, intent=Intent.BREAKDOWN, by=("team",), every=None),
    ),
    ([BY_PRODUCT, "top 3"], TOP),
    ([BY_PRODUCT, "top 3", "by team"], replace(TOP, by=("team",))),
    ([TOP_3, "the other way round"], replace(TOP, order=Order.ASC)),
    ([TOP_3, "lowest"], replace(TOP, order=Order.ASC)),
    ([TOP_3, "bottom 2"], replace(TOP, order=Order.ASC, limit=2)),
    ([BY_PRODUCT, "reversed"], replace(RATIO, order=Order.ASC)),
    ([BY_PRODUCT, "also by team", "drop the team"], RATIO),
    (
        ["escalations by team last month", "only teams with more than 20"],
        replace(COUNT, intent=Intent.BREAKDOWN, by=("team",), bound=Bound(sign=Sign.ABOVE, number=20)),
    ),
]

METRICS = [
    ([ESCALATIONS, "and the ratio?"], replace(COUNT, metric="escalation_ratio")),
    ([ESCALATIONS, "and the ratio for EMEA?"], replace(COUNT, metric="escalation_ratio", where={"region": ("EMEA",)})),
    ([ESCALATIONS, "what percentage is that?"], replace(COUNT, metric="escalation_ratio")),
    ([BY_PRODUCT, "in absolute numbers"], replace(RATIO, metric="escalations")),
    ([ESCALATIONS, "for EMEA", "and csat?"], replace(COUNT, metric="csat", where={"region": ("EMEA",)})),
    ([BY_PRODUCT, "and the time to resolve?"], replace(RATIO, metric="time_to_resolve")),
    ([BY_PRODUCT, "and how many cases were opened?"], replace(COUNT, metric="cases")),
    (
        ["median time to resolve by team last month", "p90 instead"],
        replace(RATIO, metric="time_to_resolve", by=("team",), statistic="p90"),
    ),
]

FORMS = [
    ([BY_PRODUCT, "show me the cases"], replace(RATIO, show=Show.CASES)),
    ([BY_PRODUCT, "show me the cases", "only P1"], replace(RATIO, show=Show.CASES, where={"priority": ("P1",)})),
    ([BY_PRODUCT, "show me the cases", "by team"], replace(RATIO, by=("team",))),
    ([BY_PRODUCT, "as a table"], replace(RATIO, show=Show.TABLE)),
    ([BY_PRODUCT, "by team, as a table"], replace(RATIO, by=("team",), show=Show.TABLE)),
    ([BY_PRODUCT, "as a table", "for EMEA"], replace(RATIO, show=Show.TABLE, where={"region": ("EMEA",)})),
    ([BY_PRODUCT, "as a table", "as a chart"], RATIO),
    ([BY_PRODUCT, "thanks"], Plan(intent=Intent.HELP)),
    ([BY_PRODUCT, "great, thank you!"], Plan(intent=Intent.HELP)),
    ([BY_PRODUCT, "define that"], Plan(intent=Intent.DEFINE, metric="escalation_ratio")),
    ([BY_PRODUCT, "what does that mean?"], Plan(intent=Intent.DEFINE, metric="escalation_ratio")),
    ([BY_PRODUCT, "how is it calculated?"], Plan(intent=Intent.DEFINE, metric="escalation_ratio")),
    (["define the escalation ratio", "by team"], replace(RATIO, by=("team",), period=DEFAULT)),
    ([BY_PRODUCT, "thanks", "by team"], replace(RATIO, by=("team",))),
    ([BY_PRODUCT, "define that", "by team"], replace(RATIO, by=("team",))),
    ([BY_PRODUCT, "what will the weather be?", "by team"], replace(RATIO, by=("team",))),
]

COMPARISONS = [
    ([ESCALATIONS, "compare with the month before"], HELD),
    ([ESCALATIONS, "compare with September"], HELD),
    ([ESCALATIONS, "compare that to the month before"], HELD),
    ([ESCALATIONS, "vs the month before"], HELD),
    ([ESCALATIONS, "vs the month before", "for EMEA"], replace(HELD, where={"region": ("EMEA",)})),
    (
        [ESCALATIONS, "vs the month before", "and September?"],
        replace(HELD, period=SEPTEMBER, compared_with=Period(start=date(2026, 8, 1), end=date(2026, 9, 1))),
    ),
    (
        [ESCALATIONS, "EMEA vs APAC"],
        replace(COUNT, intent=Intent.COMPARE, by=("region",), where={"region": ("EMEA", "APAC")}),
    ),
    (
        [ESCALATIONS, "for EMEA", "compare with APAC"],
        replace(COUNT, intent=Intent.COMPARE, by=("region",), where={"region": ("EMEA", "APAC")}),
    ),
    (
        [ESCALATIONS, "EMEA vs APAC", "and LATAM?"],
        replace(COUNT, intent=Intent.COMPARE, by=("region",), where={"region": ("EMEA", "APAC", "LATAM")}),
    ),
    ([ESCALATIONS, "why?"], WHY),
    ([ESCALATIONS, "why is that?"], WHY),
    ([ESCALATIONS, "what's driving that?"], WHY),
    ([ESCALATIONS, "for EMEA", "why did it go up?"], replace(WHY, where={"region": ("EMEA",)})),
    ([BY_PRODUCT, "why?"], replace(WHY, metric="escalation_ratio")),
    ([TOP_3, "why?"], replace(WHY, metric="escalation_ratio", by=("product",), limit=3, order=Order.DESC)),
    (
        [TOP_3, "what is driving each?"],
        replace(WHY, metric="escalation_ratio", by=("product",), limit=3, order=Order.DESC),
    ),
    ([ESCALATIONS, "vs the month before", "why?"], WHY),
    ([ESCALATIONS, "why?", "for EMEA"], replace(WHY, where={"region": ("EMEA",)})),
    (
        [ESCALATIONS, "why?", "and in September?"],
        replace(WHY, period=SEPTEMBER, compared_with=Period(start=date(2026, 8, 1), end=date(2026, 9, 1))),
    ),
    ([ESCALATIONS, "why?", "show me the cases"], replace(COUNT, show=Show.CASES)),
]

SEARCHES = [
    ([TWICE, "only P1"], replace(SIMILAR, where={"priority": ("P1",)})),
    ([TWICE, "only P1", "in EMEA"], replace(SIMILAR, where={"priority": ("P1",), "region": ("EMEA",)})),
    ([TWICE, "last year"], replace(SIMILAR, period=LAST_YEAR)),
    ([TWICE, "top 3"], replace(SIMILAR, limit=3)),
    ([TWICE, "show me the cases"], SIMILAR),
    (["tell me about case C-17", "similar ones"], Plan(intent=Intent.SIMILAR, case_id="C-17")),
    (["tell me about case C-17", "have we seen this before?"], Plan(intent=Intent.SIMILAR, case_id="C-17")),
    (["tell me about case C-17", "and C-123?"], Plan(intent=Intent.CASE, case_id="C-123")),
    (["findings", "for EMEA"], Plan(intent=Intent.FINDINGS, where={"region": ("EMEA",)})),
    (["similar to C-17", "and C-123?"], Plan(intent=Intent.SIMILAR, case_id="C-123")),
]

REPLIES = [
    (["how often did Billing escalate last month", "the first"], ("escalations", "Billing")),
    (["how often did Billing escalate last month", "2"], ("escalation_ratio", "Billing")),
    (["how often did Billing escalate last month", "the second one please"], ("escalation_ratio", "Billing")),
    (["how often did Billing escalate last month", "ratio"], ("escalation_ratio", "Billing")),
    (["how often did Billing escalate last month", "I mean the ratio"], ("escalation_ratio", "Billing")),
    (["how often did Billing escalate last month", "escalations"], ("escalations", "Billing")),
    (
        ["how often did Billing escalate last month", "escalation ratio for product Billing last month"],
        ("escalation_ratio", "Billing"),
    ),
    ([ESCALATIONS, "for Support", "the product"], ("escalations", "Support")),
]
