"""Links the words of a question to the catalogue, to the values of the data and to periods."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.metrics.catalogue import Dimension, Metric
from knowledge.metrics.periods import Grain
from knowledge.questions.linking import calendar_words, small_words, steering_words, words
from knowledge.questions.linking.marks import (
    And,
    DimensionCount,
    DimensionWord,
    Filler,
    GrainWord,
    Limit,
    Mark,
    Meaning,
    MetricCue,
    Negation,
    Rank,
    Refused,
    SplitWord,
    Threshold,
    TrendWord,
    ValueLink,
    Wants,
    chosen,
)
from knowledge.questions.linking.period_words import period_marks
from knowledge.questions.linking.phrases import PhraseBook, entries
from knowledge.questions.linking.spelling import Speller
from knowledge.questions.linking.spoken_dates import number_of
from knowledge.questions.linking.tokens import Token, tokens_of, words_of
from knowledge.questions.linking.values import ValueIndex, weekday_phrases
from knowledge.questions.vocabulary import Vocabulary

MOST_CORRECTIONS = 8
"""A text with more unknown words is no misspelt question."""

_BEFORE_A_NAME = frozenset({"is", "are", "of", "called", "named", "equals"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """A question with what its words stand for. `unexplained` are the words that nothing was found for.

    `corrections`: the place of a misspelt word among `tokens` -> the known word that it was read as.
    """

    question: str
    tokens: tuple[Token, ...]
    marks: tuple[Mark, ...]
    unexplained: tuple[int, ...]
    corrections: Mapping[int, str]

    def text(self, first: int, last: int) -> str:
        """The words [first, last) as they were written."""
        return self.question[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""


class Linker:
    """Knows the words of one catalogue and one vocabulary."""

    def __init__(
        self, metrics: Mapping[str, Metric], dimensions: Mapping[str, Dimension], vocabulary: Vocabulary
    ) -> None:
        names = dimension_words(dimensions, vocabulary.attributes)
        self._dimensions = PhraseBook(_dimension_phrases(names))
        self._book = PhraseBook((*_metric_phrases(metrics), *_grain_phrases(), *weekday_phrases(), *_steering()))
        self.values = ValueIndex(vocabulary.values)
        self._own_words = self._book.words | self._dimensions.words | _CALENDAR
        # A word that changes nothing is no reading of a misspelt one: content would be lost without a trace.
        steering = self._own_words - small_words.CHANGE_NOTHING
        self._speller = Speller(self._own_words | self.values.words, steering | self.values.words)

    def link(self, question: str, today: date) -> Links:
        """What the words of `question` stand for."""
        tokens = tokens_of(question)
        corrections = self._corrections([token.word for token in tokens])
        read = [corrections.get(place, token.word) for place, token in enumerate(tokens)]
        candidates = chosen((*self._candidates(read, today), *self._names_in_capitals(question, tokens)))
        marks = tuple(mark for mark in candidates if not isinstance(mark.means, Threshold))
        explained = {place for mark in marks for place in range(mark.first, mark.last)}
        unexplained = tuple(place for place in range(len(tokens)) if place not in explained)
        return Links(question=question, tokens=tokens, marks=marks, unexplained=unexplained, corrections=corrections)

    def _corrections(self, said: Sequence[str]) -> Mapping[int, str]:
        unknown = [place for place, word in enumerate(said) if not self._speller.known(word)]
        if len(unknown) > MOST_CORRECTIONS:
            return {}
        found = {place: self._speller.corrected(said[place]) for place in unknown}
        return {place: word for place, word in found.items() if word is not None}

    def _names_in_capitals(self, question: str, tokens: Sequence[Token]) -> Iterator[Mark]:
        """The IT of "IT escalations": too small a word to be a name by itself, but for its capitals."""
        if question.isupper():
            return
        for place, token in enumerate(tokens):
            written = question[token.start : token.end]
            if len(written) > 1 and written.isupper() and token.word in small_words.FUNCTION_WORDS:
                yield from self.values.marks_of(place, token.word)

    def _candidates(self, said: Sequence[str], today: date) -> Iterator[Mark]:
        yield from self._book.marks(said)
        yield from self.values.marks(said)
        yield from period_marks(said, today)
        yield from _numbered_ranks(self._book.marks(said), said)
        for mark in self._dimensions.marks(said):
            yield mark
            if isinstance(mark.means, DimensionWord) and not mark.means.split:
                yield from self._named_values(said, mark, mark.means.name)
            if isinstance(mark.means, DimensionWord) and mark.first and (limit := number_of(said[mark.first - 1])):
                yield Mark(mark.first - 1, mark.first, Limit(limit))

    def _named_values(self, said: Sequence[str], mark: Mark, dimension: str) -> Iterator[Mark]:
        """ "product Billing", "the EMEA and APAC regions", and "priority high" where one value has that word."""
        if mark.first and said[mark.first - 1] in words.SPLIT_WORDS:
            return
        start = mark.last + (mark.last < len(said) and said[mark.last] in _BEFORE_A_NAME)
        behind = self.values.forwards(dimension, said, start)
        before = self.values.backwards(dimension, said, mark.first)
        if behind:
            yield Mark(mark.first, behind[1], ValueLink(((dimension, behind[0]),)))
        if before:
            yield Mark(before[1], mark.last, ValueLink(((dimension, before[0]),)))
        if not behind and not before:
            yield from self._partly_named(said, mark, dimension)

    def _partly_named(self, said: Sequence[str], mark: Mark, dimension: str) -> Iterator[Mark]:
        for place in (mark.last, mark.first - 1):
            # a figure before a dimension is a count of it: "3 priorities"
            counts = place < mark.first and said[place].isdigit() if place >= 0 else True
            if counts or place >= len(said) or said[place] in self._own_words:
                continue
            values = self.values.holding(dimension, said[place])
            if len(values) == 1:
                link = ValueLink(((dimension, tuple(values)),), guessed=True)
                yield Mark(min(place, mark.first), max(place + 1, mark.last), link)


def dimension_words(dimensions: Mapping[str, Dimension], attributes: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Dimension or attribute -> the words for it. An attribute's own name is not a word for another dimension."""
    own = {name: name.replace("_", " ") for name in (*attributes, *dimensions)}
    taken = set(own.values())
    return {
        name: (text, *(word for word in words.DIMENSION_WORDS.get(name, ()) if word not in taken))
        for name, text in own.items()
    }


def plural(word: str) -> str:
    """`word` with a plural ending."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch")) else "s")


def _dimension_phrases(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Meaning]]:
    grains = {grain.value for grain in Grain}
    for name, said in names.items():
        for word in said:
            if name in grains:
                yield from ((f"{which} {word}", DimensionWord(name, split=True)) for which in ("which", "what"))
                continue
            for form in (word, plural(word)):
                yield form, DimensionWord(name)
                yield from ((f"{split} {form}", DimensionWord(name, split=True)) for split in words.SPLIT_WORDS)
            for count in ("how many", "number of", "the number of", "count of", "how many different"):
                yield f"{count} {plural(word)}", DimensionCount(name)


def _metric_phrases(metrics: Mapping[str, Metric]) -> Iterator[tuple[str, Meaning]]:
    # the cues come first: "cases" is one, beside being a metric's name
    for table in (words.CUE_PHRASES, words.METRIC_PHRASES):
        yield from entries(table, {name: MetricCue(name) for name in table})
    for name, metric in metrics.items():
        yield metric.title, MetricCue(name)
        yield name, MetricCue(name)


def _grain_phrases() -> Iterator[tuple[str, Meaning]]:
    for grain, phrases in steering_words.GRAIN_WORDS.items():
        yield from ((phrase, GrainWord(grain)) for phrase in phrases)
        for prefix in steering_words.GRAIN_PREFIXES:
            yield f"{prefix} {grain.value}", GrainWord(grain)
        yield from ((f"{prefix} {grain.value}s", GrainWord(grain)) for prefix in ("by", "in"))


def _steering() -> Iterator[tuple[str, Meaning]]:
    yield from ((phrase, Negation()) for phrase in small_words.NEGATIONS)
    yield from ((phrase, TrendWord()) for phrase in steering_words.TREND_WORDS)
    yield from ((phrase, SplitWord()) for phrase in steering_words.SPLIT_WANTED)
    yield from ((phrase, Threshold()) for phrase in steering_words.THRESHOLDS)
    yield from ((phrase, And()) for phrase in small_words.AND_WORDS)
    yield from entries(steering_words.RANKS, {end: Rank(end) for end in steering_words.RANKS})
    yield from entries(steering_words.INTENT_WORDS, {intent: Wants(intent) for intent in steering_words.INTENT_WORDS})
    yield from entries(steering_words.REFUSED_WORDS, {why: Refused(why) for why in steering_words.REFUSED_WORDS})
    yield from ((phrase, Filler()) for phrase in small_words.FILLERS)


def _numbered_ranks(marks: Iterator[Mark], said: Sequence[str]) -> Iterator[Mark]:
    """Top 5, five worst."""
    for mark in marks:
        if not isinstance(mark.means, Rank):
            continue
        for place in (mark.last, mark.first - 1):
            limit = number_of(said[place]) if 0 <= place < len(said) else None
            if limit is not None:
                yield Mark(min(place, mark.first), max(place + 1, mark.last), Rank(mark.means.end, limit))


_CALENDAR = frozenset(
    word
    for table in (
        calendar_words.MONTHS,
        calendar_words.WEEKDAY_NUMBERS,
        calendar_words.GRAINS,
        calendar_words.CARDINALS,
        calendar_words.ORDINALS,
        calendar_words.TOLD_FROM_TODAY,
        calendar_words.COMPLETE,
        calendar_words.VAGUE,
        words_of("since until till between before after half date onwards ago couple hours"),
    )
    for word in table
)
