"""How good a ranking is, and how sure one can be of a mean over few questions."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray

K = 10
_RESAMPLES = 10_000


def ndcg(found: Sequence[int], relevant: AbstractSet[int]) -> float:
    """Normalised discounted cumulative gain of the first K: 1 for the ideal order, 0 where nothing relevant is found.

    Järvelin and Kekäläinen 2002, https://doi.org/10.1145/582415.582418, with a discount of log2(rank + 1).
    """
    gain = sum(1 / log2(rank + 2) for rank, one in enumerate(found[:K]) if one in relevant)
    return gain / sum(1 / log2(rank + 2) for rank in range(min(K, len(relevant))))


def reciprocal_rank(found: Sequence[int], relevant: AbstractSet[int]) -> float:
    """One over the rank of the first relevant one of the first K, 0 where there is none."""
    return next((1 / (rank + 1) for rank, one in enumerate(found[:K]) if one in relevant), 0.0)


def recall(found: Sequence[int], relevant: AbstractSet[int]) -> float:
    """The share of the relevant ones that is among the first K."""
    return len(relevant & set(found[:K])) / len(relevant)


MEASURES = {"nDCG@10": ndcg, "MRR@10": reciprocal_rank, "recall@10": recall}


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A mean over questions with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def intervals(values: Mapping[str, Sequence[float]], seed: int) -> Mapping[str, Interval]:
    """The mean of each row of `values`. The same questions are drawn for all, so that differences are paired."""
    number = len(next(iter(values.values())))
    drawn = np.random.default_rng(seed).integers(number, size=(_RESAMPLES, number))
    return {name: _interval(np.asarray(row), drawn) for name, row in values.items()}


def _interval(row: NDArray[np.float64], drawn: NDArray[np.int64]) -> Interval:
    low, high = np.percentile(row[drawn].mean(axis=1), [2.5, 97.5])
    return Interval(mean=float(row.mean()), low=float(low), high=float(high))
