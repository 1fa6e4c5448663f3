"""A hundred thousand cases to search: real sentences put together anew, with vectors that real ones would have."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.generations.manifest import EmbeddingStamp
from knowledge.retrieval.texts.case_text import said_in
from knowledge.retrieval.vectors.embedder import Embedded, Embedder
from tests.acceptance.exports import rows_of
from tests.benchmarks.long_texts import embedded

_PASSAGES = 2_000
"""Of each source: headings, and as many passages of some sentences."""
_SHORTEST, _LONGEST = 40, 400
"""Characters of a passage."""
_NOISE = 0.25
"""The length of what a vector has of its own, beside the mean of its passages: what their order and company adds."""
_OPENED = datetime(2024, 1, 1, tzinfo=UTC)
SHARES = {"50 %": 2, "1 %": 100, "0.01 %": 10_000}
"""The filters, each of a dimension with so many values."""
DIMENSIONS = {"50 %": "product", "1 %": "category", "0.01 %": "account"}
SOURCE = "region"
"""The dimension that says where a text comes from, which what is asked decides."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Headings and passages of one kind of text."""

    name: str
    headings: Sequence[str]
    passages: Sequence[str]


def sources(data: Path) -> Sequence[Source]:
    """The reports of Hadoop and the complaints about banks under the shared folder `data`."""
    reports = list(rows_of(data / "gitbugs_hadoop" / "hadoop_bugs.csv.gz"))
    complaints = list(rows_of(data / "cfpb_complaints_cut4.csv.gz"))
    return [
        _source("Hadoop", [row["Summary"] for row in reports], [row["Description"] for row in reports]),
        _source(
            "CFPB",
            [f"{row['Issue']}, {row['Sub-issue']}, {row['Company']}" for row in complaints],
            [row["Consumer complaint narrative"] for row in complaints],
        ),
    ]


def _source(name: str, headings: Sequence[str], texts: Sequence[str]) -> Source:
    passages = dict.fromkeys(passage for text in texts for passage in _passages(text))
    one_line = dict.fromkeys(" ".join(heading.split()) for heading in headings)
    return Source(name=name, headings=list(one_line)[:_PASSAGES], passages=list(passages)[:_PASSAGES])


def _passages(text: str) -> Iterator[str]:
    """The paragraphs of `text` that are neither a word nor a page, on one line each."""
    for part in text.split("\n\n"):
        line = " ".join(part.split())
        if len(line) >= _SHORTEST:
            yield line[:_LONGEST]


def write_crowd(folder: Path, found: Sequence[Source], cases: int, seed: int) -> None:
    """An export folder of `cases` cases, each a heading and one to four passages of one source."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    with (folder / "cases.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["case_id", "opened_at", "subject", "description", "product", "category", "account_name", SOURCE]
        )
        for at in range(cases):
            source = found[at % len(found)]
            heading, *passages = texts_of(source, random)
            groups = [f"{name} {random.integers(number)}" for name, number in zip("pca", SHARES.values(), strict=True)]
            opened = _OPENED + timedelta(minutes=at)
            writer.writerow([f"X-{at}", opened.isoformat(), heading, "\n".join(passages), *groups, source.name])


def texts_of(source: Source, random: np.random.Generator) -> Sequence[str]:
    """A heading and one to four passages."""
    heading = source.headings[int(random.integers(len(source.headings)))]
    chosen = random.choice(len(source.passages), size=random.integers(1, 5), replace=False)
    return [heading, *(source.passages[int(at)] for at in chosen)]


class CrowdEmbedder:
    """The mean of the real vectors of a text's lines, moved by noise that is the text's own.

    The model itself would take a quarter of an hour for a hundred thousand texts. What it makes of several passages
    lies between what it makes of each, and the noise lies among the directions that real vectors have.
    """

    def __init__(self, embedder: Embedder, found: Sequence[Source]) -> None:
        lines = list(dict.fromkeys(line for source in found for line in (*source.headings, *source.passages)))
        self._embedder = embedder
        self._vectors = embedded(embedder, lines)
        self._place = {line: at for at, line in enumerate(lines)}

    @property
    def stamp(self) -> EmbeddingStamp:
        """That of no other embedder."""
        real = self._embedder.stamp
        return EmbeddingStamp(
            model=f"crowd of {real.model}",
            fingerprint=f"crowd/{real.fingerprint}",
            precision=real.precision,
            dimensions=real.dimensions,
        )

    def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
        """The vectors of all `texts`."""
        if texts:
            vectors = np.stack([self._vector(text) for text in texts])
            yield Embedded(places=np.arange(len(texts)), vectors=vectors, truncated=np.zeros(len(texts), dtype=bool))

    def _vector(self, text: str) -> NDArray[np.float32]:
        digest = blake2b(text.encode(), digest_size=8).digest()
        random = np.random.default_rng(int.from_bytes(digest))
        places = [self._place[line] for line in text.split("\n") if line in self._place]
        mean = self._vectors[places].mean(axis=0) if places else np.zeros(self._vectors.shape[1])
        mixed = random.normal(size=8) @ self._vectors[random.integers(len(self._vectors), size=8)]
        vector = _unit(mean) + _NOISE * _unit(mixed)
        return np.asarray(_unit(vector), dtype=np.float32)


class ReadyEmbedder:
    """Gives vectors that were made before of what `texts` say, so that a search is timed without its embedding."""

    def __init__(self, embedder: Embedder, texts: Sequence[str]) -> None:
        self.stamp = embedder.stamp
        said = list(map(said_in, texts))
        self._vectors: Mapping[str, NDArray[np.float32]] = dict(zip(said, embedded(embedder, said), strict=True))

    def vector(self, text: str) -> NDArray[np.float32]:
        """That of one of the texts, as a search embeds it."""
        return self._vectors[said_in(text)]

    def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
        """The vectors of `texts`."""
        vectors = np.stack([self._vectors[text] for text in texts])
        yield Embedded(places=np.arange(len(texts)), vectors=vectors, truncated=np.zeros(len(texts), dtype=bool))


def _unit(vector: NDArray[np.floating]) -> NDArray[np.floating]:
    length = np.linalg.norm(vector)
    return vector / length if length else vector
