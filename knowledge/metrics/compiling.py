"""From a metric, a split and filters to SQL: names come from the catalogue, values travel as parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from knowledge.errors import UnusableInput
from knowledge.metrics.catalogue import DIMENSIONS, Dimension, Measure, Metric, dimension_named, metric_named
from knowledge.metrics.dimensions import NONE as NONE
from knowledge.metrics.engine import quoted_name
from knowledge.metrics.moments import Moment
from knowledge.metrics.periods import ALWAYS, Grain, Period
from knowledge.metrics.quantiles import sorted_query, stepped_query
from knowledge.metrics.statements import Query as Query
from knowledge.metrics.statements import Selection, count_query, fulfilling, mean_query, share_query
from knowledge.metrics.stocks import open_at, stock_query, stock_series_query

Where = Mapping[str, Sequence[str]]
"""Dimension -> values let through: several values of one are or, several dimensions are and."""

_QUANTILES = {"median": 0.5, "p90": 0.9}
_DURATION = "hours_to_"
_FEW = 300_000
"""So many amounts are sorted as quickly as they are counted in steps."""
_ALWAYS_KNOWN = ("opened_local", "at_local")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A number, or a table of them, that somebody wants.

    `statistic` None is the metric's own. `threshold_hours` replaces the hours that make an escalation early or a case
    aged; None means the settings' own, and other metrics have none.
    """

    metric: str
    by: tuple[str, ...] = ()
    every: Grain | None = None
    where: Where = field(default_factory=dict)
    period: Period = ALWAYS
    statistic: str | None = None
    threshold_hours: float | None = None


def compile_request(
    request: Request,
    attributes: Sequence[str],
    metric: Metric | None = None,
    moments: Sequence[Moment] = (),
    *,
    amounts: int = 0,
) -> Query:
    """The query whose rows are the period's label (when `every`), each `by`, `n`, then what the measure adds.

    A share adds its numerator; an amount its value and, for the interval, the standard deviation of a mean or the
    bounds of a quantile. `metric` is the requested one with the threshold of the settings, None for the declared one.
    A stock is counted at `moments`, one a slice; `amounts` is about how many there are in all, which decides how a
    quantile is found and not what it is. Raises UnknownName for a name that neither the catalogue nor
    `attributes` has, UnusableInput for a combination that means nothing.
    """
    metric = (metric or metric_named(request.metric)).asked_for(request.statistic, request.threshold_hours)
    selection = _selection(metric, request, attributes)
    match metric.measure:
        case Measure.COUNT:
            return count_query(selection)
        case Measure.SHARE:
            return share_query(selection, metric.part or "", metric.threshold_hours)
        case Measure.STOCK:
            return stock_series_query(selection, moments) if request.every else stock_query(selection, moments[-1])
        case Measure.AMOUNT:
            share = _QUANTILES.get(metric.statistic or "")
            column = quoted_name(metric.amount or "")
            if share is None:
                return mean_query(selection, column)
            return (sorted_query if amounts <= _FEW else stepped_query)(selection, column, share)


def cases_behind(
    metric: Metric, request: Request, attributes: Sequence[str], moment: Moment
) -> tuple[str, tuple[str | date | float, ...]]:
    """The SQL condition of the cases that a number counts, of a share those in its numerator, with its parameters.

    What is open is counted at `moment`. Raises UnusableInput as `compile_request` does.
    """
    selection = _selection(metric, request, attributes)
    if metric.measure is Measure.STOCK:
        selection = open_at(selection, moment)
    if metric.part:
        selection = fulfilling(selection, metric.part, metric.threshold_hours)
    return selection.condition, selection.params


def where_condition(where: Where, attributes: Sequence[str], at: str) -> tuple[str, Sequence[str]]:
    """`where` as an SQL condition over the facts with its parameters; `at` dates the clock dimensions."""
    conditions, params = ["TRUE"], list[str]()
    for name, values in where.items():
        dimension = dimension_named(name, attributes)
        expression = _expression(dimension, at)
        named = [value for value in values if value != NONE or dimension.clock]
        condition = f"{_text(dimension, expression)} IN ({', '.join('?' for _ in named) or 'NULL'})"
        if len(named) < len(values):
            condition = f"({condition} OR {expression} IS NULL OR {expression} = '')"
        conditions.append(condition)
        params += named
    return " AND ".join(conditions), params


def counted_condition(metric: Metric) -> str:
    """The SQL condition that a row of the metric's source fulfils to be counted at all: dated, and with an amount."""
    if metric.amount and metric.amount.startswith(_DURATION):
        return f"{quoted_name(metric.amount)} IS NOT NULL"  # which it is only where both of its ends are known
    known = [column for column in (metric.dated_by, metric.amount) if column and column not in _ALWAYS_KNOWN]
    return " AND ".join(f"{quoted_name(column)} IS NOT NULL" for column in known) or "TRUE"


def _selection(metric: Metric, request: Request, attributes: Sequence[str]) -> Selection:
    at = quoted_name(metric.dated_by)
    dimensions = [_fitting(metric, name, attributes) for name in request.by]
    if request.every and metric.measure is not Measure.STOCK:
        dimensions.insert(0, replace(DIMENSIONS[request.every.value], name="period"))
    for name in request.where:
        _fitting(metric, name, attributes)
    condition, values = where_condition(request.where, attributes, at)
    conditions, params = [counted_condition(metric)], list[str | date | float]()
    if metric.measure is not Measure.STOCK:
        for sign, bound in ((">=", request.period.start), ("<", request.period.end)):
            if bound is not None:
                conditions.append(f"{at} {sign} CAST(? AS DATE)")
                params.append(bound)
    return Selection(
        source=quoted_name(metric.source),
        names=tuple(quoted_name(one.name) for one in dimensions),
        keys=tuple(_key(one, at) for one in dimensions),
        shown=tuple("{}" if one.clock else f"coalesce(nullif({{}}, ''), '{NONE}')" for one in dimensions),
        condition=" AND ".join([*conditions, condition]),
        params=(*params, *values),
    )


def _fitting(metric: Metric, name: str, attributes: Sequence[str]) -> Dimension:
    dimension = dimension_named(name, attributes)
    if dimension.of_escalated_only and not metric.of_escalated_only:
        raise UnusableInput(
            f"'{name}' is the reason of an escalation, so it cannot split or filter {metric.name},"
            " which also counts cases that did not escalate."
        )
    if metric.dimensions is not None and not dimension.clock and name not in metric.dimensions:
        known = ", ".join(metric.dimensions)
        raise UnusableInput(f"{metric.name} knows {known} and time only, so '{name}' cannot split or filter it.")
    if metric.measure is Measure.STOCK and dimension.clock:
        instead = f"; --every {name} gives it at the end of each" if name in set(Grain) else ""
        raise UnusableInput(
            f"{metric.name} is counted at the end of a period, so '{name}' cannot split or filter it{instead}."
        )
    return dimension


def _expression(dimension: Dimension, at: str) -> str:
    if dimension.clock:
        return dimension.clock.format(at=at)
    return quoted_name(dimension.column or dimension.name)


def _text(dimension: Dimension, expression: str) -> str:
    return f"CAST({expression} AS VARCHAR)" if dimension.clock else expression


def _key(dimension: Dimension, at: str) -> str:
    """What to group by. An empty text is as good as none; DuckDB does this once for each value, unlike a coalesce."""
    expression = _expression(dimension, at)
    return expression if dimension.clock else f"concat({expression}, '')"
