"""Where the embedding model comes from, and that nothing but the expected one is used."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import ModelUnavailable
from knowledge.retrieval.vectors.embedder import SentenceEmbedder, embed_one
from knowledge.retrieval.vectors.model_files import DEFAULT_SHA256, dimensions_of, model_files, published_files
from knowledge.settings import DEFAULT_MODEL
from tests.world import groundswell, real_embedder, small_real_world


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the installed model."""
    folder = tmp_path / "model"
    shutil.copytree(model_files(DEFAULT_MODEL).folder, folder)
    return folder


def why_not(name: str | Path) -> str:
    with pytest.raises(ModelUnavailable) as refusal:
        _ = SentenceEmbedder(str(name)).stamp
    return str(refusal.value)


def test_the_default_is_the_published_model() -> None:
    assert model_files(DEFAULT_MODEL).sha256 == DEFAULT_SHA256


def test_weights_with_one_flipped_bit_are_not_taken_for_the_published_ones(model: Path) -> None:
    assert published_files(model).sha256 == DEFAULT_SHA256
    with (model / "model.safetensors").open("r+b") as weights:
        weights.seek(1_000_000)
        byte = weights.read(1)[0]
        weights.seek(1_000_000)
        weights.write(bytes([byte ^ 1]))

    with pytest.raises(ModelUnavailable, match="its weights are not the published ones; install the package again"):
        published_files(model)


def test_a_folder_is_a_model_of_its_own_name_that_embeds_alike(model: Path) -> None:
    embedder = SentenceEmbedder(str(model))

    assert embedder.stamp.model == str(model)
    assert embedder.stamp.fingerprint == real_embedder().stamp.fingerprint
    assert np.array_equal(embed_one(embedder, "login fails"), embed_one(real_embedder(), "login fails"))


def test_a_folder_without_weights_is_no_model(tmp_path: Path) -> None:
    assert "holds none of model.safetensors, pytorch_model.bin" in why_not(tmp_path)


def test_a_folder_with_weights_and_nothing_else_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")

    assert "does not say what the model is like" in why_not(tmp_path)


def test_weights_that_cannot_be_read_are_said_to_be_so(model: Path) -> None:
    (model / "model.safetensors").write_bytes(b"no weights at all")

    with pytest.raises(ModelUnavailable, match="holds no model that can be loaded"):
        embed_one(SentenceEmbedder(str(model)), "login fails")


def test_a_name_that_is_neither_a_folder_nor_a_hub_name_is_said_to_be_so(tmp_path: Path) -> None:
    assert "it is no folder, no installed package and no hub name" in why_not(tmp_path / "not there")


def test_a_model_with_a_dense_layer_has_vectors_as_long_as_that_layer_gives(model: Path) -> None:
    modules = json.loads((model / "modules.json").read_text())
    dense = {"idx": 2, "name": "2", "path": "2_Dense", "type": "sentence_transformers.models.Dense"}
    (model / "modules.json").write_text(json.dumps([*modules, dense]))
    (model / "2_Dense").mkdir()
    (model / "2_Dense" / "config.json").write_text(json.dumps({"in_features": 384, "out_features": 128}))

    assert dimensions_of(published_files(model)) == 128


def test_a_hub_name_without_a_hub_is_one_sentence(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = small_real_world(tmp_path_factory)

    ran = groundswell(home.folder, "similar", "login fails", settings={"EMBEDDING_MODEL": "someone/some-model"})

    assert ran.status == 1
    assert ran.err == (
        "The embedding model someone/some-model cannot be used:"
        " it is not installed, and the model hub did not give it.\n"
    )
