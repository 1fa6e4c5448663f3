"""The words for what a period is held against: "vs the month before", "the same period last year", "YoY"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.linking.calendar_words import GRAINS, MONTHS, WEEKDAY_NUMBERS
from knowledge.questions.linking.dates.numbers import number_of
from knowledge.questions.linking.dates.spans import behind
from knowledge.questions.linking.tokens import words_of


class Baseline(StrEnum):
    """Which period another one is held against: the one right before, or the same one of the year before.

    SAME_PART: the same days of a month, quarter or year that was named. AFTER: the one right after.
    """

    BEFORE = "before"
    YEAR_BEFORE = "year_before"
    SAME_PART = "same_part"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Against:
    """A period is held against another one.

    `unit`: the unit that was said ("the month before", "week over week"), None when none was ("the previous period").
    `count`: how many of them ("the 3 months before"); None when no number was said. `within`: of SAME_PART, the period
    that was named ("the same days in October").
    """

    how: Baseline
    unit: Grain | None = None
    count: int | None = None
    within: Period | None = None


Phrase = tuple[str, ...]

CONNECTIVES: Sequence[Phrase] = tuple(
    words_of(text)
    for text in (
        *("vs", "v", "versus", "against", "than", "than in", "than for", "than on", "than during", "relative to"),
        *(f"{verb} {to}" for verb in ("compared", "compare", "comparing", "compares") for to in ("to", "with")),
        *("compared against", "in comparison to", "in comparison with", "held against", "measured against"),
        *(f"{way} {from_}" for way in ("up", "down", "changed", "change") for from_ in ("from", "on", "over")),
    )
)
"""What stands before the other period: behind these, "last year" means the same period of last year."""

BEFORE_WHAT = frozenset(words_of("last this the that yesterday today a an one in of on"))
"""Behind "the week before": then it is a week told from a date, and no comparison."""

_SAME = ("same", "the same", "corresponding", "the corresponding", "equivalent", "the equivalent")
_STRETCHES = tuple(words_of("period time point date day days week weeks month months quarter quarters half stretch"))
_LAST_YEAR = (
    *("last year", "a year ago", "one year ago", "a year earlier", "one year earlier", "a year before"),
    *("the year before", "the previous year", "the prior year", "previous year", "prior year", "the preceding year"),
)

_OVER: Mapping[Grain, Sequence[str]] = {
    Grain.DAY: ("day over day", "day on day", "dod", "d o d", "d d"),
    Grain.WEEK: ("week over week", "week on week", "wow", "w o w", "w w"),
    Grain.MONTH: ("month over month", "month on month", "mom", "m o m", "m m"),
    Grain.QUARTER: ("quarter over quarter", "quarter on quarter", "qoq", "q o q", "q q"),
}


def _always() -> Iterator[tuple[str, Against]]:
    """Phrases that need no connective."""
    a_year = Against(Baseline.YEAR_BEFORE, Grain.YEAR)
    yield from ((text, a_year) for text in ("year over year", "year on year", "yoy", "y o y", "y y"))
    yield from (
        (text, a_year) for text in ("a year earlier", "one year earlier", "the year before", "the year earlier")
    )
    yield from ((f"this time {text}", a_year) for text in _LAST_YEAR[:2])
    for same in _SAME:
        for stretch in _STRETCHES:
            for year in _LAST_YEAR:
                yield from ((f"{same} {stretch} {of}{year}", a_year) for of in ("", "of ", "in ", "from "))
    for unit, phrases in _OVER.items():
        yield from ((text, Against(Baseline.BEFORE, unit)) for text in phrases)
    for unit in (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER):
        yield from ((text, Against(Baseline.BEFORE, unit)) for text in _one_before(unit.value))
    for text in ("period over period", "the one before", "the period before", "the same period before"):
        yield text, Against(Baseline.BEFORE)
    for which in ("previous", "preceding", "prior"):
        yield from ((f"{the}{which} period", Against(Baseline.BEFORE)) for the in ("the ", "a ", ""))


def _one_before(unit: str) -> Iterator[str]:
    yield from (f"the {unit} {before}" for before in ("before", "before that", "prior", "earlier", "preceding"))
    yield from (f"{one} {unit} {before}" for one in ("a", "one") for before in ("before", "earlier", "prior"))
    for same in _SAME:
        for stretch in ("period", "time", "point", "days", "day"):
            yield from (f"{same} {stretch} {of}last {unit}" for of in ("", "of ", "in "))
            yield from (f"{same} {stretch} {of}the previous {unit}" for of in ("", "of ", "in "))
    yield f"this time last {unit}"


def _connected() -> Iterator[tuple[str, Against]]:
    """Phrases that name a period of their own unless a connective stands before them."""
    yield from ((text, Against(Baseline.YEAR_BEFORE, Grain.YEAR)) for text in _LAST_YEAR)
    for unit in (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER):
        for which in ("previous", "preceding", "prior"):
            yield from ((f"{the}{which} {unit.value}", Against(Baseline.BEFORE, unit)) for the in ("the ", ""))
        yield from ((f"{one} {unit.value} ago", Against(Baseline.BEFORE, unit)) for one in ("a", "one"))


def _after() -> Iterator[tuple[str, Against]]:
    """Phrases for the period behind another one; a year later is the same period of the next year."""
    for unit in (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR):
        for said in (f"{unit} after", f"{unit} after that", f"following {unit}", f"{unit} that followed"):
            yield from ((f"{the}{said}", Against(Baseline.AFTER, unit)) for the in ("the ", ""))
        for later in ("later", "after", "after that"):
            yield from ((f"{one} {unit} {later}", Against(Baseline.AFTER, unit, 1)) for one in ("a", "one"))
    for said in ("the one after", "the period after", "the following one", "the following period", "after that"):
        yield said, Against(Baseline.AFTER)


STANDING: Mapping[Phrase, Against] = {words_of(text): against for text, against in _always()}
CONNECTED: Mapping[Phrase, Against] = {words_of(text): against for text, against in _connected()}
FOLLOWING: Mapping[Phrase, Against] = {words_of(text): against for text, against in _after()}
"""Behind a connective or alone: within a question, "reopened the week after" is about something else."""
LONGEST = max(map(len, (*STANDING, *CONNECTED, *FOLLOWING)))
_BEFORE_ALL = (("and",), ("in",), ("for",), ("and", "in"), ("and", "for"), ())
_ALSO_A_CRY = "wow"


def baseline_marks(words: Sequence[str]) -> Iterator[tuple[int, int, Against]]:
    """Where `words` (folded) say what a period is held against: the words [first, last), and what they mean.

    A connective belongs to it ("vs the month before"). Stretches can overlap: the longest is meant.
    """
    for first in range(len(words)):
        start = behind(words, first, CONNECTIVES)
        found = _found(words, start, connected=True) if start is not None else None
        found = found or _found(words, first, connected=False)
        if found is None and tuple(words[:first]) in _BEFORE_ALL and tuple(words[first:]) in FOLLOWING:
            found = len(words), FOLLOWING[tuple(words[first:])]
        if found is not None and not (first == 0 and words[0] == _ALSO_A_CRY and len(words) > 1):
            yield first, *found


def _found(words: Sequence[str], first: int, *, connected: bool) -> tuple[int, Against] | None:
    """Where the words that begin at `first` end, and what they mean."""
    tables = (STANDING, CONNECTED, FOLLOWING) if connected else (STANDING,)
    for last in range(min(first + LONGEST, len(words)), first, -1):
        for table in tables:
            against = table.get(tuple(words[first:last]))
            if against is not None and not _tells_a_date(words, last):
                return last, against
    return _counted(words, first) if connected else None


def _tells_a_date(words: Sequence[str], last: int) -> bool:
    """Whether words go on like "the week before last" and "the week after 5 October"."""
    if words[last - 1] not in ("before", "after") or last == len(words):
        return False
    word = words[last]
    return word in BEFORE_WHAT or word in MONTHS or word in WEEKDAY_NUMBERS or word[0].isdigit()


def _counted(words: Sequence[str], first: int) -> tuple[int, Against] | None:
    """The 3 months before, the previous 30 days."""
    at = [*words[first : first + 5], "", "", "", "", ""]
    at, the = (at[1:], 1) if at[0] == "the" else (at, 0)
    told = at[0] in ("previous", "preceding", "prior")
    count, unit, side = at[told : told + 3]
    told_behind = not told and side in ("before", "earlier", "prior", "preceding")
    number = number_of(count)
    if number is None or unit not in GRAINS or not (told or told_behind):
        return None
    return first + the + 3, Against(Baseline.BEFORE, GRAINS[unit], number)
