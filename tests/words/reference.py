"""BM25 written out as in its definition, a text at a time."""

from collections import Counter
from collections.abc import Sequence
from math import log

from knowledge.retrieval.words.tokens import tokens
from tests.words.folders import Said

K1, B, OFTEN = 1.2, 0.75, 8


def tokens_of(case: Said) -> list[str]:
    """The tokens of a case, those of its subject twice."""
    return [
        token
        for part in (case.subject, case.subject, case.description, case.resolution)
        for token in tokens(part or "")
    ]


def bm25(asked: str, cases: Sequence[Said]) -> list[float]:
    """The score of each case for what is asked, whose first line counts twice."""
    said = [tokens_of(case) for case in cases]
    average = sum(map(len, said)) / len(said)
    wanted = Counter([*tokens(asked), *tokens(asked.partition("\n")[0])])
    return [sum(_worth(token, text, said, average) * min(n, OFTEN) for token, n in wanted.items()) for text in said]


def _worth(token: str, text: Sequence[str], said: Sequence[Sequence[str]], average: float) -> float:
    having = sum(token in other for other in said)
    count = text.count(token)
    rarity = log(1 + (len(said) - having + 0.5) / (having + 0.5))
    return rarity * count / (count + K1 * (1 - B + B * len(text) / average)) if count else 0.0
