"""What the words for a stretch of the calendar come to: a period, one of every year or week, or a doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.metrics.periods import Period, add_months
from knowledge.questions.linking.calendar_words import Calendar

Words = Sequence[str]
ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
_A_LEAP_YEAR = 2024
_A_YEAR_OF_53_WEEKS = 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """From where a question is asked: `today` is the day in the reporting time zone."""

    today: date
    calendar: Calendar

    @property
    def tomorrow(self) -> date:
        """The day before which everything lies that "so far" covers."""
        return self.today + ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """Of every year a day (`day` given), so many whole months, or (`week` given) the ISO week of that number."""

    month: int = 1
    day: int | None = None
    months: int = 1
    week: int | None = None

    def of(self, year: int) -> Period | None:
        """The one of `year`; None when that year has no such day or week."""
        try:
            if self.week:
                start = date.fromisocalendar(year, self.week, 1)
                return Period(start=start, end=start + ONE_WEEK)
            start = date(year, self.month, self.day or 1)
            return Period(start=start, end=start + ONE_DAY if self.day else add_months(start, self.months))
        except (ValueError, OverflowError):
            return None

    def latest(self, now: Now) -> Period | None:
        """The latest one that has begun today; None for one that no year has."""
        return self.latest_by(now.today)

    def latest_by(self, begun_by: date) -> Period | None:
        """The latest one that has begun on `begun_by`."""
        # Two leap years can be eight years apart, and the first ISO week can begin in the year before.
        candidates = (self.of(begun_by.year + 1 - back) for back in range(10))
        return next((p for p in candidates if p and p.start and p.start <= begun_by), None)

    def earliest(self, not_before: date) -> Period | None:
        """The earliest one that begins on or after `not_before`."""
        candidates = (self.of(not_before.year - 1 + ahead) for ahead in range(10))
        return next((p for p in candidates if p and p.start and p.start >= not_before), None)

    @property
    def exists(self) -> bool:
        """Whether any year has it."""
        return self.of(_A_YEAR_OF_53_WEEKS if self.week else _A_LEAP_YEAR) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """A day of every week, 0 is Monday."""

    weekday: int

    def latest(self, now: Now) -> Period:
        """The latest one before today: nobody calls today by its name."""
        return self.latest_by(now.today - ONE_DAY)

    def latest_by(self, begun_by: date) -> Period:
        """The latest one that has begun on `begun_by`."""
        start = begun_by - timedelta(days=(begun_by.weekday() - self.weekday) % 7)
        return Period(start=start, end=start + ONE_DAY)

    def earliest(self, not_before: date) -> Period:
        """The earliest one that begins on or after `not_before`."""
        return self.latest_by(not_before + timedelta(days=6))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that name no one stretch: what could be said in their place."""

    choices: tuple[str, ...]


Recurring = Yearly | Weekly
Span = Period | Yearly | Weekly | Doubt


@dataclass(frozen=True, slots=True)
class Said:
    """What the words [first, last) name."""

    first: int
    last: int
    span: Span


NO_SUCH_DATE = Doubt(("last month", "last 90 days"))


def period_of(span: Span | None, now: Now) -> Period | None:
    """The period, of a recurring one the latest that has begun; None for a doubt."""
    if isinstance(span, Recurring):
        return span.latest(now)
    return span if isinstance(span, Period) else None


def bounds(period: Period | None) -> Iterator[tuple[date, date]]:
    """The two ends of a period that has both; nothing for another one."""
    if period and period.start and period.end:
        yield period.start, period.end


def day_span(start: date) -> Period:
    """One day."""
    return Period(start=start, end=start + ONE_DAY)


def is_one_day(period: Period) -> bool:
    """Whether a period is a single day."""
    return bool(period.start and period.end == period.start + ONE_DAY)


def word(words: Words, at: int) -> str:
    """The word at `at`, "" past either end."""
    return words[at] if 0 <= at < len(words) else ""


def behind(words: Words, first: int, phrases: Sequence[tuple[str, ...]]) -> int | None:
    """Where the words go on behind the longest of `phrases` that stands at `first`; None when none does."""
    starting = word(words, first)
    found = [len(p) for p in phrases if p[0] == starting and tuple(words[first : first + len(p)]) == p]
    return first + max(found) if found else None
