"""A sentence as words, numbers and marks, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"\d{1,3}(?:[\u00a0\u202f'\u2019]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\S"
)
_ELIDED = re.compile(r"([^\W\d_]{1,5}['\u2019])([^\W\d_].*)")
_ELIDING = frozenset({"fr", "it"})
_DASHES = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or one mark; `low` in small letters with a plain apostrophe."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdigit()

    @property
    def is_word(self) -> bool:
        """Whether it is written in letters."""
        return self.text[0].isalpha()


@lru_cache(maxsize=4096)
def tokens_of(text: str, language: str = "en") -> tuple[Token, ...]:
    """The tokens of `text`. A hyphen within a word parts it and is left out; between two numbers it is kept."""
    found = [token for match in _TOKEN.finditer(text) for token in _split(match[0], match.start(), language)]
    return tuple(token for place, token in enumerate(found) if not _is_hyphen(found, place))


def _split(text: str, start: int, language: str) -> Sequence[Token]:
    elided = _ELIDED.fullmatch(text) if language in _ELIDING else None
    if elided is None:
        return [_token(text, start)]
    return [_token(elided[1], start), *_split(elided[2], start + len(elided[1]), language)]


def _token(text: str, start: int) -> Token:
    return Token(text, text.lower().replace("\u2019", "'"), start, start + len(text))


def _is_hyphen(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.text not in _DASHES or not 0 < place < len(tokens) - 1:
        return False
    before, behind = tokens[place - 1], tokens[place + 1]
    touches = before.end == token.start and token.end == behind.start
    return touches and (before.is_word or behind.is_word) and not (before.text in _DASHES or behind.text in _DASHES)
