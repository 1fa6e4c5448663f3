"""Links the words of a question to the catalogue, to the values of the data and to periods."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.metrics.catalogue import Dimension, Metric
from knowledge.metrics.compiling import NONE
from knowledge.metrics.periods import Grain
from knowledge.questions.linking import small_words, words
from knowledge.questions.linking.apart import asks_change, change_marks, is_apart
from knowledge.questions.linking.baselines import baseline_marks
from knowledge.questions.linking.books import books_of
from knowledge.questions.linking.calendar_words import MAY, Calendar
from knowledge.questions.linking.everyday_words import without_nouns
from knowledge.questions.linking.handed_over import without_handing_over
from knowledge.questions.linking.lexicon import (
    CALENDAR,
    NO_CONTENT,
    dimension_phrases,
    dimension_words,
    person_phrases,
)
from knowledge.questions.linking.marks import (
    BaselineLink,
    BoundWord,
    DimensionWord,
    Filler,
    Limit,
    Mark,
    MetricCue,
    Rank,
    Refusal,
    Refused,
    Unread,
    ValueLink,
    Wants,
    chosen,
)
from knowledge.questions.linking.metric_words import STOCKS
from knowledge.questions.linking.moments import is_cut_from_moment, moment_marks
from knowledge.questions.linking.named_so import with_quoted_names
from knowledge.questions.linking.part_names import LEGAL_FORMS, part_names
from knowledge.questions.linking.period_words import period_marks
from knowledge.questions.linking.phrases import PhraseBook
from knowledge.questions.linking.quantities import bound_marks
from knowledge.questions.linking.same_part import same_part_marks
from knowledge.questions.linking.settled import settled
from knowledge.questions.linking.short_words import fits_beside, is_than
from knowledge.questions.linking.spelling import Speller
from knowledge.questions.linking.spoken_dates import number_of
from knowledge.questions.linking.tokens import Token, singular, tokens_of, words_of
from knowledge.questions.linking.values import ValueIndex
from knowledge.questions.plan import Intent
from knowledge.questions.vocabulary import Vocabulary

MOST_CORRECTIONS = 8
"""A text with more unknown words is no misspelt question."""

_BEFORE_A_NAME = frozenset({"is", "are", "was", "were", "of", "called", "named", "equals"})
_NEGATED = tuple(
    words_of(text)
    for text in ("not", "is not", "isn't", "are not", "aren't", "other than", "different from", "not equal to")
)
_OPENS_A_DATE = frozenset(words_of("in of since from to until till and between before after last this next for during"))
_NO_WORD = "\u00b7"
"""Stands where a word is taken out of the calendar's sight."""


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
        self,
        metrics: Mapping[str, Metric],
        dimensions: Mapping[str, Dimension],
        vocabulary: Vocabulary,
        calendar: Calendar,
        people: Mapping[str, Mapping[str, int]],
    ) -> None:
        """`people`: the attributes that hold persons, with their values, which are known only to be refused."""
        self._calendar = calendar
        names = dimension_words(dimensions, vocabulary.attributes)
        self._dimensions = PhraseBook(dimension_phrases(names))
        books = books_of(metrics)
        self._book, self._loose = books.fixed, books.loose
        self._people = PhraseBook(person_phrases(people))
        self._persons = ValueIndex({name: {one: 1 for one in values if one != NONE} for name, values in people.items()})
        self.values = ValueIndex(vocabulary.values)
        own_words = self._book.words | self._dimensions.words | CALENDAR
        meanings = {**self._loose.single, **self._dimensions.single, **self._book.single}
        self._single = meanings.keys() | CALENDAR
        # A word that changes nothing is no reading of a misspelt one: content would be lost without a trace.
        steering = own_words - NO_CONTENT | books.metric_words | CALENDAR
        known = own_words | self._loose.words | self.values.words
        self._not_persons = known | small_words.CHANGE_NOTHING | small_words.OTHER_WORDS
        self._not_names = own_words | self._loose.words | small_words.CHANGE_NOTHING | small_words.OTHER_WORDS
        own_names = self.values.words | self._dimensions.words | self._persons.words | self._people.words
        self._speller = Speller(known | own_names | LEGAL_FORMS, steering | self.values.words, own_names, meanings)

    def link(self, question: str, today: date) -> Links:
        """What the words of `question` stand for."""
        tokens = tokens_of(question)
        corrections = self._corrections([token.word for token in tokens])
        read = [corrections.get(place, token.word) for place, token in enumerate(tokens)]
        tokens = tuple(replace(token, word=word) for token, word in zip(tokens, read, strict=True))
        dated = [MAY if _is_the_month(question, tokens, place) else text for place, text in enumerate(read)]
        candidates = [*self._candidates(read, dated, today), *self._names_in_capitals(question, tokens)]
        found = with_quoted_names(question, tokens, candidates, self.values)
        candidates = settled(read, without_handing_over(question, tokens, found), self.values)
        marks = tuple(mark for mark in chosen(candidates) if not isinstance(mark.means, Unread))
        marks = tuple(sorted((*marks, *_nouns_of_values(read, marks)), key=lambda mark: mark.first))
        explained = {place for mark in marks for place in range(mark.first, mark.last)}
        unexplained = tuple(place for place in range(len(tokens)) if place not in explained)
        return Links(question=question, tokens=tokens, marks=marks, unexplained=unexplained, corrections=corrections)

    def _corrections(self, said: Sequence[str]) -> Mapping[int, str]:
        unknown = [place for place, word in enumerate(said) if not self._speller.known(word)]
        if len(unknown) > MOST_CORRECTIONS:
            return {}
        found = {place: self._speller.corrected(said[place]) for place in unknown}
        beside = {place: "than" for place in range(1, len(said)) if is_than(said[place], said[place - 1])}
        read = {place: word for place, word in found.items() if word and fits_beside(said, place)}
        return read | beside

    def _persons_in(self, said: Sequence[str]) -> Iterator[Mark]:
        """The names of persons that are nothing else."""
        for mark in self._persons.marks(said):
            words_said = said[mark.first : mark.last]
            alone = len(words_said) == 1 and singular(words_said[0]) in self._not_persons
            if isinstance(mark.means, ValueLink) and not mark.means.guessed and not alone:
                yield Mark(mark.first, mark.last, Refused(Refusal.PERSON, named=True))

    def _names_in_capitals(self, question: str, tokens: Sequence[Token]) -> Iterator[Mark]:
        """The IT of "IT escalations": too small a word to be a name by itself, but for its capitals."""
        if question.isupper():
            return
        for place, token in enumerate(tokens):
            written = question[token.start : token.end]
            if len(written) > 1 and written.isupper() and token.word in small_words.FUNCTION_WORDS:
                yield from self.values.marks_of(place, token.word)

    def _candidates(self, said: Sequence[str], dated: Sequence[str], today: date) -> Iterator[Mark]:
        yield from without_nouns(said, self._book.marks(said))
        yield from self._loose.marks(said)
        yield from self.values.marks(said)
        yield from part_names(said, self.values, self._not_names)
        yield from self._people.marks(said)
        yield from self._persons_in(said)
        why = any(isinstance(mark.means, Wants) and mark.means.intent is Intent.WHY for mark in self._book.marks(said))
        apart = {place for place in range(len(said)) if is_apart(said, place, why)}
        yield from (Mark(place, place + 1, Filler()) for place in apart)
        bounds = list(bound_marks(said))
        stock = any(isinstance(mark.means, MetricCue) and mark.means.name in STOCKS for mark in self._book.marks(said))
        stock = stock or any(isinstance(mark.means, BoundWord) and mark.means.age for mark in bounds)
        joints = self._change_joints(said, today)
        yield from joints
        between = {mark.first for mark in joints if isinstance(mark.means, Filler)}
        parted = [_NO_WORD if place in between else word for place, word in enumerate(dated)]
        periods = [mark for mark in period_marks(parted, today, self._calendar) if mark.first not in apart]
        yield from self._times(said, periods, today, stock=stock)
        yield from bounds
        yield from _numbered_ranks(self._book.marks(said), said)
        yield from _ranked_times(self._book.marks(said), said)
        for mark in self._dimensions.marks(said):
            yield mark
            if isinstance(mark.means, DimensionWord) and not mark.means.split:
                yield from self._named_values(said, mark, mark.means.name)
            if isinstance(mark.means, DimensionWord) and mark.first and (limit := number_of(said[mark.first - 1])):
                yield Mark(mark.first - 1, mark.first, Limit(limit))

    def _times(self, said: Sequence[str], periods: Sequence[Mark], today: date, *, stock: bool) -> Iterator[Mark]:
        """Periods, the moments of what is counted at one, and what a period is held against."""
        moments = list(moment_marks(said, today, self._calendar, stock=stock))
        taken = {place for mark in moments for place in range(mark.first, mark.last)}
        yield from moments
        for mark in periods:
            is_free = taken.isdisjoint(range(mark.first, mark.last))
            if is_free and not (stock and is_cut_from_moment(said, mark)):
                yield mark
        yield from (Mark(first, last, BaselineLink(against)) for first, last, against in baseline_marks(said))
        yield from same_part_marks(said, periods)

    def _change_joints(self, said: Sequence[str], today: date) -> Sequence[Mark]:
        asks = asks_change(said)
        stretches = list(period_marks(said, today, self._calendar)) if asks else ()
        return tuple(change_marks(said, asks, stretches)) if asks else ()

    def _named_values(self, said: Sequence[str], mark: Mark, dimension: str) -> Iterator[Mark]:
        """ "product Billing", "the EMEA and APAC regions", and "priority high" where one value has that word."""
        if mark.first and said[mark.first - 1] in words.SPLIT_WORDS:
            return
        start = mark.last + (mark.last < len(said) and said[mark.last] in _BEFORE_A_NAME)
        others = _negated_from(said, start)
        left_out = self.values.forwards(dimension, said, others) if others else None
        if left_out:
            yield Mark(mark.first, left_out[1], ValueLink(((dimension, left_out[0]),), left_out=True))
            return
        behind = self.values.forwards(dimension, said, start)
        before = self.values.backwards(dimension, said, mark.first)
        if behind:
            yield self._value_mark(said, (mark.first, behind[1]), dimension, behind[0])
        if before:
            yield self._value_mark(said, (before[1], mark.last), dimension, before[0])
        if not behind and not before:
            yield from self._partly_named(said, mark, dimension)

    def _value_mark(self, said: Sequence[str], span: tuple[int, int], dimension: str, values: tuple[str, ...]) -> Mark:
        guessed = self.values.is_by_grade(dimension, values, said[slice(*span)])
        return Mark(*span, ValueLink(((dimension, values),), guessed=guessed))

    def _partly_named(self, said: Sequence[str], mark: Mark, dimension: str) -> Iterator[Mark]:
        for place in (mark.last, mark.first - 1):
            # a figure before a dimension is a count of it: "3 priorities"
            counts = place < mark.first and said[place].isdigit() if place >= 0 else True
            if counts or place >= len(said) or said[place] in self._single:
                continue
            values = self.values.holding(dimension, said[place])
            if len(values) == 1:
                link = ValueLink(((dimension, tuple(values)),), guessed=True)
                yield Mark(min(place, mark.first), max(place + 1, mark.last), link)


def _nouns_of_values(said: Sequence[str], marks: Sequence[Mark]) -> Iterator[Mark]:
    """The contracts of "multi-year contracts", where the dimension is the contract type."""
    taken = {place for mark in marks for place in range(mark.first, mark.last)}
    for mark in marks:
        if mark.last >= len(said) or mark.last in taken or not isinstance(mark.means, ValueLink):
            continue
        named = words_of(mark.means.choices[0][0].replace("_", " "))
        # the speaking of "German-speaking customers" too
        nouns = {*named, "speaking", "speaker"} if "language" in named else named
        if len(mark.means.choices) == 1 and singular(said[mark.last]) in nouns:
            yield Mark(mark.last, mark.last + 1, Filler())


def _is_the_month(question: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether this is a May with a capital, where nothing but the capital says so: "SLA attainment May, P1"."""
    token = tokens[place]
    if token.word != "may" or not place or question[token.start : token.end] != "May":
        return False
    behind = tokens[place + 1].word if place + 1 < len(tokens) else ""
    return not question.istitle() and not behind[:1].isdigit() and tokens[place - 1].word not in _OPENS_A_DATE


def _negated_from(said: Sequence[str], start: int) -> int | None:
    """Where the value begins in "status is not closed", "status other than closed"; None without a negation."""
    for phrase in _NEGATED:
        if tuple(said[start : start + len(phrase)]) == phrase:
            return start + len(phrase)
    return None


def _ranked_times(marks: Iterator[Mark], said: Sequence[str]) -> Iterator[Mark]:
    """The week of "worst week", the months of "best three months"."""
    for mark in marks:
        place = mark.last + (mark.last < len(said) and number_of(said[mark.last]) is not None)
        if isinstance(mark.means, Rank) and place < len(said) and singular(said[place]) in set(Grain):
            yield Mark(place, place + 1, DimensionWord(singular(said[place]), split=True))


def _numbered_ranks(marks: Iterator[Mark], said: Sequence[str]) -> Iterator[Mark]:
    """Top 5, five worst."""
    for mark in marks:
        if not isinstance(mark.means, Rank):
            continue
        for place in (mark.last, mark.first - 1):
            limit = number_of(said[place]) if 0 <= place < len(said) else None
            if limit is not None:
                yield Mark(min(place, mark.first), max(place + 1, mark.last), replace(mark.means, limit=limit))
