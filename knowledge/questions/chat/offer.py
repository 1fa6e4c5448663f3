"""What a chat model is told of the data: names of dimensions and some of their values, never a person and no texts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.metrics.catalogue import DIMENSIONS
from knowledge.metrics.periods import Grain
from knowledge.questions.linking.people import is_person
from knowledge.questions.linking.small_words import FUNCTION_WORDS
from knowledge.questions.linking.tokens import singular, words_of
from knowledge.questions.linking.words import WEEKDAYS
from knowledge.questions.vocabulary import Vocabulary
from knowledge.speech.assistants import speaks_to_an_assistant

MOST_DIMENSIONS = 40
MOST_FREQUENT = 10
"""Values of a dimension that are always told."""
MOST_NEAR = 20
"""Values that are told because the question has a word of theirs."""
LONGEST_NAME = 60
"""Characters of a value: what is longer is a text and no name."""
_CASES_A_NAME = 2
"""A column whose values have fewer cases than this on average holds texts or numbers of cases, not names."""
_SHORTEST = 3
_NEARLY = 0.8

_TOLD_BY_THEIR_NAME = {*Grain, "hour_of_day"}
_CUSTOMERS = "account"
"""Customers are told only where a question seems to name them."""


class Offer:
    """What of one vocabulary may be told to a model."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    @cached_property
    def dimensions(self) -> Sequence[str]:
        """The dimensions that a Plan of a model may name, the declared ones first."""
        named = [name for name in self._vocabulary.attributes if not is_person(name)]
        return list(dict.fromkeys([*DIMENSIONS, *named]))[:MOST_DIMENSIONS]

    def named_like(self, dimension: str, said: str) -> Sequence[str]:
        """The values of `dimension` that `said` is, whatever its capitals."""
        wanted = said.strip().casefold()
        return [value for value in self._values_of(dimension) if value.casefold() == wanted]

    @cached_property
    def frequent(self) -> Mapping[str, Sequence[str]]:
        """Dimension -> its most frequent values, as they are told with every question."""
        return {
            name: list(islice(filter(_may_be_told, self._names_of(name)), MOST_FREQUENT))
            for name in self.dimensions
            if name not in _TOLD_BY_THEIR_NAME
        }

    def near(self, question: str) -> Mapping[str, Sequence[str]]:
        """Dimension -> further values that have a word of `question`, or almost one, in their name."""
        words = {singular(word) for word in words_of(question)} - FUNCTION_WORDS
        found: dict[tuple[str, str], None] = {}
        for values in self._near(words):
            found.update(dict.fromkeys(values[: MOST_NEAR - len(found)]))
            if len(found) == MOST_NEAR:
                break
        told = defaultdict(list)
        for name, value in found:
            if _may_be_told(value):
                told[name].append(value)
        return told

    def _near(self, words: set[str]) -> Iterator[Sequence[tuple[str, str]]]:
        """What each word may name, the words that name the fewest first, and misspelt ones last."""
        yield from sorted((self._holding[word] for word in sorted(words & self._holding.keys())), key=len)
        for word in sorted(word for word in words - self._holding.keys() if len(word) > _SHORTEST):
            alike = process.extract(
                word, self._words, scorer=OSA.normalized_similarity, score_cutoff=_NEARLY, limit=MOST_NEAR
            )
            yield from (self._holding[other] for other, _, _ in alike)

    @cached_property
    def _holding(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        holding = defaultdict(list)
        for name in self.dimensions:
            told = set(self.frequent.get(name, ()))
            for value in self._vocabulary.values.get(name, {}) if self._has_names(name) else ():
                if value not in told and _is_name(value):
                    for word in set(words_of(value)):
                        holding[singular(word)].append((name, value))
        return {word: values for word, values in holding.items() if len(word) >= _SHORTEST or len(values) == 1}

    @cached_property
    def _words(self) -> Sequence[str]:
        return [word for word in self._holding if len(word) > _SHORTEST]

    def _names_of(self, dimension: str) -> Sequence[str]:
        if dimension == _CUSTOMERS or not self._has_names(dimension):
            return ()
        return self._values_of(dimension)

    def _values_of(self, dimension: str) -> Sequence[str]:
        if dimension == "day_of_week":
            return WEEKDAYS
        if dimension == "hour_of_day":
            return [str(hour) for hour in range(24)]
        return tuple(self._vocabulary.values.get(dimension, ()))

    def _has_names(self, dimension: str) -> bool:
        """Whether the values are names that cases share, and not a text or a number for each case."""
        counts = self._vocabulary.values.get(dimension, {})
        return dimension in DIMENSIONS or sum(counts.values()) >= len(counts) * _CASES_A_NAME


def _is_name(value: str) -> bool:
    return 0 < len(value) <= LONGEST_NAME and value.isprintable()


def _may_be_told(value: str) -> bool:
    """Whether it is a name, and none that tells the model what to do."""
    return _is_name(value) and not speaks_to_an_assistant(value)
