"""Which weeks or months an overview speaks of: those that are over and that the data covers."""

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.metrics.periods import Grain, Period, next_start, start_of, units_before

PERIODS = 12
"""So many slices make a series."""
_FEWEST_MONTHS = 3
"""With fewer complete months of data, weeks tell more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slices:
    """The latest complete week or month, the one before it, and the `whole` series that ends with the latest.

    `begins` is the first day with data: a slice that starts earlier is not covered.
    """

    grain: Grain
    before: Period
    after: Period
    whole: Period
    begins: date

    def covers(self, period: Period) -> bool:
        """Whether the data covers all of `period`, which is one of the slices."""
        return period.start is not None and period.start >= self.begins


def latest_slices(today: date, *, begins: date, ends: date) -> Slices | None:
    """Months, else weeks; None when the data covers neither. `begins` and `ends` are the first and last day with data.

    What is complete is over `today` and the data does not end before its last day.
    """
    found = [
        slices for grain in (Grain.MONTH, Grain.WEEK) if (slices := _slices(grain, min(today, _after(ends)), begins))
    ]
    months = [one for one in found if one.grain is Grain.MONTH and _count(one) >= _FEWEST_MONTHS]
    return next(iter([*months, *(one for one in found if one.grain is Grain.WEEK), *found]), None)


def _slices(grain: Grain, until: date, begins: date) -> Slices | None:
    end = start_of(grain, until)
    start = units_before(grain, 1, end)
    if start < begins:
        return None
    first = max(units_before(grain, PERIODS, end), start_of(grain, begins))
    first = first if first >= begins else next_start(grain, first)
    return Slices(
        grain=grain,
        before=Period(start=units_before(grain, 1, start), end=start),
        after=Period(start=start, end=end),
        whole=Period(start=first, end=end),
        begins=begins,
    )


def _count(slices: Slices) -> int:
    start, end, count = slices.whole.start, slices.whole.end, 0
    while start and end and start < end:
        start, count = next_start(slices.grain, start), count + 1
    return count


def _after(day: date) -> date:
    return day + timedelta(days=1)
