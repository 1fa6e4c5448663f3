"""Every quantity that a sentence states: counts, shares, durations, amounts of money, multiples, ordinals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.answers.prose.reading.amounts.number_words import Phrase, ordinal_phrases
from knowledge.answers.prose.reading.amounts.numbers import Number, number_at
from knowledge.answers.prose.reading.amounts.quantity import Kind, Quantity, Sign
from knowledge.answers.prose.reading.amounts.signs import SIGNS_BEFORE, SIGNS_BEHIND
from knowledge.answers.prose.reading.amounts.units import (
    BETWEEN,
    COUNTED,
    CURRENCIES,
    DURATIONS,
    HALVES,
    LOOSE_RATIOS,
    MEASURES,
    ONE_OF_IT,
    PERCENT,
    PERCENT_PHRASES,
    POINTS,
    RANGE,
    RATIOS,
    TIMES,
    TWICE,
    WORKING,
    WORKING_DAYS,
    WORKING_UNIT,
)
from knowledge.answers.prose.reading.tables import listed
from knowledge.answers.prose.reading.tokens import Token, tokens_of

_LONGEST_SIGN, _LONGEST_RATIO = 4, 3
_BEFORE_AMOUNTS = frozenset(
    word for word, code in CURRENCIES.items() if code != "CENT" and (word == code.lower() or not word.isalpha())
)
_SUFFIXES = frozenset(listed("st nd rd th er ère ere re e ème eme ième º ª te ste de"))
_MINUS = frozenset({"-", "\u2212", "\u2013", "minus"})
_OF = frozenset({"of", "the", "all", "these", "der", "des", "de", "la", "el", "los", "dei", "di", "van"})
_PERCENTAGE = frozenset({"percentage", "percent", "prozent", "%"})
_NO_ORDINAL = {
    "third": frozenset({"party", "parties"}),
    "second": frozenset({"hand"}),
    "first": frozenset({"of", "name", "line"}),
}
_JOINING = frozenset({"and", "und", "et", "y", "e", "en", ","})


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the tokens of one sentence; `lenient` is how evidence is read: in every possible way."""

    tokens: Sequence[Token]
    language: str
    lenient: bool

    def read(self) -> Iterator[Quantity]:
        at = 0
        while at < len(self.tokens):
            found, behind = self._at(at)
            yield from found
            at = max(behind, at + 1)

    def _at(self, at: int) -> tuple[Sequence[Quantity], int]:
        """What begins with the token `at`, and where the next thing may begin."""
        for reads in (self._money_before, self._ordinal, self._part, self._multiple, self._article, self._number):
            found = reads(at)
            if found is not None:
                quantities, behind = found
                return [self._signed(one, at, behind) for one in quantities], behind
        return [], at + 1

    def _low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def _phrase(self, start: int, length: int) -> Phrase:
        return tuple(token.low for token in self.tokens[start : start + length])

    def _placed(self, quantity: Quantity, first: int, behind: int) -> Quantity:
        return replace(quantity, start=self.tokens[first].start, end=self.tokens[behind - 1].end)

    def _money_before(self, at: int) -> tuple[Sequence[Quantity], int] | None:
        if self._low(at) not in _BEFORE_AMOUNTS:
            return None
        number = number_at(self.tokens, at + 1, self.language, lenient=self.lenient)
        if number is None:
            return None
        unit = CURRENCIES[self._low(at)]
        found = [Quantity(value=value, kind=Kind.MONEY, step=number.step, unit=unit) for value in number.values]
        return [self._placed(one, at, number.next) for one in found], number.next

    def _ordinal(self, at: int) -> tuple[Sequence[Quantity], int] | None:
        token = self.tokens[at]
        suffix = self.tokens[at + 1] if at + 1 < len(self.tokens) else token
        if token.text.isdecimal() and suffix.low in _SUFFIXES and suffix.start == token.end:
            return [self._placed(Quantity(value=int(token.text), kind=Kind.ORDINAL), at, at + 2)], at + 2
        hours = DURATIONS[self.language].get(self._low(at + 1))
        if token.low == "first" and hours:  # within the first day
            said = Quantity(value=hours, kind=Kind.HOURS, step=hours, sign=Sign.AT_MOST)
            return [self._placed(said, at, at + 2)], at + 2
        if token.low == "first" and self._counted_time(at + 1):  # in the first 24 hours
            return [], at + 1
        phrases = ordinal_phrases(self.language)
        for length in (3, 2, 1):
            value = phrases.get(self._phrase(at, length)) if at + length <= len(self.tokens) else None
            if value and self._low(at + length) not in _NO_ORDINAL.get(self._low(at), ()) and not self._is_part(at):
                return [self._placed(Quantity(value=value, kind=Kind.ORDINAL), at, at + length)], at + length
        return None

    def _counted_time(self, at: int) -> bool:
        number = number_at(self.tokens, at, self.language)
        return number is not None and self._duration(number) is not None

    def _is_part(self, at: int) -> bool:
        """Whether the ordinal is a fraction: a third of, un tercio, ein Viertel."""
        before, behind = self._low(at - 1), self._low(at + 1)
        counted = before in ONE_OF_IT[self.language] or before == "one"
        return self._low(at) in HALVES[self.language] and counted and behind in _OF

    def _part(self, at: int) -> tuple[Sequence[Quantity], int] | None:
        """Half of, a third of, half an hour."""
        parts, first = HALVES[self.language], at
        if self._low(at) in ONE_OF_IT[self.language] and self._low(at + 1) in parts:
            at += 1
        share = parts.get(self._low(at))
        if share is None or (self.language == "en" and share < 1 / 2 and first == at and self._low(at + 1) not in _OF):
            return None
        behind = at + 1
        unit_at = behind + (self._low(behind) == "of")
        unit_at += self._low(unit_at) in ONE_OF_IT[self.language]
        hours = DURATIONS[self.language].get(self._low(unit_at))
        if hours:
            said = Quantity(value=share * hours, kind=Kind.HOURS, step=share * hours)
            return [self._placed(said, first, unit_at + 1)], unit_at + 1
        if first < at and share < 1 / 2 and self._low(behind) not in _OF and self.language == "en":
            return None  # a third charge
        return [self._placed(Quantity(value=share, kind=Kind.SHARE, step=0.0, loose=True), first, behind)], behind

    def _multiple(self, at: int) -> tuple[Sequence[Quantity], int] | None:
        value = TWICE[self.language].get(self._low(at))
        return (value and ([self._placed(Quantity(value=value, kind=Kind.TIMES), at, at + 1)], at + 1)) or None

    def _article(self, at: int) -> tuple[Sequence[Quantity], int] | None:
        """A day, an hour and a half."""
        hours = DURATIONS[self.language].get(self._low(at + 1))
        if self._low(at) not in ONE_OF_IT[self.language] or hours is None or len(self._low(at + 1)) < 2:
            return None
        value, behind = 1.0, at + 2
        if self._low(behind) in _JOINING:
            half = behind + 1 + (self._low(behind + 1) in ONE_OF_IT[self.language])
            if HALVES[self.language].get(self._low(half)) == 1 / 2:
                value, behind = 1.5, half + 1
        return [self._placed(Quantity(value=value * hours, kind=Kind.HOURS, step=hours / 2), at, behind)], behind

    def _number(self, at: int) -> tuple[Sequence[Quantity], int] | None:
        number = number_at(self.tokens, at, self.language, lenient=self.lenient)
        if number is None:
            return None
        ranged = self._ranged(number)
        counted, behind = ranged or self._counted(number, at)
        found = [self._placed(one, at, number.next if ranged else behind) for one in counted]
        return [self._negative(one, at) for one in found], number.next if ranged else behind

    def _ranged(self, number: Number) -> tuple[Sequence[Quantity], int] | None:
        """The first of "3 to 5 days", in the unit of the second."""
        if self._low(number.next) not in RANGE:
            return None
        second = number_at(self.tokens, number.next + 1, self.language, lenient=self.lenient)
        if second is None:
            return None
        counted, behind = self._counted(second, number.next + 1)
        unit = counted[0]
        if unit.of is not None or (unit.kind is Kind.PLAIN and not unit.unit):
            return None
        times = unit.value / second.values[0] if second.values[0] else 1.0
        return [
            replace(unit, value=value * times, step=number.step * times, loose=False) for value in number.values
        ], behind

    def _counted(self, number: Number, at: int) -> tuple[Sequence[Quantity], int]:
        """What `number` counts, by what stands behind it."""
        for reads in (self._percent, self._fraction, self._ratio, self._money_behind, self._duration, self._times):
            found = reads(number)
            if found:
                return found
        behind = number.next
        measure = MEASURES.get(self._low(behind), "")
        return [
            Quantity(value=value, step=number.step, unit=measure, loose=number.loose) for value in number.values
        ], behind + bool(measure)

    def _percent(self, number: Number) -> tuple[Sequence[Quantity], int] | None:
        behind = number.next
        low = self._low(behind)
        if low in _PERCENTAGE and self._low(behind + 1) in POINTS:
            return self._all(number, Kind.PLAIN, 1.0, "points"), behind + 2
        if low in POINTS and low.startswith("prozent"):
            return self._all(number, Kind.PLAIN, 1.0, "points"), behind + 1
        if low in PERCENT:
            return self._all(number, Kind.SHARE, 0.01), behind + 1
        if self._phrase(behind, 2) in PERCENT_PHRASES:
            return self._all(number, Kind.SHARE, 0.01), behind + 2
        return None

    def _all(self, number: Number, kind: Kind, times: float, unit: str = "") -> Sequence[Quantity]:
        return [
            Quantity(value=value * times, kind=kind, step=number.step * times, unit=unit) for value in number.values
        ]

    def _fraction(self, number: Number) -> tuple[Sequence[Quantity], int] | None:
        """Two thirds, trois quarts, one third of."""
        part = HALVES[self.language].get(self._low(number.next))
        if part is None or part == 1 / 2 or not number.spelled:
            return None
        is_one = number.values[0] == 1
        is_plural = self._low(number.next).endswith("s")
        if self.language == "en" and (is_one == is_plural or (is_one and self._low(number.next + 1) not in _OF)):
            return None
        share = number.values[0] * part
        return [Quantity(value=share, kind=Kind.SHARE, step=0.0, loose=True)], number.next + 1

    def _ratio(self, number: Number) -> tuple[Sequence[Quantity], int] | None:
        """3 of 5, four in ten, 3/5."""
        link = number.next + (self._low(number.next) in COUNTED)
        for length in range(_LONGEST_RATIO, 0, -1):
            phrase = self._phrase(link, length)
            if phrase not in RATIOS[self.language] and phrase != ("/",):
                continue
            whole = number_at(self.tokens, link + length, self.language)
            if whole is None or not 0 < number.values[0] <= whole.values[0] or whole.step != 1.0:
                continue
            if self._low(whole.next) in (*DURATIONS[self.language], *PERCENT):
                continue
            return self._share(
                number, whole, is_loose=phrase in LOOSE_RATIOS and whole.values[0] in (10, 100)
            ), whole.next
        return None

    def _share(self, number: Number, whole: Number, *, is_loose: bool) -> Sequence[Quantity]:
        count, of = number.values[0], whole.values[0]
        if is_loose:
            return [Quantity(value=count / of, kind=Kind.SHARE, step=1 / of)]
        return [Quantity(value=count / of, kind=Kind.SHARE, step=0.0, count=count, of=of)]

    def _money_behind(self, number: Number) -> tuple[Sequence[Quantity], int] | None:
        unit = CURRENCIES.get(self._low(number.next))
        return (self._all(number, Kind.MONEY, 1.0, unit), number.next + 1) if unit else None

    def _duration(self, number: Number) -> tuple[Sequence[Quantity], int] | None:
        at, unit = number.next, ""
        while self._low(at) in BETWEEN or self._low(at) in WORKING:
            unit = WORKING_UNIT if self._low(at) in WORKING else unit
            at += 1
        if self._low(at) in WORKING_DAYS[self.language]:
            return self._all(number, Kind.HOURS, 24.0, WORKING_UNIT), at + 1
        hours = DURATIONS[self.language].get(self._low(at))
        if hours is None:
            return None
        behind = at + 1
        if self._low(behind) in WORKING:  # jours ouvrés
            unit, behind = WORKING_UNIT, behind + 1
        found = self._all(number, Kind.HOURS, hours, unit)
        return self._and_more(found, behind, hours)

    def _and_more(self, found: Sequence[Quantity], at: int, hours: float) -> tuple[Sequence[Quantity], int]:
        """With the smaller unit behind it: 3 days and 4 hours."""
        joined = at + (self._low(at) in _JOINING)
        second = number_at(self.tokens, joined, self.language)
        smaller = DURATIONS[self.language].get(self._low(second.next)) if second else None
        if second is None or smaller is None or smaller >= hours:
            return found, at
        more = second.values[0] * smaller
        return [replace(one, value=one.value + more, step=smaller) for one in found], second.next + 1

    def _times(self, number: Number) -> tuple[Sequence[Quantity], int] | None:
        if self._low(number.next) not in TIMES or (number.values[0] == 1 and number.loose):
            return None
        return self._all(number, Kind.TIMES, 1.0), number.next + 1

    def _negative(self, quantity: Quantity, at: int) -> Quantity:
        minus = self.tokens[at - 1] if at else None
        if minus is None or minus.low not in _MINUS:
            return quantity
        touches = minus.low == "minus" or minus.end == self.tokens[at].start
        apart = at < 2 or self.tokens[at - 2].end < minus.start
        return replace(quantity, value=-quantity.value) if touches and apart else quantity

    def _signed(self, quantity: Quantity, at: int, behind: int) -> Quantity:
        """With how exactly it is said, by the words before it or behind it."""
        if self._low(behind) == "+" and behind and self.tokens[behind].start == self.tokens[behind - 1].end:
            return replace(quantity, sign=Sign.AT_LEAST)
        if self._phrase(behind, 2) in SIGNS_BEHIND:
            return replace(quantity, sign=SIGNS_BEHIND[self._phrase(behind, 2)])
        start = at - (self._low(at - 1) in _OF and self._low(at - 1) in ("the", "los", "la"))
        for length in range(min(_LONGEST_SIGN, start), 0, -1):
            sign = SIGNS_BEFORE[self.language].get(self._phrase(start - length, length))
            if sign and quantity.kind is Kind.MONEY and self._low(start - 1) == "über":
                return quantity  # of that amount, rather than of more
            if sign and quantity.kind is not Kind.ORDINAL:
                return replace(quantity, sign=sign)
        return quantity


def quantities(text: str, language: str, *, lenient: bool = False) -> Sequence[Quantity]:
    """The quantities in `text`, in its order. `lenient`: in every way in which the digits can be read.

    Dates, times of day and codes have to be taken out of `text` before.
    """
    return list(_Reader(tokens_of(text, language), language, lenient).read())
