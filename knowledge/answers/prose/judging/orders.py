"""Whether a case says, too, what a clause says came before or after what."""

import re
from collections.abc import Iterator, Sequence

from knowledge.answers.prose.complaint import Complaint, Fault
from knowledge.answers.prose.evidence import Passage
from knowledge.answers.prose.judging.clause import Said
from knowledge.answers.prose.parts import parts_of
from knowledge.answers.prose.reading.placed import MASK
from knowledge.answers.prose.reading.tokens import tokens_of
from knowledge.answers.prose.reading.words import is_small

_LINK = re.compile(r"\b(?:before|after|until|once)\b", re.IGNORECASE)
_SAID_BY = re.compile(r"\b(?:before|after|until|once|since|when|while|then|now|later|following)\b", re.IGNORECASE)
_TURNS = frozenset(("before", "until"))
"""Behind these stands what came later; behind the others what came first, or either."""
_EITHER = frozenset(("when", "while", "then", "now", "later"))


def order_complaints(said: Said) -> Iterator[Complaint]:
    """An order of events, "before the case was opened", of which no sentence of the cases says one.

    What is dated, "after 5 hours", is judged as a figure.
    """
    texts = [passage for case in said.cases for passage in case.texts]
    for link in _LINK.finditer(said.bare):
        behind = said.bare[link.end() :]
        telling = _telling(behind, said.language)
        if telling and not _is_dated(behind) and not _is_told(link[0].lower(), telling, texts):
            yield Complaint(fault=Fault.DATE, what=said.bare[link.start() :])


def _is_told(link: str, telling: frozenset[str], texts: Sequence[Passage]) -> bool:
    """Whether a sentence puts something of `telling` in an order, and in the same one."""
    for passage in texts:
        for known in _SAID_BY.finditer(passage.text):
            behind = passage.text[known.end() :]
            if _is_dated(behind):
                continue
            there = _telling(behind, passage.language)
            is_behind = len(telling & there) >= len(telling & (passage.telling - there))
            turns_alike = (known[0].lower() in _TURNS) == (link in _TURNS)
            if telling & passage.telling and (known[0].lower() in _EITHER or is_behind == turns_alike):
                return True
    return False


def _telling(text: str, language: str) -> frozenset[str]:
    """The words of the part with which `text` begins that say something."""
    parts = parts_of(text, language)
    return parts[0].telling if parts else frozenset()


def _is_dated(text: str) -> bool:
    """Whether it begins with a figure."""
    first = next((token for token in tokens_of(text) if not is_small(token.low, "en")), None)
    return first is not None and (first.text == MASK or first.is_number)
