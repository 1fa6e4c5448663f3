"""The words of a question that name a period: "last week", "since March", "from 5 October to today"."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from knowledge.metrics.periods import ALWAYS, Period
from knowledge.questions.linking.calendar_words import (
    AFTER,
    ALL_DATA,
    ALL_TIME,
    BEFORE,
    COMPLETE,
    GRAINS,
    INSIDE,
    ONWARDS,
    OPENING,
    RUN_UP,
    SINCE,
    SO_FAR,
    TOLD_FROM_TODAY,
    UNTIL,
    Calendar,
)
from knowledge.questions.linking.dates.lists import list_at
from knowledge.questions.linking.dates.ranges import Ends, Stretches, edge_at, range_at
from knowledge.questions.linking.dates.readers import may_begin
from knowledge.questions.linking.dates.siblings import dated_beside, elided
from knowledge.questions.linking.dates.spans import (
    NO_SUCH_DATE,
    ONE_DAY,
    Doubt,
    Now,
    Recurring,
    Said,
    Weekly,
    Words,
    behind,
    period_of,
    word,
)
from knowledge.questions.linking.marks import Filler, Mark, PeriodDoubt, PeriodLink

_AS_USUAL = Calendar()
_WHOLE = ("first", "last", "from", "this", "until", "today", "yesterday")
"""How what can be said instead begins where it stands for the "in" before it too."""
_GOES_ON = frozenset(
    {"of", "before", "after", "with", "when", "where", "that", "which", "to", "by", "ending", "starting"}
)


def period_marks(words: Words, today: date, calendar: Calendar = _AS_USUAL) -> Iterator[Mark]:
    """Every stretch of `words` (folded) that names a period, overlapping ones too.

    A period that is still under way when it is told from today ("this month") ends with today; one that is named
    ("in November") is whole. Ends that are named are inside: "to March" includes March.
    """
    said = Stretches(words, Now(today=today, calendar=calendar))
    found = list(_marks(said))
    yield from found
    for first in range(len(words)):
        last = behind(words, first, ALL_DATA)
        if last is not None:
            named = any(mark.last <= first or mark.first >= last for mark in found)
            yield Mark(first, last, Filler() if named else PeriodLink(ALWAYS))


def _marks(said: Stretches) -> Iterator[Mark]:
    for first, text in enumerate(said.words):
        if text not in OPENING and not may_begin(text):
            continue
        for read in (_all_time, _run_up, _range, _open_range, _within):
            mark = read(said, first)
            if mark is not None:
                yield mark
                break


def _all_time(said: Stretches, first: int) -> Mark | None:
    last = behind(said.words, first, ALL_TIME)
    if last is None or edge_at(said, first + 1):
        return None
    return Mark(first, last, PeriodLink(ALWAYS))


def _run_up(said: Stretches, first: int) -> Mark | None:
    """In the run-up to October: asked."""
    start = behind(said.words, first, RUN_UP)
    named = said.at(start) if start is not None else None
    period = period_of(named.span, said.now) if named else None
    if named is None or period is None or period.start is None:
        return None
    choices = tuple(f"in the {days} days before {period.start}" for days in (14, 30))
    return Mark(first, named.last, PeriodDoubt(first, named.last, choices))


def _range(said: Stretches, first: int) -> Mark | None:
    """Between A and B, from A to B, A to B; B is inside."""
    ends = range_at(said, first)
    if ends is None:
        return None
    start, end = ends.start, ends.end
    for each in (start, end):
        if isinstance(each.span, Doubt):
            return Mark(first, ends.last, PeriodDoubt(each.first, each.last, each.span.choices))
    a, b = _both_dated(start, end, said.now)
    if a is None or b is None or a.start is None or b.end is None:
        return Mark(first, ends.last, PeriodDoubt(first, ends.last, NO_SUCH_DATE.choices))
    if a.start >= b.end:
        return _swapped(said.words, first, ends)
    return Mark(first, ends.last, PeriodLink(Period(start=a.start, end=b.end)))


def _swapped(words: Words, first: int, ends: Ends) -> Mark:
    start, end = (" ".join(words[each.first : each.last]) for each in (ends.start, ends.end))
    return Mark(first, ends.last, PeriodDoubt(first, ends.last, (f"from {end} to {start}",)))


def _both_dated(start: Said, end: Said, now: Now) -> tuple[Period | None, Period | None]:
    """Both ends with a year: the one that was said, or else the latest that makes a period which has begun."""
    a, b = start.span, end.span
    if isinstance(b, Recurring) and isinstance(a, Period) and a.start:
        return a, b.earliest(a.start)
    late = period_of(b, now)
    if isinstance(a, Weekly) and isinstance(b, Weekly) and a.weekday > b.weekday:
        late = b.latest(now)
    if isinstance(a, Recurring) and late and late.start:
        return a.latest_by(late.start), late
    return period_of(a, now), late


def _open_range(said: Stretches, first: int) -> Mark | None:
    """Since A, after A, until A, before A, from A on."""
    for phrases, cut in ((SINCE, _since), (AFTER, _after), (UNTIL, _until), (BEFORE, _before)):
        start = behind(said.words, first, phrases)
        named = None if start is None else edge_at(said, start) or said.at_or_now(start)
        if named is not None:
            return _cut(first, named, said.now, cut)
    return _from(said, first)


def _from(said: Stretches, first: int) -> Mark | None:
    """From A on; from A alone where A is told from today ("from last week")."""
    words = said.words
    opened = word(words, first) == "from"
    edge = edge_at(said, first + 1) if opened else None
    if edge is not None:
        return _cut(first, edge, said.now, _since)
    named = said.at(first + opened)
    if named is None:
        return None
    onwards = behind(words, named.last, ONWARDS)
    if onwards is not None and (opened or words[named.last] != "on"):
        return _cut(first, replace(named, last=onwards), said.now, _since)
    if not opened:
        return None
    told = word(words, named.first) in TOLD_FROM_TODAY or words[named.last - 1] == "ago"
    if isinstance(named.span, Doubt) or told:
        return _cut(first, named, said.now, _inside)
    # "cases from March" are the cases of March for some, and all since then for others
    return Mark(first, named.last, PeriodDoubt(first, first + 1, ("in", "since")))


def _within(said: Stretches, first: int) -> Mark | None:
    start = behind(said.words, first, INSIDE) or first
    named = list_at(said, start) or said.at(start) or _elided(said, start) or _the_unit(said.words, first, start)
    if named is None:
        return None
    named = _so_far(said, dated_beside(said, named))
    if isinstance(named.span, Doubt) and named.span.choices[0].startswith(_WHOLE):
        return Mark(first, named.last, PeriodDoubt(first, named.last, named.span.choices))
    return _cut(first, named, said.now, _inside)


def _elided(said: Stretches, at: int) -> Said | None:
    return elided(said, at + (word(said.words, at) == "the"))


def _the_unit(words: Words, first: int, at: int) -> Said | None:
    """ "For the week", "the whole week": this one or the last one."""
    whole = word(words, at + 1) in COMPLETE
    last = at + 2 + whole
    unit = word(words, last - 1)
    if word(words, at) != "the" or unit not in GRAINS or unit.endswith("s") or unit == "day":
        return None
    if at == first and not whole:
        return None
    goes_on = word(words, last) in _GOES_ON
    return None if goes_on else Said(at, last, Doubt((f"this {unit}", f"last {unit}")))


def _so_far(said: Stretches, named: Said) -> Said:
    """2026 so far: the days of it up to today."""
    told = behind(said.words, named.last, SO_FAR)
    period = period_of(named.span, said.now)
    if told is None or period is None or period.start is None or period.end is None:
        return named
    if not period.start <= said.now.today < period.end:
        return named
    return replace(named, last=told, span=Period(start=period.start, end=said.now.tomorrow))


def _cut(first: int, named: Said, now: Now, cut: Callable[[Period, Now], Period]) -> Mark:
    if isinstance(named.span, Doubt):
        return Mark(first, named.last, PeriodDoubt(named.first, named.last, named.span.choices))
    dated = period_of(named.span, now)
    if dated is None:
        return Mark(first, named.last, PeriodDoubt(named.first, named.last, NO_SUCH_DATE.choices))
    return Mark(first, named.last, PeriodLink(cut(dated, now)))


def _inside(named: Period, now: Now) -> Period:
    return named


def _since(named: Period, now: Now) -> Period:
    return _until_now(named.start or now.today, now)


def _after(named: Period, now: Now) -> Period:
    return _until_now(named.end or now.today, now)


def _until(named: Period, now: Now) -> Period:
    return Period(end=named.end)


def _before(named: Period, now: Now) -> Period:
    return Period(end=named.start)


def _until_now(start: date, now: Now) -> Period:
    return Period(start=start, end=max(now.tomorrow, start + ONE_DAY))
