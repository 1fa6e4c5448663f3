"""The few probabilities that intervals and tests need, without a statistics library: it takes too long to load."""

from math import erfc, exp, lgamma, log, log1p, pi, sqrt

from knowledge.metrics.intervals import Z

_TAILS = 0.05
_STEPS = 300
_TINY = 1e-300


def normal_tails(z: float) -> float:
    """The two-sided p-value of a standard normal `z`."""
    return erfc(abs(z) / sqrt(2))


def t_tails(t: float, freedom: float) -> float:
    """The two-sided p-value of Student's `t`; `freedom` are its degrees of freedom, above 0, fractions too."""
    return _incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5)


def t_reach(freedom: float) -> float:
    """The 97.5th percentile of Student's t: how many standard errors a 95 % interval reaches to either side.

    As `t_quantile`, for fractions too. By Newton's method from below: the tails are convex, so it never goes past.
    """
    reach, last = Z, 0.0
    while reach > last:
        last = reach
        reach += (t_tails(reach, freedom) - _TAILS) / (2 * _t_density(reach, freedom))
    return last


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
