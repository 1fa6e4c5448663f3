"""Answers that hold numbers against each other: of two periods, or of segments."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.answer import Number, Table
from knowledge.answers.changes.evidence import of_change
from knowledge.answers.changes.groups import compare_groups
from knowledge.answers.changes.material import (
    caveats_of_change,
    finder_of,
    hidden_side,
    in_order,
    is_hidden,
    n_of,
    numbers_of_change,
    usual_lines,
)
from knowledge.answers.changes.segments import compare_segments
from knowledge.answers.changes.words import Told, change_words
from knowledge.answers.kinds.drafting import Context, Draft, request_of, with_assumed
from knowledge.answers.kinds.metric import measure
from knowledge.answers.wording.subjects import capital
from knowledge.diagnostics.change import Change
from knowledge.questions.plan import Intent, Plan, Show


def compare(context: Context, plan: Plan, assumed: Sequence[str]) -> Draft:
    """Two periods, or the segments that `plan` names, held against each other."""
    if plan.every:  # a comparison over time is a series of each
        return measure(context, replace(plan, intent=Intent.TREND), assumed)
    if plan.compared_with is None:
        return compare_segments(context, plan, assumed)
    metric = context.metric(plan)
    before, after = in_order(context, plan)
    nothing = context.nothing_to_tell(plan, metric, before, after)
    if nothing:
        return nothing
    told = Told(metric=metric, plan=plan, before=before, after=after)
    change = finder_of(context).change(request_of(plan), before, after)
    if is_hidden(context, change):
        return hidden_side(context, told, change)
    return compare_groups(context, told, change, assumed) if plan.by else _whole(context, told, change, assumed)


def _whole(context: Context, told: Told, change: Change, assumed: Sequence[str]) -> Draft:
    numbers, evidence = numbers_of_change(told, change.difference), of_change(told, change)
    return Draft(
        headline=with_assumed(f"{capital(change_words(told, change))}.", assumed),
        lines=usual_lines(told, change),
        plan=told.plan,
        table=_table(told, numbers) if told.plan.show is Show.TABLE else None,
        numbers=numbers,
        caveats=caveats_of_change(context, told, change),
        footing=context.metric_footing(told.metric, n_of(change)),
        receipt=context.receipt(told.metric.definition, *change.queries),
        beside=evidence.beside,
        computed=evidence.computed,
        words=[told.metric.definition, *assumed],
    )


def _table(told: Told, numbers: Sequence[Number]) -> Table:
    return Table(
        columns=["from", "to", told.metric.name, "n"],
        rows=[
            [
                number.period.start.isoformat() if number.period.start else None,
                number.period.end.isoformat() if number.period.end else None,
                number.value,
                number.n,
            ]
            for number in numbers
        ],
    )
