"""How good what is found is, on real issue reports with their duplicates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.retrieval.vectors.embedder import Embedder
from tests.benchmarks.duplicates import read_reports
from tests.benchmarks.retrieval.measures import MEASURES, Interval, intervals
from tests.benchmarks.retrieval.questions import Slice, read_ids, slices_of
from tests.benchmarks.retrieval.systems import Find, RememberingEmbedder, by_bm25, by_meaning, by_us

OURS, PEERS = "ours", ("BM25", "meaning")
_MEASURE = "nDCG@10"
_ABOVE = 0.03


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One slice: each measure of each system, and how much nDCG@10 ours is above each peer."""

    name: str
    questions: int
    figures: Mapping[str, Mapping[str, Interval]]
    above: Mapping[str, Interval]


def quality(data: Path, folder: Path, embedder: Embedder, seed: int) -> Sequence[Measured]:
    """Every slice of what the reports under `data` ask, searched by every system. `folder` is empty."""
    reports = read_reports(data)
    remembering = RememberingEmbedder(embedder)
    with by_us(reports, read_ids(data), data, folder, remembering) as ours:
        systems = {"BM25": by_bm25(reports), "meaning": by_meaning(reports, remembering), OURS: ours}
        return [_measured(one, systems, seed) for one in slices_of(reports)]


def _measured(asked: Slice, systems: Mapping[str, Find], seed: int) -> Measured:
    found = {name: [find(question) for question in asked.questions] for name, find in systems.items()}
    values = {
        measure: {
            name: [value(one, question.relevant) for one, question in zip(rankings, asked.questions, strict=True)]
            for name, rankings in found.items()
        }
        for measure, value in MEASURES.items()
    }
    main = values[_MEASURE]
    differences = {peer: [mine - theirs for mine, theirs in zip(main[OURS], main[peer], strict=True)] for peer in PEERS}
    return Measured(
        name=asked.name,
        questions=len(asked.questions),
        figures={measure: intervals(rows, seed) for measure, rows in values.items()},
        above=intervals(differences, seed),
    )


def table(slices: Sequence[Measured]) -> str:
    """The figures as a person reads them."""
    return "\n\n".join("\n".join(_lines(one)) for one in slices)


def complaints(slices: Sequence[Measured]) -> Sequence[str]:
    """What falls short: less than 0.03 above the better peer over a protocol, or on a slice surely below a peer."""
    found = []
    for one in slices:
        is_kind = not one.name.startswith(("any order", "only older"))
        for peer, above in one.above.items():
            if above.high < 0 or (not is_kind and above.mean < _ABOVE):
                found.append(f"{one.name}: ours is {above} above {peer}")
    return found


def _lines(one: Measured) -> Iterator[str]:
    yield f"{one.name}, {one.questions} questions"
    yield f"  {'':<10}" + "".join(f"{measure:<24}" for measure in one.figures)
    for system in (*PEERS, OURS):
        cells = [f"{one.figures[measure][system]!s:<24}" for measure in one.figures]
        yield f"  {system:<10}" + "".join(cells)
    yield "  ours above " + ", above ".join(f"{peer}: {above}" for peer, above in one.above.items())
