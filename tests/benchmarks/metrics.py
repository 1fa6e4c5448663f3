"""How fast a number comes: every metric in three shapes, beside hand-written SQL, SQLite and pandas, which must agree.

    python -m tests.benchmarks.metrics --cases 1000000 --seed 7 --json figures.json

Ours is a whole `Metrics.compute`, intervals and flags included, over the fact files of a generation. The peers answer
the same questions (`metric_peers.py`) from the same data, loaded and indexed before anything is timed; all run in one
process, in turn.
"""

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from math import isclose
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from knowledge.metrics.compiling import Request
from knowledge.metrics.intervals import mean_interval, share, wilson
from knowledge.metrics.merging import whole_of
from knowledge.metrics.metrics import MetricRow, Metrics
from knowledge.metrics.periods import Grain, Period
from tests.benchmarks.fact_files import write_fact_files
from tests.benchmarks.metric_peers import (
    ASKED,
    END,
    FIRST_WEEK,
    SHAPES,
    START,
    WEEKS,
    Asked,
    Handwritten,
    Pandas,
    Rows,
    Sqlite,
    frames_of,
)
from tests.generated import a_manifest, engine_over

NOW = datetime(2027, 1, 1, tzinfo=UTC)
TARGET_MS, TARGET_RATIO = 60, 1.5
_LIBRARIES = ("duckdb", "pandas", "numpy", "pyarrow")
Figures = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A metric in a shape."""

    metric: str
    shape: str

    @property
    def request(self) -> Request:
        """What ours is asked."""
        match self.shape:
            case "total":
                return Request(metric=self.metric, period=Period(start=START, end=END))
            case "product":
                return Request(metric=self.metric, by=("product",))
            case _:
                weeks = Period(start=FIRST_WEEK, end=FIRST_WEEK + timedelta(weeks=WEEKS))
                return Request(metric=self.metric, every=Grain.WEEK, period=weeks)


def main(arguments: Sequence[str]) -> None:
    """Measures, prints a table and writes the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=11, help="of ours and the hand-written SQL")
    parser.add_argument("--slow-rounds", type=int, default=1, help="of SQLite and pandas")
    parser.add_argument("--json", type=Path, default=None, help="where to write the figures")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(Path(folder), options.cases, options.seed, (options.rounds, options.slow_rounds))
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measured(folder: Path, cases: int, seed: int, rounds: tuple[int, int]) -> Figures:
    """Milliseconds of every question, by who answered it. Raises ValueError when two do not agree."""
    write_fact_files(folder, cases, seed)
    frames = frames_of(folder)
    peers = {
        "handwritten": Handwritten(folder),
        "pandas": Pandas(frames),
        "sqlite": Sqlite(frames, folder / "peer.sqlite3"),
    }
    with engine_over(folder) as engine:
        whole = whole_of(engine, NOW)
        assert whole.as_of is not None
        metrics = Metrics(engine, a_manifest(as_of=whole.as_of, maturity_hours=whole.maturity_hours))
        questions = [Question(metric=name, shape=shape) for name in ASKED for shape in SHAPES]
        answers = [_timed(question, metrics, peers, whole.as_of, rounds) for question in questions]
    return {
        "cases": cases,
        "seed": seed,
        "rounds": rounds,
        "questions": [
            {"metric": question.metric, "shape": question.shape, "ms": ms}
            for question, ms in zip(questions, answers, strict=True)
        ],
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _LIBRARIES},
    }


def _timed(
    question: Question, metrics: Metrics, peers: Mapping[str, Any], as_of: datetime, rounds: tuple[int, int]
) -> Mapping[str, Sequence[float]]:
    """Milliseconds of each round: ours and the hand-written SQL in turn, then those that are slow."""
    asked, request = ASKED[question.metric], question.request
    ms: dict[str, list[float]] = {"ours": [], **{name: [] for name in peers}}
    answer_of = {name: lambda peer=peer: peer.ask(asked, question.shape, as_of) for name, peer in peers.items()}
    ours: Sequence[MetricRow] = []
    for _ in range(rounds[0]):
        ours = _clocked(ms["ours"], lambda: metrics.compute(request).rows)
        _clocked(ms["handwritten"], answer_of["handwritten"])
    for name in peers:
        found: Rows = answer_of[name]()
        if difference := _difference(ours, found, asked):
            raise ValueError(f"ours and {name} disagree on {question}: {difference}")
    for name in ("pandas", "sqlite"):
        for _ in range(rounds[1]):
            _clocked(ms[name], answer_of[name])
    return {name: [round(one, 2) for one in found] for name, found in ms.items()}


def _clocked(ms: list[float], work: Callable[[], Any]) -> Any:  # noqa: ANN401  what the work gives
    started = perf_counter()
    found = work()
    ms.append((perf_counter() - started) * 1000)
    return found


def _difference(ours: Sequence[MetricRow], theirs: Rows, asked: Asked) -> object:
    """The first group of which not everything is the same; None when all is. A slice without anything may be absent."""
    mine = {_key(row): (row.n, row.numerator, row.value, row.low, row.high) for row in ours if row.n}
    others = {row[0]: _finished(row[1:], asked.kind) for row in theirs if row[1]}
    for key in mine.keys() | others.keys():
        one, other = mine.get(key), others.get(key)
        if one is None or other is None or not all(map(_same, one, other)):
            return key, one, other
    return None


def _key(row: MetricRow) -> object:
    return row.start if row.start else row.labels[0] if row.labels else ""


def _finished(found: tuple[Any, ...], kind: str) -> tuple[Any, ...]:
    """n, numerator, value and bounds from what a peer counted."""
    n = found[0]
    if kind in ("count", "stock"):
        return n, None, n, None, None
    if kind == "share":
        return n, found[1], share(found[1], n), *(wilson(found[1], n) or (None, None))
    if kind == "mean":
        return n, None, found[1], *(mean_interval(found[1], found[2] or 0, n) or (None, None))
    bounds = found[2:] if None not in found[2:] else (None, None)
    return n, None, found[1], *bounds


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-6, abs_tol=1e-6)


def p95(ms: Sequence[float]) -> float:
    """The smallest of the values that at least 95 % do not exceed."""
    return sorted(ms)[max(0, -(-len(ms) * 95 // 100) - 1)]


def table(figures: Figures) -> str:
    """The figures as a person reads them."""
    names = ("ours", "handwritten", "pandas", "sqlite")
    lines = [f"{'ms, median':<34}{''.join(name.rjust(13) for name in names)}{'ratio':>8}"]
    ratios = []
    for one in figures["questions"]:
        medians = {name: median(one["ms"][name]) for name in names if one["ms"][name]}
        ratios.append(medians["ours"] / medians["handwritten"])
        shown = "".join(f"{medians[name]:13.1f}" if name in medians else "-".rjust(13) for name in names)
        lines.append(f"{one['metric'] + ', ' + one['shape']:<34}{shown}{ratios[-1]:8.2f}")
    pooled = {name: [ms for one in figures["questions"] for ms in one["ms"][name]] for name in names}
    for what, of in (("median of all", median), ("p95 of all", p95)):
        lines.append(f"{what:<34}" + "".join(f"{of(pooled[name]):13.1f}" for name in names if pooled[name]))
    return "\n".join(
        [
            f"{figures['cases']:,} cases, seed {figures['seed']}; all answers agree",
            *lines,
            f"ours over hand-written: median {median(ratios):.2f}, p95 {p95(ratios):.2f}, most {max(ratios):.2f}"
            f" (target: ours under {TARGET_MS} ms at p95, at most {TARGET_RATIO} times the hand-written SQL)",
        ]
    )


if __name__ == "__main__":
    main(sys.argv[1:])
