"""Questions about one case, told by its id."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    And,
    DimensionWord,
    Filler,
    MetricCue,
    ShowWord,
    SplitWord,
    TrendWord,
    ValueLink,
    Wants,
)
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.plan import Intent
from knowledge.questions.rules.similar import looks_like_an_id

_WRITTEN = re.compile(r"[^\s,;?!()\"'\u201c\u201d]+")
_CASE_NOUNS = frozenset({"case", "ticket", "incident", "issue", "escalation", "number", "no", "id", "#"})
_TOLD = (And, DimensionWord, Filler, MetricCue, ShowWord, SplitWord, TrendWord)
"""Words beside an id that its story answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAsked:
    """The cases that a question names: `known` exist, `unknown` is an id that does not.

    `only`: beside it stands nothing but what the story of a case tells. `more`: something is asked about it.
    """

    known: tuple[str, ...] = ()
    unknown: str = ""
    only: bool = True
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Chunk:
    text: str
    places: Sequence[int]


def case_asked(links: Links, existing: Callable[[str], str | None]) -> CaseAsked | None:
    """The case that the question is about; None when it names none. `existing` finds an id as it is stored."""
    chunks = [chunk for chunk in _chunks(links) if _may_be_an_id(links, chunk)]
    known = {case_id: chunk for chunk in chunks if (case_id := existing(chunk.text))}
    if known:
        inside = {place for chunk in known.values() for place in chunk.places}
        return CaseAsked(known=tuple(known), only=_is_told(links, inside), more=_asks_more(links, inside))
    unknown = next((chunk.text for chunk in chunks if _stands_for_a_case(links, chunk)), "")
    return CaseAsked(unknown=unknown) if unknown else None


def _chunks(links: Links) -> Sequence[_Chunk]:
    chunks = []
    for match in _WRITTEN.finditer(links.question):
        text = match.group().strip(".:#")
        places = [n for n, token in enumerate(links.tokens) if match.start() <= token.start < match.end()]
        if text and places and any(c.isdigit() for c in text):
            chunks.append(_Chunk(text, places))
    return chunks


def _may_be_an_id(links: Links, chunk: _Chunk) -> bool:
    """Whether nothing else explains it, or a word before it says so."""
    named = any(isinstance(mark.means, ValueLink) and mark.first in chunk.places for mark in links.marks)
    if named or not looks_like_an_id(chunk.text):
        return False
    return (
        _says_case(links, chunk)
        or len(chunk.places) == len(links.tokens)
        or bool(set(chunk.places) & {*links.unexplained})
    )


def _says_case(links: Links, chunk: _Chunk) -> bool:
    start = links.tokens[chunk.places[0]].start
    before = links.tokens[chunk.places[0] - 1].word if chunk.places[0] else ""
    counted = before == "no" and not set(chunk.places) & {*links.unexplained}
    return (before in _CASE_NOUNS and not counted) or links.question[max(0, start - 1) : start] == "#"


def _stands_for_a_case(links: Links, chunk: _Chunk) -> bool:
    """Whether an id that does not exist was meant as one: "case X-1", "what happened in X-1", "X-1"."""
    rest = set(range(len(links.tokens))) - {*chunk.places}
    words = {links.tokens[place].word for place in rest}
    story = bool(words & {"happened", "tell", "status", "story", "details", "summary", "summarise", "summarize"})
    return _says_case(links, chunk) or not rest or (story and not rest & {*links.unexplained})


def _is_told(links: Links, inside: set[int]) -> bool:
    others = [mark for mark in links.marks if mark.first not in inside]
    asks = [mark.means for mark in others if isinstance(mark.means, Wants)]
    numbers = any(wants.intent not in (Intent.WHY, Intent.CASE, Intent.FINDINGS) for wants in asks)
    return not numbers and all(isinstance(mark.means, (*_TOLD, Wants)) for mark in others)


def _asks_more(links: Links, inside: set[int]) -> bool:
    cues = {mark.means.name for mark in links.marks if isinstance(mark.means, MetricCue) and mark.first not in inside}
    return bool(cues - {Cue.CASE, "escalations"}) or bool({*links.unexplained} - inside)
