"""The words of a generation's texts: how much of what is asked each text shares, and which texts have its codes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.words.codes import code_tokens, codes_in
from knowledge.retrieval.words.postings import Postings, average_length, frequencies, rarities
from knowledge.retrieval.words.tokens import numbers_of, tokens
from knowledge.retrieval.words.word_files import STARTS, TEXTS, WEIGHTS, read_words

_MOST = 128
"""So many different tokens of what is asked count, those that say most: a whole mail is asked as quickly as a page."""
_OFTEN = 8
"""So often a token of what is asked counts at most. More changed nothing in what real issue reports find."""
_LONGEST_SUBJECT = 200
"""Characters of a first line that may be a subject; a longer one is a text without one."""
_REMEMBERED = 8
"""Questions that are kept as they were read: one search needs each several times."""
_PER_LOOKUP = 30
"""Postings that are added in the time in which one text is looked up among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """`groups`: how often tokens count, and the places in the index of those that count so often.

    `rarities` and `counts`, how often they are asked, are of the same tokens and of those that no text has. `length` is
    of all that is asked, in tokens. `codes` are as written there.
    """

    groups: Sequence[tuple[int, NDArray[np.int64]]]
    rarities: NDArray[np.float32]
    counts: NDArray[np.int64]
    length: int
    codes: Sequence[str]


class WordIndex:
    """May be shared between threads. A text is named by its number among the distinct texts of the generation.

    What is asked is read as a case is: its first line counts twice, as the subject does.
    """

    def __init__(self, postings: Postings, retriever: bm25s.BM25) -> None:
        self._postings = postings
        self._retriever = retriever
        self._weights: NDArray[np.float32] = retriever.scores["data"]
        self._average = average_length(postings.lengths)
        self._texts = len(postings.lengths)
        self._asked = lru_cache(_REMEMBERED)(self._read)

    @classmethod
    def open(cls, folder: Path, generation_id: str) -> Self:
        """The index in the folder of a generation, memory-mapped. Raises DamagedGeneration."""
        postings = read_words(folder, generation_id).postings
        retriever = bm25s.BM25()
        retriever.load_scores(
            folder,
            data_name=WEIGHTS,
            indices_name=TEXTS,
            indptr_name=STARTS,
            num_docs=len(postings.lengths),
            mmap=True,
        )
        retriever.nonoccurrence_array = None  # which only loading a folder in the library's own layout sets
        return cls(postings, retriever)

    def __len__(self) -> int:
        return len(self._postings.lengths)

    def scores(self, asked: str) -> NDArray[np.float32]:
        """BM25 of every text, 0 where nothing is shared. Scores of different questions cannot be compared."""
        scores = np.zeros(len(self), dtype=np.float32)
        for count, places in self._asked(asked).groups:
            scores += np.float32(count) * self._retriever.get_scores_from_ids(places)
        return scores

    def scores_of(self, asked: str, texts: NDArray[np.int64]) -> NDArray[np.float32]:
        """The `scores` of `texts`, in their order."""
        groups = self._asked(asked).groups
        lookups = sum(len(places) for _, places in groups) * len(texts)
        if lookups * _PER_LOOKUP > sum(int(self._having(places).sum()) for _, places in groups):
            return self.scores(asked)[texts]
        scores = np.zeros(len(texts), dtype=np.float32)
        for count, places in groups:
            scores += np.float32(count) * self._sums(places, texts)
        return scores

    def self_score(self, asked: str) -> float:
        """The score of a text that says just what is asked; 0 where nothing is asked.

        Words that no text has count too: of a question that is full of them, no text shares much.
        """
        read = self._asked(asked)
        worth = frequencies(read.counts.astype(np.float32), np.array(read.length, np.float32), self._average)
        return float((np.minimum(read.counts, _OFTEN) * read.rarities * worth).sum())

    def codes(self, asked: str) -> Sequence[str]:
        """The error codes, order numbers and names of products and programs in `asked`, as written there.

        Of very many the first: a whole trace is asked as quickly as a page.
        """
        return self._asked(asked).codes

    def texts_with(self, code: str) -> NDArray[np.int64]:
        """The texts that have one of the `codes`, ascending, however they write it."""
        return self._texts_of_codes([code])[0]

    def shared_codes(self, asked: str, texts: NDArray[np.int64]) -> NDArray[np.float32]:
        """What share of the `codes` of `asked` each of `texts` has, 0 to 1, a rare one counting more than a common one.

        0 where there are no codes.
        """
        shared, total = np.zeros(len(texts), dtype=np.float32), 0.0
        for having in self._texts_of_codes(self.codes(asked)):
            rarity = float(rarities(np.array(len(having)), self._texts))
            shared[_places_in(having, texts) >= 0] += rarity
            total += rarity
        return shared / np.float32(total) if total else shared

    def _texts_of_codes(self, codes: Sequence[str]) -> Sequence[NDArray[np.int64]]:
        each = [code_tokens(code) for code in codes]
        places = iter(self._places(list(chain.from_iterable(each))).tolist())
        found = [[self._texts_of(place) for place in islice(places, len(tokens)) if place >= 0] for tokens in each]
        return [_united(texts).astype(np.int64) for texts in found]

    def _read(self, asked: str) -> _Asked:
        first_line = asked.partition("\n")[0]
        counted = Counter(tokens(asked))
        counted.update(tokens(first_line) if len(first_line) <= _LONGEST_SUBJECT else ())
        places = self._places(tuple(counted))
        counts = np.fromiter(counted.values(), np.int64, len(counted))
        often = np.minimum(counts, _OFTEN)
        known = places >= 0
        having = np.zeros(len(places), dtype=np.int64)
        having[known] = self._having(places[known])
        known = having > 0
        rarity = rarities(having, self._texts)
        order = np.argsort(-rarity * often, kind="stable")
        found, unknown = order[known[order]][:_MOST], order[~known[order]][:_MOST]
        chosen = np.concatenate([found, unknown])
        return _Asked(
            groups=[(int(count), places[found[often[found] == count]]) for count in np.unique(often[found])],
            rarities=rarity[chosen],
            counts=counts[chosen],
            length=int(counts.sum()),
            codes=codes_in(asked)[:_MOST],
        )

    def _places(self, tokens: Sequence[str]) -> NDArray[np.int64]:
        """Where in the index each of `tokens` is, -1 for those that no text has."""
        return _places_in(self._postings.tokens, numbers_of(tokens))

    def _having(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many texts have the token at each of `places`."""
        return np.asarray(self._postings.starts[places + 1] - self._postings.starts[places])

    def _texts_of(self, place: int) -> NDArray[np.int32]:
        return self._postings.texts[self._postings.starts[place] : self._postings.starts[place + 1]]

    def _sums(self, places: NDArray[np.int64], texts: NDArray[np.int64]) -> NDArray[np.float32]:
        """What the tokens at `places` add up to in each of `texts`."""
        sums = np.zeros(len(texts), dtype=np.float32)
        wanted = texts.astype(np.int32)
        for place in places:
            found = _places_in(self._texts_of(place), wanted)
            has = found >= 0
            sums[has] += self._weights[self._postings.starts[place] + found[has]]
        return sums


def _united(ascending: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    """What is in any of some ascending arrays, ascending."""
    if len(ascending) == 1:
        return ascending[0]
    return np.unique(np.concatenate([np.empty(0, np.int32), *ascending]))


def _places_in(ascending: NDArray[np.generic], wanted: NDArray[np.generic]) -> NDArray[np.int64]:
    """Where each of `wanted` is in `ascending`, -1 for what is not there."""
    if not len(ascending):
        return np.full(len(wanted), -1, dtype=np.int64)
    places = np.minimum(np.searchsorted(ascending, wanted), len(ascending) - 1)
    return np.where(ascending[places] == wanted, places, -1).astype(np.int64)
