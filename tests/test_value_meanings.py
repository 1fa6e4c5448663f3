"""Which values mean nearly what a phrase means."""

from collections.abc import Iterator, Sequence

from knowledge.errors import ModelUnavailable
from knowledge.generations.manifest import EmbeddingStamp
from knowledge.retrieval.value_meanings import ValueMeanings
from knowledge.retrieval.vectors.embedder import Embedded
from tests.fakes import HashingEmbedder

VALUES = {"product": ["mobile app", "billing and invoices"], "region": ["EMEA"]}


class NoModel:
    """An embedder whose model is not there."""

    @property
    def stamp(self) -> EmbeddingStamp:
        return HashingEmbedder().stamp

    def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
        raise ModelUnavailable("none", "it is not installed")


def test_the_closest_values_come_first_with_their_dimension() -> None:
    found = ValueMeanings(HashingEmbedder(), VALUES).nearest("invoices and billing")

    assert found[0][:2] == ("product", "billing and invoices")
    assert [score for _, _, score in found] == sorted((score for _, _, score in found), reverse=True)
    assert len(found) == 3


def test_values_are_embedded_with_the_first_phrase_and_only_once() -> None:
    embedder = HashingEmbedder()
    meanings = ValueMeanings(embedder, VALUES)
    assert embedder.texts == []

    for _ in range(2):
        meanings.nearest("phones")

    assert sorted(embedder.texts) == sorted(["mobile app", "billing and invoices", "EMEA", "phones"])


def test_a_dimension_of_names_is_left_out() -> None:
    accounts = {"account": [f"customer {number}" for number in range(301)]}

    assert ValueMeanings(HashingEmbedder(), accounts).nearest("customer 7") == ()


def test_without_the_model_nothing_is_near() -> None:
    assert ValueMeanings(NoModel(), VALUES).nearest("phones") == ()
