"""Numbers of payment cards and of bank accounts: both prove themselves by their check digits."""

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from knowledge.redaction.found import Span
from knowledge.redaction.surroundings import names_another_number

_GAP = r"[ .\u00a0-]"
# a pattern that begins with a digit is looked for much more quickly than one that begins with what is not before it
_CARD = re.compile(
    rf"\d(?<![\w.+-]\d)(?<!\d,\d)\d{{3}}(?:\d{{9,15}}"
    rf"|(?P<gap>{_GAP})\d{{4}}(?P=gap)\d{{4}}(?P=gap)\d{{1,4}}(?:(?P=gap)\d{{1,3}})?"
    rf"|(?P<wide>{_GAP})\d{{6}}(?P=wide)\d{{4,5}})"
    rf"(?![\w-]|[.,]\d{{1,2}}(?!\d))"
)
_CARD_BEGINS = re.compile(r"4|5[0-8]|2(?:2[2-9]|[3-6]|7[01]|720)|3[0-9]|6")
"""Visa, Mastercard, American Express, Diners, JCB, Discover, Maestro, UnionPay: ISO/IEC 7812."""

_IBAN = re.compile(r"\d(?<![A-Za-z0-9][A-Za-z]{2}\d)(?<=[A-Za-z]{2}\d)\d(?:[ \u00a0-]?[A-Za-z0-9]){11,30}")
_COUNTRY = 2
_SHORTEST_IBAN = 15


def cards(text: str) -> Iterator[Span]:
    """Numbers of payment cards. An unbroken one that is called the number of an order, say, is taken for that."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if not _CARD_BEGINS.match(digits) or not luhn.is_valid(digits):
            continue
        if not match[0].isdigit() or not names_another_number(text, match.start()):
            yield match.span()


def ibans(text: str) -> Iterator[Span]:
    """Numbers of accounts, as far as they go: words may follow. In which bank they would be is not asked."""
    match = _IBAN.search(text)
    while match:
        start = match.start() - _COUNTRY
        end = _end_of_iban(text, start, match.end())
        if end:
            yield start, end
        match = _IBAN.search(text, end or match.start() + 1)


def _end_of_iban(text: str, start: int, last: int) -> int | None:
    ends = [place + 1 for place in range(start, last) if text[place].isalnum()]
    for end in reversed(ends[_SHORTEST_IBAN - 1 :]):
        written = text[start:end].replace("\u00a0", " ")
        if not text[end : end + 1].isalnum() and iban.is_valid(written, check_country=False):
            return end
    return None
