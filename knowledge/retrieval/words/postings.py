"""Which token is how often in which text, and what that is worth: BM25, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.75
"""How soon a token's repetition stops counting, and how much a text's length does: Lucene's defaults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The tokens of the texts `numbers`, whose lengths in tokens are `lengths`.

    The token at place `places[i]` of `tokens` is `counts[i]` times in the text `texts[i]`.
    """

    numbers: NDArray[np.int64]
    lengths: NDArray[np.int32]
    tokens: NDArray[np.uint64]
    places: NDArray[np.int64]
    texts: NDArray[np.int32]
    counts: NDArray[np.uint16]


NOTHING = Piece(
    numbers=np.empty(0, np.int64),
    lengths=np.empty(0, np.int32),
    tokens=np.empty(0, np.uint64),
    places=np.empty(0, np.int64),
    texts=np.empty(0, np.int32),
    counts=np.empty(0, np.uint16),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """The texts of `tokens[i]`, ascending, are `texts[starts[i] : starts[i + 1]]`, with their `counts` beside them.

    Tokens are numbers, ascending, each in some text. `lengths` counts the tokens by which each text is ranked.
    """

    tokens: NDArray[np.uint64]
    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]

    def kept(self, new_numbers: NDArray[np.int64]) -> Piece:
        """The texts that have a new number, under it; -1 for those that are gone. New numbers keep the order."""
        texts = new_numbers[self.texts]
        stays = texts >= 0
        places = np.repeat(np.arange(len(self.tokens)), np.diff(self.starts))
        return Piece(
            numbers=new_numbers[new_numbers >= 0],
            lengths=self.lengths[new_numbers >= 0],
            tokens=np.asarray(self.tokens),
            places=places[stays],
            texts=texts[stays].astype(np.int32),
            counts=self.counts[stays],
        )


def postings_of(pieces: Sequence[Piece], texts: int) -> Postings:
    """All `pieces`, which have no text in common, as one. `texts`: how many there are in all."""
    lengths = np.zeros(texts, dtype=np.int32)
    for piece in pieces:
        lengths[piece.numbers] = piece.lengths
    tokens = np.unique(np.concatenate([np.empty(0, np.uint64), *(piece.tokens for piece in pieces)]))
    keys = np.empty(sum(len(piece.texts) for piece in pieces), dtype=np.int64)
    counts = np.empty(len(keys), dtype=np.uint16)
    end = 0
    for piece in pieces:
        start, end = end, end + len(piece.texts)
        keys[start:end] = np.searchsorted(tokens, piece.tokens)[piece.places] << 32 | piece.texts
        counts[start:end] = piece.counts
    order = np.argsort(keys, kind="stable")  # which is quick where long stretches are in order already
    keys = keys[order]
    starts = np.searchsorted(keys, np.arange(len(tokens) + 1) << 32)
    used = np.diff(starts) > 0
    return Postings(
        tokens=tokens[used],
        starts=np.append(starts[:-1][used], len(keys)),
        texts=(keys & 0xFFFFFFFF).astype(np.int32),
        counts=counts[order],
        lengths=lengths,
    )


def rarities(having: NDArray[np.int64], texts: int) -> NDArray[np.float32]:
    """What a token is worth that so many of `texts` have: the inverse document frequency in Lucene's form, above 0."""
    return np.log1p((texts - having + 0.5) / (having + 0.5)).astype(np.float32)


def frequencies(counts: NDArray[np.float32], lengths: NDArray[np.float32], average: float) -> NDArray[np.float32]:
    """What occurring so often in a text of that length is worth, 0 to 1. Lengths and their `average` count tokens.

    Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019, without the constant factor, as Lucene has it.
    """
    return counts / (K1 * (1 - B + B * lengths / average) + counts)


def weights(postings: Postings) -> NDArray[np.float32]:
    """What each posting adds to the score of its text."""
    having = np.diff(postings.starts)
    rarity = np.repeat(rarities(having, len(postings.lengths)), having)
    average = average_length(postings.lengths)
    lengths = postings.lengths.astype(np.float32)[postings.texts]
    return rarity * frequencies(postings.counts.astype(np.float32), lengths, average)


def average_length(lengths: NDArray[np.int32]) -> float:
    """The mean, at least 1 where there is nothing to have a length."""
    return float(lengths.mean()) if lengths.any() else 1.0
