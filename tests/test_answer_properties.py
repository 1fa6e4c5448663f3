"""Whatever is understood gets one answer whose sentences are grounded, in every form."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.messages import answer_message
from bot.blocks.violations import violations
from knowledge.answers.answer import Status
from knowledge.answers.documents import answer_document
from knowledge.answers.served import Knowledge
from knowledge.errors import UnusableInput
from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.compiling import Request
from knowledge.metrics.periods import ALWAYS, Grain, Period
from knowledge.questions.plan import Bound, Intent, Order, Plan, Show, Sign, Understood
from tests.world import AUGUST, SEPTEMBER, THIS_YEAR, YEAR_2019, answered

WHERES = st.sampled_from(
    [{}, {"product": ("Billing",)}, {"region": ("EMEA", "AMER")}, {"priority": ("P1",), "channel": ("email",)},
     {"product": ("(none)",)}, {"day_of_week": ("Monday",)}]
)  # fmt: skip
PERIODS = st.sampled_from(
    [
        None,
        ALWAYS,
        SEPTEMBER,
        AUGUST,
        THIS_YEAR,
        YEAR_2019,
        Period(start=date(2026, 10, 10)),
        Period(end=date(2026, 3, 3)),
    ]
)
BOUNDS = st.none() | st.builds(Bound, sign=st.sampled_from(Sign), number=st.sampled_from([0, 0.05, 1, 7, 24, 1234.5]))
DIMENSIONS = st.sampled_from(["product", "team", "region", "account", "month", "hour_of_day", "plan version", "reason"])
PLANS = st.builds(
    Plan,
    intent=st.just(Intent.VALUE),
    metric=st.sampled_from(sorted(METRICS)),
    statistic=st.sampled_from([None, None, "median", "p90", "mean"]),
    by=st.lists(DIMENSIONS, max_size=2, unique=True).map(tuple),
    every=st.sampled_from([None, None, *Grain]),
    where=WHERES,
    period=PERIODS,
    compared_with=st.none() | st.sampled_from([AUGUST, SEPTEMBER]),
    limit=st.none() | st.integers(1, 12),
    order=st.sampled_from([None, *Order]),
    bound=BOUNDS,
    show=st.sampled_from([None, None, *Show]),
)


def _is_sensible(plan: Plan, knowledge: Knowledge) -> bool:
    """Whether the metric can be split, filtered and dated so, as the readers see to."""
    try:
        with knowledge.current() as served:
            request = Request(
                metric=plan.metric or "", by=plan.by, every=plan.every, where=plan.where, statistic=plan.statistic
            )
            served.metrics.compute(request)
    except UnusableInput:
        return False
    return True


@pytest.mark.parametrize("intent", [Intent.VALUE, Intent.TREND, Intent.BREAKDOWN, Intent.COMPARE, Intent.WHY])
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=PLANS)
def test_whatever_is_understood_gets_one_grounded_answer_that_every_form_can_show(
    knowledge: Knowledge, intent: Intent, plan: Plan
) -> None:
    plan = replace(plan, intent=intent)
    if intent in (Intent.COMPARE, Intent.WHY):  # which the readers give two periods of their own
        plan = replace(plan, period=SEPTEMBER, compared_with=AUGUST, bound=None)
    if not _is_sensible(plan, knowledge):
        return
    answer = answered(knowledge, Understood(plan=plan, assumed=("the last 90 days",)))  # raises what is not grounded

    assert answer.headline.strip()
    assert answer.status in (Status.ANSWERED, Status.NO_DATA)
    assert answer.text.startswith(answer.headline.split()[0])
    assert answer.plan is not None
    assert answer.receipt is not None
    json.dumps(answer_document(answer), allow_nan=False)
    message = answer_message(answer)
    assert violations(message.blocks, message.text) == []
