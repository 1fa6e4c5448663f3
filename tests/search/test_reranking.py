"""What a reranker does to a search: the best results in another order, none of them with another score."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.answers.served import Knowledge
from knowledge.asking import find_similar
from knowledge.errors import ModelUnavailable
from knowledge.redaction.redactor import Redactor
from knowledge.retrieval.search.reranker import RERANKED, Reranker
from knowledge.retrieval.search.search import Wanted
from knowledge.retrieval.vectors.embedder import Embedder
from knowledge.settings import Settings
from tests.builders import OPENED, a_case, an_event
from tests.fakes import HashingEmbedder
from tests.homes import Home

CASES = RERANKED + 8
TEXT = "page one does not open"


class LikesTheLong(Reranker):
    """The longer a text, the more it has to do with anything. Keeps what it was asked and what it read."""

    def __init__(self) -> None:
        super().__init__("likes-the-long")
        self.asked: list[str] = []
        self.read: list[str] = []

    def scores(self, asked: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append(asked)
        self.read += texts
        return np.array([len(text) for text in texts], dtype=np.float32)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Cases that are the less like TEXT the more they say; every third escalated."""
    with closing(Home(tmp_path_factory.mktemp("long"))) as home:
        for at in range(1, CASES + 1):
            others = " ".join(f"word{at}x{place}" for place in range(at))
            opened = OPENED + timedelta(hours=at)
            home.save(a_case(f"C-{at}", subject=TEXT, description=f"{others}\n\nKind regards", opened_at=opened))
        home.record(*(an_event("escalated", "2026-10-20", case_id=f"C-{at}") for at in range(3, CASES, 3)))
        home.refresh()
        yield home


@pytest.fixture
def reranker() -> LikesTheLong:
    return LikesTheLong()


@pytest.fixture
def knowledge(home: Home, reranker: LikesTheLong) -> Iterator[Knowledge]:
    with closing(knowing(home, reranker)) as knowledge:
        yield knowledge


def knowing(home: Home, reranker: Reranker, embedder: Embedder | None = None) -> Knowledge:
    settings = Settings(groundswell_home=home.folder, similarity_floor=0.01)
    return Knowledge(home.shelf, embedder or home.embedder, settings, reranker=reranker)


@pytest.mark.parametrize("k", [1, 5, RERANKED, RERANKED + 5])
def test_the_best_results_are_put_in_its_order_with_the_scores_that_they_had(knowledge: Knowledge, k: int) -> None:
    with knowledge.current() as served:
        before = served.search.by_text(TEXT, Wanted(k=CASES, reranked=False))
        after = served.search.by_text(TEXT, Wanted(k=k))

    assert len(before) == CASES
    best = sorted(before[:RERANKED], key=lambda case: -int(case.case_id[2:]))
    assert after == [*best, *before[RERANKED:]][:k]


def test_it_reads_what_was_asked_and_what_each_case_says_of_itself(
    knowledge: Knowledge, reranker: LikesTheLong
) -> None:
    with knowledge.current() as served:
        served.search.by_text(f"{TEXT}\n\nBest regards,\nSomebody", Wanted(k=1))
        served.search.by_case("C-2", Wanted(k=1))

    assert reranker.asked == [TEXT, f"{TEXT}\nword2x0 word2x1"]
    assert f"{TEXT}\nword7x0 word7x1 word7x2 word7x3 word7x4 word7x5 word7x6" in reranker.read


def test_an_answer_asks_it_for_what_is_shown_and_embeds_the_question_once(home: Home) -> None:
    reranker, embedder = LikesTheLong(), HashingEmbedder()
    with closing(knowing(home, reranker, embedder)) as knowledge:
        found = find_similar(knowledge, Redactor(), TEXT, k=5, where={}, older=False)

    assert found.document["contrast"]
    assert embedder.texts == [TEXT]
    assert reranker.asked == [TEXT]


def test_one_that_cannot_be_loaded_is_said_to_be_so_when_it_is_needed(home: Home) -> None:
    with closing(knowing(home, Reranker("no-such-model"))) as knowledge, knowledge.current() as served:
        with pytest.raises(ModelUnavailable, match="The reranking model no-such-model cannot be used"):
            served.search.by_text(TEXT, Wanted())
        with pytest.raises(ModelUnavailable, match="The reranking model no-such-model cannot be used"):
            served.prepare(date(2026, 10, 20))

        assert served.search.by_text("nothing of the kind", Wanted(where={"product": ["none"]})) == []
