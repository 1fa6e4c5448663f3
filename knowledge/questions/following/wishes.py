"""Messages that ask for one fixed thing about the answer before: why, the cases, a table, what a word means."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from knowledge.metrics.catalogue import METRICS, Measure
from knowledge.questions.following.carried import carried_over
from knowledge.questions.following.changes import Impossible, Said, against_before, changed, is_segment_comparison
from knowledge.questions.following.follow_up_words import COUNT_OF, RATIO_OF
from knowledge.questions.following.fragments import Fragment
from knowledge.questions.following.wish_words import Wish
from knowledge.questions.plan import Intent, Order, Plan, Reading, Show, Understood
from knowledge.questions.rules.shape import intent_of

Title = Callable[[str | None], str]
"""A metric's name in words; empty for none."""

MOST_EACH = 3
"""Groups whose drivers are looked for, where the ranking before did not say how many."""

_HELD = frozenset({Intent.COMPARE, Intent.WHY})
_OF_CASES = frozenset({Intent.SIMILAR, Intent.CASE})


def granted(before: Plan, fragment: Fragment, today: date, title: Title) -> Reading | None:
    """What the fixed wish of `fragment` makes of `before`. None: its words are read like others. Raises Impossible."""
    match fragment.wish:
        case Wish.THANKS:
            return Understood(plan=Plan(intent=Intent.HELP))
        case Wish.SIMILAR:
            similar = Plan(intent=Intent.SIMILAR, case_id=before.case_id)
            return Understood(plan=similar, assumed=(f"carried over: {before.case_id}",)) if before.case_id else None
        case Wish.DEFINE:
            return _defined(before, title)
        case Wish.WHY:
            return _why(before, fragment, today, title)
        case Wish.RATIO | Wish.COUNT:
            other = _other_metric(before.metric or "", fragment.wish)
            return _as_metric(before, other, today, title) if other else None
        case Wish.ONE_NUMBER:
            plan = one_number(before)
            return Understood(plan=plan, assumed=_carried(before, plan, title))
        case Wish.EVERYTHING | Wish.EVERYWHERE:
            return _unfiltered(before, fragment.wish, title)
        case Wish.CASES | Wish.TABLE | Wish.CHART | Wish.REVERSE:
            plan = _formed(before, fragment.wish)
            return Understood(plan=plan, assumed=_carried(before, plan, title))
    return None


def without(before: Plan, *names: str) -> Plan:
    """`before` without the filters on these dimensions and the splits by them. Raises Impossible: it has none."""
    where = {name: values for name, values in before.where.items() if name not in names}
    by = tuple(name for name in before.by if name not in names) if len(where) == len(before.where) else before.by
    if len(where) == len(before.where) and by == before.by:
        raise Impossible("There is no such filter to take away.")
    if by:
        return replace(before, where=where, by=by)
    return _recut(replace(before, where=where, by=by, order=None, limit=None, bound=None))


def one_number(before: Plan) -> Plan:
    """`before` without its split and its series, for the same cases. Raises Impossible: it has neither."""
    if before.metric is None or not (before.by or before.every):
        raise Impossible("That is one number already.")
    return _recut(replace(before, by=(), every=None, order=None, limit=None, bound=None, show=None))


def told(before: Plan, plan: Plan, title: str) -> tuple[str, ...]:
    """What was carried over, where no part of a Plan was named."""
    return carried_over(before, Said(plan=Plan(intent=plan.intent)), plan, title)


def _carried(before: Plan, plan: Plan, title: Title) -> tuple[str, ...]:
    return told(before, plan, title(before.metric))


def _defined(before: Plan, title: Title) -> Reading:
    if before.metric is None:
        raise Impossible("There is no number in this thread whose definition I could give.")
    return Understood(plan=Plan(intent=Intent.DEFINE, metric=before.metric))


def _other_metric(metric: str, wish: Wish) -> str | None:
    """The ratio of a count, the count of a ratio; itself where it is that already, None where it has none."""
    counted = METRICS.get(metric)
    if counted is not None and counted.measure is (Measure.SHARE if wish is Wish.RATIO else Measure.COUNT):
        return metric
    return (RATIO_OF if wish is Wish.RATIO else COUNT_OF).get(metric)


def _as_metric(before: Plan, metric: str, today: date, title: Title) -> Reading:
    said = Said(plan=Plan(intent=before.intent, metric=metric), metric=True)
    plan = changed(before, replace(said, plan=replace(said.plan, intent=Intent.VALUE)), today)
    return Understood(plan=plan, assumed=carried_over(before, said, plan, title(metric)))


def _unfiltered(before: Plan, wish: Wish, title: Title) -> Reading:
    if wish is Wish.EVERYWHERE:
        plan = without(before, "region")
    elif not before.where and not before.by:
        raise Impossible("There is no such filter to take away.")
    else:
        whole = replace(before, where={}, by=(), order=None, limit=None, bound=None)
        plan = whole if before.intent in _OF_CASES | {Intent.WHY} else _recut(whole)
    return Understood(plan=plan, assumed=_carried(before, plan, title))


def _recut(plan: Plan) -> Plan:
    """A comparison of segments that is no longer split is one number; a comparison of periods stays one."""
    held = plan.compared_with is not None and plan.intent in _HELD
    return plan if held or plan.metric is None else replace(plan, intent=intent_of(plan.by, plan.every))


def _formed(before: Plan, wish: Wish) -> Plan:
    if before.intent in _OF_CASES and wish is Wish.CASES:
        return before
    if before.metric is None:
        raise Impossible("That is not a number, so there is no other form to show it in.")
    if wish is Wish.REVERSE:
        if not before.by:
            raise Impossible("There is no ranking here to turn round.")
        return replace(before, order=Order.DESC if before.order is Order.ASC else Order.ASC)
    if wish is Wish.CHART:
        if not before.by and before.every is None:
            raise Impossible("A single number has no chart: ask for it per week, or by product.")
        return replace(before, show=None)
    if wish is Wish.TABLE:
        return replace(before, show=Show.TABLE)
    if before.intent in _HELD:
        return replace(before, intent=Intent.VALUE, by=(), compared_with=None, limit=None, order=None, show=Show.CASES)
    return replace(before, show=Show.CASES)


def _why(before: Plan, fragment: Fragment, today: date, title: Title) -> Reading:
    """The drivers of the number before. With `by` and `limit`: of each of the first groups of that ranking."""
    if before.metric is None:
        raise Impossible("I can look for what drives a number, and there is none in this thread.")
    if is_segment_comparison(before):
        raise Impossible("I can tell what drives a change between two periods, and not why two groups differ.")
    each = len(before.by) == 1 and (fragment.each or before.order is not None or before.limit is not None)
    comparison = None if before.compared_with else against_before(before, today)
    plan = Plan(
        intent=Intent.WHY,
        metric=before.metric,
        statistic=before.statistic,
        where=before.where,
        period=comparison.period if comparison else before.period,
        compared_with=comparison.baseline if comparison else before.compared_with,
        threshold_hours=before.threshold_hours,
        by=before.by if each else (),
        order=(before.order or Order.DESC) if each else None,
        limit=(before.limit or MOST_EACH) if each else None,
    )
    cut = comparison.assumed if comparison else ()
    return Understood(plan=plan, assumed=(*_carried(before, plan, title), *cut))
