"""How certain a number is."""

from math import sqrt

_Z = 1.959963984540054
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
    weight = _Z * _Z / whole
    centre = (observed + weight / 2) / (1 + weight)
    reach = _Z * sqrt(observed * (1 - observed) / whole + weight / (4 * whole)) / (1 + weight)
    # At the ends the formula gives 0 and 1 exactly; floating point does not.
    return (0.0 if part == 0 else centre - reach, 1.0 if part == whole else centre + reach)
