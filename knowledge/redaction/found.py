"""What was found in a text that may not leave the case store."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]
"""From the first character to after the last one."""
Finder = Callable[[str], Iterator[Span]]


@dataclass(frozen=True, slots=True)
class Found:
    """A `kind`, as it is shown instead: `email` for [email]. `start` and `end` count characters, `end` excluded."""

    kind: str
    start: int
    end: int
