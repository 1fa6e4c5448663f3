"""From a metric, a split and filters to SQL: names come from the catalogue, values travel as parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.errors import UnusableInput
from knowledge.metrics.catalogue import (
    Dimension,
    Measure,
    Metric,
    dimension_named,
    metric_named,
)
from knowledge.metrics.engine import quoted_name
from knowledge.metrics.periods import ALWAYS, Grain, Period

NONE = "(none)"
"""What the group of empty values is called."""

Where = Mapping[str, Sequence[str]]
"""Dimension -> values let through: several values of one are or, several dimensions are and."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """SQL with its parameters, in the order of its question marks."""

    sql: str
    params: tuple[str | date, ...]


def compile_request(request: Request, attributes: Sequence[str]) -> Query:
    """The query whose rows are the period's label (when `every`), each `by`, `n`, and the numerator of a share.

    Raises UnknownName for a name that neither the catalogue nor `attributes` has, UnusableInput for a combination
    that means nothing.
    """
    metric = metric_named(request.metric)
    _check_statistic(metric, request.statistic)
    groups = _groups(metric, request, attributes)
    conditions, params = _conditions(metric, request, attributes)
    counted = ["count(*) AS n"]
    if metric.measure is Measure.SHARE:
        counted.append(f"count(*) FILTER (WHERE {metric.part}) AS numerator")
    sql = f"SELECT {', '.join([*groups, *counted])} FROM cases WHERE {' AND '.join(conditions)}"
    if groups:
        sql += " GROUP BY ALL ORDER BY ALL"
    return Query(sql=sql, params=tuple(params))


def where_condition(where: Where, attributes: Sequence[str], at: str) -> tuple[str, Sequence[str]]:
    """`where` as an SQL condition over the facts with its parameters; `at` dates the clock dimensions."""
    conditions, params = ["TRUE"], list[str]()
    for name, values in where.items():
        marks = ", ".join("?" for _ in values) or "NULL"
        conditions.append(f"{_text(_expression(dimension_named(name, attributes), at))} IN ({marks})")
        params += values
    return " AND ".join(conditions), params


def _groups(metric: Metric, request: Request, attributes: Sequence[str]) -> Sequence[str]:
    at = quoted_name(metric.dated_by)
    groups = []
    if request.every:
        groups.append(f"date_trunc('{request.every.value}', {at})::DATE AS period")
    for name in request.by:
        dimension = _fitting(metric, name, attributes)
        expression = _expression(dimension, at)
        shown = expression if dimension.clock else f"coalesce(nullif({expression}, ''), '{NONE}')"
        groups.append(f"{shown} AS {quoted_name(name)}")
    return groups


def _conditions(
    metric: Metric, request: Request, attributes: Sequence[str]
) -> tuple[Sequence[str], Sequence[str | date]]:
    at = quoted_name(metric.dated_by)
    conditions, params = [f"{at} IS NOT NULL"], list[str | date]()
    for sign, bound in ((">=", request.period.start), ("<", request.period.end)):
        if bound is not None:
            conditions.append(f"{at} {sign} ?")
            params.append(bound)
    for name in request.where:
        _fitting(metric, name, attributes)
    condition, values = where_condition(request.where, attributes, at)
    return [*conditions, condition], [*params, *values]


def _fitting(metric: Metric, name: str, attributes: Sequence[str]) -> Dimension:
    dimension = dimension_named(name, attributes)
    if dimension.of_escalated_only and not metric.of_escalated_only:
        raise UnusableInput(
            f"'{name}' is the reason of an escalation, so it cannot split or filter {metric.name},"
            " which also counts cases that did not escalate."
        )
    return dimension


def _expression(dimension: Dimension, at: str) -> str:
    if dimension.clock:
        return dimension.clock.format(at=at)
    return quoted_name(dimension.column or dimension.name)


def _text(expression: str) -> str:
    return f"coalesce(nullif(CAST({expression} AS VARCHAR), ''), '{NONE}')"


def _check_statistic(metric: Metric, statistic: str | None) -> None:
    if statistic is not None and statistic not in metric.statistics:
        can = f"it knows {', '.join(metric.statistics)}" if metric.statistics else "it is one number"
        raise UnusableInput(f"{metric.name} has no statistic '{statistic}': {can}.")
