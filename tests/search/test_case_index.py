"""The index over Chroma: scores, changes, and what is said of an index that cannot be used."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.errors import IndexUnavailable
from knowledge.retrieval.meaning.case_index import INDEX, CaseIndex, verify
from knowledge.retrieval.meaning.index_files import SUMS, check_sums, write_sums

EAST, NORTH, NORTH_EAST, WEST = (np.array(one, dtype=np.float32) for one in ([1, 0], [0, 1], [0.6, 0.8], [-1, 0]))


def key(name: str) -> bytes:
    """A key that is told from others by its first letters; most end in zeros, which NumPy likes to drop."""
    return name.encode().ljust(16, b"\0")


def keys(*names: str) -> NDArray[np.bytes_]:
    return np.array([key(name) for name in names], dtype="S16")


def filled(folder: Path) -> CaseIndex:
    index = CaseIndex.create(folder)
    index.add(keys("east", "north", "north east"), np.stack([EAST, NORTH, NORTH_EAST]))
    return index


@pytest.fixture
def index(tmp_path: Path) -> Iterator[CaseIndex]:
    with closing(filled(tmp_path / INDEX)) as index:
        yield index


@pytest.fixture
def generation(tmp_path: Path) -> Path:
    """A folder with an index of 1,200 texts, so many that Chroma has written its graph."""
    index = CaseIndex.create(tmp_path / INDEX)
    index.add(keys(*(f"text {at}" for at in range(1200))), circle(1200))
    index.close()
    write_sums(tmp_path)
    return tmp_path


def circle(number: int) -> NDArray[np.float32]:
    angles = np.linspace(0, 6, number)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_scores_are_cosine_similarities_the_closest_first(index: CaseIndex) -> None:
    found = index.nearest(EAST, 10)

    assert [name for name, _ in found] == [key("east"), key("north east"), key("north")]
    assert [score for _, score in found] == pytest.approx([1, 0.6, 0], abs=1e-6)


def test_at_most_k_are_found(index: CaseIndex) -> None:
    assert [name for name, _ in index.nearest(NORTH, 2)] == [key("north"), key("north east")]


def test_a_removed_text_is_found_no_more_and_an_unknown_one_is_passed_over(index: CaseIndex) -> None:
    index.remove(keys("east", "never there"))

    assert index.count() == 2
    assert [name for name, _ in index.nearest(EAST, 3)] == [key("north east"), key("north")]


def test_an_index_has_what_it_had_when_it_is_opened_again(tmp_path: Path) -> None:
    filled(tmp_path / INDEX).close()

    with closing(CaseIndex.open(tmp_path / INDEX)) as index:
        assert index.count() == 3
        assert index.nearest(NORTH_EAST, 1)[0][0] == key("north east")


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    with closing(CaseIndex.create(tmp_path / INDEX)) as index:
        assert index.count() == 0
        assert index.nearest(EAST, 5) == []


def why_not_open(folder: Path) -> str:
    with pytest.raises(IndexUnavailable) as refusal:
        CaseIndex.open(folder).close()
    return refusal.value.problem


def test_an_index_that_is_not_there_is_not_made_by_opening_it(tmp_path: Path) -> None:
    assert why_not_open(tmp_path / INDEX) == "it is not there"
    assert not (tmp_path / INDEX).exists()


def test_a_database_of_somebody_else_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    assert why_not_open(tmp_path) == "it cannot be opened"

    (tmp_path / "chroma.sqlite3").unlink()
    with closing(sqlite3.connect(tmp_path / "chroma.sqlite3")) as database:
        database.execute("CREATE TABLE something (else_ TEXT)")
    assert why_not_open(tmp_path) == "it cannot be opened"


# The proof of its files


def test_an_untouched_index_proves_itself_also_after_it_was_read(generation: Path) -> None:
    check_sums(generation)
    with closing(CaseIndex.open(generation / INDEX)) as index:
        index.nearest(EAST, 5)

    check_sums(generation)


def graph_file(generation: Path) -> Path:
    return max((generation / INDEX).glob("*/*"), key=lambda path: path.stat().st_size)


def test_the_graph_of_a_few_texts_is_made_anew_each_time_and_needs_no_proof(tmp_path: Path) -> None:
    filled(tmp_path / INDEX).close()
    write_sums(tmp_path)
    for file in (tmp_path / INDEX).glob("*/*"):
        file.write_bytes(b"torn")

    check_sums(tmp_path)
    with closing(CaseIndex.open(tmp_path / INDEX)) as index:
        assert index.nearest(NORTH_EAST, 1)[0][0] == key("north east")


@pytest.mark.parametrize("damage", ["flipped", "cut", "gone", "folder gone", "sums gone"])
def test_a_graph_that_was_touched_is_noticed_before_it_is_opened(generation: Path, damage: str) -> None:
    file = graph_file(generation)
    content = bytearray(file.read_bytes())
    match damage:
        case "flipped":
            content[len(content) // 2] ^= 1
            file.write_bytes(content)
        case "cut":
            file.write_bytes(content[:-1])
        case "gone":
            file.unlink()
        case "folder gone":
            file.parent.rename(generation / "elsewhere")
        case _:
            (generation / SUMS).unlink()

    with pytest.raises(IndexUnavailable, match=r"is gone or changed|cannot be read"):
        check_sums(generation)


# The check in a process of its own


def test_an_index_that_is_what_it_should_be_is_verified(generation: Path) -> None:
    verify(generation / INDEX, 1200, [(key(f"text {at}"), circle(1200)[at]) for at in (0, 600, 1199)])


def test_texts_of_one_vector_may_find_each_other(tmp_path: Path) -> None:
    index = CaseIndex.create(tmp_path / INDEX)
    index.add(keys("one", "its twin", "other"), np.stack([EAST, EAST, NORTH]))
    index.close()

    verify(tmp_path / INDEX, 3, [(key("one"), EAST), (key("its twin"), EAST), (key("other"), NORTH)])


def test_a_wrong_count_is_found(generation: Path) -> None:
    with pytest.raises(IndexUnavailable, match="it holds 1200 texts where there are 1201"):
        verify(generation / INDEX, 1201, [])


def test_a_foreign_vector_is_found(tmp_path: Path) -> None:
    filled(tmp_path / INDEX).close()

    with pytest.raises(IndexUnavailable, match=f"where text {key('west').hex()} should be, the nearest is "):
        verify(tmp_path / INDEX, 3, [(key("east"), EAST), (key("west"), WEST)])


def test_a_process_that_dies_over_the_index_takes_nobody_with_it(generation: Path) -> None:
    graph_file(generation).write_bytes(os.urandom(graph_file(generation).stat().st_size))

    with pytest.raises(IndexUnavailable):
        verify(generation / INDEX, 1200, [(key("text 0"), circle(1200)[0])])
