"""What becomes of a text that is longer than the model reads, and what a case's one vector is made of.

    python -m tests.benchmarks.long_texts

Reads the real issue reports of the shared data folder and prints nDCG@10 for each way of making vectors, under both
protocols and for both halves of the reports that ask: what is chosen on one half has to hold on the other.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.texts.case_text import case_text
from knowledge.retrieval.vectors.case_vectors import leaning_to
from knowledge.retrieval.vectors.embedder import Embedder, SentenceEmbedder
from knowledge.settings import DEFAULT_MODEL
from tests.benchmarks.duplicates import Reports, ScoresOf, cosines, ndcg_of, read_reports

_WORDS_READ = 120
"""Words of technical text that nearly fill the model's 256 tokens."""
_PARTS = 8


def main() -> None:
    """Measures every way on the same reports and prints a line for each."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    data = Path(os.environ.get("GROUNDSWELL_SHARED", "../shared")) / "data"
    print(table(read_reports(data), SentenceEmbedder(DEFAULT_MODEL)))


def table(reports: Reports, embedder: Embedder) -> str:
    """A line for each way: nDCG@10, and in brackets that of each half of the reports that ask."""
    subjects = embedded(embedder, reports.subjects)
    whole = embedded(embedder, reports.texts)
    essential = embedded(embedder, essential_texts(reports))
    leaning = leaning_to(essential, subjects)
    ways = {
        "the beginning": cosines(whole),
        "the beginning of what is essential": cosines(essential),
        "the beginning, leaning to the subject": cosines(leaning_to(whole, subjects)),
        "both: what a refresh makes": cosines(leaning),
        **_by_parts(reports, embedder, subjects, leaning),
    }
    return "\n".join(f"{name:<40} {_told(reports, scores_of)}" for name, scores_of in ways.items())


def embedded(embedder: Embedder, texts: Sequence[str]) -> NDArray[np.float32]:
    """A unit vector a text, in their order."""
    vectors = np.zeros((len(texts), embedder.stamp.dimensions), dtype=np.float32)
    for some in embedder.embed(texts):
        vectors[some.places] = some.vectors
    return vectors


def essential_texts(reports: Reports) -> Sequence[str]:
    """The text of each report as a refresh embeds it."""
    pairs = zip(reports.subjects, reports.descriptions, strict=True)
    return [case_text(subject, description, None) for subject, description in pairs]


def _by_parts(
    reports: Reports, embedder: Embedder, subjects: NDArray[np.float32], leaning: NDArray[np.float32]
) -> Mapping[str, ScoresOf]:
    """By several vectors a report, each of one part of its text and leaning to its subject like the one."""
    parts = [_parts(text) for text in essential_texts(reports)]
    owners = np.repeat(np.arange(len(parts)), [len(some) for some in parts])
    starts = np.searchsorted(owners, np.arange(len(parts)))
    vectors = leaning_to(embedded(embedder, [part for some in parts for part in some]), subjects[owners])
    sums = np.add.reduceat(vectors, starts)
    means = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return {
        "the mean over its parts": cosines(means),
        f"the closest of its parts ({len(vectors):,} vectors)": lambda asked: np.asarray(
            np.maximum.reduceat(vectors @ leaning[asked], starts)
        ),
    }


def _parts(text: str) -> Sequence[str]:
    words = text.split()
    starts = range(0, max(1, min(len(words), _WORDS_READ * _PARTS)), _WORDS_READ)
    return [" ".join(words[start : start + _WORDS_READ]) for start in starts]


def _told(reports: Reports, scores_of: ScoresOf) -> str:
    found = [(protocol.name, ndcg_of(reports, protocol, scores_of)) for protocol in reports.protocols]
    return "   ".join(
        f"{name} {each.mean():.3f} ({each[::2].mean():.3f}, {each[1::2].mean():.3f})" for name, each in found
    )


if __name__ == "__main__":
    main()
