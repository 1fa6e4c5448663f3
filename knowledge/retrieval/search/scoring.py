"""How much a text has to do with what is asked, from what they share in meaning, words and codes.

`python -m tests.benchmarks.retrieval.fitting` fits the constants on half of the issue reports of Hadoop that have a
duplicate, each asking with all it says, with its summary, and with three words of it. Words weigh what ranks the
duplicates best. The level and the steepness make a score a likelihood: duplicates teach something; the tenth of the
other reports found, and the best of what is found in a database about something else altogether, do not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WORDS = 1.0
"""How much words weigh beside meaning, which weighs 1."""
CODES = 0.65
"""How much codes weigh beside meaning: what has all that are asked for is shown, whatever else it says.

The reports would be ranked as well with half of it, but they name classes where cases name orders and errors.
"""
LEVEL, STEEPNESS = -2.99, 3.48
"""Of the logistic function over the sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What texts share with what is asked, in their order.

    `meaning`: the cosine of the vectors, -1 to 1. `words`: BM25 as a share of what a text of just these words gets,
    0 to 1. `codes`: the share of the codes asked for that the text has, 0 to 1.
    """

    meaning: NDArray[np.float64]
    words: NDArray[np.float64]
    codes: NDArray[np.float64]

    def of(self, places: NDArray[np.int64]) -> "Likeness":
        """That of some of the texts."""
        return Likeness(meaning=self.meaning[places], words=self.words[places], codes=self.codes[places])


def scores_of(likeness: Likeness) -> NDArray[np.float64]:
    """Scores, 0 to 1: the likelihood that a text has to do with what is asked."""
    weighed = likeness.meaning + WORDS * likeness.words + CODES * likeness.codes
    return np.asarray(1 / (1 + np.exp(-(LEVEL + STEEPNESS * weighed))))


def highest(scores: NDArray[np.floating], count: int) -> NDArray[np.int64]:
    """The places of the `count` highest, ascending, and of all others that are as high as the last of them."""
    if len(scores) <= count:
        return np.arange(len(scores))
    return np.flatnonzero(scores >= np.partition(scores, -count)[-count])
