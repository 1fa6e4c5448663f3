"""How much of a message one part of it may take."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.elements import context
from bot.blocks.violations import Block, characters

_CUT = "More does not fit into a message."


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """At most so many `characters` in at most so many `blocks`."""

    characters: int
    blocks: int

    def filled(self, first: Sequence[Block], between: Sequence[Block], last: Sequence[Block]) -> list[Block]:
        """`first` and `last`, which fit, with as much `between` them as does, and a line where that is not all."""
        cut = context(_CUT)
        left = self.characters - characters([*first, *last, cut])
        places = self.blocks - len(first) - len(last) - 1
        kept: list[Block] = []
        for block in between[:places]:
            left -= characters(block)
            if left < 0:
                break
            kept.append(block)
        return [*first, *kept, *([cut] if len(kept) < len(between) else []), *last]
