"""Who may see some cases only learns nothing of the others, not even how rare a word is among them."""

from contextlib import closing
from pathlib import Path
from random import Random

import numpy as np
import pytest

from knowledge.retrieval.texts.distinct import DistinctTexts
from knowledge.retrieval.words.limited_words import LimitedWords
from knowledge.retrieval.words.word_index import WordIndex
from tests.builders import a_case
from tests.homes import Home

WORDS = ("login", "invoice", "refund", "slow", "page", "ORA-00942", "export", "charge", "XP-200", "crash", "sync")
HIDDEN = "merger"
"""A word that only hidden cases have."""


def subjects(seed: int, number: int) -> list[str]:
    random = Random(seed)
    return [" ".join(random.choices(WORDS, k=random.randint(1, 9))) + f" {at}" for at in range(number)]


SEEN = {f"C-{at}": subject for at, subject in enumerate(subjects(1, 40))}
OTHERS = {f"H-{at}": f"{subject} {HIDDEN}" for at, subject in enumerate(subjects(2, 60))}


def words_of(folder: Path, cases: dict[str, str]) -> tuple[WordIndex, DistinctTexts, list[str]]:
    """The words of a home with these cases, and their ids in the order of their rows."""
    with closing(Home(folder)) as home:
        home.save(*(a_case(name, subject=subject) for name, subject in cases.items()))
        home.refresh()
        with home.shelf.pin() as generation:
            texts = DistinctTexts.open(generation.folder, "it")
            return WordIndex.open(generation.folder, "it"), texts, sorted(cases)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[LimitedWords, WordIndex, np.ndarray]:
    """The limited words, those of a home without the other cases, and the numbers of the texts that are seen."""
    both = words_of(tmp_path_factory.mktemp("both"), SEEN | OTHERS)
    alone, _, _ = words_of(tmp_path_factory.mktemp("alone"), SEEN)
    index, texts, ids = both
    seen = np.zeros(len(texts), dtype=bool)
    seen[[texts.of_row[row] for row, name in enumerate(ids) if name in SEEN]] = True
    return LimitedWords(index, seen), alone, np.flatnonzero(seen)


ASKED = (
    "login",
    "invoice refund page",
    "ORA-00942 on the XP-200",
    f"{HIDDEN} of login",
    "login login crash\nsync",
    "?",
)


@pytest.mark.parametrize("asked", ASKED)
def test_scores_are_those_of_a_home_without_the_others(
    pair: tuple[LimitedWords, WordIndex, np.ndarray], asked: str
) -> None:
    limited, alone, numbers = pair

    assert limited.scores(asked)[numbers] == pytest.approx(alone.scores(asked), rel=1e-6)
    assert limited.scores_of(asked, numbers[:3]) == pytest.approx(alone.scores(asked)[:3], rel=1e-6)
    assert limited.self_score(asked) == pytest.approx(alone.self_score(asked), rel=1e-6)


@pytest.mark.parametrize("asked", ASKED)
def test_others_have_no_score_and_no_code(pair: tuple[LimitedWords, WordIndex, np.ndarray], asked: str) -> None:
    limited, alone, numbers = pair

    assert not np.delete(limited.scores(asked), numbers).any()
    assert limited.shared_codes(asked, numbers).tolist() == alone.shared_codes(asked, np.arange(len(alone))).tolist()
    for code in limited.codes(asked):
        assert numbers.tolist() == sorted({*numbers.tolist(), *limited.texts_with(code).tolist()})
