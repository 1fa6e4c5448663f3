"""What the benchmark computes, worked out by hand, and a run of it on few reports."""

from math import log2

import pytest

from tests.benchmarks.retrieval.measures import intervals, ndcg, recall, reciprocal_rank


def test_the_ideal_order_has_a_gain_of_one_and_a_miss_none() -> None:
    assert ndcg([3, 5, 9], {3, 5}) == 1
    assert ndcg([9, 8], {3}) == 0


def test_a_gain_counts_less_the_later_it_comes() -> None:
    assert ndcg([9, 3], {3}) == pytest.approx(1 / log2(3))
    assert ndcg([9, 3, 8, 5], {3, 5}) == pytest.approx((1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3)))


def test_past_the_tenth_nothing_counts() -> None:
    found = [*range(10), 99]

    assert (ndcg(found, {99}), reciprocal_rank(found, {99}), recall(found, {99})) == (0, 0, 0)


def test_the_first_relevant_one_decides_the_reciprocal_rank() -> None:
    assert reciprocal_rank([9, 8, 3, 5], {3, 5}) == pytest.approx(1 / 3)


def test_recall_is_the_share_that_is_found() -> None:
    assert recall([9, 3], {3, 5}) == 0.5


def test_intervals_hold_their_means_and_are_the_same_for_the_same_seed() -> None:
    values = {"one": [0.0, 1.0, 1.0, 0.5], "other": [0.1, 1.1, 1.1, 0.6]}

    found = intervals(values, seed=7)

    assert found == intervals(values, seed=7)
    assert all(one.low <= one.mean <= one.high for one in found.values())
    assert found["other"].low - found["one"].low == pytest.approx(0.1)


def test_of_equal_values_one_is_sure() -> None:
    found = intervals({"sure": [0.5, 0.5, 0.5]}, seed=7)["sure"]

    assert str(found) == "0.500 [0.500, 0.500]"
