"""What a search should find, worked out case by case in the plainest way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from knowledge.generations.shelf import Generation
from knowledge.retrieval.search.scoring import Likeness, scores_of
from knowledge.retrieval.search.similar_case import SimilarCase
from knowledge.retrieval.vectors.matrix import VectorMatrix
from knowledge.retrieval.words.word_index import WordIndex

Row = Mapping[str, Any]
Lets = Callable[[Row], bool]
"""Whether a filter lets a case through."""


def everything(_: Row) -> bool:
    """No filter."""
    return True


@dataclass(frozen=True)
class Reference:
    """All cases of a generation, to be scored one after the other."""

    folder: Path

    @classmethod
    def of(cls, generation: Generation) -> "Reference":
        """That of a generation."""
        return cls(generation.folder)

    @cached_property
    def rows(self) -> Sequence[Row]:
        """The facts of the cases in the order of their rows."""
        found = pq.read_table(self.folder / "cases.parquet").to_pylist()
        return sorted(found, key=lambda row: int(row["row"]))

    def row(self, case_id: str) -> Row:
        """The facts of one case."""
        return next(row for row in self.rows if row["case_id"] == case_id)

    def scores(self, text: str, vector: np.ndarray, lets: Lets = everything) -> Mapping[str, float]:
        """The score of each case that comes into question, by its id."""
        return {row["case_id"]: self._score(row, text, vector) for row in self.rows if lets(row)}

    def vector(self, row: Row) -> np.ndarray:
        """The vector of the case's text."""
        return np.asarray(self._matrix.of_texts(self._number(row))[0])

    def _number(self, row: Row) -> np.ndarray:
        return np.flatnonzero(self._matrix.keys == bytes(row["text_key"]))

    def _score(self, row: Row, text: str, vector: np.ndarray) -> float:
        number = self._number(row)
        of_itself = self._words.self_score(text)
        likeness = Likeness(
            meaning=np.array([float(self.vector(row) @ vector)]),
            words=np.array([min(1.0, float(self._words.scores(text)[number][0]) / of_itself) if of_itself else 0.0]),
            codes=self._words.shared_codes(text, number).astype(np.float64),
        )
        return float(scores_of(likeness)[0])

    @cached_property
    def _matrix(self) -> VectorMatrix:
        return VectorMatrix.open(self.folder, "it")

    @cached_property
    def _words(self) -> WordIndex:
        return WordIndex.open(self.folder, "it")


def assert_nothing_better_was_left_out(
    found: Sequence[SimilarCase], scores: Mapping[str, float], k: int, floor: float
) -> None:
    """What was found are the `k` highest scores from the floor on, in their order, each with its own score."""
    shown = [case_id for case in found for case_id in (case.case_id, *case.same_as)]
    assert len(shown) == len(set(shown))
    assert set(shown) <= set(scores)
    given = [case.score or 0.0 for case in found]
    assert np.allclose(given, [scores[case.case_id] for case in found], atol=1e-4)
    assert given == sorted(given, reverse=True)
    left_out = max((score for case_id, score in scores.items() if case_id not in shown), default=-1.0)
    assert len(found) <= k
    assert left_out <= (given[-1] if len(found) == k else floor) + 1e-4
