"""A change in words: from what to what, by how much, how certain. Every figure in them was computed."""

from dataclasses import dataclass
from math import ceil, floor

from knowledge.answers.answer import Number
from knowledge.answers.wording.figures import (
    bare_period_words,
    figure,
    has_digits,
    interval_words,
    percent,
    where_words,
)
from knowledge.answers.wording.subjects import metric_words, when_words
from knowledge.diagnostics.change import Change, Difference, Kind, Limits, Verdict
from knowledge.diagnostics.measuring import grain_of
from knowledge.metrics.metric import Measure, Metric
from knowledge.metrics.periods import Period
from knowledge.questions.plan import Plan

_EACH_DAY = " a day"
_MANY = 2
"""A count that grew to as many times as this is told in times, not in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sentence about a change speaks of. `before` is the earlier period, whichever was asked for first."""

    metric: Metric
    plan: Plan
    before: Period
    after: Period

    @property
    def subject(self) -> str:
        """The metric with its filters: "median time to resolve for product Billing"."""
        return f"{metric_words(self.metric, self.plan)}{where_words(self.plan.where)}"


def change_words(told: Told, change: Change) -> str:
    """What happened and how certain it is, as a clause: "escalation ratio rose from … to …, by …: …"."""
    found = change.difference
    if found.before.value is None or found.after.value is None:
        return f"{told.subject} cannot be compared: {_missing_words(told, found)}"
    course = f"{course_words(told, found)}{amount_words(found, told.metric)}"
    return f"{told.subject} {course}: {verdict_words(told, change)}"


def course_words(told: Told, found: Difference) -> str:
    """From what to what, with both periods: "rose from 4.1 % (August 2026) to 6.3 % (September 2026)"."""
    early, late = figures_of(found, told.metric)
    first, second = (short_period(told.metric, period) for period in (told.before, told.after))
    if found.pace != 1:
        days = [f"{round(side.days):,} days" for side in (found.before, found.after)]
        return f"went from {early} in {days[0]} ({first}) to {late} in {days[1]} ({second})"
    if early == late:
        return f"stayed at {early} ({first} and {second})"
    return f"{moved(found)} from {early} ({first}) to {late} ({second})"


def short_course(found: Difference, metric: Metric) -> str:
    """From what to what: "from 4.1 % to 6.3 %"."""
    early, late = figures_of(found, metric)
    return f"{early} in both periods" if early == late else f"from {early} to {late}"


def moved(found: Difference) -> str:
    """The verb that fits the direction; a count's is that of its plain numbers."""
    return "rose" if (found.after.value or 0) > (found.before.value or 0) else "fell"


def figures_of(found: Difference, metric: Metric) -> tuple[str, str]:
    """Both numbers as people write them."""
    return figure(found.before.value, metric.unit), figure(found.after.value, metric.unit)


def amount_words(found: Difference, metric: Metric) -> str:
    """By how much, with its interval, behind a comma; empty where both are the same to the eye, or nothing is known."""
    if found.change is None or (found.pace == 1 and len(set(figures_of(found, metric))) == 1):
        return ""
    if found.kind.is_counted:
        return _count_words(found)
    return f", by {size_words(found, metric)}"


def size_words(found: Difference, metric: Metric, down: str = "a fall of {}", up: str = "a rise of {}") -> str:
    """The size of a difference that is no count, with its interval; `down` and `up` name its ends where they differ."""
    size = points(abs(found.change or 0.0), metric)
    if not has_digits(size):
        size = "almost nothing" if found.change else "nothing"
    if found.low is None or found.high is None:
        return size
    if found.low < 0 < found.high:
        interval = f"{down.format(points(-found.low, metric))} to {up.format(points(found.high, metric))}"
    else:
        interval = _interval(found, metric)
    return f"{size} (95 % interval {interval})"


def points(value: float, metric: Metric) -> str:
    """A difference in its unit: 2.2 points · 3.5 h · 0.24."""
    return f"{percent(value)} points" if metric.unit == "share" else figure(value, metric.unit)


def verdict_words(told: Told, change: Change) -> str:
    """How certain it is, in plain words."""
    found, usual = change.difference, change.usual
    if not found.change and change.verdict is Verdict.USUAL:
        return "no change"
    match change.verdict:
        case Verdict.CLEAR if usual is not None:
            return "more than the usual variation"
        case Verdict.CLEAR:
            return f"a clear {'rise' if (found.change or 0) > 0 else 'fall'}"
        case Verdict.USUAL if found.verdict is Verdict.CLEAR:
            return f"more than chance alone would make, but still within what is usual for {slice_words_of(told.after)}"
        case Verdict.USUAL if usual is not None:
            return "within the usual variation"
        case Verdict.USUAL:
            return "not a clear change, it may be chance"
        case Verdict.TOO_SMALL:
            return "too few cases to tell whether anything changed"
        case Verdict.IMMATURE:
            return "too recent to tell, as the later number can still grow"
        case _:
            return "the two periods share days, so it cannot be said how certain that is"


def usual_words(told: Told, limits: Limits) -> str:
    """What is usual, by the slices before: "Usual for a month is 2.9 % to 15.9 %, by the 12 before."."""
    low, high = limits.low, limits.high
    if told.metric.unit == "cases":
        low, high = ceil(low), max(floor(high), ceil(low))
    shown = f"{figure(low, told.metric.unit)} to {figure(high, told.metric.unit)}"
    return f"Usual for {slice_words_of(told.after)} is {shown}, by the {limits.slices} before."


def slice_words_of(period: Period) -> str:
    """One slice like `period`: "a month", "90 days"."""
    grain = grain_of(period)
    if grain:
        return f"a {grain.value}"
    return f"{(period.end - period.start).days} days" if period.start and period.end else "such a period"


def short_period(metric: Metric, period: Period) -> str:
    """A period in brackets: September 2026 · 1 to 14 September 2026 · the end of September 2026."""
    if metric.measure is Measure.STOCK:
        return when_words(metric, period).removeprefix("at ")
    return bare_period_words(period)


def _count_words(found: Difference) -> str:
    """By how many and in proportion, by the day where the days differ: ", by 8 (by the day 35 % more; 95 % …)".

    Of periods that differ much in length the plain number says nothing: ", 44 % more a day (95 % interval …)".
    """
    plain = abs((found.after.value or 0) - (found.before.value or 0))
    if found.ratio is None or found.low is None or found.high is None or (found.pace == 1 and not plain):
        return ""
    size, interval = proportion_words(found)
    if size.endswith(_EACH_DAY) and found.pace == 1:  # 183 in 31 days is more than 180 in 30, and fewer by the day
        size = f"by the day {size.removesuffix(_EACH_DAY)}"
    return f", by {plain:,} ({size}; {interval})" if found.pace == 1 else f", {size} ({interval})"


def proportion_words(found: Difference) -> tuple[str, str]:
    """How two counts compare, and the interval of that: "35 % more a day", "95 % interval 4 % fewer to 91 % more"."""
    ratio, low, high = found.ratio or 0.0, found.low or 0.0, found.high or 0.0
    each = "" if found.kind is Kind.STOCK or _equal_days(found) else _EACH_DAY
    if ratio >= _MANY:
        times = f"{figure(ratio, 'times')} times as many{each}"
        return times, f"95 % interval {figure(low, 'times')} to {figure(high, 'times')} times"
    size = f"{_whole_percent(ratio)} % {'fewer' if ratio < 1 else 'more'}{each}"
    if low < 1 < high:
        return size, f"95 % interval {_whole_percent(low)} % fewer to {_whole_percent(high)} % more"
    near, far = sorted((low, high), key=lambda end: abs(end - 1))
    return size, f"95 % interval {_whole_percent(near)} to {_whole_percent(far)} %"


def _equal_days(found: Difference) -> bool:
    return round(found.before.days, 1) == round(found.after.days, 1)


def _whole_percent(ratio: float) -> str:
    """How far a ratio is from 1, in percent."""
    return f"{round(abs(ratio - 1) * 100):,}"


def _interval(found: Difference, metric: Metric) -> str:
    """The interval of a change that has one direction, without its sign."""
    near, far = sorted((abs(found.low or 0.0), abs(found.high or 0.0)))
    if metric.unit == "share":
        return f"{percent(near)} to {percent(far)}"
    change = abs(found.change or 0.0)
    return interval_words(Number(metric=metric.name, value=change, n=0, low=near, high=far, unit=metric.unit))


def _missing_words(told: Told, found: Difference) -> str:
    none = [period for side, period in ((found.before, told.before), (found.after, told.after)) if side.value is None]
    what = "quality review" if told.metric.source == "reviews" else "case"
    return " and ".join(f"no {what} comes into it {when_words(told.metric, period)}" for period in none)
