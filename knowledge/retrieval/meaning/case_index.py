"""Chroma: which texts are close to a vector. Written only while a generation is built, never where somebody reads.

Keys and vectors of distinct texts are all it holds: texts and facts are read from the generation's other files.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import DiskFull, IndexUnavailable, means_no_room

INDEX = "chroma"
"""The index's folder in a generation."""

_COLLECTION = "texts"
_EF_SEARCH = 200
"""How widely the graph is searched. Chroma takes it when a collection is made and never again."""
MOST_AT_ONCE = 2_000
"""Entries handed to Chroma in one call; it takes 5,461."""
_KEY_BYTES = 16
_VERIFY_TIMEOUT_S = 600
_SAME_VECTOR = 0.999


class CaseIndex:
    """The index in a folder, an entry a text, by its key. Scores are cosine similarities, higher is closer."""

    def __init__(self, folder: Path, client: Any, collection: Any) -> None:  # noqa: ANN401  Chroma has no types
        self._folder = folder
        self._client = client
        self._collection = collection

    @classmethod
    def create(cls, folder: Path) -> Self:
        """An empty index in `folder`, which must not exist. Raises DiskFull, IndexUnavailable."""
        # Cosine, not Chroma's own l2; no embedding function, or Chroma fetches one from a hub.
        configuration = {"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}}
        with _errors_in_our_words(folder, "it cannot be made"):
            client = _client(folder)
            collection = client.create_collection(_COLLECTION, embedding_function=None, configuration=configuration)
            return cls(folder, client, collection)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index in `folder`. Raises IndexUnavailable."""
        if not (folder / "chroma.sqlite3").is_file():
            raise IndexUnavailable(str(folder), "it is not there")
        with _errors_in_our_words(folder, "it cannot be opened"):
            client = _client(folder)
            try:
                return cls(folder, client, client.get_collection(_COLLECTION, embedding_function=None))
            except BaseException:
                client.close()
                raise

    def add(self, keys: NDArray[np.bytes_], vectors: NDArray[np.float32]) -> None:
        """Adds texts that it does not have; at most MOST_AT_ONCE. Raises DiskFull, IndexUnavailable."""
        with _errors_in_our_words(self._folder, "it takes no texts"):
            self._collection.add(ids=_ids(keys), embeddings=vectors)

    def remove(self, keys: NDArray[np.bytes_]) -> None:
        """Removes texts; those it does not have are passed over. Raises DiskFull, IndexUnavailable."""
        with _errors_in_our_words(self._folder, "it lets no texts go"):
            for start in range(0, len(keys), MOST_AT_ONCE):
                self._collection.delete(ids=_ids(keys[start : start + MOST_AT_ONCE]))

    def nearest(self, vector: NDArray[np.float32], k: int) -> Sequence[tuple[bytes, float]]:
        """At most `k` keys with their scores, the closest first. Raises IndexUnavailable."""
        with _errors_in_our_words(self._folder, "it does not answer"):
            found = self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        # The collection has cosine space, where Chroma's distance is 1 - similarity.
        scores = (1 - distance for distance in found["distances"][0])
        return list(zip(map(bytes.fromhex, found["ids"][0]), scores, strict=True))

    def count(self) -> int:
        """How many texts it has. Raises IndexUnavailable."""
        with _errors_in_our_words(self._folder, "it does not answer"):
            return int(self._collection.count())

    def close(self) -> None:
        """Lets go of the folder."""
        self._client.close()


def verify(folder: Path, texts: int, samples: Sequence[tuple[bytes, NDArray[np.float32]]]) -> None:
    """Opens the index in a process of its own and asks it. Raises IndexUnavailable when it is not what it should be.

    A torn index can end the process that reads it without an exception, so no process that matters may try first.
    """
    asked = b"".join(vector.astype("<f4").tobytes() for _, vector in samples)
    command = [sys.executable, "-m", "knowledge.retrieval.meaning.verify_index", str(folder), str(len(samples))]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, timeout=_VERIFY_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise IndexUnavailable(str(folder), "the process that checked it did not end") from error
    if done.returncode:
        raise IndexUnavailable(str(folder), f"the process that checked it ended with {done.returncode}")
    count, *found = json.loads(done.stdout)
    if count != texts:
        raise IndexUnavailable(str(folder), f"it holds {count} texts where there are {texts}")
    # Two texts can share a vector, as where they differ past what the model reads: the nearest then is as good. An
    # approximate index misses one now and then, above all among many that are nearly equal; a torn one misses them all.
    missed = [
        (key.hex(), nearest) for (key, _), (nearest, score) in zip(samples, found, strict=True) if score < _SAME_VECTOR
    ]
    if missed and 2 * len(missed) >= len(samples):
        key, nearest = missed[0]
        raise IndexUnavailable(str(folder), f"where text {key} should be, the nearest is {nearest}")


def _ids(keys: NDArray[np.bytes_]) -> list[str]:
    """The keys in hexadecimal, whole: NumPy drops the zeros at the end of a key that is taken out of its array."""
    together = keys.astype(f"S{_KEY_BYTES}").tobytes()
    return [together[start : start + _KEY_BYTES].hex() for start in range(0, len(together), _KEY_BYTES)]


@contextmanager
def _errors_in_our_words(folder: Path, problem: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # Chroma raises bare classes of its own, of its engine and of pyo3
        if means_no_room(error):
            raise DiskFull(f"the vector index {folder}") from error
        raise IndexUnavailable(str(folder), problem) from error


def _client(folder: Path) -> Any:  # noqa: ANN401
    import chromadb  # takes most of a second, and commands that search nothing do without
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
