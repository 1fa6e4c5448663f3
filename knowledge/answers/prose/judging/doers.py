"""Whether what a clause says that somebody did, or that was done to something, a case says of the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answers.prose.complaint import Complaint, Fault
from knowledge.answers.prose.evidence import CaseEvidence, Passage
from knowledge.answers.prose.judging.clause import Said
from knowledge.answers.prose.labels import all_label_words
from knowledge.answers.prose.reading.tables import listed
from knowledge.answers.prose.reading.tokens import Token, tokens_of
from knowledge.answers.prose.reading.words import all_stems, content, is_small

_BE = frozenset(listed("is are was were be been being"))
_BETWEEN = frozenset(listed("has have had having also then not never already again later once only just even first"))
"""What may stand between who did something and what was done."""
_IRREGULAR = frozenset(
    listed(
        "broke built chose cut fell found froze gave grew held lost met paid put ran read rose sent set shut sold"
        " spent stuck threw told understood went withdrew won wrote"
    )
)
_SHORTEST = 4
_BEFORE_A_NAME = frozenset(listed("a an the this that these those its their our his her of in on at by with for from"))
_FIRST_PERSON = frozenset(listed("we our us i my me"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """`verb` of `subject`, who did it, or to which it was done. Stems; `who` is the subject as it stands.

    `is_empty`: the verb says little by itself, such as "showed".
    """

    subject: frozenset[str]
    verb: str
    who: str
    is_passive: bool
    is_empty: bool


def doer_complaints(said: Said) -> Iterator[Complaint]:
    """What is said to have been done, by or to something, where no sentence of a case has both."""
    known = frozenset[str]().union(*(_words(one) for one in said.passages))
    for part in said.parts:
        deed = _deed_in(part.text)
        if deed is None or _is_judged_elsewhere(deed, said) or (deed.is_empty and deed.verb not in known):
            continue
        if not any(_tells(passages, deed) for case in said.cases for passages in _in_a_row(case)):
            yield Complaint(fault=Fault.WORDS, what=part.text)


def _is_judged_elsewhere(deed: _Deed, said: Said) -> bool:
    """Whether it is a fact of the case, "escalated", or what became of it, "was refunded"."""
    return deed.verb in all_label_words(said.language) or (deed.is_passive and deed.verb in said.evidence.ends)


def _deed_in(text: str) -> _Deed | None:
    """The first thing done in a part of a clause; None where the part does not say of whom or what."""
    tokens = [token for token in tokens_of(text) if token.is_word]
    for at, token in enumerate(tokens):
        if not _is_verb(token) or not at or tokens[at - 1].low in _BEFORE_A_NAME:
            continue
        [verb] = all_stems(token.text, "en")
        is_empty = not content(token.text, "en")
        before = [one for one in tokens[:at] if one.low not in _BETWEEN and not one.low.endswith("ly")]
        is_passive = bool(before) and before[-1].low in _BE
        while before and before[-1].low in _BE:
            before.pop()
        if not before or is_small(before[-1].low, "en"):
            return None
        who = " ".join(one.text for one in before if not is_small(one.low, "en"))
        if (is_passive or is_empty) and not content(who, "en"):
            return None
        return _Deed(subject=all_stems(who, "en"), verb=verb, who=who, is_passive=is_passive, is_empty=is_empty)
    return None


def _is_verb(token: Token) -> bool:
    return token.low in _IRREGULAR or (token.low.endswith("ed") and len(token.low) > _SHORTEST)


def _in_a_row(case: CaseEvidence) -> Iterator[Sequence[Passage]]:
    """Each sentence of the case with the one before it, which it may go on from, and each fact."""
    for before, passage in zip([None, *case.texts], case.texts, strict=False):
        yield [passage] if before is None else [before, passage]
    yield from ([fact] for fact in case.facts)


def _tells(passages: Sequence[Passage], deed: _Deed) -> bool:
    """Whether they have the deed in the last of them, and whose it was in any."""
    if deed.verb not in _words(passages[-1]):
        return False
    if any(deed.subject & _words(one) for one in passages):
        return True
    is_customer = not content(deed.who, "en")
    return is_customer and any(_FIRST_PERSON & one.lows for one in passages)


def _words(passage: Passage) -> frozenset[str]:
    return passage.stems | passage.telling
