"""From computed rows to what can be held against each other: both periods of a metric, and the slices before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from knowledge.diagnostics.change import Kind, Measured
from knowledge.diagnostics.control_limits import FEWEST_SLICES
from knowledge.metrics.catalogue import metric_named
from knowledge.metrics.compiling import Request
from knowledge.metrics.metric import Measure, Metric
from knowledge.metrics.metrics import Label, MetricRow, Metrics
from knowledge.metrics.periods import Grain, Period, next_start, start_of, units_before
from knowledge.metrics.statements import Query

SLICES = 12
"""So many slices of history are looked at."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the data covers: from the day `begins` to the clock time `ends`, without a zone, in the reporting one."""

    begins: date
    ends: datetime

    def days_of(self, period: Period) -> float:
        """How many days of `period` the data covers, with fractions; never quite 0, so that it can be divided by."""
        start = max(period.start or self.begins, self.begins)
        end = min(datetime.combine(period.end, time.min), self.ends) if period.end else self.ends
        return max((end - datetime.combine(start, time.min)) / _DAY, 1e-6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The numbers of the groups of one split in two periods, every group in both, in an order of their own."""

    before: Mapping[tuple[Label, ...], Measured]
    after: Mapping[tuple[Label, ...], Measured]
    queries: Sequence[Query]


class Measuring:
    """Asks the metrics of one generation for what is held against each other."""

    def __init__(self, metrics: Metrics, coverage: Coverage) -> None:
        self._metrics = metrics
        self._coverage = coverage

    def both(self, request: Request, before: Period, after: Period) -> Sides:
        """The groups of `request` in two periods, by one query where the second follows the first."""
        (early, late), queries = self._rows_of_both(request, before, after)
        groups = {row.labels for row in (*early, *late)} if request.by else {()}
        in_order = sorted(groups, key=lambda labels: [str(label) for label in labels])
        nothing = 0 if kind_of(metric_named(request.metric), request.statistic).is_counted else None
        return Sides(
            before=self._measured(in_order, early, before, nothing),
            after=self._measured(in_order, late, after, nothing),
            queries=queries,
        )

    def history(self, request: Request, period: Period) -> tuple[Sequence[Measured], Sequence[Query]]:
        """The numbers of up to 12 slices before `period`, as long as it is, the oldest first; none before the data.

        Months for a month, weeks for a week, otherwise slices of as many days.
        """
        slices = [one for one in slices_before(period) if one.start and one.start >= self._coverage.begins]
        grain = grain_of(period)
        if len(slices) < FEWEST_SLICES:
            return [], []
        if grain and metric_named(request.metric).measure is not Measure.STOCK:
            span = Period(start=slices[0].start, end=slices[-1].end)
            table = self._metrics.compute(replace(request, every=grain, period=span))
            starts = {one.start: one for one in slices}
            return [self._one(row, starts[row.start]) for row in table.rows], [table.query]
        tables = [self._metrics.compute(replace(request, every=None, period=one)) for one in slices]
        found = [self._one(row, one) for table, one in zip(tables, slices, strict=True) for row in table.rows]
        return found, [table.query for table in tables]

    def _rows_of_both(
        self, request: Request, before: Period, after: Period
    ) -> tuple[Sequence[Sequence[MetricRow]], Sequence[Query]]:
        grain = grain_of(before)
        flows = metric_named(request.metric).measure is not Measure.STOCK
        if flows and grain and grain is grain_of(after) and before.end == after.start:
            span = Period(start=before.start, end=after.end)
            together = self._metrics.compute(replace(request, every=grain, period=span))
            sides = [[row for row in together.rows if row.start == one.start] for one in (before, after)]
            return sides, [together.query]
        tables = [self._metrics.compute(replace(request, every=None, period=period)) for period in (before, after)]
        return [table.rows for table in tables], [table.query for table in tables]

    def _measured(
        self, groups: Sequence[tuple[Label, ...]], rows: Sequence[MetricRow], period: Period, nothing: int | None
    ) -> Mapping[tuple[Label, ...], Measured]:
        """The number of each of `groups` in `period`; the value of one without a case is `nothing`."""
        absent = Measured(value=nothing, n=0, numerator=0, days=self._coverage.days_of(period))
        found = {row.labels: self._one(row, period) for row in rows}
        return {labels: found.get(labels, absent) for labels in groups}

    def _one(self, row: MetricRow, period: Period) -> Measured:
        return Measured(
            value=row.value,
            n=row.n,
            numerator=row.numerator,
            low=row.low,
            high=row.high,
            days=self._coverage.days_of(period),
            flags=row.flags,
        )


def kind_of(metric: Metric, statistic: str | None) -> Kind:
    """What a number of `metric` is; `statistic` None is the metric's own."""
    match metric.measure:
        case Measure.SHARE:
            return Kind.SHARE
        case Measure.COUNT:
            return Kind.COUNT
        case Measure.STOCK:
            return Kind.STOCK
        case Measure.AMOUNT:
            return Kind.MEAN if (statistic or metric.statistic) == "mean" else Kind.QUANTILE


def grain_of(period: Period) -> Grain | None:
    """The grain that `period` is exactly one slice of; None when it is none."""
    if period.start is None:
        return None
    fits = (grain for grain in Grain if start_of(grain, period.start) == period.start)
    return next((grain for grain in fits if next_start(grain, period.start) == period.end), None)


def slices_before(period: Period) -> Sequence[Period]:
    """The 12 slices right before `period`, of its grain or of as many days, the oldest first; fewer at the year 1."""
    if period.start is None or period.end is None:
        return []
    grain, days, end = grain_of(period), (period.end - period.start).days, period.start
    found: list[Period] = []
    try:
        while len(found) < SLICES:
            start = units_before(grain, 1, end) if grain else end - timedelta(days=days)
            found.append(Period(start=start, end=end))
            end = start
    except (ValueError, OverflowError):
        pass
    return found[::-1]
