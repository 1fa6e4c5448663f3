"""Stretches that take what they leave out from one they are held against: "Q2 2012 than in Q1", "than in the first"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.metrics.periods import Period, whole_months
from knowledge.questions.linking.calendar_words import GRAINS, ORDINALS, TOLD_FROM_TODAY, WEEKDAY_NUMBERS
from knowledge.questions.linking.dates.ranges import Stretches
from knowledge.questions.linking.dates.spans import (
    ONE_WEEK,
    Doubt,
    Said,
    Yearly,
    bounds,
    is_one_day,
    period_of,
    word,
)
from knowledge.questions.linking.spoken_dates import span_at
from knowledge.questions.linking.tokens import words_of

_HALF = 6
_SMALL = frozenset(words_of("in during for on over of the"))
_HELD = frozenset(words_of("than vs versus v against or"))
_JOINED = _HELD | frozenset(words_of("and to with from like"))
_GOES_ON = _JOINED | frozenset(words_of("what why how which where is was were did do does please pls thanks by for in"))
"""What can stand behind "the first" where it is short for "the first half"; a noun cannot."""
_COUNTED = frozenset({*ORDINALS, "last", "final", "latter"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What two stretches have in common that can be held against each other; `months` 0 for a day or a week."""

    months: int = 0
    days: int = 0


def dated_beside(said: Stretches, named: Said) -> Said:
    """`named` with the year of the one stretch of its kind that has one; as it is where there is no such one."""
    if not isinstance(named.span, Yearly):
        return named
    kind = _kind(period_of(named.span, said.now))
    if kind is None:
        return named
    others = [one for one in _others(said, named) if _kind(period_of(one.span, said.now)) == kind]
    dated = [one for one in others if isinstance(one.span, Period) and not _told_from_today(said, one)]
    years = {_year(one.span) for one in dated if isinstance(one.span, Period)}
    if len(years) == 1:
        return _of_the_year_of(dated[0], named, said)
    later = [one for one in others if isinstance(one.span, Yearly) and one.span.month > named.span.month]
    if kind.months == _HALF and later and not dated:
        # in January, the halves of "H2 against H1" are both of the year that is over
        latest = period_of(later[0].span, said.now)
        return replace(named, span=(named.span.of(_year(latest)) if latest else None) or named.span)
    return named


def elided(said: Stretches, at: int) -> Said | None:
    """The "first" of "the second half of 2012 than in the first", read as the other stretch is."""
    words = said.words
    if word(words, at) not in ORDINALS:
        return None
    last = at + 1 + (word(words, at + 1) == "one")
    if not _stands_alone(said, at, last):
        return None
    for other in _others(said, Said(at, last, Yearly())):
        if words[other.first] not in _COUNTED or words[other.first] == words[at]:
            continue
        if word(words, other.first + 1) not in GRAINS.keys() | WEEKDAY_NUMBERS.keys() | {"half"}:
            continue
        spoken = (words[at], *words[other.first + 1 : other.last])
        found = span_at(spoken, 0, said.now)
        if found is not None and found.last == len(spoken):
            return Said(at, last, found.span)
    return None


def _stands_alone(said: Stretches, at: int, last: int) -> bool:
    before = at - 1
    while word(said.words, before) in _SMALL:
        before -= 1
    goes_on = word(said.words, last)
    behind = last + 1 + (word(said.words, last + 1) == "the")
    if goes_on in _HELD or (goes_on == "and" and word(said.words, behind) in ORDINALS):
        return True
    return word(said.words, before) in _JOINED and (not goes_on or goes_on in _GOES_ON)


def _others(said: Stretches, named: Said) -> Iterator[Said]:
    """Every other stretch of the question, in order."""
    place = 0
    while place < len(said.words):
        one = said.at(place)
        if one is None:
            place += 1
            continue
        if one.last <= named.first or one.first >= named.last:
            yield one
        place = one.last


def _kind(period: Period | None) -> _Kind | None:
    for start, end in bounds(period):
        if period and is_one_day(period):
            return _Kind(days=1)
        if end - start == ONE_WEEK:
            return _Kind(days=7)
        return _Kind(months=whole_months(start, end))
    return None


def _told_from_today(said: Stretches, one: Said) -> bool:
    return said.words[one.first] in TOLD_FROM_TODAY or said.words[one.last - 1] in ("ago", "back")


def _year(period: Period) -> int:
    """The year of the middle of it: a week belongs to the year of its Thursday."""
    for start, end in bounds(period):
        return (start + (end - start) / 2).year
    raise ValueError("a stretch without both ends is of no year")


def _of_the_year_of(dated: Said, named: Said, said: Stretches) -> Said:
    """`named` in the year of `dated`; the December beside "January 2016" may be the one right before it."""
    if not isinstance(named.span, Yearly) or not isinstance(dated.span, Period):
        return named
    year = _year(dated.span)
    if period_of(named.span, said.now) == dated.span or named.span.of(year) == dated.span:
        return named  # "Q3 against Q3 2024" are two years
    same, before = named.span.of(year), named.span.of(year - 1)
    if same is None or same.start is None or before is None:
        return named
    if before.end != dated.span.start or named.span.months == _HALF:
        return replace(named, span=same) if same.start <= said.now.today else named
    if same.start > said.now.today:
        return replace(named, span=before)
    spoken = " ".join(said.words[named.first : named.last]).capitalize()
    return replace(named, span=Doubt((f"{spoken} {year - 1}", f"{spoken} {year}")))
