"""Whether the words of a clause are those of the evidence: what is said, what is denied, what became of it."""

from collections.abc import Iterator, Sequence

from knowledge.answers.prose.complaint import Complaint, Fault
from knowledge.answers.prose.evidence import Passage
from knowledge.answers.prose.judging.clause import Said
from knowledge.answers.prose.labels import all_label_words
from knowledge.answers.prose.parts import Part, parts_of
from knowledge.answers.prose.reading.denials import denies, is_denial_itself
from knowledge.answers.prose.reading.opposites import OPPOSITES
from knowledge.answers.prose.reading.placed import MASK
from knowledge.answers.prose.reading.tokens import Token, tokens_of
from knowledge.answers.prose.reading.words import content

_COVERED = 0.6
"""The share of its telling words that a clause must have from the cases that it cites."""
_FEWEST = 3
"""Words below which a share of them says little."""
_CLOSE, _TOGETHER = 0.5, 0.51
_POINTING = frozenset(("it", "this", "that", "they", "them", "these", "those"))


def wording_complaints(said: Said) -> Iterator[Complaint]:
    """What in the words of `said` the evidence does not hold."""
    if said.language == "en" and said.is_comparable:
        yield from _uncovered(said)
        yield from _other_ends(said)
        yield from _compared(said)
        yield from _reversed(said)
        yield from _scattered(said)
        yield from _opposite(said)


def _other_ends(said: Said) -> Iterator[Complaint]:
    """What became of none of the cases: an escalation or an outcome that others had."""
    denying = denies(said.bare)
    parts = [part for case in said.cases for one in case.passages for part in one.parts if denying or not part.denies]
    for stem in (said.telling & said.evidence.ends) - frozenset[str]().union(*(part.telling for part in parts)):
        yield Complaint(fault=Fault.WORDS, what=stem)


def _compared(said: Said) -> Iterator[Complaint]:
    """A comparison with anything but a number, which nobody has computed, unless a case makes it."""
    for one, than, other in zip(*(tokens_of(said.bare)[place:] for place in range(3)), strict=False):
        if than.low == "than" and other.text != MASK and not said.has_the_very(f"{one.low} than"):
            yield Complaint(fault=Fault.NUMBER, what=f"{one.text} than")


def _uncovered(said: Said) -> Iterator[Complaint]:
    """What in a clause has mostly words that the cases do not have."""
    known = frozenset[str]().union(*(one.telling for one in said.passages))
    wholes = [said.telling, *(part.telling for part in said.parts)]
    if any(words and len(words & known) < _COVERED * len(words) for words in wholes):
        yield Complaint(fault=Fault.WORDS, what=said.text)


def _reversed(said: Said) -> Iterator[Complaint]:
    """A clause that denies what the cases say, or says what they deny."""
    known = [part for case in said.cases for passage in case.texts for part in passage.parts]
    facts = [part for case in said.cases for passage in case.facts for part in passage.parts]
    for part in parts_of(said.bare, said.language):
        if part.denies:
            head = _head(part)
            twice = is_denial_itself(head.text) if head else False
            stems = set(content(head.text, "en")) if head else part.telling
            if stems and not any(
                (one.denies if twice else one.may_deny) and stems & one.telling for one in (*known, *facts)
            ):
                yield Complaint(fault=Fault.WORDS, what=part.text)
        elif part.may_deny:
            if not any(one.may_deny and part.telling & one.telling for one in (*known, *facts)):
                yield Complaint(fault=Fault.WORDS, what=part.text)
        elif len(part.telling) > 1:
            best = max((_likeness(part, one) for one in known), default=0)
            if best >= _CLOSE and all(one.denies for one in known if _likeness(part, one) >= best):
                yield Complaint(fault=Fault.WORDS, what=part.text)


def _scattered(said: Said) -> Iterator[Complaint]:
    """A part of a clause whose words no one sentence of the cases has together: "the refund was granted".

    Words of facts, which are of the whole case, go together with all others.
    """
    facts = all_label_words(said.language)
    known = [words for case in said.cases for words in _together(case.texts)]
    covered = frozenset[str]().union(*known)
    for part in said.parts:
        words = (part.telling & covered) - facts
        most = max((len(words & one) for one in known), default=0)
        if len(words) > 1 and most < _TOGETHER * len(words):
            yield Complaint(fault=Fault.WORDS, what=part.text)


def _opposite(said: Said) -> Iterator[Complaint]:
    """A word that the cases do not have where they have its opposite."""
    known = frozenset[str]().union(*(one.lows for case in said.cases for one in case.passages))
    for token in tokens_of(said.bare):
        if token.low not in known and OPPOSITES.get(token.low, frozenset()) & known:
            yield Complaint(fault=Fault.WORDS, what=token.text)


def _together(texts: Sequence[Passage]) -> Iterator[frozenset[str]]:
    """The telling words of each sentence, with those of the one before where it only points at something: "it"."""
    before = frozenset[str]()
    for passage in texts:
        points = any(token.low in _POINTING for token in tokens_of(passage.text, passage.language))
        yield passage.telling | before if points else passage.telling
        before = passage.telling


def _head(part: Part) -> Token | None:
    """The telling word behind the one that denies."""
    tokens = tokens_of(part.text)
    at = next((token.end for token in tokens if denies(token.text)), 0)
    return next((token for token in tokens if token.start >= at and token.is_word and content(token.text, "en")), None)


def _likeness(part: Part, known: Part) -> float:
    """The share of the telling words of `part` that `known` has."""
    return len(part.telling & known.telling) / len(part.telling)


def says_something(text: str, language: str) -> bool:
    """Whether a sentence says anything of a case."""
    words = [token for token in tokens_of(text, language) if token.is_word]
    return len(words) >= _FEWEST and bool(content(text, language))
