"""Parts of a year, whole years and weeks by their number: "Q3 2025", "FY26", "first half", "week 42"."""

import re

from knowledge.metrics.periods import Grain, Period, add_months, start_of, units_before
from knowledge.questions.linking.calendar_words import CURRENT, FISCAL, ORDINALS, PREVIOUS
from knowledge.questions.linking.dates.fiscal import fiscal_year, fiscal_year_at
from knowledge.questions.linking.dates.numbers import YEAR, number_of, year_at, year_of
from knowledge.questions.linking.dates.spans import (
    NO_SUCH_DATE,
    Doubt,
    Now,
    Said,
    Span,
    Words,
    Yearly,
    word,
)

_PART = re.compile(r"(f?)([qh])([1-4])")
_PART_AND_YEAR = re.compile(
    r"((?:20)?[0-9]{2})-?([qh])([1-4])|([1-4])([qh])((?:20)?[0-9]{2})|([qh])([1-4])(?:-(20[0-9]{2})|'([0-9]{2}))"
)
_LENGTHS = {"q": 3, "h": 6}
_WEEK = re.compile(r"(?:w|wk|cw|kw)([0-9]{1,2})")
_DATED_BY = frozenset({"in", "since", "during", "until", "from", "to", "through", "between", "and", "before", "after"})
WEEK_WORDS = frozenset({"week", "weeks", "wk", "wks", "cw", "kw"})


def part_of_year(words: Words, at: int, now: Now) -> Said | None:
    """Q3, H1, third quarter, fiscal Q1, the first half of 2025; the year behind it or, for Q3, before it."""
    glued = _glued(words, at)
    if glued is not None:
        months, nth, year = glued
        if now.calendar.fiscal_year_start != 1:
            return Said(at, at + 1, _calendar_or_fiscal((f"{'q' if months == 3 else 'h'}{nth}", str(year))))
        return Said(at, at + 1, _part(months, nth, year, fiscal=False, now=now))
    before, is_fiscal, start = _year_before(words, at, now)
    told = word(words, start) if word(words, start) in FISCAL | {"calendar"} else ""
    named = _named_part(words, start + bool(told))
    if named is None:
        return None
    months, nth, last, fiscal = named
    behind_it, behind_is_fiscal, last = (None, False, last) if before else _year_behind(words, last, now)
    fiscal = fiscal or told in FISCAL or is_fiscal or behind_is_fiscal
    if not fiscal and told != "calendar" and now.calendar.fiscal_year_start != 1:
        return Said(at, last, _calendar_or_fiscal(words[at:last]))
    return Said(at, last, _part(months, nth, before or behind_it, fiscal=fiscal, now=now))


def _year_before(words: Words, at: int, now: Now) -> tuple[int | None, bool, int]:
    """The year before its part, whether it is a fiscal one, and where the words go on."""
    fiscal, last = fiscal_year_at(words, at, now)
    if fiscal is not None:
        return fiscal, True, last
    if YEAR.fullmatch(word(words, at)):
        return int(words[at]), False, at + 1 + (word(words, at + 1) == "the")
    return None, False, at


def _year_behind(words: Words, at: int, now: Now) -> tuple[int | None, bool, int]:
    """The same behind its part."""
    fiscal, last = fiscal_year_at(words, at + (word(words, at) in ("of", "in")), now)
    if fiscal is not None:
        return fiscal, True, last
    year, last = year_at(words, at, now)
    if year is None and re.fullmatch("[1-4][0-9]", word(words, at)):
        return year_of(words[at]), False, at + 1
    return year, False, last


def _glued(words: Words, at: int) -> tuple[int, int, int] | None:
    """2016H2, 2025-Q3, 3Q25: the months of such a part, which one, and the year."""
    match = _PART_AND_YEAR.fullmatch(word(words, at))
    if match is None:
        return None
    kind = match[2] or match[5] or match[7]
    nth = match[3] or match[4] or match[8]
    year = match[1] or match[6] or match[9] or match[10]
    said = year_of(year)
    return None if said is None else (_LENGTHS[kind], int(nth), said)


def _named_part(words: Words, at: int) -> tuple[int, int, int, bool] | None:
    """How many months the part has, which of them it is, where the words go on, and whether it is said to be fiscal."""
    match = _PART.fullmatch(word(words, at))
    if match:
        months, nth = _LENGTHS[match[2]], int(match[3])
        return (months, nth, at + 1, bool(match[1])) if nth * months <= 12 else None
    nth_said = ORDINALS.get(word(words, at))
    fiscal = word(words, at + 1) in FISCAL
    unit = word(words, at + 1 + fiscal)
    if word(words, at) == "quarter" and (number := number_of(unit)):
        return (3, number, at + 2, False) if number <= 4 else None
    months = {"quarter": 3, "half": 6}.get(unit, 0)
    if not nth_said or not months or nth_said * months > 12:
        return None
    return months, nth_said, at + 2 + fiscal, fiscal


def _part(months: int, nth: int, year: int | None, *, fiscal: bool, now: Now) -> Span:
    first = now.calendar.fiscal_year_start if fiscal else 1
    month = (first - 1 + (nth - 1) * months) % 12 + 1
    if year is None:
        return Yearly(month=month, months=months)
    start = fiscal_year(year, now).start if fiscal else None
    if start is None:
        return Yearly(month=month, months=months).of(year) or NO_SUCH_DATE
    begins = add_months(start, (nth - 1) * months)
    return Period(start=begins, end=add_months(begins, months))


def _calendar_or_fiscal(said: Words) -> Doubt:
    spoken = " ".join(text.upper() if _PART.fullmatch(text) else text for text in said)
    return Doubt((f"calendar {spoken}", f"fiscal {spoken}"))


def whole_year(words: Words, at: int, now: Now) -> Said | None:
    """2025, the year 2025, calendar year 2025, full year 2025."""
    start = at + (word(words, at) in ("calendar", "full"))
    start += word(words, start) == "year"
    if not YEAR.fullmatch(word(words, start)):
        return None
    return Said(at, start + 1, Yearly(months=12).of(int(words[start])) or NO_SUCH_DATE)


def half_year(words: Words, at: int, now: Now) -> Said | None:
    """This half year, the last half: January to June or July to December."""
    which = word(words, at)
    if which not in CURRENT | PREVIOUS or word(words, at + 1) != "half":
        return None
    last = at + 2 + (word(words, at + 2) == "year")
    if which == "past":  # the last six months, as "the past year" is the last twelve
        return Said(at, last, Period(start=units_before(Grain.MONTH, 6, now.today), end=now.today))
    start = add_months(start_of(Grain.YEAR, now.today), 6 if now.today.month > 6 else 0)
    if which in CURRENT:
        return Said(at, last, Period(start=start, end=now.tomorrow))
    return Said(at, last, Period(start=add_months(start, -6), end=start))


def week_number(words: Words, at: int, now: Now) -> Said | None:
    """Week 42, W42 2026, calendar week 42, week no. 42 of 2025; 2026 W42; weeks 31 to 35."""
    year, start = (int(words[at]), at + 1) if YEAR.fullmatch(word(words, at)) else (None, at)
    start += word(words, start) in ("calendar", "iso")
    glued = _WEEK.fullmatch(word(words, start))
    if glued:
        number, last = int(glued[1]), start + 1
        dated = year or year_at(words, last, now)[0] or word(words, start - 1) in _DATED_BY
        # a bare "W2" is a form or a product as often as a week
        if number > 53 or (number < 10 and not dated):
            return None
    elif word(words, start) in WEEK_WORDS:
        last = start + 1 + (word(words, start + 1) in ("no", "number", "nr"))
        number, last = _plain_number(word(words, last)), last + 1
    else:
        return None
    if not number:
        return None
    if year is None:
        year, last = year_at(words, last, now)
    span = Yearly(week=number)
    return Said(at, last, (span.of(year) or NO_SUCH_DATE) if year else span)


def _plain_number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,2}", text) else 0
