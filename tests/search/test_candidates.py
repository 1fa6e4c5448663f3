"""Which texts are proposed when there are too many to look at all."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.retrieval.search.candidates import Candidates
from knowledge.retrieval.search.search_files import SearchFiles
from knowledge.retrieval.search.wanted import Asked
from knowledge.retrieval.vectors.embedder import embed_one
from tests.builders import a_case
from tests.fakes import HashingEmbedder
from tests.homes import Home

NUMBER = 400
SHELVES = ("bread", "cheese", "apples", "salt")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with closing(Home(tmp_path_factory.mktemp("shelves"))) as home:
        home.save(
            *(
                a_case(f"C-{at}", subject=f"{SHELVES[at % 4]} {at % 7} {at % 11} {at}", description=f"row {at % 13}")
                for at in range(NUMBER)
            ),
            a_case("D-1", subject="nothing like the others", description="It prints KX-77310 and beeps."),
        )
        home.refresh()
        yield home


@pytest.fixture(scope="module")
def files(home: Home) -> Iterator[SearchFiles]:
    with home.shelf.pin() as generation, closing(SearchFiles(generation)) as files:
        yield files


def asked_for(text: str) -> Asked:
    return Asked(text=text, vector=embed_one(HashingEmbedder(), text))


def closest(files: SearchFiles, asked: Asked, allowed: NDArray[np.bool_], count: int) -> set[int]:
    scores = np.where(allowed, files.matrix.all_similarities(asked.vector), -2)
    return set(np.argsort(-scores)[:count].tolist())


def with_shelf(files: SearchFiles, shelf: str) -> NDArray[np.bool_]:
    """The texts of one shelf, by number."""
    rows = np.array([files.cards.of(row).subject.startswith(shelf) for row in range(len(files.cards))])
    return files.texts_at(rows)


def test_few_texts_are_all_proposed(files: SearchFiles) -> None:
    some = with_shelf(files, "salt")

    found = Candidates(files, exact_up_to=100).proposed(asked_for("bread 3"), some, 10)

    assert found.tolist() == np.flatnonzero(some).tolist()


def test_of_many_the_closest_are_among_those_proposed(files: SearchFiles) -> None:
    asked = asked_for("bread 3 5")

    found = Candidates(files, exact_up_to=100).proposed(asked, None, 20)

    assert len(found) < NUMBER / 2
    assert closest(files, asked, np.ones(len(files.texts), bool), 10) <= set(found.tolist())


@pytest.mark.parametrize("shelf", SHELVES)
def test_of_many_that_a_filter_lets_through_the_closest_are_proposed_and_no_others(
    files: SearchFiles, shelf: str
) -> None:
    """Also where all that is close to what is asked is not let through."""
    asked, allowed = asked_for("bread bread bread"), with_shelf(files, shelf)

    found = Candidates(files, exact_up_to=50).proposed(asked, allowed, 20)

    assert allowed[found].all()
    assert closest(files, asked, allowed, 10) <= set(found.tolist())


def test_what_has_a_code_is_proposed_wherever_it_lies(files: SearchFiles) -> None:
    asked = asked_for("bread 3 5 cheese 4 apples salt " * 20 + "KX-77310")

    found = Candidates(files, exact_up_to=100).proposed(asked, None, 5)

    assert any(files.cards.of(int(files.rows_of(int(number))[0])).case_id == "D-1" for number in found)


def test_proposals_are_ascending_and_each_is_there_once(files: SearchFiles) -> None:
    found = Candidates(files, exact_up_to=100).proposed(asked_for("cheese 2"), None, 30)

    assert found.tolist() == sorted(set(found.tolist()))


def test_a_text_knows_the_rows_of_its_cases_the_oldest_first(tmp_path: Path) -> None:
    with closing(Home(tmp_path)) as home:
        home.save(*(a_case(f"C-{at}", subject=("even", "odd")[at % 2]) for at in range(6)))
        home.refresh()
        with home.shelf.pin() as generation:
            files = SearchFiles(generation)
            assert sorted(files.rows_of(number).tolist() for number in (0, 1)) == [[0, 2, 4], [1, 3, 5]]
