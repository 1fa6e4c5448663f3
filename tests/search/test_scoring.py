"""Scores are likelihoods, and what is shared most scores most."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.search.scoring import Likeness, highest, scores_of
from knowledge.settings import Settings

shares = st.floats(0, 1)


def score(meaning: float, words: float = 0, codes: float = 0) -> float:
    return float(scores_of(Likeness(meaning=np.array([meaning]), words=np.array([words]), codes=np.array([codes])))[0])


@given(meaning=st.floats(-1, 1), words=shares, codes=shares, more=shares)
def test_a_score_is_between_0_and_1_and_grows_with_all_that_is_shared(
    meaning: float, words: float, codes: float, more: float
) -> None:
    found = score(meaning, words, codes)

    assert 0 <= found <= 1
    assert score(min(1, meaning + more), words, codes) >= found
    assert score(meaning, min(1, words + more), codes) >= found
    assert score(meaning, words, min(1, codes + more)) >= found


def test_the_floor_lies_between_what_has_nothing_to_do_with_it_and_what_has() -> None:
    floor = Settings().similarity_floor

    assert score(meaning=0.3, words=0.1) < floor < score(meaning=0.6, words=0.2)
    assert score(meaning=0, codes=1) > floor


def test_the_same_text_is_as_good_as_certain() -> None:
    assert score(meaning=1, words=1) > 0.97


@pytest.mark.parametrize(("count", "places"), [(1, [1, 3]), (2, [1, 3]), (3, [1, 2, 3]), (9, [0, 1, 2, 3])])
def test_the_highest_are_all_that_are_as_high_as_the_last_of_them(count: int, places: list[int]) -> None:
    assert highest(np.array([0.1, 0.9, 0.5, 0.9]), count).tolist() == places
