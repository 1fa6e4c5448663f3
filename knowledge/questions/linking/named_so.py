"""Values whose names look like something else, and what stands in quotes as a value's name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.questions.linking.around_names import shared
from knowledge.questions.linking.marks import (
    BaselineLink,
    BoundWord,
    DimensionWord,
    Filler,
    Mark,
    MetricCue,
    PeriodDoubt,
    PeriodLink,
    Unit,
    Unread,
    ValueLink,
)
from knowledge.questions.linking.tokens import Token, words_of
from knowledge.questions.linking.values import ValueIndex

Words = Sequence[str]
Marks = Sequence[Mark]

_DOTTED = re.compile(r"[0-9]+\.[0-9]+(?:\.[0-9]+)*")
_QUOTED = re.compile('["\u201c\u201e]([^"\u201c\u201d\u201e]{1,80})["\u201c\u201d]')
_DATED = (PeriodLink, PeriodDoubt, BaselineLink)
_YES_OR_NO = frozenset(words_of("did do does was were is are has have had"))
_BETWEEN = frozenset(words_of("is was of called named like being as"))


def values_like_others(said: Words, candidates: Marks) -> Iterator[Mark]:
    """The versions "2025.2" and "2025.1", which are no months, and the amounts "over 250", which are no bounds."""
    values = [mark for mark in candidates if isinstance(mark.means, ValueLink)]
    split = any(isinstance(mark.means, DimensionWord) for mark in candidates)
    counted = {mark.first for mark in candidates if isinstance(mark.means, MetricCue)}
    for mark in values:
        if mark.last == mark.first + 1 and _DOTTED.fullmatch(said[mark.first]):
            yield mark
        if not _is_bound(mark, candidates) or not isinstance(mark.means, ValueLink):
            continue
        if any(shared(mark, other) for other in values if other.first != mark.first):
            yield mark
        elif not split and mark.last not in counted and said[0] not in _YES_OR_NO:
            yield Mark(mark.first, mark.last, replace(mark.means, guessed=True))


def _is_bound(value: Mark, candidates: Marks) -> bool:
    return any(
        isinstance(mark.means, BoundWord) and mark.means.unit is Unit.NONE
        for mark in candidates
        if (mark.first, mark.last) == (value.first, value.last)
    )


def with_quoted_names(
    question: str, tokens: Sequence[Token], candidates: Sequence[Mark], values: ValueIndex
) -> Sequence[Mark]:
    """`candidates`, where what stands in quotes behind a dimension is a value of it or nothing: reason "no answer"."""
    dimensions = {m.last: m.means.name for m in candidates if isinstance(m.means, DimensionWord) and not m.means.split}
    for found in _QUOTED.finditer(question) if dimensions else ():
        places = [n for n, token in enumerate(tokens) if found.start() < token.start < found.end()]
        if not places:
            continue
        first, last = places[0], places[-1] + 1
        before = first - (tokens[first - 1].word in _BETWEEN)
        known = before in dimensions and values.named(dimensions[before], tuple(t.word for t in tokens[first:last]))
        if before in dimensions and not known:
            others = [mark for mark in candidates if mark.last <= first or mark.first >= last]
            joint = [Mark(before, first, Filler())] if before < first else []
            candidates = [*others, *joint, Mark(first, last, Unread())]
    return candidates
