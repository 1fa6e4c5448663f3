"""One stretch of the calendar as people say it: a day, a month, a quarter, "last week", with or without a year."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.metrics.periods import Grain, Period, add_months, next_start, start_of
from knowledge.questions.linking.calendar_words import (
    ALSO_OTHER_WORDS,
    CARDINALS,
    COMPLETE,
    CURRENT,
    GRAINS,
    MONTHS,
    ORDINALS,
    PREVIOUS,
    ROLLING,
    TO_DATE,
    VAGUE,
    WEEKDAY_NUMBERS,
)
from knowledge.questions.linking.tokens import words_of

Words = Sequence[str]
ONE_DAY = timedelta(days=1)
_ORDINAL_DAY = re.compile(r"([1-9][0-9]?)(?:st|nd|rd|th)?")
_DATED_BY = frozenset(words_of("in since of during from to until till through between and before after for on"))
_YEAR = re.compile(r"(?:19[89]|20[0-9])[0-9]")
_DATE = re.compile(r"([0-9]+)[-/.]([0-9]+)(?:[-/.]([0-9]+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """A day (`day` given) or so many whole months, of every year."""

    month: int
    day: int | None = None
    months: int = 1

    def of(self, year: int) -> Period | None:
        """The one of `year`; None when that year has no such day."""
        try:
            start = date(year, self.month, self.day or 1)
            return Period(start=start, end=start + ONE_DAY if self.day else add_months(start, self.months))
        except ValueError:
            return None

    def latest(self, begun_by: date) -> Period | None:
        """The latest one that has begun on `begun_by`; None for a day that no year has."""
        # Two leap years can be eight years apart.
        candidates = (self.of(begun_by.year - back) for back in range(9))
        return next((p for p in candidates if p and p.start and p.start <= begun_by), None)

    def earliest(self, not_before: date) -> Period | None:
        """The earliest one that begins on or after `not_before`."""
        candidates = (self.of(not_before.year + ahead) for ahead in range(9))
        return next((p for p in candidates if p and p.start and p.start >= not_before), None)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that name no one stretch: what could be said in their place."""

    choices: tuple[str, ...]


Span = Period | Yearly | Doubt


@dataclass(frozen=True, slots=True)
class Said:
    """What the words [first, last) name."""

    first: int
    last: int
    span: Span


NO_SUCH_DATE = Doubt(("last month", "last 90 days"))


def span_at(words: Words, first: int, today: date) -> Said | None:
    """The stretch of the calendar that begins with the word at `first`; None when none does."""
    start = first + 1 if _word(words, first) in ("the", "of") else first
    for read in _READERS:
        said = read(words, start, today)
        if said is not None:
            return said
    return None


def number_of(word: str) -> int | None:
    """1 to 999 as a figure or one to twelve as a word; None for other words."""
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word) or None
    return CARDINALS.get(word)


def days_before(unit: Grain, count: int, today: date) -> date:
    """The day `count` units before `today`; the last day of its month where that day does not exist."""
    if unit in (Grain.DAY, Grain.WEEK):
        return today - timedelta(days=count * (7 if unit is Grain.WEEK else 1))
    months = count * {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[unit]
    first = add_months(today, -months)
    return min(first.replace(day=1) + timedelta(days=today.day - 1), add_months(first, 1) - ONE_DAY)


def _word(words: Words, at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _year(words: Words, at: int) -> tuple[int | None, int]:
    """The year at `at`, with "of", "in" or "this" before it, and where the words go on."""
    skipped = at + 1 if _word(words, at) in ("of", "in") else at
    if _YEAR.fullmatch(_word(words, skipped)):
        return int(words[skipped]), skipped + 1
    return None, at


def _yearly(first: int, last: int, span: Yearly, year: int | None) -> Said:
    a_leap_year = 2024
    dated = span.of(year) if year is not None else span.of(a_leap_year) and span
    return Said(first, last, dated or NO_SUCH_DATE)


def _relative_day(words: Words, at: int, today: date) -> Said | None:
    back = {"today": 0, "yesterday": 1}.get(_word(words, at))
    if back is None:
        return None
    start = today - timedelta(days=back)
    return Said(at, at + 1, Period(start=start, end=start + ONE_DAY))


def _numeric_date(words: Words, at: int, today: date) -> Said | None:
    match = _DATE.fullmatch(_word(words, at))
    if not match:
        return None
    one, two, three = match.groups()
    if _YEAR.fullmatch(one):
        return Said(at, at + 1, _iso(int(one), int(two), int(three) if three else None))
    version_or_so = "." in words[at] and not three
    if version_or_so or (three and not _YEAR.fullmatch(three)):
        return None
    return Said(at, at + 1, _day_or_month_first(int(one), int(two), int(three) if three else today.year, bool(three)))


def _iso(year: int, month: int, day: int | None) -> Span:
    if not 1 <= month <= 12:
        return NO_SUCH_DATE
    return Yearly(month=month, day=day).of(year) or NO_SUCH_DATE


def _day_or_month_first(one: int, two: int, year: int, year_said: bool) -> Span:
    possible = {(month, day) for month, day in ((one, two), (two, one)) if Yearly(month=month, day=day).of(year)}
    if not possible:
        return NO_SUCH_DATE
    if len(possible) == 1:
        ((month, day),) = possible
        spoken = Yearly(month=month, day=day)
        return (spoken.of(year) or NO_SUCH_DATE) if year_said else spoken
    return Doubt(tuple(f"{year}-{month:02}-{day:02}" for month, day in sorted(possible)))


def _month(words: Words, at: int, today: date) -> Said | None:
    month = MONTHS.get(_word(words, at))
    if month is None:
        return None
    day = _ORDINAL_DAY.fullmatch(_word(words, at + 1))
    if day:
        year, last = _year(words, at + 2)
        return _yearly(at, last, Yearly(month=month, day=int(day.group(1))), year)
    year, last = _year(words, at + 1)
    if year is None and words[at] in ALSO_OTHER_WORDS and not _is_dated_by(_word(words, at - 1)):
        return None
    return _yearly(at, last, Yearly(month=month), year)


def _is_dated_by(word: str) -> bool:
    return word in _DATED_BY


def _day_of_month(words: Words, at: int, today: date) -> Said | None:
    day = _ORDINAL_DAY.fullmatch(_word(words, at))
    month_at = at + 2 if _word(words, at + 1) == "of" else at + 1
    month = MONTHS.get(_word(words, month_at))
    if not day or month is None:
        return None
    year, last = _year(words, month_at + 1)
    return _yearly(at, last, Yearly(month=month, day=int(day.group(1))), year)


def _part_of_year(words: Words, at: int, today: date) -> Said | None:
    """Q3, H1, third quarter, first half; the year behind it or, for Q3, before it."""
    if _YEAR.fullmatch(_word(words, at)) and (part := _named_part(words, at + 1)):
        return _yearly(at, part[1], part[0], int(words[at]))
    part = _named_part(words, at)
    if part is None:
        return None
    span, behind = part
    if (_word(words, behind), _word(words, behind + 1)) in (("this", "year"), ("last", "year")):
        return _yearly(at, behind + 2, span, today.year - (words[behind] == "last"))
    year, last = _year(words, behind)
    return _yearly(at, last, span, year)


def _named_part(words: Words, at: int) -> tuple[Yearly, int] | None:
    word = _word(words, at)
    if re.fullmatch("q[1-4]", word):
        return Yearly(month=int(word[1]) * 3 - 2, months=3), at + 1
    if re.fullmatch("h[12]", word):
        return Yearly(month=int(word[1]) * 6 - 5, months=6), at + 1
    nth, unit = ORDINALS.get(word), _word(words, at + 1)
    if nth and unit == "quarter":
        return Yearly(month=nth * 3 - 2, months=3), at + 2
    if nth and nth <= 2 and unit == "half":
        return Yearly(month=nth * 6 - 5, months=6), at + 2
    return None


def _whole_year(words: Words, at: int, today: date) -> Said | None:
    if not _YEAR.fullmatch(_word(words, at)):
        return None
    return _yearly(at, at + 1, Yearly(month=1, months=12), int(words[at]))


def _to_date(words: Words, at: int, today: date) -> Said | None:
    word = _word(words, at)
    grain, last = TO_DATE.get(word), at + 1
    if tuple(words[at + 1 : at + 3]) == ("to", "date"):
        grain, last = GRAINS.get(word), at + 3
    return Said(at, last, Period(start=start_of(grain, today), end=today + ONE_DAY)) if grain else None


def _this_or_last(words: Words, at: int, today: date) -> Said | None:
    which = _word(words, at)
    if which not in CURRENT | PREVIOUS | ROLLING:
        return None
    return _counted(words, at, today) or _single(words, at, today) or _last_named(words, at, today)


def _single(words: Words, at: int, today: date) -> Said | None:
    """This week, last week, the last full month."""
    unit = at + 2 if _word(words, at + 1) in COMPLETE else at + 1
    grain = GRAINS.get(_word(words, unit))
    if grain is None or _word(words, unit).endswith("s") or words[at] in ROLLING:
        return None
    current = start_of(grain, today)
    if words[at] in PREVIOUS:
        return Said(at, unit + 1, Period(start=start_of(grain, current - ONE_DAY), end=current))
    last = unit + 3 if tuple(words[unit + 1 : unit + 3]) == ("so", "far") else unit + 1
    return Said(at, last, Period(start=current, end=today + ONE_DAY))


def _counted(words: Words, at: int, today: date) -> Said | None:
    """Last 7 days, the past three months, the last 4 full weeks."""
    count, unit = number_of(_word(words, at + 1)), at + 2
    if tuple(words[at + 1 : at + 3]) == ("couple", "of"):
        count, unit = 2, at + 3
    complete = _word(words, unit) in COMPLETE
    unit += complete
    if _word(words, at + 1) in VAGUE | {"24", "48", "72"}:
        return _vague(words, at)
    grain = GRAINS.get(_word(words, unit))
    if count is None or grain is None or words[at] in CURRENT:
        return None
    end = start_of(grain, today) if complete else today
    try:
        return Said(at, unit + 1, Period(start=days_before(grain, count, end), end=end))
    except ValueError:
        return Said(at, unit + 1, NO_SUCH_DATE)


def _vague(words: Words, at: int) -> Said | None:
    if _word(words, at + 2) == "hours":
        days = int(words[at + 1]) // 24
        return Said(at, at + 3, Doubt((f"last {days} days", "today") if days > 1 else ("yesterday", "today")))
    unit = _word(words, at + 2)
    return Said(at, at + 3, Doubt(tuple(f"last {n} {unit}" for n in (2, 3, 6)))) if unit in GRAINS else None


def _last_named(words: Words, at: int, today: date) -> Said | None:
    """This March, last September, last Monday."""
    word = _word(words, at + 1)
    if word in WEEKDAY_NUMBERS and words[at] in PREVIOUS:
        return Said(at, at + 2, _latest_weekday(WEEKDAY_NUMBERS[word], today))
    if word not in MONTHS or words[at] in ROLLING:
        return None
    if words[at] in CURRENT:
        return _yearly(at, at + 2, Yearly(month=MONTHS[word]), today.year)
    latest = Yearly(month=MONTHS[word]).latest(today)
    years = (latest.start.year, latest.start.year - 1) if latest and latest.start else ()
    return Said(at, at + 2, Doubt(tuple(f"{word.capitalize()} {year}" for year in years)))


def _weekday(words: Words, at: int, today: date) -> Said | None:
    word = _word(words, at)
    if word not in WEEKDAY_NUMBERS or (word in ALSO_OTHER_WORDS and not _is_dated_by(_word(words, at - 1))):
        return None
    return Said(at, at + 1, _latest_weekday(WEEKDAY_NUMBERS[word], today))


def _latest_weekday(number: int, today: date) -> Period:
    """The latest such day before today."""
    start = today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    return Period(start=start, end=start + ONE_DAY)


def _ago(words: Words, at: int, today: date) -> Said | None:
    """Three days ago is that day, two months ago is that calendar month."""
    count = 1 if _word(words, at) in ("a", "one") else number_of(_word(words, at))
    grain = GRAINS.get(_word(words, at + 1))
    if count is None or grain is None or _word(words, at + 2) != "ago":
        return None
    try:
        start = start_of(grain, days_before(grain, count, today))
    except ValueError:
        return Said(at, at + 3, NO_SUCH_DATE)
    return Said(at, at + 3, Period(start=start, end=next_start(grain, start)))


def _week_of(words: Words, at: int, today: date) -> Said | None:
    """The week of 5 October."""
    if _word(words, at) != "week" or _word(words, at + 1) not in ("of", "starting", "beginning", "from"):
        return None
    day = _day_of_month(words, at + 2, today) or _month(words, at + 2, today) or _numeric_date(words, at + 2, today)
    span = day.span.latest(today) if day and isinstance(day.span, Yearly) and day.span.day else day and day.span
    if day is None or not isinstance(span, Period) or span.start is None or span.end != span.start + ONE_DAY:
        return None
    start = start_of(Grain.WEEK, span.start)
    return Said(at, day.last, Period(start=start, end=next_start(Grain.WEEK, start)))


_READERS: Sequence[Callable[[Words, int, date], Said | None]] = (
    _relative_day,
    _numeric_date,
    _day_of_month,
    _month,
    _part_of_year,
    _whole_year,
    _to_date,
    _week_of,
    _this_or_last,
    _weekday,
    _ago,
)
