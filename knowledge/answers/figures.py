"""Numbers, periods and filters as people write them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from knowledge.answers.answer import Number
from knowledge.metrics.catalogue import Metric
from knowledge.metrics.periods import Grain, Period, next_start, start_of

_PERCENT = 100


def figure(value: float | int | None, unit: str) -> str:
    """A raw value in its unit: 1,234 · 7.4 % · 3.5 h · "-" where there is none."""
    if value is None:
        return "-"
    if unit == "share":
        return f"{percent(value)} %"
    shown = f"{int(value):,}" if float(value).is_integer() else f"{value:,.1f}"
    return f"{shown} h" if unit == "hours" else shown


def percent(value: float) -> str:
    """A share of 0 to 1 in percent with one decimal, without its sign."""
    return f"{value * _PERCENT:.1f}"


def figure_with_interval(number: Number) -> str:
    """A number and, where it has one, its interval and what it was computed over."""
    shown = figure(number.value, number.unit)
    if number.low is None or number.high is None or number.numerator is None:
        return shown
    interval = f"95 % interval {percent(number.low)} to {percent(number.high)} %"
    return f"{shown} ({number.numerator:,} of {number.n:,}; {interval})"


def day(at: date) -> str:
    """A day as it is written in a sentence: 5 October 2026."""
    return f"{at.day} {at:%B %Y}"


def period_words(period: Period | None) -> str:
    """From and to, both inclusive, as people say it; "in all the data" without ends."""
    if period is None or (period.start is None and period.end is None):
        return "in all the data"
    last = period.end - timedelta(days=1) if period.end else None
    whole = _whole_slice(period)
    if whole:
        return f"in {whole}"
    if period.start is None:
        return f"up to {day(last)}" if last else "in all the data"
    if last is None:
        return f"since {day(period.start)}"
    if last <= period.start:
        return f"on {day(period.start)}"
    if period.start.year == last.year:
        return f"from {period.start.day} {period.start:%B} to {day(last)}"
    return f"from {day(period.start)} to {day(last)}"


def slice_words(every: Grain, start: date) -> str:
    """The time slice that starts on `start`: a day, week of a day, October 2026, Q4 2026, 2026."""
    match every:
        case Grain.DAY:
            return day(start)
        case Grain.WEEK:
            return f"week of {day(start)}"
        case Grain.MONTH:
            return f"{start:%B %Y}"
        case Grain.QUARTER:
            return f"Q{(start.month + 2) // 3} {start.year}"
        case Grain.YEAR:
            return str(start.year)


def _whole_slice(period: Period) -> str | None:
    """The month, quarter or year that `period` is; None when it is none."""
    if period.start is None or period.start.day != 1:
        return None
    grains = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
    fits = (every for every in grains if start_of(every, period.start) == period.start)
    found = next((every for every in fits if next_start(every, period.start) == period.end), None)
    return slice_words(found, period.start) if found else None


def definition_words(metric: Metric) -> str:
    """What a metric is, in a line; its title goes before a definition that does not begin with it."""
    words = metric.definition if metric.definition.startswith(metric.title) else f"{metric.title}: {metric.definition}"
    return f"{words[:1].upper()}{words[1:]}"


def where_words(where: Mapping[str, Sequence[str]]) -> str:
    """The filters in words, with a leading blank: " for product Billing or Checkout"; empty without any."""
    parts = []
    for name, values in where.items():
        shown = list(values[:4]) + ([f"{len(values) - 4} more"] if len(values) > 4 else [])
        parts.append(f"{name.replace('_', ' ')} {' or '.join(shown)}")
    return f" for {' and '.join(parts)}" if parts else ""


def sparkline(values: Sequence[float | int | None]) -> str:
    """One character a value, from the lowest to the highest bar; a blank where there is none."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    top = max(known) or 1
    bars = "▁▂▃▄▅▆▇█"
    return "".join(" " if value is None else bars[round(value / top * (len(bars) - 1))] for value in values)
