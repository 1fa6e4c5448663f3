"""Fiscal years and quarters: "FY26", "last fiscal year", "the fiscal year to date". The start is a setting."""

import re

from knowledge.metrics.periods import Grain, Period, add_months, start_of
from knowledge.questions.linking.calendar_words import COMING, CURRENT, FISCAL, PREVIOUS, SO_FAR
from knowledge.questions.linking.dates.numbers import year_of
from knowledge.questions.linking.dates.spans import Now, Said, Words, Yearly, behind, word

_FISCAL_YEAR = re.compile(r"fy(?:[0-9]{2,4}[-/])?([0-9]{2}|[0-9]{4})")


def fiscal_year(year: int, now: Now) -> Period:
    """The fiscal year that ends in the calendar year `year`."""
    start = now.calendar.fiscal_year_start
    first = Yearly(month=start, months=12).of(year - (start > 1))
    return first or Period()


def running_fiscal_year(now: Now) -> int:
    """The name of the fiscal year that holds today."""
    start = now.calendar.fiscal_year_start
    return now.today.year + (start > 1 and now.today.month >= start)


def fiscal_year_at(words: Words, at: int, now: Now) -> tuple[int | None, int]:
    """FY26, fiscal year 2026, FY 25/26, this fiscal year: the year, and where the words go on."""
    match = _FISCAL_YEAR.fullmatch(word(words, at))
    if match:
        return year_of(match[1]), at + 1
    steps = {**dict.fromkeys(CURRENT, 0), **dict.fromkeys(PREVIOUS, -1), **dict.fromkeys(COMING, 1), "the": 0}
    step = steps.get(word(words, at))
    start = at + (step is not None)
    last = start + 1 if word(words, start) == "fy" else start + 2
    if word(words, start) != "fy" and not (words[start : start + 1] and words[start] in FISCAL):
        return None, at
    spelled = word(words, start) == "fy" or word(words, start + 1) in ("year", "yr")
    year = year_of(word(words, last if spelled else start + 1))
    if year is not None:
        return year, last + 1 if spelled else start + 2
    return (running_fiscal_year(now) + step, last) if spelled and step is not None else (None, at)


def whole_fiscal_year(words: Words, at: int, now: Now) -> Said | None:
    """FY26, fiscal 2026, last fiscal year; this fiscal year and the fiscal year to date end today."""
    if word(words, at) == "fytd":
        return _fiscal_so_far(at, at + 1, now)
    year, last = fiscal_year_at(words, at, now)
    bare = tuple(words[at : at + 2]) in (("fiscal", "year"), ("financial", "year"))
    told = behind(words, at + 2, SO_FAR) if bare else None
    if told is not None:
        return _fiscal_so_far(at, told, now)
    if year is None:
        return None
    if words[at] in CURRENT or words[at] == "the":
        return _fiscal_so_far(at, behind(words, last, SO_FAR) or last, now)
    return Said(at, last, fiscal_year(year, now))


def _fiscal_so_far(first: int, last: int, now: Now) -> Said:
    return Said(first, last, Period(start=fiscal_year(running_fiscal_year(now), now).start, end=now.tomorrow))


def fiscal_quarter(words: Words, at: int, now: Now) -> Said | None:
    """This fiscal quarter, the last fiscal quarter."""
    which = word(words, at)
    if which not in CURRENT | PREVIOUS or word(words, at + 1) not in FISCAL or word(words, at + 2) != "quarter":
        return None
    into = (now.today.month - now.calendar.fiscal_year_start) % 3
    start = add_months(start_of(Grain.MONTH, now.today), -into)
    if which in CURRENT:
        return Said(at, at + 3, Period(start=start, end=now.tomorrow))
    return Said(at, at + 3, Period(start=add_months(start, -3), end=start))
