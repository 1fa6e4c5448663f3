"""What is usual for a segment: control limits from its own history.

Shewhart's charts with three sigma, as in Wheeler and Chambers 1992, Understanding Statistical Process Control. Support
cases come in bursts, so that counts and shares vary more from slice to slice than independent cases would. Limits that
ignore this call every other month unusual; so the widths are multiplied by how much more the history varies, as Laney
2002 does in the p' and u' charts, https://doi.org/10.1081/QEN-120003555, but never by less than 1.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum, sqrt

from knowledge.diagnostics.change import Kind, Limits, Measured

FEWEST_SLICES = 8
"""With fewer slices of history nobody can say what is usual."""
_SIGMAS = 3
_D2 = 1.128
"""How large a moving range of two is on average, in standard deviations."""


def control_limits(kind: Kind, history: Sequence[Measured], judged: Measured) -> Limits | None:
    """The limits for `judged` from the slices of `history`, the oldest first, in the unit of its value.

    Slices without a value and those that can still grow are left out. None when fewer than 8 are left, and when the
    history knows only one thing, nothing or everything: then nothing is known of how it varies.
    """
    known = [one for one in history if one.value is not None and not one.immature]
    if len(known) < FEWEST_SLICES or judged.value is None:
        return None
    match kind:
        case Kind.SHARE:
            return _of_shares(known, judged)
        case Kind.COUNT:
            return _of_counts(known, judged)
        case _:
            return _of_individuals(known)


def _of_shares(history: Sequence[Measured], judged: Measured) -> Limits | None:
    """A p' chart: the limits fit the n of `judged`, each slice is weighed by its own."""
    centre = sum(one.numerator or 0 for one in history) / sum(one.n for one in history)
    chance = sqrt(centre * (1 - centre))
    if not chance or not judged.n:
        return None
    spread = _spread([((one.value or 0) - centre) / (chance / sqrt(one.n)) for one in history])
    reach = _SIGMAS * spread * chance / sqrt(judged.n)
    return Limits(
        centre=centre, low=max(0.0, centre - reach), high=min(1.0, centre + reach), slices=len(history), spread=spread
    )


def _of_counts(history: Sequence[Measured], judged: Measured) -> Limits | None:
    """A u' chart of counts a day, its limits for as many days as `judged` has; a c chart when all have as many."""
    rate = fsum(one.value or 0 for one in history) / fsum(one.days for one in history)
    if not rate:
        return None
    spread = _spread([((one.value or 0) / one.days - rate) / sqrt(rate / one.days) for one in history])
    centre = rate * judged.days
    reach = _SIGMAS * spread * sqrt(centre)
    return Limits(centre=centre, low=max(0.0, centre - reach), high=centre + reach, slices=len(history), spread=spread)


def _of_individuals(history: Sequence[Measured]) -> Limits | None:
    """An individuals (XmR) chart: what one slice differs from the next is all that is known of the variation."""
    values = [float(one.value or 0) for one in history]
    reach = _SIGMAS * _moving_range(values) / _D2
    centre = fsum(values) / len(values)
    low = max(0.0, centre - reach)  # amounts and stocks are never below 0
    return Limits(centre=centre, low=low, high=centre + reach, slices=len(values)) if reach else None


def _spread(standardised: Sequence[float]) -> float:
    """How many times more than chance the slices vary from one to the next."""
    return max(1.0, _moving_range(standardised) / _D2)


def _moving_range(values: Sequence[float]) -> float:
    return fsum(abs(later - earlier) for earlier, later in pairwise(values)) / (len(values) - 1)
