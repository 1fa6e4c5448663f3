"""Weekdays: "Monday", "last Monday", "Friday of last week", "Monday 5 October"."""

from datetime import date, timedelta

from knowledge.metrics.periods import Grain, start_of
from knowledge.questions.linking.calendar_words import COMING, CURRENT, PREVIOUS, WEEKDAY_NUMBERS
from knowledge.questions.linking.dates.named import day_of_month, may_be_another_word, month
from knowledge.questions.linking.dates.spans import (
    Doubt,
    Now,
    Said,
    Weekly,
    Words,
    day_span,
    is_one_day,
    period_of,
    word,
)


def weekday(words: Words, at: int, now: Now) -> Said | None:
    """Monday, last Monday, Monday of last week; before a date it changes nothing, but must be right."""
    number = WEEKDAY_NUMBERS.get(word(words, at))
    if number is None:
        return _told_weekday(words, at, now)
    dated = _dated_weekday(words, at, now)
    if dated is not None:
        return dated
    start = at + 1 + (word(words, at + 1) in ("of", "in"))
    week = which_week(words, start, now)
    if week is not None:
        return Said(at, week[1], day_span(week[0] + timedelta(days=number)))
    return None if may_be_another_word(words, at, now) else Said(at, at + 1, Weekly(weekday=number))


def which_week(words: Words, at: int, now: Now) -> tuple[date, int] | None:
    """The Monday of "this week", "last week" or "next week", and where the words go on."""
    at += word(words, at) == "the"
    step = next((n for n, table in ((0, CURRENT), (1, PREVIOUS), (-1, COMING)) if word(words, at) in table), None)
    if step is None or word(words, at + 1) != "week":
        return None
    return start_of(Grain.WEEK, now.today) - timedelta(days=7 * step), at + 2


def _told_weekday(words: Words, at: int, now: Now) -> Said | None:
    """Last Monday, this Monday, last week Monday."""
    week = which_week(words, at, now)
    number = WEEKDAY_NUMBERS.get(word(words, week[1] if week else at + 1))
    if number is None:
        return None
    if week is not None:
        return Said(at, week[1] + 1, day_span(week[0] + timedelta(days=number)))
    if words[at] in PREVIOUS:
        return Said(at, at + 2, Weekly(weekday=number))
    if words[at] in CURRENT:
        return Said(at, at + 2, day_span(start_of(Grain.WEEK, now.today) + timedelta(days=number)))
    return Said(at, at + 2, Weekly(weekday=number).earliest(now.tomorrow)) if words[at] in COMING else None


def _dated_weekday(words: Words, at: int, now: Now) -> Said | None:
    """Monday 5 October, Wed the 22nd of Jan. Asked about where that is no such weekday."""
    start = at + 1 + (word(words, at + 1) == "the")
    said = day_of_month(words, start, now) or month(words, start, now)
    named = period_of(said.span, now) if said else None
    if said is None or named is None or named.start is None or not is_one_day(named):
        return None
    fits = named.start.weekday() == WEEKDAY_NUMBERS[words[at]]
    return Said(at, said.last, said.span if fits else Doubt((f"{named.start:%Y-%m-%d}",)))
