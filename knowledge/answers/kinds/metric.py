"""Answers that are numbers: a value, a series, a ranking, the groups within a bound."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.answers.evidence import number_of, numbers_of, table_of
from knowledge.answers.kinds.drafting import Context, Draft, fits, request_of, with_assumed
from knowledge.answers.wording.bounds import MOST_NAMED, asked_words, bound_sentence
from knowledge.answers.wording.sentences import breakdown_sentence, caveats_of, cut_caveat, value_sentence
from knowledge.answers.wording.trends import trend_sentence
from knowledge.metrics.catalogue import Measure
from knowledge.metrics.metrics import SMALL, MetricRow, MetricTable
from knowledge.metrics.periods import ALWAYS
from knowledge.questions.plan import Order, Plan, Show

_GROUPS_SHOWN = 10


def measure(context: Context, plan: Plan, assumed: Sequence[str]) -> Draft:
    """The number, the series or the ranking that `plan` wants."""
    metric, request = context.metric(plan), request_of(plan)
    nothing = context.nothing_to_tell(plan, metric, request.period)
    if nothing:
        return nothing
    if plan.every:  # a series ends where the data does: what comes after is unknown, not 0
        request = replace(request, period=context.begun(request.period))
    table = context.compute(request)
    if not table.rows or all(row.value is None for row in table.rows):
        return context.nothing_counted(plan, table)
    return _computed(context, plan, table, assumed)


def _computed(context: Context, plan: Plan, table: MetricTable, assumed: Sequence[str]) -> Draft:
    fitting = _fitting(plan, table.rows)
    rows = _shown(plan, fitting)
    cut = len(fitting) - len(rows)
    n = sum(row.n for row in _counted(table))
    told = context.covered(table.request.period) if plan.every and not plan.bound else plan.period
    whole = plan.every or plan.by or plan.show is Show.TABLE
    return Draft(
        headline=with_assumed(_sentence(replace(plan, period=told), table, rows), assumed),
        plan=plan,
        table=table_of(table, rows) if whole and rows else None,
        numbers=numbers_of(table, rows),
        beside=numbers_of(table, table.rows) if plan.bound else (),
        caveats=[
            *cut_caveat(cut),
            *context.hidden(table.hidden),
            *caveats_of(table, rows),
            *context.coverage(plan.period or ALWAYS),
        ],
        footing=context.metric_footing(table.metric, n),
        receipt=context.receipt(table.metric.definition, table.query),
        computed=[n, cut, table.hidden, len(fitting), len(fitting) - MOST_NAMED, *_counts_of_groups(table, rows)],
        words=[table.metric.definition, *assumed, *asked_words(table.metric, plan)],
    )


def _sentence(plan: Plan, table: MetricTable, rows: Sequence[MetricRow]) -> str:
    metric = table.metric
    if plan.bound and (plan.by or plan.every):
        return bound_sentence(metric, plan, table, _fitting(plan, table.rows))
    if plan.every:
        return trend_sentence(metric, plan, rows, hidden=bool(table.hidden))
    if plan.by:
        return breakdown_sentence(metric, plan, table, rows)
    return value_sentence(metric, plan, number_of(table, rows[0]))


def _counted(table: MetricTable) -> Sequence[MetricRow]:
    """The rows that n is the sum of: of what is open at the end of every slice, those of the last one."""
    if table.metric.measure is not Measure.STOCK or not table.request.every:
        return table.rows
    last = max(row.start for row in table.rows if row.start)
    return [row for row in table.rows if row.start == last]


def _fitting(plan: Plan, rows: Sequence[MetricRow]) -> Sequence[MetricRow]:
    """The rows that the bound lets through; all without one."""
    return [row for row in rows if fits(plan, row.value)] if plan.by or plan.every else rows


def _shown(plan: Plan, rows: Sequence[MetricRow]) -> Sequence[MetricRow]:
    """A series whole; of a ranking the end that was asked for, cells without a value last."""
    if plan.every or not plan.by:
        return rows
    known = [row for row in rows if row.value is not None]
    ranked = known[::-1] if plan.order is Order.ASC else known
    return ranked[: plan.limit or _GROUPS_SHOWN]


def _counts_of_groups(table: MetricTable, shown: Sequence[MetricRow]) -> Sequence[int | date]:
    """How many rows and groups there are, are shown, are left out, are small, and share a value with the first.

    Also the days that slices are named for: the first one may begin before the period does.
    """
    rows = table.rows
    others = sum(row.value == shown[0].value for row in rows) - 1 if shown else 0
    groups = len({row.labels for row in rows})
    small = sum(SMALL in row.flags for row in shown)
    starts = [row.start for row in rows if row.start]
    return [len(rows), len(shown), len(rows) - len(shown), groups, others, small, *starts]
