"""What is said about the parts of a Plan that were not asked for but carried over."""

from collections.abc import Iterator
from datetime import timedelta

from knowledge.metrics.periods import Period
from knowledge.questions.following.changes import Said
from knowledge.questions.plan import Order, Plan

ONE_DAY = timedelta(days=1)
MOST_NAMED = 3
"""Values that are told one by one."""


def carried_over(before: Plan, said: Said, plan: Plan, title: str) -> tuple[str, ...]:
    """What `plan` has from `before`, in one line, the filters that are gone and a period that came along.

    Nothing when everything was said. `title` is the metric's.
    """
    parts = [*([] if said.metric or not title else [title]), *_cuts(before, said, plan), *_filters(before, said, plan)]
    if plan.period is not None and plan.period == before.period and not said.period:
        parts.append(period_words(plan.period))
    carried = (f"carried over: {', '.join(parts)}",) if parts else ()
    gone = [filter_words(name, tuple(values)) for name, values in before.where.items() if name not in plan.where]
    left = (f"no longer filtered by {' and '.join(gone)}",) if gone else ()
    other = plan.compared_with
    is_new = other is not None and other not in (before.compared_with, said.plan.compared_with)
    against = (f"compared with {period_words(other)}",) if other is not None and is_new else ()
    return (*carried, *left, *against)


def period_words(period: Period) -> str:
    """`period` in a few words, its last day included."""
    start, end = period.start, period.end
    if start is None or end is None:
        return f"since {start}" if start else f"before {end}" if end else "all data"
    if start == end:
        return f"no day from {start} on"
    last = end - ONE_DAY
    if (start.year, start.month, start.day) == (last.year, last.month, 1) and end.day == 1:
        return f"{start:%B} {start.year}"
    if (start.month, start.day, last.month, last.day) == (1, 1, 12, 31) and start.year == last.year:
        return str(start.year)
    return str(start) if start == last else f"{start} to {last}"


def filter_words(name: str, values: tuple[str, ...]) -> str:
    """A filter in a few words."""
    more = f" and {len(values) - MOST_NAMED} more" if len(values) > MOST_NAMED else ""
    return f"{name.replace('_', ' ')} {', '.join(values[:MOST_NAMED])}{more}"


def _cuts(before: Plan, said: Said, plan: Plan) -> Iterator[str]:
    if plan.by and plan.by == before.by and not said.split:
        yield f"by {' and '.join(name.replace('_', ' ') for name in plan.by)}"
    if plan.every and plan.every is before.every and said.plan.every is None:
        yield f"per {plan.every.value}"
    if plan.order is not before.order and said.plan.order is None:
        return
    if plan.limit and said.plan.limit is None:
        yield f"the {'top' if plan.order is not Order.ASC else 'bottom'} {plan.limit}"
    elif plan.order and said.plan.order is None:
        yield f"the {'highest' if plan.order is Order.DESC else 'lowest'} first"
    if plan.bound and said.plan.bound is None:
        yield f"only {plan.bound.sign.value.replace('_', ' ')} {plan.bound.number:g}"
    if plan.statistic and said.plan.statistic is None:
        yield plan.statistic


def _filters(before: Plan, said: Said, plan: Plan) -> Iterator[str]:
    for name, values in before.where.items():
        if name not in said.plan.where and name in plan.where:
            yield filter_words(name, tuple(values))
