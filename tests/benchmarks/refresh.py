"""How fast cases become answers: import, facts, embedding, index, beside a plain LangChain + Chroma script.

    python -m tests.benchmarks.refresh --cases 2000 --seed 7

The peer does what a short script would: `Chroma.from_texts` with the same model on the same texts. Both run in one
process start, in turn; what is compared is the wall-clock time of the same work, embedding and index together.
"""

import argparse
import json
import os
import platform
import resource
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.cases.facts import NO_TARGETS, facts_of
from knowledge.cases.store import CaseStore
from knowledge.generations.shelf import Shelf
from knowledge.redaction.redactor import Redactor
from knowledge.retrieval.texts.case_text import case_text
from knowledge.retrieval.vectors.embedder import SentenceEmbedder, embed_one
from knowledge.retrieval.vectors.model_files import model_files
from knowledge.settings import DEFAULT_MODEL
from pipelines.ingest import import_folder
from pipelines.nightly import NightlyParts, RefreshReport, refresh
from pipelines.sample.writer import write_sample

NOW = datetime(2026, 11, 22, tzinfo=UTC)
_LIBRARIES = ("torch", "sentence-transformers", "chromadb", "langchain-chroma", "duckdb", "sqlalchemy")


class Stages:
    """Seconds by stage of one refresh, read off its own progress calls."""

    def __init__(self) -> None:
        self._last = perf_counter()
        self.seconds: dict[str, float] = {}

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        now = perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now


def main(arguments: Sequence[str]) -> None:
    """Measures, prints a table and writes the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, default=None, help="where to write the figures")
    options = parser.parse_args(arguments)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(Path(folder), options.cases, options.seed, options.rounds)
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measured(folder: Path, cases: int, seed: int, rounds: int) -> dict[str, object]:
    """The figures: cases/s by stage, ours and the peer's, medians over `rounds`."""
    write_sample(folder / "export", cases=cases, seed=seed, until=NOW)
    embedder = SentenceEmbedder(DEFAULT_MODEL)
    embed_one(embedder, "the model is loaded before anything is timed")
    peer = _peer_embeddings()
    runs = []
    for number in range(rounds):
        home = folder / f"home-{number}"
        with closing(CaseStore.open(f"sqlite:///{home}/cases.sqlite3")) as store:
            runs.append(_ours(folder / "export", home, store, embedder) | _peers(store, peer, home))
    speeds = {name: round(median(cases / run[name] for run in runs), 1) for name in runs[0]}
    ratios = [run["peer: embedding and index"] / run["embedding and index"] for run in runs]
    return {
        "cases": cases,
        "seed": seed,
        "rounds": rounds,
        "cases_per_second": speeds,
        "ours_over_peer": round(median(ratios), 2),
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "precision": embedder.stamp.precision,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _LIBRARIES},
    }


def _ours(export: Path, home: Path, store: CaseStore, embedder: SentenceEmbedder) -> dict[str, float]:
    seconds: dict[str, float] = {}
    with timed(seconds, "import"):
        import_folder(export, store, timezone=ZoneInfo("UTC"), rejects_folder=home, now=NOW)
    with timed(seconds, "facts alone"), store.snapshot() as snapshot:
        teams = snapshot.teams()
        for history in snapshot.histories():
            facts_of(history.case, history.events, teams)
    first, stages = _refreshed(store, home, embedder)
    seconds |= {"refresh, whole": first.seconds, **stages.seconds}
    seconds["embedding and index"] = stages.seconds["embedding"] + stages.seconds["index"]
    seconds["refresh, nothing changed"] = _refreshed(store, home, embedder)[0].seconds
    return seconds


def _refreshed(store: CaseStore, home: Path, embedder: SentenceEmbedder) -> tuple[RefreshReport, Stages]:
    parts = NightlyParts(
        store=store,
        shelf=Shelf(home / "generations"),
        embedder=embedder,
        journal=home / "journal",
        zone=ZoneInfo("UTC"),
        targets=NO_TARGETS,
        redactor=Redactor(),
    )
    stages = Stages()
    return refresh(parts, now=NOW, progress=stages), stages


def _peers(store: CaseStore, embeddings: object, home: Path) -> dict[str, float]:
    from langchain_chroma import Chroma

    with store.snapshot() as snapshot:
        cases = [history.case for history in snapshot.histories()]
    texts = [case_text(case.subject, case.description, case.resolution) for case in cases]
    seconds: dict[str, float] = {}
    with timed(seconds, "peer: embedding and index"):
        Chroma.from_texts(
            texts,
            embeddings,  # type: ignore[arg-type]  # an Embeddings in all but its base class
            ids=[case.case_id for case in cases],
            persist_directory=str(home / "peer"),
            collection_configuration={"hnsw": {"space": "cosine"}},
        )
    return seconds


def _peer_embeddings() -> object:
    """The model as a script would use it: loaded by its path, `encode` with its defaults."""
    from langchain_core.embeddings import Embeddings
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(model_files(DEFAULT_MODEL).folder), device="cpu")

    class Plain(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            found: list[list[float]] = model.encode(texts, normalize_embeddings=True).tolist()
            return found

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    return Plain()


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    """Adds the wall-clock seconds of the block to `seconds`."""
    started = perf_counter()
    yield
    seconds[name] = perf_counter() - started


def table(figures: Mapping[str, Any]) -> str:
    """The figures as a person reads them."""
    lines = [f"{name:<28} {speed:>10,.1f} cases/s" for name, speed in figures["cases_per_second"].items()]
    return "\n".join(
        [
            f"{figures['cases']:,} cases, seed {figures['seed']}, median of {figures['rounds']} rounds,"
            f" {figures['precision']}",
            *lines,
            f"embedding and index: ours is {figures['ours_over_peer']} times as fast as the peer",
            f"peak memory of this process: {figures['peak_memory_mib']:,} MiB",
        ]
    )


if __name__ == "__main__":
    main(sys.argv[1:])
