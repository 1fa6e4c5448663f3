"""Periods that a fragment tells from the period of the answer before: "and the month before?", "the year after"."""

from dataclasses import dataclass
from datetime import date

from knowledge.metrics.periods import Grain, Period, next_start, start_of
from knowledge.questions.following.changes import Impossible
from knowledge.questions.following.follow_up_words import (
    BEFORE_WORDS,
    COMPARES,
    EARLIER,
    PREVIOUS,
    YEAR_EARLIER,
    Phrase,
)
from knowledge.questions.linking.baselines import Against, Baseline, baseline_marks, compared, following
from knowledge.questions.linking.calendar_words import GRAINS

_LONGEST = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 31, Grain.QUARTER: 92}
_SMALL = frozenset({"the", "in", "for"})
_THAT = frozenset({"that", "then", "those", "these", "this", "it"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The words [first, last) say how a period lies to the one before."""

    against: Against
    first: int
    last: int


def shift_in(words: Phrase, period: Period | None) -> Shift | None:
    """Where the words tell a period from `period`. None where they do not."""
    if set(words) & COMPARES:
        return None
    if words in EARLIER:
        return Shift(against=Against(Baseline.BEFORE), first=0, last=len(words))
    if words in YEAR_EARLIER:
        return Shift(against=Against(Baseline.YEAR_BEFORE), first=0, last=len(words))
    found = max(baseline_marks(words), key=lambda mark: mark[1] - mark[0], default=None)
    if found:
        return Shift(against=found[2], first=found[0], last=found[1])
    first = 0
    while first < len(words) and words[first] in _SMALL:
        first += 1
    counted = words[first:-1] if words[-1:] and words[-1] in _THAT else words[first:]
    if len(counted) == 3 and counted[0].isdecimal() and counted[1] in GRAINS and counted[2] in BEFORE_WORDS:
        against = Against(Baseline.BEFORE, GRAINS[counted[1]], int(counted[0][:4]))
        return Shift(against=against, first=0, last=len(words))
    unit = words[first : first + 2]
    if len(unit) == 2 and unit[0] in PREVIOUS and unit[1] in GRAINS and _is_one(GRAINS[unit[1]], period):
        return Shift(against=Against(Baseline.BEFORE), first=0, last=first + 2)
    return None


def shifted(period: Period | None, against: Against, today: date) -> Period:
    """The period that lies so to `period`. Raises Impossible where that has an open end."""
    if period is None or period.start is None or period.end is None:
        raise Impossible("A period without an end has none before it.")
    if against.how is Baseline.AFTER:
        return _following(period, against, today)
    if against.unit in _LONGEST and (period.end - period.start).days > _LONGEST[against.unit] * (against.count or 1):
        raise Impossible(f"The period here is longer than a {against.unit}, so I cannot tell which one is before it.")
    try:
        return compared(period, against, today).baseline
    except (ValueError, OverflowError) as error:
        raise Impossible("That period has none before it.") from error


def _following(period: Period, against: Against, today: date) -> Period:
    try:
        return following(period, against, today)
    except (ValueError, OverflowError) as error:
        raise Impossible("I cannot tell which period is behind that one.") from error


def _is_one(grain: Grain, period: Period | None) -> bool:
    """Whether `period` is one whole `grain`."""
    if period is None or period.start is None or period.end is None:
        return False
    try:
        return period.start == start_of(grain, period.start) and period.end == next_start(grain, period.start)
    except (ValueError, OverflowError):  # past the year 9999
        return False
