"""A book of phrases: which words in a row have a fixed meaning."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from knowledge.questions.linking.marks import Mark, Meaning
from knowledge.questions.linking.tokens import words_of

Key = TypeVar("Key", bound=str)
Phrase = tuple[str, ...]


class PhraseBook:
    """Phrases with their meanings. Where a phrase is entered twice, the first entry counts.

    `words` are all that occur in a phrase, `single` those that are one, with what they mean.
    """

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._meanings: dict[Phrase, Meaning] = {}
        for text, meaning in entries:
            self._meanings.setdefault(words_of(text), meaning)
        self._longest = max(map(len, self._meanings), default=0)
        self.words = frozenset(word for phrase in self._meanings for word in phrase)
        self.single = {phrase[0]: meaning for phrase, meaning in self._meanings.items() if len(phrase) == 1}

    def marks(self, words: Sequence[str]) -> Iterator[Mark]:
        """Every phrase that occurs in `words`, overlapping ones too."""
        for first in range(len(words)):
            for last in range(first + 1, min(first + self._longest, len(words)) + 1):
                meaning = self._meanings.get(tuple(words[first:last]))
                if meaning is not None:
                    yield Mark(first, last, meaning)


def entries(table: Mapping[Key, Sequence[str]], meaning: Mapping[Key, Meaning]) -> Iterator[tuple[str, Meaning]]:
    """Each phrase of `table` with the meaning of its key."""
    for key, phrases in table.items():
        for phrase in phrases:
            yield phrase, meaning[key]
