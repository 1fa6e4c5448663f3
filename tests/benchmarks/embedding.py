"""How fast texts become vectors, beside `SentenceTransformer.encode` as a newcomer would call it, and as good ones.

    python -m tests.benchmarks.embedding --texts 1500 --rounds 3 --json figures.json

The texts are real issue reports and complaints of the shared data folder, shuffled. Both embed the same ones, whole, in
one process, in turn. Quality is nDCG@10 on all reports; the share of the machine is the arithmetic that the model needs
for the tokens that it reads, beside the fastest matrix multiplication that was measured here.
"""

import argparse
import json
import os
import platform
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.vectors.embedder import SentenceEmbedder, embed_one
from knowledge.retrieval.vectors.model_files import model_files
from knowledge.settings import DEFAULT_MODEL
from tests.acceptance.exports import rows_of
from tests.benchmarks.duplicates import Reports, cosines, ndcg_of, read_reports
from tests.benchmarks.long_texts import embedded

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

TARGET_RATIO, TARGET_QUALITY = 2.5, 0.005
_SEED = 7
_MULTIPLIED = 2048
"""Rows and columns of the matrices whose multiplication is the machine's best."""
_LIBRARIES = ("torch", "transformers", "sentence-transformers")
Vectors = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Both:
    """Ours and the peer, each from texts to unit vectors, with the model that both use."""

    embedder: SentenceEmbedder
    peer: "SentenceTransformer"

    def ours(self, texts: Sequence[str]) -> Vectors:
        """As a refresh embeds texts."""
        return embedded(self.embedder, texts)

    def plain(self, texts: Sequence[str]) -> Vectors:
        """As the library's documentation shows it."""
        return np.asarray(self.peer.encode(list(texts), batch_size=32, normalize_embeddings=True))


def main(arguments: Sequence[str]) -> None:
    """Measures, prints a table and writes the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=1500, help="how many are embedded in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, default=None, help="where to write the figures")
    options = parser.parse_args(arguments)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    data = Path(os.environ.get("GROUNDSWELL_SHARED", "../shared")) / "data"
    reports = read_reports(data)
    texts = shuffled(reports, data)[: options.texts]
    figures = measured(texts, reports, options.rounds)
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def shuffled(reports: Reports, data: Path) -> Sequence[str]:
    """The reports and the complaints' narratives, in an order that says nothing of their lengths."""
    complaints = (row["Consumer complaint narrative"] for row in rows_of(data / "cfpb_complaints_cut4.csv.gz"))
    texts = [*reports.texts, *filter(None, complaints)]
    random.Random(_SEED).shuffle(texts)
    return texts


def measured(texts: Sequence[str], reports: Reports | None, rounds: int) -> Mapping[str, Any]:
    """The figures; quality only where there are `reports`."""
    embedder = SentenceEmbedder(DEFAULT_MODEL)
    both = Both(embedder=embedder, peer=_peer())
    embed_one(embedder, "the models are loaded before anything is timed")
    both.plain(texts[:8])
    seconds: dict[str, list[float]] = {"ours": [], "plain": []}
    peaks: dict[str, list[float]] = {}
    for _ in range(rounds):
        seconds["ours"].append(_seconds(lambda: both.ours(texts)))
        seconds["plain"].append(_seconds(lambda: both.plain(texts)))
        for precision, speed in _peaks().items():
            peaks.setdefault(precision, []).append(speed)
    speeds = {name: len(texts) / median(some) for name, some in seconds.items()}
    needed = _operations(both.peer, texts) / len(texts) / 1e9
    best = {precision: median(some) for precision, some in peaks.items()}
    return {
        "texts": len(texts),
        "rounds": rounds,
        "cases_per_second": {name: round(speed, 1) for name, speed in speeds.items()},
        "ours_over_plain": round(median(b / a for a, b in zip(seconds["ours"], seconds["plain"], strict=True)), 2),
        "gflop_per_text": round(needed, 2),
        "peak_gflops": {precision: round(speed) for precision, speed in best.items()},
        "share_of_peak": {
            "ours": round(speeds["ours"] * needed / best[embedder.stamp.precision], 3),
            "plain": round(speeds["plain"] * needed / best["float32"], 3),
        },
        "ndcg": _quality(both, reports) if reports else {},
        "precision": embedder.stamp.precision,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _LIBRARIES},
    }


def _peer() -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(model_files(DEFAULT_MODEL).folder), device="cpu")


def _quality(both: Both, reports: Reports) -> Mapping[str, Mapping[str, float]]:
    """nDCG@10 with the vectors of whole texts by protocol: ours and the peer's."""
    vectors = {"ours": both.ours(reports.texts), "plain": both.plain(reports.texts)}
    return {
        protocol.name: {
            name: round(float(ndcg_of(reports, protocol, cosines(some)).mean()), 4) for name, some in vectors.items()
        }
        for protocol in reports.protocols
    }


def _peaks() -> Mapping[str, float]:
    """GFLOP/s of one large matrix multiplication by precision: the best of a few, which nothing else disturbed."""
    return {precision: 2 * _MULTIPLIED**3 / min(_multiplied(precision)) / 1e9 for precision in ("bfloat16", "float32")}


def _multiplied(precision: str) -> Sequence[float]:
    """Seconds of several multiplications."""
    import torch

    one = torch.randn(_MULTIPLIED, _MULTIPLIED).to(getattr(torch, precision))
    with torch.inference_mode():
        return [_seconds(lambda: one @ one) for _ in range(7)]


def _operations(model: "SentenceTransformer", texts: Sequence[str]) -> float:
    """Multiplications and additions that the model needs for `texts`: its linear layers, and attention."""
    from torch.nn import Linear

    inner: Any = model[0].auto_model
    weights = sum(layer.weight.numel() for layer in inner.encoder.modules() if isinstance(layer, Linear))
    read = model.tokenizer(list(texts), truncation=True, max_length=model.max_seq_length)["input_ids"]
    lengths = np.array([len(one) for one in read], dtype=np.float64)
    attention = 4 * inner.config.num_hidden_layers * inner.config.hidden_size
    return float((2 * weights * lengths + attention * lengths**2).sum())


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def table(figures: Mapping[str, Any]) -> str:
    """The figures as a person reads them."""
    speeds, shares, peaks = figures["cases_per_second"], figures["share_of_peak"], figures["peak_gflops"]
    ratio = figures["ours_over_plain"]
    lines = [
        f"{figures['texts']:,} texts of {figures['gflop_per_text']} GFLOP each, median of {figures['rounds']} rounds",
        f"ours, {figures['precision']:<9} {speeds['ours']:>8,.1f} cases/s   {shares['ours']:.0%} of the machine's peak",
        f"plain encode    {speeds['plain']:>8,.1f} cases/s   {shares['plain']:.0%} of its peak in float32",
        f"ours is {ratio} times as fast (wanted, with bfloat16: {TARGET_RATIO})",
        "peak of a matrix multiplication: " + ", ".join(f"{name} {speed:,} GFLOP/s" for name, speed in peaks.items()),
    ]
    for protocol, found in figures["ndcg"].items():
        apart = abs(found["ours"] - found["plain"])
        lines.append(
            f"nDCG@10, {protocol}: ours {found['ours']:.3f}, plain {found['plain']:.3f}, {apart:.4f} apart"
            f" (wanted: at most {TARGET_QUALITY})"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
