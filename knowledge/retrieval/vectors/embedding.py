"""The vectors of a new generation: taken over where a text has not changed, embedded where it has."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.metrics.engine import Engine
from knowledge.retrieval.texts.case_text import case_text, said_in
from knowledge.retrieval.texts.distinct import DistinctTexts
from knowledge.retrieval.vectors.case_vectors import CaseWords, case_vectors
from knowledge.retrieval.vectors.embedder import Embedder
from knowledge.retrieval.vectors.journal import EmbeddingJournal
from knowledge.retrieval.vectors.matrix import VectorMatrix, created_matrix, write_truncated

_CHUNK = 8192
"""Texts handed to the model at a time: the more, the more of them are of one length."""

Progress = Callable[[int, int], None]
"""Called with how many texts are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingReport:
    """Counts of cases: with a text that had to be embedded, with a known one, with one too long to be read whole."""

    embedded: int
    reused: int
    truncated: int


class VectorBuild:
    """The matrix of a generation under construction in `folder`, a row for each distinct text of `engine`'s cases.

    `texts` are those, and their files are written at once: what else is built by text needs them too.
    """

    def __init__(self, engine: Engine, folder: Path, dimensions: int) -> None:
        self._engine = engine
        self._folder = folder
        self.texts = DistinctTexts.of(engine)
        self.texts.write(folder)
        self._vectors = created_matrix(folder, len(self.texts), dimensions)
        self._truncated = np.zeros(len(self.texts), dtype=bool)
        self._missing = np.ones(len(self.texts), dtype=bool)

    def take_over(self, base: VectorMatrix) -> None:
        """Copies the vectors of texts that `base`, made by the same model, has."""
        self._take(base.keys, base.truncated, base.of_texts)

    def embed(self, embedder: Embedder, journal: EmbeddingJournal, progress: Progress) -> EmbeddingReport:
        """Fills what is missing, first from the journal, and completes the files. Equal texts are embedded once."""
        of_row = self.texts.of_row
        self._take_journal(journal)
        embedded = int(self._missing[of_row].sum())
        done, total = 0, int(self._missing.sum())
        for found in case_vectors(embedder, self._words()):
            journal.append(found.keys, found.truncated, found.vectors)
            done += len(found.keys)
            progress(done, total)
        self._take_journal(journal)
        self._vectors.flush()
        write_truncated(self._folder, self._truncated)
        truncated = int(self._truncated[of_row].sum())
        return EmbeddingReport(embedded=embedded, reused=len(of_row) - embedded, truncated=truncated)

    def _take_journal(self, journal: EmbeddingJournal) -> None:
        records = journal.records()
        self._take(records["key"], records["truncated"], records["vector"].__getitem__)

    def _take(
        self,
        keys: NDArray[np.bytes_],
        truncated: NDArray[np.bool_],
        vectors: Callable[[NDArray[np.int64]], NDArray[np.float32]],
    ) -> None:
        """Fills the missing texts whose key is in `keys` with `vectors` of the places it has there."""
        numbers = self.texts.numbers_of(np.asarray(keys))
        places = np.flatnonzero(numbers >= 0)
        places = places[self._missing[numbers[places]]]
        for start in range(0, len(places), 65_536):  # a piece at a time: the matrix may be larger than memory
            piece = places[start : start + 65_536]
            self._vectors[numbers[piece]] = vectors(piece)
        self._truncated[numbers[places]] = np.asarray(truncated)[places]
        self._missing[numbers[places]] = False

    def _words(self) -> Iterator[Sequence[CaseWords]]:
        """What is missing, some thousands at a time, cases of one subject one after the other."""
        _, first = np.unique(self.texts.of_row, return_index=True)
        sql = (
            'SELECT text_key, subject, description, resolution FROM cases WHERE "row" IN (SELECT unnest(?::BIGINT[]))'
            " ORDER BY subject, text_key"
        )
        rows = first[self._missing]
        if len(rows):
            for chunk in self._engine.batches(sql, [rows.tolist()], _CHUNK):
                yield [CaseWords(key=bytes(key), subject=said_in(row[0]), text=case_text(*row)) for key, *row in chunk]
