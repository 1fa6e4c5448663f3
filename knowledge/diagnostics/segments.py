"""What each segment of a dimension has to do with a change of the whole: its part, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from knowledge.diagnostics.change import (
    Certainty,
    Contribution,
    Difference,
    Kind,
    Measured,
    SegmentChange,
    Verdict,
)
from knowledge.diagnostics.contributions import Weighed, parts_of_average, parts_of_count
from knowledge.diagnostics.differences import difference, error_of_mean
from knowledge.diagnostics.multiple_looks import LEVEL, q_values
from knowledge.metrics.distributions import Z, normal_tails
from knowledge.metrics.intervals import mean_interval, share
from knowledge.metrics.metrics import Label

MATERIAL = 0.1
"""A segment that holds less than this of the change (or of what chance could do to it) is not worth naming."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The numbers of one dimension's segments in both periods, every segment in both."""

    dimension: str
    before: Mapping[Label, Measured]
    after: Mapping[Label, Measured]


def segment_changes(whole: Difference, split: Split) -> Sequence[SegmentChange]:
    """Each segment of `split` with its part of the change `whole`, in the order of `split`; not judged yet."""
    labels = list(split.before)
    parts = _parts(whole, [split.before[label] for label in labels], [split.after[label] for label in labels])
    return [_segment(whole, split, label, part) for label, part in zip(labels, parts, strict=True)]


def judged(whole: Difference, segments: Sequence[SegmentChange]) -> Sequence[SegmentChange]:
    """`segments` with their certainty, which allows for how many there are. Nothing is certain of overlapping periods.

    The number of a segment must have changed, and otherwise than that of all others together. Where its mix is the
    larger part, its share of the cases must have changed.
    """
    if whole.verdict is Verdict.OVERLAPPING:
        return segments
    own = q_values([one.own.p_value for one in segments])
    other = q_values([one.p_value for one in segments])
    size = q_values([one.size.p_value for one in segments])
    least = MATERIAL * max(abs(whole.change or 0), _chance(whole))
    return [
        _certain(one, _Looks(own=own[place], other=other[place], size=size[place])) if abs(one.beyond) >= least else one
        for place, one in enumerate(segments)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """The q-values of a segment: of its own change, of its change against the others', of its share of the cases."""

    own: float | None
    other: float | None
    size: float | None


def _certain(one: SegmentChange, looks: _Looks) -> SegmentChange:
    part = one.contribution
    if part is not None and part.mix is not None and abs(part.mix) > abs(part.within):
        if one.size.verdict is not Verdict.CLEAR:
            return one
        return replace(one, by_mix=True, certainty=_certainty(looks.size))
    if one.own.verdict is not Verdict.CLEAR or one.p_value is None or one.p_value > LEVEL:
        return one
    return replace(one, certainty=_certainty(looks.own, looks.other))


def _certainty(*q: float | None) -> Certainty:
    return Certainty.CLEAR if all(one is not None and one <= LEVEL for one in q) else Certainty.HINT


def _segment(whole: Difference, split: Split, label: Label, part: Contribution | None) -> SegmentChange:
    before, after = split.before[label], split.after[label]
    own = difference(whole.kind, before, after)
    size = difference(Kind.SHARE, _share_of(before, whole.before), _share_of(after, whole.after))
    weight = size.before.value if whole.kind.is_counted else _average_size(size)
    held = part.total if part else _average_size(size) * (own.change or 0)
    beyond = held - (_average_size(size) if weight is None else weight) * (whole.change or 0)
    p_value = size.p_value if whole.kind.is_counted else _against_others(whole, own)
    return SegmentChange(
        dimension=split.dimension, label=label, own=own, size=size, contribution=part, beyond=beyond, p_value=p_value
    )


def _parts(whole: Difference, before: Sequence[Measured], after: Sequence[Measured]) -> Sequence[Contribution | None]:
    """The parts that sum to the change. A median has none, nor has a change from or to a period without a case."""
    if whole.kind.is_counted:
        return parts_of_count([one.value or 0 for one in before], [one.value or 0 for one in after], whole.pace)
    if whole.kind is Kind.QUANTILE or whole.change is None:
        return [None] * len(before)
    return parts_of_average(*([Weighed(weight=one.n, value=one.value) for one in side] for side in (before, after)))


def _share_of(one: Measured, whole: Measured) -> Measured:
    """The segment's share of all cases counted."""
    return Measured(value=share(one.n, whole.n), n=whole.n, numerator=one.n)


def _average_size(size: Difference) -> float:
    return ((size.before.value or 0) + (size.after.value or 0)) / 2


def _against_others(whole: Difference, own: Difference) -> float | None:
    """The p-value of a segment having changed as all others did together.

    The errors of both changes are taken from their intervals. The median of all others is not known, but the whole is
    the segment and the others by their size, so that its error is one with the segment's as far as it holds it.
    """
    mine = _error(own)
    if mine is None or own.change is None:
        return None
    if whole.kind is Kind.QUANTILE:
        error = mine * sqrt(1 - (own.before.n + own.after.n) / (whole.before.n + whole.after.n))
        return normal_tails((own.change - (whole.change or 0)) / error) if error else None
    others = difference(
        whole.kind, _others(whole.kind, whole.before, own.before), _others(whole.kind, whole.after, own.after)
    )
    theirs = _error(others)
    if theirs is None or others.change is None or not mine + theirs:
        return None
    return normal_tails((own.change - others.change) / sqrt(mine**2 + theirs**2))


def _others(kind: Kind, whole: Measured, one: Measured) -> Measured:
    """The number of all cases that are not in the segment `one`."""
    n = whole.n - one.n
    if not n or one.value is None or whole.value is None:
        return whole
    if kind is Kind.SHARE:
        numerator = (whole.numerator or 0) - (one.numerator or 0)
        return replace(whole, value=numerator / n, n=n, numerator=numerator, low=None, high=None)
    mean = (whole.value * whole.n - one.value * one.n) / n
    squares = _squares(whole) - _squares(one) - n * mean**2
    deviation = sqrt(max(squares, 0.0) / (n - 1)) if n > 1 else 0.0
    low, high = mean_interval(mean, deviation, n) or (None, None)
    return replace(whole, value=mean, n=n, low=low, high=high)


def _squares(one: Measured) -> float:
    """The sum of the squared values behind a mean, from its t interval; of a single value, its square."""
    error = error_of_mean(one) or 0.0
    return error**2 * one.n * (one.n - 1) + one.n * float(one.value or 0) ** 2


def _error(found: Difference) -> float | None:
    if found.low is None or found.high is None or found.verdict in (Verdict.TOO_SMALL, Verdict.NO_DATA):
        return None
    return (found.high - found.low) / 2 / Z


def _chance(whole: Difference) -> float:
    """What chance alone can do to the change of the whole: half of its 95 % interval."""
    if whole.kind.is_counted:
        return Z * sqrt(whole.before.n * whole.pace**2 + whole.after.n)
    return 0.0 if whole.low is None or whole.high is None else (whole.high - whole.low) / 2
