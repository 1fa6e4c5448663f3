"""Takes out of a text what may not leave the case store, and leaves a word in its place that says what stood there."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from knowledge.errors import BadSetting
from knowledge.redaction.accounts import cards, ibans
from knowledge.redaction.addresses import emails, ip_addresses
from knowledge.redaction.found import Finder, Found
from knowledge.redaction.passwords import passwords
from knowledge.redaction.phones import is_region, phones_in
from knowledge.redaction.taken import Taken
from knowledge.redaction.tokens import tokens
from knowledge.settings import REGIONS, Settings

RULES = "1"
"""Changes with what is found: facts that were redacted by other rules are written anew."""

_SECRETS = frozenset({"token", "password"})
_SHORTEST_REPEATED = 6
_VALUE, _VALUES_KEPT = 100, 50_000
"""Values of columns come again and again: texts of so many characters, and so many of them, are looked at once."""


class Redactor:
    """May be shared between threads. What it redacted once, it leaves as it is."""

    def __init__(self, *, extra: Mapping[str, str] | None = None, regions: Sequence[str] = REGIONS) -> None:
        """`extra` patterns by the word to be shown instead; `regions` whose telephone numbers lack a country code.

        Raises re.error when a pattern is none.
        """
        extra = extra or {}
        own: Sequence[tuple[str, Finder]] = [
            ("token", tokens),
            ("password", passwords),
            ("email", emails),
            ("iban", ibans),
            ("card", cards),
            ("ip", ip_addresses),
            ("phone", phones_in(regions)),
        ]
        # the first that finds a place has it
        self._finders = [*((kind, _finder(pattern)) for kind, pattern in extra.items()), *own]
        self._shown = re.compile("|".join(re.escape(f"[{kind}]") for kind, _ in self._finders))
        self._of_value = lru_cache(_VALUES_KEPT)(self._redacted)
        self.key = _key(RULES, *regions, *(part for pair in extra.items() for part in pair))
        """The same for two that find the same in every text."""

    def redacted(self, text: str, *, spared: Callable[[str], bool] | None = None) -> str:
        """The text with `[email]` and the like instead of what was found. What is `spared` stays: ids of cases."""
        if spared is not None:
            return self._redacted(text, spared)
        return self._of_value(text) if len(text) <= _VALUE else self._redacted(text)

    def found(self, text: str) -> Sequence[Found]:
        """In the order of the text, none within another."""
        taken = Taken(match.span() for match in self._shown.finditer(text)) if "[" in text else Taken()
        for kind, finder in self._finders:
            for start, end in finder(text):
                taken.take(kind, start, end)
        secrets = {text[one.start : one.end]: one.kind for one in taken.found() if one.kind in _SECRETS}
        for secret, kind in secrets.items():
            for start, end in _again(secret, text):
                taken.take(kind, start, end)
        return taken.found()

    def _redacted(self, text: str, spared: Callable[[str], bool] | None = None) -> str:
        while found := [one for one in self.found(text) if spared is None or not spared(text[one.start : one.end])]:
            pieces, at = [], 0
            for place in found:
                pieces += [text[at : place.start], f"[{place.kind}]"]
                at = place.end
            text = "".join([*pieces, text[at:]])
        return text


def redactor_of(settings: Settings) -> Redactor:
    """The one that the settings describe. Raises BadSetting for a country whose telephone numbers nobody knows."""
    unknown = [region for region in settings.redact_regions if not is_region(region)]
    if unknown:
        raise BadSetting("REDACT_REGIONS", f"{unknown[0]} is no country whose telephone numbers are known")
    return Redactor(extra=settings.redact_extra, regions=settings.redact_regions)


def _finder(pattern: str) -> Finder:
    compiled = re.compile(pattern)

    def find(text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in compiled.finditer(text) if match.end() > match.start())

    return find


def _again(secret: str, text: str) -> Iterator[tuple[int, int]]:
    """The places where a secret stands once more, without the word that betrays it; a mere word is no secret."""
    if len(secret) < _SHORTEST_REPEATED or secret.isalpha():
        return
    at = text.find(secret)
    while at >= 0:
        yield at, at + len(secret)
        at = text.find(secret, at + len(secret))


def _key(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
