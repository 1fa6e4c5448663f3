"""The template summary: sentences about computed numbers. No number in them is written by hand."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.answers.answer import Number
from knowledge.answers.evidence import number_of
from knowledge.answers.wording.figures import day, dimension_words, dimensions_words, figure, figure_with_interval
from knowledge.answers.wording.subjects import (
    all_of,
    capital,
    label_words,
    opening_words,
    subject_words,
)
from knowledge.metrics.catalogue import Measure, Metric
from knowledge.metrics.compiling import NONE
from knowledge.metrics.metrics import IMMATURE, SMALL, MetricRow, MetricTable
from knowledge.metrics.periods import Period, local_date
from knowledge.questions.plan import Order, Plan

_NAMED = 3
"""Segments that share a place are named up to so many."""
COUNTED = (Measure.COUNT, Measure.STOCK)
_STILL = {
    "hours_to_escalate": "escalate",
    "hours_to_elevate": "be elevated",
    "hours_to_reopen": "be reopened",
    "hours_to_repeat_contact": "have a repeat contact",
}
"""What a young case may still do, by the hours until it does."""


def value_sentence(metric: Metric, plan: Plan, number: Number) -> str:
    """One number: what, for what, when, how certain."""
    about = subject_words(metric, plan)
    if metric.measure not in COUNTED:
        return f"The {about} was {figure_with_interval(number)}."
    if number.value == 1:  # "there were 1 escalations" is no English
        return f"{capital(about)}: {figure(number.value, number.unit)}."
    return f"There were {figure(number.value, number.unit) if number.value else 'no'} {about}."


def nothing_sentence(metric: Metric, plan: Plan) -> str:
    """There is nothing that a number could be computed from."""
    about = subject_words(metric, plan)
    what = "quality review" if metric.source == "reviews" else "case"
    return f"There were no {about}." if metric.measure in COUNTED else f"No {what} comes into the {about}."


def breakdown_sentence(metric: Metric, plan: Plan, table: MetricTable, shown: Sequence[MetricRow]) -> str:
    """Which segment leads, or which lead together, and out of how many."""
    about, first = subject_words(metric, plan), shown[0]
    opening = opening_words(plan.by, first)
    equals = [label_words(plan.by, row) for row in table.rows if row.value == first.value and row is not first]
    number, most = figure_with_interval(number_of(table, first)), extreme_words(metric, plan.order)
    if metric.measure in COUNTED and not table.hidden:
        number += f" of {sum(row.n for row in table.rows):,}"
    among = f"among {shown_of(table, len(table.rows), groups_words(plan))}"
    has = "have" if first.labels == (NONE,) else "has"
    if len(table.rows) == 1:
        by = all_of([dimension_words(name) for name in plan.by])
        only = f"{by} that is shown" if table.hidden else by
        return f"{opening} {'are' if has == 'have' else 'is'} the only {only} in the {about}: {number}."
    if not equals:
        return f"{opening} {has} the {most} {about}: {number}, {among}."
    others = equals if len(equals) < _NAMED else [f"{len(equals):,} others"]
    return f"{all_of([opening, *others])} share the {most} {about}: {figure(first.value, metric.unit)} each, {among}."


def shown_of(table: MetricTable, count: int, groups: str) -> str:
    """So many groups: "6 products"; where there are others that are not shown, "the 5 products shown"."""
    return f"the {count:,} {groups} shown" if table.hidden else f"{count:,} {groups}"


def extreme_words(metric: Metric, order: Order | None) -> str:
    """Which end of a ranking comes first, in the adjective that fits what is counted."""
    if metric.measure in COUNTED:
        return "fewest" if order is Order.ASC else "most"
    if metric.unit == "hours":
        return "shortest" if order is Order.ASC else "longest"
    return "lowest" if order is Order.ASC else "highest"


def groups_words(plan: Plan) -> str:
    """What a split gives, in the plural: teams; for several dimensions, groups by product and team."""
    if len(plan.by) == 1:
        return dimensions_words(plan.by[0])
    return f"groups by {all_of([dimension_words(name) for name in plan.by])}"


def caveats_of(table: MetricTable, shown: Sequence[MetricRow]) -> Sequence[str]:
    """What to beware of in the numbers shown. A single count is what it is, however small."""
    found = []
    small = sum(SMALL in row.flags for row in shown)
    if small and len(shown) > 1:
        which = "All numbers" if small == len(shown) else f"{small:,} of the {len(shown):,} numbers"
        found.append(f"{which} {'rests' if small == 1 else 'rest'} on very few cases (small).")
    elif small and table.metric.measure not in COUNTED:
        found.append("The number rests on very few cases.")
    immature = sum(IMMATURE in row.flags for row in shown)
    if immature:
        what = "the number" if len(shown) == 1 else "all numbers" if immature == len(shown) else "the immature numbers"
        found.append(immature_caveat(table.metric, what))
    return found


def cut_caveat(cut: int) -> Sequence[str]:
    """Says so when `cut` groups are left out of the table."""
    return [f"{cut:,} more {'group is' if cut == 1 else 'groups are'} not shown."] if cut else []


def immature_caveat(metric: Metric, what: str) -> str:
    """Says what may still happen to young cases, which `what` would then rise by."""
    return f"Recent cases may still {_STILL.get(metric.matures_with or '', 'change')}, so {what} may rise."


def stale_caveat(as_of: datetime, today: date, zone: ZoneInfo) -> str | None:
    """Says so when the data ends more than a day before today."""
    ends = local_date(as_of, zone)
    return f"The data ends on {day(ends)}." if ends < today - timedelta(days=1) else None


def begins_caveat(periods: Sequence[Period], first: date) -> str | None:
    """Says so when the first case was opened after one of `periods` starts; the data cannot tell what was before."""
    late = any(period.start and period.start < first for period in periods)
    return f"The data begins on {day(first)}, after the period does." if late else None
