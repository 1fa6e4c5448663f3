"""Moments, for what is counted at one: "when 2012 ended", "at year end", "going into October"."""

from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.metrics.periods import Grain, Period, add_months, start_of
from knowledge.questions.linking.calendar_words import BEGUN, GRAINS, OVER, Calendar
from knowledge.questions.linking.dates.numbers import year_at
from knowledge.questions.linking.dates.outer import outer_at
from knowledge.questions.linking.dates.ranges import Stretches
from knowledge.questions.linking.dates.spans import ONE_DAY, Now, Words, behind, bounds, word
from knowledge.questions.linking.marks import Mark, MomentWord, PeriodDoubt, PeriodLink
from knowledge.questions.linking.tokens import words_of

_ONCE = frozenset(words_of("when once as"))
_INTO = tuple(
    words_of(f"{before}{text}")
    for before in ("", "when ", "on ")
    for text in ("going into", "entering", "heading into", "coming into", "moving into", "going in to")
)
_OPENS = tuple(
    words_of(f"{at}{the}{start} of")
    for at in ("at ", "by ", "from ", "")
    for the in ("the ", "")
    for start in ("start", "beginning", "opening", "turn")
)
_ENDS = frozenset(words_of("end close"))
_UNIT_GOES_ON = frozenset(words_of("before of to so"))
_BEFORE_AN_END = frozenset(words_of("at by the as of last per"))


def moment_marks(said: Words, today: date, calendar: Calendar, *, stock: bool) -> Iterator[Mark]:
    """Every moment that is named by more than "at the end of". `stock`: what is asked for is counted at a moment."""
    stretches = Stretches(said, Now(today=today, calendar=calendar))
    for first, text in enumerate(said):
        if text in _ONCE:
            yield from _when_over(stretches, first, stock)
        yield from _unit_end(stretches, first)
        if stock:
            yield from _opened(stretches, first)
            yield from _end_of_the_unit(said, first)


def is_cut_from_moment(said: Sequence[str], mark: Mark) -> bool:
    """Whether the end of a period is named by these words, or before them: what is open is counted there anyway."""
    opening = said[mark.first : min(mark.last, mark.first + 4)]
    if "end" in opening[:3] and "of" in opening:
        return True
    return said[mark.first] == "of" and mark.first > 0 and said[mark.first - 1] in _ENDS


def _when_over(said: Stretches, first: int, stock: bool) -> Iterator[Mark]:
    """When 2012 ended, when the half-year closed; with `stock`, when October began."""
    named = _named(said, first + 1)
    if named is None:
        return
    period, start, last = named
    over, begun = behind(said.words, last, OVER), behind(said.words, last, BEGUN)
    if over is not None:
        whole = _last_complete(said, start) or period
        yield Mark(first, first + 1, MomentWord())
        # the verb goes along: a quarter that closed has nothing to do with closed cases
        yield Mark(first + 1, over, PeriodLink(whole))
    elif begun is not None and stock:
        yield Mark(first, begun, PeriodLink(_day_before(period)))


def _named(said: Stretches, at: int) -> tuple[Period, int, int] | None:
    """The stretch at `at`, where its words begin behind a "the", and where the words go on."""
    start = at + (word(said.words, at) == "the")
    half = _half_year(said.words, start)
    if half is not None and start > at:
        return _last_half(said.now.today), start, half
    outer = outer_at(said.words, at, said.now)
    return (outer[0], start, outer[1]) if outer and outer[0].start else None


def _unit_end(said: Stretches, first: int) -> Iterator[Mark]:
    """Year end, month-end, at quarter end, year end 2012: the last one that is over."""
    unit = word(said.words, first)
    last = _half_year(said.words, first) or first + 1
    if (unit not in GRAINS and last == first + 1) or word(said.words, last) not in _ENDS:
        return
    if word(said.words, last + 1) in ("of", "up", "with") or word(said.words, first - 1) not in _BEFORE_AN_END | {""}:
        return
    year, behind_it = year_at(said.words, last + 1, said.now)
    if year is not None and GRAINS.get(unit) is Grain.YEAR:
        yield Mark(first, behind_it, PeriodLink(Period(start=date(year, 1, 1), end=date(year + 1, 1, 1))))
    elif year is None:
        period = _last_complete(said, first)
        yield Mark(first, last, PeriodLink(period) if period else PeriodDoubt(first, last, ("yesterday",)))
        yield Mark(last, last + 1, MomentWord())


def _end_of_the_unit(said: Words, first: int) -> Iterator[Mark]:
    """ "The end of the quarter": of the one that was talked about, if any, so that it is asked."""
    unit = word(said, first + 3)
    goes_on = word(said, first + 4)
    if said[first] not in _ENDS or tuple(said[first + 1 : first + 3]) != ("of", "the") or unit not in GRAINS:
        return
    if not unit.endswith("s") and unit != "day" and not goes_on[:1].isdigit() and goes_on not in _UNIT_GOES_ON:
        yield Mark(first + 2, first + 4, PeriodDoubt(first + 2, first + 4, (f"last {unit}", f"this {unit}")))


def _opened(said: Stretches, first: int) -> Iterator[Mark]:
    """Going into October, at the start of 2026: the end of the day before."""
    start = behind(said.words, first, (*_INTO, *_OPENS))
    outer = outer_at(said.words, start, said.now) if start is not None else None
    if outer is not None and outer[0].start is not None:
        yield Mark(first, outer[1], PeriodLink(_day_before(outer[0])))


def _last_complete(said: Stretches, at: int) -> Period | None:
    """The last year, quarter … that is over, where a bare unit stands at `at`."""
    if _half_year(said.words, at) is not None:
        return _last_half(said.now.today)
    grain = GRAINS.get(word(said.words, at))
    if grain is None or said.words[at].endswith("s"):
        return None
    end = start_of(grain, said.now.today)
    return Period(start=start_of(grain, end - ONE_DAY), end=end)


def _half_year(words: Words, at: int) -> int | None:
    """Where the words go on behind "half year" and "half"."""
    return at + 1 + (word(words, at + 1) == "year") if word(words, at) == "half" else None


def _last_half(today: date) -> Period:
    start = add_months(start_of(Grain.YEAR, today), 6 if today.month > 6 else 0)
    return Period(start=add_months(start, -6), end=start)


def _day_before(period: Period) -> Period:
    for start, _ in bounds(period):
        return Period(start=start - ONE_DAY, end=start)
    return period
