"""One vector of a case: of all that it says, leaning towards its subject."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.vectors.embedder import Embedder

_WEIGHT_OF_SUBJECT = 0.5
"""Beside 1 for the whole text; measured by `tests/benchmarks/long_texts.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """What is embedded of a case: its subject and its whole text, which begins with the subject."""

    key: bytes
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseVectors:
    """Unit vectors of some cases' texts by key, and whether the model could read only the beginning of each."""

    keys: NDArray[np.bytes_]
    vectors: NDArray[np.float32]
    truncated: NDArray[np.bool_]


def case_vectors(embedder: Embedder, chunks: Iterable[Sequence[CaseWords]]) -> Iterator[CaseVectors]:
    """The vectors of all cases in `chunks`, some at a time. Raises ModelUnavailable.

    A subject is embedded once where cases of one subject come one after the other.
    """
    subjects: Mapping[str, NDArray[np.float32]] = {}
    for chunk in chunks:
        subjects = _of_subjects(embedder, chunk, subjects)
        keys = np.array([one.key for one in chunk], dtype="S16")
        for found in embedder.embed([one.text for one in chunk]):
            places = [int(place) for place in found.places]
            each = zip(places, found.vectors, strict=True)
            of_subjects = np.array([subjects.get(chunk[place].subject, vector) for place, vector in each])
            vectors = leaning_to(found.vectors, of_subjects)
            yield CaseVectors(keys=keys[places], vectors=vectors, truncated=found.truncated)


def leaning_to(vectors: NDArray[np.float32], subjects: NDArray[np.float32]) -> NDArray[np.float32]:
    """Unit vectors between `vectors` and those of their subjects, row by row; closer to the former."""
    sums = vectors + np.float32(_WEIGHT_OF_SUBJECT) * subjects
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True))


def _of_subjects(
    embedder: Embedder, chunk: Sequence[CaseWords], known: Mapping[str, NDArray[np.float32]]
) -> Mapping[str, NDArray[np.float32]]:
    """The vector of each subject in `chunk`, but for cases that say no more than their subject."""
    wanted = {one.subject for one in chunk if one.text != one.subject}
    found = {subject: known[subject] for subject in wanted & known.keys()}
    missing = sorted(wanted - found.keys())
    for some in embedder.embed(missing) if missing else ():
        found |= {missing[place]: vector for place, vector in zip(some.places, some.vectors, strict=True)}
    return found
