"""E-mail addresses and addresses of computers."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from knowledge.redaction.found import Span
from knowledge.redaction.surroundings import names_a_version

_AT = r"(?:@|%40|&#64;)"
_DOMAIN = re.compile(_AT + r"(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{0,23}\w")
_SPELLED = re.compile(
    r"[(\[{]\s?(?:at|@)\s?[)\]}]\s?[\w-]{1,63}(?:(?:\.|\s?[(\[{]\s?(?:dot|punkt|point|punto|\.)\s?[)\]}]\s?)[\w-]{2,63}){1,4}",
    re.IGNORECASE,
)
_IN_A_NAME = frozenset("!#$%&'*+-.=^_~")
_NAME_OF_A_FIELD = re.compile(r"(?<![\w.+-])[^\W\d_][\w.]*=")
"""`email=` and the like, which are no part of the address that follows."""
_LONGEST_NAME = 64

# a pattern that begins with a digit is looked for much more quickly than one that begins with what is not before it
_V4 = re.compile(r"\d(?<![\w.]\d)\d{0,2}\.(?:\d{1,3}\.){2}\d{1,3}(?:/\d{1,2})?(?!\w|\.\d)")
_COLONS = re.compile(r":[0-9A-Fa-f]{0,4}:")
_V6 = re.compile(
    r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,8}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{1,4})?(?!\w|:[\w:]|\.\d)"
)
_HEX = frozenset("0123456789abcdefABCDEF")
_LONGEST_GROUP = 4
_SUFFIX = re.compile(r"-(?!\d{1,3}(?:\.\d{1,3}){3})\w")


def emails(text: str) -> Iterator[Span]:
    """E-mail addresses, those that are spelled `name (at) example.com` too."""
    for match in _DOMAIN.finditer(text):
        yield from _with_name(text, match.start(), match.end())
    for match in _SPELLED.finditer(text):
        yield from _with_name(text, match.start() - text.endswith(" ", 0, match.start()), match.end())


def _with_name(text: str, at: int, end: int) -> Iterator[Span]:
    """The address whose name ends before `at`; nothing when there is no name."""
    start = _beginning(text, at)
    if start < at:
        yield start, end


def ip_addresses(text: str) -> Iterator[Span]:
    """Addresses of computers, of both kinds; version numbers of four parts are none."""
    for colons in _COLONS.finditer(text):
        start = _beginning_of_group(text, colons.start())
        if found := _V6.match(text, start):
            written = found[0] if found[0].endswith("::") else found[0].removesuffix(":")
            if _is_v6(written):
                yield start, start + len(written)
    for match in _V4.finditer(text):
        if _is_v4(match[0].partition("/")[0]) and not _is_version(text, match):
            yield match.span()


def _beginning_of_group(text: str, end: int) -> int:
    start = end
    while start > 0 and end - start < _LONGEST_GROUP and text[start - 1] in _HEX:
        start -= 1
    return start


def _beginning(text: str, end: int) -> int:
    """Where the name begins that ends before `end`."""
    start = end
    while start > 0 and end - start < _LONGEST_NAME and (text[start - 1].isalnum() or text[start - 1] in _IN_A_NAME):
        start -= 1
    fields = list(_NAME_OF_A_FIELD.finditer(text, start, end))
    if fields:
        start = fields[-1].end()
    while start < end and not (text[start].isalnum() or text[start] == "_"):
        start += 1
    return start


def _is_v4(text: str) -> bool:
    try:
        IPv4Address(text)
    except AddressValueError:
        return False
    return True


def _is_version(text: str, match: re.Match[str]) -> bool:
    """1.2.3.4-5 is one, and what follows the word; an identifier such as BP-1-10.0.0.1-5 holds an address."""
    if names_a_version(text, match.start()):
        return True
    return _SUFFIX.match(text, match.end()) is not None and text[match.start() - 1 : match.start()] != "-"


def _is_v6(text: str) -> bool:
    """`Foo::bar` and `12:30:45` are none."""
    if not any(char.isdigit() for char in text):
        return False
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True
