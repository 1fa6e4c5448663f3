"""Periods of calendar days in the reporting time zone, half-open, and the grains that cut them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Grain(StrEnum):
    """What a time series is cut into. Weeks start on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `start` up to and without `end`; None is an open end: all that there is."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")


ALWAYS = Period()


def local_date(at: datetime, zone: ZoneInfo) -> date:
    """The calendar day of the instant `at` in `zone`."""
    return at.astimezone(zone).date()


def start_of(grain: Grain, day: date) -> date:
    """The first day of the `grain` that holds `day`: its label."""
    match grain:
        case Grain.DAY:
            return day
        case Grain.WEEK:
            return day - timedelta(days=day.weekday())
        case Grain.MONTH:
            return day.replace(day=1)
        case Grain.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Grain.YEAR:
            return day.replace(month=1, day=1)


def next_start(grain: Grain, start: date) -> date:
    """The first day of the `grain` after the one that starts on `start`."""
    match grain:
        case Grain.DAY:
            return start + timedelta(days=1)
        case Grain.WEEK:
            return start + timedelta(days=7)
        case Grain.MONTH:
            return add_months(start, 1)
        case Grain.QUARTER:
            return add_months(start, 3)
        case Grain.YEAR:
            return add_months(start, 12)


def add_months(first: date, months: int) -> date:
    """The first of a month, `months` later (or earlier, when negative)."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def starts_within(grain: Grain, start: date, end: date) -> Iterator[date]:
    """The labels of the grains that [start, end) touches, in order. A cut first one keeps its own start as label."""
    label = start_of(grain, start)
    while label < end:
        yield label
        try:
            label = next_start(grain, label)
        except (ValueError, OverflowError):  # past the year 9999
            return


def units_before(unit: Grain, count: int, day: date) -> date:
    """The day `count` units before `day` (after it, when negative); the last of its month where it does not exist.

    Raises ValueError or OverflowError before the year 1 and after the year 9999.
    """
    if unit in (Grain.DAY, Grain.WEEK):
        return day - timedelta(days=count * (7 if unit is Grain.WEEK else 1))
    first = add_months(day, -count * _MONTHS[unit])
    return min(first + timedelta(days=day.day - 1), add_months(first, 1) - timedelta(days=1))


def whole_months(start: date, end: date) -> int:
    """How many calendar months [start, end) is; 0 when it is not made of whole ones."""
    return (end.year - start.year) * 12 + end.month - start.month if start.day == end.day == 1 else 0


_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}
