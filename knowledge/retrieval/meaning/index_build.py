"""The index of a new generation: a changed copy of the last one's, or built from the vectors, and verified."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.errors import IndexUnavailable
from knowledge.metrics.engine import Engine
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
    """The index to start from: its generation's `folder`, and how many entries were replaced or removed so far."""

    folder: Path
    churn: int


def build_index(engine: Engine, matrix: VectorMatrix, folder: Path, base: BaseIndex | None, progress: Progress) -> int:
    """Builds the index of `engine`'s cases in `folder`; returns its churn.

    With `base`, the engine has that generation's cases as the view `base`, and the vectors are of the same model.
    """
    if base is not None:
        try:
            churn = _from_base(engine, matrix, folder, base, progress)
        except (IndexUnavailable, OSError):
            churn = None  # a damaged index is no loss: the vectors are all there
        if churn is not None:
            return churn
        for name in (_COPY, INDEX):
            shutil.rmtree(folder / name, ignore_errors=True)
    rows, case_ids = _entries(engine, "cases")
    with closing(CaseIndex.create(folder / INDEX)) as index:
        _put(index, matrix, rows, case_ids, progress)
    _complete(folder, matrix, case_ids)
    return 0


def _from_base(engine: Engine, matrix: VectorMatrix, folder: Path, base: BaseIndex, progress: Progress) -> int | None:
    """A changed copy of the base's index; None when too much has changed for that."""
    rows, case_ids = _entries(engine, "cases ANTI JOIN base USING (case_id, text_key)")
    gone = [case_id for (case_id,) in engine.rows("SELECT case_id FROM base ANTI JOIN cases USING (case_id)")]
    replaced = engine.rows(
        "SELECT count(*) FROM cases JOIN base USING (case_id) WHERE cases.text_key <> base.text_key"
    )[0][0]
    total = engine.rows("SELECT count(*) FROM cases")[0][0]
    churn = base.churn + int(replaced) + len(gone)
    if max(churn, len(case_ids)) > _REBUILD_AT * total:
        return None
    check_sums(base.folder)
    shutil.copytree(base.folder / INDEX, folder / _COPY)
    with closing(CaseIndex.open(folder / _COPY)) as index:
        index.remove(gone)
        _put(index, matrix, rows, case_ids, progress)
    (folder / _COPY).rename(folder / INDEX)
    _complete(folder, matrix, _entries(engine, "cases")[1])
    return churn


def _entries(engine: Engine, source: str) -> tuple[np.ndarray, list[str]]:
    found = engine.rows(f'SELECT "row", case_id FROM {source} ORDER BY "row"')
    return np.array([row for row, _ in found], dtype=np.int64), [case_id for _, case_id in found]


def _put(index: CaseIndex, matrix: VectorMatrix, rows: np.ndarray, case_ids: list[str], progress: Progress) -> None:
    for start in range(0, len(case_ids), MOST_AT_ONCE):
        piece = slice(start, start + MOST_AT_ONCE)
        index.put(case_ids[piece], matrix.rows(rows[piece]))
        progress(min(start + MOST_AT_ONCE, len(case_ids)), len(case_ids))


def _complete(folder: Path, matrix: VectorMatrix, case_ids: Sequence[str]) -> None:
    check_index(folder, matrix, case_ids)
    write_sums(folder)


def check_index(folder: Path, matrix: VectorMatrix, case_ids: Sequence[str]) -> None:
    """Holds the index in `folder` against the cases and vectors that share their rows. Raises IndexUnavailable."""
    places = np.unique(np.linspace(0, len(case_ids) - 1, min(_SAMPLES, len(case_ids)), dtype=np.int64))
    samples = [(case_ids[place], matrix.rows(places[at : at + 1])[0]) for at, place in enumerate(places)]
    verify(folder / INDEX, len(case_ids), samples)
