"""The index of a new generation: a changed copy of the last one's, or built from the vectors, and verified."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexUnavailable
from knowledge.retrieval.meaning.case_index import INDEX, MOST_AT_ONCE, CaseIndex, verify
from knowledge.retrieval.meaning.index_files import check_sums, write_sums
from knowledge.retrieval.vectors.matrix import VectorMatrix

_REBUILD_AT = 0.3
"""The share of changed entries from which building anew is quicker; removed ones also make the graph search badly."""
_SAMPLES = 8
_COPY = "chroma-copy"
"""Where the last index is changed. Chroma remembers a folder that it could not open as broken, so the one where
everything is built anew must be another.
"""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseIndex:
    """The index to start from: its generation's `folder`, the keys of its texts, how many were removed so far."""

    folder: Path
    keys: NDArray[np.bytes_]
    churn: int


def build_index(matrix: VectorMatrix, folder: Path, base: BaseIndex | None, progress: Progress) -> int:
    """Builds the index of the texts of `matrix` in `folder`; returns its churn. The vectors of `base` are the same."""
    if base is not None:
        try:
            churn = _from_base(matrix, folder, base, progress)
        except (IndexUnavailable, OSError):
            churn = None  # a damaged index is no loss: the vectors are all there
        if churn is not None:
            return churn
        for name in (_COPY, INDEX):
            shutil.rmtree(folder / name, ignore_errors=True)
    with closing(CaseIndex.create(folder / INDEX)) as index:
        _add(index, matrix, np.arange(len(matrix)), progress)
    _complete(folder, matrix)
    return 0


def _from_base(matrix: VectorMatrix, folder: Path, base: BaseIndex, progress: Progress) -> int | None:
    """A changed copy of the base's index; None when too much has changed for that."""
    new = np.flatnonzero(~np.isin(matrix.keys, base.keys))
    gone = base.keys[~np.isin(base.keys, matrix.keys)]
    churn = base.churn + len(gone)
    if max(churn, len(new)) > _REBUILD_AT * len(matrix):
        return None
    check_sums(base.folder)
    shutil.copytree(base.folder / INDEX, folder / _COPY)
    with closing(CaseIndex.open(folder / _COPY)) as index:
        index.remove(gone)
        _add(index, matrix, new, progress)
    (folder / _COPY).rename(folder / INDEX)
    _complete(folder, matrix)
    return churn


def _add(index: CaseIndex, matrix: VectorMatrix, numbers: NDArray[np.int64], progress: Progress) -> None:
    for start in range(0, len(numbers), MOST_AT_ONCE):
        piece = numbers[start : start + MOST_AT_ONCE]
        index.add(matrix.keys[piece], matrix.of_texts(piece))
        progress(start + len(piece), len(numbers))


def _complete(folder: Path, matrix: VectorMatrix) -> None:
    check_index(folder, matrix)
    write_sums(folder)


def check_index(folder: Path, matrix: VectorMatrix) -> None:
    """Holds the index in `folder` against the texts of `matrix`. Raises IndexUnavailable."""
    numbers = np.unique(np.linspace(0, len(matrix) - 1, min(_SAMPLES, len(matrix)), dtype=np.int64))
    samples = zip(matrix.keys[numbers].tolist(), matrix.of_texts(numbers), strict=True)
    verify(folder / INDEX, len(matrix), list(samples))
