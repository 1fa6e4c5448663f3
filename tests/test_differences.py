"""Two numbers held against each other: published examples, and what must be true of any two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.diagnostics.change import Difference, Kind, Measured, Verdict
from knowledge.diagnostics.differences import difference
from knowledge.metrics.distributions import normal_tails, t_quantile, t_tails
from knowledge.metrics.metrics import IMMATURE


def a_share(part: int, whole: int, *flags: str) -> Measured:
    return Measured(value=part / whole, n=whole, numerator=part, flags=flags)


def a_count(count: int, days: float = 30) -> Measured:
    return Measured(value=count, n=count, days=days)


def a_mean(mean: float, deviation: float, n: int) -> Measured:
    """With the t interval that a mean of `n` values with that standard deviation has."""
    reach = t_quantile(n - 1) * deviation / n**0.5
    return Measured(value=mean, n=n, low=mean - reach, high=mean + reach)


def a_median(median: float, low: float, high: float, n: int = 100) -> Measured:
    return Measured(value=median, n=n, low=low, high=high)


def rounded(found: Difference) -> tuple[float, float]:
    assert found.low is not None
    assert found.high is not None
    return round(found.low, 4), round(found.high, 4)


@pytest.mark.parametrize(
    ("after", "before", "interval"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_two_shares_have_the_intervals_that_newcombe_published(
    after: tuple[int, int], before: tuple[int, int], interval: tuple[float, float]
) -> None:
    assert rounded(difference(Kind.SHARE, a_share(*before), a_share(*after))) == interval


def test_the_test_of_two_shares_is_campbells() -> None:
    # chi-squared of 56/70 and 48/80 is 7.0234; times (N - 1) / N it is 6.9766
    found = difference(Kind.SHARE, a_share(48, 80), a_share(56, 70))

    assert found.p_value == pytest.approx(normal_tails(6.976589**0.5), rel=1e-4)


def test_two_means_are_held_against_each_other_as_welch_does() -> None:
    # Welch's t for 20 values of mean 20.6 (variance 7.9) and 20 of mean 22.1 (variance 4.3): worked by hand
    found = difference(Kind.MEAN, a_mean(20.6, 7.9**0.5, 20), a_mean(22.1, 4.3**0.5, 20))

    error = (7.9 / 20 + 4.3 / 20) ** 0.5
    freedom = (7.9 / 20 + 4.3 / 20) ** 2 / ((7.9 / 20) ** 2 / 19 + (4.3 / 20) ** 2 / 19)
    assert rounded(found) == (round(1.5 - t_quantile(freedom) * error, 4), round(1.5 + t_quantile(freedom) * error, 4))
    assert found.p_value == pytest.approx(t_tails(1.5 / error, freedom))
    assert found.verdict is Verdict.USUAL


def test_students_t_has_the_percentiles_of_its_tables() -> None:
    assert [round(t_quantile(freedom), 3) for freedom in (1, 2, 5, 10, 30, 120)] == [
        12.706,
        4.303,
        2.571,
        2.228,
        2.042,
        1.980,
    ]


def test_counts_of_periods_of_different_length_are_compared_by_the_day() -> None:
    found = difference(Kind.COUNT, a_count(60, days=90), a_count(40, days=30))

    assert found.ratio == pytest.approx(2.0)
    assert found.change == pytest.approx(20.0)
    assert found.verdict is Verdict.CLEAR


def test_a_month_of_thirty_days_is_as_long_as_one_of_thirty_one() -> None:
    found = difference(Kind.COUNT, a_count(310, days=31), a_count(300, days=30))

    assert (found.change, found.pace) == (-10, 1.0)
    assert found.ratio == pytest.approx(1.0)
    assert found.verdict is Verdict.USUAL


def test_a_count_that_comes_out_of_nothing_has_a_ratio_without_an_upper_end() -> None:
    found = difference(Kind.COUNT, a_count(0), a_count(8))

    assert (found.ratio, found.high, found.verdict) == (None, None, Verdict.CLEAR)
    assert found.low is not None
    assert found.low > 1


def test_two_medians_differ_clearly_when_their_intervals_lie_apart() -> None:
    clear = difference(Kind.QUANTILE, a_median(10, 9, 11), a_median(14, 12, 17))
    unclear = difference(Kind.QUANTILE, a_median(10, 6, 14), a_median(12, 8, 17))

    assert (clear.verdict, unclear.verdict) == (Verdict.CLEAR, Verdict.USUAL)
    assert rounded(clear) == (round(4 - 5**0.5, 4), round(4 + 10**0.5, 4))


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (Kind.SHARE, a_share(0, 4), a_share(4, 4)),
        (Kind.SHARE, a_share(0, 200), a_share(1, 150)),
        (Kind.COUNT, a_count(0), a_count(3)),
        (Kind.MEAN, a_mean(1, 0.1, 3), a_mean(9, 0.1, 3)),
        (Kind.QUANTILE, Measured(value=3.0, n=2), a_median(9, 8, 10)),
    ],
)
def test_a_handful_of_cases_is_too_small_to_tell(kind: Kind, before: Measured, after: Measured) -> None:
    assert difference(kind, before, after).verdict is Verdict.TOO_SMALL


def test_a_period_without_cases_cannot_be_compared() -> None:
    found = difference(Kind.SHARE, Measured(value=None, n=0, numerator=0), a_share(3, 40))

    assert (found.change, found.verdict, found.verdict.comparable) == (None, Verdict.NO_DATA, False)


def test_periods_that_overlap_get_no_interval() -> None:
    found = difference(Kind.SHARE, a_share(10, 100), a_share(40, 100), overlapping=True)

    assert (found.low, found.high, found.verdict) == (None, None, Verdict.OVERLAPPING)


def test_a_share_that_can_still_grow_has_risen_when_it_already_has_and_has_not_fallen_yet() -> None:
    risen = difference(Kind.SHARE, a_share(10, 200), a_share(40, 200, IMMATURE))
    fallen = difference(Kind.SHARE, a_share(40, 200), a_share(10, 200, IMMATURE))

    assert (risen.verdict, fallen.verdict) == (Verdict.CLEAR, Verdict.IMMATURE)


@given(st.integers(1, 500), st.integers(1, 500), st.data())
def test_turning_two_shares_round_turns_their_difference_round(n: int, m: int, data: st.DataObject) -> None:
    one, other = a_share(data.draw(st.integers(0, n)), n), a_share(data.draw(st.integers(0, m)), m)

    there, back = difference(Kind.SHARE, one, other), difference(Kind.SHARE, other, one)

    assert there.verdict is back.verdict
    assert rounded(there) == pytest.approx([-bound for bound in reversed(rounded(back))], abs=1e-4)
    assert -1 - 1e-9 <= (there.low or 0) <= (there.change or 0) <= (there.high or 0) <= 1 + 1e-9


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.floats(1, 400), st.floats(1, 400))
def test_the_ratio_of_two_counts_lies_in_its_interval(one: int, other: int, early: float, late: float) -> None:
    found = difference(Kind.COUNT, a_count(one, early), a_count(other, late))

    assert found.low is None or found.ratio is None or found.low <= found.ratio * (1 + 1e-9)
    assert found.high is None or found.ratio is None or found.ratio <= found.high * (1 + 1e-9)


@given(st.integers(5, 2_000), st.integers(5, 2_000))
def test_the_test_of_counts_and_their_interval_never_disagree(one: int, other: int) -> None:
    found = difference(Kind.COUNT, a_count(one), a_count(other))

    assert found.p_value is not None
    assert (found.verdict is Verdict.CLEAR) == (found.p_value < 0.05)
