"""The index of a new generation: a changed copy of the last one's, or built from the vectors when that is no base."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from knowledge.generations.shelf import Generation
from knowledge.retrieval.meaning.case_index import INDEX, CaseIndex
from knowledge.retrieval.meaning.index_files import check_sums
from knowledge.retrieval.vectors.embedder import embed_one
from knowledge.retrieval.vectors.matrix import VectorMatrix
from tests.builders import a_case
from tests.homes import Home, copied


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with 20 cases in its first generation."""
    home = Home(tmp_path_factory.mktemp("first"))
    home.save(*(a_case(f"C-{at}", subject=f"subject number {at}") for at in range(20)))
    home.refresh()
    home.close()
    return home.folder


@pytest.fixture
def home(first: Path, tmp_path: Path) -> Iterator[Home]:
    with copied(first, tmp_path / "home") as home:
        yield home


def served(home: Home) -> Generation:
    with home.shelf.pin() as generation:
        return generation


def assert_index_is_right(home: Home) -> None:
    """Each text finds itself, and nothing else is in the index."""
    folder = served(home).folder
    check_sums(folder)
    matrix = VectorMatrix.open(folder, "it")
    with closing(CaseIndex.open(folder / INDEX)) as index:
        assert index.count() == len(matrix)
        for number, key in enumerate(matrix.keys.tolist()):
            ((nearest, score),) = index.nearest(matrix.of_texts(np.array([number]))[0], 1)
            assert (nearest.rstrip(b"\0"), round(score, 4)) == (key, 1)


def churn_after(home: Home, changed: Sequence[int], removed: Sequence[int] = ()) -> int:
    home.save(*(a_case(f"C-{at}", subject=f"a new subject {at}") for at in changed))
    home.store.remove_cases([f"C-{at}" for at in removed])
    home.refresh()
    return served(home).manifest.churn


def test_a_first_index_holds_every_text(home: Home) -> None:
    assert served(home).manifest.churn == 0
    assert_index_is_right(home)


def test_a_few_changes_are_made_in_a_copy_and_add_up(home: Home) -> None:
    assert churn_after(home, changed=[3], removed=[4]) == 2
    assert_index_is_right(home)
    assert churn_after(home, changed=[5]) == 3
    assert_index_is_right(home)


def test_a_text_that_another_case_still_has_stays(home: Home) -> None:
    assert churn_after(home, changed=[20]) == 0
    home.save(a_case("C-21", subject="subject number 4"))
    home.refresh()

    assert churn_after(home, changed=[], removed=[4]) == 0
    assert_index_is_right(home)


def test_equal_cases_are_one_entry(home: Home) -> None:
    home.save(*(a_case(f"T-{at}", subject="the same as ever") for at in range(5)))
    home.refresh()

    with closing(CaseIndex.open(served(home).folder / INDEX)) as index:
        assert index.count() == 21
    assert_index_is_right(home)


def test_new_cases_are_no_churn(home: Home) -> None:
    assert churn_after(home, changed=[20, 21]) == 0
    assert_index_is_right(home)


def test_after_many_changes_the_index_is_built_anew(home: Home) -> None:
    assert churn_after(home, changed=range(10)) == 0
    assert_index_is_right(home)


@pytest.mark.parametrize("damage", ["database", "everything"])
def test_a_damaged_base_is_no_loss(home: Home, damage: str) -> None:
    index = served(home).folder / INDEX
    for file in [index / "chroma.sqlite3"] if damage == "database" else list(index.rglob("*")):
        if file.is_file():
            file.write_bytes(b"torn" * 100)

    churn_after(home, changed=[3])

    assert_index_is_right(home)


def test_without_cases_there_is_an_index_that_finds_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.refresh()

    with closing(CaseIndex.open(served(home).folder / INDEX)) as index:
        assert index.nearest(embed_one(home.embedder, "login"), 5) == []
