"""What a chat model understood is said so that the rules understand it."""

from datetime import date
from typing import Any

import pytest

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.chat.told import question_of
from knowledge.questions.plan import Bound, Intent, Order, Plan, Sign, Understood
from tests.test_chat_plans import OCTOBER, SEPTEMBER, a_plan
from tests.test_questions_values import SUNDAY, a_reader, a_vocabulary

BEFORE_MAY = Period(end=date(2026, 5, 1))
READER = a_reader()


def in_october(intent: Intent = Intent.VALUE, **said: Any) -> Plan:  # noqa: ANN401  any field
    return a_plan(intent, **{"period": OCTOBER, **said})


@pytest.mark.parametrize(
    "plan",
    [
        in_october(),
        in_october(period=BEFORE_MAY),
        in_october(Intent.TREND, every=Grain.WEEK, where={"region": ("EMEA", "US")}),
        in_october(Intent.BREAKDOWN, by=("product",), limit=3, order=Order.DESC),
        in_october(Intent.BREAKDOWN, by=("product",), bound=Bound(sign=Sign.ABOVE, number=20)),
        in_october(metric="time_to_resolve", statistic="p90"),
        in_october(Intent.COMPARE, compared_with=SEPTEMBER),
        in_october(Intent.COMPARE, by=("region",), where={"region": ("EMEA", "US")}),
        in_october(Intent.WHY, compared_with=SEPTEMBER),
        a_plan(Intent.SIMILAR, None, topic="customer was charged twice", period=None),
        a_plan(Intent.DEFINE, "csat", period=None),
        a_plan(Intent.HELP, None, period=None),
    ],
)
def test_the_rules_read_back_what_was_understood(plan: Plan) -> None:
    reading = READER.read(question_of(plan, a_vocabulary()), today=SUNDAY)

    assert isinstance(reading, Understood)
    assert reading.plan == plan


def test_what_a_search_is_narrowed_to_is_said() -> None:
    plan = a_plan(Intent.SIMILAR, None, case_id="C-17", where={"region": ("EMEA", "US")}, period=OCTOBER)

    assert question_of(plan, a_vocabulary()) == "similar to C-17 (region EMEA or US, between 2026-10-01 and 2026-10-31)"
