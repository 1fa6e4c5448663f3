"""The template summary: sentences about computed numbers and found cases. No number in them is written by hand."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.answers.answer import Number
from knowledge.answers.figures import day, figure, figure_with_interval, period_words, where_words
from knowledge.metrics.catalogue import Metric
from knowledge.metrics.metrics import IMMATURE, SMALL, MetricRow, MetricTable
from knowledge.metrics.periods import next_start
from knowledge.questions.plan import Order, Plan
from knowledge.retrieval.search import SimilarCase


def value_sentence(metric: Metric, plan: Plan, number: Number) -> str:
    """One number: what, for what, when, how certain."""
    about = f"{metric.title}{where_words(plan.where)} {period_words(plan.period)}"
    if metric.unit == "cases":
        return f"There were {figure(number.value, number.unit)} {about}."
    return f"The {about} was {figure_with_interval(number)}."


def trend_sentence(metric: Metric, plan: Plan, rows: Sequence[MetricRow]) -> str:
    """Where a series began, where it is now, and its highest slice, leaving cut slices out of the comparison."""
    every = plan.every.value if plan.every else "slice"
    about = f"{_capital(metric.title)}{where_words(plan.where)} by {every} {period_words(plan.period)}"
    known = [row for row in rows if row.value is not None]
    if not known:
        return f"{about}: nothing is dated in it."
    top = max(known, key=lambda row: row.value or 0)
    shown = f"highest {_shown(metric, top)} in the {every} of {_day_of(top)}"
    if len(known) == 1:
        return f"{about}: {_shown(metric, known[0])}, in one {every} only."
    whole = _whole_slices(plan, known)
    if len(whole) < 2:
        return f"{about}: {shown}."
    first, last = whole[0], whole[-1]
    return (
        f"{about} went from {_shown(metric, first)} ({every} of {_day_of(first)})"
        f" to {_shown(metric, last)} ({every} of {_day_of(last)}); {shown}."
    )


def breakdown_sentence(metric: Metric, plan: Plan, table: MetricTable, shown: Sequence[MetricRow]) -> str:
    """Which segment leads, and how many there are."""
    by = " and ".join(name.replace("_", " ") for name in plan.by)
    about = f"{metric.title}{where_words(plan.where)} {period_words(plan.period)}"
    if not shown:
        return f"There were no {about} to split by {by}."
    first = shown[0]
    which = "lowest" if plan.order is Order.ASC else "highest"
    label = " / ".join(map(str, first.labels))
    among = f"among {len(table.rows):,} groups by {by}" if len(table.rows) > 1 else f"the only group by {by}"
    return f"{_capital(label)} has the {which} {about}: {_with_interval(metric, first)}, {among}."


def similar_sentence(plan: Plan, cases: Sequence[SimilarCase]) -> str:
    """How many similar cases there are, how many escalated, and how they mostly ended."""
    about = f"similar to {plan.case_id}" if plan.case_id else "similar to this"
    if not cases:
        return f"No past case is {about}{where_words(plan.where)}: nothing came close enough."
    escalated = sum(case.escalated for case in cases)
    outcomes = [case.outcome for case in cases if case.outcome]
    ended = ""
    if outcomes:
        most = max(sorted(set(outcomes)), key=outcomes.count)
        ended = f"; the most frequent outcome is {most} ({outcomes.count(most):,} of {len(cases):,})"
    cases_are = "1 past case is" if len(cases) == 1 else f"{len(cases):,} past cases are"
    return f"{cases_are} {about}{where_words(plan.where)}: {escalated:,} of them escalated{ended}."


def caveats_of(table: MetricTable, shown: Sequence[MetricRow]) -> Sequence[str]:
    """What to beware of in the numbers shown."""
    found = []
    small = sum(SMALL in row.flags for row in shown)
    if small and len(shown) == 1:
        found.append("The number rests on very few cases.")
    elif small:
        found.append(f"{small:,} of the {len(shown):,} rows rest on very few cases (marked small).")
    if any(IMMATURE in row.flags for row in shown):
        found.append("Recent cases may still escalate, so the most recent values will rise (marked immature).")
    return found


def stale_caveat(as_of: datetime, today: date, zone: ZoneInfo) -> str | None:
    """Says so when the data ends more than a day before today."""
    ends = as_of.astimezone(zone).date()
    return f"The data ends on {day(ends)}." if ends < today - timedelta(days=1) else None


def _whole_slices(plan: Plan, rows: Sequence[MetricRow]) -> Sequence[MetricRow]:
    """The slices that the period does not cut: a cut one is lower for no reason but its length."""
    if plan.every is None or plan.period is None:
        return rows
    start, end = plan.period.start or date.min, plan.period.end or date.max
    return [row for row in rows if row.start and row.start >= start and next_start(plan.every, row.start) <= end]


def _shown(metric: Metric, row: MetricRow) -> str:
    return figure(row.value, metric.unit)


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


def _day_of(row: MetricRow) -> str:
    return day(row.start) if row.start else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
