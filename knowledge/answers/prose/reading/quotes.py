"""Phrases that a sentence quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = (
    '""',
    "\u201c\u201d",
    "\u201e\u201c",
    "\u201e\u201d",
    "\u00ab\u00bb",
    "\u00bb\u00ab",
    "\u2039\u203a",
    "\u2018\u2019",
    "\u201a\u2018",
)
_QUOTED = re.compile(
    "|".join(rf"(?<!\w){re.escape(pair[0])}([^{re.escape(pair)}]+){re.escape(pair[1])}(?!\w)" for pair in _PAIRS)
    + r"|(?<!\w)'([^']+)'(?!\w)"
)
MARKS = frozenset('"\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u201a')
"""Marks that do nothing but quote; an apostrophe may be one of a word."""
_OMITTED = re.compile(r"\s*(?:\.{3}|\u2026|\[\u2026\])\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What is quoted, in `parts` where something is left out of it; `start` and `end` with its marks."""

    parts: tuple[str, ...]
    start: int
    end: int


def quotes(text: str) -> Iterator[Quote]:
    """The quoted phrases of `text`."""
    for match in _QUOTED.finditer(text):
        said = next(filter(None, match.groups()))
        parts = tuple(filter(None, (part.strip(" .,;:!?") for part in _OMITTED.split(said))))
        yield Quote(parts=parts, start=match.start(), end=match.end())


def has_open_quote(text: str) -> bool:
    """Whether a mark of quotation is left that belongs to no quoted phrase."""
    return any(mark in MARKS for mark in _QUOTED.sub(" ", text))
