"""What a reading is of: the words around it, up to those of the next of its kind."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.answers.prose.reading.amounts.quantity import Kind, Quantity
from knowledge.answers.prose.reading.dates import Clock, Day
from knowledge.answers.prose.reading.placed import masked
from knowledge.answers.prose.reading.readings import Readings
from knowledge.answers.prose.reading.tables import listed
from knowledge.answers.prose.reading.tokens import tokens_of
from knowledge.answers.prose.reading.words import content

Reading = Quantity | Day | Clock
Words = Mapping[str, float]
"""Stems, and how much each tells of what it stands beside."""

_NAME, _WORD, _LINK = 3.0, 1.0, 0.5
_LINKS = frozenset(
    listed(
        "from to after before until till by than instead of per von bis nach vor statt de depuis après avant desde"
        " hasta tras antes da prima dopo fino van tot na voor"
    )
)
_BREAK = re.compile(
    r"[,;:()\u2013\u2014]|\b(?:and|but|while|whereas|although|though|or|then|und|aber|während|oder|et|mais|tandis|ou|y|pero|mientras"
    r"|e|ma|mentre|en|maar|terwijl|versus|vs)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """A reading and the words around it; None: it is known, but in a language in which it cannot be told of what.

    `nearest`: the one before it and the one behind it that say something; `noun`: what a plain number counts.
    """

    reading: Reading
    words: Words | None
    nearest: frozenset[str] = frozenset()
    noun: str = ""


def anchored(text: str, readings: Readings, language: str) -> Sequence[Anchored]:
    """The quantities, days and times in `text`, each with its words."""
    bare = masked(text, [*readings.quantities, *readings.days, *readings.clocks, *readings.codes])
    found = []
    for rivals in _rivals(readings):
        for place, one in enumerate(rivals):
            start = _cut(text, rivals[place - 1].end, one.start)[0] if place else 0
            behind = place + 1 < len(rivals)
            end = _cut(text, one.end, rivals[place + 1].start)[1] if behind else len(text)
            words = dict(_words(bare[start:end], language, opens=start == 0)) or dict(
                _words(bare, language, opens=True)
            )
            before = tokens_of(text[: one.start], language)
            if before and before[-1].low in _LINKS:
                words[f"@{before[-1].low}"] = _LINK
            near = (*content(bare[start : one.start], language)[-1:], *content(bare[one.end : end], language)[:1])
            noun = _noun(bare, one, language)
            found.append(Anchored(reading=one, words=words, nearest=frozenset(near), noun=noun))
    return found


def anchors(text: str, language: str) -> Words:
    """The words of all of `text`."""
    return dict(_words(text, language, opens=True))


def are_alike(one: Reading, other: Reading) -> bool:
    """Whether the one could be taken for the other: both durations, both days."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.kind is other.kind
    return type(one) is type(other)


def shared(one: Words, other: Words) -> float:
    """How much the words of both tell; 0 where they have none in common but links such as "after"."""
    both = [stem for stem in one if stem in other]
    if all(stem.startswith("@") for stem in both):
        return 0.0
    return sum(max(one[stem], other[stem]) for stem in both)


def _noun(text: str, reading: Reading, language: str) -> str:
    """The word right behind a plain number, if it says something."""
    if not isinstance(reading, Quantity) or reading.kind is not Kind.PLAIN:
        return ""
    behind = tokens_of(text[reading.end :], language)[:1]
    return next(iter(content(behind[0].text, language)), "") if behind else ""


def _rivals(readings: Readings) -> Iterable[Sequence[Reading]]:
    """Those that could be taken for each other, together."""
    for kind in Kind:
        yield [one for one in readings.quantities if one.kind is kind]
    yield readings.days
    yield readings.clocks


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """Where what is between two of a kind is parted: where the second's words begin, where the first's end."""
    breaks = list(_BREAK.finditer(text, min(start, end), max(start, end)))
    return (breaks[-1].start(), breaks[-1].start()) if breaks else (start, end)


def _words(text: str, language: str, *, opens: bool) -> Iterable[tuple[str, float]]:
    names = {
        token.low
        for place, token in enumerate(tokens_of(text, language))
        if token.is_word and token.text[0].isupper() and (place or not opens)
    }
    for stem in content(text, language):
        yield stem, _WORD
    if language != "de":  # where every noun has a capital
        for stem in content(" ".join(names), language):
            yield stem, _NAME
