"""Parts that behave like the real ones without what makes those slow."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.generations.manifest import EmbeddingStamp
from knowledge.retrieval.vectors.embedder import Embedded

DIMENSIONS = 384
MOST_WORDS = 256
"""Words that are read of a text; the rest is cut."""
_AT_ONCE = 32


class HashingEmbedder:
    """Embeds as a hashed bag of words and word pairs: texts with common words are close, no model is loaded.

    A vector depends on its text alone. `texts` keeps everything that was embedded, in order.
    """

    def __init__(self, fingerprint: str = "hashing/1") -> None:
        self._stamp = EmbeddingStamp(
            model="hashing", fingerprint=fingerprint, precision="float32", dimensions=DIMENSIONS
        )
        self.texts: list[str] = []

    @property
    def stamp(self) -> EmbeddingStamp:
        """Which model, at which precision."""
        return self._stamp

    def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
        """The vectors of all `texts`, a few at a time, the shortest texts first."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), _AT_ONCE):
            places = order[start : start + _AT_ONCE]
            self.texts += [texts[place] for place in places]
            yield Embedded(
                places=np.array(places, dtype=np.int64),
                vectors=np.stack([vector_of(texts[place]) for place in places]),
                truncated=np.array([len(texts[place].split()) > MOST_WORDS for place in places]),
            )


def vector_of(text: str) -> NDArray[np.float32]:
    """The unit vector of `text`; an empty text has one too."""
    words = text.lower().split()[:MOST_WORDS]
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    for part in ("", *words, *map(" ".join, pairwise(words))):
        vector[_place(part)] += 1
    return np.asarray(vector / np.linalg.norm(vector))


def _place(part: str) -> int:
    return int.from_bytes(blake2b(part.encode("utf-8", "surrogatepass"), digest_size=4).digest()) % DIMENSIONS
