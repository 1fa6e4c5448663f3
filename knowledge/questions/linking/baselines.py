"""What a period is held against: the one before it, or the same one of the year before, fairly where it is not over.

A whole calendar month is held against the whole month before (so are quarters, halves and years), a week against the
week before, n days against the n days before. A year before, whole weeks stand for the weeks 52 earlier, so that
weekdays meet, and everything else for the same dates. Of a period that is not over only the days before today count,
because what is imported at night knows nothing of today, and they are held against as many days of the other period.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.metrics.periods import Grain, Period, add_months, next_start, start_of, units_before, whole_months
from knowledge.questions.linking.baseline_words import Against as Against
from knowledge.questions.linking.baseline_words import Baseline as Baseline
from knowledge.questions.linking.baseline_words import baseline_marks as baseline_marks

ONE_DAY = timedelta(days=1)
WEEKS_OF_A_YEAR = timedelta(weeks=52)
WEEKS_OF_A_QUARTER = 13
_MONTHS_OF = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two periods that can be held against each other. `assumed` says in words what was cut so that they can."""

    period: Period
    baseline: Period
    assumed: tuple[str, ...] = ()


class NoSamePartError(ValueError):
    """The period lies in no one month, quarter or year whose days another one has too."""


def usual_period(against: Against, today: date) -> Period | None:
    """The period that is held against another one when none was named: the last complete unit, the year to date.

    None when the words say no unit either.
    """
    if against.unit is None:
        return None
    if against.unit is Grain.YEAR:
        return Period(start=start_of(Grain.YEAR, today), end=today + ONE_DAY)
    end = start_of(against.unit, today)
    return Period(start=units_before(against.unit, against.count or 1, end), end=end)


def compared(period: Period, against: Against, today: date) -> Comparison:
    """`period` and what it is held against. Raises ValueError for a period with an open end."""
    _, end = _ends(period)
    if against.within is not None:
        return _same_part(period, against.within, today)
    if against.how is Baseline.AFTER:
        return fair(period, following(period, against, today), today)
    whole = period if end <= today else _whole(period, against.unit, today)
    baseline = baseline_of(whole, against.how, against.unit, against.count)
    return _fairly(whole, baseline, today) if end > today else Comparison(period=period, baseline=baseline)


def following(period: Period, against: Against, today: date) -> Period:
    """The period behind `period`; with a count, `period` one unit later.

    Raises ValueError for an open end, for a unit that is longer than the period, and where it has not begun.
    """
    start, end = _ends(period)
    is_whole = against.unit is None or next_start(against.unit, start_of(against.unit, start)) <= end
    if not is_whole and not against.count:
        raise ValueError(f"the period is shorter than a {against.unit}")
    months = whole_months(start, end)
    if months:
        step = months if is_whole else _MONTHS_OF[against.unit or Grain.MONTH]
        later = Period(start=add_months(start, step), end=add_months(end, step))
    elif is_whole or against.unit is None:
        later = Period(start=end, end=end + (end - start))
    else:
        later = Period(
            start=units_before(against.unit, -1, start),
            end=units_before(against.unit, -1, end - ONE_DAY) + ONE_DAY,
        )
    if _ends(later)[0] > today:
        raise ValueError("the period behind that one has not begun")
    return later


def baseline_of(period: Period, how: Baseline, unit: Grain | None = None, count: int | None = None) -> Period:
    """The period that `period` is held against, of equal length in its own unit; whether it is over is not asked.

    A `unit` moves a period that is no longer than it back by one: a day held "week over week" by a week. With a `count`
    too it is the `count` units right before. Raises ValueError for a period with an open end.
    """
    start, end = _ends(period)
    if how is Baseline.YEAR_BEFORE:
        return _moved(start, end, Grain.YEAR)
    if unit is not None and count is not None:
        return Period(start=units_before(unit, count, start), end=start)
    if unit is not None and units_before(unit, 1, end) <= start:
        return _moved(start, end, unit)
    months = whole_months(start, end)
    return Period(start=add_months(start, -months) if months else start - (end - start), end=start)


def fair(period: Period, other: Period, today: date) -> Comparison:
    """Two periods that were both named. Where one is not over, both are cut to as many days as are.

    Periods of different kinds (a week and a month) are left as they are. Raises ValueError for an open end.
    """
    if _is_running(period, today) and (whole := _like(period, other, today)):
        return _fairly(whole, other, today)
    if _is_running(other, today) and (whole := _like(other, period, today)):
        turned = _fairly(whole, period, today)
        return Comparison(period=turned.baseline, baseline=turned.period, assumed=turned.assumed)
    return Comparison(period=period, baseline=other, assumed=_unequal(period, other))


def _same_part(period: Period, within: Period, today: date) -> Comparison:
    """The days of `period` that are over, against the same days of `within`: a month, quarter, half or year."""
    start, end = _ends(period)
    within_start, within_end = _ends(within)
    over = max(min(end, today), start + ONE_DAY)
    months = whole_months(within_start, within_end)
    unit = _unit_around(start, months)
    if not unit or over > add_months(unit, months) or (start.weekday() == 0 and not (end - start).days % 7):
        raise NoSamePartError
    moved = whole_months(unit, within_start)
    held_start = units_before(Grain.MONTH, -moved, start)
    held_end = min(units_before(Grain.MONTH, -moved, over - ONE_DAY) + ONE_DAY, within_end)
    if whole_months(start, over):
        held_end = add_months(held_start, whole_months(start, over))
    run, held = Period(start=start, end=over), Period(start=held_start, end=held_end)
    return Comparison(period=run, baseline=held, assumed=(_cut_words(run, held, today),) if over < end else ())


def _unit_around(day: date, months: int) -> date | None:
    """The first day of the month, quarter, half or year that holds `day`; None for other lengths."""
    if months not in (1, 3, 6, 12):
        return None
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _ends(period: Period) -> tuple[date, date]:
    if period.start is None or period.end is None:
        raise ValueError("a period with an open end has none to be held against")
    return period.start, period.end


def _is_running(period: Period, today: date) -> bool:
    start, end = _ends(period)
    return start <= today < end


def _whole(period: Period, unit: Grain | None, today: date) -> Period:
    """What will be over one day: of "this month" the month. Without such a unit, the days that are over."""
    start, end = _ends(period)
    if end > today + ONE_DAY:
        return period
    for grain in (unit, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR):
        if grain and start_of(grain, today) == start:
            return Period(start=start, end=next_start(grain, start))
    return Period(start=start, end=max(today, start + ONE_DAY))


def _like(running: Period, other: Period, today: date) -> Period | None:
    """The whole that `running` is a part of, of the kind of `other`; None when they are of different kinds."""
    start, end = _ends(running)
    months = whole_months(*_ends(other))
    if months and start.day != 1:
        return None
    other_start, other_end = _ends(other)
    last = add_months(start, months) if months else start + (other_end - other_start)
    if months and whole_months(*sorted((start, other_start))) % months:
        return None
    so_far = end == today + ONE_DAY and last > today
    return Period(start=start, end=last) if so_far or end == last else None


def _moved(start: date, end: date, unit: Grain) -> Period:
    """[start, end) one unit earlier: whole months stay whole, and a year before whole weeks keep their weekdays."""
    weeks, rest = divmod((end - start).days, 7)
    if unit in _MONTHS_OF and whole_months(start, end):
        months = _MONTHS_OF[unit]
        return Period(start=add_months(start, -months), end=add_months(end, -months))
    if unit is Grain.YEAR and not rest and start.weekday() == 0 and weeks <= WEEKS_OF_A_QUARTER:
        return Period(start=start - WEEKS_OF_A_YEAR, end=end - WEEKS_OF_A_YEAR)
    # the last day is moved, not the one behind it: 28 February stays the last one in a leap year's baseline too
    return Period(start=units_before(unit, 1, start), end=units_before(unit, 1, end - ONE_DAY) + ONE_DAY)


def _fairly(whole: Period, other: Period, today: date) -> Comparison:
    """As many days of both as are over of `whole`, and one at least."""
    start, end = _ends(whole)
    other_start, other_end = _ends(other)
    over = max(min(today, end), start + ONE_DAY)
    if over == end and end <= today:
        return Comparison(period=whole, baseline=other)
    a_year_apart = whole_months(other_start, start) == 12
    last = _moved(start, over, Grain.YEAR).end if a_year_apart else None
    cut = min(last or other_start + (over - start), other_end)
    run, held = Period(start=start, end=over), Period(start=other_start, end=cut)
    return Comparison(period=run, baseline=held, assumed=(_cut_words(run, held, today),))


def _cut_words(run: Period, held: Period, today: date) -> str:
    last, other_last = (_ends(one)[1] - ONE_DAY for one in (run, held))
    if last == today:
        return f"today is not over, and is compared with all of {_day(other_last)}"
    days = "" if _days(run) == _days(held) else f", {_days(held)} days to {_days(run)}"
    return f"one period is not over: the days to {_day(last)} are compared with those to {_day(other_last)}{days}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _unequal(period: Period, other: Period) -> tuple[str, ...]:
    months = {whole_months(*_ends(one)) for one in (period, other)}
    if _days(period) == _days(other) or (len(months) == 1 and 0 not in months):
        return ()
    return (f"the two periods have {_days(period)} and {_days(other)} days",)


def _days(period: Period) -> int:
    start, end = _ends(period)
    return (end - start).days
