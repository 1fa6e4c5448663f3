"""From what a chat model wrote to a Plan that the metrics can compute, or to the reasons against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from knowledge.errors import UnusableInput
from knowledge.metrics.compiling import Request, Where, compile_request
from knowledge.metrics.moments import Moment
from knowledge.metrics.periods import ALWAYS, Grain, Period
from knowledge.questions.chat.checks import (
    NUMBERS,
    OF_A_METRIC,
    Ground,
    Reason,
    case_named,
    period_named,
    reasons_against,
)
from knowledge.questions.chat.offer import Offer
from knowledge.questions.chat.schema import ChatFilter, ChatPart
from knowledge.questions.linking.baselines import Against, Baseline, compared, fair
from knowledge.questions.plan import Bound, CaseTopic, Intent, Order, Plan, Understood
from knowledge.questions.rules.shape import intent_of
from knowledge.questions.rules.times import grain_for

_SAID = (
    "metric",
    "statistic",
    "every",
    "period",
    "compared_with",
    "limit",
    "order",
    "threshold_hours",
    "bound",
    "show",
)

"""What a Plan that the rules are sure of says, beside the filters and the split."""
_ANY_MOMENT = Moment(opened_before=datetime.min.replace(tzinfo=UTC), resolved_before=datetime.min.replace(tzinfo=UTC))
"""What is open is counted at some moment; whether it can be counted does not depend on it."""


def plan_from(part: ChatPart, ground: Ground) -> Understood | tuple[Reason, ...]:
    """The Plan that `part` is, with what had to be filled in; else everything that speaks against it."""
    reasons = tuple(dict.fromkeys(reasons_against(part, ground)))
    if reasons:
        return reasons
    try:
        understood = _understood(part, ground)
    except ValueError:
        return (Reason.NOT_COMPARABLE,)
    return understood if _is_computable(understood.plan, ground) else (Reason.NOT_COMPUTABLE,)


def request_of(plan: Plan, period: Period | None) -> Request:
    """What `plan` asks the metrics for in `period`. Raises ValueError for a Plan without a metric."""
    if plan.metric is None:
        raise ValueError("a Plan without a metric asks for no number")
    return Request(
        metric=plan.metric,
        by=plan.by,
        every=plan.every,
        where=plan.where,
        period=period or ALWAYS,
        statistic=plan.statistic,
        threshold_hours=plan.threshold_hours,
    )


def _understood(part: ChatPart, ground: Ground) -> Understood:
    """Raises ValueError for periods that cannot be held against each other."""
    where = {one.dimension: _values(one, ground.offer) for one in part.where}
    if part.intent in OF_A_METRIC:
        return _number(part, ground, where)
    bare = Plan(intent=part.intent)
    period = period_named(part.period, ground.today)
    topic = part.topic.strip() if part.topic else None
    case_id = case_named(part.case_id, ground) if part.case_id else None
    match part.intent:
        case Intent.SIMILAR:
            searched = None if case_id else topic
            plan = replace(bare, topic=searched, case_id=case_id, where=where, period=period, limit=part.limit)
        case Intent.CASE:
            plan = replace(bare, case_id=case_id, topic=topic if topic in set(CaseTopic) else None)
        case Intent.DEFINE:
            plan = replace(bare, metric=part.metric)
        case Intent.FINDINGS:
            plan = replace(bare, metric=part.metric, where=where, period=period)
        case Intent.EFFECT:
            plan = replace(bare, metric=part.metric, where=where, period=period, topic=topic)
        case _:
            plan = bare
    return Understood(plan=plan)


def _number(part: ChatPart, ground: Ground, where: Where) -> Understood:
    times = _times(part, ground)
    every = part.every or (grain_for(times.period) if part.intent is Intent.TREND else None)
    by = tuple(part.by)
    plan = Plan(
        intent=_intent(part, by, every, times.compared_with),
        metric=part.metric,
        statistic=part.statistic,
        by=by,
        every=every,
        where=where,
        period=times.period,
        compared_with=times.compared_with,
        limit=part.limit if by else None,
        order=(part.order or (Order.DESC if part.limit else None)) if by else None,
        threshold_hours=part.threshold_hours,
        bound=Bound(sign=part.bound.sign, number=part.bound.number) if part.bound else None,
        show=part.show,
    )
    grain = (f"no grain was named: by {every}",) if every and not part.every else ()
    return Understood(plan=plan, assumed=(*times.assumed, *grain))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Times:
    """`period`, and what it is held against, as the rules would have read them."""

    period: Period
    compared_with: Period | None = None
    assumed: tuple[str, ...] = ()


def _times(part: ChatPart, ground: Ground) -> _Times:
    """Raises ValueError for periods that cannot be held against each other."""
    named = period_named(part.period, ground.today)
    period = named or ground.default_period
    other = period_named(part.compared_with, ground.today)
    default = () if named else (f"no period was named: the last {ground.default_period_days} days",)
    if other == period:
        raise ValueError("a period is not held against itself")
    if other is not None:
        held = fair(period, other, ground.today)
    elif part.intent is Intent.WHY:
        held = compared(period, Against(Baseline.BEFORE), ground.today)
    else:
        return _Times(period=period, assumed=default)
    return _Times(period=held.period, compared_with=held.baseline, assumed=(*default, *held.assumed))


def _intent(part: ChatPart, by: Sequence[str], every: Grain | None, compared: Period | None) -> Intent:
    """What the cut of the number makes of it; a model mixes up a value and a table of values."""
    if part.intent not in NUMBERS:
        return part.intent
    return Intent.COMPARE if compared else intent_of(tuple(by), every)


def _values(one: ChatFilter, offer: Offer) -> tuple[str, ...]:
    found = (value for said in one.values for value in offer.named_like(one.dimension, said))
    return tuple(dict.fromkeys(found))


def _is_computable(plan: Plan, ground: Ground) -> bool:
    """Whether the metrics could compute `plan`; one without a number is not for them."""
    if plan.metric is None or plan.intent is Intent.DEFINE:
        return True
    periods = [plan.period, plan.compared_with] if plan.compared_with else [plan.period]
    try:
        for period in periods:
            compile_request(request_of(plan, period), ground.vocabulary.attributes, moments=[_ANY_MOMENT])
    except UnusableInput:
        return False
    return True


def contradicts(plan: Plan, sure: Plan) -> bool:
    """Whether `plan` says something else than `sure` in anything that `sure` says."""
    if plan.intent is Intent.SIMILAR and sure.metric in (None, "cases"):
        sure = replace(sure, metric=None)
    kept = all(set(plan.where.get(name, ())) == set(values) for name, values in sure.where.items())
    said = {name: getattr(sure, name) for name in _SAID}
    same = all(getattr(plan, name) == value for name, value in said.items() if value is not None)
    return not (kept and same and set(sure.by) <= set(plan.by))
