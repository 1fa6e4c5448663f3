"""The cross-encoder that may put the best results in another order."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import ModelUnavailable
from knowledge.retrieval.search.reranker import RERANKED, Reranker
from knowledge.retrieval.vectors.machine import Machine
from tests.search.tiny_cross_encoder import MOST_TOKENS, write_cross_encoder
from tests.vectors.tiny_model import write_model

PLAIN = Machine(has_gpu=False, has_bf16=False)
HALF = Machine(has_gpu=False, has_bf16=True)
ASKED = "charged twice for one order"
TEXTS = ["the invoice was paid twice", "login fails since the update", "refund", "charged twice " * 8, ""]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cross_encoder(tmp_path_factory.mktemp("reranking") / "model")


def test_each_text_gets_a_score_of_its_own_in_its_place(folder: Path) -> None:
    reranker = Reranker(str(folder), PLAIN)
    scores = reranker.scores(ASKED, TEXTS)

    assert scores.dtype == np.float32
    assert scores.shape == (len(TEXTS),)
    assert ((scores > 0) & (scores < 1)).all()
    assert len(set(scores.tolist())) == len(TEXTS)
    alone = [float(reranker.scores(ASKED, [text])[0]) for text in TEXTS]
    assert np.allclose(scores, alone, atol=1e-5)


def test_no_texts_need_no_model() -> None:
    assert Reranker("no-such-model").scores(ASKED, []).shape == (0,)


def test_half_precision_changes_little(folder: Path) -> None:
    whole, half = (Reranker(str(folder), machine).scores(ASKED, TEXTS) for machine in (PLAIN, HALF))

    assert np.allclose(whole, half, atol=0.05)
    assert len(set(half.tolist())) == len(TEXTS)


def test_a_text_is_cut_to_what_the_model_reads(folder: Path) -> None:
    reranker = Reranker(str(folder), PLAIN)
    long = "refund " * 10_000

    assert reranker.scores(ASKED, [long]) == reranker.scores(ASKED, ["refund " * MOST_TOKENS])
    assert 0 < reranker.scores(long, ["refund"])[0] < 1


def test_only_the_best_results_change_places(folder: Path) -> None:
    reranker = Reranker(str(folder), PLAIN)
    texts = [*TEXTS, *(f"update {'order ' * at}" for at in range(RERANKED))]
    found = reranker.in_order(ASKED, list(range(len(texts))), lambda place: texts[place])
    scores = reranker.scores(ASKED, texts[:RERANKED])

    assert list(found[RERANKED:]) == list(range(RERANKED, len(texts)))
    assert sorted(found[:RERANKED]) == list(range(RERANKED))
    assert [scores[place] for place in found[:RERANKED]] == sorted(scores, reverse=True)


def test_results_that_are_scored_alike_keep_their_order(folder: Path) -> None:
    reranker = Reranker(str(folder), PLAIN)

    assert list(reranker.in_order(ASKED, ["b", "a", "c"], lambda _: "refund")) == ["b", "a", "c"]


def test_a_model_in_an_installed_package_is_found(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "some_reranker"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('nobody runs this')")
    (package / "model").mkdir()
    for file in folder.iterdir():
        (package / "model" / file.name).write_bytes(file.read_bytes())
    monkeypatch.syspath_prepend(str(tmp_path))

    assert Reranker("some-reranker", PLAIN).scores(ASKED, TEXTS).shape == (len(TEXTS),)


def test_what_is_not_there_is_said_not_to_be_there() -> None:
    with pytest.raises(ModelUnavailable) as raised:
        Reranker("no-such-model").prepare()

    assert str(raised.value) == (
        "The reranking model no-such-model cannot be used:"
        " it is neither a folder nor an installed package with a model."
    )


def test_an_embedding_model_is_no_reranker(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="it is no cross-encoder, which gives one score for two texts"):
        Reranker(str(write_model(tmp_path / "model"))).prepare()


def test_a_model_with_several_scores_is_no_reranker(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="it gives 3 scores for two texts, and not one"):
        Reranker(str(write_cross_encoder(tmp_path / "model", labels=3))).prepare()


@pytest.mark.parametrize("name", ["config.json", "model.safetensors"])
def test_damaged_files_are_said_to_be_so(folder: Path, tmp_path: Path, name: str) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / name).write_bytes(b"nothing")

    with pytest.raises(
        ModelUnavailable, match=r"does not say what the model is like|holds no model that can be loaded"
    ):
        Reranker(str(tmp_path)).prepare()
