"""The words of a question with where they stand in it, folded so that case and accents do not matter."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Numbers joined by - / . stay one word, because "2026-03-01" and "03/04" mean something only as a whole.
_WORD = re.compile(r"[0-9]+(?:[-/.][0-9]+)+|[^\W_]+(?:['\u2019][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word: folded, and the characters [start, end) of the text that it comes from."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of `text`, in order. Punctuation and emoji are no words."""
    return tuple(Token(word=folded(m.group()), start=m.start(), end=m.end()) for m in _WORD.finditer(text))


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`: what two spellings of one name have in common."""
    return tuple(folded(found) for found in _WORD.findall(text))


def folded(word: str) -> str:
    """`word` without case, accents and possessive 's."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.replace("\u2019", "'").casefold().removesuffix("'s")


def singular(word: str) -> str:
    """`word` without a plural ending; the same for "category" and "categories", and for "box" and "boxes"."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s")


def singulars(words: Sequence[str]) -> tuple[str, ...]:
    """Each of `words` without a plural ending."""
    return tuple(singular(word) for word in words)
