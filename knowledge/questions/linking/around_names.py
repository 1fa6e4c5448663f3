"""Words that mean something because a value or a dimension stands beside them: new, main, left out, each on its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.questions.linking.marks import (
    DimensionWord,
    End,
    Filler,
    Limit,
    Mark,
    MetricCue,
    Negation,
    Rank,
    ValueLink,
    Wants,
)
from knowledge.questions.linking.metric_words import CASES, Cue
from knowledge.questions.linking.spoken_dates import number_of
from knowledge.questions.linking.tokens import singular, words_of
from knowledge.questions.plan import Intent

Words = Sequence[str]
Marks = Sequence[Mark]

_CASE_NOUNS = frozenset(words_of(CASES.replace("|", " ")))
_OUT = ("excluded", "out", "aside", "away", "off", "left out", "not included", "not counted", "exempted", "ignored")
_DEGREES = frozenset(words_of("most more least less very"))
_COMBINED = frozenset(words_of("combination combinations combo combos pairing pairings pair pairs"))
_NEW = frozenset(words_of("new incoming inbound"))
_MAIN: dict[tuple[str, ...], int | None] = {
    **{(word,): None for word in words_of("main key principal primary chief dominant predominant prevailing foremost")},
    **{(word,): None for word in words_of("usual common typical frequent recurring")},
    **{words_of(text): 1 for text in ("no 1", "number one", "number 1", "nr 1")},
}
_PREPOSITIONS = frozenset(words_of("in on for from at of by per with to within across about"))
_ARTICLES = frozenset(words_of("the our my a an this that these those their its all"))
_CUSTOMERS = frozenset(words_of("account accounts customer customers client clients"))
_OF_A_METRIC = frozenset(words_of("escalation complaint case contact"))
_TAKES_OUT = frozenset(words_of("leave leaving left keep keeping take taking drop with put set"))
_THOSE = frozenset(words_of("ones accounts customers team teams region category"))
_LEFT_OUT = sorted(
    (
        words_of(f"{being}{out}{of_it}")
        for being, outs in (("", _OUT), ("are ", _OUT), ("is ", _OUT), ("being ", _OUT), ("left ", ("out", "aside")))
        for out in outs
        for of_it in ("", " of it", " of this", " of that")
    ),
    key=len,
    reverse=True,
)
_ALONE = sorted(
    (
        *(
            words_of(f"{each}on {its} own")
            for each in ("", "each ", "both ", "one by one ")
            for its in ("its", "their")
        ),
        *(words_of(f"{each}{alone}") for each in ("", "each ", "both ") for alone in ("separately", "individually")),
        *(words_of(text) for text in ("each by itself", "each alone", "one by one", "each for itself", "apart")),
        *(words_of(text) for text in ("each", "independently", "respectively")),
    ),
    key=len,
    reverse=True,
)


def marks_around_names(said: Words, candidates: Marks) -> Iterator[Mark]:
    """What these words mean beside the values and dimensions of `candidates`."""
    yield from _main_ones(said, candidates)
    yield from _new_ones(said, candidates)
    yield from _left_out_around(said, candidates)
    yield from _each_alone(said, candidates)
    yield from _combinations(said)


def _main_ones(said: Words, candidates: Marks) -> Iterator[Mark]:
    """The main reasons, the key categories, the no. 1 reason: those that come first."""
    dimensions = {mark.first for mark in candidates if isinstance(mark.means, DimensionWord)}
    for place in range(len(said)):
        for phrase, limit in _MAIN.items():
            last = place + len(phrase)
            ranked = _ranked_from(said, last)
            filters = _before_articles(said, place) in _PREPOSITIONS or (
                phrase[0] == "key" and said[ranked : ranked + 1] and said[ranked] in _CUSTOMERS
            )
            if place and said[place - 1] in _DEGREES:
                continue
            if tuple(said[place:last]) == phrase and ranked in dimensions and not filters:
                yield Mark(place, last, Rank(End.MOST, limit=limit))


def _before_articles(said: Words, place: int) -> str:
    """The word before `place`, articles apart: in "for our main product" a product is meant and no order."""
    while place and said[place - 1] in _ARTICLES:
        place -= 1
    return said[place - 1] if place else ""


def _ranked_from(said: Words, place: int) -> int:
    """Where what is ranked begins: behind a number, and behind the noun of the metric ("key escalation reasons")."""
    while place < len(said) and (number_of(said[place]) is not None or said[place] in _OF_A_METRIC):
        place += 1
    return place


def _new_ones(said: Words, candidates: Marks) -> Iterator[Mark]:
    """The "new" of "new Medium priority cases", "new P1s"; no "new Enterprise customers", and no status called so."""
    values = [mark for mark in candidates if isinstance(mark.means, ValueLink | DimensionWord)]
    named = {mark.first for mark in values if isinstance(mark.means, ValueLink)}
    for place, word in enumerate(said):
        if word not in _NEW or place in named:
            continue
        last = _behind_names(place + 1, values)
        graded = last > place + 1 and singular(said[last - 1])[-1:].isdigit() and said[last - 1].endswith("s")
        if last > place + 1 and (graded or (said[last : last + 1] and said[last] in _CASE_NOUNS)):
            yield Mark(place, place + 1, MetricCue(Cue.OPENED))


def _behind_names(place: int, names: Marks) -> int:
    """Where the names and the joints between them end that begin at `place`."""
    while found := [mark.last for mark in names if mark.first == place]:
        place = max(found)
    return place


def _left_out_around(said: Words, candidates: Marks) -> Iterator[Mark]:
    """ "Leave EMEA out", "P4s excluded", "chat not included": what is left out stands before the words that say so."""
    values = [mark for mark in candidates if isinstance(mark.means, ValueLink)]
    for place in range(len(said)):
        phrase = next((p for p in _LEFT_OUT if tuple(said[place : place + len(p)]) == p), None)
        first = _names_before(said, place, values)
        if phrase is None or first == place:
            continue
        takes = first > 0 and said[first - 1] in _TAKES_OUT
        around = phrase[0] in ("out", "aside", "off", "away")
        if around and not takes:
            continue
        if around:
            yield Mark(first - 1, first, Negation())
        else:
            yield from (
                Mark(mark.first, mark.last, replace(mark.means, left_out=True))
                for mark in values
                if first <= mark.first and mark.last <= place and isinstance(mark.means, ValueLink)
            )
        yield Mark(place, place + len(phrase), Filler())


def _names_before(said: Words, place: int, values: Marks) -> int:
    """Where the values and their joints begin that stand right before `place`."""
    first = place
    while True:
        starts = [mark.first for mark in values if mark.last == first]
        if starts:
            first = min(starts)
        elif (
            first < place
            and first > 1
            and said[first - 1] in ("and", "or")
            and any(m.last == first - 1 for m in values)
        ) or (
            said[first - 1 : first]
            and said[first - 1] in _CASE_NOUNS | _THOSE
            and any(m.last == first - 1 for m in values)
        ):
            first -= 1
        else:
            return first


def _each_alone(said: Words, candidates: Marks) -> Iterator[Mark]:
    """ "Billing and Checkout, each on its own": held side by side. Beside a split it says nothing more."""
    values = [mark for mark in candidates if isinstance(mark.means, ValueLink)]
    several = any(shared(one, other) for one in values for other in values if one.last <= other.first)
    splits = any(isinstance(mark.means, DimensionWord) and mark.means.split for mark in candidates)
    for place in range(len(said) if several or splits else 0):
        phrase = next((p for p in _ALONE if tuple(said[place : place + len(p)]) == p), None)
        if phrase and not _is_in_a_phrase(place, candidates):
            yield Mark(place, place + len(phrase), Filler() if splits else Wants(Intent.COMPARE))


def _combinations(said: Words) -> Iterator[Mark]:
    """The three of "three combinations of region and product"."""
    for place in range(1, len(said)):
        limit = number_of(said[place - 1])
        if said[place] in _COMBINED and limit is not None:
            yield Mark(place - 1, place, Limit(limit))


def _is_in_a_phrase(place: int, candidates: Marks) -> bool:
    """The "each" of "each month", the "apart" of "apart from"."""
    longer = (mark for mark in candidates if mark.first <= place < mark.last and mark.last > mark.first + 1)
    return any(not isinstance(mark.means, Filler) for mark in longer)


def shared(one: Mark, other: Mark) -> bool:
    names = [{name for name, _ in mark.means.choices} for mark in (one, other) if isinstance(mark.means, ValueLink)]
    return len(names) == 2 and bool(names[0] & names[1])
