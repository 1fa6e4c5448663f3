"""How two numbers of one metric differ, with a 95 % interval and what may be said of it."""

from dataclasses import replace
from math import sqrt

from knowledge.diagnostics.change import Difference, Kind, Measured, Verdict
from knowledge.metrics.distributions import Z, normal_tails, t_quantile, t_tails
from knowledge.metrics.intervals import wilson

FEWEST = 5
"""Below so many cases on a side (for counts: on both together) nothing is said but that they are too few."""
SAME_LENGTH = 0.1
"""Periods whose lengths differ by no more are of the same length to people: October and November are."""


def difference(kind: Kind, before: Measured, after: Measured, *, overlapping: bool = False) -> Difference:
    """`after` held against `before`. `overlapping`: they share cases, so no interval for their difference is right.

    A number that can still grow is called clear where it has already risen clearly, and too recent to tell otherwise.
    """
    if before.value is None or after.value is None:
        return Difference(kind=kind, before=before, after=after, change=None, verdict=Verdict.NO_DATA)
    if overlapping:
        found = _plain(kind, before, after)
        return replace(found, verdict=Verdict.OVERLAPPING)
    found = _METHODS[kind](before, after)
    risen = found.verdict is Verdict.CLEAR and (found.change or 0) > 0
    return replace(found, verdict=Verdict.IMMATURE) if after.immature and not risen else found


def pace_of(before: Measured, after: Measured) -> float:
    """What a count of `before` is multiplied by to be held against `after`: 1 for periods of the same length."""
    ratio = after.days / before.days
    return 1.0 if abs(ratio - 1) <= SAME_LENGTH else ratio


def of_shares(before: Measured, after: Measured) -> Difference:
    """Newcombe's hybrid score interval from the Wilson bounds, and the N - 1 chi-squared test.

    Newcombe 1998, method 10, https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I;
    Campbell 2007, https://doi.org/10.1002/sim.2832, whose rule is followed too: where fewer than one case is expected
    in a cell the test says nothing.
    """
    found = _square_and_add(
        _plain(Kind.SHARE, before, after),
        wilson(before.numerator or 0, before.n) or (0.0, 1.0),
        wilson(after.numerator or 0, after.n) or (0.0, 1.0),
    )
    n, part = before.n + after.n, (before.numerator or 0) + (after.numerator or 0)
    if min(before.n, after.n) < FEWEST or min(before.n, after.n) * min(part, n - part) < n:
        return replace(found, verdict=Verdict.TOO_SMALL)
    pooled = part / n
    error = sqrt(pooled * (1 - pooled) * (1 / before.n + 1 / after.n) * n / (n - 1))
    return _judged(replace(found, p_value=normal_tails((found.change or 0) / error)))


def of_counts(before: Measured, after: Measured) -> Difference:
    """The ratio of two rates a day with its score interval.

    Given both counts together, the later one is binomial, so the Wilson interval of its share turns into one of the
    ratio: Przyborowski and Wilenski 1940, https://doi.org/10.1093/biomet/31.3-4.313, with the score interval in place
    of the exact one, which is wider than it need be. It takes the cases for independent of each other, which control
    limits from the segment's own history do not.
    """
    return _ratio(_plain(Kind.COUNT, before, after), before.days, after.days)


def of_stocks(before: Measured, after: Measured) -> Difference:
    """As for counts, of two moments. A case that is open at both makes the interval wider than it need be."""
    return _ratio(_plain(Kind.STOCK, before, after), 1, 1)


def of_means(before: Measured, after: Measured) -> Difference:
    """Welch's interval, from the standard errors that the t intervals of both means hold.

    Welch 1947, https://doi.org/10.1093/biomet/34.1-2.28, with Satterthwaite's degrees of freedom.
    """
    found = _plain(Kind.MEAN, before, after)
    errors = [error_of_mean(side) for side in (before, after)]
    if min(before.n, after.n) < FEWEST or errors[0] is None or errors[1] is None or found.change is None:
        return replace(found, verdict=Verdict.TOO_SMALL)
    first, second = errors[0] ** 2, errors[1] ** 2
    error = sqrt(first + second)
    if not error:  # all values of each side are equal
        return _judged(replace(found, low=found.change, high=found.change, p_value=float(not found.change)))
    freedom = (first + second) ** 2 / (first**2 / (before.n - 1) + second**2 / (after.n - 1))
    reach = t_quantile(freedom) * error
    p_value = t_tails(found.change / error, freedom)
    return _judged(replace(found, low=found.change - reach, high=found.change + reach, p_value=p_value))


def of_quantiles(before: Measured, after: Measured) -> Difference:
    """The difference of two medians or 90th percentiles, from the order-statistic intervals of both.

    The distances to their bounds are squared and added, as Newcombe does for shares: Zou and Donner 2008 (MOVER),
    https://doi.org/10.1002/sim.3095. The p-value is that of a normal error as wide as the side of the interval that
    faces zero.
    """
    found = _plain(Kind.QUANTILE, before, after)
    bounds = (before.low, before.high, after.low, after.high)
    if min(before.n, after.n) < FEWEST or None in bounds:
        return replace(found, verdict=Verdict.TOO_SMALL)
    low, high, late_low, late_high = (float(bound or 0) for bound in bounds)
    found = _square_and_add(found, (low, high), (late_low, late_high))
    change = found.change or 0.0
    reach = change - (found.low or 0) if change > 0 else (found.high or 0) - change
    p_value = normal_tails(Z * change / reach) if reach else float(not change)
    return _judged(replace(found, p_value=p_value))


_METHODS = {
    Kind.SHARE: of_shares,
    Kind.COUNT: of_counts,
    Kind.STOCK: of_stocks,
    Kind.MEAN: of_means,
    Kind.QUANTILE: of_quantiles,
}


def _plain(kind: Kind, before: Measured, after: Measured) -> Difference:
    """The difference without anything about its certainty."""
    pace = pace_of(before, after) if kind is Kind.COUNT else 1.0
    change = (after.value or 0) - (before.value or 0) * pace
    return Difference(kind=kind, before=before, after=after, change=change, pace=pace, verdict=Verdict.TOO_SMALL)


def _square_and_add(found: Difference, early: tuple[float, float], late: tuple[float, float]) -> Difference:
    """`found` with the interval that the intervals of both sides, `early` and `late`, make together."""
    first, second, change = found.before.value or 0, found.after.value or 0, found.change or 0
    low = change - sqrt((second - late[0]) ** 2 + (early[1] - first) ** 2)
    high = change + sqrt((late[1] - second) ** 2 + (first - early[0]) ** 2)
    return replace(found, low=low, high=high)


def _ratio(found: Difference, early_days: float, late_days: float) -> Difference:
    early, late = found.before.n, found.after.n
    interval = wilson(late, early + late)
    if interval is None:
        return found
    exposure = early_days / late_days
    low, high = (bound / (1 - bound) * exposure if bound < 1 else None for bound in interval)
    ratio = late / early * exposure if early else None
    found = replace(found, ratio=ratio, low=low, high=high)
    if early + late < FEWEST:
        return found
    expected = late_days / (early_days + late_days)
    z = (late - (early + late) * expected) / sqrt((early + late) * expected * (1 - expected))
    return _judged(replace(found, p_value=normal_tails(z)))


def error_of_mean(side: Measured) -> float | None:
    """The standard error of a mean, from its t interval; None without one."""
    if side.low is None or side.high is None or side.n < 2:
        return None
    return (side.high - side.low) / 2 / t_quantile(side.n - 1)


def _judged(found: Difference) -> Difference:
    """Clear when the interval holds no "no change": 0, for the ratio of counts 1."""
    nothing = 1.0 if found.kind.is_counted else 0.0
    above = found.low is not None and found.low > nothing
    below = found.high is not None and found.high < nothing
    return replace(found, verdict=Verdict.CLEAR if above or below else Verdict.USUAL)
