"""What any metric comes to over an export folder, by group and by slice of time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from math import isclose
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.oracle.clock import CLOCK, clock_label, first_day, following
from tests.oracle.definitions import DEFINITIONS, Definition, chosen, counted, reduced, shown_of
from tests.oracle.exported import Frame
from tests.oracle.frames import Limits, frames

NONE = "(none)"
REVIEW_DIMENSIONS = ("team", "product")
Value = float | int | None
Where = Mapping[str, Sequence[str]]
EVERYTHING: Where = {}
NO_TARGETS: Mapping[str, float] = {}


class Oracle:
    """Numbers over the CSV files of `folder`, counted anew for each question.

    A period is half-open and in `timezone`; None leaves its side open. Labels are texts: the hour of the day is "0" to
    "23", a slice of time the ISO date of its first day. `now` leaves out of `as_of` what the data says of the future.
    """

    def __init__(
        self,
        folder: Path,
        *,
        timezone: str = "UTC",
        early_hours: float = 24,
        aged_days: float = 14,
        sla_first_response: Mapping[str, float] = NO_TARGETS,
        sla_resolution: Mapping[str, float] = NO_TARGETS,
        now: datetime | None = None,
    ) -> None:
        self._zone = ZoneInfo(timezone)
        self._aged = timedelta(days=aged_days)
        limits = Limits(early_hours=early_hours, sla_first_response=sla_first_response, sla_resolution=sla_resolution)
        self._frames = frames(folder, self._zone, limits)
        spoken = self._frames.spoken
        past = spoken[spoken <= now] if now else spoken
        self.as_of: datetime | None = past.max().to_pydatetime() if len(past) else None

    @property
    def dimensions(self) -> Sequence[str]:
        """What a case can be grouped by, attributes included, times of the clock not."""
        return tuple(self._frames.dimensions)

    def value(
        self,
        metric: str,
        *,
        where: Where = EVERYTHING,
        start: date | None = None,
        end: date | None = None,
        statistic: str | None = None,
    ) -> Value:
        """The number. None where a share or a statistic has nothing to stand on."""
        return reduced(self._rows(metric, where, start, end), DEFINITIONS[metric], statistic)

    def parts(
        self, metric: str, *, where: Where = EVERYTHING, start: date | None = None, end: date | None = None
    ) -> tuple[int, int | None]:
        """How many rows the number stands on (of a share its denominator), and the numerator of a share."""
        return counted(self._rows(metric, where, start, end), DEFINITIONS[metric])

    def breakdown(
        self,
        metric: str,
        by: Sequence[str],
        *,
        where: Where = EVERYTHING,
        start: date | None = None,
        end: date | None = None,
        statistic: str | None = None,
    ) -> dict[tuple[str, ...], Value]:
        """The number of each group by its labels, one for each of `by`. A group with nothing in it is absent."""
        definition = DEFINITIONS[metric]
        groups = self._groups(self._rows(metric, where, start, end), definition, by)
        found = {labels: reduced(rows, definition, statistic) for labels, rows in groups}
        return {labels: value for labels, value in found.items() if value is not None}

    def series(
        self,
        metric: str,
        every: str,
        *,
        where: Where = EVERYTHING,
        start: date | None = None,
        end: date | None = None,
        statistic: str | None = None,
    ) -> dict[date, Value]:
        """The number of each slice by its first day, also where the period begins later than that.

        A count has every slice of the period; where a side is open, from the day the first case was opened, or from
        the first row that counts, to `as_of`. Of another metric a slice with nothing in it is absent.
        """
        definition = DEFINITIONS[metric]
        found = {
            first: reduced(rows, definition, statistic)
            for first, rows in self._sliced(metric, every, where=where, start=start, end=end)
        }
        return {first: value for first, value in found.items() if value is not None}

    def _sliced(
        self, metric: str, every: str, *, where: Where, start: date | None, end: date | None
    ) -> Iterator[tuple[date, Frame]]:
        """Each slice's rows; of what is open at an end those that are open at the slice's own, which may be cut."""
        dated = DEFINITIONS[metric].dated
        rows = self._rows(metric, where, start, end)
        days = self._days(rows[dated]) if dated else []
        narrow = shown_of(rows, DEFINITIONS[metric])
        labels = [first_day(every, day) for day in days]
        for first in self._slices(every, start, end, days):
            if dated:
                yield first, chosen(narrow, [label == first for label in labels])
            else:
                yield first, self._rows(metric, where, None, self._cut(following(every, first), end))

    def _slices(self, every: str, start: date | None, end: date | None, days: Sequence[date]) -> Iterator[date]:
        opened = self._days(self._frames.cases["opened_at"])
        last_spoken = [self.as_of.astimezone(self._zone).date()] if self.as_of else []
        begin = start or min([*days, *opened], default=None)
        until = end or max([*days, *last_spoken], default=date.min) + timedelta(days=1)
        first = first_day(every, begin) if begin else until
        while first < until:
            yield first
            first = following(every, first)

    def _cut(self, after: date, end: date | None) -> date | None:
        """The end of a slice; None, which is `as_of`, for the last slice of a period without an end."""
        if end is None and self.as_of and after > self.as_of.astimezone(self._zone).date():
            return None
        return min(after, end or after)

    def _rows(self, metric: str, where: Where, start: date | None, end: date | None) -> Frame:
        """The rows of the period that every filter lets through."""
        definition = DEFINITIONS[metric]
        rows = self._open(metric, end) if definition.dated is None else self._dated(definition, start, end)
        for dimension, values in where.items():
            rows = chosen(rows, [label in values for label in self._labels(rows, definition, dimension)])
        return rows

    def _dated(self, definition: Definition, start: date | None, end: date | None) -> Frame:
        rows = self._frames.reviews if definition.reviews else self._frames.cases
        rows = rows[rows[definition.dated].notna()]
        inside = [
            (start is None or day >= start) and (end is None or day < end) for day in self._days(rows[definition.dated])
        ]
        return chosen(rows, inside)

    def _open(self, metric: str, end: date | None) -> Frame:
        """Opened before the end and not resolved before it."""
        moment = datetime.combine(end, time(), self._zone).astimezone(UTC) if end else self.as_of
        cases = self._frames.cases
        if moment is None:
            return cases
        is_open = (cases["opened_at"] < moment) & ~(cases["resolved_at"] < moment)
        aged = moment - cases["opened_at"] > self._aged
        return cases[is_open & aged] if metric == "aged_cases" else cases[is_open]

    def _days(self, times: Frame) -> Sequence[date]:
        return [found.date() for found in times.dt.tz_convert(self._zone)]

    def _groups(
        self, rows: Frame, definition: Definition, by: Sequence[str]
    ) -> Iterator[tuple[tuple[str, ...], Frame]]:
        places = defaultdict(list)
        for place, key in enumerate(zip(*(self._labels(rows, definition, name) for name in by), strict=True)):
            places[key].append(place)
        narrow = shown_of(rows, definition)
        for key in sorted(places):
            yield key, narrow.iloc[places[key]]

    def _labels(self, rows: Frame, definition: Definition, dimension: str) -> Sequence[str]:
        if dimension in CLOCK:
            if definition.dated is None:
                raise ValueError("what is open at an end has no time of its own")
            clock = rows[definition.dated].dt.tz_convert(self._zone)
            return [clock_label(dimension, found.to_pydatetime()) for found in clock]
        if dimension == "reason" and not definition.escalated_only:
            raise ValueError("only what has escalated has a reason")
        if definition.reviews and dimension not in REVIEW_DIMENSIONS:
            raise ValueError(f"a review has no {dimension}")
        return [found or NONE for found in rows[self._frames.dimensions[dimension]]]


def same(mine: Value, theirs: Value) -> bool:
    """Whether two numbers are one: a count exactly, anything else to a billionth."""
    if mine is None or theirs is None:
        return mine is theirs
    return mine == theirs if isinstance(theirs, int) else isclose(mine, theirs, rel_tol=1e-9, abs_tol=1e-9)
