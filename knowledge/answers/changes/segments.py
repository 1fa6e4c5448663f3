"""Answers that hold segments against each other in one period."""

from collections.abc import Sequence

from knowledge.answers.changes.evidence import of_difference
from knowledge.answers.changes.material import fixed_words
from knowledge.answers.changes.words import proportion_words, size_words
from knowledge.answers.evidence import numbers_of, table_of
from knowledge.answers.kinds.drafting import Context, Draft, fits, request_of, with_assumed
from knowledge.answers.wording.figures import dimensions_words, figure
from knowledge.answers.wording.sentences import caveats_of, shown_of
from knowledge.answers.wording.subjects import all_of, capital, label_words, metric_words, when_words
from knowledge.diagnostics.change import Difference, Measured, Verdict
from knowledge.diagnostics.differences import difference
from knowledge.diagnostics.measuring import kind_of
from knowledge.diagnostics.multiple_looks import LEVEL
from knowledge.metrics.metrics import MetricRow, MetricTable
from knowledge.questions.plan import Plan

_NAMED = 4


def compare_segments(context: Context, plan: Plan, assumed: Sequence[str]) -> Draft:
    """The values of the dimension in `by`, the highest against the lowest."""
    metric, request = context.metric(plan), request_of(plan)
    nothing = context.nothing_to_tell(plan, metric, request.period)
    if nothing:
        return nothing
    table = context.compute(request)
    # what is not shown may be what is absent, so that nothing is said to be absent beside it
    every = table.rows if context.served.smallest_cell else _with_absent(plan, table)
    rows = [row for row in every if fits(plan, row.value)]
    if not any(row.value is not None for row in rows):
        return context.nothing_counted(plan, table)
    known = [row for row in rows if row.value is not None]
    found = difference(kind_of(metric, None), _measured(known[-1]), _measured(known[0]))
    sentence, n = segments_sentence(plan, table, rows, found), sum(row.n for row in rows)
    evidence = of_difference(metric, found)
    return Draft(
        headline=with_assumed(sentence, assumed),
        plan=plan,
        table=table_of(table, rows),
        numbers=numbers_of(table, rows),
        caveats=[*context.hidden(table.hidden), *caveats_of(table, rows), *context.coverage(request.period)],
        footing=context.metric_footing(metric, n),
        receipt=context.receipt(metric.definition, table.query),
        beside=evidence.beside,
        computed=[n, len(rows), len(known), table.hidden, *evidence.computed],
        words=[metric.definition, *assumed],
    )


def segments_sentence(plan: Plan, table: MetricTable, rows: Sequence[MetricRow], found: Difference) -> str:
    """Which is higher, by how much and how certain; of several, the highest against the lowest, which `found` is of."""
    metric = table.metric
    about = f"{capital(metric_words(metric, plan))}{fixed_words(plan)} {when_words(metric, plan.period)}"
    known = [row for row in rows if row.value is not None]
    told = all_of([f"{label_words(plan.by, row)} ({figure(row.value, metric.unit)})" for row in known[:_NAMED]])
    none = [label_words(plan.by, row) for row in rows if row.value is None]
    missing = f" There is nothing to compute it from for {all_of(none)}." if none else ""
    if len(known) == 1:
        return f"{about}: {told}.{missing}"
    among = f", among {shown_of(table, len(known), dimensions_words(plan.by[0]))}"
    others = "" if len(known) <= _NAMED else among
    return f"{about}: {told}{others}. {_difference_sentence(plan, table, known, found)}{missing}"


def _difference_sentence(plan: Plan, table: MetricTable, known: Sequence[MetricRow], found: Difference) -> str:
    high, low = known[0], known[-1]
    names = [label_words(plan.by, row) for row in (high, low)]
    if high.value == low.value:
        return "There is no difference."
    higher = _higher_words(found, table, names)
    return f"{higher}: {_verdict(found, len(known))}."


def _higher_words(found: Difference, table: MetricTable, names: Sequence[str]) -> str:
    """Which is higher and by how much."""
    metric = table.metric
    if found.kind.is_counted:
        more = f"{(found.after.value or 0) - (found.before.value or 0):,} more"
        size = "" if found.ratio is None else f" ({'; '.join(proportion_words(found))})"
        return f"{names[0]} has {more} than {names[1]}{size}"
    if metric.unit == "hours":
        return f"{names[0]} takes longer than {names[1]}, by {size_words(found, metric, '{} less', '{} more')}"
    return f"{names[0]} is higher than {names[1]}, by {size_words(found, metric, '{} lower', '{} higher')}"


def _verdict(found: Difference, groups: int) -> str:
    """How certain it is; the highest and the lowest of many differ by chance alone, so all pairs are allowed for."""
    pairs = groups * (groups - 1) // 2
    match found.verdict:
        case Verdict.CLEAR if found.p_value is not None and found.p_value * pairs <= LEVEL:
            return "a clear difference"
        case Verdict.CLEAR:
            return f"which may be chance, as the highest and the lowest of {groups:,} were picked"
        case Verdict.TOO_SMALL:
            return "too few cases to tell whether they differ"
        case _:
            return "no clear difference, it may be chance"


def _measured(row: MetricRow) -> Measured:
    # All segments are equally young, so that none is too recent to be compared with another.
    return Measured(value=row.value, n=row.n, numerator=row.numerator, low=row.low, high=row.high)


def _with_absent(plan: Plan, table: MetricTable) -> Sequence[MetricRow]:
    """The rows, and one for every value asked for that has no case in the period."""
    if len(plan.by) != 1:
        return table.rows
    there = {str(row.labels[0]) for row in table.rows}
    absent = [value for value in plan.where.get(plan.by[0], ()) if value not in there]
    value = 0 if kind_of(table.metric, None).is_counted else None
    return [*table.rows, *(MetricRow(labels=(label,), value=value, n=0) for label in absent)]
