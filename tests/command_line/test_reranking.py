"""RERANK_MODEL on the command line: another order of the same cases, and what is said of a model that is none."""

from pathlib import Path

from tests.search.tiny_cross_encoder import write_cross_encoder
from tests.vectors.tiny_model import write_model
from tests.world import World, groundswell

SEARCH = ("similar", "customer was charged twice for one order", "--json")


def test_a_cross_encoder_changes_the_order_and_no_score(world: World, tmp_path: Path) -> None:
    low = {"SIMILARITY_FLOOR": "0.05"}
    model = {"RERANK_MODEL": str(write_cross_encoder(tmp_path / "model"))}
    plain = groundswell(world.folder, *SEARCH, "-k", "30", settings=low)
    reranked = groundswell(world.folder, *SEARCH, "-k", "5", settings=low | model)

    assert (reranked.status, reranked.err) == (0, "")
    likely, shown = plain.document["cases"], reranked.document["cases"]
    assert len(shown) == 5
    assert shown != likely[:5]
    assert all(case in likely for case in shown)


def test_a_model_that_is_no_cross_encoder_is_refused_in_one_sentence(world: World, tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model")
    ran = groundswell(world.folder, *SEARCH, settings={"RERANK_MODEL": str(folder)})

    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"The reranking model {folder} cannot be used: it is no cross-encoder, which gives one score for two texts.\n"
    )
