"""Texts that are written in base64 within others, as nobody writes to people."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator

_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_.$-])[A-Za-z0-9+/]{20,}={0,2}(?![A-Za-z0-9+/=_.$-])")
_MOST = 4_000
_TEXT = 0.95
"""The share of printable characters in what is a text."""


def decoded(text: str) -> Iterator[str]:
    """What is written in base64 in `text`, as far as it is a text in ASCII."""
    for found in _BASE64.finditer(text):
        letters = found[0][:_MOST].rstrip("=")
        try:
            plain = b64decode(letters + "=" * (-len(letters) % 4)).decode("ascii")
        except (Error, UnicodeDecodeError):
            continue
        if sum(map(str.isprintable, plain)) >= _TEXT * len(plain):
            yield plain
