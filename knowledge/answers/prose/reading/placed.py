"""Where in a text something was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

MASK = "\u00a4"
"""Stands where something was read: a mark, so that what is around it does not come together."""


class Placed(Protocol):
    """Something that stands in a text from `start` to `end`."""

    @property
    def start(self) -> int:
        """The place of its first character."""

    @property
    def end(self) -> int:
        """The place behind its last character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A piece of a text as it is written there: the evidence has to have the very same."""

    text: str
    start: int
    end: int


def masked(text: str, placed: Iterable[Placed]) -> str:
    """`text` of the same length without what is `placed` in it."""
    for one in placed:
        text = f"{text[: one.start]}{MASK * (one.end - one.start)}{text[one.end :]}"
    return text
