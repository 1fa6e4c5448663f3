"""Vectors of a killed build come back, torn or foreign ones do not."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest

from knowledge.retrieval.vectors.journal import EmbeddingJournal

DIMENSIONS = 4
RECORD = 16 + 1 + 4 * DIMENSIONS + 4


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "embedded.journal"


@contextmanager
def opened(path: Path, fingerprint: str = "model/1", dimensions: int = DIMENSIONS) -> Iterator[EmbeddingJournal]:
    with closing(EmbeddingJournal(path, fingerprint=fingerprint, dimensions=dimensions)) as journal:
        yield journal


def append(journal: EmbeddingJournal, *numbers: int) -> None:
    keys = np.array([f"text {number}".encode() for number in numbers], dtype="S16")
    vectors = np.array([[number] * DIMENSIONS for number in numbers], dtype=np.float32)
    journal.append(keys, np.array([number % 2 == 1 for number in numbers]), vectors)


def told(journal: EmbeddingJournal) -> list[tuple[bytes, bool, float]]:
    return [(bytes(one["key"]), bool(one["truncated"]), float(one["vector"][0])) for one in journal.records()]


ONE, TWO, THREE = ((f"text {number}".encode(), number % 2 == 1, float(number)) for number in (1, 2, 3))


def test_a_new_journal_is_empty(path: Path) -> None:
    with opened(path) as journal:
        assert told(journal) == []


def test_what_was_appended_is_there_at_once_and_after_opening_again(path: Path) -> None:
    with opened(path) as journal:
        append(journal, 1, 2)
        assert told(journal) == [ONE, TWO]
    with opened(path) as journal:
        append(journal, 3)
        assert told(journal) == [ONE, TWO, THREE]


def test_what_was_appended_survives_a_process_that_never_closes(path: Path) -> None:
    killed = EmbeddingJournal(path, fingerprint="model/1", dimensions=DIMENSIONS)
    append(killed, 1)

    with opened(path) as journal:
        assert told(journal) == [ONE]
    killed.close()


@pytest.mark.parametrize("missing", [1, 4, RECORD - 1])
def test_a_record_torn_at_the_end_is_dropped_and_the_next_one_takes_its_place(path: Path, missing: int) -> None:
    with opened(path) as journal:
        append(journal, 1, 2)
    path.write_bytes(path.read_bytes()[:-missing])

    with opened(path) as journal:
        assert told(journal) == [ONE]
        append(journal, 3)
    with opened(path) as journal:
        assert told(journal) == [ONE, THREE]


@pytest.mark.parametrize("place", [0, 16, 17, RECORD - 1])
def test_after_a_flipped_byte_nothing_is_trusted(path: Path, place: int) -> None:
    with opened(path) as journal:
        append(journal, 1, 2, 3)
    content = bytearray(path.read_bytes())
    content[len(content) - 2 * RECORD + place] ^= 1
    path.write_bytes(content)

    with opened(path) as journal:
        assert told(journal) == [ONE]


@pytest.mark.parametrize("other", [{"fingerprint": "model/2"}, {"dimensions": 3}])
def test_vectors_of_another_model_are_forgotten(path: Path, other: dict[str, object]) -> None:
    with opened(path) as journal:
        append(journal, 1)

    with opened(path, **other) as journal:  # type: ignore[arg-type]  # either name with its own type
        assert told(journal) == []
    with opened(path) as journal:
        assert told(journal) == []


def test_a_file_that_is_no_journal_is_replaced(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"model/")

    with opened(path) as journal:
        append(journal, 1)
        assert told(journal) == [ONE]
