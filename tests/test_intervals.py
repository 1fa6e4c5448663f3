"""Intervals of shares and means, against published figures, scipy and what defines them."""

from math import isclose
from statistics import NormalDist, mean, stdev

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.metrics.distributions import t_quantile
from knowledge.metrics.intervals import mean_interval, share, wilson

Z = NormalDist().inv_cdf(0.975)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3 (score, without continuity correction).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # By hand: with one case, z² = 3.8415 gives 3.8415 / 4.8415.
        (0, 1, 0.0000, 0.7935),
        (1, 1, 0.2065, 1.0000),
    ],
)
def test_the_interval_is_the_published_one(part: int, whole: int, low: float, high: float) -> None:
    found = wilson(part, whole)

    assert found is not None
    assert (round(found[0], 4), round(found[1], 4)) == (low, high)


@given(whole=st.integers(1, 10**7), data=st.data())
def test_the_bounds_are_where_the_observed_share_is_just_as_far_as_chance_goes(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    observed = part / whole
    found = wilson(part, whole)

    assert found is not None
    for bound in found:
        assume(0 < bound < 1)
        assert isclose((observed - bound) ** 2, Z**2 * bound * (1 - bound) / whole, rel_tol=1e-6, abs_tol=1e-15)


@given(whole=st.integers(1, 10**7), data=st.data())
def test_an_interval_lies_within_0_and_1_around_its_share(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    found = wilson(part, whole)

    assert found is not None
    assert 0 <= found[0] <= part / whole <= found[1] <= 1


def test_nothing_and_everything_end_exactly_at_0_and_1() -> None:
    assert [wilson(0, whole)[0] for whole in range(1, 500)] == [0.0] * 499  # type: ignore[index]  # never None here
    assert [wilson(whole, whole)[1] for whole in range(1, 500)] == [1.0] * 499  # type: ignore[index]  # never None here


def test_a_share_of_nothing_is_not_zero() -> None:
    assert share(0, 0) is None
    assert wilson(0, 0) is None
    assert share(0, 4) == 0.0
    assert share(1, 4) == 0.25


@pytest.mark.parametrize("freedom", [*range(1, 130), 1_000, 10_000, 1_000_000])
def test_students_quantile_is_that_of_scipy(freedom: int) -> None:
    from scipy.stats import t  # type: ignore[import-untyped]  # it has no types

    assert isclose(t_quantile(freedom), t.ppf(0.975, freedom), rel_tol=1e-9)


def test_the_interval_of_a_mean_is_the_published_one() -> None:
    """Hours of sleep gained with the second drug in Student 1908; R's `sleep` and `t.test` tell the same."""
    gained = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

    found = mean_interval(mean(gained), stdev(gained), len(gained))

    assert found is not None
    assert [round(bound, 2) for bound in found] == [0.90, 3.76]
    assert mean_interval(1.9, 0.0, 1) is None
