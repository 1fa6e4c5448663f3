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
from knowledge.retrieval.texts.case_text import text_key
from knowledge.retrieval.texts.distinct import DistinctTexts
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

    def build(
        self, name: str, said: Sequence[str | tuple[str, str]], base: VectorMatrix | None = None
    ) -> EmbeddingReport:
        """`said`: the subject of each case, or subject and description."""
        (self.folder / name).mkdir()
        file = self.folder / name / "cases.parquet"
        cases = [(one, None) if isinstance(one, str) else one for one in said]
        rows = [
            {
                "row": at,
                "text_key": text_key(subject, description, None),
                "subject": subject,
                "description": description,
            }
            for at, (subject, description) in enumerate(cases)
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

    def vectors(self, name: str) -> np.ndarray:
        """The vector of each case, in the order of the cases."""
        return self.matrix(name).of_texts(DistinctTexts.open(self.folder / name, name).of_row)

    def truncated(self, name: str) -> list[bool]:
        """Whether each case's text is cut, in the order of the cases."""
        return list(self.matrix(name).truncated[DistinctTexts.open(self.folder / name, name).of_row])


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def same(found: np.ndarray, expected: Sequence[np.ndarray] | np.ndarray) -> bool:
    return np.allclose(found, expected, atol=1e-6)


def test_each_case_has_the_vector_of_its_text(workshop: Workshop) -> None:
    subjects = ["app is slow after the update", "login", "charged twice"]

    report = workshop.build("one", subjects)

    assert report == EmbeddingReport(embedded=3, reused=0, truncated=0)
    assert same(workshop.vectors("one"), [vector_of(one) for one in subjects])


def test_equal_texts_are_embedded_once_and_counted_each(workshop: Workshop) -> None:
    report = workshop.build("one", ["login", "charged twice", "login", "login"])

    assert sorted(workshop.embedder.texts) == ["charged twice", "login"]
    assert report.embedded == 4
    assert len(workshop.matrix("one")) == 2
    assert same(workshop.vectors("one")[3], vector_of("login"))


def test_what_redaction_put_in_is_not_embedded(workshop: Workshop) -> None:
    workshop.build("one", [("login of [email]", "[phone] fails")])

    assert sorted(workshop.embedder.texts) == ["login of", "login of\nfails"]


def test_a_vector_leans_towards_the_subject_which_is_embedded_once_for_all_cases_that_have_it(
    workshop: Workshop,
) -> None:
    workshop.build("one", [("login", "It fails"), ("login", "It hangs"), ("crash", "On start"), "login"])

    texts = ["crash", "crash\nOn start", "login", "login", "login\nIt fails", "login\nIt hangs"]
    assert sorted(workshop.embedder.texts) == texts
    sums = [vector_of(text) + vector_of(subject) / 2 for subject, text in (("login", texts[4]), ("crash", texts[1]))]
    expected = [one / np.linalg.norm(one) for one in sums]
    assert same(workshop.vectors("one")[[0, 2]], expected)
    assert same(workshop.vectors("one")[3], vector_of("login"))


def test_a_known_text_is_taken_over_and_only_a_new_one_embedded(workshop: Workshop) -> None:
    workshop.build("one", ["login", "charged twice"])
    workshop.embedder.texts.clear()
    (workshop.folder / "journal").unlink()

    report = workshop.build("two", ["crash", "charged twice", "login", "login"], workshop.matrix("one"))

    assert report == EmbeddingReport(embedded=1, reused=3, truncated=0)
    assert workshop.embedder.texts == ["crash"]
    expected = [vector_of(one) for one in ("crash", "charged twice", "login", "login")]
    assert same(workshop.vectors("two"), expected)


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
    assert workshop.truncated("two") == [False, False, True]


def test_progress_counts_the_distinct_texts_to_embed(workshop: Workshop) -> None:
    workshop.build("one", ["login", "login", "crash"])

    assert workshop.told[-1] == (2, 2)


def test_no_cases_make_an_empty_matrix(workshop: Workshop) -> None:
    report = workshop.build("one", [])

    assert report == EmbeddingReport(embedded=0, reused=0, truncated=0)
    assert len(workshop.matrix("one").keys) == 0
