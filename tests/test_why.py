"""Answers that say where a change sits, and that there is none where there is none."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from knowledge.answers.answer import Status
from knowledge.answers.served import Knowledge
from knowledge.metrics.periods import Period
from knowledge.questions.plan import Intent, Plan
from tests.changing_world import OCTOBER, SEPTEMBER, answered, changing_world

WHY = Plan(intent=Intent.WHY, metric="escalation_ratio", period=OCTOBER, compared_with=SEPTEMBER)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    with changing_world(tmp_path_factory) as opened:
        yield opened


def test_it_says_what_happened_and_where_it_sits(knowledge: Knowledge) -> None:
    answer = answered(knowledge, WHY)

    assert answer.status is Status.ANSWERED
    assert answer.headline == (
        "Escalation ratio rose from 10.0 % (September 2026) to 30.0 % (October 2026), by 20.0 points"
        " (95 % interval 5.7 to 33.6): more than the usual variation. It sits most in product Checkout,"
        " from 10.0 % to 50.0 %, by 40.0 points (95 % interval 17.0 to 58.1); that is all of it."
    )


def test_the_strongest_segment_leads_the_table_with_its_parts(knowledge: Knowledge) -> None:
    table = answered(knowledge, WHY).table

    assert table is not None
    assert list(table.columns) == [
        *("dimension", "segment", "before", "after", "contribution", "mix", "within"),
        *("n_before", "n_after", "verdict"),
    ]
    assert list(table.rows[0]) == [
        *("product", "Checkout", 0.1, 0.5),
        *(pytest.approx(0.2), pytest.approx(0.0), pytest.approx(0.2), 30, 30, "clear"),
    ]


def test_its_numbers_are_those_of_the_whole_and_of_the_strongest_segments(knowledge: Knowledge) -> None:
    answer = answered(knowledge, WHY)

    assert [(number.where, number.period, number.value) for number in answer.numbers] == [
        ({}, OCTOBER, 0.3),
        ({}, SEPTEMBER, 0.1),
        ({"product": ("Checkout",)}, OCTOBER, 0.5),
        ({"product": ("Checkout",)}, SEPTEMBER, 0.1),
    ]


def test_what_did_not_change_has_nothing_to_explain(knowledge: Knowledge) -> None:
    answer = answered(knowledge, replace(WHY, where={"product": ("Billing",)}))

    assert answer.headline == (
        "Escalation ratio for product Billing stayed at 10.0 % (September 2026 and October 2026): no change."
        " There is no change to explain: none of the 3 parts looked at stands out."
    )


def test_a_fall_is_called_one_whatever_was_asked(knowledge: Knowledge) -> None:
    quiet = Period(start=OCTOBER.end, end=OCTOBER.end and OCTOBER.end.replace(day=20))

    answer = answered(knowledge, replace(WHY, metric="escalations", period=quiet, compared_with=OCTOBER))

    assert answer.headline.startswith("Escalations went from 18 in 31 days (October 2026) to 0 in 19 days")
    assert "100 % fewer a day" in answer.headline


def test_without_a_period_to_compare_with_it_is_the_one_before(knowledge: Knowledge) -> None:
    answer = answered(knowledge, replace(WHY, compared_with=None))

    assert answer.plan is not None
    assert answer.plan.compared_with == SEPTEMBER
    assert answer.headline == answered(knowledge, WHY).headline


def test_causes_are_never_claimed(knowledge: Knowledge) -> None:
    answer = answered(knowledge, WHY)

    assert answer.caveats[0].startswith("This says where the change sits, not what caused it.")
    assert "because of" not in answer.text


def test_each_of_the_first_groups_is_explained_on_its_own(knowledge: Knowledge) -> None:
    answer = answered(knowledge, replace(WHY, by=("product",), limit=2))

    assert answer.headline == (
        "Escalation ratio of Checkout and Billing, September 2026 to October 2026: only Checkout changed clearly."
    )
    assert [line.split(" rose")[0].split(" stayed")[0] for line in answer.lines] == [
        "Escalation ratio for product Checkout",
        "Escalation ratio for product Billing",
    ]
    assert answer.table is not None
    assert {row[0] for row in answer.table.rows} == {"Checkout", "Billing"}


def test_a_split_without_a_limit_is_the_only_one_looked_at(knowledge: Knowledge) -> None:
    answer = answered(knowledge, replace(WHY, by=("region",)))

    assert answer.table is not None
    assert {row[0] for row in answer.table.rows} == {"region"}


def test_a_median_is_told_without_parts(knowledge: Knowledge) -> None:
    answer = answered(knowledge, replace(WHY, metric="time_to_resolve"))

    assert answer.table is not None
    assert "contribution" not in answer.table.columns
    assert any("does not split into parts" in caveat for caveat in answer.caveats)


def test_before_the_data_there_is_no_data(knowledge: Knowledge) -> None:
    first = Period(
        start=SEPTEMBER.start and SEPTEMBER.start.replace(year=2020),
        end=SEPTEMBER.end and SEPTEMBER.end.replace(year=2020),
    )

    assert answered(knowledge, replace(WHY, period=first, compared_with=None)).status is Status.NO_DATA


def test_the_receipt_holds_every_query_that_was_run(knowledge: Knowledge) -> None:
    receipt = answered(knowledge, WHY).receipt

    assert receipt is not None
    # the whole with its history, nine dimensions, and the history of the segment that is named
    assert len(receipt.queries) == 2 + 9 + 1
