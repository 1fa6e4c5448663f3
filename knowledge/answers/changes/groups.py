"""Answers that hold every group of a split against itself in another period."""

from collections.abc import Sequence
from itertools import chain

from knowledge.answers.answer import Table
from knowledge.answers.changes.evidence import of_all, of_change, of_difference
from knowledge.answers.changes.material import (
    caveats_of_change,
    finder_of,
    fixed_words,
    n_of,
    numbers_of_change,
    usual_lines,
    where_of,
)
from knowledge.answers.changes.words import Told, amount_words, change_words, short_course, short_period
from knowledge.answers.kinds.drafting import Context, Draft, fits, request_of, with_assumed
from knowledge.answers.wording.figures import dimension_words, dimensions_words
from knowledge.answers.wording.sentences import COUNTED, cut_caveat
from knowledge.answers.wording.subjects import all_of, capital, metric_words
from knowledge.diagnostics.change import Change, GroupChange, Measured, Verdict
from knowledge.metrics.metrics import Label
from knowledge.questions.plan import Order

_GROUPS_SHOWN = 20
_ALSO_NAMED = 2


def compare_groups(context: Context, told: Told, change: Change, assumed: Sequence[str]) -> Draft:
    """A row a group in the order that was asked for, else the clear changes first; a line tells of the whole."""
    found = finder_of(context).groups(request_of(told.plan), told.before, told.after)
    groups = ranked(told, found.groups)
    shown = groups[: told.plan.limit or _GROUPS_SHOWN]
    cut, n = len(groups) - len(shown), n_of(change)
    sides = [numbers_of_change(told, one.difference, where_of(told.plan, one.labels)) for one in groups]
    evidence = of_all([of_change(told, change), *(of_difference(told.metric, one.difference) for one in groups)])
    return Draft(
        headline=with_assumed(groups_sentence(told, groups, hidden=found.hidden), assumed),
        lines=[f"All together, {change_words(told, change)}.", *usual_lines(told, change)],
        plan=told.plan,
        table=_table(told, shown) if shown else None,
        numbers=[*chain.from_iterable(sides[: len(shown)]), *numbers_of_change(told, change.difference)],
        caveats=[*cut_caveat(cut), *context.hidden(found.hidden), *caveats_of_change(context, told, change)],
        footing=context.metric_footing(told.metric, n),
        receipt=context.receipt(told.metric.definition, *change.queries, *found.queries),
        beside=[*evidence.beside, *chain.from_iterable(sides[len(shown) :])],
        computed=[n, cut, found.hidden, *range(len(groups) + 1), *evidence.computed],
        words=[told.metric.definition, *assumed, *(group_words(one) for one in groups)],
    )


def ranked(told: Told, groups: Sequence[GroupChange]) -> Sequence[GroupChange]:
    """The groups that the plan lets through by their number in its own period, in its order.

    "The top 3" are the highest numbers; an order without a limit ("rose the most") is one of changes.
    """
    fitting = [one for one in groups if fits(told.plan, _own_side(told, one).value)]
    if told.plan.order is None:
        return fitting
    sign = 1 if told.plan.order is Order.ASC else -1
    known = [one for one in fitting if _rank(told, one) is not None]
    return sorted(known, key=lambda one: (sign * (_rank(told, one) or 0), str(one.labels)))


def groups_sentence(told: Told, groups: Sequence[GroupChange], *, hidden: int = 0) -> str:
    """Which groups changed clearly, or which one rose or fell the most, and whether that may be chance.

    `hidden` is how many groups there are besides that are not shown.
    """
    by = told.plan.by
    about = f"{capital(metric_words(told.metric, told.plan))}{fixed_words(told.plan)}"
    split = all_of([dimension_words(name) for name in by])
    opening = f"{about} by {split}, {_when(told)}"
    among = f"{len(groups):,} {dimensions_words(by[0]) if len(by) == 1 else 'groups'}{' shown' if hidden else ''}"
    if not groups:
        return f"{opening}: there is nothing {'that can be shown' if hidden else 'to compare'}."
    if len(groups) == 1:
        return f"{opening}: {_named(told, groups[0])}: {_sure_words(groups[0])}."
    if told.plan.order and not told.plan.limit:
        return f"{opening}: {_most_words(told, groups[0], among)}."
    return f"{opening}: {_clear_words(told, groups, among)}."


def _most_words(told: Told, first: GroupChange, among: str) -> str:
    """Which of the groups rose, or fell, the most."""
    rises = told.plan.order is Order.DESC
    if (first.difference.change or 0) * (1 if rises else -1) <= 0:
        return f"none of the {among} {'rose' if rises else 'fell'}"
    return f"of {among}, {_named(told, first)}, {'rose' if rises else 'fell'} most: {_sure_words(first)}"


def _sure_words(one: GroupChange) -> str:
    return "a clear change" if one.clear else "not a clear change, it may be chance"


def _clear_words(told: Told, groups: Sequence[GroupChange], among: str) -> str:
    clear = sorted((one for one in groups if one.clear), key=_size)
    if not clear:
        known = sorted((one for one in groups if one.difference.change is not None), key=_size)
        most = f"; the largest difference is that of {_named(told, known[0])}" if known else ""
        return f"none of the {among} changed clearly{most}"
    first, *others = clear
    names = [group_words(one) for one in others[:_ALSO_NAMED]]
    more = [f"{len(others) - len(names):,} more"] if len(others) > len(names) else []
    also = f"; also clear: {all_of([*names, *more])}" if others else ""
    return f"{_named(told, first)}, the {'largest' if others else 'only'} clear change among {among}{also}"


def group_words(one: GroupChange) -> str:
    """The name of a group."""
    return " / ".join(str(label) for label in one.labels)


def group_verdict(one: GroupChange) -> str:
    """The verdict of a group among others: what is clear by itself only may be chance among so many."""
    verdict = one.difference.verdict
    return "may be chance" if verdict is Verdict.CLEAR and not one.clear else verdict.value


def _named(told: Told, one: GroupChange) -> str:
    course = short_course(one.difference, told.metric)
    return f"{group_words(one)}, {course}{amount_words(one.difference, told.metric)}"


def _when(told: Told) -> str:
    return " against ".join(short_period(told.metric, period) for period in (told.before, told.after))


def _size(one: GroupChange) -> float:
    return -abs(one.difference.change or 0)


def _own_side(told: Told, one: GroupChange) -> Measured:
    """The number of the plan's own period, which may be the earlier one."""
    swapped = told.plan.period is not None and told.plan.period.start == told.before.start
    return one.difference.before if swapped else one.difference.after


def _rank(told: Told, one: GroupChange) -> float | None:
    return _own_side(told, one).value if told.plan.limit else one.difference.change


def _table(told: Told, groups: Sequence[GroupChange]) -> Table:
    sizes = () if told.metric.measure in COUNTED else ("n_before", "n_after")
    return Table(
        columns=[*told.plan.by, "before", "after", "change", *sizes, "verdict"],
        rows=[[*one.labels, *_amounts(one, len(sizes)), group_verdict(one)] for one in groups],
    )


def _amounts(one: GroupChange, sizes: int) -> Sequence[Label | float | None]:
    found = one.difference
    return [found.before.value, found.after.value, found.change, *(found.before.n, found.after.n)[:sizes]]
