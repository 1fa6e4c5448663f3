"""The vectors of a generation as one memory-mapped matrix, a row for each distinct text (`texts/distinct.py`)."""

import os
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import DamagedGeneration
from knowledge.retrieval.texts.array_files import write_array
from knowledge.retrieval.texts.distinct import TEXT_KEYS

VECTORS, TRUNCATED = "vectors.npy", "vectors_truncated.npy"
_PIECE = 16_384
"""Vectors copied out of the file at a time."""
_WIDE = 0.2
"""The share of all vectors from which computing every one is quicker than picking some (measured at 100,000)."""


class VectorMatrix:
    """Unit vectors by the number of their text. Opening reads nothing but the headers."""

    def __init__(self, vectors: NDArray[np.float32], keys: NDArray[np.bytes_], truncated: NDArray[np.bool_]) -> None:
        self._vectors = vectors
        self._keys = keys
        self._truncated = truncated

    @classmethod
    def open(cls, folder: Path, generation_id: str) -> Self:
        """The matrix in `folder`. Raises DamagedGeneration."""
        try:
            vectors = np.load(folder / VECTORS, mmap_mode="r")
            keys = np.load(folder / TEXT_KEYS, mmap_mode="r")
            truncated = np.load(folder / TRUNCATED, mmap_mode="r")
        except (OSError, ValueError, EOFError) as error:
            raise DamagedGeneration(generation_id, f"{VECTORS} cannot be read") from error
        if vectors.ndim != 2 or not len(vectors) == len(keys) == len(truncated):
            raise DamagedGeneration(generation_id, f"{VECTORS}, {TRUNCATED} and {TEXT_KEYS} do not belong together")
        return cls(vectors, keys, truncated)

    def __len__(self) -> int:
        return len(self._vectors)

    @property
    def keys(self) -> NDArray[np.bytes_]:
        """The key of each text, ascending."""
        return self._keys

    @property
    def truncated(self) -> NDArray[np.bool_]:
        """Whether the model read only the beginning of each text."""
        return self._truncated

    def of_texts(self, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of the texts `numbers`, in their order."""
        return np.asarray(self._vectors[numbers])

    def similarities(self, numbers: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """How close each of the texts `numbers` is to the unit vector: -1 to 1, exact to the fourth decimal at least.

        Ascending numbers walk the file once, which is what makes a wide choice cheap.
        """
        if len(numbers) > _WIDE * len(self):
            return self.all_similarities(vector)[numbers]
        found = np.empty(len(numbers), dtype=np.float32)
        for start in range(0, len(numbers), _PIECE):
            piece = slice(start, start + _PIECE)
            found[piece] = self._vectors[numbers[piece]] @ vector
        return found

    def all_similarities(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """How close every text is to the unit vector, by its number."""
        return np.asarray(self._vectors @ vector)


def created_matrix(folder: Path, texts: int, dimensions: int) -> np.memmap:
    """An empty matrix on disk to be filled; flush it when done. Raises OSError when there is no room for it."""
    path = folder / VECTORS
    matrix = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=(texts, dimensions))
    with path.open("r+b") as file:
        # Its room is taken now: a full disk would end the process without a word when a page is first written.
        os.posix_fallocate(file.fileno(), 0, path.stat().st_size)
    return matrix


def write_truncated(folder: Path, truncated: NDArray[np.bool_]) -> None:
    """Writes which texts the model read only the beginning of, in the order of the matrix."""
    write_array(folder / TRUNCATED, truncated)
