"""From computed rows to what an answer shows: numbers with all that they are about, and the table."""

from collections.abc import Sequence
from datetime import date

from knowledge.answers.answer import Cell, Number, Receipt, SentQuery, Table
from knowledge.generations.manifest import Manifest
from knowledge.metrics.catalogue import Measure
from knowledge.metrics.metrics import MetricRow, MetricTable
from knowledge.metrics.periods import Grain, Period, next_start
from knowledge.metrics.statements import Query

SIMILAR_DEFINITION = "past cases whose subject, description and resolution are closest in meaning"


def receipt_of(manifest: Manifest, definition: str, *queries: Query, case_ids: Sequence[str] = ()) -> Receipt:
    """The receipt of what was computed by `queries`, or of the cases that were found."""
    return Receipt(
        generation=manifest.id,
        as_of=manifest.as_of,
        timezone=manifest.timezone,
        definition=definition,
        queries=[SentQuery(sql=query.sql, params=[_sent(value) for value in query.params]) for query in queries],
        case_ids=case_ids,
    )


def _sent(value: Cell | date) -> Cell:
    return value.isoformat() if isinstance(value, date) else value


def numbers_of(table: MetricTable, rows: Sequence[MetricRow]) -> Sequence[Number]:
    """Each of `rows` with its complete filter and period."""
    return [number_of(table, row) for row in rows]


def number_of(table: MetricTable, row: MetricRow) -> Number:
    """One row as a number that stands on its own."""
    request = table.request
    own = {name: (str(label),) for name, label in zip(request.by, row.labels, strict=True)}
    return Number(
        metric=table.metric.name,
        where={**request.where, **own},
        period=slice_of(request.period, request.every, row.start),
        value=row.value,
        n=row.n,
        numerator=row.numerator,
        low=row.low,
        high=row.high,
        unit=table.metric.unit,
        flags=row.flags,
    )


def slice_of(period: Period, every: Grain | None, start: date | None) -> Period:
    """The part of `period` that the time slice starting on `start` covers."""
    if every is None or start is None:
        return period
    end = next_start(every, start)
    return Period(
        start=max(start, period.start) if period.start else start, end=min(end, period.end) if period.end else end
    )


def table_of(table: MetricTable, rows: Sequence[MetricRow]) -> Table:
    """The rows under `period`, the `by` dimensions, the metric; what is no count has its n beside it."""
    counted = table.metric.measure in (Measure.SHARE, Measure.AMOUNT)
    request = table.request
    columns = [
        *(["period"] if request.every else []),
        *request.by,
        table.metric.name,
        *(["n"] if counted else []),
        *(["flags"] if any(row.flags for row in rows) else []),
    ]
    return Table(columns=columns, rows=[_cells(row, counted, "flags" in columns) for row in rows])


def _cells(row: MetricRow, counted: bool, flagged: bool) -> Sequence[Cell]:
    return [
        *([row.start.isoformat()] if row.start else []),
        *row.labels,
        row.value,
        *([row.n] if counted else []),
        *([", ".join(row.flags)] if flagged else []),
    ]
