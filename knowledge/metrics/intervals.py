"""How certain a number is."""

from math import sqrt

from knowledge.metrics.distributions import Z, t_quantile


def share(part: int, whole: int) -> float | None:
    """`part` of `whole`, 0 to 1. None when `whole` is 0: a share of nothing is not zero."""
    return part / whole if whole else None


def wilson(part: int, whole: int) -> tuple[float, float] | None:
    """The 95 % interval of a share, within 0 to 1. None when `whole` is 0.

    Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953, without continuity correction.
    """
    if not whole:
        return None
    observed = part / whole
    weight = Z * Z / whole
    centre = (observed + weight / 2) / (1 + weight)
    reach = Z * sqrt(observed * (1 - observed) / whole + weight / (4 * whole)) / (1 + weight)
    # At the ends the formula gives 0 and 1 exactly; floating point does not.
    return (0.0 if part == 0 else centre - reach, 1.0 if part == whole else centre + reach)


def mean_interval(mean: float, deviation: float, n: int) -> tuple[float, float] | None:
    """The 95 % interval of a mean, `deviation` being the standard deviation of the sample. None when n is below 2.

    Student 1908, https://doi.org/10.1093/biomet/6.1.1. For a skewed sample, as of durations, it is an approximation.
    """
    if n < 2:
        return None
    reach = t_quantile(n - 1) * deviation / sqrt(n)
    return mean - reach, mean + reach
