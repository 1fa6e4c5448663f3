"""What is usual for a segment: textbook charts, and what must be left out of them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.diagnostics.change import Kind, Limits, Measured
from knowledge.diagnostics.control_limits import control_limits
from knowledge.metrics.metrics import IMMATURE

# Montgomery, Introduction to Statistical Quality Control, 6th edition: table 7.1 (30 samples of 50 cans of orange
# juice), table 7.7 (nonconformities in 26 samples of circuit boards), table 6.6 (viscosity of 15 batches of paint).
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]
PAINT = [33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33, 33.54, 33.12, 33.84]


def shares(parts: Sequence[int], n: int = 50) -> list[Measured]:
    return [Measured(value=part / n, n=n, numerator=part) for part in parts]


def counts(values: Sequence[int], days: float = 30) -> list[Measured]:
    return [Measured(value=value, n=value, days=days) for value in values]


def amounts(values: Sequence[float]) -> list[Measured]:
    return [Measured(value=value, n=1) for value in values]


def found(limits: Limits | None) -> Limits:
    assert limits is not None
    return limits


def test_shares_have_the_centre_and_the_width_of_the_textbooks_p_chart() -> None:
    history = shares(CANS)

    limits = found(control_limits(Kind.SHARE, history, history[0]))

    spread = limits.spread or 0
    assert limits.centre == pytest.approx(0.2313, abs=5e-5)
    assert (limits.high - limits.centre) / spread == pytest.approx(0.4102 - 0.2313, abs=1e-4)
    assert spread > 1


def test_counts_have_the_centre_and_the_width_of_the_textbooks_c_chart() -> None:
    history = counts(BOARDS)

    limits = found(control_limits(Kind.COUNT, history, history[0]))

    assert limits.centre == pytest.approx(19.85, abs=5e-3)
    assert (limits.high - limits.centre) / (limits.spread or 0) == pytest.approx(33.22 - 19.85, abs=1e-2)


def test_amounts_have_the_limits_of_the_textbooks_individuals_chart() -> None:
    history = amounts(PAINT)

    limits = found(control_limits(Kind.MEAN, history, history[0]))

    assert (limits.centre, limits.low, limits.high) == pytest.approx((33.52, 32.24, 34.80), abs=0.01)
    assert limits.spread is None


def test_a_history_that_varies_more_than_chance_has_wider_limits() -> None:
    steady, jumpy = shares([10, 11, 10, 9, 10, 11, 9, 10]), shares([2, 18, 2, 18, 2, 18, 2, 18])

    calm = found(control_limits(Kind.SHARE, steady, steady[0]))
    wild = found(control_limits(Kind.SHARE, jumpy, jumpy[0]))

    assert calm.spread == 1
    assert (wild.spread or 0) > 3
    assert wild.high - wild.low > calm.high - calm.low


def test_limits_fit_the_size_of_what_is_judged() -> None:
    history = shares([10, 11, 10, 9, 10, 11, 9, 10])

    few = found(control_limits(Kind.SHARE, history, Measured(value=0.4, n=10, numerator=4)))
    many = found(control_limits(Kind.SHARE, history, Measured(value=0.4, n=1_000, numerator=400)))

    assert few.hold(0.4)
    assert not many.hold(0.4)


def test_a_count_of_a_longer_period_has_limits_for_as_many_days() -> None:
    limits = found(control_limits(Kind.COUNT, counts([30] * 8), Measured(value=60, n=60, days=60)))

    assert limits.centre == pytest.approx(60)
    assert limits.hold(60)
    assert not limits.hold(30)


@pytest.mark.parametrize(
    "history",
    [
        shares([10] * 7),
        shares([10] * 7) + [Measured(value=None, n=0, numerator=0)] * 5,
        shares([10] * 7) + [Measured(value=0.2, n=50, numerator=10, flags=(IMMATURE,))] * 5,
        shares([0] * 12),
        shares([50] * 12),
    ],
    ids=["seven slices", "slices without a case", "slices that can still grow", "never", "always"],
)
def test_too_little_history_has_no_limits(history: Sequence[Measured]) -> None:
    assert control_limits(Kind.SHARE, history, shares([10])[0]) is None


def test_eight_slices_are_history_enough() -> None:
    assert control_limits(Kind.COUNT, counts([3, 5, 4, 6, 2, 5, 4, 3]), counts([4])[0]) is not None


@given(st.lists(st.integers(0, 50), min_size=8, max_size=20), st.integers(1, 500))
def test_limits_of_a_share_lie_about_their_centre_within_0_and_1(parts: list[int], n: int) -> None:
    limits = control_limits(Kind.SHARE, shares(parts), Measured(value=0.5, n=n, numerator=n // 2))

    assert limits is None or 0 <= limits.low <= limits.centre <= limits.high <= 1
