"""Medians and percentiles in SQL, found in two ways, against Python's own sorting and the ranks of the interval."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from math import ceil, floor, sqrt
from pathlib import Path
from statistics import median

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.metrics.distributions import Z
from knowledge.metrics.engine import Engine
from knowledge.metrics.quantiles import sorted_query, stepped_query
from knowledge.metrics.statements import Query, Selection

AMOUNTS = st.floats(-1e6, 1e6) | st.integers(-3, 3).map(float) | st.sampled_from([0.0, 24.0, 24.000000001])
Way = Callable[[Selection, str, float], Query]


@pytest.fixture(params=[sorted_query, stepped_query], ids=["sorted", "stepped"])
def way(request: pytest.FixtureRequest) -> Way:
    found: Way = request.param
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "amounts.parquet"


def selection(*keys: str) -> Selection:
    return Selection(
        source="amounts",
        names=tuple(f'"n{number}"' for number in range(len(keys))),
        keys=keys,
        shown=("{}",) * len(keys),
        condition="amount IS NOT NULL",
        params=(),
    )


def asked(
    way: Way, file: Path, rows: Sequence[tuple[str, float]], share: float, *keys: str
) -> Mapping[str, Sequence[object]]:
    pq.write_table(
        pa.table({"key": [key for key, _ in rows], "amount": pa.array([x for _, x in rows], pa.float64())}), file
    )
    query = way(selection(*keys), "amount", share)
    with closing(Engine({"amounts": file}, name="x")) as engine:
        return {str(row[0]) if keys else "": row[len(keys) :] for row in engine.rows(query.sql, query.params)}


def order_statistic_ranks(share: float, n: int) -> tuple[int, int] | None:
    """The ranks, from 1, of the two amounts between which a quantile (0.5 for a median) lies with at least 95 %.

    None where n is too small for there to be both. Campbell and Gardner 1988, as in `quantiles.py`.
    """
    spread = Z * sqrt(n * share * (1 - share))
    low, high = int(n * share - spread + 0.5), int(1 + n * share + spread + 0.5)
    return (low, high) if low >= 1 and high <= n else None


def expected(amounts: Sequence[float], share: float) -> Sequence[object]:
    ordered = sorted(amounts)
    place = (len(ordered) - 1) * share
    low, high = ordered[floor(place)], ordered[ceil(place)]
    ranks = order_statistic_ranks(share, len(ordered))
    bounds = [ordered[rank - 1] for rank in ranks] if ranks else [None, None]
    return [len(ordered), pytest.approx(low + (high - low) * (place - floor(place)), abs=1e-9), *bounds]


@given(rows=st.lists(st.tuples(st.sampled_from("AB"), AMOUNTS), max_size=120), share=st.sampled_from([0.5, 0.9]))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_quantile_and_its_bounds_are_those_of_the_sorted_amounts(
    way: Way, file: Path, rows: list[tuple[str, float]], share: float
) -> None:
    groups = defaultdict(list)
    for key, amount in rows:
        groups[key].append(amount)

    found = asked(way, file, rows, share, "key")

    assert {key: list(row) for key, row in found.items()} == {
        key: expected(amounts, share) for key, amounts in groups.items()
    }


def test_without_groups_all_is_one_and_nothing_has_no_median(way: Way, file: Path) -> None:
    rows = [("A", float(hours)) for hours in (3, 1, 2, 10)]

    assert asked(way, file, rows, 0.5) == {"": (4, median([1, 2, 3, 10]), None, None)}
    assert asked(way, file, [], 0.5) == {"": (0, None, None, None)}
    assert asked(way, file, [], 0.5, "key") == {}


def test_six_amounts_are_the_fewest_whose_median_has_an_interval(way: Way, file: Path) -> None:
    rows = [("A", float(hours)) for hours in range(1, 7)]

    assert asked(way, file, rows, 0.5) == {"": (6, 3.5, 1.0, 6.0)}
    assert asked(way, file, rows[:5], 0.5) == {"": (5, 3.0, None, None)}


@pytest.mark.parametrize("share_below", [0.5, 0.9])
def test_the_ranks_hold_the_quantile_in_at_least_95_of_100_samples(share_below: float) -> None:
    from scipy.stats import binom  # type: ignore[import-untyped]  # it has no types

    for n in range(1, 800):
        ranks = order_statistic_ranks(share_below, n)
        if ranks is not None:
            low, high = ranks
            assert binom.cdf(high - 1, n, share_below) - binom.cdf(low - 1, n, share_below) >= 0.95
            assert 1 <= low < high <= n


def test_too_few_amounts_have_no_interval() -> None:
    assert order_statistic_ranks(0.5, 5) is None
    assert order_statistic_ranks(0.5, 6) == (1, 6)
    assert order_statistic_ranks(0.9, 44) is None
    assert order_statistic_ranks(0.9, 45) is not None
