"""The instants at which what is open is counted: the end of a period, or of each slice of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.metrics.periods import Grain, Period, local_date, next_start, starts_within


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Counted are the cases opened before `opened_before` and not resolved before `resolved_before`.

    The two differ by the hours after which a case is aged. `label` is the first day of the slice that ends here, None
    without slices.
    """

    opened_before: datetime
    resolved_before: datetime
    label: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What turns the end of a period into an instant: an open end is `as_of`.

    `aged_hours` is the age that a case must exceed to be counted, None where every open case is.
    """

    zone: ZoneInfo
    as_of: datetime
    aged_hours: float | None = None

    def moment(self, end: date | None, label: date | None = None) -> Moment:
        """The moment at which a period that ends with the beginning of `end` ends.

        How old a case will be at an end after `as_of` is not known, nor whether it will still be open: its age is
        taken as of then.
        """
        resolved_before = self.as_of if end is None else midnight(end, self.zone)
        if self.aged_hours is None:
            return Moment(opened_before=resolved_before, resolved_before=resolved_before, label=label)
        try:
            opened_before = min(resolved_before, self.as_of) - timedelta(hours=self.aged_hours)
        except OverflowError:  # before the first day of the calendar, when no case was opened
            opened_before = datetime.min.replace(tzinfo=UTC)
        return Moment(opened_before=opened_before, resolved_before=resolved_before, label=label)

    def moments(self, every: Grain, period: Period, first: date) -> Sequence[Moment]:
        """One a slice, from the period's start (an open one is `first`) to its end, but none of a slice to come."""
        known_until = local_date(self.as_of, self.zone) + timedelta(days=1)
        start, until = period.start or first, min(period.end or known_until, known_until)
        found = []
        for label in starts_within(every, start, until):
            after = next_start(every, label)
            is_cut = period.end is None and after >= known_until
            found.append(self.moment(None if is_cut else min(after, period.end or after), label))
        return found


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which `day` begins in `zone`, in UTC: Python compares two times of one zone by their clocks.

    The first and the last days of the calendar begin in UTC as near to that as can be said.
    """
    try:
        return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return datetime.combine(day, time.min, tzinfo=UTC)
