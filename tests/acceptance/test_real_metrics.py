"""Every metric on the real logs and on the sample, split and over time, against the oracle."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.compiling import Request
from knowledge.metrics.metrics import Metrics
from knowledge.metrics.periods import Grain, Period
from tests.acceptance.real_logs import LOGS, RealWorld
from tests.oracle.definitions import DEFINITIONS
from tests.oracle.oracle import Value, same

DIMENSIONS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "volvo": (("product",), ("priority",), ("team",), ("status",), ("Country",), ("ST Level", "priority")),
    "uci": (("category",), ("priority",), ("team",), ("location",), ("priority_elevation", "status"), ("u_symptom",)),
    "helpdesk": (("status",), ("case:variant",), ("org:resource", "status"), ("product",)),
    "sample": (("product",), ("account",), ("priority", "region"), ("amount_band",), ("outcome",), ("team",)),
}
CLOCK = (("hour_of_day",), ("day_of_week",), ("month", "day_of_week"))
PERIODS: Mapping[str, Period] = {
    "volvo": Period(start=date(2012, 4, 11), end=date(2012, 5, 12)),
    "uci": Period(start=date(2016, 3, 3), end=date(2016, 7, 1)),
    "helpdesk": Period(start=date(2011, 2, 2), end=date(2012, 12, 24)),
    "sample": Period(start=date(2026, 1, 15), end=date(2026, 9, 10)),
}
FILTERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "volvo": {"priority": ("High", "Low"), "ST Level": ("L1",)},
    "uci": {"team": ("Group 70", "(none)"), "priority": ("3 - Moderate",)},
    "helpdesk": {"status": ("Closed",), "product": ("(none)",)},
    "sample": {"product": ("Billing", "Checkout"), "amount_band": ("(none)",)},
}


@pytest.fixture(scope="module", params=LOGS)
def log(request: pytest.FixtureRequest, real_world: Callable[[str], RealWorld]) -> RealWorld:
    return real_world(request.param)


@pytest.fixture(scope="module")
def metrics(log: RealWorld) -> Iterator[Metrics]:
    with log.world.knowledge() as knowledge, knowledge.current() as served:
        yield served.metrics


def test_the_catalogue_and_the_oracle_know_the_same_metrics() -> None:
    assert set(METRICS) == set(DEFINITIONS)


def test_the_data_ends_where_the_oracle_says(log: RealWorld) -> None:
    with log.world.knowledge() as knowledge, knowledge.current() as served:
        assert served.manifest.as_of == log.oracle.as_of


@pytest.mark.parametrize("metric", DEFINITIONS)
def test_a_metric_over_all_data_or_some_of_it_is_what_the_oracle_says(
    log: RealWorld, metrics: Metrics, metric: str
) -> None:
    everything = [Period(), PERIODS[log.name], Period(end=PERIODS[log.name].end)]
    filters = [{}] if metric == "quality_score" else [{}, FILTERS[log.name]]
    for period in everything:
        for where in filters:
            (row,) = metrics.compute(Request(metric=metric, period=period, where=where)).rows
            n, numerator = log.oracle.parts(metric, where=where, start=period.start, end=period.end)
            expected = log.oracle.value(metric, where=where, start=period.start, end=period.end)
            assert (row.n, row.numerator) == (n, numerator)
            assert same(row.value, expected), (period, where, row.value, expected)


@pytest.mark.parametrize("metric", DEFINITIONS)
def test_the_groups_of_a_split_are_those_of_the_oracle(log: RealWorld, metrics: Metrics, metric: str) -> None:
    period = PERIODS[log.name]
    for by in splits(log.name, metric):
        rows = metrics.compute(Request(metric=metric, by=by, period=period)).rows
        found = {tuple(map(str, row.labels)): row.value for row in rows}
        assert_same(found, log.oracle.breakdown(metric, by, start=period.start, end=period.end), by)


@pytest.mark.slow
@pytest.mark.parametrize("metric", DEFINITIONS)
def test_the_slices_of_a_series_are_those_of_the_oracle(log: RealWorld, metrics: Metrics, metric: str) -> None:
    period = PERIODS[log.name]
    for grain in grains(metric):
        rows = metrics.compute(Request(metric=metric, every=grain, period=period)).rows
        found = {row.start: row.value for row in rows}
        assert_same(found, log.oracle.series(metric, grain.value, start=period.start, end=period.end), grain)


@pytest.mark.slow
@pytest.mark.parametrize("metric", DEFINITIONS)
def test_a_series_over_all_data_is_that_of_the_oracle(log: RealWorld, metrics: Metrics, metric: str) -> None:
    for grain in (Grain.MONTH, Grain.YEAR):
        rows = metrics.compute(Request(metric=metric, every=grain)).rows
        assert_same({row.start: row.value for row in rows}, log.oracle.series(metric, grain.value), grain)


@pytest.mark.parametrize("metric", [name for name, one in DEFINITIONS.items() if one.statistic])
@pytest.mark.parametrize("statistic", ["median", "p90", "mean"])
def test_every_statistic_is_the_oracles(log: RealWorld, metrics: Metrics, metric: str, statistic: str) -> None:
    rows = metrics.compute(Request(metric=metric, statistic=statistic, every=Grain.MONTH)).rows
    found = {row.start: row.value for row in rows}
    assert_same(found, log.oracle.series(metric, "month", statistic=statistic), statistic)


def grains(metric: str) -> Sequence[Grain]:
    """The grains to try: what is open at the end of each of hundreds of days takes the oracle long."""
    return [grain for grain in Grain if DEFINITIONS[metric].dated or grain is not Grain.DAY]


def splits(log: str, metric: str) -> Iterator[tuple[str, ...]]:
    """The splits that mean something for `metric`."""
    if DEFINITIONS[metric].reviews:
        yield from (("team",), ("product",), ("team", "month"))
        return
    yield from DIMENSIONS[log]
    if DEFINITIONS[metric].dated:
        yield from CLOCK
    if DEFINITIONS[metric].escalated_only:
        yield ("reason",)


def assert_same(found: Mapping[Any, Value], expected: Mapping[Any, Value], what: object) -> None:
    """Every cell is the same: a count exactly, anything else to a billionth."""
    wrong = {
        key: (found.get(key, "absent"), expected.get(key, "absent"))
        for key in {*found, *expected}
        if key not in found or key not in expected or not same(found[key], expected[key])
    }
    assert not wrong, (what, wrong)
