"""The template summary: sentences about computed numbers and found cases. No number in them is written by hand."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.answers.answer import Number
from knowledge.answers.figures import day, figure, figure_with_interval, period_words, slice_words, where_words
from knowledge.metrics.catalogue import Measure, Metric
from knowledge.metrics.metrics import IMMATURE, SMALL, MetricRow, MetricTable
from knowledge.metrics.periods import ALWAYS, next_start
from knowledge.questions.plan import Order, Plan
from knowledge.retrieval.similar_case import SimilarCase

_NAMED = 3
"""Segments that share a place are named up to so many."""


def value_sentence(metric: Metric, plan: Plan, number: Number) -> str:
    """One number: what, for what, when, how certain."""
    about = f"{metric.title}{where_words(plan.where)} {period_words(plan.period)}"
    if metric.measure is not Measure.COUNT:
        return f"The {about} was {figure_with_interval(number)}."
    if number.value == 1:  # "there were 1 escalations" is no English
        return f"{_capital(about)}: {figure(number.value, number.unit)}."
    return f"There were {figure(number.value, number.unit) if number.value else 'no'} {about}."


def nothing_sentence(metric: Metric, plan: Plan) -> str:
    """There is no case that a number could be computed from."""
    about = f"{metric.title}{where_words(plan.where)} {period_words(plan.period)}"
    return f"There were no {about}." if metric.measure is Measure.COUNT else f"No case comes into the {about}."


def trend_sentence(metric: Metric, plan: Plan, rows: Sequence[MetricRow]) -> str:
    """How a series went; of several, the course of the largest."""
    every = plan.every.value if plan.every else ""
    by = _all_of([every, *(name.replace("_", " ") for name in plan.by)])
    about = f"{_capital(metric.title)}{where_words(plan.where)} by {by} {period_words(plan.period)}"
    if not plan.by:
        return f"{about} {_course(metric, plan, rows)}."
    series = _series(rows)
    label, largest = max(series.items(), key=lambda one: sum(row.n for row in one[1]))
    which = f"the largest of {len(series):,} groups" if len(series) > 1 else "the only group"
    return f"{about}: {label}, {which}, {_course(metric, plan, largest)}."


def breakdown_sentence(metric: Metric, plan: Plan, table: MetricTable, shown: Sequence[MetricRow]) -> str:
    """Which segment leads, or which lead together, and out of how many."""
    by = _all_of([name.replace("_", " ") for name in plan.by])
    about = f"{metric.title}{where_words(plan.where)} {period_words(plan.period)}"
    first = shown[0]
    leaders = [_label(row) for row in table.rows if row.value == first.value]
    number = _with_interval(metric, first)
    if metric.measure is Measure.COUNT:
        most = "fewest" if plan.order is Order.ASC else "most"
        number += f" of {sum(row.n for row in table.rows):,}"
    else:
        most = "lowest" if plan.order is Order.ASC else "highest"
    if len(table.rows) == 1:
        return f"{_label(first)} is the only {by} in the {about}: {number}."
    if len(leaders) == 1:
        return f"{_label(first)} has the {most} {about}: {number}, among {len(table.rows):,} groups by {by}."
    names = _all_of(leaders) if len(leaders) <= _NAMED else f"{_label(first)} and {len(leaders) - 1:,} others"
    each = figure(first.value, metric.unit)
    return f"{names} share the {most} {about}: {each} each, among {len(table.rows):,} groups by {by}."


def similar_sentence(plan: Plan, cases: Sequence[SimilarCase]) -> str:
    """How many similar cases there are, how many escalated, and how they mostly ended."""
    opened = f" opened {period_words(plan.period)}" if plan.period else ""
    about = f"similar to {plan.case_id or 'this'}"
    if not cases:
        return f"No past case{where_words(plan.where)}{opened} is {about}: nothing came close enough."
    cases_are = "1 past case" if len(cases) == 1 else f"{len(cases):,} past cases"
    verb = "is" if len(cases) == 1 else "are"
    return (
        f"{cases_are}{where_words(plan.where)}{opened} {verb} {about}: "
        f"{_escalated_words(cases)}{_outcome_words([case.outcome for case in cases if case.outcome], len(cases))}."
    )


def caveats_of(table: MetricTable, shown: Sequence[MetricRow]) -> Sequence[str]:
    """What to beware of in the numbers shown. A single count is what it is, however small."""
    found = []
    small = sum(SMALL in row.flags for row in shown)
    if small and len(shown) > 1:
        rest = "rests" if small == 1 else "rest"
        found.append(f"{small:,} of the {len(shown):,} rows {rest} on very few cases (marked small).")
    elif small and table.metric.measure is not Measure.COUNT:
        found.append("The number rests on very few cases.")
    if any(IMMATURE in row.flags for row in shown):
        what = "the values marked immature" if len(shown) > 1 else "the number"
        found.append(f"Recent cases may still escalate, so {what} may rise.")
    return found


def stale_caveat(as_of: datetime, today: date, zone: ZoneInfo) -> str | None:
    """Says so when the data ends more than a day before today."""
    ends = as_of.astimezone(zone).date()
    return f"The data ends on {day(ends)}." if ends < today - timedelta(days=1) else None


def _course(metric: Metric, plan: Plan, rows: Sequence[MetricRow]) -> str:
    """From where to where one series went and its highest slice, as what is said of it."""
    known = [row for row in rows if row.value is not None]
    top = max(known, key=lambda row: row.value or 0)
    if len(known) == 1:
        return f"was {_slice(metric, plan, top)}"
    highest = f"the highest was {_slice(metric, plan, top)}"
    whole = _comparable(plan, known)
    if len(whole) < 2:
        return f"has too few complete slices to compare; {highest}"
    first, last = whole[0], whole[-1]
    course = f"went from {_slice(metric, plan, first)} to {_slice(metric, plan, last)}"
    if top in (first, last):
        return f"{course}, its {'first' if top is first else 'last'} value the highest"
    return f"{course}; {highest}"


def _comparable(plan: Plan, rows: Sequence[MetricRow]) -> Sequence[MetricRow]:
    """The slices that neither the period cuts nor are too young: those are lower for no reason of their own."""
    if plan.every is None:
        return rows
    period = plan.period or ALWAYS
    start, end = period.start or date.min, period.end or date.max
    return [
        row
        for row in rows
        if row.start and row.start >= start and next_start(plan.every, row.start) <= end and IMMATURE not in row.flags
    ]


def _series(rows: Sequence[MetricRow]) -> Mapping[str, Sequence[MetricRow]]:
    """The rows of each group, in the order of their time slices, without groups that have no value at all."""
    found: dict[str, list[MetricRow]] = {}
    for row in rows:
        found.setdefault(_label(row), []).append(row)
    return {label: rows for label, rows in found.items() if any(row.value is not None for row in rows)}


def _label(row: MetricRow) -> str:
    return " / ".join(map(str, row.labels))


def _escalated_words(cases: Sequence[SimilarCase]) -> str:
    escalated = sum(case.escalated for case in cases)
    if len(cases) == 1:
        return "it escalated" if escalated else "it did not escalate"
    if escalated == len(cases):
        return "all of them escalated"
    return f"{escalated:,} of them escalated" if escalated else "none of them escalated"


def _outcome_words(outcomes: Sequence[str], cases: int) -> str:
    """The most frequent outcome, or those that are equally frequent; empty when none is known."""
    if not outcomes:
        return ""
    times = max(map(outcomes.count, outcomes))
    most = sorted({one for one in outcomes if outcomes.count(one) == times})
    if cases == 1:
        return f", and its outcome is {most[0]}"
    if times == 1:
        return f"; their outcomes are {_all_of(most)}" if len(most) > 1 else f"; one outcome is known, {most[0]}"
    if len(most) == 1:
        return f"; the most frequent outcome is {most[0]} ({times:,} of {cases:,})"
    return f"; the most frequent outcomes are {_all_of(most)} ({times:,} of {cases:,} each)"


def _all_of(names: Sequence[str]) -> str:
    """One, two and three."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _with_interval(metric: Metric, row: MetricRow) -> str:
    number = Number(
        metric=metric.name,
        value=row.value,
        n=row.n,
        numerator=row.numerator,
        low=row.low,
        high=row.high,
        unit=metric.unit,
    )
    return figure_with_interval(number)


def _slice(metric: Metric, plan: Plan, row: MetricRow) -> str:
    """A value with its time slice."""
    when = slice_words(plan.every, row.start) if plan.every and row.start else ""
    return f"{figure(row.value, metric.unit)} ({when})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
