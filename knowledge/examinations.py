"""What the doctor looks at: the model, the database, the served generation and its index."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from knowledge.cases.store import CaseStore
from knowledge.doctor import Check
from knowledge.errors import IndexUnavailable
from knowledge.generations.shelf import Shelf
from knowledge.metrics.engine import Engine
from knowledge.metrics.fact_files import CASES
from knowledge.retrieval.meaning.index_build import check_index
from knowledge.retrieval.meaning.index_files import SUMS, check_sums
from knowledge.retrieval.vectors.embedder import Embedder
from knowledge.retrieval.vectors.matrix import VectorMatrix
from knowledge.settings import DEFAULT_MODEL, Settings


def examine_settings(settings: Settings) -> Sequence[Check]:
    """Where things are kept and by which clock."""
    home = settings.groundswell_home
    unused = ["CHROMA_URL"] if settings.chroma_url else []
    return [
        Check(name="home", state=f"{home.resolve()}"),
        Check(name="time zone", state=str(settings.timezone)),
        *(Check(name=name, problem="it is set, but nothing uses it yet", optional=True) for name in unused),
    ]


def examine_model(embedder: Embedder) -> Sequence[Check]:
    """Whether the embedding model's files are there and are the expected ones."""
    stamp = embedder.stamp
    verified = ", weights verified" if stamp.model == DEFAULT_MODEL else ""
    return [Check(name="embedding model", state=f"{stamp.model}, {stamp.precision}{verified}")]


def examine_store(store: CaseStore) -> Sequence[Check]:
    """What the case database holds."""
    with store.snapshot() as snapshot:
        counts = snapshot.counts()
    if not counts.cases:
        return [Check(name="database", problem="it holds no cases", advice="run `groundswell import FOLDER`")]
    return [Check(name="database", state=f"{counts.cases:,} cases, {counts.events:,} events, {counts.teams:,} teams")]


def examine_generation(shelf: Shelf) -> Sequence[Check]:
    """Whether a generation is served, is whole and agrees with its index."""
    with shelf.pin() as generation:
        manifest = generation.manifest
        state = f"{manifest.id}, {manifest.counts['cases']:,} cases, as of {manifest.as_of:%Y-%m-%d %H:%M} UTC"
        return [
            Check(name="generation", state=state),
            _parity(generation.folder, manifest.id, manifest.counts["cases"]),
        ]


def examine_freshness(shelf: Shelf, store: CaseStore) -> Sequence[Check]:
    """Whether what is served is as new as the database."""
    with shelf.pin() as generation, store.snapshot() as snapshot:
        behind = snapshot.changed_cases(generation.manifest.watermark)
    if not behind:
        return [Check(name="freshness", state="the served generation has all that the database has")]
    changed = "1 case" if behind == 1 else f"{behind:,} cases"
    problem = f"{changed} changed since the served generation was built"
    return [Check(name="freshness", problem=problem, advice="run `groundswell refresh`", optional=True)]


def examine_index_model(shelf: Shelf, embedder: Embedder) -> Sequence[Check]:
    """Whether what is served was embedded with the model of the settings."""
    with shelf.pin() as generation:
        made = generation.manifest.embedding
    if made.fingerprint == embedder.stamp.fingerprint:
        return [Check(name="index model", state=f"{made.model}, as in the settings")]
    problem = f"the served vectors were made with {made.model} ({made.precision})"
    return [Check(name="index model", problem=problem, advice="run `groundswell refresh`")]


def _parity(folder: Path, generation: str, cases: int) -> Check:
    """Facts, vectors and index speak of the same cases."""
    with closing(Engine({"cases": folder / CASES}, name=generation)) as engine:
        entries = engine.rows('SELECT case_id FROM cases ORDER BY "row"')
    matrix = VectorMatrix.open(folder, generation)
    problem = None
    if not len(entries) == len(matrix.keys) == cases:
        problem = f"{len(entries)} cases, {len(matrix.keys)} vectors, {cases} in the manifest"
    else:
        try:
            if (folder / SUMS).is_file():
                check_sums(folder)
            check_index(folder, matrix, [case_id for (case_id,) in entries])
        except IndexUnavailable as error:
            problem = error.problem
    if problem:
        return Check(name="index parity", problem=problem, advice="run `groundswell refresh --full`")
    return Check(name="index parity", state=f"facts, vectors and index agree on {cases:,} cases")
