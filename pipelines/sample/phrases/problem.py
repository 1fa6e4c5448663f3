"""One problem that many customers have: the words it is told in and the ways it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Templates with slots. `ends` is by outcome; an outcome without words of its own takes the common ones.

    Subjects and `happens` go in pairs. The first of `found` is the cause that the `ends` deal with.
    """

    codes: tuple[str, ...] = ("E-1000",)
    subjects: tuple[str, ...]
    happens: tuple[str, ...]
    details: tuple[str, ...]
    found: tuple[str, ...]
    ends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.subjects) != len(self.happens):
            raise ValueError(f"each subject needs what happens, unlike {self.subjects}")
