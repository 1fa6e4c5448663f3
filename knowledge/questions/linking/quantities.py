"""The words of a question that hold a number against something: "more than 20", "above 10 %", "within 12 hours"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from knowledge.questions.linking.calendar_words import CARDINALS
from knowledge.questions.linking.marks import BoundWord, Mark, Unit
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Sign

Words = Sequence[str]
Phrase = tuple[str, ...]

_AHEAD: Mapping[Sign, Sequence[str]] = {
    Sign.ABOVE: (
        *("more than", "over", "above", "greater than", "higher than", "larger than", "bigger than", "exceeding"),
        *("exceeds", "exceed", "exceeded", "beyond", "north of", "upwards of", "in excess of", ">"),
        *("longer than", "slower than"),
    ),
    Sign.AT_LEAST: (
        *("at least", "no less than", "no fewer than", "not less than", "not fewer than", "minimum of"),
        *("a minimum of", ">=", "\u2265", "reaching", "or more than"),
    ),
    Sign.BELOW: (
        *("less than", "fewer than", "under", "below", "lower than", "smaller than", "<", "shorter than"),
        *("faster than", "quicker than", "sooner than"),
    ),
    Sign.AT_MOST: ("at most", "no more than", "not more than", "up to", "maximum of", "a maximum of", "<=", "\u2264"),
}
_BEHIND: Mapping[Sign, Sequence[str]] = {
    Sign.AT_LEAST: ("or more", "or higher", "or above", "or longer", "and more", "and above", "and up", "plus"),
    Sign.AT_MOST: ("or less", "or fewer", "or lower", "or below", "or shorter", "and below", "at most"),
}
_LYING = (
    *(
        "open",
        "been open",
        "still open",
        "stuck",
        "stuck open",
        "unresolved",
        "still unresolved",
        "unsolved",
        "pending",
    ),
    *(
        "still unsolved",
        "waiting",
        "still waiting",
        "outstanding",
        "not resolved",
        "not closed",
        "not solved",
        "unfinished",
    ),
    *(
        "not been resolved",
        "not been closed",
        "rotting",
        "lying",
        "lying open",
        "lying around",
        "lying there",
        "sitting",
    ),
    *(
        "sitting around",
        "sitting open",
        "sitting there",
        "hanging around",
        "gathering dust",
        "lingering",
        "dragging on",
    ),
)
"""What is said of a case that nobody has resolved."""
_AGES: Sequence[str] = (
    *(
        f"{lying} {since}{over}"
        for lying in _LYING
        for since in ("", "for ", "since ", "after ", "already ", "for already ", "already for ")
        for over in ("more than", "over", "longer than", "at least", "upwards of", "beyond", "past", "")
        if since.strip() not in ("", "already") or over
    ),
    *("older than", "aged over", "aged more than", "aged at least", "open for over"),
)
_WITHIN: Sequence[str] = (
    *("within first", "in first", "during first", "within the initial", "in the initial", "in the very first"),
    *("within", "within the first", "in the first", "in less than", "in under", "in at most", "during the first"),
    *("less than", "under", "no later than", "not later than", "inside", "inside of", "in within", "before"),
)
_UNITS: Mapping[str, tuple[Unit, float]] = {
    word: unit
    for words, unit in (
        ("times x", (Unit.NONE, 1)),
        ("% percent pct", (Unit.PERCENT, 1)),
        ("minute minutes min mins", (Unit.HOURS, 1 / 60)),
        ("hour hours hr hrs h", (Unit.HOURS, 1)),
        ("day days d", (Unit.HOURS, 24)),
        ("week weeks", (Unit.HOURS, 7 * 24)),
        ("month months", (Unit.HOURS, 30 * 24)),
    )
    for word in words_of(words)
}
_TENS = {
    word: 10 * tens for tens, word in enumerate(words_of("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_TEENS = dict(
    zip(words_of("thirteen fourteen fifteen sixteen seventeen eighteen nineteen"), range(13, 20), strict=True)
)
_NUMBERS: Mapping[str, float] = {**CARDINALS, **_TEENS, **_TENS, "hundred": 100, "zero": 0}


def _phrases(*texts: str) -> Sequence[Phrase]:
    return tuple(words_of(text) for text in texts)


_AHEAD_PHRASES = {phrase: sign for sign, texts in _AHEAD.items() for phrase in _phrases(*texts)}
_BEHIND_PHRASES = {phrase: sign for sign, texts in _BEHIND.items() for phrase in _phrases(*texts)}
_AGE_PHRASES = {phrase: Sign.AT_LEAST if "least" in phrase else Sign.ABOVE for phrase in _phrases(*_AGES)}
_WITHIN_PHRASES = dict.fromkeys(_phrases(*_WITHIN), Sign.AT_MOST)
_LYING_PHRASES = sorted({*_phrases(*_LYING, "old", "of age")}, key=len, reverse=True)
_LONGEST = 7
_FIGURE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", re.ASCII)
_ATTACHED = re.compile(r"([0-9]{1,6})(h|hr|hrs|d)", re.ASCII)


def bound_marks(words: Words) -> Iterator[Mark]:
    """Every stretch of `words` that holds a number against something, overlapping ones too."""
    said = tuple(words)
    for first in range(len(said)):
        for last in range(first + 1, min(first + _LONGEST, len(said)) + 1):
            yield from _ahead(said, first, last)
        yield from _behind(said, first)


def quantity_at(words: Phrase, at: int) -> tuple[float, Unit, int] | None:
    """The number at `at` with its unit (durations in hours), and where the words go on; None when there is none."""
    attached = _ATTACHED.fullmatch(words[at]) if at < len(words) else None
    if attached:
        unit, factor = _UNITS[attached[2]]
        return float(attached[1]) * factor, unit, at + 1
    found = _number_at(words, at)
    if found is None:
        return None
    number, last = found
    if words[last : last + 2] == ("per", "cent"):
        return number, Unit.PERCENT, last + 2
    unit, factor = _UNITS.get(words[last] if last < len(words) else "", (Unit.NONE, 1.0))
    return number * factor, unit, last + (last < len(words) and words[last] in _UNITS)


def _number_at(words: Phrase, at: int) -> tuple[float, int] | None:
    """20, 2.5, twenty, a hundred, the one of "a week", and "1,000" as it is taken apart."""
    start = at + 1 if words[at : at + 1] in (("a",), ("an",)) else at
    word = words[start] if start < len(words) else ""
    if word in _NUMBERS and (start == at or word == "hundred"):
        return _NUMBERS[word], start + 1
    if start > at and not _FIGURE.fullmatch(word):
        return (1, start) if word in _UNITS else None
    if not _FIGURE.fullmatch(word):
        return None
    last = start + 1
    while "." not in word and last < len(words) and len(word) <= 9 and re.fullmatch("[0-9]{3}", words[last]):
        word, last = word + words[last], last + 1
    return float(word), last


def _ahead(words: Phrase, first: int, last: int) -> Iterator[Mark]:
    phrase = words[first:last]
    found = quantity_at(words, last) if phrase in _ALL_AHEAD else None
    if found is None:
        return
    number, unit, behind = found
    if phrase in _AHEAD_PHRASES:
        sign, within = _AHEAD_PHRASES[phrase], phrase in _WITHIN_PHRASES
        yield Mark(first, behind, BoundWord(sign, number, unit, within=within))
        lying = next((p for p in _LYING_PHRASES if words[behind : behind + len(p)] == p), ())
        if lying and unit is Unit.HOURS and sign in (Sign.ABOVE, Sign.AT_LEAST):
            yield Mark(first, behind + len(lying), BoundWord(sign, number, unit, age=True))
    elif unit is Unit.HOURS:
        for phrases in (_AGE_PHRASES, _WITHIN_PHRASES):
            if phrase in phrases:
                age, within = phrases is _AGE_PHRASES, phrases is _WITHIN_PHRASES
                yield Mark(first, behind, BoundWord(phrases[phrase], number, unit, age=age, within=within))
                return


_ALL_AHEAD = frozenset((*_AHEAD_PHRASES, *_AGE_PHRASES, *_WITHIN_PHRASES))


def _behind(words: Phrase, first: int) -> Iterator[Mark]:
    """20 or more."""
    found = quantity_at(words, first)
    if found is None:
        return
    number, unit, behind = found
    for last in range(behind + 1, min(behind + 2, len(words)) + 1):
        sign = _BEHIND_PHRASES.get(words[behind:last])
        if sign is not None:
            yield Mark(first, last, BoundWord(sign, number, unit))
