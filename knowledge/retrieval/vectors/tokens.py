"""Texts as the tokens that a model reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_CHARACTERS = 16
"""So many characters a token are looked at first: four times what most texts need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The ids of each text's tokens, and which texts are cut because the model reads no more of them."""

    ids: Sequence[Sequence[int]]
    truncated: NDArray[np.bool_]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How many tokens each text has."""
        return np.array([len(one) for one in self.ids], dtype=np.int64)


def tokens_of(tokenizer: Any, texts: Sequence[str], limit: int) -> Tokens:  # noqa: ANN401  each model has its own class
    """At most `limit` tokens of each of `texts`, the model's own signs at both ends counted."""
    beginning = limit * _CHARACTERS
    ids = _read(tokenizer, [text[:beginning] for text in texts], limit + 1)
    # What is all blanks or endless words has few tokens for its length: such a text is read whole.
    sparse = [at for at, text in enumerate(texts) if len(text) > beginning and len(ids[at]) <= limit]
    if sparse:
        whole = _read(tokenizer, [texts[at] for at in sparse], limit + 1)
        for at, one in zip(sparse, whole, strict=True):
            ids[at] = one
    truncated = np.array([len(one) > limit for one in ids], dtype=bool)
    if truncated.any():
        closing = _closing(tokenizer)
        ids = [_cut(one, limit, closing) for one in ids]
    return Tokens(ids=ids, truncated=truncated)


def opening_length(tokenizer: Any, prompt: str) -> int:  # noqa: ANN401  each model has its own class
    """How many tokens of a text that begins with `prompt` are the prompt's, the model's first sign counted."""
    return len(tokenizer(prompt)["input_ids"]) - _closing(tokenizer)


def _read(tokenizer: Any, texts: Sequence[str], most: int) -> list[list[int]]:  # noqa: ANN401  see above
    found: list[list[int]] = tokenizer(
        list(texts), truncation=True, max_length=most, return_attention_mask=False, return_token_type_ids=False
    )["input_ids"]
    return found


def _closing(tokenizer: Any) -> int:  # noqa: ANN401  see above
    """How many signs of its own the model puts at the end of a text."""
    mask = tokenizer("a", return_special_tokens_mask=True)["special_tokens_mask"]
    return next((at for at, is_sign in enumerate(reversed(mask)) if not is_sign), 0)


def _cut(ids: list[int], limit: int, closing: int) -> list[int]:
    """`ids` without what is too much before the model's own signs at the end."""
    if len(ids) <= limit:
        return ids
    return ids[: limit - closing] + ids[len(ids) - closing :]
