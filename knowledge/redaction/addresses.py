"""E-mail addresses and addresses of computers."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from knowledge.redaction.found import Span

_DOMAIN = re.compile(r"@(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,24}")
_LOCAL_PART = frozenset("!#$%&'*+-./=?^_`{|}~")
_NO_BEGINNING = frozenset(".'/=`|{}~*")
_LONGEST_LOCAL_PART = 64
_SPELLED = re.compile(
    r"\s?[(\[{]\s?(?:at|@)\s?[)\]}]\s?[\w-]{1,63}(?:\s?(?:\.|[(\[{]\s?(?:dot|\.)\s?[)\]}])\s?[\w-]{2,63}){1,4}",
    re.IGNORECASE,
)
_V4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?!\w|\.\d)")
_V6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,8}(?:[0-9A-Fa-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])")
_VERSION_BEFORE = re.compile(
    r"(?:\bv|versions?|\bver\.?|releases?|\brel\.?|\bbuild|firmware|section|§)\s?:?\s?$", re.IGNORECASE
)
_CHARACTERS_BEFORE = 12
_GROUPS = 3


def emails(text: str) -> Iterator[Span]:
    """E-mail addresses, those that are spelled `name (at) example.com` too."""
    for pattern in (_DOMAIN, _SPELLED) if "@" in text else (_SPELLED,):
        for match in pattern.finditer(text):
            start = _beginning(text, match.start())
            if start < match.start():
                yield start, match.end()


def ip_addresses(text: str) -> Iterator[Span]:
    """Addresses of computers, of both kinds; version numbers of four parts are none."""
    for match in _V4.finditer(text):
        if _is_v4(match[0].partition("/")[0]) and not _is_version(text, match):
            yield match.span()
    if "::" in text or text.count(":") > _GROUPS:
        for match in _V6.finditer(text):
            if _is_v6(match[0]):
                yield match.span()


def _beginning(text: str, end: int) -> int:
    """Where the name begins that ends before `end`."""
    start = end
    while start > 0 and end - start < _LONGEST_LOCAL_PART and _is_local(text[start - 1]):
        start -= 1
    while start < end and text[start] in _NO_BEGINNING:
        start += 1
    return start


def _is_local(char: str) -> bool:
    return char.isalnum() or char in _LOCAL_PART


def _is_v4(text: str) -> bool:
    try:
        IPv4Address(text)
    except AddressValueError:
        return False
    return True


def _is_version(text: str, match: re.Match[str]) -> bool:
    """1.2.3.4-5 is one, and what follows the word; an identifier such as BP-1-10.0.0.1-5 holds an address."""
    before = text[max(0, match.start() - _CHARACTERS_BEFORE) : match.start()]
    is_suffixed = re.match(r"-\w", text[match.end() : match.end() + 2]) is not None
    return _VERSION_BEFORE.search(before) is not None or (is_suffixed and not before.endswith("-"))


def _is_v6(text: str) -> bool:
    """`Foo::bar` and `12:30:45` are none."""
    if not any(char.isdigit() for char in text) or len([group for group in text.split(":") if group]) < 1:
        return False
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True
