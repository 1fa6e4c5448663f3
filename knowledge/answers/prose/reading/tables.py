"""How tables of words are written: as text, which is easier to read than as many short texts."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

_Value = TypeVar("_Value", bound=Hashable)


def listed(text: str) -> Sequence[str]:
    """The words of `text`."""
    return text.split()


def phrases(text: str) -> Sequence[tuple[str, ...]]:
    """The phrases of `text`, which bars part, each as its words."""
    return [tuple(phrase.split()) for phrase in text.split("|")]


def by_word(rows: Mapping[_Value, str]) -> Mapping[str, _Value]:
    """Each word of `rows` with the value that it is listed under."""
    return {word: value for value, words in rows.items() for word in words.split()}
