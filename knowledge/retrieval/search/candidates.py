"""Which texts are looked at closely: all that a filter lets through, or of very many the likely ones."""

from math import ceil

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.search.scoring import highest
from knowledge.retrieval.search.search_files import SearchFiles
from knowledge.retrieval.search.wanted import Asked

EXACT_UP_TO = 20_000
"""So many texts are all scored; of more, Chroma proposes some.

Measured on one core at 100,000 texts of 384 dimensions: scoring 10,000 of them takes 2.3 ms, 20,000 4.7 ms, 50,000
13.7 ms, all of them in one go 5.8 ms; Chroma takes 1.9 ms for 100 of them and 5.2 ms for 750.
"""
_IN_ONE_GO = 6
"""So many times as many are scored in that time when the file is read from end to end.

So are those of a filter: what Chroma would save by proposing some of half of 100,000, it costs wherever a filter keeps
little of what is near, and all are scored after all.
"""
_SPARE = 1.5
"""So many times as many are asked of Chroma as should be left when a filter has had its share."""
_MOST_PROPOSED = 1_000
_MOST_WITH_CODE = 1_000
"""A code that more texts have says little of any of them; their other words decide."""


class Candidates:
    """Proposes texts of one generation. Up to `exact_up_to` all that come into question are proposed."""

    def __init__(self, files: SearchFiles, exact_up_to: int = EXACT_UP_TO) -> None:
        self._files = files
        self._exact_up_to = exact_up_to

    def proposed(self, asked: Asked, allowed: NDArray[np.bool_] | None, count: int) -> NDArray[np.int64]:
        """The numbers of texts among which the best `count` are, ascending. `allowed` by number, None for all.

        Raises DamagedGeneration.
        """
        numbers = None if allowed is None else np.flatnonzero(allowed)
        total = len(self._files.texts) if numbers is None else len(numbers)
        if total <= self._exact_up_to:
            return np.arange(total) if numbers is None else numbers
        by_meaning = self._by_index(asked, allowed, total, count)
        if by_meaning is None:
            by_meaning = self._exactly(asked, np.arange(total) if numbers is None else numbers, count)
        return np.unique(np.concatenate([by_meaning, *self._by_words(asked, allowed, count)]))

    def _by_index(
        self, asked: Asked, allowed: NDArray[np.bool_] | None, total: int, count: int
    ) -> NDArray[np.int64] | None:
        """About the `count` closest in meaning; None where the index cannot say, or not sooner than all are scored."""
        if allowed is not None and len(allowed) <= _IN_ONE_GO * self._exact_up_to:
            return None
        wanted = count if allowed is None else ceil(_SPARE * count * len(allowed) / total)
        if wanted > _MOST_PROPOSED:
            return None
        found = self._files.nearest(asked.vector, wanted)
        kept = found if allowed is None else found[allowed[found]]
        # What a filter lets through may be far from what is asked, and then too little of what is near is left.
        return kept if len(kept) >= count else None

    def _exactly(self, asked: Asked, numbers: NDArray[np.int64], count: int) -> NDArray[np.int64]:
        """The `count` of `numbers` closest in meaning."""
        return numbers[highest(self._files.matrix.similarities(numbers, asked.vector), count)]

    def _by_words(
        self, asked: Asked, allowed: NDArray[np.bool_] | None, count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The `count` that share most words, and those that have a code."""
        words = self._files.words
        scores = words.scores(asked.text)
        coded = np.zeros(len(scores), dtype=bool)
        for code in words.codes(asked.text):
            having = words.texts_with(code)
            if len(having) <= _MOST_WITH_CODE:
                coded[having] = True
        if allowed is not None:
            scores[~allowed] = 0
            coded &= allowed
        best = highest(scores, count)
        return best[scores[best] > 0], np.flatnonzero(coded)
