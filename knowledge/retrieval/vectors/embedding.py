"""The vectors of a new generation: taken over where a text has not changed, embedded where it has."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.metrics.engine import Engine
from knowledge.retrieval.texts.case_text import case_text
from knowledge.retrieval.vectors.embedder import Embedder
from knowledge.retrieval.vectors.journal import EmbeddingJournal
from knowledge.retrieval.vectors.matrix import VectorMatrix, created_matrix, write_keys

_CHUNK = 8192
"""Texts handed to the model at a time: it batches them by length, and many of them fill its batches better."""

Progress = Callable[[int, int], None]
"""Called with how many texts are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingReport:
    """Counts of cases: with a text that had to be embedded, with a known one, with one too long to be read whole."""

    embedded: int
    reused: int
    truncated: int


class VectorBuild:
    """The matrix of a generation under construction in `folder`, a row for each case of `engine`."""

    def __init__(self, engine: Engine, folder: Path, dimensions: int) -> None:
        self._engine = engine
        self._folder = folder
        self._keys = _keys(engine.columns('SELECT text_key FROM cases ORDER BY "row"')["text_key"])
        self._vectors = created_matrix(folder, len(self._keys), dimensions)
        self._truncated = np.zeros(len(self._keys), dtype=bool)
        self._missing = np.ones(len(self._keys), dtype=bool)

    def take_over(self, base: VectorMatrix) -> None:
        """Copies the vectors of texts that `base`, made by the same model, has."""
        self._take(base.keys, base.truncated, base.rows)

    def embed(self, embedder: Embedder, journal: EmbeddingJournal, progress: Progress) -> EmbeddingReport:
        """Fills what is missing, first from the journal, and completes the files. Equal texts are embedded once."""
        self._take_journal(journal)
        embedded = int(self._missing.sum())
        distinct, first = np.unique(self._keys[self._missing], return_index=True)
        done = 0
        for keys, texts in self._texts(np.flatnonzero(self._missing)[first]):
            for found in embedder.embed(texts):
                journal.append(keys[found.places], found.truncated, found.vectors)
                done += len(found.places)
                progress(done, len(distinct))
        self._take_journal(journal)
        self._vectors.flush()
        write_keys(self._folder, self._keys, self._truncated)
        return EmbeddingReport(
            embedded=embedded, reused=len(self._keys) - embedded, truncated=int(self._truncated.sum())
        )

    def _take_journal(self, journal: EmbeddingJournal) -> None:
        records = journal.records()
        self._take(records["key"], records["truncated"], records["vector"].__getitem__)

    def _take(
        self,
        keys: NDArray[np.bytes_],
        truncated: NDArray[np.bool_],
        vectors: Callable[[NDArray[np.int64]], NDArray[np.float32]],
    ) -> None:
        """Fills the missing rows whose key is in `keys` with `vectors` of the places it has there."""
        if not len(keys):
            return
        order = np.argsort(keys)
        wanted = np.flatnonzero(self._missing)
        places = order[np.minimum(np.searchsorted(keys, self._keys[wanted], sorter=order), len(keys) - 1)]
        hit = np.asarray(keys)[places] == self._keys[wanted]
        rows, places = wanted[hit], places[hit]
        for start in range(0, len(rows), 65_536):  # a piece at a time: the matrix may be larger than memory
            piece = slice(start, start + 65_536)
            self._vectors[rows[piece]] = vectors(places[piece])
        self._truncated[rows] = np.asarray(truncated)[places]
        self._missing[rows] = False

    def _texts(self, rows: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.bytes_], Sequence[str]]]:
        """The texts of `rows` with their keys, the shortest first, so that a chunk has few different lengths."""
        sql = (
            'SELECT text_key, subject, description, resolution FROM cases WHERE "row" IN (SELECT unnest(?::BIGINT[]))'
            " ORDER BY length(subject) + coalesce(length(description), 0) + coalesce(length(resolution), 0), text_key"
        )
        if len(rows):
            for chunk in self._engine.batches(sql, [rows.tolist()], _CHUNK):
                yield _keys([row[0] for row in chunk]), [case_text(*row[1:]) for row in chunk]


def _keys(found: Sequence[bytes]) -> NDArray[np.bytes_]:
    return np.array([bytes(key) for key in found], dtype="S16")
