"""Dates in figures: "2026-10-05", "03/04", "10/2026", "5-Oct-26", "2026-W42", "2014-2018"."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from knowledge.metrics.periods import Period
from knowledge.questions.linking.calendar_words import MONTHS
from knowledge.questions.linking.dates.numbers import YEAR, year_of
from knowledge.questions.linking.dates.spans import NO_SUCH_DATE, Doubt, Now, Said, Span, Words, Yearly, word
from knowledge.settings import DateOrder

Match = re.Match[str]
_ALWAYS_OPEN = "24/7"


def written_date(words: Words, at: int, now: Now) -> Said | None:
    """The date or stretch that the one word at `at` writes in figures; "2016 - 11" is three words."""
    text = word(words, at)
    if not any(c.isdigit() for c in text) or text == _ALWAYS_OPEN:
        return None
    spaced = _spaced_month(words, at)
    if spaced is not None:
        return spaced
    for pattern, read in _FORMS:
        match = pattern.fullmatch(text)
        if match:
            span = read(match, now)
            return None if span is None else Said(at, at + 1, span)
    return None


def _spaced_month(words: Words, at: int) -> Said | None:
    """2016 - 11 and 11 - 2016: in tokens the dash is the word "to"."""
    one, two = word(words, at), word(words, at + 2)
    if word(words, at + 1) != "to" or word(words, at + 3) in MONTHS or word(words, at - 1) in MONTHS:
        return None
    year, month = (one, two) if YEAR.fullmatch(one) else (two, one)
    if not YEAR.fullmatch(year) or not re.fullmatch("0?[1-9]|1[0-2]", month):
        return None
    return Said(at, at + 3, Yearly(month=int(month)).of(int(year)) or NO_SUCH_DATE)


def _year_first(match: Match, now: Now) -> Span | None:
    year, month, day = (int(text) if text else None for text in match.groups())
    if year is None or month is None or not YEAR.fullmatch(str(year)):
        return None
    if not 1 <= month <= 12:
        return _years_or_none(year, match[2], now) if day is None else NO_SUCH_DATE
    return Yearly(month=month, day=day).of(year) or NO_SUCH_DATE


def _years_or_none(year: int, end: str, now: Now) -> Span:
    """2025-26 is two years or a fiscal one; 2026-13 is nothing."""
    if int(end) != (year + 1) % 100:
        return NO_SUCH_DATE
    return Doubt((f"from {year} to {year + 1}", f"fiscal year {year + 1}"))


def _month_and_year(match: Match, now: Now) -> Span | None:
    month, year = int(match[1]), int(match[2])
    return Yearly(month=month).of(year) if 1 <= month <= 12 and YEAR.fullmatch(match[2]) else None


def _day_month_year(match: Match, now: Now) -> Span | None:
    one, mark, two, year = match.groups()
    if mark == "." and year is None:
        return None  # a version or a number
    said = year_of(year) if year else None
    return None if year and said is None else _day_or_month_first((int(one), int(two)), said, mark, now)


def _day_or_month_first(pair: tuple[int, int], year: int | None, mark: str, now: Now) -> Span:
    one, two = pair
    month_first, day_first = Yearly(month=one, day=two), Yearly(month=two, day=one)
    possible = [each for each in (month_first, day_first) if (each.of(year) if year else each.exists)]
    if not possible:
        return NO_SUCH_DATE
    order = now.calendar.date_order
    if len(possible) == 2 and one != two:
        if order is DateOrder.ASK and mark != ".":
            return Doubt(tuple(_in_words(each, year, now) for each in sorted(possible, key=lambda each: each.month)))
        # nobody writes the month first before a dot
        possible = [month_first] if order is DateOrder.MONTH_FIRST and mark != "." else [day_first]
    return (possible[0].of(year) if year else None) or possible[0]


def _in_words(day: Yearly, year: int | None, now: Now) -> str:
    dated = day.of(year) if year else day.latest(now)
    return f"{dated.start:%Y-%m-%d}" if dated and dated.start else ""


def _compact(match: Match, now: Now) -> Span | None:
    year, month, day = map(int, match.groups())
    return Yearly(month=month, day=day).of(year)


def _named_month(match: Match, now: Now) -> Span | None:
    """5-Oct-2026, 2019-aug-1, 5-Oct-26."""
    one, name, three = match.groups()
    month = MONTHS.get(name)
    day, year = (three, one) if len(one) == 4 else (one, three)
    said = year_of(year)
    if month is None or said is None or len(day) > 2:
        return None
    return Yearly(month=month, day=int(day)).of(said) or NO_SUCH_DATE


def _month_dash_number(match: Match, now: Now) -> Span | None:
    """Oct-2026; Oct-26 is that day or that month."""
    name, number = match.groups()
    month, year = MONTHS.get(name), year_of(number)
    if month is None or year is None:
        return None
    if len(number) == 4 or not Yearly(month=month, day=int(number)).exists:
        return Yearly(month=month).of(year)
    return Doubt((f"{name.capitalize()} {year}", f"{int(number)} {name.capitalize()}"))


def _iso_week(match: Match, now: Now) -> Span | None:
    year, week = (match[1], match[2]) if match[1] else (match[4], match[3])
    return Yearly(week=int(week)).of(int(year)) or NO_SUCH_DATE


def _years(match: Match, now: Now) -> Span | None:
    first, last = int(match[1]), int(match[2])
    if not (YEAR.fullmatch(match[1]) and YEAR.fullmatch(match[2])):
        return None
    if first > last:
        return Doubt((f"from {last} to {first}",))
    return Period(start=date(first, 1, 1), end=date(last + 1, 1, 1))


_FORMS: Sequence[tuple[re.Pattern[str], Callable[[Match, Now], Span | None]]] = (
    (re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?"), _year_first),
    (re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})"), _month_and_year),
    (re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:[-/.]([0-9]{4}|[0-9]{2}))?"), _day_month_year),
    (re.compile(r"(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"), _compact),
    (re.compile(r"([0-9]{1,4})[-/.]([a-z]+)[-/.]([0-9]{1,4})"), _named_month),
    (re.compile(r"([a-z]+)[-/]([0-9]{4}|[0-9]{2})"), _month_dash_number),
    (re.compile(r"([0-9]{4})-?w([0-9]{1,2})|w([0-9]{1,2})-([0-9]{4})"), _iso_week),
    (re.compile(r"([0-9]{4})[-/]([0-9]{4})"), _years),
)
