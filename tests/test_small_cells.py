"""Numbers from few cases are not shown to a role that may not see them, in no kind of answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answers.answer import Answer, Status
from knowledge.answers.answerer import Answerer
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.answers.served import Knowledge
from knowledge.errors import UnusableInput
from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.periods import ALWAYS, Grain, Period
from knowledge.questions.plan import Bound, Intent, Order, Plan, Show, Sign
from tests.changing_world import OCTOBER, changing_world
from tests.changing_world import SEPTEMBER as BEFORE
from tests.changing_world import TODAY as THEN
from tests.world import AUGUST, SEPTEMBER, THIS_YEAR, a_value, answered

SMALL = 5
HIDING = Seen.of({}, hides_small=True)
ONE_DAY = Period(start=date(2026, 9, 1), end=date(2026, 9, 2))
SINCE_FEBRUARY = Period(start=date(2026, 2, 1), end=date(2026, 10, 14))


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    with changing_world(tmp_path_factory) as opened:
        yield opened


def hiding(knowledge: Knowledge, plan: Plan) -> Answer:
    return answered(knowledge, plan, seen=HIDING)


def test_a_count_of_few_cases_is_not_told(knowledge: Knowledge) -> None:
    answer = hiding(knowledge, a_value("escalations", where={"product": ("Reporting",)}, period=ONE_DAY))

    assert answer.status is Status.NO_DATA
    assert answer.headline == (
        "There were fewer than 5 escalations for product Reporting on 1 September 2026;"
        " how many is not shown to your role."
    )
    assert not answer.numbers


def test_a_ratio_out_of_few_cases_is_not_told(knowledge: Knowledge) -> None:
    answer = hiding(knowledge, a_value("escalation_ratio", where={"product": ("Reporting",)}, period=ONE_DAY))

    assert answer.headline == (
        "Fewer than 5 cases come into the escalation ratio for product Reporting on 1 September 2026,"
        " so it is not shown to your role."
    )


def test_small_groups_are_left_out_of_a_table_and_counted(knowledge: Knowledge) -> None:
    plan = a_value("escalations", intent=Intent.BREAKDOWN, by=("product",), period=THIS_YEAR)
    whole = answered(knowledge, plan)
    shown = hiding(knowledge, plan)

    assert whole.table is not None
    assert shown.table is not None
    small = [row for row in whole.table.rows if int(row[1] or 0) < SMALL]
    assert small
    assert [row[0] for row in shown.table.rows] == [row[0] for row in whole.table.rows if row not in small]
    assert any("not shown to your role" in caveat for caveat in shown.caveats)


def test_when_all_groups_are_small_the_answer_says_so(knowledge: Knowledge) -> None:
    plan = a_value("escalations", intent=Intent.BREAKDOWN, by=("team",), period=ONE_DAY)

    answer = hiding(knowledge, plan)

    assert answer.status is Status.NO_DATA
    assert answer.headline == (
        "There were fewer than 5 escalations on 1 September 2026; how many is not shown to your role."
    )


def test_when_several_groups_are_all_small_it_is_told_how_many(knowledge: Knowledge) -> None:
    plan = a_value("escalations", intent=Intent.BREAKDOWN, by=("account",))

    answer = hiding(knowledge, plan)

    assert answer.status is Status.NO_DATA
    assert answer.headline.startswith(
        "Split so, the escalations in September 2026 cannot be shown to your role: each of"
    )


def test_a_change_from_or_to_few_cases_is_not_told(changing: Knowledge) -> None:
    where = {"product": ("Checkout",)}
    plan = Plan(intent=Intent.COMPARE, metric="escalations", where=where, period=OCTOBER, compared_with=BEFORE)

    for intent in (Intent.COMPARE, Intent.WHY):
        answer = answered(changing, replace(plan, intent=intent), today=THEN, seen=HIDING)
        assert answer.status is Status.NO_DATA
        assert answer.headline.startswith("There were fewer than 5 escalations for product Checkout in September 2026")
        assert not answer.numbers


def test_parts_of_a_change_that_are_small_are_not_told(changing: Knowledge) -> None:
    plan = Plan(intent=Intent.WHY, metric="escalations", period=OCTOBER, compared_with=BEFORE)

    answer = answered(changing, plan, today=THEN, seen=HIDING)

    assert answer.status is Status.ANSWERED
    assert "rose from 6" in answer.headline
    assert "Checkout" not in answer.text  # three in September
    assert any("numbers are not shown to your role" in caveat for caveat in answer.caveats)


OF_THE_YEAR = "from 1 January to 13 October 2026"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            {"intent": Intent.BREAKDOWN, "by": ("product",)},
            f"Billing has the most escalations {OF_THE_YEAR}: 6, among the 3 products shown.",
        ),
        (
            {"intent": Intent.BREAKDOWN, "by": ("product",), "where": {"product": ("Billing", "Identity")}},
            "Billing is the only product that is shown in the escalations for product Billing or Identity"
            f" {OF_THE_YEAR}: 6.",
        ),
        (
            {"intent": Intent.BREAKDOWN, "by": ("product",), "bound": Bound(sign=Sign.BELOW, number=6)},
            f"2 of the 3 products shown have fewer than 6 escalations {OF_THE_YEAR}:"
            " Integrations API (5) and Reporting (5).",
        ),
        (
            {"intent": Intent.BREAKDOWN, "by": ("product",), "bound": Bound(sign=Sign.BELOW, number=1)},
            f"None of the 3 products shown has fewer than 1 escalations {OF_THE_YEAR};"
            " the closest is Integrations API (5).",
        ),
        (
            {"intent": Intent.TREND, "every": Grain.MONTH},
            f"Escalations by month {OF_THE_YEAR} was 5 (August 2026), the only value shown.",
        ),
    ],
)
def test_what_is_said_of_all_is_said_of_what_is_shown(knowledge: Knowledge, facts: dict[str, Any], told: str) -> None:
    assert hiding(knowledge, a_value("escalations", period=THIS_YEAR, **facts)).headline == told


def test_when_all_parts_of_a_change_are_small_it_is_not_said_that_none_stands_out(changing: Knowledge) -> None:
    plan = Plan(intent=Intent.WHY, metric="escalations", period=OCTOBER, compared_with=BEFORE)

    answer = answered(changing, plan, today=THEN, seen=HIDING)

    assert answer.headline.endswith("Its parts are too small to be shown.")


def test_when_all_groups_of_a_comparison_are_small_there_is_nothing_to_be_shown(changing: Knowledge) -> None:
    by = Plan(intent=Intent.COMPARE, metric="escalations", by=("product",), period=OCTOBER, compared_with=BEFORE)

    answer = answered(changing, by, today=THEN, seen=HIDING)

    assert answer.headline.endswith("there is nothing that can be shown.")
    assert any("not shown to your role" in caveat for caveat in answer.caveats)


def test_few_cases_behind_a_share_are_not_listed(knowledge: Knowledge) -> None:
    plan = a_value("escalation_ratio", where={"product": ("Reporting",)}, period=SINCE_FEBRUARY, show=Show.CASES)
    listed = answered(knowledge, plan)

    answer = hiding(knowledge, plan)

    assert 0 < len(listed.cases) < SMALL
    assert answer.status is Status.NO_DATA
    assert not answer.cases
    assert answer.headline.startswith("Fewer than 5 cases count towards the escalation ratio")


PLANS = st.builds(
    Plan,
    intent=st.sampled_from([Intent.VALUE, Intent.TREND, Intent.BREAKDOWN, Intent.COMPARE, Intent.WHY]),
    metric=st.sampled_from(sorted(METRICS)),
    by=st.lists(st.sampled_from(["product", "team", "region", "account", "reason"]), max_size=2, unique=True).map(
        tuple
    ),
    every=st.sampled_from([None, None, *Grain]),
    where=st.sampled_from([{}, {"product": ("Billing",)}, {"priority": ("P1", "P4")}, {"team": ("Nobody",)}]),
    period=st.sampled_from([SEPTEMBER, THIS_YEAR, ALWAYS, ONE_DAY]),
    compared_with=st.sampled_from([None, AUGUST]),
    limit=st.sampled_from([None, 3]),
    order=st.sampled_from([None, *Order]),
    bound=st.sampled_from([None, Bound(sign=Sign.BELOW, number=4), Bound(sign=Sign.AT_LEAST, number=1)]),
    show=st.sampled_from([None, Show.CASES, Show.TABLE]),
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=PLANS)
def test_no_answer_holds_a_number_of_few_cases(knowledge: Knowledge, plan: Plan) -> None:
    try:
        answer = hiding(knowledge, plan)  # raises what is not grounded
    except UnusableInput:
        return

    assert all(number.n >= SMALL for number in answer.numbers)
    table, columns = answer.table, answer.table.columns if answer.table else ()
    for name in ("n", "n_before", "n_after"):
        if table and name in columns:
            assert all(int(row[columns.index(name)] or 0) >= SMALL for row in table.rows)
    if answer.cases:
        assert len(answer.receipt.case_ids if answer.receipt else ()) >= SMALL


def test_who_may_see_all_numbers_sees_them(answerer: Answerer) -> None:
    question = "How many escalations in Reporting on 1 September 2026?"

    assert answerer.answer(question, seen=EVERYTHING).status is Status.ANSWERED
    assert answerer.answer(question, seen=HIDING).status is Status.NO_DATA
