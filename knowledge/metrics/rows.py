"""The cells of a computed metric: from what the query found to numbers with their interval."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from knowledge.metrics.compiling import Request
from knowledge.metrics.intervals import mean_interval, share, wilson
from knowledge.metrics.metric import Measure, Metric
from knowledge.metrics.statements import Query

SMALL, IMMATURE = "small", "immature"

Label: TypeAlias = str | int

_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """One cell of a metric. `labels` are the values of the request's `by`, in its order.

    `start` is the label of the time slice, None without `every`. `value` is raw: a share is 0 to 1; None when there is
    nothing to compute it from. `n` is what it was computed over; `low` and `high` a 95 % interval where there is one:
    Wilson's for a share, Student's for a mean, that of the order statistics for a median or a percentile.
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
    """What was asked for, computed: over time the oldest first, else the highest value first.

    `metric` is the one asked for, with the statistic and the threshold that were used. `hidden` is how many rows were
    left out for resting on too few cases.
    """

    request: Request
    metric: Metric
    rows: Sequence[MetricRow]
    query: Query
    hidden: int = 0


def without_small(table: MetricTable, smallest: int) -> MetricTable:
    """`table` without the rows that were computed over fewer than `smallest`."""
    rows = [row for row in table.rows if row.n >= smallest]
    return replace(table, rows=rows, hidden=len(table.rows) - len(rows))


def row_of(metric: Metric, request: Request, raw: Sequence[Any]) -> MetricRow:
    """A row of the query as a cell, without flags."""
    skipped = 1 if request.every else 0
    start: date | None = raw[0] if request.every else None
    labels = tuple(_label(value) for value in raw[skipped : skipped + len(request.by)])
    n, *found = raw[skipped + len(request.by) :]
    match metric.measure:
        case Measure.COUNT | Measure.STOCK:
            return MetricRow(labels=labels, start=start, value=n, n=n)
        case Measure.SHARE:
            low, high = wilson(found[0], n) or (None, None)
            value = share(found[0], n)
            return MetricRow(labels=labels, start=start, value=value, n=n, numerator=found[0], low=low, high=high)
        case Measure.AMOUNT:
            low, high = _mean_bounds(n, *found) if metric.statistic == "mean" else found[1:]
            return MetricRow(labels=labels, start=start, value=found[0], n=n, low=low, high=high)


def in_order(request: Request, rows: Sequence[MetricRow]) -> Sequence[MetricRow]:
    """`rows` by time, then the highest value, then the labels. Over time the highest value does not come first."""

    def place(row: MetricRow) -> tuple[object, ...]:
        return (row.start or date.min, -(row.value or 0) if not request.every else 0, *map(str, row.labels))

    return sorted(rows, key=place)


def _mean_bounds(n: int, mean: float | None, deviation: float | None) -> tuple[float | None, float | None]:
    bounds = mean_interval(mean, deviation, n) if mean is not None and deviation is not None else None
    return (round(bounds[0], _DIGITS), round(bounds[1], _DIGITS)) if bounds else (None, None)


def _label(value: object) -> Label:
    """A group's value as it is shown: numbers stay numbers, dates become ISO."""
    return value if isinstance(value, int) else str(value)
