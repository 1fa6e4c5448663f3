"""Answers that say where a change sits."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from knowledge.answers.answer import Cell, Number, Table
from knowledge.answers.changes.evidence import of_all, of_drivers
from knowledge.answers.changes.material import (
    caveats_of_change,
    finder_of,
    hidden_side,
    in_order,
    is_hidden,
    n_of,
    numbers_of_change,
    usual_lines,
    where_of,
)
from knowledge.answers.changes.why_words import (
    certainty_words,
    further_lines,
    groups_sentence,
    segment_words,
    why_sentences,
)
from knowledge.answers.changes.words import Told
from knowledge.answers.kinds.drafting import Context, Draft, fits, request_of, with_assumed
from knowledge.answers.wording.figures import dimension_words
from knowledge.answers.wording.sentences import COUNTED
from knowledge.answers.wording.subjects import all_of
from knowledge.diagnostics.change import Drivers, Kind, SegmentChange, Verdict
from knowledge.diagnostics.measuring import kind_of
from knowledge.metrics.periods import ALWAYS
from knowledge.questions.linking.baselines import Baseline, baseline_of
from knowledge.questions.plan import Order, Plan

_ROWS = 8
_ROWS_OF_NOTHING = 5
"""So many rows are shown where nothing stands out."""
_ROWS_OF_A_GROUP = 3
_GROUPS = 5
_SEVERAL_CASES = 20
"""A segment with as many cases in one period and none in the other may be one that was renamed."""
_NAMED = 4
_PARTS = ("contribution", "mix", "within")
_NOT_A_CAUSE = "This says where the change sits, not what caused it. Parts of different kinds overlap."


def why(context: Context, plan: Plan, assumed: Sequence[str]) -> Draft:
    """Where the change of the Plan's metric sits; with `by` and a `limit` or `bound`, within each of those groups."""
    metric = context.metric(plan)
    nothing = context.nothing_to_tell(plan, metric, plan.period or ALWAYS)
    if nothing:
        return nothing
    plan = with_baseline(context, plan)
    before, after = in_order(context, plan)
    nothing = context.nothing_to_tell(plan, metric, before, after)
    if nothing:
        return nothing
    told = Told(metric=metric, plan=plan, before=before, after=after)
    if plan.by and (plan.limit or plan.bound):
        groups = _first_groups(context, told)
        if groups:
            return _of_groups(context, told, groups, assumed)
        told = replace(told, plan=replace(plan, by=(), limit=None, bound=None))
    return _of_whole(context, told, assumed)


def with_baseline(context: Context, plan: Plan) -> Plan:
    """`plan` with the period that its own is held against, where it names none: the one before it."""
    if plan.compared_with is not None:
        return plan
    _, period = in_order(context, replace(plan, compared_with=plan.period))
    return replace(plan, period=period, compared_with=baseline_of(period, Baseline.BEFORE))


def _of_whole(context: Context, told: Told, assumed: Sequence[str]) -> Draft:
    drivers = finder_of(context).drivers(request_of(told.plan), told.before, told.after)
    if is_hidden(context, drivers.whole):
        return hidden_side(context, told, drivers.whole)
    shown = _shown(drivers, _ROWS if drivers.strongest else _ROWS_OF_NOTHING)
    evidence = of_drivers(told, drivers)
    return Draft(
        headline=with_assumed(why_sentences(told, drivers), assumed),
        lines=[*further_lines(told, drivers), *usual_lines(told, drivers.whole)],
        plan=told.plan,
        table=_table(told, [((), one) for one in shown]) if shown else None,
        numbers=_numbers(told, drivers),
        caveats=[
            *_caveats(told, drivers),
            *context.hidden(drivers.hidden),
            *caveats_of_change(context, told, drivers.whole),
        ],
        footing=context.metric_footing(told.metric, n_of(drivers.whole)),
        receipt=context.receipt(told.metric.definition, *drivers.queries),
        beside=evidence.beside,
        computed=[drivers.hidden, *evidence.computed],
        words=[told.metric.definition, *assumed, *evidence.words, *drivers.too_many],
    )


def _of_groups(context: Context, told: Told, groups: Sequence[Told], assumed: Sequence[str]) -> Draft:
    """The drivers within each of the first groups of the split, a line a group."""
    finder = finder_of(context)
    every = [(one, finder.drivers(replace(request_of(one.plan), by=()), one.before, one.after)) for one in groups]
    found = [(one, drivers) for one, drivers in every if not is_hidden(context, drivers.whole)]
    if not found:
        queries = [query for _, drivers in every for query in drivers.queries]
        return context.too_few(told.plan, told.metric, *queries, numbers=len(every))
    hidden = len(every) - len(found) + sum(drivers.hidden for _, drivers in found)
    n = sum(n_of(drivers.whole) for _, drivers in found)
    evidence = of_all(of_drivers(one, drivers) for one, drivers in found)
    rows = [
        (_labels(one.plan, told.plan.by), segment)
        for one, drivers in found
        for segment in _shown(drivers, _ROWS_OF_A_GROUP)
    ]
    beware = (caveats_of_change(context, one, drivers.whole) for one, drivers in found)
    caveats = [_NOT_A_CAUSE, *context.hidden(hidden), *dict.fromkeys(chain.from_iterable(beware))]
    return Draft(
        headline=with_assumed(groups_sentence(told, found), assumed),
        lines=[why_sentences(one, drivers) for one, drivers in found],
        plan=told.plan,
        table=_table(told, rows) if rows else None,
        numbers=list(chain.from_iterable(_numbers(one, drivers, 1) for one, drivers in found)),
        caveats=caveats,
        footing=context.metric_footing(told.metric, n),
        receipt=context.receipt(told.metric.definition, *(query for _, drivers in found for query in drivers.queries)),
        beside=evidence.beside,
        computed=[n, hidden, *evidence.computed],
        words=[told.metric.definition, *assumed, *evidence.words],
    )


def _first_groups(context: Context, told: Told) -> Sequence[Told]:
    """What is told of each of the first groups by the ranking that the plan asks for, in the later period."""
    plan = told.plan
    table = context.compute(replace(request_of(plan), period=told.after))
    known = [row for row in table.rows if row.value is not None and fits(plan, row.value)]
    ranked = known[::-1] if plan.order is Order.ASC else known
    return [
        replace(told, plan=replace(plan, by=(), limit=None, where=where_of(plan, row.labels)))
        for row in ranked[: min(plan.limit or _GROUPS, _GROUPS)]
    ]


def _labels(plan: Plan, by: Sequence[str]) -> Sequence[str]:
    return [plan.where[name][0] for name in by]


def _shown(drivers: Drivers, most: int) -> Sequence[SegmentChange]:
    """The segments of the table: those that stand out, then what changed most beyond its size."""
    named = [*drivers.strongest, *drivers.against]
    keys = {(one.dimension, one.label) for one in named}
    others = [one for one in drivers.segments if (one.dimension, one.label) not in keys and one.own.verdict.comparable]
    others.sort(key=lambda one: (one.own.verdict is Verdict.TOO_SMALL, -abs(one.beyond)))
    return [*named, *others][:most]


def _numbers(told: Told, drivers: Drivers, named: int = _ROWS) -> Sequence[Number]:
    """Both numbers of the whole, then those of the first few segments that stand out."""
    segments = [*drivers.strongest, *drivers.against][:named]
    return [
        *numbers_of_change(told, drivers.whole.difference),
        *chain.from_iterable(
            numbers_of_change(told, one.own, {**told.plan.where, one.dimension: (str(one.label),)}) for one in segments
        ),
    ]


def _table(told: Told, rows: Sequence[tuple[Sequence[str], SegmentChange]]) -> Table:
    """A row a segment, behind the labels of its group where there are groups."""
    kind = kind_of(told.metric, None)
    parts = {Kind.SHARE: _PARTS, Kind.MEAN: _PARTS, Kind.QUANTILE: ()}.get(kind, _PARTS[:1])
    by = told.plan.by if rows and rows[0][0] else ()
    sizes = () if told.metric.measure in COUNTED else ("n_before", "n_after")
    return Table(
        columns=[*by, "dimension", "segment", "before", "after", *parts, *sizes, "verdict"],
        rows=[[*labels, *_cells(one, parts, sizes)] for labels, one in rows],
    )


def _cells(one: SegmentChange, parts: Sequence[str], sizes: Sequence[str]) -> Sequence[Cell]:
    part, ns = one.contribution, (one.own.before.n, one.own.after.n)
    shares = (part.total, part.mix, part.within) if part else (None, None, None)
    return [
        one.dimension,
        str(one.label),
        one.own.before.value,
        one.own.after.value,
        *shares[: len(parts)],
        *ns[: len(sizes)],
        certainty_words(one),
    ]


def _caveats(told: Told, drivers: Drivers) -> Sequence[str]:
    """What to beware of in where a change sits."""
    found = [_NOT_A_CAUSE]
    if drivers.whole.difference.kind is Kind.QUANTILE:
        found.append("A median or a percentile does not split into parts: each part is told with its own number.")
    if told.metric.source == "cases" and any(one.dimension == "team" for one in drivers.strongest):
        found.append("The team is the one that has the case now, which may be because the case escalated.")
    renamed = sorted(segment_words(one) for one in drivers.segments if _is_one_sided(one))
    if renamed:
        found.append(f"Only one of the periods has any case of {all_of(renamed[:_NAMED])}: perhaps a new name.")
    if drivers.too_many:
        names = all_of([dimension_words(name) for name in drivers.too_many])
        found.append(f"Not looked at: {names}, which has too many values.")
    return found


def _is_one_sided(one: SegmentChange) -> bool:
    counts = (one.own.before.n, one.own.after.n)
    return min(counts) == 0 and max(counts) >= _SEVERAL_CASES
