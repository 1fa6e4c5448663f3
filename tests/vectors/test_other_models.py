"""Another embedding model is a setting and a refresh: its prompts, its limits, its vectors, and who may use which."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.errors import ModelUnavailable
from knowledge.retrieval.vectors.embedder import SentenceEmbedder, embed_one
from knowledge.retrieval.vectors.model_files import Prompts, model_files, prompts_of
from tests.vectors.tiny_model import E5_PROMPTS, HIDDEN, MOST_TOKENS, write_model

MAIL = "Anmeldung geht nicht mehr"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model without prompts."""
    return write_model(tmp_path_factory.mktemp("plain") / "model")


@pytest.fixture(scope="module")
def prompted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same model with the prompts of the e5 family."""
    return write_model(tmp_path_factory.mktemp("prompted") / "model", prompts=E5_PROMPTS)


def as_text(embedder: SentenceEmbedder, text: str) -> NDArray[np.float32]:
    (found,) = embedder.embed([text])
    return np.asarray(found.vectors[0])


def likeness(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Of two unit vectors: 1 where they are the same but for rounding."""
    return float(one @ other)


def test_a_model_in_a_folder_says_how_long_its_vectors_are(plain: Path) -> None:
    embedder = SentenceEmbedder(str(plain))

    assert embedder.stamp.dimensions == HIDDEN
    assert embedder.stamp.model == str(plain)
    assert len(embed_one(embedder, MAIL)) == HIDDEN


def test_a_model_without_prompts_reads_questions_and_texts_alike(plain: Path) -> None:
    embedder = SentenceEmbedder(str(plain))

    assert prompts_of(model_files(str(plain))) == Prompts()
    assert likeness(embed_one(embedder, MAIL), as_text(embedder, MAIL)) == pytest.approx(1, abs=1e-4)


def test_a_model_reads_its_own_prompt_before_a_question_and_another_before_a_text(plain: Path, prompted: Path) -> None:
    without, embedder = SentenceEmbedder(str(plain)), SentenceEmbedder(str(prompted))

    assert np.array_equal(embed_one(embedder, MAIL), embed_one(without, f"query: {MAIL}"))
    assert np.array_equal(as_text(embedder, MAIL), as_text(without, f"passage: {MAIL}"))
    assert likeness(embed_one(embedder, MAIL), as_text(embedder, MAIL)) < 0.99


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({"prompts": {"query": "Q: ", "document": "D: "}}, Prompts(question="Q: ", text="D: ")),
        ({"prompts": {"query": "Q: "}}, Prompts(question="Q: ")),
        ({"prompts": {"s2s": "S: "}, "default_prompt_name": "s2s"}, Prompts(question="S: ", text="S: ")),
        ({"prompts": None, "default_prompt_name": None}, Prompts()),
        ({}, Prompts()),
    ],
)
def test_prompts_are_read_as_model_makers_write_them(tmp_path: Path, said: dict[str, object], read: Prompts) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(said))

    assert prompts_of(model_files(str(tmp_path))) == read


@pytest.mark.parametrize("content", ["no json", "[]", '{"prompts": 3}'])
def test_prompts_that_cannot_be_read_are_said_to_be_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    (tmp_path / "config_sentence_transformers.json").write_text(content)

    with pytest.raises(ModelUnavailable, match=r"config_sentence_transformers\.json cannot be read"):
        prompts_of(model_files(str(tmp_path)))


def test_the_prompt_counts_among_what_the_model_reads(plain: Path, prompted: Path) -> None:
    fits = "login " * (MOST_TOKENS - 2)

    def is_cut(folder: Path) -> list[bool]:
        (found,) = SentenceEmbedder(str(folder)).embed([fits])
        return list(found.truncated)

    assert is_cut(plain) == [False]
    assert is_cut(prompted) == [True]


def test_everything_that_a_vector_depends_on_changes_the_fingerprint(
    plain: Path, prompted: Path, tmp_path: Path
) -> None:
    other = write_model(tmp_path / "other", seed=8)
    stamps = [SentenceEmbedder(str(folder)).stamp for folder in (plain, prompted, other)]

    assert len({stamp.fingerprint for stamp in stamps}) == 3
    assert SentenceEmbedder(str(plain)).stamp == stamps[0]


def test_a_model_in_an_installed_package_is_found_by_the_name_of_the_package(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "some_model"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('nobody runs this')")
    (package / "weights").symlink_to(plain)
    (package / "weights-copied").mkdir()
    for file in plain.iterdir():
        if file.is_file():
            (package / "weights-copied" / file.name).write_bytes(file.read_bytes())
    monkeypatch.syspath_prepend(str(tmp_path))

    assert model_files("some-model").folder == package / "weights-copied"
    assert "some_model" not in sys.modules
