"""Near-duplicates become one result."""

from collections.abc import Sequence

import numpy as np

from knowledge.retrieval.search.folding import Group, Ranked, folded

EAST, NEARLY, NORTH = [1.0, 0.0], [0.9995, 0.0316], [0.0, 1.0]


def groups(
    texts: Sequence[str],
    vectors: Sequence[Sequence[float]],
    *,
    k: int = 10,
    codes: Sequence[float] | None = None,
    rows: Sequence[Sequence[int]] | None = None,
) -> Sequence[Group]:
    """The groups of texts that come best first; the rows of each are its place times ten unless given."""
    each = [np.array(some) for some in rows or [[place * 10] for place in range(len(texts))]]
    ranked = Ranked(
        scores=np.linspace(1, 0.5, len(texts)),
        vectors=np.array(vectors, dtype=np.float32).reshape(len(texts), 2),
        codes=np.array(codes or [0.0] * len(texts)),
        rows=each,
    )
    of_row = {int(row): text for text, some in zip(texts, each, strict=True) for row in some}
    return folded(ranked, of_row.__getitem__, k)


def shape(found: Sequence[Group]) -> Sequence[tuple[int, ...]]:
    return [(group.row, *group.folded) for group in found]


WORDS = "one two three four five six seven eight nine ten eleven"


def test_cases_of_one_text_are_one_result_the_oldest_first() -> None:
    assert shape(groups(["a"], [EAST], rows=[[3, 5, 8]])) == [(3, 5, 8)]


def test_what_is_close_and_says_nearly_the_same_is_folded() -> None:
    assert shape(groups([WORDS, f"{WORDS} twelve"], [EAST, NEARLY])) == [(0, 10)]


def test_what_is_close_but_says_something_else_is_not() -> None:
    assert shape(groups([WORDS, "quite another thing"], [EAST, NEARLY])) == [(0,), (10,)]


def test_what_says_the_same_words_but_is_not_close_is_not() -> None:
    assert shape(groups(["dog bites man", "man bites dog"], [EAST, NORTH])) == [(0,), (10,)]


def test_what_differs_in_the_codes_asked_for_is_not() -> None:
    assert shape(groups([WORDS, WORDS], [EAST, EAST], codes=[1.0, 0.5])) == [(0,), (10,)]


def test_duplicates_are_gathered_past_the_last_result_that_is_wanted() -> None:
    found = groups([WORDS, "other", "third", WORDS], [EAST, NORTH, [-1.0, 0.0], EAST], k=2)

    assert shape(found) == [(0, 30), (10,)]


def test_a_result_has_the_score_of_its_best() -> None:
    assert [group.score for group in groups([WORDS, WORDS], [EAST, EAST])] == [1.0]


def test_who_resembles_a_folded_one_only_is_a_result_of_its_own() -> None:
    further = [0.995, 0.0999]
    found = groups([WORDS, WORDS, WORDS], [[0.9995, -0.0316], EAST, further])

    assert shape(found) == [(0, 10), (20,)]


def test_nothing_is_folded_into_nothing() -> None:
    assert groups([], []) == []
