"""Codes: words that hold digits and are no number, such as E-4012, INV-2025-77, 8.2.1 and sk_7f."""

import re
from collections.abc import Iterator

from knowledge.answers.prose.reading.amounts.digits import digit_values
from knowledge.answers.prose.reading.placed import Written

_CHUNK = re.compile(r"\S+")
_AROUND = ".,;:!?()[]{}\"'\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2018\u2019\u2026<>|*"
_OWNER = re.compile(r"['\u2019]s$")
_NUMBER = r"[-\u2212]?\d+(?:[.,'\u2019\u00a0\u202f]\d+)*"
_UNIT = (
    r"(?:st|nd|rd|th|er|e|ème|eme|te|º|ª|h|hr|hrs|min|mins|d|s|sec|secs|ms|k|bn|x|%|kb|mb|gb|tb|kib|mib|gib|px|km|kg|cm|mm"
    r"|ml|eur|usd|gbp|chf|[€$£¥])"
)
_AMOUNT = re.compile(
    rf"(?:[€$£¥]|eur|usd|gbp|chf)?{_NUMBER}(?:{_UNIT})?\+?"
    rf"|{_NUMBER}(?:{_UNIT})?[-\u2013/]{_NUMBER}(?:{_UNIT})?|(?:\d+(?:h|m|min|d|s)){{2,}}",
    re.IGNORECASE,
)
_JOINED = re.compile(rf"{_NUMBER}(?:[-\u2013]{_NUMBER})?(?:-[^\W\d_]+)+")
"""3-day, 24-hour, 3-5-day."""


def codes(text: str) -> Iterator[Written]:
    """The codes in `text`: they are not read, and have to be in the evidence as they are written."""
    for chunk in _CHUNK.finditer(text):
        bare = chunk[0].strip(_AROUND)
        bare = _OWNER.sub("", bare)
        if any(character.isdigit() for character in bare) and not _is_amount(bare):
            start = chunk.start() + chunk[0].index(bare)
            yield Written(text=bare, start=start, end=start + len(bare))


def _is_amount(bare: str) -> bool:
    if _JOINED.fullmatch(bare):
        return bare.partition("-")[2][:1].islower() or bare[-1].isdigit()
    if not _AMOUNT.fullmatch(bare):
        return False
    plain = re.fullmatch(r"\d[\d.,]*", bare)
    return not plain or bool(digit_values(bare, "en"))
