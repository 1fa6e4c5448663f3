"""Numbers in digits and in words, at one place of a sentence, before it is known what they count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.answers.prose.reading.amounts.digits import digit_values
from knowledge.answers.prose.reading.amounts.number_words import SCALES, longest_phrase, number_phrases
from knowledge.answers.prose.reading.amounts.units import ALONE, HALF_MORE, ONE_OF_IT
from knowledge.answers.prose.reading.tables import listed
from knowledge.answers.prose.reading.tokens import Token

_PRONOUNS = frozenset(listed("no any some every each this that which another new same wrong right other only"))
"""Before "one" it counts nothing."""
_BARE_SCALES = frozenset({"mille", "mil", "tausend", "duizend"})
_HALF_SUFFIX = {"de": "einhalb"}
_ONE_AND_A_HALF = {"eineinhalb": 1.5, "anderthalb": 1.5, "anderthalben": 1.5, "anderhalf": 1.5, "anderhalve": 1.5}
_ATTACHED = frozenset({"k", "bn"})
"""Scales that are written onto the digits and mean nothing by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at one place: `values` in its possible readings, up to the token `next`. `spelled`: in words."""

    values: Sequence[float]
    step: float = 1.0
    next: int
    spelled: bool = False
    loose: bool = False


def number_at(tokens: Sequence[Token], at: int, language: str, *, lenient: bool = False) -> Number | None:
    """The number that begins with the token `at`, None where none does."""
    if at >= len(tokens):
        return None
    found = _digits(tokens[at], at, language, lenient) if tokens[at].is_number else _words(tokens, at, language)
    return _with_half(tokens, _scaled(tokens, found, language), language) if found else None


def _digits(token: Token, at: int, language: str, lenient: bool) -> Number | None:
    read = digit_values(token.text, language, lenient=lenient)
    if not read:
        return None
    return Number(values=[value for value, _ in read], step=min(step for _, step in read), next=at + 1)


def _words(tokens: Sequence[Token], at: int, language: str) -> Number | None:
    low = tokens[at].low
    phrases = number_phrases(language)
    for length in range(min(longest_phrase(language), len(tokens) - at), 0, -1):
        value = phrases.get(tuple(token.low for token in tokens[at : at + length]))
        if value is not None and not _is_pronoun(tokens, at, length, value):
            return Number(values=[value], next=at + length, spelled=True, loose=value == 1)
    if low in ALONE[language]:
        of = at + 1 < len(tokens) and tokens[at + 1].low in ("of", "de")
        return Number(values=[ALONE[language][low]], next=at + 1 + of, spelled=True, loose=True)
    if low in ONE_OF_IT[language] and at + 1 < len(tokens):
        return _after_article(tokens, at, language)
    return _in_one_word(low, at, language)


def _is_pronoun(tokens: Sequence[Token], at: int, length: int, value: float) -> bool:
    """Whether it is the one of "no one" or "the wrong one"."""
    return value == 1 and length == 1 and tokens[at].low == "one" and at > 0 and tokens[at - 1].low in _PRONOUNS


def _after_article(tokens: Sequence[Token], at: int, language: str) -> Number | None:
    """A thousand, a dozen."""
    low = tokens[at + 1].low
    if low in SCALES[language] and low not in _ATTACHED:
        return Number(values=[1.0], next=at + 1, spelled=True)
    return _words(tokens, at + 1, language) if low in ALONE[language] else None


def _in_one_word(low: str, at: int, language: str) -> Number | None:
    """Zweitausend, duemila, zweieinhalb, mille."""
    if low in _ONE_AND_A_HALF:
        return Number(values=[_ONE_AND_A_HALF[low]], step=0.5, next=at + 1, spelled=True)
    if low in _BARE_SCALES and low in SCALES[language]:
        return Number(values=[1000.0], next=at + 1, spelled=True)
    phrases = number_phrases(language)
    suffix = _HALF_SUFFIX.get(language, "\0")
    if low.endswith(suffix) and (low.removesuffix(suffix),) in phrases:
        return Number(values=[phrases[(low.removesuffix(suffix),)] + 0.5], step=0.5, next=at + 1, spelled=True)
    for scale, times in SCALES[language].items():
        before, article = low.removesuffix(scale), ONE_OF_IT[language]
        if before and before != low and ((before,) in phrases or before in article):
            return Number(values=[times * phrases.get((before,), 1)], next=at + 1, spelled=True)
    return None


def _scaled(tokens: Sequence[Token], number: Number, language: str) -> Number:
    """`number` times the scale behind it, and what follows that in words: two thousand three hundred."""
    while number.next < len(tokens) and tokens[number.next].low in SCALES[language]:
        token = tokens[number.next]
        if token.low in _ATTACHED and tokens[number.next - 1].end != token.start:
            break
        times = SCALES[language][token.low]
        number = replace(
            number, values=[value * times for value in number.values], step=number.step * times, next=number.next + 1
        )
        rest = _words(tokens, number.next, language) if number.next < len(tokens) else None
        if number.spelled and rest and not rest.loose and rest.values[0] < times:
            values = [value + rest.values[0] for value in number.values]
            number = replace(number, values=values, step=1.0, next=rest.next)
    return replace(number, step=1.0) if number.spelled and number.step > 1 else number


def _with_half(tokens: Sequence[Token], number: Number, language: str) -> Number:
    """Two and a half."""
    phrase = HALF_MORE[language]
    if tuple(token.low for token in tokens[number.next : number.next + len(phrase)]) != phrase:
        return number
    return replace(number, values=[value + 0.5 for value in number.values], step=0.5, next=number.next + len(phrase))
