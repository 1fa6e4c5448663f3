"""A requested metric, computed from the facts of one generation: rows with interval and flags, and the query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from knowledge.generations.manifest import Manifest
from knowledge.metrics.catalogue import Measure, Metric, metric_named
from knowledge.metrics.compiling import Query, Request, compile_request
from knowledge.metrics.engine import Engine, quoted_name
from knowledge.metrics.intervals import share, wilson
from knowledge.metrics.periods import next_start, starts_within

SMALL, IMMATURE = "small", "immature"

Label: TypeAlias = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """One cell of a metric. `labels` are the values of the request's `by`, in its order.

    `start` is the label of the time slice, None without `every`. `value` is raw: a share is 0 to 1; None when there is
    nothing to compute it from. `n` is what it was computed over; `low` and `high` a 95 % interval where there is one.
    """

    labels: tuple[Label, ...] = ()
    start: date | None = None
    value: float | int | None
    n: int
    numerator: int | None = None
    low: float | None = None
    high: float | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricTable:
    """What was asked for, computed: over time the oldest first, else the highest value first."""

    request: Request
    metric: Metric
    rows: Sequence[MetricRow]
    query: Query


class Metrics:
    """Computes metrics over one generation. `small_cell` is the n below which a cell is flagged small."""

    def __init__(self, engine: Engine, manifest: Manifest, *, small_cell: int = 5) -> None:
        self._engine = engine
        self._manifest = manifest
        self._small_cell = small_cell
        self._days: dict[str, tuple[date, date] | None] = {}
        self._zone = ZoneInfo(manifest.timezone)

    def compute(self, request: Request) -> MetricTable:
        """The rows of `request`. Raises UnknownName, UnusableInput, DamagedGeneration."""
        metric = metric_named(request.metric)
        query = compile_request(request, self._manifest.attributes)
        found = self._engine.rows(query.sql, query.params)
        rows: Sequence[MetricRow] = [self._row(metric, request, raw) for raw in found]
        if metric.measure is Measure.COUNT and request.every:
            rows = self._with_empty_slices(metric, request, rows)
        return MetricTable(request=request, metric=metric, rows=_ordered(request, rows), query=query)

    def days_with_data(self, metric: Metric) -> tuple[date, date] | None:
        """The first and the last day on which a case is dated for `metric`; None when none is."""
        if metric.dated_by not in self._days:  # a generation never changes, and every question asks
            at = quoted_name(metric.dated_by)
            first, last = self._engine.rows(f"SELECT min({at})::DATE, max({at})::DATE FROM cases")[0]
            self._days[metric.dated_by] = None if first is None else (first, last)
        return self._days[metric.dated_by]

    def missing(self, metric: Metric) -> str | None:
        """What the data lacks for `metric` to say anything, in words; None when nothing is lacking."""
        if metric.needs is None:
            return None
        known = self._engine.rows(f"SELECT bool_or({metric.needs.condition}) FROM cases")[0][0]
        return None if known else metric.needs.words

    def values_of(self, column: str) -> Mapping[str, int]:
        """The values of a column of the facts with the number of cases that have each, the most frequent first."""
        name = quoted_name(column)
        sql = f"SELECT {name}, count(*) AS n FROM cases WHERE {name} <> '' GROUP BY ALL ORDER BY n DESC, 1"
        return dict(self._engine.rows(sql))

    def _row(self, metric: Metric, request: Request, raw: tuple[Any, ...]) -> MetricRow:
        start: date | None = None
        if request.every:
            start, *raw_rest = raw
            raw = tuple(raw_rest)
        labels = tuple(_label(value) for value in raw[: len(request.by)])
        n, *parts = raw[len(request.by) :]
        if metric.measure is Measure.COUNT:
            return MetricRow(labels=labels, start=start, value=n, n=n, flags=self._flags(metric, request, start, n))
        low, high = wilson(parts[0], n) or (None, None)
        return MetricRow(
            labels=labels,
            start=start,
            value=share(parts[0], n),
            n=n,
            numerator=parts[0],
            low=low,
            high=high,
            flags=self._flags(metric, request, start, n),
        )

    def _flags(self, metric: Metric, request: Request, start: date | None, n: int) -> tuple[str, ...]:
        small = (SMALL,) if n < self._small_cell else ()
        immature = (IMMATURE,) if self._is_immature(metric, request, start) else ()
        return small + immature

    def _is_immature(self, metric: Metric, request: Request, start: date | None) -> bool:
        """Whether the slice ended too short a time ago for its events to have come."""
        hours = self._manifest.maturity_hours.get(metric.matures_with or "")
        if hours is None:
            return False
        ends = [request.period.end, next_start(request.every, start) if request.every and start else None]
        as_of = self._manifest.as_of
        # In UTC: between two times of one zone Python counts what the clock shows, not what has passed.
        end = min((_midnight(day, self._zone).astimezone(UTC) for day in ends if day), default=as_of)
        return as_of - end < timedelta(hours=hours)

    def _with_empty_slices(self, metric: Metric, request: Request, rows: Sequence[MetricRow]) -> Sequence[MetricRow]:
        """`rows` and, for every time slice of the period in which a group has nothing, a 0."""
        first, last = self.days_with_data(metric) or (None, None)
        start = request.period.start or first
        end = request.period.end or (last and last + timedelta(days=1))
        if start is None or end is None or request.every is None:
            return rows
        found = {(row.labels, row.start): row for row in rows}
        groups = dict.fromkeys(row.labels for row in rows) if request.by else {(): None}
        return [
            found.get((labels, slice_start))
            or MetricRow(
                labels=labels, start=slice_start, value=0, n=0, flags=self._flags(metric, request, slice_start, 0)
            )
            for slice_start, labels in product(starts_within(request.every, start, end), groups)
        ]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which `day` begins in `zone`."""
    return datetime.combine(day, time.min, tzinfo=zone)


def _label(value: object) -> Label:
    """A group's value as it is shown: numbers stay numbers, dates become ISO."""
    return value if isinstance(value, int) else str(value)


def _ordered(request: Request, rows: Sequence[MetricRow]) -> Sequence[MetricRow]:
    def place(row: MetricRow) -> tuple[object, ...]:
        return (row.start or date.min, -(row.value or 0) if not request.every else 0, *map(str, row.labels))

    return sorted(rows, key=place)
