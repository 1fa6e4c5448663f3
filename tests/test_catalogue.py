"""The catalogue: what it declares holds together, and a name that it does not have is met with the near ones."""

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import UnknownName, UnusableInput
from knowledge.metrics.catalogue import (
    ATTRIBUTE_PREFIX,
    CLOCK_DIMENSIONS,
    DIMENSIONS,
    METRICS,
    Measure,
    dimension_named,
    metric_named,
    near,
)
from knowledge.metrics.fact_table import REVIEW_SCHEMA, case_schema

NAMES_OF_THE_CONTRACT = [
    *("product", "category", "priority", "channel", "region", "language", "account", "account_tier"),
    *("team", "status", "outcome", "reason"),
    *("day", "week", "month", "quarter", "year", "hour_of_day", "day_of_week"),
]
METRICS_OF_THE_CONTRACT = [
    *("cases", "escalations", "escalation_ratio", "escalation_requests", "request_acceptance", "decision_latency"),
    *("elevations", "elevation_ratio", "early_escalation_share", "time_to_escalate", "time_to_first_response"),
    *("resolutions", "time_to_resolve", "reopen_ratio", "handoffs_per_case", "repeat_contact_ratio"),
    *("sla_attainment", "approval_wait", "exception_ratio", "complaints", "csat", "quality_score"),
    *("backlog", "aged_cases"),
]


def test_the_dimensions_are_those_of_the_contract() -> None:
    assert sorted(DIMENSIONS) == sorted(NAMES_OF_THE_CONTRACT)


def test_the_metrics_are_those_of_the_contract() -> None:
    assert list(METRICS) == METRICS_OF_THE_CONTRACT


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_names_columns_that_the_facts_have(name: str) -> None:
    metric = METRICS[name]
    columns = set(case_schema(()).names if metric.source == "cases" else REVIEW_SCHEMA.names)

    assert metric.name == name
    assert metric.dated_by in columns
    assert metric.matures_with is None or metric.matures_with in columns
    assert metric.needs is None or metric.needs.condition.split()[0] in columns
    assert (metric.measure is Measure.SHARE) == (metric.part is not None)
    assert (metric.measure is Measure.AMOUNT) == (metric.amount is not None) == bool(metric.statistics)
    assert metric.amount is None or metric.amount in columns
    assert metric.statistic == next(iter(metric.statistics), None)
    assert metric.definition
    assert not metric.definition.endswith(".")


@pytest.mark.parametrize("name", DIMENSIONS)
def test_a_dimension_is_a_column_of_the_facts_or_of_the_clock(name: str) -> None:
    dimension = DIMENSIONS[name]

    assert (dimension.column is None) != (dimension.clock is None)
    assert dimension.column is None or dimension.column in case_schema(()).names


@pytest.mark.parametrize(
    ("name", "near_ones"),
    [
        ("escalation", ("escalations",)),
        ("Escalations", ("escalations",)),
        ("escalation-ratio", ("escalation_ratio",)),
        ("escalation_rate", ("escalation_ratio",)),
        ("case", ("cases",)),
    ],
)
def test_an_unknown_metric_is_met_with_the_near_ones(name: str, near_ones: tuple[str, ...]) -> None:
    with pytest.raises(UnknownName) as raised:
        metric_named(name)

    assert raised.value.near[: len(near_ones)] == near_ones
    assert f"Did you mean {near_ones[0]}" in str(raised.value)


def test_an_unknown_metric_with_nothing_near_is_met_with_all() -> None:
    with pytest.raises(UnknownName) as raised:
        metric_named("xyzzy")

    assert str(raised.value) == f"There is no metric 'xyzzy'. There are: {', '.join(METRICS)}."


def test_a_near_dimension_may_be_an_attribute() -> None:
    with pytest.raises(UnknownName, match="Did you mean contract_type"):
        dimension_named("contract_typ", ["contract_type"])


def test_a_kept_attribute_is_a_dimension_in_a_column_that_clashes_with_none() -> None:
    assert dimension_named("escalated_at", ["escalated_at"]).column == f"{ATTRIBUTE_PREFIX}escalated_at"
    with pytest.raises(UnknownName):
        dimension_named("escalated_at")


def test_a_declared_dimension_goes_before_an_attribute_of_its_name() -> None:
    assert dimension_named("account", ["account"]) == DIMENSIONS["account"]


@pytest.mark.parametrize("name", ["case_id", "opened_at", "row", "account_name", "", "*", "1", 'product"', "PRODUCT"])
def test_a_column_that_is_no_dimension_is_no_name(name: str) -> None:
    with pytest.raises(UnknownName):
        dimension_named(name)


@given(name=st.text(max_size=60))
def test_every_unknown_name_gets_at_most_three_near_ones(name: str) -> None:
    found = near(name, DIMENSIONS)

    assert len(found) <= 3
    assert set(found) <= set(DIMENSIONS)


@given(name=st.sampled_from(sorted(DIMENSIONS)), at=st.integers(0, 30), letter=st.sampled_from(ascii_lowercase))
def test_a_name_with_one_letter_wrong_is_found(name: str, at: int, letter: str) -> None:
    place = at % len(name)
    wrong = name[:place] + letter + name[place + 1 :]

    assert name in near(wrong, DIMENSIONS)


def test_clock_dimensions_need_no_column() -> None:
    assert [one.name for one in CLOCK_DIMENSIONS][-2:] == ["hour_of_day", "day_of_week"]


def test_only_what_can_still_come_matures() -> None:
    assert {name for name, metric in METRICS.items() if metric.matures_with} == {
        *("escalation_ratio", "elevation_ratio", "repeat_contact_ratio", "reopen_ratio")
    }


def test_a_definition_says_its_statistic() -> None:
    resolve = METRICS["time_to_resolve"]

    assert resolve.definition == "median hours from opening to resolution, of the cases resolved in the period"
    assert resolve.asked_for("p90", None).definition.startswith("90th-percentile hours from opening")
    assert METRICS["csat"].definition.startswith("mean satisfaction score")


@pytest.mark.parametrize(
    ("metric", "hours", "words"),
    [
        ("early_escalation_share", None, "within 24 hours of opening"),
        ("early_escalation_share", 1, "within 1 hour of opening"),
        ("early_escalation_share", 1.5, "within 1.5 hours of opening"),
        ("aged_cases", None, "longer than 14 days"),
        ("aged_cases", 48, "longer than 2 days"),
        ("aged_cases", 36, "longer than 36 hours"),
    ],
)
def test_a_definition_says_its_threshold(metric: str, hours: float | None, words: str) -> None:
    assert words in METRICS[metric].asked_for(None, hours).definition


def test_a_threshold_is_refused_where_there_is_none() -> None:
    with pytest.raises(UnusableInput, match=r"cases has no threshold in hours\."):
        METRICS["cases"].asked_for(None, 4)
    for hours in (0, -1, float("inf"), float("nan")):
        with pytest.raises(UnusableInput, match="a number of hours above 0"):
            METRICS["aged_cases"].asked_for(None, hours)
