"""What the doctor looks at: the model, the database, the served generation and its index."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from knowledge.cases.store import CaseStore
from knowledge.doctor import Check
from knowledge.errors import IndexUnavailable
from knowledge.generations.shelf import Shelf
from knowledge.metrics.engine import Engine
from knowledge.metrics.fact_table import CASES
from knowledge.retrieval.case_index import INDEX, verify
from knowledge.retrieval.embedder import SentenceEmbedder
from knowledge.retrieval.vectors import VectorMatrix
from knowledge.settings import Settings

_SAMPLES = 5


def examine_settings(settings: Settings) -> Sequence[Check]:
    """Where things are kept and by which clock."""
    home = settings.groundswell_home
    chat = Check(name="chat model", state=settings.chat_model)
    if not settings.chat_model:
        chat = Check(name="chat model", problem="none is set", advice="answers use the templates", optional=True)
    return [
        Check(name="home", state=f"{home.resolve()}"),
        Check(name="time zone", state=str(settings.timezone)),
        chat,
    ]


def examine_model(embedder: SentenceEmbedder) -> Sequence[Check]:
    """Whether the embedding model's files are there and are the expected ones."""
    stamp = embedder.stamp
    return [Check(name="embedding model", state=f"{stamp.model}, {stamp.precision}, weights verified")]


def examine_store(store: CaseStore) -> Sequence[Check]:
    """What the case database holds."""
    with store.snapshot() as snapshot:
        counts = snapshot.counts()
    if not counts.cases:
        return [Check(name="database", problem="it holds no cases", advice="run `groundswell import FOLDER`")]
    return [Check(name="database", state=f"{counts.cases:,} cases, {counts.events:,} events, {counts.teams:,} teams")]


def examine_generation(shelf: Shelf, store: CaseStore, embedder: SentenceEmbedder) -> Sequence[Check]:
    """Whether a generation is served, is whole, agrees with its index, and is as new as the database."""
    with shelf.pin() as generation:
        manifest = generation.manifest
        checks = [
            Check(
                name="generation",
                state=f"{manifest.id}, {manifest.counts['cases']:,} cases, as of {manifest.as_of:%Y-%m-%d %H:%M} UTC",
            ),
            _parity(generation.folder, manifest.id, manifest.counts["cases"]),
        ]
        with store.snapshot() as snapshot:
            behind = snapshot.changed_cases(manifest.watermark)
        if behind:
            problem = f"{behind:,} cases changed since the served generation was built"
            checks.append(Check(name="freshness", problem=problem, advice="run `groundswell refresh`", optional=True))
        if manifest.embedding.fingerprint != embedder.stamp.fingerprint:
            problem = f"the served vectors were made with {manifest.embedding.model} ({manifest.embedding.precision})"
            checks.append(Check(name="index model", problem=problem, advice="run `groundswell refresh`"))
        return checks


def _parity(folder: Path, generation: str, cases: int) -> Check:
    """Facts, vectors and index speak of the same cases."""
    with closing(Engine({"cases": folder / CASES}, name=generation)) as engine:
        entries = engine.rows('SELECT "row", case_id FROM cases ORDER BY "row"')
    matrix = VectorMatrix.open(folder, generation)
    problem = None
    if not len(entries) == len(matrix.keys) == cases:
        problem = f"{len(entries)} cases, {len(matrix.keys)} vectors, {cases} in the manifest"
    else:
        places = np.unique(np.linspace(0, cases - 1, min(_SAMPLES, cases), dtype=np.int64))
        try:
            verify(folder / INDEX, cases, [(entries[at][1], matrix.rows(np.array([at]))[0]) for at in places])
        except IndexUnavailable as error:
            problem = error.problem
    if problem:
        return Check(name="index parity", problem=problem, advice="run `groundswell refresh --full`")
    return Check(name="index parity", state=f"facts, vectors and index agree on {cases:,} cases")
