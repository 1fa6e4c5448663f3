"""What a search reads of a generation, each part opened when it is first needed."""

from collections.abc import Sequence
from functools import cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import DamagedGeneration, IndexUnavailable
from knowledge.generations.shelf import Generation
from knowledge.metrics.engine import Engine
from knowledge.retrieval.meaning.case_index import INDEX, CaseIndex
from knowledge.retrieval.meaning.index_files import SUMS, check_sums
from knowledge.retrieval.search.cards import Cards
from knowledge.retrieval.texts.distinct import DistinctTexts
from knowledge.retrieval.vectors.matrix import VectorMatrix
from knowledge.retrieval.words.limited_words import LimitedWords
from knowledge.retrieval.words.word_index import WordIndex


class SearchFiles:
    """The texts, vectors, words, cards and the index of one pinned generation. May be shared between threads."""

    def __init__(self, generation: Generation, limited: Engine | None = None) -> None:
        """`limited` shows some of the cases only: what others say is not known either, not even how rare a word is."""
        self._generation = generation
        self._limited = limited
        self._opening = Lock()

    @cached_property
    def texts(self) -> DistinctTexts:
        """Raises DamagedGeneration, as everything here does: also for a generation made before there were words."""
        return DistinctTexts.open(self._generation.folder, self._generation.manifest.id)

    @cached_property
    def matrix(self) -> VectorMatrix:
        """The vector of each text."""
        matrix = VectorMatrix.open(self._generation.folder, self._generation.manifest.id)
        self._check(len(matrix), len(self.texts), "vectors")
        return matrix

    @cached_property
    def words(self) -> WordIndex:
        """The words of each text."""
        words = WordIndex.open(self._generation.folder, self._generation.manifest.id)
        self._check(len(words), len(self.texts), "words")
        return words if self.seen_rows is None else LimitedWords(words, self.texts_at(self.seen_rows))

    @cached_property
    def cards(self) -> Cards:
        """What is shown of each case."""
        cards = Cards.open(self._generation.folder, self._generation.manifest.id)
        self._check(len(cards), len(self.texts.of_row), "cards")
        return cards

    @cached_property
    def seen_rows(self) -> NDArray[np.bool_] | None:
        """Which rows there are where some of the cases are shown only, by row; None for all."""
        return None if self._limited is None else self.rows_where(self._limited, "TRUE", ())

    def rows_where(self, engine: Engine, condition: str, values: Sequence[object]) -> NDArray[np.bool_]:
        """Which rows `engine` shows of those that fulfil an SQL condition, by row."""
        rows = np.zeros(len(self.texts.of_row), dtype=bool)
        rows[engine.columns(f'SELECT "row" FROM cases WHERE {condition}', values)["row"]] = True
        return rows

    def texts_at(self, rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which texts the cases at `rows` have, by number."""
        found = np.zeros(len(self.texts), dtype=bool)
        found[self.texts.of_row[rows]] = True
        return found

    def rows_of(self, number: int) -> NDArray[np.int64]:
        """The rows of the cases with the text `number`, the oldest case first."""
        order, starts = self._rows
        return order[starts[number] : starts[number + 1]]

    def nearest(self, vector: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        """About the `k` texts closest to `vector`, by the index in Chroma."""
        try:
            with self._opening:
                index = self._index
            keys = [key for key, _ in index.nearest(vector, k)]
        except IndexUnavailable as error:
            name = self._generation.manifest.id
            raise DamagedGeneration(name, f"its index cannot be used: {error.problem}") from error
        numbers = self.texts.numbers_of(np.array(keys, dtype=self.texts.keys.dtype))
        return numbers[numbers >= 0]

    def check(self) -> None:
        """Opens all but the index. Raises DamagedGeneration for what does not belong to the texts of the cases."""
        _ = self.matrix, self.words, self.cards

    def close(self) -> None:
        """Lets go of the index, if it was opened."""
        if "_index" in self.__dict__:
            self._index.close()

    @cached_property
    def _rows(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The rows in the order of their texts, and where each text begins there."""
        of_row = self.texts.of_row
        order = np.argsort(of_row, kind="stable")
        return order, np.searchsorted(of_row[order], np.arange(len(self.texts) + 1))

    @cached_property
    def _index(self) -> CaseIndex:
        folder = self._generation.folder
        if SUMS in self._generation.manifest.files:
            check_sums(folder)
        return CaseIndex.open(folder / INDEX)

    def _check(self, found: int, expected: int, what: str) -> None:
        if found != expected:
            raise DamagedGeneration(
                self._generation.manifest.id, f"it has the {what} of {found} where there are {expected}"
            )
