"""The numbers of an answer as points: what each is about along the one axis, and which line or bar it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from statistics import median

from knowledge.answers.answer import Number
from knowledge.answers.wording.figures import slice_words
from knowledge.metrics.catalogue import METRICS, Measure
from knowledge.metrics.periods import Grain, next_start, start_of

_GRAINS = {grain.value: grain for grain in Grain}
_DAY_HOURS = 24
_LONG_DAYS = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """How raw values are drawn: divided by `size`, with so many `decimals`, in `unit`, which may be empty."""

    unit: str
    size: float
    decimals: int

    def of(self, value: float | int | None) -> float | None:
        """None for what cannot be drawn."""
        if value is None or isinstance(value, bool) or not isfinite(value):
            return None
        return round(value / self.size, self.decimals)


def scale_of(numbers: Sequence[Number]) -> Scale:
    """Shares in percent, durations in what fits their median, as in tables, all else as it is."""
    unit = numbers[0].unit
    if unit == "share":
        return Scale("%", 0.01, 1)
    if unit != "hours":
        return Scale("", 1, 0 if unit == "cases" else 2)
    known = [abs(number.value) for number in numbers if number.value is not None and isfinite(number.value)]
    usual = median(known) if known else 1
    if usual < 1:
        return Scale("minutes", 1 / 60, 1)
    return Scale("hours", 1, 1) if usual < _LONG_DAYS * _DAY_HOURS else Scale("days", _DAY_HOURS, 1)


def group_of(number: Number, by: Sequence[str]) -> tuple[str, ...]:
    """The names of the group that `number` is about, one for each of `by`; empty ones where it is about all."""
    return tuple(_value(name, number.where.get(name, ())) for name in by)


def begin_of(number: Number, every: Grain) -> date | None:
    """The first day of the slice of time that `number` is about; None where it is about all time."""
    start = number.period.start
    return start_of(every, start) if start else None


def is_part(number: Number, every: Grain) -> bool:
    """Whether the slice is cut, so that it holds less than a whole one would. What is open is open at its end."""
    metric = METRICS.get(number.metric)
    if metric is not None and metric.measure is Measure.STOCK:
        return False
    start, end = number.period.start, number.period.end
    return start is not None and (start != start_of(every, start) or end != next_start(every, start))


def slice_labels(starts: Sequence[date], every: Grain, *, with_year: bool = False) -> list[str]:
    """Short names of slices; of days and weeks the year only where there are several, or `with_year`."""
    years = with_year or len({start.year for start in starts}) > 1
    return [_slice_label(start, every, with_year=years) for start in starts]


def _slice_label(start: date, every: Grain, *, with_year: bool) -> str:
    match every:
        case Grain.DAY | Grain.WEEK:
            return f"{start.day} {start:%b}{f' {start.year}' if with_year else ''}"
        case Grain.MONTH:
            return f"{start:%b} {start.year}"
        case Grain.QUARTER | Grain.YEAR:
            return slice_words(every, start)


def _value(name: str, values: Sequence[str]) -> str:
    text = " + ".join(values)
    if name == "hour_of_day" and text:
        return f"{text}:00"
    if name not in _GRAINS:
        return text
    try:
        return _slice_label(date.fromisoformat(text), _GRAINS[name], with_year=True)
    except ValueError:
        return text
