"""A new EMBEDDING_MODEL and a refresh: the old generation serves until the new one is there, and never mixes."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.errors import ModelUnavailable
from knowledge.retrieval.search.wanted import Wanted
from knowledge.retrieval.vectors.embedder import SentenceEmbedder
from pipelines.nightly import refresh
from tests.builders import a_case
from tests.homes import NOW, Home, copied
from tests.vectors.tiny_model import E5_PROMPTS, write_model

SUBJECTS = ("Login fails", "Anmeldung geht nicht mehr", "la connexion échoue", "Charged twice for one order")
WANTED = Wanted(k=2)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> SentenceEmbedder:
    return SentenceEmbedder(str(write_model(tmp_path_factory.mktemp("first") / "model")))


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> SentenceEmbedder:
    return SentenceEmbedder(str(write_model(tmp_path_factory.mktemp("second") / "model", seed=8, prompts=E5_PROMPTS)))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, first: SentenceEmbedder) -> Path:
    """A home whose served generation was made with the first model."""
    folder = tmp_path_factory.mktemp("built") / "home"
    with closing(Home(folder, embedder=first)) as home:
        home.save(*(a_case(f"C-{at}", subject=subject) for at, subject in enumerate(SUBJECTS)))
        home.refresh()
    return folder


@pytest.fixture
def home(built: Path, tmp_path: Path, first: SentenceEmbedder) -> Iterator[Home]:
    """A copy of it."""
    with copied(built, tmp_path / "home") as home:
        home.embedder = first
        yield home


def found(home: Home, text: str) -> list[str]:
    with home.knowledge() as knowledge, knowledge.current() as served:
        return [case.case_id for case in served.search.by_text(text, WANTED)]


def test_an_index_made_with_another_model_is_refused_in_one_sentence(home: Home, second: SentenceEmbedder) -> None:
    made_with = home.embedder.stamp.model
    home.embedder = second

    with pytest.raises(ModelUnavailable) as refused:
        found(home, "Anmeldung")

    assert str(refused.value) == (
        f"The embedding model {second.stamp.model} cannot be used: "
        f"what is served was made with {made_with}; run `groundswell refresh`."
    )


def test_a_refresh_with_another_model_embeds_every_case_anew_and_is_searched_with_it(
    home: Home, second: SentenceEmbedder
) -> None:
    home.embedder = second

    report = home.refresh()

    assert (report.embedded, report.reused) == (len(SUBJECTS), 0)
    assert found(home, SUBJECTS[1])[0] == "C-1"
    with home.shelf.pin() as generation:
        assert generation.manifest.embedding == second.stamp


def test_while_the_new_index_is_built_the_old_one_answers_with_its_own_model(
    home: Home, second: SentenceEmbedder
) -> None:
    first, served, answers = home.embedder, home.shelf.served_id(), []

    def ask(_stage: str, _done: int, _total: int) -> None:
        home.embedder = first
        answers.append(found(home, SUBJECTS[0])[0])

    home.embedder = second
    refresh(home.parts(), now=NOW, progress=ask)

    assert answers
    assert set(answers) == {"C-0"}
    assert home.shelf.served_id() != served
