"""Groundswell in a folder of its own with an embedder that needs no model, in this process or in another one.

As a program, `python -m tests.homes HOME EXPORT EMBEDDER` imports an export folder and refreshes, as two commands do.
It says `ready` when it has loaded what it needs and waits for a line, so that a test knows what its kill interrupts.
"""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq

from knowledge.answers.served import Knowledge, Served
from knowledge.cases.case import Case, CaseEvent, CaseUpdate
from knowledge.cases.facts import NO_TARGETS, ResponseTargets
from knowledge.cases.store import CaseStore
from knowledge.generations.manifest import Manifest
from knowledge.generations.shelf import Shelf
from knowledge.metrics.compiling import Request
from knowledge.metrics.metrics import MetricRow
from knowledge.metrics.periods import Grain
from knowledge.redaction.redactor import Redactor
from knowledge.retrieval.search.search import Wanted
from knowledge.retrieval.search.similar_case import SimilarCase
from knowledge.retrieval.vectors.embedder import Embedder, SentenceEmbedder
from knowledge.retrieval.vectors.matrix import VectorMatrix
from knowledge.settings import DEFAULT_MODEL, Settings
from pipelines.ingest import import_folder
from pipelines.nightly import NightlyParts, RefreshReport, refresh
from tests.fakes import HashingEmbedder

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
Rows = Sequence[Mapping[str, Any]]


class Home:
    """A case database and a shelf in `folder`, with what a refresh needs beside them."""

    def __init__(self, folder: Path, *, embedder: Embedder | None = None, keep: int = 3) -> None:
        self.folder = folder
        self.store = CaseStore.open(f"sqlite:///{folder / 'cases.sqlite3'}")
        self.shelf = Shelf(folder / "generations", keep=keep)
        self.embedder: Embedder = embedder or HashingEmbedder()
        self.zone = ZoneInfo("UTC")
        self.targets: ResponseTargets = NO_TARGETS
        self.redactor = Redactor()

    def save(self, *cases: Case) -> None:
        """Upserts whole cases."""
        self.store.save_cases([CaseUpdate(case=case, given=given_by(case)) for case in cases])

    def record(self, *events: CaseEvent) -> None:
        """Upserts events."""
        self.store.save_events(events)

    def take(self, export: Path) -> None:
        """Imports an export folder."""
        import_folder(export, self.store, timezone=self.zone, rejects_folder=self.folder / "rejects", now=NOW)

    def parts(self) -> NightlyParts:
        """What a refresh of this home works with."""
        return NightlyParts(
            store=self.store,
            shelf=self.shelf,
            embedder=self.embedder,
            journal=self.folder / "embedded.journal",
            zone=self.zone,
            targets=self.targets,
            redactor=self.redactor,
        )

    def refresh(self, *, now: datetime = NOW, full: bool = False) -> RefreshReport:
        """A nightly run that nobody watches."""
        return refresh(self.parts(), now=now, progress=lambda stage, done, total: None, full=full)

    @contextmanager
    def knowledge(self) -> Iterator[Knowledge]:
        """What answers questions from this home."""
        settings = Settings(groundswell_home=self.folder, similarity_floor=0.05)
        with closing(Knowledge(self.shelf, self.embedder, settings)) as knowledge:
            yield knowledge

    def close(self) -> None:
        """Gives the connections back."""
        self.store.close()


@contextmanager
def copied(folder: Path, target: Path, *, keep: int = 3) -> Iterator[Home]:
    """A home in `target` that begins as the one in `folder`."""
    shutil.copytree(folder, target)
    with closing(Home(target, keep=keep)) as home:
        yield home


def given_by(case: Case) -> frozenset[str]:
    """A source that says everything of `case`."""
    return frozenset([*(field.name for field in fields(Case)), *case.attributes])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a person is shown of a generation: some metrics, and what is similar to some cases and texts."""

    metrics: Sequence[Sequence[MetricRow]]
    similar: Sequence[Sequence[SimilarCase]]


REQUESTS = (
    Request(metric="cases", by=("product",)),
    Request(metric="escalations", by=("team",), every=Grain.MONTH),
    Request(metric="escalation_ratio", every=Grain.WEEK),
)


def shown(served: Served, *, texts: Sequence[str] = (), cases: Sequence[str] = ()) -> Shown:
    """What `served` says."""
    wanted = Wanted(k=5)
    return Shown(
        metrics=[served.metrics.compute(request).rows for request in REQUESTS],
        similar=[
            *(served.search.by_case(case_id, wanted) for case_id in cases),
            *(served.search.by_text(text, wanted) for text in texts),
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything a generation holds but its name, its age and how it was made."""

    cases: Rows
    events: Rows
    reviews: Rows
    vectors: bytes
    keys: bytes
    truncated: bytes
    said: Mapping[str, object]


_OF_THE_BUILD = {"id", "created_at", "watermark", "churn", "files"}


def contents(shelf: Shelf) -> Contents:
    """What the served generation of `shelf` holds."""
    with shelf.pin() as generation:
        matrix = VectorMatrix.open(generation.folder, generation.manifest.id)
        return Contents(
            cases=_rows(generation.folder / "cases.parquet"),
            events=_rows(generation.folder / "events.parquet"),
            reviews=_rows(generation.folder / "reviews.parquet"),
            vectors=(generation.folder / "vectors.npy").read_bytes(),
            keys=matrix.keys.tobytes(),
            truncated=matrix.truncated.tobytes(),
            said={
                field.name: getattr(generation.manifest, field.name)
                for field in fields(Manifest)
                if field.name not in _OF_THE_BUILD
            },
        )


def _rows(file: Path) -> Rows:
    """The rows of a Parquet file, in an order of their own: that of the file is nobody's promise."""
    rows = [dict(sorted(row.items())) for row in pq.read_table(file).to_pylist()]
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


def embedder_called(name: str) -> Embedder:
    """The `real` embedder, else the fake one."""
    return SentenceEmbedder(DEFAULT_MODEL) if name == "real" else HashingEmbedder()


def main(folder: str, export: str, embedder: str) -> None:
    """Imports `export` into the home `folder` and refreshes, with the `real` embedder or the fake one."""
    import chromadb  # noqa: F401  loaded before it says that it is ready

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    home = Home(Path(folder), embedder=embedder_called(embedder))
    home.take(Path(export))
    home.refresh()
    home.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
