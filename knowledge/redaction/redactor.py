"""Takes out of a text what may not leave the case store, and leaves a word in its place that says what stood there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from knowledge.redaction.addresses import emails, ip_addresses
from knowledge.redaction.found import Finder, Found, Span
from knowledge.redaction.numbers import cards, ibans, phones_in
from knowledge.redaction.secrets import passwords, tokens

RULES = "1"
"""Changes with what is found: facts that were redacted by other rules are written anew."""
REGIONS = ("US", "GB", "DE", "FR", "ES", "IT", "NL", "AT", "CH", "AU", "IN")


class Redactor:
    """May be shared between threads. What it redacted once, it leaves as it is."""

    def __init__(self, *, extra: Mapping[str, str] | None = None, regions: Sequence[str] = REGIONS) -> None:
        """`extra` patterns by the word to be shown instead; `regions` whose telephone numbers lack a country code.

        Raises re.error when a pattern is none.
        """
        extra = extra or {}
        added: list[tuple[str, Finder]] = [(kind, _finder(pattern)) for kind, pattern in extra.items()]
        # the first that finds a place has it
        self._finders: Sequence[tuple[str, Finder]] = [
            *added,
            ("token", tokens),
            ("password", passwords),
            ("email", emails),
            ("iban", ibans),
            ("card", cards),
            ("ip", ip_addresses),
            ("phone", phones_in(regions)),
        ]
        self.key = _key(RULES, *regions, *(part for pair in sorted(extra.items()) for part in pair))
        """The same for two that find the same in every text."""

    def redacted(self, text: str) -> str:
        """The text with `[email]` and the like instead of what was found."""
        pieces, at = [], 0
        for found in self.found(text):
            pieces += [text[at : found.start], f"[{found.kind}]"]
            at = found.end
        return "".join([*pieces, text[at:]])

    def found(self, text: str) -> Sequence[Found]:
        """In the order of the text, none within another."""
        taken: list[Found] = []
        for kind, finder in self._finders:
            for span in finder(text):
                if not _overlaps(span, taken):
                    taken.append(Found(kind, *span))
        return sorted(taken, key=lambda found: found.start)


def _finder(pattern: str) -> Finder:
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[Span]:
        return (match.span() for match in compiled.finditer(text) if match.end() > match.start())

    return find


def _overlaps(span: Span, taken: Sequence[Found]) -> bool:
    start, end = span
    return any(start < found.end and found.start < end for found in taken)


def _key(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
