"""How much of a stretch is its beginning, its middle or its end is asked: "early October", "late 2025"."""

from collections.abc import Sequence
from datetime import date, timedelta

from knowledge.metrics.periods import Period, add_months, whole_months
from knowledge.questions.linking.dates.outer import outer_at
from knowledge.questions.linking.dates.spans import (
    NO_SUCH_DATE,
    ONE_DAY,
    Doubt,
    Now,
    Said,
    Words,
    bounds,
    is_one_day,
    word,
)

_VAGUE_PARTS = {
    **dict.fromkeys(("early", "beginning", "start"), 0),
    **dict.fromkeys(("mid", "middle"), 1),
    **dict.fromkeys(("late", "end"), 2),
}


def vague_part(words: Words, at: int, now: Now) -> Said | None:
    """Early October, mid 2026, late last month, the end of March: asked."""
    part = _VAGUE_PARTS.get(word(words, at))
    if part is None:
        return None
    start = at + 1 + (word(words, at + 1) in ("of", "in"))
    if word(words, at) in ("beginning", "start", "middle", "end") and start == at + 1:
        return None
    outer = outer_at(words, start, now)
    if outer is None or is_one_day(outer[0]):
        return None
    return Said(at, outer[1], Doubt(tuple(_parts_in_words(outer[0], part))))


def _parts_in_words(outer: Period, part: int) -> Sequence[str]:
    """What could be meant, in words that mean one thing."""
    for first, end in bounds(outer):
        months = whole_months(first, end)
        if months == 1:
            return _parts_of_month(f"{first:%B %Y}", part)
        if months:
            cuts = (3, 6) if months == 12 else (max(1, months // 3),)
            return tuple(_from_to(*_cut_out(first, end, (months, cut, part))) for cut in cuts)
        days = (end - first).days
        start, last = ((0, days // 2), (days // 3, days - days // 3), (days // 2, days))[part]
        return (_from_to(first + timedelta(days=start), first + timedelta(days=last)),)
    return NO_SUCH_DATE.choices


def _parts_of_month(name: str, part: int) -> Sequence[str]:
    return (
        (f"first 10 days of {name}", f"first half of {name}"),
        (f"from 11 to 20 {name}",),
        (f"last 10 days of {name}", f"second half of {name}", f"until the end of {name}"),
    )[part]


def _cut_out(first: date, end: date, which: tuple[int, int, int]) -> tuple[date, date]:
    months, cut, part = which
    start = (first, add_months(first, (months - cut) // 2), add_months(end, -cut))[part]
    return start, add_months(start, cut)


def _from_to(start: date, end: date) -> str:
    return f"from {start:%Y-%m-%d} to {end - ONE_DAY:%Y-%m-%d}"
