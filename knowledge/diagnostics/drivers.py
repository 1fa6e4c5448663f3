"""How a metric changed between two periods, and in which segments the change sits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.diagnostics.change import (
    Certainty,
    Change,
    Difference,
    Drivers,
    GroupChange,
    GroupChanges,
    SegmentChange,
    Usual,
    Verdict,
)
from knowledge.diagnostics.control_limits import control_limits
from knowledge.diagnostics.differences import difference
from knowledge.diagnostics.measuring import Coverage, Measuring, kind_of
from knowledge.diagnostics.multiple_looks import LEVEL, q_values
from knowledge.diagnostics.segments import Split, judged, segment_changes
from knowledge.metrics.catalogue import COLUMN_DIMENSIONS, Metric, metric_named
from knowledge.metrics.compiling import Request, Where
from knowledge.metrics.metrics import Label, Metrics
from knowledge.metrics.periods import Period
from knowledge.metrics.statements import Query

MOST_VALUES = 50
"""A dimension with more values says nothing about a change: each has a handful of cases."""
MOST_DIMENSIONS = 20
MOST_NAMED = 8
"""So many segments are held against their own history, and told, at most."""
_CAME_OF_IT = ("status", "outcome")
"""What happens to a case is no place for a change to sit in."""


class ChangeFinder:
    """Finds changes in one generation. `attributes` are the dimensions that its source added.

    A part that has fewer than `smallest` cases in one of the periods is looked at and not told of.
    """

    def __init__(
        self, metrics: Metrics, coverage: Coverage, attributes: Sequence[str] = (), *, smallest: int = 0
    ) -> None:
        self._smallest = smallest
        self._measuring = Measuring(metrics, coverage)
        self._attributes = tuple(attributes)

    def change(self, request: Request, before: Period, after: Period) -> Change:
        """How the number of `request` changed, held against its own history. Its `by` is not looked at."""
        request = replace(request, by=())
        kind = kind_of(metric_named(request.metric), request.statistic)
        sides = self._measuring.both(request, before, after)
        found = difference(kind, sides.before[()], sides.after[()], overlapping=_overlap(before, after))
        usual, queries = self._usual(request, found, after)
        return Change(difference=found, usual=usual, queries=[*sides.queries, *queries])

    def groups(self, request: Request, before: Period, after: Period) -> GroupChanges:
        """How each group of the split that `request` has changed, the largest change first."""
        kind, overlap = kind_of(metric_named(request.metric), request.statistic), _overlap(before, after)
        sides = self._measuring.both(request, before, after)
        found = [
            difference(kind, early, sides.after[labels], overlapping=overlap) for labels, early in sides.before.items()
        ]
        looks = q_values([one.p_value for one in found])
        groups = [
            GroupChange(
                labels=labels, difference=one, clear=one.verdict is Verdict.CLEAR and q is not None and q <= LEVEL
            )
            for labels, one, q in zip(sides.before, found, looks, strict=True)
        ]
        shown = [one for one in groups if self._is_shown(one.difference)]
        shown.sort(key=lambda one: (not one.clear, -abs(one.difference.change or 0)))
        return GroupChanges(groups=shown, queries=sides.queries, hidden=len(groups) - len(shown))

    def drivers(self, request: Request, before: Period, after: Period) -> Drivers:
        """Where the change of `request` sits: over the dimensions of its `by`, over every one that fits without."""
        whole = self.change(request, before, after)
        queries: list[Query] = list(whole.queries)
        splits = self._splits(request, before, after, queries)
        looked_at = [split for split in splits if 1 < len(split.before) <= MOST_VALUES]
        segments = [one for split in looked_at for one in segment_changes(whole.difference, split)]
        shown = [one for one in judged(whole.difference, segments) if self._is_shown(one.own)]
        candidates = _candidates(whole, shown)
        told = {_key(one): self._with_history(request, one, after, queries) for one in candidates.told}
        return Drivers(
            request=request,
            before=before,
            after=after,
            whole=whole,
            segments=[told.get(_key(one), one) for one in candidates.segments],
            strongest=_certain([told[_key(one)] for one in candidates.strongest]),
            against=_certain([told[_key(one)] for one in candidates.against]),
            too_many=[split.dimension for split in splits if len(split.before) > MOST_VALUES],
            queries=queries,
            hidden=len(segments) - len(shown),
        )

    def _is_shown(self, found: Difference) -> bool:
        return min(found.before.n, found.after.n) >= self._smallest

    def _splits(self, request: Request, before: Period, after: Period, queries: list[Query]) -> Sequence[Split]:
        """Every dimension to look at, every segment of it in both periods."""
        found = []
        for name in request.by or dimensions_of(metric_named(request.metric), request.where, self._attributes):
            sides = self._measuring.both(replace(request, by=(name,)), before, after)
            queries += sides.queries
            found.append(
                Split(
                    dimension=name,
                    before={labels[0]: one for labels, one in sides.before.items()},
                    after={labels[0]: one for labels, one in sides.after.items()},
                )
            )
        return found

    def _with_history(self, request: Request, one: SegmentChange, after: Period, queries: list[Query]) -> SegmentChange:
        """`one` with what is usual for it; it is not certain where its history varies as much."""
        where = {**request.where, one.dimension: (str(one.label),)}
        usual, asked = self._usual(replace(request, by=(), where=where), one.own, after)
        queries += asked
        varies = not one.by_mix and Change(difference=one.own, usual=usual).verdict is not Verdict.CLEAR
        return replace(one, usual=usual, certainty=Certainty.NONE if varies else one.certainty)

    def _usual(self, request: Request, found: Difference, after: Period) -> tuple[Usual | None, Sequence[Query]]:
        """What is usual for both numbers of `found`, by the slices before `after`."""
        history, queries = self._measuring.history(request, after)
        if any(one.n < self._smallest for one in history):  # what is usual would tell of them
            return None, queries
        before, later = (control_limits(found.kind, history, side) for side in (found.before, found.after))
        return (Usual(before=before, after=later) if before and later else None), queries


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidates:
    """All segments, and those that the change may sit in or that went against it, strongest first."""

    segments: Sequence[SegmentChange]
    strongest: Sequence[SegmentChange]
    against: Sequence[SegmentChange]

    @property
    def told(self) -> Sequence[SegmentChange]:
        """What may be told, and is worth a look at its history."""
        return [*self.strongest, *self.against]


def _candidates(whole: Change, segments: Sequence[SegmentChange]) -> _Candidates:
    """Where the whole did not clearly change, segments count whichever way they went."""
    sign = 0 if whole.verdict is not Verdict.CLEAR else 1 if (whole.difference.change or 0) > 0 else -1
    ranked = sorted(
        _certain(segments),
        key=lambda one: (one.certainty is not Certainty.CLEAR, -abs(one.beyond), one.dimension, str(one.label)),
    )
    against = [one for one in ranked if one.beyond * sign < 0 and (one.own.change or 0) * sign < 0]
    return _Candidates(
        segments=segments,
        strongest=[one for one in ranked if one.beyond * sign >= 0][:MOST_NAMED],
        against=against[:MOST_NAMED],
    )


def _certain(segments: Sequence[SegmentChange]) -> Sequence[SegmentChange]:
    return [one for one in segments if one.certainty is not Certainty.NONE]


def _key(one: SegmentChange) -> tuple[str, Label]:
    return one.dimension, one.label


def dimensions_of(metric: Metric, where: Where, attributes: Sequence[str]) -> Sequence[str]:
    """The dimensions that a change of `metric` may sit in: not what came of a case, nor what is fixed by `where`."""
    columns = [one for one in COLUMN_DIMENSIONS if metric.of_escalated_only or not one.of_escalated_only]
    names = [*(one.name for one in columns if one.name not in _CAME_OF_IT), *attributes]
    if metric.dimensions is not None:
        names = [name for name in names if name in metric.dimensions]
    return [name for name in names if len(where.get(name, ())) != 1][:MOST_DIMENSIONS]


def _overlap(before: Period, after: Period) -> bool:
    return before.end is None or after.start is None or before.end > after.start
