"""Stretches told from today: "this week", "the last 7 days", "3 weeks ago", "month to date", "last weekend"."""

import re
from datetime import date, timedelta

from knowledge.metrics.periods import Grain, Period, next_start, start_of, units_before
from knowledge.questions.linking.calendar_words import (
    COMING,
    COMPLETE,
    CURRENT,
    GRAINS,
    PREVIOUS,
    ROLLING,
    SHORT_GRAINS,
    SO_FAR,
    TO_DATE,
    VAGUE,
)
from knowledge.questions.linking.dates.numbers import YEAR, number_at
from knowledge.questions.linking.dates.spans import (
    NO_SUCH_DATE,
    ONE_DAY,
    ONE_WEEK,
    Doubt,
    Now,
    Said,
    Words,
    behind,
    word,
)

_GLUED = re.compile(r"([0-9]{1,3})([a-z]+)")
_HOURS = ("hours", "h", "hrs")
_DAYS_OF_HOURS = {
    "24": ("yesterday", "today"),
    "48": ("last 2 days", "today"),
    "72": ("last 3 days", "today"),
}
_EARLIER = (*(("earlier", which) for which in CURRENT), ("earlier", "in", "the"))
_SEVERAL = frozenset(unit for unit in GRAINS if unit.endswith("s"))
_LAST_MONTHS = {"ttm": 12, "ltm": 12}


def to_date(words: Words, at: int, now: Now) -> Said | None:
    """Month to date, YTD, 2025 YTD; the year so far."""
    dated = bool(YEAR.fullmatch(word(words, at)))
    year, start = (int(words[at]), at + 1) if dated else (now.today.year, at)
    the = word(words, start - 1) == "the"
    start += the and word(words, start) in COMPLETE
    grain, last = TO_DATE.get(word(words, start)), start + 1
    told = behind(words, start + 1, SO_FAR)
    if grain is None and told is not None and (words[told - 1] == "date" or the):
        grain, last = GRAINS.get(word(words, start)), told
    if grain is None or (dated and grain is not Grain.YEAR):
        return None
    if not dated and grain is Grain.YEAR and YEAR.fullmatch(word(words, last)):
        year, last = int(words[last]), last + 1
    if year > now.today.year:
        return Said(at, last, NO_SUCH_DATE)
    day = units_before(Grain.YEAR, now.today.year - year, now.today)
    return Said(at, last, Period(start=start_of(grain, day), end=day + ONE_DAY))


def single_unit(words: Words, at: int, now: Now) -> Said | None:
    """This week, last week, the last full month, next quarter; this week last year."""
    which = word(words, at)
    unit = at + (2 if word(words, at + 1) in COMPLETE else 1)
    grain = GRAINS.get(word(words, unit))
    if grain is None or words[unit].endswith("s") or which not in CURRENT | PREVIOUS | COMING:
        return None
    current = start_of(grain, now.today)
    if which in PREVIOUS:
        return Said(at, unit + 1, Period(start=start_of(grain, current - ONE_DAY), end=current))
    if which in COMING:
        start = next_start(grain, current)
        return Said(at, unit + 1, Period(start=start, end=next_start(grain, start)))
    if tuple(words[unit + 1 : unit + 3]) == ("last", "year"):
        start = start_of(grain, units_before(Grain.YEAR, 1, now.today))
        return Said(at, unit + 3, Period(start=start, end=next_start(grain, start)))
    return Said(at, behind(words, unit + 1, SO_FAR) or unit + 1, Period(start=current, end=now.tomorrow))


def earlier_in(words: Words, at: int, now: Now) -> Said | None:
    """Earlier this month, earlier in the week: its days before today."""
    unit = behind(words, at, _EARLIER)
    grain = GRAINS.get(word(words, unit)) if unit else None
    if unit is None or grain is None:
        return None
    start = start_of(grain, now.today)
    return Said(at, unit + 1, Period(start=start, end=now.today)) if start < now.today else None


def before_last(words: Words, at: int, now: Now) -> Said | None:
    """The week before last, the weekend before last."""
    if tuple(words[at + 1 : at + 3]) != ("before", "last"):
        return None
    if words[at] == "weekend":
        return Said(at, at + 3, _weekend(now, 2))
    grain = GRAINS.get(words[at])
    if grain is None:
        return None
    last = start_of(grain, start_of(grain, now.today) - ONE_DAY)
    return Said(at, at + 3, Period(start=start_of(grain, last - ONE_DAY), end=last))


def counted_units(words: Words, at: int, now: Now) -> Said | None:
    """Last 7 days, the past three months, the last 4 full weeks, last 30d, next 2 weeks."""
    which = word(words, at)
    if which in _LAST_MONTHS:
        return _back(at, at + 1, Grain.MONTH, _LAST_MONTHS[which], now.today)
    if which not in PREVIOUS | ROLLING | COMING:
        return None
    if word(words, at + 1) == "fortnight":
        return _back(at, at + 2, Grain.WEEK, 2, now.today)
    if which in PREVIOUS and word(words, at + 1) in _SEVERAL:
        return _some_units(at, at + 2, words[at + 1])
    start = at + 1 + (complete := word(words, at + 1) in COMPLETE)
    vague = start + (word(words, start) == "a")
    if word(words, vague) in VAGUE or word(words, vague + 1) in _HOURS:
        return _vague(words, at, vague)
    count, unit, last = _count_and_unit(words, start)
    complete = complete or word(words, start + 1) in COMPLETE
    if count is None or unit is None:
        return None
    if which in COMING:
        return Said(at, last, Period(start=now.tomorrow, end=units_before(unit, -count, now.tomorrow)))
    return _back(at, last, unit, count, start_of(unit, now.today) if complete else now.today)


def _count_and_unit(words: Words, at: int) -> tuple[int | None, Grain | None, int]:
    glued = _GLUED.fullmatch(word(words, at))
    if glued:
        return int(glued[1]) or None, SHORT_GRAINS.get(glued[2]), at + 1
    count, start = number_at(words, at)
    start += word(words, start) in COMPLETE
    return count, GRAINS.get(word(words, start)), start + 1


def _back(first: int, last: int, unit: Grain, count: int, end: date) -> Said:
    return Said(first, last, Period(start=units_before(unit, count, end), end=end))


def _vague(words: Words, at: int, vague: int) -> Said | None:
    """The last few weeks; the last 48 hours, which are no whole days."""
    unit, last = word(words, vague + 1), vague + 2
    if unit in GRAINS:
        return _some_units(at, last, unit)
    choices = _DAYS_OF_HOURS.get(words[vague]) if unit in _HOURS else None
    return Said(at, last, Doubt(choices)) if choices else None


def recent(words: Words, at: int, now: Now) -> Said | None:
    """Recent weeks, recent months: asked."""
    unit = word(words, at + 1)
    return _some_units(at, at + 2, unit) if word(words, at) == "recent" and unit in _SEVERAL else None


def _some_units(first: int, last: int, unit: str) -> Said:
    return Said(first, last, Doubt(tuple(f"last {n} {unit}" for n in (2, 3, 6))))


def ago(words: Words, at: int, now: Now) -> Said | None:
    """Three days ago is that day, two months ago is that calendar month."""
    count, start = number_at(words, at)
    if count is None and word(words, at) == "a":
        count, start = 1, at + 1
    grain, last = GRAINS.get(word(words, start)), start + 2
    if count is None or grain is None or word(words, start + 1) not in ("ago", "back"):
        return None
    day = start_of(grain, units_before(grain, count, now.today))
    return Said(at, last, Period(start=day, end=next_start(grain, day)))


def weekend(words: Words, at: int, now: Now) -> Said | None:
    """Last weekend, this weekend; the weekend is the one that is running, or the latest one."""
    which = word(words, at)
    if which == "weekend" and word(words, at - 1) in ("the", "over", "on", "during"):
        return Said(at, at + 1, _weekend(now, 0 if _is_weekend(now.today) else 1))
    if word(words, at + 1) != "weekend":
        return None
    steps = {**dict.fromkeys(CURRENT, 0), **dict.fromkeys(PREVIOUS, 1), **dict.fromkeys(COMING, -1)}
    return Said(at, at + 2, _weekend(now, steps[which])) if which in steps else None


def _weekend(now: Now, back: int) -> Period:
    """That of this week, or `back` weeks before."""
    monday = start_of(Grain.WEEK, now.today) - back * ONE_WEEK
    return Period(start=monday + timedelta(days=5), end=monday + ONE_WEEK)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= 5
