"""Numbers of cards, of accounts and of telephones: told from others by what they are made of."""

import re
from collections.abc import Callable, Iterator, Sequence

import phonenumbers
from stdnum import iban, luhn

from knowledge.redaction.found import Span

_LABELS_AN_IDENTIFIER = re.compile(
    r"(?:order|case|ticket|invoice|rma|tracking|shipment|parcel|serial|part|model|sku|ref(?:erence)?|error|exception"
    r"|build|job|request|transaction|policy|contract|incident|bug|issue|bestell\w*|rechnung\w*|auftrag\w*|vorgang\w*"
    r"|commande|facture|pedido|factura)"
    r"(?:[\s_-]?(?:no|nr|num|number|nummer|numbers|id|code|n°|nº))?\.?\s?[:#=]?\s?#?$",
    re.IGNORECASE,
)
_CHARACTERS_BEFORE = 28

_CARD = re.compile(
    r"(?<![\w.,+-])(?:\d{13,19}|\d{4}(?P<gap>[ .\u00a0-])\d{4}(?P=gap)\d{4}(?P=gap)\d{1,4}(?:(?P=gap)\d{1,3})?"
    r"|\d{4}(?P<wide>[ .\u00a0-])\d{6}(?P=wide)\d{4,5})(?![\w-]|[.,]\d)"
)
_CARD_BEGINS = re.compile(r"4|5[0-8]|2(?:2[2-9]|[3-6]|7[01]|720)|3[0-9]|6")
"""Visa, Mastercard, American Express, Diners, JCB, Discover, Maestro, UnionPay: ISO/IEC 7812."""

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ \u00a0-]?[A-Z0-9]){11,30}", re.IGNORECASE)
_SHORTEST_IBAN = 15

_EXTENSION = r"(?:\s?(?:ext\.?|extension|x|durchwahl|-)\s?\d{1,5})?"
_INTERNATIONAL = re.compile(
    rf"(?<![\w+.-])(?:\+|00(?=[1-9]))\s?\(?[1-9]\d{{0,3}}\)?(?:[\s().\u00a0/-]{{0,3}}\d){{6,14}}{_EXTENSION}(?!\w)"
)
_AMERICAN = re.compile(
    rf"(?<![\w.+/-])(?:1[-. ])?(?:\(\d{{3}}\)\s?|\d{{3}}(?P<gap>[-. \u2011]))\d{{3}}(?(gap)(?P=gap)|[-. ])\d{{4}}{_EXTENSION}(?![\w-]|\.\d)"
)
_NATIONAL = re.compile(r"(?<![\w.+,/-])\(?0[1-9]\d{0,4}\)?(?:[\s/.\u00a0-]{0,3}\d){5,11}(?![\w-]|[.,]\d)")
_CALLED_ONE = re.compile(
    r"(?:(?<![a-z])(?:tel(?:e(?:phone|fon(?:nummer)?))?|(?:mobile|cell|phone|fax|contact|callback|whatsapp|handy|mobil|ruf)"
    r"(?:[\s-]?(?:phone|no|nr|number|nummer))?|(?:call|ring|text|reach|phone|sms|dial)(?:ed|ing|\sback)?(?:\s(?:me|us|him|her|them))?"
    r"(?:\s(?:back))?(?:\s(?:at|on|under))?|téléphone|teléfono|numero di telefono|erreichbar unter|anrufen unter))"
    r"(?:\s(?:is|was|ist))?\.?\s?[:=#]?\s?(?P<number>\+?\(?\d(?:[\s().\u00a0/-]{0,2}\d){5,14})(?![\w-])",
    re.IGNORECASE,
)
_DATE = re.compile(r"\(?(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?!\d)")
_FEWEST_DIGITS = 7
_LONG_NUMBER = re.compile(r"\d(?:[\s().\u00a0/\u2011-]{0,3}\d){6}")


def cards(text: str) -> Iterator[Span]:
    """Numbers of payment cards: their beginning and their check digit are right."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if not _CARD_BEGINS.match(digits) or not luhn.is_valid(digits):
            continue
        if match[0].isdigit() and _names_another_number(text, match.start()):
            continue
        yield match.span()


def ibans(text: str) -> Iterator[Span]:
    """Numbers of accounts with a right length and check digits, as far as they go: a word may follow."""
    for match in _IBAN.finditer(text):
        ends = [match.start() + place + 1 for place, char in enumerate(match[0]) if char.isalnum()]
        for end in reversed(ends[_SHORTEST_IBAN - 1 :]):
            if not text[end : end + 1].isalnum() and iban.is_valid(text[match.start() : end].replace("\u00a0", " ")):
                yield match.start(), end
                break


def phones_in(regions: Sequence[str]) -> Callable[[str], Iterator[Span]]:
    """Finds telephone numbers: with a country code, as written in North America, after a word that says so, and as
    dialled within the `regions`, two capital letters each."""

    def phones(text: str) -> Iterator[Span]:
        if not _LONG_NUMBER.search(text):
            return
        for match in _INTERNATIONAL.finditer(text):
            if _is_international(match[0]):
                yield match.span()
        for match in _AMERICAN.finditer(text):
            if not _names_another_number(text, match.start()):
                yield match.span()
        for match in _CALLED_ONE.finditer(text):
            if _is_long_enough(match["number"]) and not _DATE.match(match["number"]):
                yield match.span("number")
        for match in _NATIONAL.finditer(text):
            if not _names_another_number(text, match.start()) and _is_national(match[0], regions):
                yield match.span()

    return phones


def _names_another_number(text: str, start: int) -> bool:
    return _LABELS_AN_IDENTIFIER.search(text[max(0, start - _CHARACTERS_BEFORE) : start]) is not None


def _is_long_enough(number: str) -> bool:
    return sum(char.isdigit() for char in number) >= _FEWEST_DIGITS


def _is_international(written: str) -> bool:
    number = "+" + written.strip().lstrip("+0 ") if not written.startswith("+") else written
    parsed = _parsed(number, None)
    if parsed is None:
        return False
    if phonenumbers.is_valid_number(parsed):
        return True
    # numbers made up for examples belong to nobody: +1 555 123 4567
    return phonenumbers.is_possible_number(parsed) and len(re.findall(r"\d+", written)) > 2


def _is_national(written: str, regions: Sequence[str]) -> bool:
    """One without any gap has to be a mobile one: others are too easily the number of something else."""
    if _DATE.match(written):
        return False
    for region in regions:
        parsed = _parsed(written, region)
        if parsed is None or not phonenumbers.is_valid_number_for_region(parsed, region):
            continue
        if not written.isdigit() or phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE:
            return True
    return False


def _parsed(written: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
