"""Numbers of telephones: known by a country code, by the way they are written, or by the word before them."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import zip_longest

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumber, PhoneNumberType

from knowledge.redaction.found import Finder, Span
from knowledge.redaction.surroundings import names_a_phone, names_another_number

_GAP = r"[\s().\u00a0/\u2011-]"
_RUN = re.compile(rf"\d(?:{_GAP}{{0,3}}\d){{6,}}")
_GROUP = re.compile(r"\d+")
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|(?:19|20)\d\d[01]\d[0-3]\d)(?!\d|[-./]\d)"
)

_EXTENSION = r"(?:,?\s?(?:ext\.?|extension|x|durchwahl|dw|poste|int\.?|-)\s?\d{1,5})?"
_LONGEST_EXTENSION = 20
_BEGINS = r"(?<![\w.+/-])(?<!\d[ ,:\u00a0])"
"""Neither in a longer number, nor behind a group of digits."""
_ENDS = r"(?![\w-]|[.,/:]\d)"

_INTERNATIONAL = re.compile(
    rf"(?<![\w+.-])(?:\+\s?|00 ?(?=[1-9]))\(?[1-9]\d{{0,3}}\)?(?:{_GAP}{{0,3}}\d){{6,14}}{_EXTENSION}(?!\w)"
)
_AMERICAN = re.compile(
    rf"{_BEGINS}(?:1[-. ]\s?)?"
    r"(?:\(\d{3}\)\s?\d{3}[-. ]\d{4}|\d{3}(?P<gap>[-.\u2011])\d{3}(?P=gap)\d{4}|[2-9]\d\d [2-9]\d\d \d{4})"
    rf"{_EXTENSION}{_ENDS}"
)
_WITH_ZERO = re.compile(
    rf"{_BEGINS}(?:\(?0[1-9]\d{{0,4}}\)?(?:(?:[ /.\u00a0-]| [/-] ){{0,2}}\d){{5,11}}"
    rf"|0 [1-9]\d\d \d{{3}} \d{{3}}){_ENDS}"
)
_WITHOUT_ZERO = re.compile(
    rf"{_BEGINS}[5-9]\d{{1,2}}(?P<gap>[ .\u00a0-])\d{{2,3}}(?P=gap)\d\d(?P=gap)\d\d(?! \d){_ENDS}"
)
_ANY = re.compile(rf"\+?\(?\d(?:{_GAP}{{0,2}}\d){{6,14}}{_EXTENSION}(?![\w-])")
_FEWEST_GROUPS, _UNBROKEN = 3, 10

_Way = tuple[re.Pattern[str], Callable[[str], bool]]
"""How a number is written, and what decides whether it is one."""


def phones_in(regions: Sequence[str]) -> Finder:
    """Finds telephone numbers: with a country code, as written in North America, after a word that says so, and as
    dialled within the `regions`, two capital letters each."""
    without_zero = [region for region in regions if _has_no_zero(region)]
    ways: Sequence[_Way] = (
        (_INTERNATIONAL, _is_international),
        (_AMERICAN, bool),
        (_WITH_ZERO, partial(_is_national, regions=regions)),
        (_WITHOUT_ZERO, partial(_is_national, regions=without_zero)),
    )
    return partial(_phones, ways)


def is_region(name: str) -> bool:
    """Whether telephone numbers of a country of this name are known: two capital letters, as in ISO 3166."""
    return name in phonenumbers.SUPPORTED_REGIONS


def _phones(ways: Sequence[_Way], text: str) -> Iterator[Span]:
    for start, end in _stretches(text):
        if names_a_phone(text, start) and (match := _ANY.match(text, start, end)):
            yield _with_even_brackets(text, *match.span())
            continue
        for pattern, is_one in ways:
            yield from _written(pattern, is_one, text, (start, end))


def _stretches(text: str) -> Iterator[Span]:
    """Where numbers may be: long runs of digits and gaps without the dates, the last of each with an extension."""
    runs = list(_RUN.finditer(text))
    for run, following in zip_longest(runs, runs[1:]):
        start = _with_signs(text, run.start())
        for date in _DATE.finditer(text, start, run.end()):
            yield start, date.start()
            start = date.end()
        yield start, min(following.start() if following else len(text), run.end() + _LONGEST_EXTENSION)


def _with_signs(text: str, start: int) -> int:
    """With the plus sign and the bracket that may stand before the first digit."""
    for signs in ("(", "+ ", "+"):
        if text.endswith(signs, 0, start):
            start -= len(signs)
    return start


def _written(pattern: re.Pattern[str], is_one: Callable[[str], bool], text: str, stretch: Span) -> Iterator[Span]:
    """The numbers that are written in one way. What is none with all its groups of digits may be one with fewer."""
    start, end = stretch
    while match := pattern.search(text, start, end):
        start = match.end()
        if text[match.start()] != "+" and names_another_number(text, match.start()):
            continue
        groups = [group.end() for group in _GROUP.finditer(text, *match.span())]
        for last in (match.end(), *reversed(groups[:-1])):
            if is_one(text[match.start() : last]):
                yield _with_even_brackets(text, match.start(), last)
                start = last
                break


def _with_even_brackets(text: str, start: int, end: int) -> Span:
    """`(020 7946 0991` is without the bracket, `+44) 20 7946 0991` is with it."""
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    if opened > closed and text[start] == "(":
        return start + 1, end
    if closed > opened and text[start - 1 : start] == "(":
        return start - 1, end
    return start, end


def _has_no_zero(region: str) -> bool:
    """Whether its numbers are dialled without a zero before them, as they are written behind a country code."""
    metadata = PhoneMetadata.metadata_for_region(region)
    return metadata is not None and metadata.national_prefix is None


def _is_international(written: str) -> bool:
    number = written if written.startswith("+") else "+" + written[2:]
    parsed = _parsed(number, None)
    if parsed is None or not phonenumbers.is_possible_number(parsed):
        return False
    if phonenumbers.is_valid_number(parsed):
        return True
    # numbers made up for examples belong to nobody: +1 555 123 4567
    groups = _GROUP.findall(written)
    return len(groups) >= _FEWEST_GROUPS or len(groups[0]) >= _UNBROKEN


def _is_national(written: str, *, regions: Sequence[str]) -> bool:
    """One without any gap has to be a mobile one: others are too easily the number of something else."""
    for region in regions:
        parsed = _parsed(written, region)
        if parsed is None or not phonenumbers.is_valid_number(parsed):
            continue
        if not written.isdigit() or phonenumbers.number_type(parsed) == PhoneNumberType.MOBILE:
            return True
    return False


def _parsed(written: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(" ".join(written.split()), region)
    except NumberParseException:
        return None
