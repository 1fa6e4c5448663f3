"""Which cases may be seen: a limit that lies under everything that is computed for a person or a channel."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from knowledge.metrics.compiling import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The cases that somebody may see: of each dimension named, those with one of its values.

    Several dimensions are and; no value left of one means that no case may be seen. `hides_small`: numbers computed
    from fewer cases than SMALL_CELL are not shown.
    """

    segments: tuple[tuple[str, tuple[str, ...]], ...] = ()
    hides_small: bool = False

    @classmethod
    def of(cls, where: Mapping[str, Iterable[str]], *, hides_small: bool = False) -> Self:
        """The same limit for the same values, whatever their order."""
        segments = sorted((name, tuple(sorted(set(values)))) for name, values in where.items())
        return cls(segments=tuple(segments), hides_small=hides_small)

    @property
    def where(self) -> Where:
        """The limit as a filter."""
        return dict(self.segments)

    def within(self, other: "Seen") -> "Seen":
        """What both may see."""
        mine, theirs = dict(self.segments), dict(other.segments)
        both = {
            name: set(mine.get(name, theirs.get(name, ()))) & set(theirs.get(name, mine.get(name, ())))
            for name in {*mine, *theirs}
        }
        return Seen.of(both, hides_small=self.hides_small or other.hides_small)

    def to_json(self) -> str:
        """The limit as a text that `from_json` reads back."""
        return json.dumps({"where": self.where, "hides_small": self.hides_small}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The limit that `text` holds. Raises ValueError, KeyError or TypeError where it holds none."""
        document = json.loads(text)
        return cls.of(document["where"], hides_small=document["hides_small"])


EVERYTHING = Seen()
