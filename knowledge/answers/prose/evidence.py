"""What a model's prose is held against: the excerpts and facts of the cases that it may cite, and what was computed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.answers.prose.anchoring import Anchored, Reading, Words, anchored
from knowledge.answers.prose.parts import Part, parts_of
from knowledge.answers.prose.reading.amounts.quantity import Kind, Quantity
from knowledge.answers.prose.reading.languages import language_of
from knowledge.answers.prose.reading.placed import masked
from knowledge.answers.prose.reading.readings import Readings, readings_of
from knowledge.answers.prose.reading.tokens import tokens_of
from knowledge.answers.prose.reading.words import all_stems, content

_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2011": "-"}
)


def plain(text: str) -> str:
    """`text` in small letters on one line, with plain quotation marks and dashes: how texts are compared."""
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip().lower()


def stands_in(words: str, text: str) -> bool:
    """Whether `words` stand, whole, in `text`, which is plain."""
    return re.search(rf"(?<!\w){re.escape(plain(words))}(?!\w)", text) is not None


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One sentence of the evidence. `labels`: the words by which prose may tell of its readings, None for its own.

    `free`: a label of the organisation's own, such as an outcome, which has no words in another language.
    """

    text: str
    language: str
    labels: Words | None = None
    free: bool = False

    @cached_property
    def readings(self) -> Readings:
        """What it states, in every way in which it can be read."""
        return readings_of(self.text, self.language, lenient=True)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words without their endings, small ones too."""
        return all_stems(self.text, self.language)

    @cached_property
    def lows(self) -> frozenset[str]:
        """Its words as they stand, in small letters."""
        return frozenset(token.low for token in tokens_of(self.text, self.language))

    @cached_property
    def telling(self) -> frozenset[str]:
        """Those that say something, and those of its labels."""
        return frozenset(content(self.text, self.language)) | frozenset(self.labels or ())

    @cached_property
    def plain(self) -> str:
        """Its text as texts are compared."""
        return plain(self.text)

    @cached_property
    def parts(self) -> Sequence[Part]:
        """What it says or denies, part by part; the words of a fact are those of its labels, too."""
        found = parts_of(masked(self.text, self.readings.quotes), self.language)
        return found if self.labels is None else [replace(one, telling=one.telling | self.telling) for one in found]

    def anchored(self, language: str) -> Sequence[Anchored]:
        """Its readings, with the words by which prose in `language` may tell of them."""
        if self.labels is None:
            found = anchored(self.text, self.readings, self.language)
            if self.language != language:
                found = [Anchored(reading=one.reading, words=None) for one in found]
        else:
            words = None if self.free and language != self.language else self.labels
            readings: Sequence[Reading] = (*self.readings.quantities, *self.readings.days)
            found = [Anchored(reading=one, words=words, nearest=frozenset(words or ())) for one in readings]
        return [*found, *(replace(one, reading=count) for one in found for count in _count(one.reading))]


def _count(reading: Reading) -> Sequence[Quantity]:
    """The three of "three of five"."""
    if isinstance(reading, Quantity) and reading.count is not None:
        return [replace(reading, kind=Kind.PLAIN, value=reading.count, step=1.0, count=None, of=None)]
    return []


Group = Sequence[Anchored]
"""Readings of one sentence, or of all facts of a case: what prose could take for each other."""


@dataclass(frozen=True, kw_only=True)
class CaseEvidence:
    """What is offered of one case: sentences of its texts, and its facts, a line each."""

    case_id: str
    texts: Sequence[Passage]
    facts: Sequence[Passage]

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """All of it."""
        return [*self.texts, *self.facts]

    @cached_property
    def language(self) -> str:
        """The language of its texts; English where they do not tell."""
        return language_of(" ".join(one.text for one in self.texts)) or "en"

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words that say something."""
        return frozenset[str]().union(*(one.telling for one in self.passages))


@dataclass(frozen=True, kw_only=True)
class ProseEvidence:
    """The cases that prose may cite, by id, and what was `computed` over all `total` of them.

    `language` is that in which the prose has to be, a code of NAMES. `ends` are the words, without their endings, for
    what became of any of the cases.
    """

    cases: Mapping[str, CaseEvidence]
    computed: Sequence[Passage] = ()
    total: int = 0
    language: str = "en"
    ends: frozenset[str] = frozenset()

    def of(self, case_ids: Sequence[str], *, computed: bool) -> Sequence[Passage]:
        """The passages of these cases, and with them, or not, what was computed."""
        own = [one for case_id in case_ids for one in self.cases[case_id].passages]
        return [*own, *self.computed] if computed else own

    @cached_property
    def groups(self) -> Mapping[str, Sequence[Group]]:
        """The readings of each case, by its id, by which prose is judged."""
        return {case_id: _groups(case.texts, case.facts, self.language) for case_id, case in self.cases.items()}

    @cached_property
    def computed_groups(self) -> Sequence[Group]:
        """The readings of what was computed."""
        return _groups([], self.computed, self.language)


def _groups(texts: Sequence[Passage], facts: Sequence[Passage], language: str) -> Sequence[Group]:
    told = [reading for fact in facts for reading in fact.anchored(language)]
    return [*(text.anchored(language) for text in texts), *([told] if told else [])]
