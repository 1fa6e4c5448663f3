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


@pytest.mark.parametrize("metric", ["cases", "escalations", "escalation_ratio"])
@pytest.mark.parametrize("statistic", ["median", "p90", "mean", "mode", ""])
def test_a_count_or_a_share_has_no_statistic(metric: str, statistic: str) -> None:
    with pytest.raises(UnusableInput, match=f"{metric} has no statistic '{statistic}'"):
        compile_request(Request(metric=metric, statistic=statistic), ())


def test_values_of_one_dimension_are_or_and_dimensions_are_and() -> None:
    condition, params = where_condition({"product": ["A", "B"], "team": ["C"]}, (), "opened_local")

    assert condition.count(" IN (?, ?)") == 1
    assert condition.count(" AND ") == 2
    assert params == ["A", "B", "C"]


def test_no_filter_lets_everything_through() -> None:
    assert where_condition({}, (), "opened_local") == ("TRUE", [])
