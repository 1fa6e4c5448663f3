"""What texts of a generation share with what is asked: in meaning, in words, in codes."""

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.search.scoring import Likeness
from knowledge.retrieval.search.search_files import SearchFiles
from knowledge.retrieval.search.wanted import Asked


def likeness_of(files: SearchFiles, asked: Asked, numbers: NDArray[np.int64]) -> Likeness:
    """What the texts `numbers` share with what is `asked`. Raises DamagedGeneration."""
    words = files.words
    return Likeness(
        meaning=files.matrix.similarities(numbers, asked.vector).astype(np.float64),
        words=_shares(words.scores_of(asked.text, numbers), words.self_score(asked.text)),
        codes=words.shared_codes(asked.text, numbers).astype(np.float64),
    )


def exact_cosines(vectors: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float64]:
    """The cosines of unit `vectors` with another, whose last digit is the same whatever they are computed with."""
    return np.asarray(vectors.astype(np.float64) @ vector.astype(np.float64))


def _shares(scores: NDArray[np.float32], self_score: float) -> NDArray[np.float64]:
    """BM25 `scores` as shares of `self_score`: a text can have more, by its length, and then has all."""
    if not self_score:
        return np.zeros(len(scores))
    return np.minimum(1.0, scores.astype(np.float64) / self_score)
