"""Days and months by their names: "5 October", "the 5th of last month", "March 2025", "Monday", "yesterday"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from knowledge.metrics.periods import Grain, Period, next_start, start_of, units_before
from knowledge.questions.linking.calendar_words import (
    ALSO_OTHER_WORDS,
    COMING,
    CURRENT,
    DAY_ORDINALS,
    GRAINS,
    MONTHS,
    PREVIOUS,
)
from knowledge.questions.linking.dates.numbers import YEAR, year_at, year_of
from knowledge.questions.linking.dates.spans import (
    NO_SUCH_DATE,
    Doubt,
    Now,
    Said,
    Span,
    Words,
    Yearly,
    bounds,
    day_span,
    period_of,
    word,
)
from knowledge.questions.linking.tokens import words_of

_DAY = re.compile(r"(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?")
_ORDINAL = re.compile(r"([1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)")
_DATED_BY = frozenset(
    words_of(
        "in since of during from to until till through between and before after for on last this including than vs"
    )
)
_BEFORE_A_BARE_DAY = frozenset(words_of("on since until till from before after between through of"))
_AFTER_AN_ORDINAL = frozenset(GRAINS) | frozenset(words_of("half line level tier time priority escalation case of"))
_DAYS_TOLD = {"today": 0, "yesterday": 1, "tomorrow": -1}


def told_day(words: Words, at: int, now: Now) -> Said | None:
    """Today, yesterday, the day before yesterday."""
    if tuple(words[at : at + 3]) == ("day", "before", "yesterday"):
        return Said(at, at + 3, day_span(now.today - timedelta(days=2)))
    back = _DAYS_TOLD.get(word(words, at))
    return None if back is None else Said(at, at + 1, day_span(now.today - timedelta(days=back)))


def month(words: Words, at: int, now: Now) -> Said | None:
    """March, March 2025, March last year, 2025 March; with a day: October 5, Oct 5th 2026."""
    year, start = (int(words[at]), at + 1) if YEAR.fullmatch(word(words, at)) else (None, at)
    number = MONTHS.get(word(words, start))
    if number is None or (year is None and start > at):
        return None
    day = _DAY.fullmatch(word(words, start + 1 + (word(words, start + 1) == "the")))
    if day:
        last = start + 2 + (words[start + 1] == "the")
        return _yearly((at, last), Yearly(month=number, day=int(day[1])), year, words, now)
    if year is None and may_be_another_word(words, start, now):
        return None
    if year is None and len(word(words, start + 1)) == 2 and words[start + 1].isdigit():
        return Said(at, start + 2, Yearly(month=number).of(year_of(words[start + 1]) or now.today.year) or NO_SUCH_DATE)
    return _yearly((at, start + 1), Yearly(month=number), year, words, now)


def day_of_month(words: Words, at: int, now: Now) -> Said | None:
    """5 October, the 5th of October 2026, the 5th of last month, on the 5th."""
    ordinal = _ORDINAL.fullmatch(word(words, at))
    day = ordinal or _DAY.fullmatch(word(words, at))
    if not day:
        return day_in_month(words, at, now, told=True) if _spoken_day(words, at) else None
    named = day_in_month(words, at, now, told=bool(ordinal))
    if named is not None or not ordinal:
        return named
    if word(words, at - 1) != "the" or word(words, at - 2) not in _BEFORE_A_BARE_DAY:
        return None
    return None if word(words, at + 1) in _AFTER_AN_ORDINAL else _latest_such_day(at, int(day[1]), now)


def day_in_month(words: Words, at: int, now: Now, *, told: bool) -> Said | None:
    """A day before its month. `told`: also in "to 22 this month", which "top 5 this month" is not."""
    spoken = _spoken_day(words, at)
    if spoken is not None:
        said = day_in_month((str(spoken[0]), *words[spoken[1] :]), 0, now, told=True)
        return said and Said(at, said.last + spoken[1] - 1, said.span)
    day = _DAY.fullmatch(word(words, at))
    start = at + 1 + (word(words, at + 1) == "of" or (told and word(words, at + 1) == "in"))
    if not day:
        return None
    number = MONTHS.get(word(words, start))
    if number is not None:
        return _yearly((at, start + 1), Yearly(month=number, day=int(day[1])), None, words, now)
    which = which_month(words, start, now) if told else None
    if which is None:
        return None
    held = [
        first.replace(day=int(day[1])) for first, end in bounds(period_of(which.span, now)) if _has(end, int(day[1]))
    ]
    return Said(at, which.last, day_span(held[0]) if held else NO_SUCH_DATE)


def _spoken_day(words: Words, at: int) -> tuple[int, int] | None:
    """The day of "first of April", "twenty first of the month", and where the words go on; the "of" must be there."""
    tens = {"twenty": 20, "thirty": 30}.get(word(words, at), 0)
    last = at + 1 + bool(tens)
    ones = DAY_ORDINALS.get(word(words, last - 1), 0)
    day = tens + ones
    is_day = 0 < ones < 10 if tens else bool(ones)
    return (day, last) if is_day and day <= 31 and word(words, last) == "of" else None


def which_month(words: Words, at: int, now: Now) -> Said | None:
    """This month, last month, next month, the month: the whole of it."""
    at += word(words, at) == "the"
    step = next((n for n, table in ((0, CURRENT), (1, PREVIOUS), (-1, COMING)) if word(words, at) in table), None)
    unit = at if word(words, at) == "month" and word(words, at - 1) == "the" else at + 1
    if word(words, unit) != "month" or (step is None and unit != at):
        return None
    start = units_before(Grain.MONTH, step or 0, start_of(Grain.MONTH, now.today))
    return Said(at, unit + 1, Period(start=start, end=next_start(Grain.MONTH, start)))


def month_of(words: Words, at: int, now: Now) -> Said | None:
    """The month of March, the month of 16 September."""
    if tuple(words[at : at + 2]) != ("month", "of"):
        return None
    start = at + 2 + (word(words, at + 2) == "the")
    said = day_of_month(words, start, now) or month(words, start, now)
    if said is None or not isinstance(said.span, Yearly):
        return said and replace(said, first=at)
    return Said(at, said.last, Yearly(month=said.span.month))


def told_month(words: Words, at: int, now: Now) -> Said | None:
    """This March, next June; last March, which is the latest one or that of last year where these differ."""
    which, number = word(words, at), MONTHS.get(word(words, at + 1))
    if number is None or which not in CURRENT | PREVIOUS | COMING:
        return None
    spoken = Yearly(month=number)
    if which in CURRENT:
        return Said(at, at + 2, spoken.of(now.today.year) or NO_SUCH_DATE)
    if which in COMING:
        return Said(at, at + 2, spoken.earliest(now.tomorrow) or NO_SUCH_DATE)
    over = spoken.latest_by(now.today.replace(day=1) - timedelta(days=1))
    of_last_year = spoken.of(now.today.year - 1)
    if over is None or over == of_last_year:
        return Said(at, at + 2, over or NO_SUCH_DATE)
    name = words[at + 1].capitalize()
    return Said(at, at + 2, Doubt((f"{name} {now.today.year}", f"{name} {now.today.year - 1}")))


def may_be_another_word(words: Words, at: int, now: Now) -> bool:
    if words[at] not in ALSO_OTHER_WORDS or word(words, at - 1) in _DATED_BY:
        return False
    if words[at] == "may" and at and at + 1 == len(words):
        return False
    return word(words, at + 1) != "to" and year_at(words, at + 1, now)[0] is None


def _yearly(said: tuple[int, int], span: Yearly, year: int | None, words: Words, now: Now) -> Said:
    first, last = said
    if year is None:
        year, last = year_at(words, last, now)
    dated: Span | None = span.of(year) if year is not None else span if span.exists else None
    return Said(first, last, dated or NO_SUCH_DATE)


def _has(end: date, day: int) -> bool:
    return (end - timedelta(days=1)).day >= day


def _latest_such_day(at: int, day: int, now: Now) -> Said:
    this_month = now.today.replace(day=1)
    starts = [units_before(Grain.MONTH, back, this_month) for back in range(3)]
    held = (s.replace(day=day) for s in starts if _has(next_start(Grain.MONTH, s), day))
    return Said(at, at + 1, next(day_span(one) for one in held if one <= now.today))
