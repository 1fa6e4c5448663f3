"""Counts and years, in figures and in words."""

import re

from knowledge.questions.linking.calendar_words import CARDINALS, COMING, CURRENT, PREVIOUS
from knowledge.questions.linking.dates.spans import Now, Words, word

YEAR = re.compile(r"(?:19[89]|20[0-9])[0-9]")
_TENS = 20


def number_of(text: str) -> int | None:
    """1 to 999 as a figure, or as one word up to ninety; None for other words."""
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return int(text) or None
    return CARDINALS.get(text)


def number_at(words: Words, at: int) -> tuple[int | None, int]:
    """The count at `at`, such as "7", "thirty five" and "a couple of", and where the words go on."""
    start = at + (word(words, at) == "a")
    if word(words, start) in ("couple", "dozen"):
        last = start + 1
        return (2 if words[start] == "couple" else 12), last + (word(words, last) == "of")
    if word(words, at) == "hundred" or (start > at and word(words, start) == "hundred"):
        return 100, start + 1
    count, last = number_of(word(words, at)), at + 1
    if count is None:
        return None, at
    ones = number_of(word(words, last))
    if not words[at].isdigit() and count >= _TENS and ones and ones < 10 and not words[last].isdigit():
        return count + ones, last + 1
    return count, last


def year_of(text: str) -> int | None:
    """A year of four figures, or of two: 70 to 99 is in the last century."""
    if YEAR.fullmatch(text):
        return int(text)
    if len(text) == 2 and text.isascii() and text.isdigit():
        return int(text) + (1900 if int(text) >= 70 else 2000)
    return None


def year_at(words: Words, at: int, now: Now) -> tuple[int | None, int]:
    """The year at `at` ("2025", "of 2025", "last year"), and where the words go on; `at` itself when there is none."""
    start = at + (word(words, at) in ("of", "in"))
    if tuple(words[start : start + 2]) == ("the", "year") and not YEAR.fullmatch(word(words, start + 2)):
        return now.today.year, start + 2
    start += word(words, start) == "the"
    start += word(words, start) == "year"
    if YEAR.fullmatch(word(words, start)):
        return int(words[start]), start + 1
    steps = {**dict.fromkeys(CURRENT, 0), **dict.fromkeys(PREVIOUS, -1), **dict.fromkeys(COMING, 1)}
    step = steps.get(word(words, start)) if word(words, start + 1) == "year" else None
    return (None, at) if step is None else (now.today.year + step, start + 2)
