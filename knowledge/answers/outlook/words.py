"""An overview in words: numbers beside each other, what changed as a question, and how fresh the data is."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.answers.changes.words import Told, figures_of
from knowledge.answers.outlook.slices import Slices
from knowledge.answers.wording.figures import day, dimension_words, slice_words
from knowledge.answers.wording.subjects import capital, metric_words
from knowledge.diagnostics.change import Change, Verdict
from knowledge.metrics.metric import Measure, Metric
from knowledge.metrics.periods import Grain, Period

_NOT_A_CHANGE = {
    Verdict.TOO_SMALL: "too few cases to tell whether that is a change",
    Verdict.IMMATURE: "too recent to tell, as the number can still grow",
}
_LABEL = 40
"""Characters of a value in a title."""


def headline_sentence(told: Told, change: Change, slices: Slices, *, alone: bool) -> str:
    """The latest number, beside the one before unless it stands `alone`, and whether that is a change."""
    found, title = change.difference, capital(metric_words(told.metric, told.plan))
    early, late = figures_of(found, told.metric)
    now = f"{title}: {late} {_when(told.metric, slices, told.after)}"
    if alone or found.before.value is None:
        return f"{now}." if not found.after.immature else f"{now}; {_NOT_A_CHANGE[Verdict.IMMATURE]}."
    before = f"the {slices.grain.value} before"
    if early == late:
        return f"{now}, as {before}."
    if change.verdict is Verdict.CLEAR:
        way = "up" if (found.change or 0) > 0 else "down"
        sure = "more than the usual variation" if change.usual else "a clear change"
        return f"{now}, {way} from {early} {before}: {sure}."
    nothing = "within what is usual" if change.usual else "no clear change"
    return f"{now}, after {early} {before}: {_NOT_A_CHANGE.get(change.verdict, nothing)}."


def trend_question(told: Told, slices: Slices) -> str:
    """What gives the whole series."""
    about = capital(metric_words(told.metric, told.plan))
    return f"{about} by {slices.grain.value} {_span_words(slices)}"


def value_question(told: Told, slices: Slices) -> str:
    """What gives the latest number alone."""
    return f"{capital(metric_words(told.metric, told.plan))} {_when(told.metric, slices, told.after)}"


def why_question(metric: Metric, slices: Slices, dimension: str = "", label: str = "") -> str:
    """What explains the change of the latest slice, of all cases or of those with the value `label`."""
    of = f" for {dimension_words(dimension)} {label}" if dimension else ""
    the = "" if metric.measure is Measure.COUNT else "the "
    return f"Why did {the}{metric.title}{of} change {_in(slices, slices.after)}?"


def why_title(metric: Metric, slices: Slices, *, rose: bool, dimension: str = "", label: str = "") -> str:
    """A change as it is offered: "Escalations in Billing went up in October: why?"."""
    shown = label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…"
    kind = "" if dimension == "product" else f"{dimension_words(dimension)} "
    of = f" in {kind}{shown}" if dimension else ""
    return f"{capital(metric.title)}{of} {'went up' if rose else 'went down'} {short_when(slices)}: why?"


def short_when(slices: Slices) -> str:
    """The latest slice as a title says it: "in October", "in the week of 9 November"."""
    start = slices.after.start
    if start is None:
        return "lately"
    return f"in {start:%B}" if slices.grain is Grain.MONTH else f"in the week of {start.day} {start:%B}"


def freshness_sentence(as_of: datetime, today: date, zone: ZoneInfo) -> str:
    """As of when the data is, and whether that is old."""
    at = as_of.astimezone(zone)
    since = (today - at.date()) // timedelta(days=1)
    if since <= 1:
        return f"Data as of {day(at.date())}, {at:%H:%M} ({zone})."
    return f"The data ends on {day(at.date())}, {since:,} days ago: later cases are not in it."


def period_in_question(slices: Slices) -> str:
    """The latest slice as a question says it."""
    return _in(slices, slices.after)


def _when(metric: Metric, slices: Slices, period: Period) -> str:
    if metric.measure is not Measure.STOCK:
        return _in(slices, period)
    last = period.end - timedelta(days=1) if period.end else None
    whole = slices.grain is Grain.MONTH or last is None
    return f"at the end of {_slice(slices, period) if whole or last is None else day(last)}"


def _in(slices: Slices, period: Period) -> str:
    words = _slice(slices, period)
    return f"in {words}" if slices.grain is Grain.MONTH else f"in the {words}"


def _slice(slices: Slices, period: Period) -> str:
    return slice_words(slices.grain, period.start) if period.start else ""


def _span_words(slices: Slices) -> str:
    """The series as a question says it: "from November 2025 to October 2026"; of weeks with the days."""
    start, end = slices.whole.start, slices.whole.end
    if start is None or end is None:
        return ""
    last = end - timedelta(days=1)
    if slices.grain is Grain.MONTH:
        first, latest = f"{start:%B} {start.year}", f"{last:%B} {last.year}"
        return f"in {latest}" if first == latest else f"from {first} to {latest}"
    return f"from {day(start)} to {day(last)}"
