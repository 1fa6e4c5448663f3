"""Stretches within another one: "first week of October", "last 10 days of March", "week of 5 October".

A week belongs to the month and the year that have its Thursday, as in ISO 8601, so that weeks are never cut.
"""

from datetime import date, timedelta

from knowledge.metrics.periods import Grain, Period, add_months, start_of, units_before, whole_months
from knowledge.questions.linking.calendar_words import GRAINS, ORDINALS, WEEKDAY_NUMBERS
from knowledge.questions.linking.dates.numbers import number_at
from knowledge.questions.linking.dates.outer import outer_at
from knowledge.questions.linking.dates.readers import may_begin, stretch_at
from knowledge.questions.linking.dates.spans import (
    NO_SUCH_DATE,
    ONE_DAY,
    ONE_WEEK,
    Now,
    Said,
    Span,
    Weekly,
    Words,
    behind,
    bounds,
    is_one_day,
    period_of,
    word,
)
from knowledge.questions.linking.dates.vague import vague_part

_NTH = {**ORDINALS, "last": -1, "final": -1}
_HALVES = {**_NTH, "latter": 2, "former": 1}
_WEEK_OF = tuple(
    ("week", *of)
    for of in (
        *(("of",), ("starting",), ("commencing",), ("beginning",), ("from",), ("starting", "on"), ("commencing", "on")),
        *(("beginning", "on"), ("starting", "from"), ("that", "starts", "on"), ("that", "began", "on"), ("around",)),
    )
)
_WEEK_OF_SHORT = (("w", "c"), ("wc",))
_WEEK_ENDING = (("week", "ending"), ("week", "ending", "on"), ("w", "e"), ("week", "to"))
_FROM_DAY = (("from",), ("starting",), ("starting", "on"), ("starting", "from"), ("beginning",), ("beginning", "on"))


def within(words: Words, at: int, now: Now) -> Said | None:
    """The longest stretch within another one that begins with the word at `at`."""
    if not may_begin(word(words, at)):
        return None
    readers = (_nth_of, _half_of, _of_what_has_it, _week_of, _week_ending, vague_part, _around)
    found = [said for read in readers if (said := read(words, at, now)) is not None]
    return max(found, key=lambda said: said.last, default=None)


def _nth_of(words: Words, at: int, now: Now) -> Said | None:
    """First week of October, last 10 days of March, first two months of 2026, last Friday of October."""
    nth = _NTH.get(word(words, at))
    if nth is None:
        return None
    count, start = number_at(words, at + 1)
    unit, joint = word(words, start), word(words, start + 1)
    if unit not in GRAINS and unit not in WEEKDAY_NUMBERS:
        return None
    outer = None
    if joint in ("of", "in") or (unit == "week" and joint in ("this", "last", "next")):
        outer = outer_at(words, start + 1 + (joint in ("of", "in")), now)
    if outer is None or (count is not None and nth not in (1, -1)):
        return None
    for first, end in bounds(outer[0]):
        if unit in WEEKDAY_NUMBERS:
            return None if count else _nth_weekday(at, outer[1], (first, end), (WEEKDAY_NUMBERS[unit], nth))
        return Said(at, outer[1], _cut_from((first, end), GRAINS[unit], nth, count or 1))
    return None


def _nth_weekday(at: int, last: int, outer: tuple[date, date], which: tuple[int, int]) -> Said:
    weekday, nth = which
    spoken = Weekly(weekday=weekday)
    day = spoken.latest_by(outer[1] - ONE_DAY) if nth < 0 else spoken.earliest(outer[0] + (nth - 1) * ONE_WEEK)
    is_inside = day.start is not None and outer[0] <= day.start < outer[1]
    return Said(at, last, day if is_inside else NO_SUCH_DATE)


def _cut_from(outer: tuple[date, date], unit: Grain, nth: int, count: int) -> Span:
    """`count` units from the `nth` one on; for -1 the last ones."""
    first, end = outer
    if unit is Grain.WEEK:
        # the weeks whose Thursday is inside
        first, end = (start_of(Grain.WEEK, day + timedelta(days=3)) for day in outer)
    elif unit is not Grain.DAY and not whole_months(first, end):
        return NO_SUCH_DATE
    if nth == -1:
        start, last = units_before(unit, count, end), end
    else:
        start = units_before(unit, 1 - nth, first)
        last = units_before(unit, -count, start)
    return Period(start=start, end=last) if first <= start and last <= end else NO_SUCH_DATE


def _half_of(words: Words, at: int, now: Now) -> Said | None:
    """First half of October: its first 15 days. First half of the year."""
    nth = _HALVES.get(word(words, at))
    if nth not in (1, 2, -1) or word(words, at + 1) != "half" or word(words, at + 2) not in ("of", "in"):
        return None
    outer = outer_at(words, at + 3, now)
    for first, end in bounds(outer[0] if outer else None):
        months = whole_months(first, end)
        if months not in (1, 2, 4, 6, 12) or outer is None:
            return None
        middle = first + timedelta(days=15) if months == 1 else add_months(first, months // 2)
        halves = Period(start=first, end=middle), Period(start=middle, end=end)
        return Said(at, outer[1], halves[0 if nth == 1 else 1])
    return None


def _of_what_has_it(words: Words, at: int, now: Now) -> Said | None:
    """October's second half, last month's first week."""
    outer = stretch_at(words, at, now)
    nth, unit = (word(words, outer.last), word(words, outer.last + 1)) if outer else ("", "")
    if outer is None or nth not in ORDINALS.keys() | {"latter"} or (unit != "half" and unit not in GRAINS):
        return None
    spoken = (nth, unit, "of", *words[at : outer.last])
    said = _half_of(spoken, 0, now) or _nth_of(spoken, 0, now)
    return said and Said(at, outer.last + 2, said.span)


def _week_of(words: Words, at: int, now: Now) -> Said | None:
    """The week of 5 October, week commencing 5 October, w/c 5 Oct: the calendar week that holds that day."""
    start = behind(words, at, (*_WEEK_OF, *_WEEK_OF_SHORT))
    day = _day_at(words, start, now)
    if day is None:
        return None
    monday = start_of(Grain.WEEK, day[0])
    return Said(at, day[1], Period(start=monday, end=monday + ONE_WEEK))


def _week_ending(words: Words, at: int, now: Now) -> Said | None:
    """The week ending 11 October: the seven days up to and with that day."""
    day = _day_at(words, behind(words, at, _WEEK_ENDING), now)
    return None if day is None else Said(at, day[1], Period(start=day[0] + ONE_DAY - ONE_WEEK, end=day[0] + ONE_DAY))


def _day_at(words: Words, at: int | None, now: Now) -> tuple[date, int] | None:
    """The one day that is named at `at`, and where the words go on."""
    if at is None:
        return None
    said = stretch_at(words, at + (word(words, at) == "the"), now)
    period = period_of(said.span, now) if said else None
    if said is None or period is None or period.start is None or not is_one_day(period):
        return None
    return period.start, said.last


def _around(words: Words, at: int, now: Now) -> Said | None:
    """Two weeks from 5 October, the 30 days after 5 October, the week before 5 October."""
    count, start = number_at(words, at)
    if word(words, at) in ("day", "week", "month", "a", "one"):
        count, start = 1, at + (word(words, at) in ("a", "one"))
    grain = GRAINS.get(word(words, start))
    if count is None or grain is None:
        return None
    side = word(words, start + 1)
    begins = behind(words, start + 1, _FROM_DAY)
    day = _day_at(words, begins or (start + 2 if side in ("after", "following", "before") else None), now)
    if day is None:
        return None
    if side == "before":
        return Said(at, day[1], Period(start=units_before(grain, count, day[0]), end=day[0]))
    first = day[0] if begins else day[0] + ONE_DAY
    return Said(at, day[1], Period(start=first, end=units_before(grain, -count, first)))
