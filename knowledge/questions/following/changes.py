"""How a fragment changes the Plan before it: what was said is taken, everything else is carried over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.metrics.compiling import Where
from knowledge.metrics.periods import Period
from knowledge.questions.linking.baselines import Against, Baseline, Comparison, baseline_of, compared
from knowledge.questions.plan import Intent, Plan, Show
from knowledge.questions.rules.shape import intent_of

MOST_DIMENSIONS = 2
_HELD = frozenset({Intent.COMPARE, Intent.WHY})
"""Kinds of answer that stay what they are when other cases or another period are asked about."""


class Impossible(Exception):
    """The change leaves nothing that could be asked; the text is the sentence that says so. Never leaves the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a fragment says. `plan` is it read beside the metric and the period of the Plan before.

    The flags tell what of `plan` was said and what only stood beside it. `left_out` are the dimensions of which
    values were excluded. `added`: values come in addition; `also`: a split does. `instead`: the way of cutting is
    replaced. `whole`: one number for all of it is wanted. `alone`: it is a question of its own, which takes over
    the cases and the period and no form.
    """

    plan: Plan
    metric: bool = False
    period: bool = False
    split: bool = False
    whole: bool = False
    left_out: frozenset[str] = frozenset()
    added: bool = False
    also: bool = False
    instead: bool = False
    alone: bool = False


def changed(before: Plan, said: Said, today: date) -> Plan:
    """`before` with what was said. Raises Impossible."""
    plan = said.plan
    periods_said = said.period or plan.compared_with is not None
    merged = replace(
        plan,
        where=_where(before, said),
        period=plan.period if periods_said else before.period,
        statistic=plan.statistic or (None if said.metric else before.statistic),
        threshold_hours=plan.threshold_hours or (None if said.metric else before.threshold_hours),
    )
    if said.alone:
        return merged
    return _held(_shown(_cut(merged, before, said), before), before, said, today)


def against_before(plan: Plan, today: date) -> Comparison:
    """The period of `plan` held against the one before it. Raises Impossible where it has an open end."""
    return _compared(plan.period, Against(Baseline.BEFORE), today)


def _compared(period: Period | None, against: Against, today: date) -> Comparison:
    if period is None or period.start is None or period.end is None:
        raise Impossible("A period without an end has none before it to compare with.")
    try:
        return compared(period, against, today)
    except (ValueError, OverflowError) as error:
        raise Impossible("That period has none before it to compare with.") from error


def is_segment_comparison(plan: Plan) -> bool:
    """Whether `plan` holds values of one dimension against each other, and no periods."""
    return plan.intent is Intent.COMPARE and plan.compared_with is None and bool(plan.by)


def _where(before: Plan, said: Said) -> Where:
    """What is filtered by. A split by what was filtered to one value takes that filter away."""
    split = said.plan.by if said.split else ()
    merged = {name: tuple(values) for name, values in before.where.items() if name not in split or len(values) > 1}
    for name, values in said.plan.where.items():
        merged[name] = _values(merged.get(name, ()), tuple(values), before, name, said)
        if not merged[name]:
            raise Impossible(f"That leaves no {name.replace('_', ' ')} to count.")
    return merged


def _values(held: tuple[str, ...], values: tuple[str, ...], before: Plan, name: str, said: Said) -> tuple[str, ...]:
    if not held:
        return values
    if name in said.left_out:
        return tuple(value for value in held if value in values)
    joins = is_segment_comparison(before) and name in before.by and len(values) == 1
    return tuple(dict.fromkeys((*held, *values))) if said.added or joins else values


def _cut(plan: Plan, before: Plan, said: Said) -> Plan:
    by = _by(before, said)
    if plan.intent in _HELD:
        return replace(plan, by=by)
    dropped = (said.instead and said.split) or said.whole
    every = plan.every or (None if dropped else before.every)
    limit = (plan.limit or before.limit) if by else None
    return replace(
        plan,
        by=by,
        every=every,
        order=(plan.order or before.order) if by and (limit or not every) else None,
        limit=limit,
        bound=(plan.bound or (None if said.metric else before.bound)) if by else None,
        intent=intent_of(by, every),
    )


def _by(before: Plan, said: Said) -> tuple[str, ...]:
    plan = said.plan
    if said.whole and not said.split:
        return ()
    if said.split:
        by = tuple(dict.fromkeys((*before.by, *plan.by))) if said.also else plan.by
        if len(by) > MOST_DIMENSIONS:
            raise Impossible("I can split by two things at once.")
        return by
    if said.instead and plan.every:
        return ()
    if plan.intent in _HELD and plan.compared_with is None:
        return plan.by
    return tuple(name for name in before.by if _is_split_by(name, before, said))


def _is_split_by(name: str, before: Plan, said: Said) -> bool:
    """A split by what is now filtered to one value says nothing, unless that value joins a comparison."""
    values: Sequence[str] = said.plan.where.get(name, ("", ""))
    return len(values) > 1 or said.added or is_segment_comparison(before)


def _shown(plan: Plan, before: Plan) -> Plan:
    """With the form that was asked for before; a list of cases ends where numbers are asked for."""
    numbers = (plan.metric, plan.by, plan.every, plan.order) != (before.metric, before.by, before.every, before.order)
    kept = None if before.show is Show.CASES and numbers else before.show
    return replace(plan, show=plan.show or kept)


def _held(plan: Plan, before: Plan, said: Said, today: date) -> Plan:
    """A comparison or a why stays one, and a new period gets its own period before."""
    if before.intent not in _HELD or plan.intent in _HELD or plan.every:
        return plan
    if before.compared_with is None:
        return plan if said.split else replace(plan, intent=before.intent)
    if not said.period:
        return replace(plan, intent=before.intent, compared_with=before.compared_with)
    held = _compared(plan.period, Against(_how(before)), today)
    return replace(plan, intent=before.intent, period=held.period, compared_with=held.baseline)


def _how(plan: Plan) -> Baseline:
    """Which of the usual baselines `plan` has; the period right before, where that is the same or it has neither."""
    period = plan.period
    if period is None or period.start is None or period.end is None:
        return Baseline.BEFORE
    of_a_year = (period.start.month, period.start.day) == (1, 1)
    try:
        year_before = not of_a_year and baseline_of(period, Baseline.YEAR_BEFORE) == plan.compared_with
    except (ValueError, OverflowError):  # before the year 1
        return Baseline.BEFORE
    return Baseline.YEAR_BEFORE if year_before else Baseline.BEFORE
