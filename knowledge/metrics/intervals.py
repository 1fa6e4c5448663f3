"""How certain a number is."""

from functools import lru_cache
from math import cos, pi, sin, sqrt, tan

Z = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution."""


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


def order_statistic_ranks(share: float, n: int) -> tuple[int, int] | None:
    """The ranks, from 1, of the two amounts between which a quantile (0.5 for a median) lies with at least 95 %.

    None where n is too small for there to be both: below 6 for a median, 45 for the 90th percentile. Campbell and
    Gardner 1988, https://doi.org/10.1136/bmj.296.6634.1454: the normal approximation of the binomial distribution,
    rounded to the nearest rank. `statements.py` does the same in SQL.
    """
    spread = Z * sqrt(n * share * (1 - share))
    low, high = int(n * share - spread + 0.5), int(1 + n * share + spread + 0.5)
    return (low, high) if low >= 1 and high <= n else None


@lru_cache(maxsize=4096)
def t_quantile(freedom: int) -> float:
    """The 97.5th percentile of Student's t distribution with `freedom` degrees, at least 1; right to nine digits.

    Abramowitz and Stegun 1964, https://archive.org/details/AandS-mono600: up to 60 degrees 26.7.3 and 26.7.4, solved by
    bisection, beyond that 26.7.5, whose error falls with the fifth power of the degrees.
    """
    if freedom > 60:
        return _expanded_t(freedom)
    low, high = 0.0, pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < 0.95 else (low, middle)
    return sqrt(freedom) * tan(low)


def _within(angle: float, freedom: int) -> float:
    """The probability that |t| is below sqrt(freedom) tan(angle): A&S 26.7.3 for odd degrees, 26.7.4 for even ones."""
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for step in range(2 + odd, freedom - 1, 2):
        term *= cos(angle) ** 2 * (step - 1) / step
        total += term
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total


def _expanded_t(freedom: int) -> float:
    """A&S 26.7.5."""
    z, n = Z, freedom
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + first / n + second / n**2 + third / n**3 + fourth / n**4
