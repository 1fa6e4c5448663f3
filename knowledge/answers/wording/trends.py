"""What is said of a series: from where to where it went, and its highest slice."""

from collections.abc import Mapping, Sequence
from datetime import date

from knowledge.answers.wording.figures import dimension_words, figure, period_words, where_words
from knowledge.answers.wording.subjects import all_of, capital, label_words, metric_words, slice_label
from knowledge.metrics.catalogue import Measure, Metric
from knowledge.metrics.metrics import IMMATURE, MetricRow
from knowledge.metrics.periods import ALWAYS, next_start
from knowledge.questions.plan import Plan


def trend_sentence(metric: Metric, plan: Plan, rows: Sequence[MetricRow], *, hidden: bool = False) -> str:
    """How a series went; of several, the course of the largest. `hidden`: there are others that are not shown."""
    every = plan.every.value if plan.every else ""
    at = f"at the end of each {every}" if metric.measure is Measure.STOCK else f"by {every}"
    joined = "by" if metric.measure is Measure.STOCK else "and"
    by = f" {joined} {all_of([dimension_words(name) for name in plan.by])}" if plan.by else ""
    what = f"{metric_words(metric, plan)}{where_words(plan.where)}"
    about = f"{capital(what)} {at}{by} {period_words(plan.period)}"
    if not plan.by:
        return f"{about} {_course(metric, plan, rows, hidden=hidden)}."
    series = _series(plan, rows)
    label, largest = max(series.items(), key=lambda one: sum(row.n for row in one[1]))
    which = f"the largest of {len(series):,} groups" if len(series) > 1 else "the only group"
    which = f"{which} shown" if hidden else which
    return f"{about}: {label}, {which}, {_course(metric, plan, largest, hidden=hidden)}."


def _course(metric: Metric, plan: Plan, rows: Sequence[MetricRow], *, hidden: bool) -> str:
    """From where to where one series went and its highest slice, as what is said of it."""
    known = [row for row in rows if row.value is not None]
    top = max(known, key=lambda row: row.value or 0)
    if len(known) == 1:
        return f"was {_slice(metric, plan, top)}{', the only value shown' if hidden else ''}"
    highest = f"the highest {'shown ' if hidden else ''}was {_slice(metric, plan, top)}"
    whole = _comparable(plan, known)
    if len(whole) < 2:
        return f"has too few complete slices to compare; {highest}"
    first, last = whole[0], whole[-1]
    course = f"went from {_slice(metric, plan, first)} to {_slice(metric, plan, last)}"
    if top in (first, last):
        return f"{course}, its {'first' if top is first else 'last'} value the highest{' shown' if hidden else ''}"
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


def _series(plan: Plan, rows: Sequence[MetricRow]) -> Mapping[str, Sequence[MetricRow]]:
    """The rows of each group, in the order of their time slices, without groups that have no value at all."""
    found: dict[str, list[MetricRow]] = {}
    for row in rows:
        found.setdefault(label_words(plan.by, row), []).append(row)
    return {label: rows for label, rows in found.items() if any(row.value is not None for row in rows)}


def _slice(metric: Metric, plan: Plan, row: MetricRow) -> str:
    """A value with its time slice."""
    return f"{figure(row.value, metric.unit)} ({slice_label(plan, row)})"
