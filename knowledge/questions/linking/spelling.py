"""Misspelt words: the one known word that a word is almost."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.questions.linking.short_words import TAKEN_FOR
from knowledge.questions.linking.small_words import OTHER_WORDS
from knowledge.questions.linking.tokens import singular

SHORTEST = 5
"""Letters that a word needs to be called a misspelling: shorter ones are near to too many others."""

LONG_ENOUGH_FOR_TWO = 9

_NONE: Mapping[str, object] = {}


class Speller:
    """Knows the words that a question can hold."""

    def __init__(
        self,
        known: Iterable[str],
        meant: Iterable[str],
        names: Iterable[str] = (),
        meanings: Mapping[str, object] = _NONE,
    ) -> None:
        """`known` words are never misspellings; one of `meant` is what a misspelling stands for.

        `names` are never short for something else. `meanings`: what some of `meant` stand for by themselves, so that
        two with one meaning are no two readings.
        """
        self._known = frozenset(known)
        self._names = frozenset(names)
        self._meanings = meanings
        # The first letter is hardly ever wrong, and asking for it keeps "filling" from being "billing".
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(meant)):
            if len(word) >= SHORTEST - 1 and not _has_digit(word):
                self._by_start[word[0]].append(word)

    def known(self, word: str) -> bool:
        """Whether `word`, or its other number, is a word of its own."""
        if word in TAKEN_FOR:
            return word in self._names
        return word in self._known or singular(word) in self._known or word in OTHER_WORDS

    def corrected(self, word: str) -> str | None:
        """The one word that `word` is a misspelling of; None when it is none, or near to several.

        One slip is forgiven, two from nine letters on; swapped neighbours are one slip, and in
        four letters the only one.
        """
        if self.known(word):
            return None
        if word in TAKEN_FOR:
            return TAKEN_FOR[word]
        if _has_digit(word):
            return None
        if len(word) < SHORTEST:
            return self._swapped(word)
        slips = 2 if len(word) >= LONG_ENOUGH_FOR_TWO else 1
        found = process.extract(word, self._by_start[word[0]], scorer=OSA.distance, score_cutoff=slips, limit=4)
        nearest = [match for match, distance, _ in found if distance == found[0][1]]
        alike = [match for match in nearest if match[-1] == word[-1]] or nearest
        return alike[0] if self._are_one(nearest) else None

    def _are_one(self, words: Sequence[str]) -> bool:
        """Whether `words` are forms of one word, or mean the same."""
        meant = {repr(self._meanings.get(word, word)) for word in words}
        return len({_stem(word) for word in words}) == 1 or len(meant) == 1

    def _swapped(self, word: str) -> str | None:
        """The one word of the same few letters: "yaer", "lsat"."""
        found = {match for match in self._by_start[word[0]] if len(match) == len(word) == SHORTEST - 1}
        alike = [match for match in found if OSA.distance(word, match) == 1 and sorted(match) == sorted(word)]
        return alike[0] if len(alike) == 1 else None


def nearest_names(name: str, spelled: Mapping[str, str], limit: int) -> list[str]:
    """At most `limit` keys of `spelled` whose folded spelling is like the folded `name`, the closest first."""
    found = process.extract(name, spelled, scorer=OSA.normalized_similarity, limit=limit, score_cutoff=0.5)
    return [value for _, _, value in found]


def _stem(word: str) -> str:
    """What "escalate", "escalates" and "escalated" have in common."""
    one = singular(word)
    return one.removesuffix("ed") if one.endswith("ed") else one.removesuffix("e")


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)
