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


def filled(folder: Path) -> CaseIndex:
    index = CaseIndex.create(folder)
    index.put(["east", "north", "north east"], np.stack([EAST, NORTH, NORTH_EAST]))
    return index


@pytest.fixture
def index(tmp_path: Path) -> Iterator[CaseIndex]:
    with closing(filled(tmp_path / INDEX)) as index:
        yield index


@pytest.fixture
def generation(tmp_path: Path) -> Path:
    """A folder with an index of 1,200 cases, so many that Chroma has written its graph."""
    index = CaseIndex.create(tmp_path / INDEX)
    index.put([f"C-{at}" for at in range(1200)], circle(1200))
    index.close()
    write_sums(tmp_path)
    return tmp_path


def circle(number: int) -> NDArray[np.float32]:
    angles = np.linspace(0, 6, number)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_scores_are_cosine_similarities_the_closest_first(index: CaseIndex) -> None:
    found = index.nearest(EAST, 10)

    assert [case_id for case_id, _ in found] == ["east", "north east", "north"]
    assert [score for _, score in found] == pytest.approx([1, 0.6, 0], abs=1e-6)


def test_at_most_k_are_found(index: CaseIndex) -> None:
    assert [case_id for case_id, _ in index.nearest(NORTH, 2)] == ["north", "north east"]


def test_putting_a_case_again_replaces_its_vector(index: CaseIndex) -> None:
    index.put(["east"], WEST[np.newaxis])

    assert index.count() == 3
    assert dict(index.nearest(EAST, 3))["east"] == pytest.approx(-1)


def test_a_removed_case_is_found_no_more_and_an_unknown_one_is_passed_over(index: CaseIndex) -> None:
    index.remove(["east", "never there"])

    assert index.count() == 2
    assert [case_id for case_id, _ in index.nearest(EAST, 3)] == ["north east", "north"]


def test_an_index_has_what_it_had_when_it_is_opened_again(tmp_path: Path) -> None:
    filled(tmp_path / INDEX).close()

    with closing(CaseIndex.open(tmp_path / INDEX)) as index:
        assert index.count() == 3
        assert index.nearest(NORTH_EAST, 1)[0][0] == "north east"


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


def test_the_graph_of_a_few_cases_is_made_anew_each_time_and_needs_no_proof(tmp_path: Path) -> None:
    filled(tmp_path / INDEX).close()
    write_sums(tmp_path)
    for file in (tmp_path / INDEX).glob("*/*"):
        file.write_bytes(b"torn")

    check_sums(tmp_path)
    with closing(CaseIndex.open(tmp_path / INDEX)) as index:
        assert index.nearest(NORTH_EAST, 1)[0][0] == "north east"


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
    verify(generation / INDEX, 1200, [(f"C-{at}", circle(1200)[at]) for at in (0, 600, 1199)])


def test_twins_of_one_vector_may_find_each_other(tmp_path: Path) -> None:
    index = CaseIndex.create(tmp_path / INDEX)
    index.put(["a twin", "b\ntwin", "c ü"], np.stack([EAST, EAST, NORTH]))
    index.close()

    verify(tmp_path / INDEX, 3, [("a twin", EAST), ("b\ntwin", EAST), ("c ü", NORTH)])


def test_a_wrong_count_is_found(generation: Path) -> None:
    with pytest.raises(IndexUnavailable, match="it holds 1200 cases where there are 1201"):
        verify(generation / INDEX, 1201, [])


def test_a_foreign_vector_is_found(tmp_path: Path) -> None:
    filled(tmp_path / INDEX).close()

    with pytest.raises(IndexUnavailable, match="where case west should be, the nearest is "):
        verify(tmp_path / INDEX, 3, [("east", EAST), ("west", WEST)])


def test_a_process_that_dies_over_the_index_takes_nobody_with_it(generation: Path) -> None:
    graph_file(generation).write_bytes(os.urandom(graph_file(generation).stat().st_size))

    with pytest.raises(IndexUnavailable):
        verify(generation / INDEX, 1200, [("C-0", circle(1200)[0])])
