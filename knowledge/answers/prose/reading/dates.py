"""Days, months, years and times of day that a sentence names.

Questions are read elsewhere: there a day is a period as seen from now, here it is the very day that is written.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.answers.prose.reading.amounts.number_words import ordinal_phrases

_MONTHS: Mapping[str, str] = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_SHORT: Mapping[str, str] = {
    "en": "jan feb mar apr - jun jul aug sep oct nov dec",
    "de": "jan feb mär apr - jun jul aug sep okt nov dez",
    "fr": "janv févr - avr - - juil - sept oct nov déc",
    "es": "ene feb - abr - jun jul - sep oct nov dic",
    "it": "gen feb - apr mag giu lug - set ott nov dic",
    "nl": "jan feb mrt apr - jun jul aug sep okt nov dec",
}
_OTHER_SPELLINGS = {"sept": 9, "jänner": 1, "maerz": 3, "fevrier": 2, "aout": 8, "decembre": 12, "setiembre": 9}
_DOUBTFUL = frozenset({"may", "march", "mars", "mai", "august"})
"""Months that are other words, too: by themselves they are meant only behind one of the words below."""
_IN = r"(?:in|im|since|by|of|until|during|early|late|mid|en|seit|ab|depuis|fin|début|desde|da|nel|sinds|through)"
_YEAR = r"(?:19|20)\d{2}"
_LINK = r"(?:\s+(?:of|de|del|du|den)|\s*\.)?\s*"
_ENDING = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_ISO = re.compile(rf"(?<![\w-])({_YEAR})-(\d{{2}})(?:-(\d{{2}}))?(?![\w-])")
_DOTTED = re.compile(
    rf"(?<![\w.])(\d{{1,2}})\.(\d{{1,2}})\.({_YEAR}|\d{{2}}(?!\d))|(?<=\bam )(\d{{1,2}})\.(\d{{1,2}})\.(?!\d)",
    re.IGNORECASE,
)
_SLASHED = re.compile(rf"(?<![\w/])(\d{{1,2}})/(\d{{1,2}})/({_YEAR}|\d{{2}})(?![\w/])")
_YEAR_ALONE = re.compile(
    r"\b(?:in|im jahr|since|during|of|from|until|before|after|early|late|mid|en|jahr|year|depuis|desde|nel|sinds|seit)"
    rf"[ -]({_YEAR})\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\w:.])(\d{1,2})(?::(\d{2})(?::\d{2})?\s*(am|pm|a\.m\.|p\.m\.|uhr|h)?|\s*(am|pm|a\.m\.|p\.m\.|uhr))(?![\w:])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day, a month or a year, as far as it is named. `written` is set where it could be two days: its very text."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    written: str = ""
    start: int = 0
    end: int = 0

    def is_said_of(self, known: "Day") -> bool:
        """Whether all that this names is in what is `known`."""
        if self.written or known.written:
            return self.written == known.written
        pairs = ((self.year, known.year), (self.month, known.month), (self.day, known.day))
        return all(said is None or said == there for said, there in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day in `minutes` since midnight."""

    minutes: int
    start: int = 0
    end: int = 0


def days(text: str, language: str) -> Sequence[Day]:
    """The days, months and years in `text`, in its order; none overlaps another."""
    found: list[Day] = []
    for reads in (_numeric, _worded, _years):
        for day in reads(text, language):
            if all(day.end <= other.start or other.end <= day.start for other in found):
                found.append(day)
    return sorted(found, key=lambda day: day.start)


def clocks(text: str) -> Sequence[Clock]:
    """The times of day in `text`: 10:30, 3 pm, 14 Uhr."""
    found = []
    for match in _CLOCK.finditer(text):
        hour, minute = int(match[1]), int(match[2] or 0)
        half = (match[3] or match[4] or "").lower().replace(".", "")
        hour = hour % 12 + 12 * (half == "pm") if half in ("am", "pm") else hour
        if hour < 24 and minute < 60:
            found.append(Clock(minutes=60 * hour + minute, start=match.start(), end=match.end()))
    return found


def _numeric(text: str, language: str) -> Iterator[Day]:
    for match in _ISO.finditer(text):
        yield from _day(match, match[1], match[2], match[3])
    for match in _DOTTED.finditer(text):
        yield from _day(match, match[3], match[2] or match[5], match[1] or match[4])
    for match in _SLASHED.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 or first == second:
            yield from _day(match, match[3], match[2], match[1])
        elif second > 12:
            yield from _day(match, match[3], match[1], match[2])
        else:
            yield Day(written=match[0], start=match.start(), end=match.end())


def _worded(text: str, language: str) -> Iterator[Day]:
    months = _months(language)
    patterns = _patterns(language)
    for match in patterns["range"].finditer(text):
        yield from _day(match, None, months[match[2].lower()], match[1], of=1)
    for match in patterns["day month"].finditer(text):
        yield from _day(match, match[3], months[match[2].lower()], match[1])
    for match in patterns["month day"].finditer(text):
        yield from _day(match, match[3], months[match[1].lower()], match[2])
    ordinals = {" ".join(phrase): number for phrase, number in ordinal_phrases(language).items() if number <= 31}
    for match in patterns["ordinal month"].finditer(text):
        day = ordinals.get(match[1].lower().replace("-", " "))
        if day:
            yield from _day(match, match[3], months[match[2].lower()], day)
    for match in patterns["month"].finditer(text):
        if match[4] or match[1] or _is_meant(match[3], language):
            yield from _day(match, match[4], months[match[3].lower()], None, of=2)


def _is_meant(word: str, language: str) -> bool:
    """Whether a word by itself is the month that it could be."""
    return (
        word.lower() not in _DOUBTFUL and len(word) > 3 and (word[0].isupper() or language in ("fr", "es", "it", "nl"))
    )


def _years(text: str, language: str) -> Iterator[Day]:
    for match in _YEAR_ALONE.finditer(text):
        yield Day(year=int(match[1]), start=match.start(1), end=match.end(1))


def _day(
    match: re.Match[str], year: str | None, month: str | int, day: str | int | None, *, of: int = 0
) -> Iterator[Day]:
    """The day, if there can be such a one; it stands where the group `of` of `match` does."""
    full = int(year) + (2000 if len(year) == 2 else 0) if year else None
    number = int(day) if day is not None else None
    if 1 <= int(month) <= 12 and (number is None or 1 <= number <= 31):
        yield Day(year=full, month=int(month), day=number, start=match.start(of), end=match.end(of))


@lru_cache(maxsize=8)
def _months(language: str) -> Mapping[str, int]:
    # English names beside the own ones: those of the evidence are taken over
    found = dict(_OTHER_SPELLINGS)
    for one in ("en", language):
        for names in (_MONTHS[one], _SHORT[one]):
            found |= {name: number for number, name in enumerate(names.split(), start=1) if name != "-"}
    return found


@lru_cache(maxsize=8)
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    month = "(" + "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True)) + r")\b\.?"
    year = rf"(?:(?:,|\s+de|\s+del)?\s*({_YEAR}))?"
    day = rf"\b(\d{{1,2}}){_ENDING}"
    written = {
        "range": rf"{day}\s*(?:-|\u2013|to|and|until|bis|und|au|et|al|y|e|en|tot)\s*\d{{1,2}}{_ENDING}{_LINK}{month}",
        "day month": rf"{day}{_LINK}(?<![a-z]){month}{year}",
        "month day": rf"\b{month}\s+(?:the\s+)?(\d{{1,2}})(?!\d|[.,]\d){_ENDING}\b{year}",
        "ordinal month": rf"\b([^\W\d_]+(?:-[^\W\d_]+)?){_LINK}{month}{year}",
        "month": rf"(\b{_IN}\s+(?:the\s+)?)?(\b{month}{year})",
    }
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in written.items()}
