"""What a change between two periods is: both sides of it, how certain it is, and where it sits."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.metrics.compiling import Request
from knowledge.metrics.metrics import IMMATURE, Label
from knowledge.metrics.periods import Period
from knowledge.metrics.statements import Query


class Kind(StrEnum):
    """What a number is, which decides how two of them are held against each other."""

    SHARE = "share"
    COUNT = "count"
    STOCK = "stock"
    MEAN = "mean"
    QUANTILE = "quantile"

    @property
    def is_counted(self) -> bool:
        """Whether it counts cases: without any it is 0, and two of them have a ratio."""
        return self in (Kind.COUNT, Kind.STOCK)


class Verdict(StrEnum):
    """What may be said of a change, in the words that people read."""

    CLEAR = "clear"
    USUAL = "within the usual variation"
    TOO_SMALL = "too small to tell"
    IMMATURE = "too recent to tell"
    OVERLAPPING = "the periods overlap"
    NO_DATA = "no data"

    @property
    def comparable(self) -> bool:
        """Whether the two numbers can be held against each other at all."""
        return self in (Verdict.CLEAR, Verdict.USUAL, Verdict.TOO_SMALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One side of a difference.

    `value` is raw, as in a MetricRow: a share is 0 to 1, a duration in hours; None when there is nothing to compute it
    from. `n` is what it was computed over, `numerator` that of a share, `low` and `high` its own 95 % interval.
    `days` is how long was counted, which the counts of two periods are brought to; it may be a fraction.
    """

    value: float | int | None
    n: int
    numerator: int | None = None
    low: float | None = None
    high: float | None = None
    days: float = 1.0
    flags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.n < 0 or self.days <= 0:
            raise ValueError(f"a number needs an n of at least 0 and days above 0, got {self.n} and {self.days}")

    @property
    def immature(self) -> bool:
        """Whether the number can still grow."""
        return IMMATURE in self.flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How two numbers of one metric differ.

    `change` is `after` minus `before`, raw; of counts it is what the later period has more than `before` would have
    brought in as many days, which is the plain difference where `pace` is 1. `ratio` is that of the counts a day, None
    for anything else and where `before` has none.
    `low` and `high` are a 95 % interval of `change`, for counts of `ratio`; None where there is none, and a `high` of
    None beside a `low` has no upper end. `p_value` is two-sided, None where nothing was tested.
    """

    kind: Kind
    before: Measured
    after: Measured
    change: float | None
    ratio: float | None = None
    pace: float = 1.0
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The control limits of one number: what chance alone, and what usually varies in this segment, would give it.

    `centre` is the average of the `slices` of history, `low` and `high` are three sigma from it for the n or the days
    of the number judged. `spread` is how many times more than chance the history varies, at least 1; None for an
    individuals chart, which knows no chance but the history's own.
    """

    centre: float
    low: float
    high: float
    slices: int
    spread: float | None = None

    def hold(self, value: float) -> bool:
        """Whether `value` is within the usual variation."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is usual for both numbers of a difference, each by its own n or days."""

    before: Limits
    after: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference between two periods beside what is usual; `usual` None: too little history to know it.

    Of a clear difference whose numbers are both usual the verdict is "within the usual variation": the segment has
    often differed as much from one slice to the next. `queries` computed it.
    """

    difference: Difference
    usual: Usual | None = None
    queries: Sequence[Query] = ()

    @property
    def verdict(self) -> Verdict:
        """What may be said of it, its history allowed for."""
        found, usual = self.difference, self.usual
        if (
            found.verdict is not Verdict.CLEAR
            or usual is None
            or found.before.value is None
            or found.after.value is None
        ):
            return found.verdict
        both = usual.before.hold(found.before.value) and usual.after.hold(found.after.value)
        return Verdict.USUAL if both else Verdict.CLEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """One group of a split in both periods. `clear`: also after allowing for how many groups there are."""

    labels: tuple[Label, ...]
    difference: Difference
    clear: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChanges:
    """Every group of a split, the largest change first, and the queries that computed them.

    `hidden` is how many groups there are besides, too small to be told of.
    """

    groups: Sequence[GroupChange]
    queries: Sequence[Query]
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one segment adds to a change: `mix` by having more or fewer of the cases, `within` by its own change.

    Both are in the metric's unit and add up to the whole change over all segments of a dimension. `mix` is None for a
    count, which has no mix; for a median nothing adds up, so a segment of it has no Contribution at all.
    """

    within: float
    mix: float | None = None

    @property
    def total(self) -> float:
        """The segment's whole part of the change."""
        return self.within + (self.mix or 0.0)


class Certainty(StrEnum):
    """How sure it is that a segment changed otherwise than the rest.

    CLEAR: also after allowing for how many segments were looked at. HINT: only if nobody had looked at any other.
    NONE: it may well have changed like the others, or its own history varies as much.
    """

    CLEAR = "clear"
    HINT = "hint"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentChange:
    """One segment of one dimension in both periods.

    `own` is the change of the segment's own number, `size` that of its share of all cases counted. `beyond` is how much
    more of the change it holds than its size would lead to expect, in the metric's unit. `p_value` tests whether its
    number changed otherwise than that of all others together, None where too little is known. `certainty` is of the
    larger claim of the two, `by_mix` says that this is the share of cases and not the segment's own number.
    """

    dimension: str
    label: Label
    own: Difference
    size: Difference
    contribution: Contribution | None
    beyond: float
    p_value: float | None = None
    certainty: Certainty = Certainty.NONE
    by_mix: bool = False
    usual: Usual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers:
    """Where a change sits: the change of the whole, and its segments over every dimension looked at.

    `segments` are all that were compared, those of one dimension together. `strongest` are the few that the change sits
    in, the certain ones first, then by how far they go beyond their size: empty when none stands out. `against` are
    those that clearly went the other way. `too_many` names dimensions that were left out for having too many values.
    `queries` computed all of it. `hidden` is how many segments were compared besides, too small to be told of.
    """

    request: Request
    before: Period
    after: Period
    whole: Change
    segments: Sequence[SegmentChange]
    strongest: Sequence[SegmentChange]
    against: Sequence[SegmentChange] = ()
    too_many: Sequence[str] = ()
    queries: Sequence[Query] = ()
    hidden: int = 0
