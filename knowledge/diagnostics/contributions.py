"""A change of the whole, split into what each segment adds to it: the parts sum to the change."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from knowledge.diagnostics.change import Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A segment's number in one period; `value` is None where `weight`, the cases it was computed over, is 0."""

    weight: float
    value: float | None

    def __post_init__(self) -> None:
        if self.weight < 0 or (self.weight and self.value is None):
            raise ValueError(f"a segment with cases has a number, got {self.value} over {self.weight}")


def parts_of_count(before: Sequence[float], after: Sequence[float], pace: float = 1.0) -> Sequence[Contribution]:
    """Each segment's count more than `before` at its `pace` (see Difference)."""
    return [Contribution(within=late - early * pace) for early, late in zip(before, after, strict=True)]


def parts_of_average(before: Sequence[Weighed], after: Sequence[Weighed]) -> Sequence[Contribution]:
    """Each segment's part in the change of a ratio or a mean, split into mix and within.

    Kitagawa 1955, https://doi.org/10.1080/01621459.1955.10501299: within is the change of the segment's own number
    times its average share of the cases, mix the change of its share times its average number. That number is counted
    from the average of the whole, which leaves the sum as it is, as shares sum to 1, but makes one segment's mix mean
    something: more cases of a segment that is like all others change nothing. A segment without cases in one period
    has no number of its own there, so all of its part is mix. Raises ValueError when a period has no case at all.
    """
    sizes = [_shares(side) for side in (before, after)]
    wholes = [
        fsum(share * (one.value or 0) for share, one in zip(shares, side, strict=True))
        for shares, side in zip(sizes, (before, after), strict=True)
    ]
    middle = (wholes[0] + wholes[1]) / 2
    return [
        _part(early, late, (share, later_share), middle)
        for early, late, share, later_share in zip(before, after, *sizes, strict=True)
    ]


def _part(early: Weighed, late: Weighed, shares: tuple[float, float], middle: float) -> Contribution:
    first = early.value if early.value is not None else late.value
    second = late.value if late.value is not None else early.value
    if first is None or second is None:
        return Contribution(within=0.0, mix=0.0)
    return Contribution(
        within=(second - first) * (shares[0] + shares[1]) / 2,
        mix=(shares[1] - shares[0]) * ((first + second) / 2 - middle),
    )


def _shares(side: Sequence[Weighed]) -> Sequence[float]:
    whole = fsum(one.weight for one in side)
    if not whole:
        raise ValueError("a period without any case has no average to split")
    return [one.weight / whole for one in side]
