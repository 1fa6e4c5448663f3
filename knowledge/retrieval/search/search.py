"""Similar past cases of one generation: the index proposes, the exact vectors decide, the facts say how each ended."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import CaseNotFound, DamagedGeneration, IndexUnavailable, ModelUnavailable
from knowledge.generations.shelf import Generation
from knowledge.metrics.compiling import Where, where_condition
from knowledge.metrics.engine import Engine
from knowledge.metrics.periods import ALWAYS, Period
from knowledge.retrieval.meaning.case_index import INDEX, CaseIndex
from knowledge.retrieval.meaning.index_files import SUMS, check_sums
from knowledge.retrieval.search.reasons import why_close
from knowledge.retrieval.search.similar_case import SimilarCase, address_of
from knowledge.retrieval.vectors.embedder import Embedder, embed_one
from knowledge.retrieval.vectors.matrix import VectorMatrix

_FOLDED_FROM = 0.995
"""The similarity from which two results are one and the same text but for a word or two."""
_CANDIDATES = 100
"""At least so many are asked of the index, whose order is approximate, and put in their exact order."""
_PER_RESULT = 4
_DECIMALS = 4
"""To which a score is exact whatever it was computed together with."""
_SHOWN = (
    "case_id",
    "subject",
    "description",
    "outcome",
    "resolution",
    "url",
    "product",
    "category",
    "escalated_at IS NOT NULL",
    "opened_local::DATE",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How many cases are wanted, and which come into question. `where` values are exact, `period` is of the opening."""

    k: int = 10
    where: Where = field(default_factory=dict)
    period: Period = ALWAYS
    older: bool = False
    """Only cases opened before the one that is searched by."""


class CaseSearch:
    """Searches one pinned generation. `floor` is the score under which a case is not similar enough to be shown."""

    def __init__(
        self,
        generation: Generation,
        engine: Engine,
        embedder: Embedder,
        *,
        floor: float,
        url_template: str = "",
        is_limited: bool = False,
    ) -> None:
        """`is_limited`: `engine` shows some of the cases only, and nothing else is proposed or found."""
        self._is_limited = is_limited
        self._generation = generation
        self._engine = engine
        self._embedder = embedder
        self._floor = floor
        self._url_template = url_template
        self._opening = Lock()

    def by_text(self, text: str, wanted: Wanted) -> Sequence[SimilarCase]:
        """Cases close in meaning to `text`, the closest first; none when nothing is similar enough.

        Raises UnknownName, ModelUnavailable, IndexUnavailable, DamagedGeneration.
        """
        stamp = self._generation.manifest.embedding
        if self._embedder.stamp.fingerprint != stamp.fingerprint:
            raise ModelUnavailable(
                self._embedder.stamp.model, f"what is served was made with {stamp.model}; run `groundswell refresh`"
            )
        return self._search(embed_one(self._embedder, text), wanted, asked=_Asked(text=text))

    def by_case(self, case_id: str, wanted: Wanted) -> Sequence[SimilarCase]:
        """Cases close in meaning to the case `case_id`, which is not among them. Raises CaseNotFound besides."""
        found = self._engine.rows(
            'SELECT "row", subject, description, product, category FROM cases WHERE case_id = ?', [case_id]
        )
        if not found:
            raise CaseNotFound(case_id)
        row, subject, description, product, category = found[0]
        vector = self._matrix.rows(np.array([row]))[0]
        asked = _Asked(
            text=f"{subject}\n{description or ''}",
            row=row,
            older_than=case_id if wanted.older else None,
            shared={"product": product, "category": category},
        )
        return self._search(vector, wanted, asked=asked)

    def close(self) -> None:
        """Lets go of the index, if it was opened."""
        if "_index" in self.__dict__:
            self._index.close()

    @cached_property
    def _matrix(self) -> VectorMatrix:
        return VectorMatrix.open(self._generation.folder, self._generation.manifest.id)

    @cached_property
    def _index(self) -> CaseIndex:
        folder = self._generation.folder
        with self._damage():
            if SUMS in self._generation.manifest.files:
                check_sums(folder)
            return CaseIndex.open(folder / INDEX)

    @contextmanager
    def _damage(self) -> Iterator[None]:
        """An index that cannot be used, as the damage of its generation, whose sentence says what to do."""
        try:
            yield
        except IndexUnavailable as error:
            raise DamagedGeneration(
                self._generation.manifest.id, f"its index cannot be used: {error.problem}"
            ) from error

    def _search(self, vector: NDArray[np.float32], wanted: Wanted, *, asked: "_Asked") -> Sequence[SimilarCase]:
        rows = self._candidates(vector, wanted, asked)
        rows = rows[rows != asked.row] if asked.row is not None else rows
        scores = self._matrix.similarities(rows, vector)
        near = scores >= self._floor
        rows, scores = rows[near], scores[near]
        # Equal scores stay in the order of opening, so that an answer can be replayed.
        # Equal texts have scores that differ in the last bit, by where their rows fall in the multiplication.
        order = np.lexsort((rows, -np.round(scores, _DECIMALS)))[: max(_CANDIDATES, wanted.k * _PER_RESULT)]
        groups = _folded(rows[order], scores[order], self._matrix, wanted.k)
        return self._described(groups, asked)

    def _candidates(self, vector: NDArray[np.float32], wanted: Wanted, asked: "_Asked") -> NDArray[np.int64]:
        """The rows that come into question: all that a filter lets through, else what the index proposes."""
        # The index knows every case, and what it proposes may all be cases that are not shown.
        if wanted.where or wanted.period != ALWAYS or asked.older_than or self._is_limited:
            condition, values = self._condition(wanted, asked)
            return _as_rows(self._engine.columns(f'SELECT "row" FROM cases WHERE {condition} ORDER BY "row"', values))
        proposed = max(_CANDIDATES, wanted.k * _PER_RESULT)
        with self._opening:
            index = self._index
        with self._damage():
            ids = [case_id for case_id, _ in index.nearest(vector, proposed)]
        sql = 'SELECT "row" FROM cases WHERE case_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY "row"'
        return _as_rows(self._engine.columns(sql, [ids]))

    def _condition(self, wanted: Wanted, asked: "_Asked") -> tuple[str, Sequence[object]]:
        condition, values = where_condition(wanted.where, self._generation.manifest.attributes, "opened_local")
        bounds: Mapping[str, object] = {
            "opened_local >= ?": wanted.period.start,
            "opened_local < ?": wanted.period.end,
            "opened_at < (SELECT opened_at FROM cases WHERE case_id = ?)": asked.older_than,
        }
        given = {bound: value for bound, value in bounds.items() if value is not None}
        return " AND ".join([condition, *given]), [*values, *given.values()]

    def _described(self, groups: Sequence["_Group"], asked: "_Asked") -> Sequence[SimilarCase]:
        rows = [row for group in groups for row in (group.row, *group.folded)]
        columns = ", ".join(_SHOWN)
        sql = f'SELECT "row", {columns} FROM cases WHERE "row" IN (SELECT unnest(?::BIGINT[]))'
        known = {row: dict(zip(_SHOWN, values, strict=True)) for row, *values in self._engine.rows(sql, [rows])}
        return [self._similar(group, known, asked) for group in groups]

    def _similar(self, group: "_Group", known: Mapping[int, Mapping[str, Any]], asked: "_Asked") -> SimilarCase:
        case = known[group.row]
        return SimilarCase(
            case_id=case["case_id"],
            score=round(min(1.0, group.score), _DECIMALS),
            subject=case["subject"],
            escalated=case["escalated_at IS NOT NULL"],
            outcome=case["outcome"],
            resolution=case["resolution"],
            why=why_close(asked.text, case, asked.shared),
            same_as=tuple(known[row]["case_id"] for row in group.folded),
            url=case["url"] or address_of(case["case_id"], self._url_template),
            opened_on=case["opened_local::DATE"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is searched by: a text, or the text of the case at `row`, whose own values are `shared` for comparison."""

    text: str
    row: int | None = None
    older_than: str | None = None
    shared: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A result at `row` and the rows of its near-duplicates."""

    row: int
    score: float
    folded: tuple[int, ...]


def _folded(rows: NDArray[np.int64], scores: NDArray[np.float32], matrix: VectorMatrix, k: int) -> Sequence[_Group]:
    """The first `k` groups of near-duplicates in `rows`, which come closest first."""
    if not len(rows):
        return []
    vectors = matrix.rows(rows)
    leaders: list[int] = []
    members: dict[int, list[int]] = {}
    for place in range(len(rows)):
        close = vectors[leaders] @ vectors[place] if leaders else np.empty(0)
        if len(close) and close.max() >= _FOLDED_FROM:
            members[leaders[int(close.argmax())]].append(int(rows[place]))
        elif len(leaders) < k:
            leaders.append(place)
            members[place] = []
    return [_Group(row=int(rows[place]), score=float(scores[place]), folded=tuple(members[place])) for place in leaders]


def _as_rows(columns: Mapping[str, Any]) -> NDArray[np.int64]:
    return np.asarray(columns["row"], dtype=np.int64)
