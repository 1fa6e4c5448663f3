"""What the doctor looks at: the model, the database, the served generation and its index."""

from collections.abc import Sequence
from contextlib import closing

from knowledge.cases.store import CaseStore
from knowledge.doctor import Check
from knowledge.errors import DamagedGeneration, IndexUnavailable, ModelUnavailable
from knowledge.generations.shelf import Generation, Shelf
from knowledge.metrics.engine import Engine
from knowledge.metrics.fact_files import CASES
from knowledge.retrieval.meaning.index_build import check_index
from knowledge.retrieval.meaning.index_files import SUMS, check_sums
from knowledge.retrieval.search.reranker import Reranker
from knowledge.retrieval.search.search_files import SearchFiles
from knowledge.retrieval.vectors.embedder import Embedder
from knowledge.settings import DEFAULT_MODEL, Settings

_RERANKING = "reranking model"
_RERANKING_ADVICE = "set RERANK_MODEL to a folder or an installed package with a cross-encoder, or leave it empty"


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


def examine_reranker(reranker: Reranker | None) -> Sequence[Check]:
    """Whether the reranking model can be loaded; without one there is nothing to look at."""
    if reranker is None:
        return [Check(name=_RERANKING, state="none is set; likelihood alone orders similar cases")]
    try:
        reranker.prepare()
    except ModelUnavailable as error:
        return [Check(name=_RERANKING, problem=str(error), advice=_RERANKING_ADVICE)]
    return [Check(name=_RERANKING, state=reranker.name)]


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
            _parity(generation),
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


def _parity(generation: Generation) -> Check:
    """Facts, vectors, words and index speak of the same cases and texts."""
    folder, manifest = generation.folder, generation.manifest
    cases = manifest.counts["cases"]
    with closing(Engine({"cases": folder / CASES}, name=manifest.id)) as engine:
        ((known,),) = engine.rows("SELECT count(*) FROM cases")
    problem = None if known == cases else f"{known} cases, {cases} in the manifest"
    files = SearchFiles(generation)
    try:
        files.check()
        if (folder / SUMS).is_file():
            check_sums(folder)
        check_index(folder, files.matrix)
    except (IndexUnavailable, DamagedGeneration) as error:
        problem = error.problem
    if problem:
        return Check(name="index parity", problem=problem, advice="run `groundswell refresh --full`")
    return Check(name="index parity", state=f"facts, vectors and index agree on {cases:,} cases")
