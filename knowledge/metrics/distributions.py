"""The few probabilities that intervals and tests need, without a statistics library: it takes too long to load."""

from functools import lru_cache
from math import erfc, exp, lgamma, log, log1p, pi, sqrt

Z = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution."""
_TAILS = 0.05
_STEPS = 300
_TINY = 1e-300


def normal_tails(z: float) -> float:
    """The two-sided p-value of a standard normal `z`."""
    return erfc(abs(z) / sqrt(2))


def t_tails(t: float, freedom: float) -> float:
    """The two-sided p-value of Student's `t`; `freedom` are its degrees of freedom, above 0, fractions too."""
    return _incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5)


@lru_cache(maxsize=4096)
def t_quantile(freedom: float) -> float:
    """The 97.5th percentile of Student's t distribution, right to nine digits; `freedom` as for `t_tails`.

    So many standard errors a 95 % interval reaches to either side. Up to 60 degrees by Newton's method from below: the
    tails are convex, so it never goes past. Beyond that Abramowitz and Stegun 1964, 26.7.5,
    https://archive.org/details/AandS-mono600, whose error falls with the fifth power of the degrees.
    """
    if freedom > 60:
        return _expanded_t(freedom)
    reach, last = Z, 0.0
    while reach > last:
        last = reach
        reach += (t_tails(reach, freedom) - _TAILS) / (2 * _t_density(reach, freedom))
    return last


def _expanded_t(freedom: float) -> float:
    z, n = Z, freedom
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + first / n + second / n**2 + third / n**3 + fourth / n**4


def _t_density(t: float, freedom: float) -> float:
    front = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)
    return front * exp(-(freedom + 1) / 2 * log1p(t * t / freedom))


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by Lentz's continued fraction.

    Press et al., Numerical Recipes, 3rd edition, section 6.4; it converges quickly below (a + 1) / (a + b + 2), and by
    symmetry above.
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
