"""Which values of the data mean nearly what a phrase means."""

import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelUnavailable
from knowledge.retrieval.vectors.embedder import Embedder, embed_one

logger = logging.getLogger(__name__)

_MOST_VALUES = 300
"""A dimension with more values names things, such as accounts, which do not mean anything else."""
_NEAREST = 5
_REMEMBERED = 1000
"""Phrases: a compound question asks about one of them several times."""


class ValueMeanings:
    """The values of each dimension, embedded when the first phrase is asked about. May be shared between threads."""

    def __init__(self, embedder: Embedder, values: Mapping[str, Sequence[str]]) -> None:
        self._embedder = embedder
        self._pairs = [
            (dimension, value) for dimension, known in values.items() if len(known) <= _MOST_VALUES for value in known
        ]
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._nearest)
        self._matrix: NDArray[np.float32] | None = None
        self._embedding = Lock()

    def nearest(self, phrase: str) -> Sequence[tuple[str, str, float]]:
        """Dimension, value and score (1: the same) of the values close to `phrase`, the closest first.

        None where the embedding model cannot be used: then values are found by how they are written only.
        """
        return self._remembered(phrase) if self._pairs else ()

    def _nearest(self, phrase: str) -> Sequence[tuple[str, str, float]]:
        try:
            scores = self._vectors() @ embed_one(self._embedder, phrase)
        except ModelUnavailable as error:
            logger.warning("no value found by meaning", extra={"model": error.model})
            return ()
        order = np.argsort(-scores, kind="stable")[:_NEAREST]
        return [(*self._pairs[place], float(scores[place])) for place in order]

    def _vectors(self) -> NDArray[np.float32]:
        with self._embedding:
            if self._matrix is None:
                matrix = np.zeros((len(self._pairs), self._embedder.stamp.dimensions), dtype=np.float32)
                for batch in self._embedder.embed([value for _, value in self._pairs]):
                    matrix[batch.places] = batch.vectors
                self._matrix = matrix
            return self._matrix
