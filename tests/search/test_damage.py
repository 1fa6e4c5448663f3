"""What cannot be searched is said to be damaged, and by what it is mended."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.answers.served import Served
from knowledge.errors import CaseNotFound, DamagedGeneration, ModelUnavailable
from knowledge.generations.shelf import Generation
from knowledge.metrics.engine import Engine
from knowledge.retrieval.meaning.case_index import INDEX
from knowledge.retrieval.search.search import CaseSearch, Wanted
from tests.builders import a_case
from tests.fakes import HashingEmbedder
from tests.homes import Home, copied
from tests.world import World


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of so many cases that Chroma has written its graph."""
    home = Home(tmp_path_factory.mktemp("many"))
    home.save(*(a_case(f"C-{at}", subject=f"subject number {at}") for at in range(1_100)))
    home.refresh()
    home.close()
    return home.folder


@pytest.fixture
def home(many: Path, tmp_path: Path) -> Iterator[Home]:
    with copied(many, tmp_path / "home") as home:
        yield home


def folder_of(home: Home) -> Path:
    with home.shelf.pin() as generation:
        return generation.folder


def found_by(home: Home, generation: Generation, wanted: Wanted) -> object:
    """What a search finds that asks the index as soon as there are more than ten texts."""
    with closing(Engine({"cases": generation.folder / "cases.parquet"}, name="it")) as engine:
        search = CaseSearch(generation, engine, home.embedder, floor=0, exact_up_to=10)
        with closing(search):
            return search.by_text("subject number 7", wanted)


ONE = Wanted(k=1)
NARROW = Wanted(k=1, where={"account": ["nobody"]})


@pytest.mark.parametrize("name", ["chroma.sqlite3", "*"])
def test_a_damaged_index_is_damage_that_says_what_to_do(home: Home, name: str) -> None:
    for file in (folder_of(home) / INDEX).rglob("*"):
        if file.is_file() and name in (file.name, "*"):
            file.write_bytes(b"torn" * 100)

    with home.shelf.pin() as generation:
        with pytest.raises(DamagedGeneration, match=r"its index cannot be used: .*`groundswell refresh` builds"):
            found_by(home, generation, ONE)
        assert found_by(home, generation, NARROW) == []


def test_a_graph_with_torn_bytes_is_damage_and_does_not_end_the_process(home: Home) -> None:
    (graph,) = folder_of(home).glob("chroma/*/data_level0.bin")
    graph.write_bytes(os.urandom(graph.stat().st_size))

    with (
        home.shelf.pin() as generation,
        pytest.raises(DamagedGeneration, match=r"data_level0\.bin is gone or changed"),
    ):
        found_by(home, generation, ONE)


def test_few_texts_are_searched_without_the_index(home: Home) -> None:
    for file in (folder_of(home) / INDEX).rglob("*"):
        if file.is_file():
            file.write_bytes(b"torn")

    with home.knowledge() as knowledge, knowledge.current() as served:
        assert served.search.by_text("subject number 7", ONE)[0].case_id == "C-7"


@pytest.fixture
def served(home: Home) -> Iterator[Served]:
    with home.knowledge() as knowledge, knowledge.current() as served:
        yield served


@pytest.mark.parametrize(
    "name", ["text_keys.npy", "text_of_row.npy", "vectors.npy", "words.json", "cards.jsonl", "cards_starts.npy"]
)
@pytest.mark.parametrize("damage", ["gone", "cut", "empty"])
def test_a_damaged_file_is_damage_that_says_what_to_do(home: Home, served: Served, name: str, damage: str) -> None:
    file = folder_of(home) / name
    content = file.read_bytes()
    file.unlink()
    if damage != "gone":
        file.write_bytes(content[: len(content) // 2] if damage == "cut" else b"")

    with pytest.raises(DamagedGeneration, match="`groundswell refresh` builds a new one"):
        served.search.by_text("subject number 7", ONE)


def test_a_generation_from_before_there_were_words_says_that_a_refresh_makes_another(
    home: Home, served: Served
) -> None:
    for file in (*folder_of(home).glob("text_*"), *folder_of(home).glob("words*"), *folder_of(home).glob("cards*")):
        file.unlink()

    with pytest.raises(DamagedGeneration, match="`groundswell refresh` builds a new one"):
        served.search.by_case("C-7", ONE)


def test_files_that_are_not_of_one_generation_are_damage(home: Home, served: Served, tmp_path: Path) -> None:
    folder = folder_of(home)
    with copied(home.folder, tmp_path / "other") as other:
        other.save(a_case("C-2000", subject="one more"))
        other.refresh()
        for name in ("cards.jsonl", "cards_starts.npy"):
            (folder / name).write_bytes((folder_of(other) / name).read_bytes())

    with pytest.raises(DamagedGeneration, match="the cards of 1101 where there are 1100"):
        served.search.by_text("subject number 7", ONE)


def test_vectors_of_another_model_are_not_searched_but_a_case_is(home: Home) -> None:
    other = World(export=home.folder, folder=home.folder, embedder=HashingEmbedder("hashing/2"))
    with other.knowledge(similarity_floor=0) as knowledge, knowledge.current() as served:
        with pytest.raises(ModelUnavailable, match="made with other weights or another precision; run `groundswell"):
            served.search.by_text("subject number 7", Wanted())

        assert served.search.by_case("C-7", ONE)


def test_without_cases_nothing_is_found(tmp_path: Path) -> None:
    with closing(Home(tmp_path)) as home:
        home.refresh()
        with home.knowledge() as knowledge, knowledge.current() as served:
            assert served.search.by_text("anything", Wanted()) == []
            assert served.search.by_text("anything", Wanted(where={"product": ["(none)"]})) == []
            with pytest.raises(CaseNotFound):
                served.search.by_case("C-1", Wanted())
