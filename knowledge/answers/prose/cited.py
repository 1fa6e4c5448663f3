"""Prose as sentences, and each as the clauses that its citations part."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.answers.cases.sentences import sentences_of

_CITATION = re.compile(r"\[([^\[\]\n]*)\]")
_LIST = re.compile(r"\s*[,;]\s*")
_FIRST, _LAST = 0xE000, 0xF8FF
_HELD = f"[{chr(_FIRST)}-{chr(_LAST)}]"
"""Characters of nobody's alphabet, each of which stands for a citation while sentences are told apart."""
_BEHIND = re.compile(rf"(?:[\s,;]*{_HELD})+\.?")
_GROUP = re.compile(rf"\s*{_HELD}(?:\s*(?:[,;&]|and|und|et|y|e|en)?\s*{_HELD})*")
_STRANGE = re.compile(_HELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What is said up to citations, and the ids that these name."""

    text: str
    cited: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`text` is without citations. `clauses` cover it; `rest` is what stands behind the last citation."""

    text: str
    clauses: Sequence[Clause]
    rest: str = ""

    @property
    def cited(self) -> Sequence[str]:
        """The ids that it names, each once, as they come."""
        return list(dict.fromkeys(one for clause in self.clauses for one in clause.cited))


def sentences_in(prose: str) -> Sequence[Sentence]:
    """The sentences of `prose`, without the marks of lists; citations behind a full stop are those of what it ends."""
    citations: list[Sequence[str]] = []

    def hold(found: re.Match[str]) -> str:
        citations.append([found[1].strip(), *_LIST.split(found[1].strip())])
        return f" {chr(_FIRST + len(citations) - 1)}"

    held = sentences_of(_CITATION.sub(hold, prose))
    return [_sentence(text, citations) for text in _with_citations(held)]


def has_strange_letters(prose: str) -> bool:
    """Whether `prose` holds characters of nobody's alphabet."""
    return bool(_STRANGE.search(prose))


def _with_citations(held: Iterable[str]) -> Sequence[str]:
    """Each sentence with the citations that stand before the next."""
    whole: list[str] = []
    for text in held:
        behind = _BEHIND.match(text) if whole else None
        if behind:
            whole[-1] += behind[0]
        rest = text[behind.end() :].strip() if behind else text
        if rest:
            whole.append(rest)
    return whole


def _sentence(held: str, citations: Sequence[Sequence[str]]) -> Sentence:
    clauses, start = [], 0
    for group in _GROUP.finditer(held):
        ids = [one for mark in _STRANGE.findall(group[0]) for one in _ids(citations[ord(mark) - _FIRST])]
        clauses.append(Clause(text=held[start : group.start()].strip(), cited=list(dict.fromkeys(ids))))
        start = group.end()
    text = _STRANGE.sub("", re.sub(rf"\s*(?={_HELD})", "", held)).strip()
    return Sentence(text=text, clauses=clauses, rest=held[start:].strip())


def _ids(citation: Sequence[str]) -> Sequence[str]:
    """The ids of one pair of brackets: its whole text first, which may be one id with a comma."""
    whole, *parts = citation
    return parts if len(parts) > 1 else [whole]
