"""What is still sure when many segments were looked at."""

from collections.abc import Sequence

LEVEL = 0.05
"""Of what is called clear, at most this share is expected to be chance."""


def q_values(p_values: Sequence[float | None]) -> Sequence[float | None]:
    """The smallest level at which each would be called clear, None where there is no p-value.

    Benjamini and Hochberg 1995, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x. The segments of overlapping
    dimensions depend on each other positively, for which it holds too (Benjamini and Yekutieli 2001,
    https://doi.org/10.1214/aos/1013699998).
    """
    places = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    found: list[float | None] = [None] * len(p_values)
    smallest = 1.0
    for rank, (p, place) in reversed(list(enumerate(places, start=1))):
        smallest = min(smallest, p * len(places) / rank)
        found[place] = smallest
    return found
