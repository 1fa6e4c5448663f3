"""A sentence in the parts that are said or denied by themselves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answers.prose.reading.denials import denies, may_deny
from knowledge.answers.prose.reading.words import content

_BREAK = re.compile(
    r"[,;:()\u2013\u2014]|\b(?:and|but|while|whereas|although|though|because|since|so|until|unless|when|where|after|before|once|as|or"
    r"|if|who|which|that|then|instead|rather|resulting|leading|causing)\b|(?=\bwithout\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """`telling`: its words that say something, stemmed. `may_deny`: it denies, be it without a not."""

    text: str
    telling: frozenset[str]
    denies: bool
    may_deny: bool


def parts_of(text: str, language: str) -> Sequence[Part]:
    """The parts of an English `text` between commas and the words that join clauses; of another all in one."""
    pieces = _BREAK.split(text) if language == "en" else [text]
    return [
        Part(text=piece, telling=frozenset(content(piece, language)), denies=denies(piece), may_deny=may_deny(piece))
        for piece in pieces
        if piece.strip()
    ]
