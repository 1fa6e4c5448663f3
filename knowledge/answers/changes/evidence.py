"""What the words about a change may hold besides the answer's numbers: what was computed on the way, raw."""

from collections.abc import Iterable, Sequence
from math import ceil, floor

from knowledge.answers.answer import Number
from knowledge.answers.changes.words import Told
from knowledge.answers.grounding import Said
from knowledge.diagnostics.change import Change, Difference, Drivers, Limits, SegmentChange
from knowledge.metrics.metric import Metric


def of_all(evidence: Iterable[Said]) -> Said:
    """Several as one."""
    several = list(evidence)
    return Said(
        beside=[number for one in several for number in one.beside],
        computed=[value for one in several for value in one.computed],
        words=[text for one in several for text in one.words],
    )


def of_change(told: Told, change: Change) -> Said:
    """A change of the whole, what is usual for it, and its periods."""
    found = change.difference
    days = [end for period in (told.before, told.after) for end in (period.start, period.end) if end]
    own = of_difference(told.metric, found)
    usual = _of_limits(told.metric, change.usual.after) if change.usual else Said()
    lengths = [round(side.days) for side in (found.before, found.after)]
    if told.after.start and told.after.end:
        lengths.append((told.after.end - told.after.start).days)
    return of_all([own, usual, Said(computed=[*lengths, found.before.n + found.after.n, found.after.n, *days])])


def of_difference(metric: Metric, found: Difference) -> Said:
    """By how much two numbers differ, with the interval."""
    if found.change is None:
        return Said()
    if not found.kind.is_counted:
        return Said(beside=[_number(metric, found.change, found.low, found.high)])
    ends = [end for end in (found.ratio, found.low, found.high) if end is not None]
    times = [Number(metric=metric.name, value=end, n=0, unit="times") for end in ends]
    percents = [round(abs(end - 1) * 100) for end in ends]
    plain = abs(int(found.after.value or 0) - int(found.before.value or 0))
    return Said(beside=times, computed=[*percents, plain])


def of_drivers(told: Told, drivers: Drivers) -> Said:
    """The segments that are told of: their changes, their parts of the whole and their shares of the cases."""
    named = [*drivers.strongest, *drivers.against]
    held = [one for one in drivers.segments if one.contribution is not None]
    return of_all(
        [
            of_change(told, drivers.whole),
            *(of_difference(told.metric, one.own) for one in named),
            Said(beside=[_number(told.metric, one.contribution.total) for one in held if one.contribution]),
            Said(beside=[share for one in named for share in _shares(told.metric, one)]),
            Said(computed=[len(drivers.segments), len(named), len(drivers.strongest)]),
            Said(computed=range(len(drivers.strongest))),
            Said(words=[text for one in drivers.segments for text in (one.dimension, str(one.label))]),
        ]
    )


def _shares(metric: Metric, one: SegmentChange) -> Sequence[Number]:
    sides = (one.size.before, one.size.after)
    return [Number(metric=metric.name, value=side.value or 0.0, n=side.n, unit="share") for side in sides]


def _of_limits(metric: Metric, limits: Limits) -> Said:
    whole = [ceil(limits.low), floor(limits.high), ceil(limits.low)] if metric.unit == "cases" else []
    return Said(beside=[_number(metric, limits.centre, limits.low, limits.high)], computed=[limits.slices, *whole])


def _number(metric: Metric, value: float, low: float | None = None, high: float | None = None) -> Number:
    """A figure without its sign: the words say which way it goes."""
    near, far = (None, None) if low is None or high is None else sorted((abs(low), abs(high)))
    return Number(metric=metric.name, value=abs(value), n=0, low=near, high=far, unit=metric.unit)
