"""What a sentence is about, in words: a metric with its filters and its period, dimensions, groups."""

from collections.abc import Sequence
from datetime import date, timedelta

from knowledge.answers.wording.figures import day, dimension_words, period_words, slice_words, where_words, whole_slice
from knowledge.metrics.catalogue import STATISTICS, Measure, Metric
from knowledge.metrics.compiling import NONE
from knowledge.metrics.metric import hours_words
from knowledge.metrics.metrics import MetricRow
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Plan

_GRAINS = {grain.value: grain for grain in Grain}


def subject_words(metric: Metric, plan: Plan) -> str:
    """What is asked about: "median time to resolve for product Billing in September 2026"."""
    return f"{metric_words(metric, plan)}{where_words(plan.where)} {when_words(metric, plan.period)}"


def metric_words(metric: Metric, plan: Plan) -> str:
    """A metric in a sentence, with the statistic or the threshold that makes it another number."""
    if metric.measure is Measure.STOCK:
        longer = f" for more than {hours_words(metric.threshold_hours)}" if metric.threshold_hours else ""
        return f"cases open{longer}" if longer else "open cases"
    if metric.measure is Measure.AMOUNT:
        statistic = plan.statistic or metric.statistic or next(iter(metric.statistics), "")
        return f"{STATISTICS.get(statistic, '')} {metric.title}".strip()
    if plan.threshold_hours:
        return f"{metric.title} (within {hours_words(plan.threshold_hours)})"
    return metric.title


def when_words(metric: Metric, period: Period | None) -> str:
    """The period; what is open is open at its end."""
    if metric.measure is not Measure.STOCK:
        return period_words(period)
    if period is None or period.end is None:
        return "at the end of the data"
    whole = whole_slice(period)
    return f"at the end of {whole or day(period.end - timedelta(days=1))}"


def label_words(by: Sequence[str], row: MetricRow) -> str:
    """The name of a group as a sentence says it."""
    return " / ".join(_one_label(name, label, alone=len(by) == 1) for name, label in zip(by, row.labels, strict=True))


def slice_label(plan: Plan, row: MetricRow) -> str:
    """The time slice of a row; empty where there is none."""
    return slice_words(plan.every, row.start) if plan.every and row.start else ""


def _one_label(name: str, label: str | int, *, alone: bool) -> str:
    if label == NONE:
        return f"cases without a known {dimension_words(name)}" if alone else f"no {dimension_words(name)}"
    if name in _GRAINS:
        return slice_words(_GRAINS[name], date.fromisoformat(str(label)))
    return f"hour {label}" if name == "hour_of_day" else str(label)


def all_of(names: Sequence[str]) -> str:
    """One, two and three."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def opening_words(by: Sequence[str], row: MetricRow) -> str:
    """The name of a group as a sentence begins; a value of the data keeps its case."""
    words = label_words(by, row)
    return words if words.startswith(str(row.labels[0])) else capital(words)


def capital(text: str) -> str:
    """`text` as a sentence begins; not for values of the data, whose case is theirs."""
    return text[:1].upper() + text[1:]
