"""What is written at a chart, and what it shows in words for those who do not see it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.charts.chart import Chart, Kind, Series
from bot.charts.labels import shortened
from knowledge.answers.answer import Number
from knowledge.answers.wording.figures import whole_slice
from knowledge.metrics.catalogue import METRICS, STATISTICS, Measure
from knowledge.metrics.periods import Period
from knowledge.questions.plan import Plan

TITLE = 50
AXIS = 50
_UPRIGHT = 32
"""Characters that stand beside a small chart, written upwards."""
ALT_TEXT = 2000
_VALUES_TOLD = 8
"""Of a longer series the ends, the highest and the lowest are told."""


def metric_words(plan: Plan, name: str) -> str:
    """A metric with the statistic it was computed by."""
    metric = METRICS.get(name)
    if metric is None:
        return name.replace("_", " ")
    if metric.measure is not Measure.AMOUNT:
        return metric.title
    return f"{STATISTICS.get(plan.statistic or metric.statistic or '', '')} {metric.title}".strip()


def metric_name(plan: Plan, name: str, limit: int) -> str:
    """A metric in at most `limit` characters: the statistic is left out before anything is cut."""
    words, metric = metric_words(plan, name), METRICS.get(name)
    return shortened(metric.title if metric and len(words) > limit else words, limit)


def title(plan: Plan, metric: str) -> str:
    """What is drawn, with the filters as far as there is room."""
    words = metric_words(plan, metric)
    by = " and ".join([*([plan.every.value] if plan.every else []), *(name.replace("_", " ") for name in plan.by)])
    plain = f"{words[:1].upper()}{words[1:]} by {by}"
    values = [value for name, several in plan.where.items() if name not in plan.by for value in several]
    filtered = f"{plain}, {' + '.join(values)}" if values else plain
    return shortened(filtered if len(filtered) <= TITLE else plain, TITLE)


def value_label(plan: Plan, metric: str, unit: str) -> str:
    """What the values are, with their unit."""
    words = metric_name(plan, metric, _UPRIGHT - len(unit) - 3)
    return f"{words} ({unit})" if unit else words


def period_name(period: Period) -> str:
    """A period as a legend names it: October 2026."""
    whole = whole_slice(period)
    if whole:
        return whole
    if period.start is None or period.end is None:
        return "all the data"
    last = period.end - timedelta(days=1) if period.end > date.min else period.end
    return f"{period.start:%-d %b %y} - {last:%-d %b %y}"


def described(chart: Chart, unit: str, numbers: Sequence[Number]) -> Chart:
    """`chart` with its words: kind, title, the values of each series, what to beware of."""
    kind = "Line chart" if chart.kind is Kind.LINE else "Bar chart"
    alone = len(chart.series) == 1
    told = [_told(chart, series, unit, alone=alone) for series in chart.series]
    beware = [
        _flagged(numbers, "small", "rests on very few cases", "rest on very few cases"),
        _flagged(numbers, "immature", "may still rise", "may still rise"),
        chart.cut,
    ]
    return replace(chart, alt_text=shortened(" ".join([f"{kind}: {chart.title}.", *told, *beware]), ALT_TEXT))


def _flagged(numbers: Sequence[Number], flag: str, one: str, several: str) -> str:
    count = sum(flag in number.flags for number in numbers)
    if not count:
        return ""
    return f"1 value {one} ({flag})." if count == 1 else f"{count} values {several} ({flag})."


def written(value: float) -> str:
    """A value as it stands at its point: 1,234 · 7.4 · 3.95."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _told(chart: Chart, series: Series, unit: str, *, alone: bool) -> str:
    points = [
        (category, value) for category, value in zip(chart.categories, series.values, strict=True) if value is not None
    ]
    if len(points) > _VALUES_TOLD or not alone:
        points = _telling(points)
    words = ", ".join(f"{category} {_number(value, unit)}" for category, value in points)
    return f"{words}." if alone else f"{series.name}: {words or 'nothing'}."


def _telling(points: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """First and last, lowest and highest, in their order."""
    if not points:
        return []
    values = [value for _, value in points]
    places = {0, len(points) - 1, values.index(min(values)), values.index(max(values))}
    return [points[at] for at in sorted(places)]


def _number(value: float, unit: str) -> str:
    shown = written(value)
    return f"{shown} {unit}" if unit else shown
