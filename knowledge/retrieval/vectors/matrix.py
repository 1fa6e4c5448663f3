"""The vectors of a generation as one memory-mapped matrix, a row a case, and the keys of the texts they stand for."""

import io
import os
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import DamagedGeneration

VECTORS, KEYS = "vectors.npy", "vector_keys.npy"
_KEY = np.dtype([("key", "S16"), ("truncated", "?")])


class VectorMatrix:
    """Unit vectors in the order of the cases' `row`. Opening reads nothing but the headers."""

    def __init__(self, vectors: NDArray[np.float32], keys: NDArray[np.void]) -> None:
        self._vectors = vectors
        self._keys = keys

    @classmethod
    def open(cls, folder: Path, generation: str) -> Self:
        """The matrix in `folder`. Raises DamagedGeneration."""
        try:
            vectors = np.load(folder / VECTORS, mmap_mode="r")
            keys = np.load(folder / KEYS, mmap_mode="r")
        except (OSError, ValueError) as error:
            raise DamagedGeneration(generation, f"{VECTORS} cannot be read") from error
        if len(vectors) != len(keys) or keys.dtype != _KEY:
            raise DamagedGeneration(generation, f"{VECTORS} and {KEYS} do not belong together")
        return cls(vectors, keys)

    @property
    def keys(self) -> NDArray[np.bytes_]:
        """The key of each row's text."""
        return self._keys["key"]

    @property
    def truncated(self) -> NDArray[np.bool_]:
        """Whether the model read only the beginning of each row's text."""
        return self._keys["truncated"]

    def rows(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of `rows`, in their order."""
        return np.asarray(self._vectors[rows])

    def similarities(self, rows: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """How close each of `rows` is to the unit vector: -1 to 1, exact."""
        # Sorted access walks the file once, which is what makes a wide filter cheap.
        return np.asarray(self._vectors[rows] @ vector)


def created_matrix(folder: Path, rows: int, dimensions: int) -> np.memmap:
    """An empty matrix on disk to be filled; flush it when done. Raises OSError when there is no room for it."""
    path = folder / VECTORS
    matrix = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=(rows, dimensions))
    with path.open("r+b") as file:
        # Its room is taken now: a full disk would end the process without a word when a page is first written.
        os.posix_fallocate(file.fileno(), 0, path.stat().st_size)
    return matrix


def write_keys(folder: Path, keys: NDArray[np.bytes_], truncated: NDArray[np.bool_]) -> None:
    """Writes the keys that belong to the matrix, in its order."""
    table = np.empty(len(keys), dtype=_KEY)
    table["key"], table["truncated"] = keys, truncated
    # NumPy writing by itself tells how many bytes are missing, not that the disk is full.
    content = io.BytesIO()
    np.save(content, table)
    (folder / KEYS).write_bytes(content.getbuffer())
