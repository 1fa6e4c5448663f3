"""Numbers, periods and filters as people write them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from knowledge.answers.answer import Number
from knowledge.metrics.catalogue import DIMENSIONS, Metric
from knowledge.metrics.periods import Grain, Period, next_start, start_of

NOT_KNOWN = "-"
_PERCENT = 100
_DAY = 24
_HOURS_IN = {"min": 1 / 60, "h": 1, "days": _DAY}
_MEANS = ("score", "handoffs")
_PLURALS = {
    "status": "statuses",
    "day_of_week": "days of the week",
    "hour_of_day": "hours of the day",
}
_NAMED = 4
_MANY = 20
"""So many values of one filter are counted, and none of them named."""


def figure(value: float | int | None, unit: str, *, like: float | None = None) -> str:
    """A raw value in its unit, rounded for people: 1,234 · 7.4 % · 3.5 h · 3.1 days · "-" where there is none.

    A duration is told in what fits it, or in what fits the hours it is to be read `like`.
    """
    if value is None:
        return NOT_KNOWN
    if unit == "share":
        return f"{percent(value)} %"
    if unit == "hours":
        return _duration(value, _scale_of(value if like is None else like))
    if unit in _MEANS:
        return f"{value:,.{_decimals_of(unit, value)}f}"
    return _plain(value)


def percent(value: float) -> str:
    """A share of 0 to 1 in percent with one decimal, without its sign."""
    return f"{value * _PERCENT:.1f}"


def has_digits(shown: str) -> bool:
    """Whether a figure, as it is shown, is anything but 0."""
    return any(digit in shown for digit in "123456789")


def signed(value: float | None, unit: str, *, like: float | None = None) -> str:
    """A part of a change, with its sign: +2.2 (points of a share) · -3.5 h · 0; `like`: see figure."""
    if value is None:
        return NOT_KNOWN
    shown = percent(abs(value)) if unit == "share" else figure(abs(value), unit, like=like)
    sign = "" if not has_digits(shown) else "-" if value < 0 else "+"
    return f"{sign}{shown}"


def figure_with_interval(number: Number) -> str:
    """A number with what it was computed over and its interval, where it has them."""
    shown = figure(number.value, number.unit)
    if number.value is None or number.unit == "cases":
        return shown
    n = f"n = {number.n:,}" if number.numerator is None else f"{number.numerator:,} of {number.n:,}"
    if number.low is None or number.high is None:
        return f"{shown} ({n})"
    return f"{shown} ({n}; 95 % interval {interval_words(number)})"


def interval_words(number: Number) -> str:
    """The two ends of an interval in the unit of its number: 6.2 to 8.8 % · 1.8 to 4.0 days."""
    ends = number.low or 0, number.high or 0
    if number.unit == "share":
        return f"{percent(ends[0])} to {percent(ends[1])} %"
    scale = _scale_of(number.value or 0) if number.unit == "hours" else ""
    low, high = (end / _HOURS_IN.get(scale, 1) for end in ends)
    decimals = _decimals_of(number.unit, high)
    if float(low).is_integer() and float(high).is_integer():
        decimals = 0
    return f"{low:,.{decimals}f} to {high:,.{decimals}f} {scale}".rstrip()


def _scale_of(hours: float) -> str:
    """What a duration is told in: minutes up to one hour, days from two on."""
    if abs(hours) < 1:
        return "min"
    return "h" if abs(hours) < 2 * _DAY else "days"


def _duration(hours: float, scale: str) -> str:
    return f"{_plain(hours / _HOURS_IN[scale])} {scale}"


def _decimals_of(unit: str, value: float) -> int:
    """Small means need their second decimal."""
    return 2 if unit in _MEANS and abs(value) < 10 else 1


def _plain(value: float | int) -> str:
    """With commas, and with a decimal only where it says something."""
    return f"{value:,.1f}".removesuffix(".0")


def day(at: date) -> str:
    """A day as it is written in a sentence: 5 October 2026."""
    return f"{at.day} {at:%B %Y}"


def period_words(period: Period | None) -> str:
    """From and to, both inclusive, as people say it; "in all the data" without ends."""
    if period is None or (period.start is None and period.end is None):
        return "in all the data"
    last = period.end - timedelta(days=1) if period.end else None
    whole = whole_slice(period)
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


def bare_period_words(period: Period | None) -> str:
    """A period without the word that a sentence needs before it: October 2026 · 1 to 14 October 2026."""
    words = period_words(period)
    for opening in ("in ", "from ", "on "):
        words = words.removeprefix(opening)
    return words


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


def whole_slice(period: Period) -> str | None:
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
        if len(values) > _MANY:
            parts.append(f"{len(values):,} {dimensions_words(name)}")
            continue
        more = [f"{len(values) - _NAMED} more"] if len(values) > _NAMED else []
        parts.append(f"{dimension_words(name)} {' or '.join([*values[:_NAMED], *more])}")
    return f" for {' and '.join(parts)}" if parts else ""


def dimension_words(name: str) -> str:
    """A dimension in the singular: account tier. A kept attribute is called as the export calls it."""
    return name.replace("_", " ") if name in DIMENSIONS else name


def dimensions_words(name: str) -> str:
    """A dimension in the plural: account tiers. Of a kept attribute, which may be no noun: values of resolved_by."""
    if name not in DIMENSIONS:
        return f"values of {name}"
    if name in _PLURALS:
        return _PLURALS[name]
    words = dimension_words(name)
    if words.endswith("y") and words[-2:-1] not in "aeiou":
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith(("s", "x", "ch")) else f"{words}s"


def sparkline(values: Sequence[float | int | None]) -> str:
    """One character a value, from the lowest to the highest bar; a blank where there is none."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    top = max(known) or 1
    bars = "▁▂▃▄▅▆▇█"
    return "".join(" " if value is None else bars[round(value / top * (len(bars) - 1))] for value in values)
