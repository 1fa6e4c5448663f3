"""Numbers, periods and filters as people write them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from knowledge.answers.answer import Number
from knowledge.metrics.periods import Period

_PERCENT = 100


def figure(value: float | int | None, unit: str) -> str:
    """A raw value in its unit: 1,234 · 7.4 % · 3.5 hours · "-" where there is none."""
    if value is None:
        return "-"
    if unit == "share":
        return f"{percent(value)} %"
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.1f}"


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
    if period.start is None:
        return f"up to {day(last)}" if last else "in all the data"
    if last is None:
        return f"since {day(period.start)}"
    if last <= period.start:
        return f"on {day(period.start)}"
    return f"from {day(period.start)} to {day(last)}"


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
