"""The two ends of a stretch: "between A and B", "5 to 12 October", "this week from Tuesday to Thursday"."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from knowledge.metrics.periods import Period
from knowledge.questions.linking.calendar_words import (
    BEGUN,
    COMPARING,
    DAY_ORDINALS,
    GRAINS,
    MONTHS,
    TO,
    WEEKDAY_NUMBERS,
)
from knowledge.questions.linking.dates import named
from knowledge.questions.linking.dates.numbers import year_at
from knowledge.questions.linking.dates.outer import outer_at
from knowledge.questions.linking.dates.parts import WEEK_WORDS
from knowledge.questions.linking.dates.spans import (
    NO_SUCH_DATE,
    Doubt,
    Now,
    Said,
    Span,
    Words,
    Yearly,
    behind,
    bounds,
    day_span,
    is_one_day,
    word,
)
from knowledge.questions.linking.dates.weekdays import which_week
from knowledge.questions.linking.spoken_dates import span_at

_DAY = re.compile(r"(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?")
_DAY_TO_DAY = re.compile(r"(0?[1-9]|[12][0-9]|3[01])-(0?[1-9]|[12][0-9]|3[01])")
_WEEK_TO_WEEK = re.compile(r"([1-9][0-9]?)-([1-9][0-9]?)")
_EDGES = {"beginning": 0, "start": 0, "end": 1, "close": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The first and the last stretch of a longer one, whose words end before `last`."""

    start: Said
    end: Said
    last: int


class Stretches:
    """The stretches of a question's words, each place looked at once."""

    def __init__(self, words: Words, now: Now) -> None:
        self.words = words
        self.now = now
        self._known: dict[int, Said | None] = {}

    def at(self, at: int) -> Said | None:
        """The longest stretch that begins with the word at `at`."""
        if at not in self._known:
            self._known[at] = span_at(self.words, at, self.now)
        return self._known[at]

    def at_or_now(self, at: int) -> Said | None:
        """The same, and "now" is today."""
        if word(self.words, at) == "now":
            return Said(at, at + 1, day_span(self.now.today))
        return self.at(at)


def edge_at(said: Stretches, at: int) -> Said | None:
    """The beginning or the end of X: the moment, as a period without a day."""
    start = at + (word(said.words, at) == "the")
    side = _EDGES.get(word(said.words, start))
    if side is None or word(said.words, start + 1) != "of":
        return _begun_at(said, at)
    outer = outer_at(said.words, start + 2, said.now)
    for first, end in bounds(outer[0] if outer else None):
        return outer and Said(at, outer[1], Period(start=end, end=end) if side else Period(start=first, end=first))
    return None


def _begun_at(said: Stretches, at: int) -> Said | None:
    """The beginning of what "the quarter began", "2026 started" name."""
    outer = outer_at(said.words, at, said.now)
    for first, _ in bounds(outer[0] if outer else None):
        last = behind(said.words, outer[1] if outer else at, BEGUN)
        return Said(at, last, Period(start=first, end=first)) if last is not None else None
    return None


def range_at(said: Stretches, first: int) -> Ends | None:
    """The stretch from one end to another that begins with the word at `first`; None when none does."""
    words = said.words
    opened = word(words, first) if word(words, first) in ("between", "from") else ""
    if _compares(words, first, opened):
        return None
    begins = first + bool(opened)
    return (
        _days_before_their_month(said, begins)
        or _days_behind_their_month(said, begins)
        or _weekdays_behind_their_week(said, begins)
        or _numbered_weeks(said, begins)
        or _bare_day_first(said, begins, opened)
        or _two_ends(said, begins, opened)
    )


def _compares(words: Words, first: int, opened: str) -> bool:
    """Whether "March to April" holds the one against the other: "compare March to April", "difference between"."""
    if opened == "between":
        return word(words, first - 1) in COMPARING
    return not opened and any(text in COMPARING for text in words[:first])


def _joint(words: Words, at: int, opened: str) -> int | None:
    return behind(words, at, (*TO, ("and",)) if opened == "between" else TO)


def _two_ends(said: Stretches, begins: int, opened: str) -> Ends | None:
    start = edge_at(said, begins) or said.at_or_now(begins)
    joint = _joint(said.words, start.last, opened) if start else None
    if start is None or joint is None:
        return None
    end = edge_at(said, joint) or said.at_or_now(joint) or _bare_end(said, start, joint)
    if end is None:
        return None
    return Ends(start=start, end=end, last=end.last)


def _bare_end(said: Stretches, start: Said, at: int) -> Said | None:
    """The 12 of "October 5 to 12", the 35 of "weeks 31 to 35"; a year behind it is that of both."""
    text = word(said.words, at)
    if not isinstance(start.span, Yearly) or word(said.words, at + 1) in GRAINS:
        return None
    span = None
    if start.span.week and re.fullmatch("[1-9][0-9]?", text):
        span = Yearly(week=int(text))
    elif start.span.day and (day := _DAY.fullmatch(text)):
        span = Yearly(month=start.span.month, day=int(day[1]))
    if span is None:
        return None
    year, last = year_at(said.words, at + 1, said.now)
    dated = span.of(year) if year else span if span.exists else None
    return Said(at, last, dated or NO_SUCH_DATE)


def _bare_day_first(said: Stretches, begins: int, opened: str) -> Ends | None:
    """From 5 to 12 October, 4 to 23 next month, from 4 to January 22."""
    text = word(said.words, begins + (word(said.words, begins) == "the"))
    first = int(day[1]) if (day := _DAY.fullmatch(text)) else DAY_ORDINALS.get(text)
    behind_it = begins + 1 + (word(said.words, begins) == "the")
    joint = _joint(said.words, behind_it, opened) if first else None
    if first is None or joint is None:
        return None
    end = named.day_in_month(said.words, joint, said.now, told=True) or said.at(joint)
    if end is None:
        return None
    start = _same_month(end.span, first)
    return Ends(start=Said(begins, behind_it, start), end=end, last=end.last) if start else None


def _same_month(end: Span, day: int) -> Span | None:
    """The day `day` of the month of the day `end`; None when that is no day."""
    if isinstance(end, Yearly):
        return _day_of(Yearly(month=end.month), day) if end.day else None
    if isinstance(end, Period) and end.start and is_one_day(end):
        return Yearly(month=end.start.month, day=day).of(end.start.year) or NO_SUCH_DATE
    return end if isinstance(end, Doubt) else None


def _day_of(month: Span, day: int) -> Span:
    if isinstance(month, Yearly):
        span = Yearly(month=month.month, day=day)
        return span if span.exists else NO_SUCH_DATE
    for start, _ in bounds(month if isinstance(month, Period) else None):
        return Yearly(month=start.month, day=day).of(start.year) or NO_SUCH_DATE
    return NO_SUCH_DATE


def _days_before_their_month(said: Stretches, begins: int) -> Ends | None:
    """5-12 October, 4-23 of this month."""
    days = _DAY_TO_DAY.fullmatch(word(said.words, begins))
    if days is None:
        return None
    start = begins + 1 + (word(said.words, begins + 1) in ("of", "in"))
    month = _month_at(said, start) or named.which_month(said.words, start, said.now)
    return _from_day_to_day(month, (int(days[1]), int(days[2])), begins, month.last) if month else None


def _days_behind_their_month(said: Stretches, begins: int) -> Ends | None:
    """October 5-12, November between 19 and 20."""
    month = _month_at(said, begins)
    if month is None:
        return None
    opened = word(said.words, month.last)
    start = month.last + (opened in ("between", "from"))
    days = _DAY_TO_DAY.fullmatch(word(said.words, start))
    if days is not None:
        return _with_year(said, month, (int(days[1]), int(days[2])), start + 1)
    one = _DAY.fullmatch(word(said.words, start)) if start > month.last else None
    joint = _joint(said.words, start + 1, opened)
    two = _DAY.fullmatch(word(said.words, joint)) if one and joint else None
    return _with_year(said, month, (int(one[1]), int(two[1])), joint + 1) if one and two and joint else None


def _with_year(said: Stretches, month: Said, days: tuple[int, int], at: int) -> Ends:
    year, last = year_at(said.words, at, said.now)
    span = month.span.of(year) if year and isinstance(month.span, Yearly) else month.span
    return _from_day_to_day(replace(month, span=span or NO_SUCH_DATE), days, month.first, last)


def _month_at(said: Stretches, at: int) -> Said | None:
    """A month by its name and nothing but its year."""
    if word(said.words, at) not in MONTHS:
        return None
    found = named.month(said.words, at, said.now)
    is_month = found and (not isinstance(found.span, Yearly) or not found.span.day)
    return found if is_month else None


def _from_day_to_day(month: Said, days: tuple[int, int], first: int, last: int) -> Ends:
    start, end = (Said(first, last, _day_of(month.span, day)) for day in days)
    return Ends(start=start, end=end, last=last)


def _numbered_weeks(said: Stretches, begins: int) -> Ends | None:
    """Weeks 31-35 of 2025."""
    weeks = _WEEK_TO_WEEK.fullmatch(word(said.words, begins + 1))
    if weeks is None or word(said.words, begins) not in WEEK_WORDS:
        return None
    year, last = year_at(said.words, begins + 2, said.now)
    spans = [Yearly(week=int(number)) for number in weeks.groups()]
    a, b = (((span.of(year) if year else span) or NO_SUCH_DATE) for span in spans)
    return Ends(start=Said(begins, begins + 2, a), end=Said(begins, begins + 2, b), last=last)


def _weekdays_behind_their_week(said: Stretches, begins: int) -> Ends | None:
    """This week from Tuesday to Thursday, last week between Friday and Sunday."""
    week = which_week(said.words, begins, said.now)
    if week is None:
        return None
    opened = word(said.words, week[1])
    start = week[1] + (opened in ("between", "from"))
    joint = _joint(said.words, start + 1, opened)
    numbers = [WEEKDAY_NUMBERS.get(word(said.words, at)) for at in (start, joint or -1)]
    if joint is None or numbers[0] is None or numbers[1] is None:
        return None
    a, b = (day_span(week[0] + timedelta(days=number)) for number in numbers if number is not None)
    return Ends(start=Said(start, start + 1, a), end=Said(joint, joint + 1, b), last=joint + 1)
