"""The days of a sample: how many cases are opened on each, and at which hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from knowledge.errors import UnusableInput

WEEKS = 78
WEEKDAY_WEIGHTS = (1.18, 1.1, 1.05, 1.0, 0.92, 0.32, 0.28)
HOUR_WEIGHTS = (1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 18, 16, 13, 15, 17, 16, 13, 9, 6, 5, 4, 3, 2, 1)
HOURS = tuple(hour for hour, weight in enumerate(HOUR_WEIGHTS) for _ in range(weight))
OFFSETS = {"EMEA": 1, "AMER": -6, "APAC": 9, "LATAM": -3}
GROWTH = 0.3
SEASON = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The half-open span [first, end) that the cases are opened in, and in which everything happens."""

    first: datetime
    end: datetime

    @property
    def days(self) -> int:
        return (self.end - self.first).days

    def weeks_before_the_end(self, weeks: int) -> date:
        """A Monday, about so many weeks before the data ends."""
        day = self.end.date() - timedelta(weeks=weeks)
        return day - timedelta(days=day.weekday())

    def opened_per_day(self, cases: int) -> Iterator[tuple[datetime, int]]:
        """Each day's beginning with the number of cases opened on it; the numbers sum to `cases`."""
        starts = [self.first + timedelta(days=day) for day in range(self.days)]
        weights = list(accumulate(_weight(start, place / self.days) for place, start in enumerate(starts)))
        before = 0
        for start, weight in zip(starts, weights, strict=True):
            so_far = round(cases * weight / weights[-1])
            yield start, so_far - before
            before = so_far


def history_until(until: datetime) -> History:
    """The 78 weeks that end with the beginning of the day of `until`, in its own zone.

    Raises UnusableInput when `until` has no zone or lies before 1990.
    """
    if until.tzinfo is None:
        raise UnusableInput(f"The end of a sample needs a time zone, got {until.isoformat()}.")
    if until.year < 1990:
        raise UnusableInput(f"A sample cannot end as early as {until.isoformat()}.")
    end = datetime.combine(until.date(), time(), until.tzinfo).astimezone(UTC)
    return History(first=end - timedelta(weeks=WEEKS), end=end)


def year_end(day: date) -> bool:
    """Whether the day lies in the weeks before and after the holidays, when shops are busiest."""
    return (day.month == 11 and day.day >= 18) or (day.month == 12 and day.day <= 28)


def moment_of(rng: Random, start: datetime, region: str) -> datetime:
    """A moment within the 24 hours from `start` at which a customer of `region` writes."""
    hour = HOURS[int(rng.random() * len(HOURS))] - OFFSETS[region]
    second = hour * 3600 + int(rng.random() * 3600) - start.hour * 3600 - start.minute * 60
    return start + timedelta(seconds=second % 86400)


def _weight(day: datetime, progress: float) -> float:
    """How busy a day is; `progress` is its place in the history, 0 to 1."""
    # A day may begin in the evening of the one before in UTC, so its middle says which day it is.
    noon = day + timedelta(hours=12)
    return WEEKDAY_WEIGHTS[noon.weekday()] * (1 + GROWTH * progress) * (SEASON if year_end(noon.date()) else 1)
