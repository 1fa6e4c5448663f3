"""From a request to SQL: names from the catalogue only, values as parameters only, nonsense refused."""

from datetime import date

import pytest

from knowledge.errors import UnknownName, UnusableInput
from knowledge.metrics.compiling import Request, compile_request, where_condition
from knowledge.metrics.periods import Grain, Period

ATTACKS = [
    "x'); DROP VIEW cases; --",
    '"; SELECT * FROM cases; --',
    "product) FROM cases; COPY cases TO '/tmp/stolen",
    "?",
    "%",
    "\\",
    "",
]


def test_a_request_becomes_one_statement_with_its_values_in_order() -> None:
    query = compile_request(
        Request(
            metric="escalation_ratio",
            by=("product", "hour_of_day"),
            every=Grain.WEEK,
            where={"team": ["A", "B"], "plan": ["gold"]},
            period=Period(start=date(2026, 1, 1), end=date(2026, 2, 1)),
        ),
        ["plan"],
    )

    assert query.params == (date(2026, 1, 1), date(2026, 2, 1), "A", "B", "gold")
    assert query.sql.count("?") == 5
    assert "gold" not in query.sql


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_value_gets_into_the_sql(attack: str) -> None:
    harmless = compile_request(Request(metric="cases", where={"product": ["x"]}), ())
    query = compile_request(Request(metric="cases", where={"product": [attack]}), ())

    assert query.sql == harmless.sql
    assert query.params == (attack,)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_name_gets_into_the_sql_that_is_not_known(attack: str) -> None:
    for request in (
        Request(metric=attack),
        Request(metric="cases", by=(attack,)),
        Request(metric="cases", where={attack: ["x"]}),
    ):
        with pytest.raises(UnknownName):
            compile_request(request, ())


def test_an_attribute_with_a_quote_in_its_name_is_quoted() -> None:
    query = compile_request(Request(metric="cases", by=('si"ze',)), ['si"ze'])

    assert '"attribute si""ze"' in query.sql


@pytest.mark.parametrize("metric", ["cases", "escalation_ratio"])
@pytest.mark.parametrize("how", ["by", "where"])
def test_the_reason_of_an_escalation_splits_and_filters_escalations_only(metric: str, how: str) -> None:
    def request(name: str) -> Request:
        if how == "by":
            return Request(metric=name, by=("reason",))
        return Request(metric=name, where={"reason": ["slow"]})

    with pytest.raises(UnusableInput, match=f"cannot split or filter {metric}"):
        compile_request(request(metric), ())
    assert "escalation_reason" in compile_request(request("escalations"), ()).sql


@pytest.mark.parametrize("metric", ["cases", "escalations", "escalation_ratio", "backlog"])
@pytest.mark.parametrize("statistic", ["median", "p90", "mean", "mode", ""])
def test_a_count_or_a_share_has_no_statistic(metric: str, statistic: str) -> None:
    with pytest.raises(UnusableInput, match=f"{metric} has no statistic '{statistic}'"):
        compile_request(Request(metric=metric, statistic=statistic), ())


@pytest.mark.parametrize("metric", ["time_to_resolve", "csat", "handoffs_per_case", "quality_score"])
def test_an_amount_knows_its_statistics_and_no_other(metric: str) -> None:
    for statistic in (None, "median", "p90", "mean"):
        assert compile_request(Request(metric=metric, statistic=statistic), ()).sql
    with pytest.raises(UnusableInput, match=f"{metric} has no statistic 'mode': it knows m"):
        compile_request(Request(metric=metric, statistic="mode"), ())


@pytest.mark.parametrize("name", ["region", "status", "plan"])
def test_reviews_know_their_team_their_product_and_their_time_only(name: str) -> None:
    for request in (Request(metric="quality_score", by=(name,)), Request(metric="quality_score", where={name: ["x"]})):
        with pytest.raises(UnusableInput, match=f"quality_score knows product, team and time only, so '{name}'"):
            compile_request(request, ["plan"])


@pytest.mark.parametrize("metric", ["backlog", "aged_cases"])
def test_what_is_open_at_an_end_has_no_clock_of_its_own(metric: str) -> None:
    with pytest.raises(UnusableInput, match="--every month gives it at the end of each"):
        compile_request(Request(metric=metric, by=("month",)), ())
    with pytest.raises(UnusableInput, match=r"'hour_of_day' cannot split or filter it\."):
        compile_request(Request(metric=metric, where={"hour_of_day": ["8"]}), ())


def test_a_threshold_travels_as_a_parameter() -> None:
    query = compile_request(Request(metric="early_escalation_share", threshold_hours=4, where={"product": ["A"]}), ())

    assert query.params == (4, "A")
    assert query.sql.index("CAST(? AS DOUBLE)") < query.sql.index("IN (?)")


def test_the_group_of_empty_values_is_filtered_without_a_parameter() -> None:
    condition, params = where_condition({"product": ["A", "(none)"]}, (), "opened_local")

    assert params == ["A"]
    assert "IS NULL" in condition


def test_values_of_one_dimension_are_or_and_dimensions_are_and() -> None:
    condition, params = where_condition({"product": ["A", "B"], "team": ["C"]}, (), "opened_local")

    assert condition.count(" IN (?, ?)") == 1
    assert condition.count(" AND ") == 2
    assert params == ["A", "B", "C"]


def test_no_filter_lets_everything_through() -> None:
    assert where_condition({}, (), "opened_local") == ("TRUE", [])
