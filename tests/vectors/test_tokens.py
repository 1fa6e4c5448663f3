"""Texts as a model reads them: cut where it stops reading, and never half-read for being oddly long."""

from typing import Any

import pytest

from knowledge.retrieval.vectors.tokens import opening_length, tokens_of
from tests.vectors.tiny_model import write_model

LIMIT = 8


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401  the library's own class
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(write_model(tmp_path_factory.mktemp("tokens") / "model"))


@pytest.mark.parametrize(("words", "is_cut"), [(1, False), (LIMIT - 2, False), (LIMIT - 1, True), (500, True)])
def test_a_text_is_cut_when_it_has_more_than_the_model_reads_beside_its_own_signs(
    tokenizer: Any,  # noqa: ANN401  see the fixture
    words: int,
    is_cut: bool,
) -> None:
    tokens = tokens_of(tokenizer, ["login " * words], LIMIT)

    assert list(tokens.truncated) == [is_cut]
    assert list(tokens.lengths) == [min(words + 2, LIMIT)]
    assert list(tokens.ids[0]) == tokenizer("login " * min(words, LIMIT - 2))["input_ids"]


def test_a_text_with_few_tokens_for_its_length_is_read_whole(tokenizer: Any) -> None:  # noqa: ANN401  see the fixture
    far = "login" + " " * 5_000 + "fails"

    tokens = tokens_of(tokenizer, [far, "login fails"], LIMIT)

    assert tokens.ids[0] == tokens.ids[1]
    assert list(tokens.truncated) == [False, False]


def test_the_opening_of_a_text_is_its_prompt_with_the_models_first_sign(
    tokenizer: Any,  # noqa: ANN401  see the fixture
) -> None:
    assert opening_length(tokenizer, "query: ") == 1 + len(["query", ":"])
