"""Access tokens and keys: known by how they begin, or by the word that they stand after."""

import re
from collections.abc import Iterator

from knowledge.redaction.found import Span
from knowledge.redaction.stems import in_small_letters, places

_PRIVATE_KEY = re.compile(
    r"-----BEGIN (?P<what>[A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?)-----.*?(?:-----END (?P=what)-----|\Z)", re.DOTALL
)
_PREFIXES = (
    *("sk-", "sk_", "pk_", "rk_", "whsec_", "gho_", "ghp_", "ghr_", "ghs_", "ghu_", "github_pat_", "glpat-"),
    *("xox", "xapp-", "AKIA", "ASIA", "AIza", "ya29.", "SG.", "npm_", "pypi-", "hf_", "shp", "dop_v1_", "eyJ"),
)
_BEGINNING = re.compile(
    r"""(?<![A-Za-z0-9])(?:
        sk-[\w-]{16,}
      | (?:sk|pk|rk|whsec)_(?:(?:live|test)_)?[A-Za-z0-9]{16,}
      | gh[oprsu]_[A-Za-z0-9]{20,} | github_pat_\w{20,} | glpat-[\w-]{16,}
      | xox[a-z]-[\w-]{8,} | xapp-[\w-]{8,}
      | (?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])
      | AIza[\w-]{30,} | ya29\.[\w-]{16,}
      | SG\.[\w-]{16,}\.[\w-]{16,}
      | npm_[A-Za-z0-9]{30,} | pypi-[\w-]{16,} | hf_[A-Za-z0-9]{20,} | shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}
      | dop_v1_[0-9a-f]{32,}
      | eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*
    )""",
    re.VERBOSE,
)
_WEBHOOKS = "hooks.slack.com/services/"
_WEBHOOK = re.compile(rf"{re.escape(_WEBHOOKS)}(?P<value>[\w/]{{8,}})")

_SCHEMES = ("bearer", "basic", "negotiate", "token")
_SCHEME = re.compile(
    r"\b(?:bearer|basic|negotiate|(?<=authorization: )token)\s+(?P<value>[A-Za-z0-9._~+/-]{8,}=*)", re.IGNORECASE
)

_BEGINS_A_WORD = r"(?:(?<![A-Za-z])|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
_BEFORE = {
    "key": r"(?:api|access|secret|account|storage|encryption|signing|private|shared)[ _-]?",
    "token": r"(?:(?:access|auth|refresh|id|session|bearer|api|app|bot|reset|csrf)[ _-]?)?",
    "secret": r"(?:(?:client|app|consumer|shared|webhook)[ _-]?)?",
    "session": r"j?",
    "schl": r"(?:zugangs|api)-?",
}
"""What a word begins with, by a part of it that is looked for."""
_WORDS = {part: re.compile(rf"{_BEGINS_A_WORD}{before}\Z", re.IGNORECASE) for part, before in _BEFORE.items()}
_LONGEST_BEFORE = 12
_VALUE = re.compile(
    r"""(?:key(?:[ _-]?(?:id|base))?|token|secret|session[ _-]?id|schl(?:ü|ue)ssel)
        (?:[\\"'”*_`]{0,4}[ \t]{0,3}(?:[:=]>?|>)|\s+(?:is|was|ist)\s|\s(?=["“]))[*_]{0,2}[ \t]{0,3}[\\"'“`]{0,2}
        (?P<value>[A-Za-z0-9_.~+/:!$%^*-]{6,}=*)""",
    re.VERBOSE | re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LONG = 16


def tokens(text: str) -> Iterator[Span]:
    """Access tokens and keys."""
    if "-----BEGIN " in text:
        yield from (match.span() for match in _PRIVATE_KEY.finditer(text))
    for at in places(text, _PREFIXES):
        if match := _BEGINNING.match(text, at):
            yield match.span()
    for at in places(text, [_WEBHOOKS]):
        if match := _WEBHOOK.match(text, at):
            yield match.span("value")
    lowered = in_small_letters(text)
    for at in places(lowered, _SCHEMES):
        yield from _value_of(_SCHEME.match(text, at))
    for part, word in _WORDS.items():
        for at in places(lowered, [part]):
            if word.search(text, max(0, at - _LONGEST_BEFORE), at):
                yield from _value_of(_VALUE.match(text, at))


def _value_of(match: re.Match[str] | None) -> Iterator[Span]:
    if match is not None:
        value = match["value"].rstrip(".,:;!")
        if _looks_random(value):
            yield match.start("value"), match.start("value") + len(value)


def _looks_random(value: str) -> bool:
    """Whether it is more than a word of a sentence, or a date: `token: expired` is none."""
    if _DATE.match(value):
        return False
    return any(char.isdigit() for char in value) or (len(value) >= _LONG and not value.islower())
