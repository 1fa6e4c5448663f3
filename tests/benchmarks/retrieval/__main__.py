"""How good and how fast the search for similar cases is, beside BM25 alone, meaning alone and exact search.

    python -m tests.benchmarks.retrieval --cases 100000 --seed 7

Quality: the issue reports of Hadoop with their duplicates, by both protocols of the README of the shared data, with
95 % bootstrap intervals over the questions, the same questions drawn for all. Constants were tuned on one half of them.
Speed: real sentences put together to that many cases, whose vectors are mixtures of real ones with noise, as embedding
them would take a quarter of an hour. With --home FOLDER they are built there and used again by the next run.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from knowledge.retrieval.vectors.embedder import SentenceEmbedder
from knowledge.settings import DEFAULT_MODEL
from tests.benchmarks.retrieval import latency, quality

_LIBRARIES = ("torch", "sentence-transformers", "chromadb", "bm25s", "duckdb", "numpy")
_PARTS = ("quality", "speed")
_THREADS = "OPENBLAS_NUM_THREADS"


def main(arguments: Sequence[str]) -> int:
    """Measures, prints tables and writes the figures as JSON. Returns 1 when something falls short of its promise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", choices=_PARTS, default=None)
    parser.add_argument("--home", type=Path, default=None, help="where the many cases are kept for the next run")
    parser.add_argument("--json", type=Path, default=None, help="where to write the figures")
    options = parser.parse_args(arguments)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    data = Path(os.environ.get("GROUNDSWELL_SHARED", "../shared")) / "data"
    embedder = SentenceEmbedder(DEFAULT_MODEL)
    wanted = [options.only] if options.only else _PARTS
    figures: dict[str, object] = {"seed": options.seed, "cases": options.cases, "python": platform.python_version()}
    figures["versions"] = {name: version(name) for name in _LIBRARIES}
    short = list[str]()
    with tempfile.TemporaryDirectory() as folder:
        if "quality" in wanted:
            slices = quality.quality(data, Path(folder), embedder, options.seed)
            print(quality.table(slices), end="\n\n")
            short += quality.complaints(slices)
            figures["quality"] = [asdict(one) for one in slices]
        if "speed" in wanted:
            home = options.home or Path(folder) / "crowd"
            kinds = latency.latency(data, home, embedder, options.cases, options.seed)
            print(latency.table(kinds, options.cases), end="\n\n")
            short += latency.complaints(kinds)
            figures["speed"] = [asdict(one) for one in kinds]
    print("\n".join(f"falls short: {one}" for one in short) or "nothing falls short")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 1 if short else 0


if __name__ == "__main__":
    if _THREADS not in os.environ:
        # As `groundswell` has it. NumPy reads it when it is imported, which it is by now.
        again = [sys.executable, "-m", __package__, *sys.argv[1:]]
        os.execve(sys.executable, again, {**os.environ, _THREADS: "1"})
    sys.exit(main(sys.argv[1:]))
