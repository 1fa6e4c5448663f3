"""The promises of every embedder, kept by the fake of the tests and by the real model."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.retrieval.vectors.embedder import Embedder, embed_one
from tests.fakes import MOST_WORDS, HashingEmbedder
from tests.world import real_embedder

TEXTS = (
    "charged twice for one order",
    "login fails",
    "The export of the monthly report ends with error 504 after ten minutes. " * 2,
    "Übergrößenträger können sich nicht anmelden",
    "",
    "crash on start " * 20,
)


@dataclass(frozen=True)
class Subject:
    """An embedder and how many words "reset" it reads of a text."""

    embedder: Embedder
    most_words: int


@pytest.fixture(params=["fake", "real"])
def subject(request: pytest.FixtureRequest) -> Subject:
    # the model reads 256 tokens, of which two are its own signs for the beginning and the end
    return Subject(HashingEmbedder(), MOST_WORDS) if request.param == "fake" else Subject(real_embedder(), 254)


def vectors_of(embedder: Embedder, texts: Sequence[str]) -> NDArray[np.float32]:
    found = np.full((len(texts), embedder.stamp.dimensions), np.nan, dtype=np.float32)
    for some in embedder.embed(texts):
        found[some.places] = some.vectors
    return found


def truncated_of(embedder: Embedder, texts: Sequence[str]) -> list[bool]:
    flags = {
        int(place): bool(flag)
        for some in embedder.embed(texts)
        for place, flag in zip(some.places, some.truncated, strict=True)
    }
    return [flags[place] for place in range(len(texts))]


def test_each_text_gets_one_unit_vector(subject: Subject) -> None:
    places = [int(place) for some in subject.embedder.embed(TEXTS) for place in some.places]

    assert sorted(places) == list(range(len(TEXTS)))
    assert np.linalg.norm(vectors_of(subject.embedder, TEXTS), axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("many", [1, 2, 7, 60])
def test_a_text_has_the_same_vector_to_the_last_bit_whatever_stands_beside_it(subject: Subject, many: int) -> None:
    together = vectors_of(subject.embedder, TEXTS)
    crowd = TEXTS * many  # of the same lengths, so that they stand in the same batches
    turned = vectors_of(subject.embedder, [*TEXTS, *crowd][::-1])[::-1][: len(TEXTS)]
    crowded = vectors_of(subject.embedder, [*crowd, *TEXTS])[len(crowd) :]
    alone = np.array([vectors_of(subject.embedder, [text])[0] for text in TEXTS])

    for other in (turned, crowded, alone):
        assert np.array_equal(together, other)


def test_what_is_searched_by_lies_where_the_same_words_lie_as_a_text(subject: Subject) -> None:
    together = vectors_of(subject.embedder, TEXTS)
    asked = np.array([embed_one(subject.embedder, text) for text in TEXTS])

    assert np.sum(together * asked, axis=1) == pytest.approx(1, abs=1e-4)


def test_texts_of_one_meaning_are_closer_than_others(subject: Subject) -> None:
    one, near, far = vectors_of(subject.embedder, ["customer charged twice", "charged twice customer", "app is slow"])

    assert one @ near > one @ far


def test_no_texts_are_no_vectors(subject: Subject) -> None:
    assert list(subject.embedder.embed([])) == []


def test_a_text_is_truncated_from_the_first_word_beyond_the_limit(subject: Subject) -> None:
    most = subject.most_words

    assert truncated_of(subject.embedder, ["reset " * most, "reset " * (most + 1), "reset"]) == [False, True, False]


def test_what_is_cut_off_changes_nothing(subject: Subject) -> None:
    whole = "reset " * subject.most_words

    assert np.allclose(embed_one(subject.embedder, whole), embed_one(subject.embedder, whole + "password"), atol=1e-6)


def test_the_stamp_tells_the_size_of_the_vectors_and_stays_the_same(subject: Subject) -> None:
    stamp = subject.embedder.stamp

    assert len(embed_one(subject.embedder, "login fails")) == stamp.dimensions
    assert subject.embedder.stamp == stamp


def test_many_may_ask_at_once(subject: Subject) -> None:
    texts = [f"question {at} " * (1 + at % 7) for at in range(24)]
    one_by_one = [embed_one(subject.embedder, text) for text in texts]

    with ThreadPoolExecutor(max_workers=6) as people:
        at_once = list(people.map(lambda text: embed_one(subject.embedder, text), texts))

    assert np.array_equal(at_once, one_by_one)
