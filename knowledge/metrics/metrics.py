"""A requested metric, computed from the facts of one generation: rows with interval and flags, and the query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.generations.manifest import Manifest
from knowledge.metrics.catalogue import SLA, Measure, Metric, metric_named
from knowledge.metrics.compiling import Request, compile_request, counted_condition
from knowledge.metrics.engine import Engine, quoted_name
from knowledge.metrics.maturity import Maturity
from knowledge.metrics.moments import Ending, Moment
from knowledge.metrics.periods import local_date, starts_within
from knowledge.metrics.rows import IMMATURE, SMALL, Label, MetricRow, MetricTable, in_order, row_of

__all__ = ["IMMATURE", "SMALL", "Label", "MetricRow", "MetricTable", "Metrics"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """How many rows of a table can be counted at all, and the first and the last day on which one is dated."""

    rows: int
    days: tuple[date, date] | None


class Metrics:
    """Computes metrics over one generation.

    `small_cell` is the n below which a cell is flagged small; `early_hours` and `aged_hours` make an escalation early
    and a case aged where a request does not say otherwise. `has_targets` says that there are targets for responses or
    resolutions, so that a case without a breach has kept its service level.
    """

    def __init__(
        self,
        engine: Engine,
        manifest: Manifest,
        *,
        small_cell: int = 5,
        early_hours: float = 24,
        aged_hours: float = 14 * 24,
        has_targets: bool = False,
    ) -> None:
        self._engine = engine
        self._manifest = manifest
        self._small_cell = small_cell
        self._hours = {"early_escalation_share": early_hours, "aged_cases": aged_hours}
        self._has_targets = has_targets
        self._zone = ZoneInfo(manifest.timezone)
        self._maturity = Maturity(manifest)
        # A generation never changes, and every question asks.
        self._seen_before: dict[tuple[str, str, str], _Seen] = {}
        self._missing: dict[str, str | None] = {}

    def metric(self, name: str, *, statistic: str | None = None, threshold_hours: float | None = None) -> Metric:
        """The metric called `name`, with the hours that are in force in its definition.

        Raises UnknownName, and UnusableInput for a statistic or a threshold that it does not have.
        """
        settled = metric_named(name).asked_for(None, self._hours.get(name))
        return settled.asked_for(statistic, threshold_hours)

    def compute(self, request: Request) -> MetricTable:
        """The rows of `request`. Raises UnknownName, UnusableInput, DamagedGeneration."""
        metric = self.metric(request.metric, statistic=request.statistic, threshold_hours=request.threshold_hours)
        moments = self._moments(metric, request)
        amounts = self._seen(metric).rows if metric.amount else 0
        query = compile_request(request, self._manifest.attributes, metric, moments, amounts=amounts)
        found = self._engine.rows(query.sql, query.params)
        rows = self._rows(metric, request, found)
        return MetricTable(request=request, metric=metric, rows=in_order(request, rows), query=query)

    def days_with_data(self, metric: Metric) -> tuple[date, date] | None:
        """The first and the last day of which `metric` can tell something; None when it can of none.

        The days on which something is dated for it; what is open is known from the first opening until as_of.
        """
        days = self._seen(metric).days
        return (days[0], max(days[0], self._last_day)) if days and metric.measure is Measure.STOCK else days

    def missing(self, metric: Metric) -> str | None:
        """What the data lacks for `metric` to say anything, in words; None when nothing is lacking."""
        if metric.needs is None or (metric.needs is SLA and self._has_targets):
            return None
        if metric.name not in self._missing:
            known = self._engine.rows(f"SELECT bool_or({metric.needs.condition}) FROM {metric.source}")[0][0]
            self._missing[metric.name] = None if known else metric.needs.words
        return self._missing[metric.name]

    def values_of(self, column: str) -> Mapping[str, int]:
        """The values of a column of the facts with the number of cases that have each, the most frequent first."""
        name = quoted_name(column)
        sql = f"SELECT {name}, count(*) AS n FROM cases WHERE {name} <> '' GROUP BY ALL ORDER BY n DESC, 1"
        return dict(self._engine.rows(sql))

    def _seen(self, metric: Metric) -> _Seen:
        """What there is to count for `metric`, whatever a request leaves of it."""
        key = (metric.source, metric.dated_by, counted_condition(metric))
        if key not in self._seen_before:
            at = quoted_name(metric.dated_by)
            ((rows, first, last),) = self._engine.rows(
                f"SELECT count(*), min({at})::DATE, max({at})::DATE FROM {metric.source}"
                f" WHERE {counted_condition(metric)}"
            )
            self._seen_before[key] = _Seen(rows=rows, days=None if first is None else (first, last))
        return self._seen_before[key]

    @property
    def _last_day(self) -> date:
        """The day of as_of, the last one of which the data speaks."""
        return local_date(self._manifest.as_of, self._zone)

    def _moments(self, metric: Metric, request: Request) -> Sequence[Moment]:
        """When what is open is counted: once, or at the end of every slice."""
        if metric.measure is not Measure.STOCK:
            return ()
        ending = Ending(zone=self._zone, as_of=self._manifest.as_of, aged_hours=metric.threshold_hours)
        if request.every is None:
            return [ending.moment(request.period.end)]
        days = self.days_with_data(metric)
        return ending.moments(request.every, request.period, days[0]) if days else ()

    def _rows(self, metric: Metric, request: Request, found: Sequence[tuple[Any, ...]]) -> Sequence[MetricRow]:
        rows: Sequence[MetricRow] = [row_of(metric, request, raw) for raw in found]
        if request.every and metric.measure is Measure.COUNT:
            rows = self._with_empty_slices(metric, request, rows)
        if request.every and request.by and metric.measure is Measure.STOCK:
            ever = {row.labels for row in rows if row.n}
            rows = [row for row in rows if row.labels in ever]
        is_immature = self._maturity.is_immature
        starts = {row.start for row in rows}
        immature = {start: is_immature(metric, request.period, request.every, start) for start in starts}
        return [replace(row, flags=flags) if (flags := self._flags(row, immature)) else row for row in rows]

    def _flags(self, row: MetricRow, immature: Mapping[date | None, bool]) -> tuple[str, ...]:
        small = (SMALL,) if row.n < self._small_cell else ()
        return (*small, IMMATURE) if immature[row.start] else small

    def _with_empty_slices(self, metric: Metric, request: Request, rows: Sequence[MetricRow]) -> Sequence[MetricRow]:
        """`rows` and, for every time slice of the period in which a group has nothing, a 0.

        An open start is the first day with any case, an open end the last day of which the data speaks.
        """
        known = [days for one in (metric, metric_named("cases")) if (days := self.days_with_data(one))]
        start = request.period.start or min((first for first, _ in known), default=None)
        end = request.period.end or max([self._last_day, *(last for _, last in known)]) + timedelta(days=1)
        if start is None or request.every is None:
            return rows
        found = {(row.labels, row.start): row for row in rows}
        groups = dict.fromkeys(row.labels for row in rows) if request.by else {(): None}
        return [
            found.get((labels, first)) or MetricRow(labels=labels, start=first, value=0, n=0)
            for first, labels in product(starts_within(request.every, start, end), groups)
        ]
