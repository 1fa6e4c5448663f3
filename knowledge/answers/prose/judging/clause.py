"""A clause of prose beside the evidence of the cases that it cites."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.answers.prose.anchoring import Anchored, Words, anchored, anchors
from knowledge.answers.prose.evidence import CaseEvidence, Group, Passage, ProseEvidence, stands_in
from knowledge.answers.prose.parts import Part, parts_of
from knowledge.answers.prose.reading.amounts.quantity import Kind, Quantity, holds
from knowledge.answers.prose.reading.denials import denies
from knowledge.answers.prose.reading.placed import Placed, masked
from knowledge.answers.prose.reading.quotes import Quote
from knowledge.answers.prose.reading.readings import Readings, readings_of
from knowledge.answers.prose.reading.tokens import Token, tokens_of
from knowledge.answers.prose.reading.words import content

_SUPPORTS = 0.5
"""The share of what a clause says that a case has to say which it counts."""
_SAID_ALIKE = frozenset({Kind.TIMES, Kind.HOURS, Kind.MONEY, Kind.ORDINAL})
_COUNTING = frozenset({Kind.PLAIN, Kind.SHARE, Kind.HOURS})
_FEW_WORDS = 2


@dataclass(frozen=True, kw_only=True)
class Said:
    """A clause, `text`, of the `sentence` that cites `cited`; `ids` are those at the clause itself."""

    text: str
    sentence: str
    ids: Sequence[str]
    cited: Sequence[str]
    evidence: ProseEvidence
    opens: bool = True

    @property
    def language(self) -> str:
        """The language that it has to be in."""
        return self.evidence.language

    @cached_property
    def readings(self) -> Readings:
        """What it states."""
        return readings_of(self.text, self.language)

    @cached_property
    def quoted(self) -> Sequence[Quote]:
        """What it quotes."""
        return self.readings.quotes

    @cached_property
    def anchored(self) -> Sequence[Anchored]:
        """What it states, each with the words around it, or of the sentence where there are none."""
        found = anchored(self.text, self.readings, self.language)
        bare = anchors(masked(self.sentence, readings_of(self.sentence, self.language).quantities), self.language)
        return [replace(one, words=_telling(one.words) or bare) for one in found]

    @cached_property
    def cases(self) -> Sequence[CaseEvidence]:
        """The cases that are cited at it."""
        return [self.evidence.cases[one] for one in self.ids]

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """The evidence of these, and what was computed where it counts."""
        counts = any(one.kind in _COUNTING for one in self.readings.quantities) or self.readings.claims
        return self.evidence.of(self.ids, computed=bool(counts))

    @cached_property
    def groups(self) -> Sequence[Group]:
        """Readings of the cases that are cited."""
        return [group for one in self.ids for group in self.evidence.groups[one]]

    @cached_property
    def computed(self) -> Sequence[Group]:
        """Readings of what was computed."""
        return self.evidence.computed_groups

    @cached_property
    def bare(self) -> str:
        """The text without what was read of it."""
        readings = self.readings
        placed: Sequence[Placed] = (
            *readings.quantities,
            *readings.days,
            *readings.clocks,
            *readings.codes,
            *readings.quotes,
        )
        return masked(self.text, placed)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words that say something, stemmed."""
        return frozenset(content(masked(self.bare, self.readings.claims), self.language))

    @cached_property
    def parts(self) -> Sequence[Part]:
        """What it says part by part, without what was read of it."""
        return parts_of(masked(self.bare, self.readings.claims), self.language)

    @cached_property
    def is_comparable(self) -> bool:
        """Whether it and the cases that it cites are in one language, so that words can be compared."""
        return all(case.language == self.language for case in self.cases)

    def is_quoted(self, placed: Placed) -> bool:
        """Whether it stands in what is quoted."""
        return any(quote.start <= placed.start and placed.end <= quote.end for quote in self.quoted)

    def has_the_very(self, words: str) -> bool:
        """Whether the evidence says exactly that."""
        return any(stands_in(words, passage.plain) for passage in self.passages)

    def is_about(self, case: CaseEvidence) -> bool:
        """Whether what is said of several cases is so of `case`, as far as words can be compared."""
        if case.language != self.language or not self.telling:
            return True
        return bool(self.telling & self.words_of(case))

    def supported_by(self, case: CaseEvidence) -> bool:
        """Whether `case` says much of it, its figures among it, as far as words can be compared."""
        if case.language != self.language or not self.telling:
            return True
        known = [one.reading for group in self.evidence.groups[case.case_id] for one in group]
        counted = [one for one in self.readings.quantities if one.kind in _SAID_ALIKE]
        said = [any(isinstance(there, Quantity) and holds(one, there) for there in known) for one in counted]
        return len(self.telling & self.words_of(case)) + sum(said) >= _SUPPORTS * (len(self.telling) + len(said))

    def words_of(self, case: CaseEvidence) -> frozenset[str]:
        """The words by which `case` can say the same: not those of what it denies, unless the clause denies, too."""
        if denies(self.bare):
            return case.telling
        parts = [part for one in case.passages for part in one.parts if not part.may_deny]
        return frozenset[str]().union(*(part.telling for part in parts))

    def words_around(self, words: Words) -> Sequence[Words]:
        """The words of the whole sentence, where a clause of it has too few itself: "and the other in two days"."""
        few = sum(not stem.startswith("@") for stem in words) <= _FEW_WORDS
        return [anchors(self.sentence, self.language)] if few and len(self.ids) < len(self.cited) else []

    def tokens_behind(self, placed: Placed) -> Sequence[Token]:
        """The words and marks that follow."""
        return [token for token in tokens_of(self.text, self.language) if token.start >= placed.end]


def _telling(words: Words | None) -> Words | None:
    """None where there are only links such as "after"."""
    return words if words and any(not stem.startswith("@") for stem in words) else None
