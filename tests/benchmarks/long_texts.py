"""What becomes of a text that is longer than the model reads: its beginning, or the mean over all its parts?

    python -m tests.benchmarks.long_texts

Reads the real issue reports of the shared data folder and prints, for each way, the share of the listed duplicates that
are among the ten reports closest to their twin.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.vectors.embedder import SentenceEmbedder
from knowledge.settings import DEFAULT_MODEL
from tests.acceptance.exports import hadoop_duplicates, rows_of

_WORDS_READ = 130
"""Words of technical text that fill the model's 256 tokens."""
_PARTS = 4


def main() -> None:
    """Measures both ways on the same reports and prints a line for each."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    data = Path(os.environ.get("GROUNDSWELL_SHARED", "../shared")) / "data"
    reports = {row["Issue id"]: row for row in rows_of(data / "gitbugs_hadoop" / "hadoop_bugs.csv.gz")}
    texts = [f"{row['Summary']}\n{row['Description']}" for row in reports.values()]
    pairs = hadoop_duplicates(data)
    embedder = SentenceEmbedder(DEFAULT_MODEL)
    for name, vectors in (
        ("the beginning", embedded(embedder, texts)),
        ("the mean over its parts", mean_over_parts(embedder, texts)),
    ):
        print(f"{name:<24} {found_among_ten(vectors, list(reports), pairs):.3f} of {len(pairs)} listed duplicates")


def embedded(embedder: SentenceEmbedder, texts: Sequence[str]) -> NDArray[np.float32]:
    """A unit vector a text, in their order."""
    vectors = np.zeros((len(texts), embedder.stamp.dimensions), dtype=np.float32)
    for some in embedder.embed(texts):
        vectors[some.places] = some.vectors
    return vectors


def mean_over_parts(embedder: SentenceEmbedder, texts: Sequence[str]) -> NDArray[np.float32]:
    """The normalised mean of the vectors of each text's first parts, each as long as the model reads."""
    parts = [_parts(text) for text in texts]
    vectors = embedded(embedder, [part for some in parts for part in some])
    owners = np.repeat(np.arange(len(texts)), [len(some) for some in parts])
    sums = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, owners, vectors)
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True))


def found_among_ten(vectors: NDArray[np.float32], ids: Sequence[str], pairs: Sequence[tuple[str, str]]) -> float:
    """The share of `pairs` whose second is among the ten closest to the first, the first itself left out."""
    place = {name: at for at, name in enumerate(ids)}
    found = 0
    for asked, twin in pairs:
        scores = vectors @ vectors[place[asked]]
        scores[place[asked]] = -1
        found += place[twin] in np.argsort(-scores, kind="stable")[:10]
    return found / len(pairs)


def _parts(text: str) -> Sequence[str]:
    words = text.split()
    starts = range(0, max(1, min(len(words), _WORDS_READ * _PARTS)), _WORDS_READ)
    return [" ".join(words[start : start + _WORDS_READ]) for start in starts]


if __name__ == "__main__":
    main()
