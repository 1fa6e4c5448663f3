"""How fast a search is among very many cases, with and without filters, and what it misses of an exact one."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from knowledge.generations.shelf import Generation
from knowledge.metrics.compiling import Where
from knowledge.metrics.engine import Engine
from knowledge.metrics.fact_files import CASES
from knowledge.retrieval.search.candidates import Candidates
from knowledge.retrieval.search.search import CaseSearch, Wanted
from knowledge.retrieval.search.search_files import SearchFiles
from knowledge.retrieval.search.wanted import Asked
from knowledge.retrieval.vectors.embedder import Embedder
from tests.benchmarks.metrics import p95
from tests.benchmarks.retrieval.crowd import (
    DIMENSIONS,
    SHARES,
    SOURCE,
    CrowdEmbedder,
    ReadyEmbedder,
    sources,
    texts_of,
    write_crowd,
)
from tests.homes import Home

_QUESTIONS = 100
_WARM_UP = 10
_K = 10
_PROPOSED = 100
"""Texts that a search for ten cases puts in order."""


@dataclass(frozen=True, kw_only=True)
class Timed:
    """One kind of filter: milliseconds of our whole search, of exact search by meaning alone, and our recall of it."""

    name: str
    cases: float
    ours: Sequence[float]
    numpy: Sequence[float]
    recall: float


def latency(data: Path, folder: Path, embedder: Embedder, cases: int, seed: int) -> Sequence[Timed]:
    """Every kind of filter. `folder` is empty, or has what an earlier run with the same arguments left there."""
    found = sources(data)
    crowd = CrowdEmbedder(embedder, found)
    random = np.random.default_rng(seed + 1)
    asked = ["\n".join(texts_of(found[at % 2], random)[: 1 + at % 3]) for at in range(_QUESTIONS)]
    ready = ReadyEmbedder(crowd, asked)
    with closing(_home(folder, crowd)) as home:
        if home.shelf.served_id() is None:
            write_crowd(folder / "export", found, cases, seed)
            home.take(folder / "export")
            home.refresh()
        with home.shelf.pin() as generation:
            return list(_all_timed(generation, ready, _filters(asked, random)))


def _home(folder: Path, embedder: Embedder) -> Home:
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    return Home(home, embedder=embedder)


def _filters(asked: Sequence[str], random: np.random.Generator) -> Mapping[str, Mapping[str, Where]]:
    """By the name of each kind, the filter of each question."""
    by_share = {
        share: {text: {DIMENSIONS[share]: [f"{DIMENSIONS[share][0]} {random.integers(number)}"]} for text in asked}
        for share, number in SHARES.items()
    }
    others = {text: {SOURCE: ["CFPB" if at % 2 == 0 else "Hadoop"]} for at, text in enumerate(asked)}
    return {"none": {text: {} for text in asked}, **by_share, "50 %, all far from what is asked": others}


def _all_timed(
    generation: Generation, ready: ReadyEmbedder, filters: Mapping[str, Mapping[str, Where]]
) -> Iterator[Timed]:
    vectors = np.load(generation.folder / "vectors.npy")
    files = SearchFiles(generation)
    with closing(Engine({"cases": generation.folder / CASES}, name=generation.manifest.id)) as engine:
        search = CaseSearch(generation, engine, ready, floor=0.0)
        for name, wanted in filters.items():
            yield _timed(name, wanted, _Parts(search=search, engine=engine, files=files, ready=ready, vectors=vectors))
        search.close()
    files.close()


@dataclass(frozen=True, kw_only=True)
class _Parts:
    search: CaseSearch
    engine: Engine
    files: SearchFiles
    ready: ReadyEmbedder
    vectors: NDArray[np.float32]


def _timed(name: str, wanted: Mapping[str, Where], parts: _Parts) -> Timed:
    asked = list(wanted)
    for text in asked[:_WARM_UP]:
        parts.search.by_text(text, Wanted(k=_K, where=wanted[text]))
    ours, exact, recalls, cases = list[float](), list[float](), list[float](), list[int]()
    for text in asked:
        started = perf_counter()
        parts.search.by_text(text, Wanted(k=_K, where=wanted[text]))
        ours.append((perf_counter() - started) * 1000)
        allowed = _allowed(parts, wanted[text])
        started = perf_counter()
        nearest = _nearest(parts.vectors, parts.ready.vector(text), allowed)
        exact.append((perf_counter() - started) * 1000)
        recalls.append(_recall(parts, text, allowed, nearest))
        cases.append(len(parts.files.texts.of_row) if allowed is None else int(allowed.sum()))
    return Timed(name=name, cases=median(cases), ours=ours, numpy=exact, recall=float(np.mean(recalls)))


def _allowed(parts: _Parts, where: Where) -> NDArray[np.bool_] | None:
    """Which texts have a case that the filter lets through; None for all."""
    if not where:
        return None
    ((name, values),) = where.items()
    column = "account_name" if name == "account" else name
    rows = parts.engine.columns(f'SELECT "row" FROM cases WHERE {column} = ?', list(values))["row"]
    allowed = np.zeros(len(parts.files.texts), dtype=bool)
    allowed[parts.files.texts.of_row[rows]] = True
    return allowed


def _nearest(
    vectors: NDArray[np.float32], vector: NDArray[np.float32], allowed: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    """The closest few by exact search, as a short script would, in memory and told what the filter lets through."""
    scores = vectors @ vector
    if allowed is not None:
        scores[~allowed] = -np.inf
    k = min(_K, len(scores) if allowed is None else int(allowed.sum()))
    best = np.argpartition(-scores, k - 1)[:k] if k else np.empty(0, dtype=np.int64)
    return np.asarray(best[np.argsort(-scores[best])])


def _recall(parts: _Parts, text: str, allowed: NDArray[np.bool_] | None, nearest: NDArray[np.int64]) -> float:
    """The share of the `nearest` that is among what our search proposes for scoring by its index alone."""
    if not len(nearest):
        return 1.0
    asked = Asked(text="", vector=parts.ready.vector(text))  # without words nothing is proposed by them
    proposed = Candidates(parts.files).proposed(asked, allowed, _PROPOSED)
    return float(np.isin(nearest, proposed).mean())


def table(kinds: Sequence[Timed], cases: int) -> str:
    """The figures as a person reads them."""
    lines = [
        f"{cases:,} cases, {_QUESTIONS} questions of each kind, ms without the embedding of the question",
        f"  {'filter':<34}{'cases':>9}  {'ours p50':>9}{'p95':>8}  {'numpy p50':>10}{'p95':>8}  {'recall@10':>10}",
    ]
    for one in kinds:
        lines.append(
            f"  {one.name:<34}{one.cases:>9,.0f}  {median(one.ours):>9.1f}{p95(one.ours):>8.1f}"
            f"  {median(one.numpy):>10.1f}{p95(one.numpy):>8.1f}  {one.recall:>10.3f}"
        )
    return "\n".join(lines)


def complaints(kinds: Sequence[Timed]) -> Sequence[str]:
    """What falls short: slower than 25 ms at the 95th percentile, or missing more than 2 % of the exact ten."""
    slow = [f"{one.name}: {p95(one.ours):.1f} ms at the 95th percentile" for one in kinds if p95(one.ours) >= 25]
    return [*slow, *(f"{one.name}: recall@10 is {one.recall:.3f}" for one in kinds if one.recall < 0.98)]
