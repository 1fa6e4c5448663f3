"""The words of some of a generation's texts: scores as if there were no others, for who may not know of those."""

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.words.postings import average_length, frequencies, rarities
from knowledge.retrieval.words.word_index import WordIndex


class LimitedWords(WordIndex):
    """`index` without the texts that are not `seen`, which have no score and make no word common or rare."""

    def __init__(self, index: WordIndex, seen: NDArray[np.bool_]) -> None:
        super().__init__(index._postings, index._retriever)
        self._seen = seen
        self._texts = int(np.count_nonzero(seen))
        self._average = average_length(self._postings.lengths[seen])

    def scores(self, asked: str) -> NDArray[np.float32]:
        """BM25 of every text, 0 for those that are not seen."""
        scores = np.zeros(len(self), dtype=np.float32)
        for count, places in self._asked(asked).groups:
            for place in places:
                texts, worth = self._worth(int(place))
                scores[texts] += np.float32(count) * worth
        return scores

    def scores_of(self, asked: str, texts: NDArray[np.int64]) -> NDArray[np.float32]:
        """The `scores` of `texts`, in their order."""
        return self.scores(asked)[texts]

    def _worth(self, place: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The seen texts with the token at `place`, and what it adds to the score of each."""
        postings = self._postings
        of_token = slice(postings.starts[place], postings.starts[place + 1])
        texts = postings.texts[of_token]
        is_seen = self._seen[texts]
        texts, counts = texts[is_seen], postings.counts[of_token][is_seen].astype(np.float32)
        rarity = rarities(np.array(len(texts)), self._texts)
        return texts, rarity * frequencies(counts, postings.lengths[texts].astype(np.float32), self._average)

    def _having(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.array([len(self._texts_of(place)) for place in places], dtype=np.int64)

    def _texts_of(self, place: int) -> NDArray[np.int32]:
        texts = super()._texts_of(place)
        return texts[self._seen[texts]]
