"""Which chart an answer is drawn as, if a chart says more than its sentence does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.charts.chart import Chart, Kind, Series
from bot.charts.labels import distinct, joined, shortened
from bot.charts.points import begin_of, group_of, is_part, scale_of, slice_labels
from bot.charts.wording import AXIS, described, metric_name, period_name, title, value_label
from knowledge.answers.answer import Answer, Number, Status
from knowledge.metrics.periods import Grain, Period, start_of, starts_within
from knowledge.questions.linking.words import WEEKDAYS
from knowledge.questions.plan import Intent, Plan

CATEGORIES = 20
SERIES = 6
LABEL = 20
_FEWEST = 3
"""Fewer points are read faster in a sentence."""
_PART, _IMMATURE = " (part)", " *"
_DRAWN = (Intent.VALUE, Intent.TREND, Intent.BREAKDOWN, Intent.COMPARE)
_MARKED = "* immature, may still change."
_MOST_SLICES = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Numbers by the name of their series and by their category, both in the order of the chart."""

    categories: Sequence[str]
    series: Mapping[str, Sequence[Number | None]]
    kind: Kind
    x_label: str
    cut: Sequence[str]


def chart_of(answer: Answer) -> Chart | None:
    """The chart of `answer`; None where a table or cases were asked for, or where there is too little to draw."""
    plan, numbers = answer.plan, answer.numbers
    if answer.status is not Status.ANSWERED or plan is None or plan.show or plan.intent not in _DRAWN or not numbers:
        return None
    if len({(number.metric, number.unit) for number in numbers}) > 1:
        return None
    grid = _over_time(plan, numbers, plan.every) if plan.every else _by_group(plan, numbers)
    return _drawn(plan, grid, numbers) if grid else None


def _drawn(plan: Plan, grid: _Grid, numbers: Sequence[Number]) -> Chart | None:
    scale, metric = scale_of(numbers), numbers[0].metric
    names, marks = distinct(list(grid.series), LABEL), _immature(grid)
    series = [
        Series(name=name, values=[scale.of(number.value) if number else None for number in drawn])
        for name, drawn in zip(names, grid.series.values(), strict=True)
    ]
    whole = [column for column in zip(*(one.values for one in series), strict=True) if None not in column]
    if len(whole) < _FEWEST or not any(value for column in whole for value in column):
        return None
    chart = Chart(
        kind=grid.kind,
        title=title(plan, metric),
        categories=distinct(_marked(grid.categories, marks), LABEL),
        series=series,
        x_label=shortened(grid.x_label, AXIS),
        y_label=value_label(plan, metric, scale.unit),
        alt_text="",
        cut=" ".join(grid.cut),
    )
    told = described(chart, scale.unit, [number for drawn in grid.series.values() for number in drawn if number])
    return replace(told, cut=f"{told.cut} {_MARKED}".strip()) if any(marks) else told


def _immature(grid: _Grid) -> Sequence[bool]:
    """Which categories are to be marked as immature: none where all are, as the caveat then speaks of all."""
    columns = zip(*grid.series.values(), strict=True)
    marks = [any(number and "immature" in number.flags for number in column) for column in columns]
    return [False] * len(marks) if all(marks) else marks


def _marked(names: Sequence[str], marks: Sequence[bool]) -> Sequence[str]:
    return [
        shortened(name, LABEL - len(_IMMATURE)) + _IMMATURE if is_immature else name
        for name, is_immature in zip(names, marks, strict=True)
    ]


def _over_time(plan: Plan, numbers: Sequence[Number], every: Grain) -> _Grid | None:
    """A line for each group; one alone is named for what it counts."""
    found: dict[tuple[str, ...], dict[date, Number]] = {}
    for number in numbers:
        start = begin_of(number, every)
        if start is not None:
            found.setdefault(group_of(number, plan.by), {})[start] = number
    kept, cut = _largest(found)
    starts = _without_gaps(sorted({start for points in kept.values() for start in points}), every)
    if not starts:
        return None
    shown = starts[-CATEGORIES:]
    parts = {start for points in kept.values() for start, number in points.items() if is_part(number, every)}
    labels = slice_labels(shown, every)
    return _Grid(
        categories=[f"{label}{_PART}" if at in parts else label for at, label in zip(shown, labels, strict=True)],
        series=dict(
            zip(
                distinct([_name(plan, group, numbers[0].metric) for group in kept], LABEL),
                ([points.get(start) for start in shown] for points in kept.values()),
                strict=True,
            )
        ),
        kind=Kind.LINE,
        x_label=every.value,
        cut=[*([_last_of(starts, every)] if len(shown) < len(starts) else []), *cut],
    )


def _name(plan: Plan, group: Sequence[str], metric: str) -> str:
    return joined(group, LABEL) if plan.by else metric_name(plan, metric, LABEL)


def _last_of(starts: Sequence[date], every: Grain) -> str:
    """What of a long series is drawn, and which slices would be few enough for all of it."""
    coarser = list(Grain)[list(Grain).index(every) + 1 :]
    whole = next((grain for grain in coarser if len({start_of(grain, start) for start in starts}) <= CATEGORIES), None)
    hint = f": ask by {whole.value} to see all of it" if whole else ""
    return f"The chart shows the last {CATEGORIES} of {len(starts)} {every.value}s{hint}."


def _without_gaps(starts: Sequence[date], every: Grain) -> Sequence[date]:
    """Every slice from the first to the last: a gap in time is to be seen as one."""
    if not starts:
        return starts
    before = [start for start, _ in zip(starts_within(every, starts[0], starts[-1]), range(_MOST_SLICES), strict=False)]
    return [*before, starts[-1]] if len(before) < _MOST_SLICES else starts


def _largest(
    found: Mapping[tuple[str, ...], Mapping[date, Number]],
) -> tuple[Mapping[tuple[str, ...], Mapping[date, Number]], list[str]]:
    """The groups with the most cases, in their order, and what to say of the others."""
    if len(found) <= SERIES:
        return found, []
    sizes = {name: sum(number.n for number in points.values()) for name, points in found.items()}
    largest = sorted(found, key=lambda name: -sizes[name])[:SERIES]
    kept = {name: points for name, points in found.items() if name in largest}
    return kept, [f"The chart shows the {SERIES} largest of {len(found)} groups."]


def _by_group(plan: Plan, numbers: Sequence[Number]) -> _Grid | None:
    """Bars, one a group; two beside each other where two periods are compared."""
    numbers = [number for number in numbers if any(group_of(number, plan.by))]
    periods = sorted({_ends(number.period) for number in numbers})
    groups = _in_order(plan, list(dict.fromkeys(group_of(number, plan.by) for number in numbers)))
    if not 1 <= len(periods) <= 2 or len(groups) < _FEWEST:
        return None
    shown = groups[:CATEGORIES]
    places = {(group_of(number, plan.by), _ends(number.period)): number for number in numbers}
    names = {_ends(number.period): period_name(number.period) for number in numbers}
    if len(periods) == 1:
        names = dict.fromkeys(periods, metric_name(plan, numbers[0].metric, LABEL))
    return _Grid(
        categories=[joined(group, LABEL) for group in shown],
        series={
            name: [places.get((group, period)) for group in shown]
            for period, name in zip(periods, distinct([names[period] for period in periods], LABEL), strict=True)
        },
        kind=Kind.BAR,
        x_label=" / ".join(name.replace("_", " ") for name in plan.by),
        cut=[f"The chart shows the first {CATEGORIES} of {len(groups)} groups."] if len(shown) < len(groups) else [],
    )


def _in_order(plan: Plan, groups: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """As they are ranked; but a whole week from its Monday on."""
    if plan.by != ("day_of_week",) or plan.limit or not {name for (name,) in groups} <= set(WEEKDAYS):
        return groups
    return sorted(groups, key=lambda group: WEEKDAYS.index(group[0]))


def _ends(period: Period) -> tuple[date, date]:
    return period.start or date.min, period.end or date.max
