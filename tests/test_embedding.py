"""The vectors of a new generation: taken over where a text is known, embedded once where it is not."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from knowledge.metrics.engine import Engine
from knowledge.retrieval.texts.case_text import case_text, text_key
from knowledge.retrieval.vectors.embedding import EmbeddingReport, VectorBuild
from knowledge.retrieval.vectors.journal import EmbeddingJournal
from knowledge.retrieval.vectors.matrix import VectorMatrix
from tests.fakes import DIMENSIONS, MOST_WORDS, HashingEmbedder, vector_of


@dataclass
class Workshop:
    """A folder to build generations in, beside one journal and with one embedder."""

    folder: Path
    embedder: HashingEmbedder = field(default_factory=HashingEmbedder)
    told: list[tuple[int, int]] = field(default_factory=list)
    """The progress that was reported."""

    @property
    def journal(self) -> EmbeddingJournal:
        return EmbeddingJournal(self.folder / "journal", fingerprint="hashing/1", dimensions=DIMENSIONS)

    def build(self, name: str, subjects: Sequence[str], base: VectorMatrix | None = None) -> EmbeddingReport:
        (self.folder / name).mkdir()
        file = self.folder / name / "cases.parquet"
        rows = [
            {"row": at, "text_key": text_key(case_text(one, None, None)), "subject": one, "description": None}
            for at, one in enumerate(subjects)
        ]
        columns = ("description", pa.string()), ("resolution", pa.string())
        types = pa.schema([("row", pa.int64()), ("text_key", pa.binary(16)), ("subject", pa.string()), *columns])
        pq.write_table(pa.Table.from_pylist(rows, schema=types), file)
        with closing(Engine({"cases": file}, name=name)) as engine, closing(self.journal) as journal:
            build = VectorBuild(engine, self.folder / name, DIMENSIONS)
            if base is not None:
                build.take_over(base)
            return build.embed(self.embedder, journal, lambda done, total: self.told.append((done, total)))

    def matrix(self, name: str) -> VectorMatrix:
        return VectorMatrix.open(self.folder / name, name)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def rows_of(matrix: VectorMatrix) -> np.ndarray:
    return matrix.rows(np.arange(len(matrix.keys)))


def test_each_case_has_the_vector_of_its_text_in_its_row(workshop: Workshop) -> None:
    subjects = ["app is slow after the update", "login", "charged twice"]

    report = workshop.build("one", subjects)

    assert report == EmbeddingReport(embedded=3, reused=0, truncated=0)
    assert np.array_equal(rows_of(workshop.matrix("one")), [vector_of(one) for one in subjects])


def test_equal_texts_are_embedded_once_and_counted_each(workshop: Workshop) -> None:
    report = workshop.build("one", ["login", "charged twice", "login", "login"])

    assert sorted(workshop.embedder.texts) == ["charged twice", "login"]
    assert report.embedded == 4
    assert np.array_equal(rows_of(workshop.matrix("one"))[3], vector_of("login"))


def test_a_known_text_is_taken_over_and_only_a_new_one_embedded(workshop: Workshop) -> None:
    workshop.build("one", ["login", "charged twice"])
    workshop.embedder.texts.clear()
    (workshop.folder / "journal").unlink()

    report = workshop.build("two", ["crash", "charged twice", "login", "login"], workshop.matrix("one"))

    assert report == EmbeddingReport(embedded=1, reused=3, truncated=0)
    assert workshop.embedder.texts == ["crash"]
    expected = [vector_of(one) for one in ("crash", "charged twice", "login", "login")]
    assert np.array_equal(rows_of(workshop.matrix("two")), expected)


def test_what_a_killed_build_embedded_is_not_embedded_again(workshop: Workshop) -> None:
    workshop.build("killed", ["login", "charged twice"])
    workshop.embedder.texts.clear()

    report = workshop.build("two", ["login", "crash", "charged twice"])

    assert workshop.embedder.texts == ["crash"]
    assert report == EmbeddingReport(embedded=1, reused=2, truncated=0)


def test_a_text_longer_than_the_model_reads_stays_counted_when_it_is_taken_over(workshop: Workshop) -> None:
    long = "word " * (MOST_WORDS + 1)
    assert workshop.build("one", [long, "login"]).truncated == 1

    report = workshop.build("two", ["login", "crash", long], workshop.matrix("one"))

    assert report.truncated == 1
    assert list(workshop.matrix("two").truncated) == [False, False, True]


def test_progress_counts_the_distinct_texts_to_embed(workshop: Workshop) -> None:
    workshop.build("one", ["login", "login", "crash"])

    assert workshop.told[-1] == (2, 2)


def test_no_cases_make_an_empty_matrix(workshop: Workshop) -> None:
    report = workshop.build("one", [])

    assert report == EmbeddingReport(embedded=0, reused=0, truncated=0)
    assert len(workshop.matrix("one").keys) == 0
