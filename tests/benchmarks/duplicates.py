"""Real issue reports and which of them are duplicates: what a search is held against, under both protocols."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.acceptance.exports import hadoop_duplicates, rows_of
from tests.benchmarks.retrieval.measures import K, ndcg

ScoresOf = Callable[[int], NDArray[np.float32]]
"""How close each report is to the one that asks."""


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """Which reports ask, and which of the others answer each. `older`: only reports created before it may answer."""

    name: str
    asked: Sequence[int]
    relevant: Mapping[int, AbstractSet[int]]
    older: bool


@dataclass(frozen=True, kw_only=True)
class Reports:
    """The reports in the order of the file; everything else speaks of them by their place in it."""

    subjects: Sequence[str]
    descriptions: Sequence[str]
    created: NDArray[np.float64]
    protocols: Sequence[Protocol]

    @property
    def texts(self) -> Sequence[str]:
        """Subject and description, a line each."""
        return [f"{subject}\n{text}" for subject, text in zip(self.subjects, self.descriptions, strict=True)]


def read_reports(data: Path) -> Reports:
    """The reports of Hadoop under the shared folder `data`."""
    rows = list(rows_of(data / "gitbugs_hadoop" / "hadoop_bugs.csv.gz"))
    place = {row["Issue id"]: at for at, row in enumerate(rows)}
    created = np.array([_instant(row["Created"]) for row in rows])
    twins: dict[int, set[int]] = {}
    for report, twin in hadoop_duplicates(data):
        twins.setdefault(place[report], set()).add(place[twin])
    older = {at: {twin for twin in some if created[twin] < created[at]} for at, some in twins.items()}
    older = {at: some for at, some in older.items() if some}
    return Reports(
        subjects=[row["Summary"] for row in rows],
        descriptions=[row["Description"] for row in rows],
        created=created,
        protocols=[
            Protocol(name="any order", asked=sorted(twins), relevant=twins, older=False),
            Protocol(name="only older", asked=sorted(older), relevant=older, older=True),
        ],
    )


def ndcg_of(reports: Reports, protocol: Protocol, scores_of: ScoresOf) -> NDArray[np.float64]:
    """nDCG@10 of each report that asks."""
    return np.array([_ndcg(reports, protocol, scores_of(at), at) for at in protocol.asked])


def cosines(vectors: NDArray[np.float32]) -> ScoresOf:
    """Scores by unit `vectors` of all reports."""
    return lambda asked: np.asarray(vectors @ vectors[asked])


def _ndcg(reports: Reports, protocol: Protocol, scores: NDArray[np.float32], asked: int) -> float:
    may_answer = np.arange(len(scores)) != asked
    if protocol.older:
        may_answer &= reports.created < reports.created[asked]
    order = np.argsort(np.where(may_answer, -scores, np.inf), kind="stable")[:K]
    return ndcg([int(place) for place in order], protocol.relevant[asked])


def _instant(text: str) -> float:
    return datetime.strptime(text, "%d/%b/%y %H:%M").timestamp()  # noqa: DTZ007  it names no zone, and order is enough
