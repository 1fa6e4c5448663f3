"""Near-duplicates as one result: cases that say the same, and those that say it in nearly the same words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SAME_VECTOR = 0.995
"""The cosine from which two texts may be one but for a word or two: a model reads only the beginning of a long one."""
_SAME_WORDS = 0.9
"""The share of their words that two such texts have in common."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Texts in the order of their scores, the best first, with the rows of their cases, the oldest first.

    `codes` are the shares of the codes asked for that each has: texts that differ there are not the same.
    """

    scores: NDArray[np.float64]
    vectors: NDArray[np.float32]
    codes: NDArray[np.float64]
    rows: Sequence[NDArray[np.int64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A result: the case at `row`, and the rows of its near-duplicates, those of the same text first."""

    row: int
    score: float
    folded: tuple[int, ...]


def folded(ranked: Ranked, text_of: Callable[[int], str], k: int) -> Sequence[Group]:
    """The first `k` groups of near-duplicates. `text_of` gives the text of the case at a row."""
    words: dict[int, frozenset[str]] = {}

    def words_of(place: int) -> frozenset[str]:
        if place not in words:
            words[place] = frozenset(_WORD.findall(text_of(int(ranked.rows[place][0])).lower()))
        return words[place]

    members: dict[int, list[int]] = {}
    for place, near in enumerate(_near(ranked)):
        leader = next(
            (one for one in near if one in members and _is_nearly_equal(words_of(one), words_of(place))), None
        )
        if leader is not None:
            members[leader].append(place)
        elif len(members) < k:
            members[place] = [place]
    return [_group(ranked, leader, some) for leader, some in members.items()]


def _near(ranked: Ranked) -> Sequence[Sequence[int]]:
    """For each text the better ones that may be the same, the best first."""
    is_near = ranked.vectors @ ranked.vectors.T >= _SAME_VECTOR
    is_near &= ranked.codes[:, np.newaxis] == ranked.codes
    return [np.flatnonzero(row[:place]).tolist() for place, row in enumerate(is_near)]


def _group(ranked: Ranked, leader: int, members: Sequence[int]) -> Group:
    row, *others = (int(row) for place in members for row in ranked.rows[place])
    return Group(row=row, score=float(ranked.scores[leader]), folded=tuple(others))


def _is_nearly_equal(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) >= _SAME_WORDS * len(some | others)
