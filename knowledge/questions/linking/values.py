"""Which words name a value that occurs in the data."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto

from knowledge.questions.linking.marks import Mark, ValueLink
from knowledge.questions.linking.small_words import FUNCTION_WORDS
from knowledge.questions.linking.spelling import nearest_names
from knowledge.questions.linking.tokens import singulars, words_of
from knowledge.questions.linking.words import LANGUAGES, WEEKDAYS

Words = Sequence[str]
Key = tuple[str, ...]
ByDimension = dict[str, tuple[str, ...]]

LONGEST = 12
"""Words of a name that are compared: a longer one is found by dimension and a part of it."""

_GRADED = re.compile(r"(?:p|s|pri|prio|sev)?[0-9]{1,2}\s*[-\u2013:.)(]\s*\(?([A-Za-z][A-Za-z ]*)\)?", re.IGNORECASE)
"""A grade behind its number: "1 - Critical", "P2: High", "3 (Low)"."""

_SAYS_WHERE = frozenset({"in", "from", "for", "to", "at", "by", "with", "except", "excluding", "not", "and", "or"})
_ALSO_NAMES = frozenset({"it", "us"})
"""Small words that may be a name where nobody wrote it in capitals; "in" and "be" are countries only as IN and BE."""

_TAKES_A_PERSON = frozenset({"show", "give", "tell", "get", "send", "bring", "let"})
_METRIC_NOUNS = frozenset(
    {"escalation", "escalations", "case", "cases", "ticket", "tickets", "volume", "new", "backlog"}
)


class Stands(Enum):
    """Whether a word that is a value's name is meant as one."""

    SURELY = auto()
    PERHAPS = auto()
    NOT = auto()


class ValueIndex:
    """The values by their words; built once for a vocabulary of any size."""

    def __init__(self, values: Mapping[str, Mapping[str, int]]) -> None:
        self._exact: dict[Key, ByDimension] = defaultdict(dict)
        self._plural: dict[Key, ByDimension] = defaultdict(dict)
        self._numbered: dict[tuple[str, str], str] = {}
        self._graded: dict[Key, ByDimension] = defaultdict(dict)
        self._spelled: dict[str, dict[str, str]] = defaultdict(dict)
        self._having: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for dimension, counts in values.items():
            for value in counts:
                self._enter(dimension, value, words_of(value))
                self._enter_graded(dimension, value)
                if dimension == "language" and (name := _language(value)):
                    self._enter(dimension, value, words_of(name))
        self.words = frozenset(word for key in self._exact for word in key)
        self._longest = min(LONGEST, max(map(len, self._exact), default=0))

    def _enter(self, dimension: str, value: str, key: Key) -> None:
        for index, entry in ((self._exact, key), (self._plural, singulars(key))):
            index[entry][dimension] = tuple(dict.fromkeys((*index[entry].get(dimension, ()), value)))
        self._spelled[dimension].setdefault(value, " ".join(key))
        for word in set(key):
            self._having[word][dimension].append(value)

    def _enter_graded(self, dimension: str, value: str) -> None:
        """ "1 - Critical" is said "critical"."""
        graded = _GRADED.fullmatch(value.strip())
        if graded:
            key = words_of(graded[1])
            self._numbered[dimension, value] = words_of(value)[0]
            self._graded[key][dimension] = tuple(dict.fromkeys((*self._graded[key].get(dimension, ()), value)))

    def marks(self, words: Words) -> Iterator[Mark]:
        """Every stretch of `words` that is a value's whole name, in whatever dimension."""
        for first in range(len(words)):
            for last in range(first + 1, min(first + self._longest, len(words)) + 1):
                key = tuple(words[first:last])
                found = self._named(key)
                alone = _stands_alone(words, first, last) if found else Stands.NOT
                if alone is not Stands.NOT:
                    guessed = alone is Stands.PERHAPS or (key in self._graded and key not in self._exact)
                    yield Mark(first, last, ValueLink(tuple(found.items()), guessed=guessed))

    def marks_of(self, place: int, word: str) -> Iterator[Mark]:
        """The value that `word` at `place` is the whole name of, however small a word it is."""
        found = self._named((word,))
        if found:
            yield Mark(place, place + 1, ValueLink(tuple(found.items()), guessed=True))

    def forwards(self, dimension: str, words: Words, first: int) -> tuple[tuple[str, ...], int] | None:
        """The values of `dimension` listed from the word at `first` on, and where the words go on behind them."""
        values: tuple[str, ...] = ()
        last = at = first
        while (found := self._of(dimension, words, at)) is not None:
            values, last = (*values, *found[0]), found[1]
            at = last + 1 if last < len(words) and words[last] in ("and", "or") else last
        return (values, last) if values else None

    def backwards(self, dimension: str, words: Words, last: int) -> tuple[tuple[str, ...], int] | None:
        """The values of `dimension` listed up to the word before `last`, and the word that the list begins with."""
        for first in range(max(0, last - self._longest), last):
            listed = self.forwards(dimension, words, first)
            if listed and listed[1] == last:
                return listed[0], first
        return None

    def holding(self, dimension: str, word: str) -> Sequence[str]:
        """The values of `dimension` that have `word` in their name."""
        return self.having(word).get(dimension, ())

    def having(self, word: str) -> Mapping[str, Sequence[str]]:
        """The values that have `word` in their name, by dimension."""
        return self._having.get(word, {})

    def is_name(self, key: Key) -> bool:
        """Whether a value is called so."""
        return bool(self._named(key))

    def spelled(self, dimension: str) -> Mapping[str, str]:
        """The values of `dimension` with their folded words."""
        return self._spelled.get(dimension, {})

    def named(self, dimension: str, key: Key) -> tuple[str, ...]:
        """The values of `dimension` that are called so."""
        return self._named(key).get(dimension, ())

    def is_by_grade(self, dimension: str, values: Sequence[str], said: Words) -> bool:
        """Whether one of `values` is numbered and `said` leaves its number away."""
        return any(self._numbered.get((dimension, value), said[0]) not in said for value in values)

    def spelt_like(self, dimension: str, name: str, limit: int) -> list[str]:
        """At most `limit` values of `dimension` that `name` may be a misspelling of, the closest first."""
        return nearest_names(" ".join(words_of(name)), self._spelled.get(dimension, {}), limit)

    def _of(self, dimension: str, words: Words, first: int) -> tuple[tuple[str, ...], int] | None:
        for last in range(min(first + self._longest, len(words)), first, -1):
            values = self._named(tuple(words[first:last])).get(dimension)
            if values:
                return values, last
        return None

    def _named(self, key: Key) -> ByDimension:
        exact = self._exact.get(key)
        if exact is not None or not key:
            return exact or {}
        return self._graded.get(key) or self._plural.get(singulars(key), {})


def _language(value: str) -> str | None:
    """The name of the language that `value` is the code of: de, pt-BR."""
    code, _, rest = value.casefold().replace("_", "-").partition("-")
    return LANGUAGES.get(code) if len(rest) <= 2 else None


def _stands_alone(words: Words, first: int, last: int) -> Stands:
    """Whether a name needs no dimension beside it: a figure, a letter and "it" do, and "in the US" does not."""
    word = words[first]
    if last - first > 1 or (len(word) > 1 and not word.isdigit() and word not in FUNCTION_WORDS):
        return Stands.SURELY
    if word not in _ALSO_NAMES:
        return Stands.NOT
    before, behind = words[first - 1] if first else "", words[last] if last < len(words) else ""
    said_where = before in ("in", "from") or (before == "the" and first > 1 and words[first - 2] in _SAYS_WHERE)
    if said_where:
        return Stands.SURELY
    before_a_metric = behind in _METRIC_NOUNS and before not in _TAKES_A_PERSON
    return Stands.PERHAPS if before_a_metric or before in _SAYS_WHERE else Stands.NOT


def weekday_phrases() -> Iterator[tuple[str, ValueLink]]:
    """Mondays, weekends, weekdays: values of the time of dating, which every data has."""
    for day in WEEKDAYS:
        yield f"{day}s", ValueLink((("day_of_week", (day,)),))
    for phrase in ("weekend", "weekends", "the weekend"):
        yield phrase, ValueLink((("day_of_week", tuple(WEEKDAYS[5:])),))
    for phrase in ("weekdays", "working days"):
        yield phrase, ValueLink((("day_of_week", tuple(WEEKDAYS[:5])),))
