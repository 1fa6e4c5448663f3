"""Access tokens, keys and passwords: known by how they begin, or by the word they stand after."""

import re
from collections.abc import Iterator, Sequence

from knowledge.redaction.found import Span

_PRIVATE_KEY = re.compile(
    r"-----BEGIN (?P<what>[A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?)-----.*?(?:-----END (?P=what)-----|\Z)", re.DOTALL
)
_BEGINNINGS = re.compile(
    r"""(?<![A-Za-z0-9])(?:
        sk-[\w-]{16,}
      | (?:sk|pk|rk|whsec)_(?:(?:live|test)_)?[A-Za-z0-9]{16,}
      | gh[oprsu]_[A-Za-z0-9]{20,} | github_pat_\w{20,} | glpat-[\w-]{16,}
      | xox[a-z]-[\w-]{8,} | xapp-[\w-]{8,}
      | (?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])
      | AIza[\w-]{30,} | ya29\.[\w-]{16,}
      | SG\.[\w-]{16,}\.[\w-]{16,}
      | npm_[A-Za-z0-9]{30,} | pypi-[\w-]{16,} | hf_[A-Za-z0-9]{20,} | shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}
      | dop_v1_[0-9a-f]{32,} | EAACEdEose0cBA[0-9A-Za-z]+
      | eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*
    )""",
    re.VERBOSE,
)
_WEBHOOK = re.compile(r"(?<=hooks\.slack\.com/services/)[\w/]{8,}")
_BEARER = re.compile(r"\b(?:bearer|basic|negotiate)\s+(?P<value>[A-Za-z0-9._~+/-]{8,}=*)", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<=://)[^\s/@:]{1,64}:(?P<value>[^\s/@]{1,128})(?=@)")

_TOKEN_WORDS = r"""
    api[ _-]?key | apikey | (?:access|secret|account|storage|encryption|signing|private|shared)[ _-]?key(?:[ _-]?id)?
  | secret[ _-]?access[ _-]?key | (?:client|app|consumer|shared|webhook)[ _-]?secret | secret
  | (?:(?:access|auth|refresh|id|session|bearer|api|app|bot|reset|csrf)[ _-]?)?token
  | session[ _-]?id | sessionid | jsessionid | (?:zugangs|api)-?schl(?:ü|ue)ssel
"""
_LABELLED = re.compile(
    rf"""(?<![A-Za-z])(?:{_TOKEN_WORDS})(?:["'”]?\s{{0,3}}[:=]|\s+(?:is|was|ist))\s{{0,3}}["'“]?
         (?P<value>[A-Za-z0-9_.~+/=:!$%^*-]{{6,}})""",
    re.VERBOSE | re.IGNORECASE,
)

_PASSWORD_WORDS = (
    r"(?:pass(?:word|wd|code|phrase)|pwd|passwort|kennwort|mot\sde\spasse|contrase(?:ñ|n)a|senha|wachtwoord|parola"
    r"|l(?:ö|o)senord|has(?:ł|l)o|пароль|密码|パスワード|(?<![A-Za-z])(?:pw|pin(?:\scode)?))"
)
_PASSWORD = re.compile(
    rf"""{_PASSWORD_WORDS}(?:\s\([^)\n]{{1,20}}\))?["'”]?\s{{0,3}}[:=：]\s{{0,3}}
         (?:"(?P<quoted>[^"\n]{{1,128}})"|'(?P<single>[^'\n]{{1,128}})'|(?P<value>(?:[^\s"'<>&]|&(?!\w+=)){{1,128}}))""",
    re.VERBOSE | re.IGNORECASE,
)
_PASSWORD_IS = re.compile(
    rf"""{_PASSWORD_WORDS}\s+(?:is|was|ist|lautet|est|es|era|for\s\S{{1,40}}\sis)(?:\snow)?:?\s+
         (?:"(?P<quoted>[^"\n]{{1,64}})"|'(?P<single>[^'\n]{{1,64}})'|(?P<value>[^\s"'<>]{{4,64}}))""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_CONFIGURATION = re.compile(r"password</name>\s*<value>(?P<value>[^<]{1,128})(?=</value>)", re.IGNORECASE)

_TOKEN_STEMS = ("key", "token", "secret", "session", "schl")
_PASSWORD_STEMS = (
    "pass", "pwd", "kennwort", "contrase", "senha", "wachtwoord", "parola", "senord", "hasł", "haslo", "пароль", "密码", "パスワード",
)  # fmt: skip
_SHORT_WORDS = re.compile(r"\bp(?:w|in)\b")

_PROSE = frozenset(
    [
        "a",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "can",
        "cannot",
        "can't",
        "could",
        "did",
        "didn't",
        "do",
        "does",
        "doesn't",
        "don't",
        "expired",
        "expires",
        "fails",
        "failed",
        "failing",
        "field",
        "for",
        "forgot",
        "forgotten",
        "from",
        "has",
        "hasn't",
        "have",
        "he",
        "how",
        "i",
        "i'm",
        "i've",
        "if",
        "in",
        "incorrect",
        "invalid",
        "is",
        "isn't",
        "it",
        "it's",
        "keeps",
        "link",
        "mandatory",
        "missing",
        "must",
        "my",
        "never",
        "no",
        "none",
        "not",
        "null",
        "of",
        "ok",
        "on",
        "only",
        "or",
        "our",
        "please",
        "policy",
        "protected",
        "required",
        "reset",
        "rules",
        "same",
        "see",
        "she",
        "should",
        "since",
        "the",
        "their",
        "then",
        "there",
        "they",
        "this",
        "to",
        "too",
        "tried",
        "true",
        "false",
        "unknown",
        "user",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "won't",
        "wrong",
        "yes",
        "you",
        "your",
    ]
)
"""What stands after "password:" in a sentence about one."""


def tokens(text: str) -> Iterator[Span]:
    """Access tokens and keys."""
    if "-----BEGIN " in text:
        yield from (match.span() for match in _PRIVATE_KEY.finditer(text))
    yield from (match.span() for match in _BEGINNINGS.finditer(text))
    yield from (match.span() for match in _WEBHOOK.finditer(text))
    for pattern in (_BEARER, _LABELLED) if _has_one(text.lower(), _TOKEN_STEMS) else (_BEARER,):
        for match in pattern.finditer(text):
            start, end = match.span("value")
            end = start + len(match["value"].rstrip(".,:;!"))
            if _looks_random(text[start:end]):
                yield start, end


def passwords(text: str) -> Iterator[Span]:
    """Passwords after the word, in addresses and in configurations."""
    if "://" in text:
        yield from (match.span("value") for match in _IN_ADDRESS.finditer(text))
    lowered = text.lower()
    if not _has_one(lowered, _PASSWORD_STEMS) and not _SHORT_WORDS.search(lowered):
        return
    for match in _PASSWORD.finditer(text):
        group = _group_of(match)
        start, end = match.span(group)
        if group == "value":
            end = start + len(match["value"].rstrip(",;)].")) or end
            if text[start:end].casefold() in _PROSE or text[start] in "[*":
                continue
        yield start, end
    for match in _PASSWORD_IS.finditer(text):
        group = _group_of(match)
        value = match[group].rstrip(".,;!?)")
        if group != "value" or not value.isalpha():
            yield match.start(group), match.start(group) + len(value)
    yield from (match.span("value") for match in _IN_CONFIGURATION.finditer(text))


def _has_one(lowered: str, stems: Sequence[str]) -> bool:
    """Whether there is anything to look for: that is found out much more quickly than where."""
    return any(stem in lowered for stem in stems)


def _group_of(match: re.Match[str]) -> str:
    return next(name for name in ("quoted", "single", "value") if match[name] is not None)


def _looks_random(value: str) -> bool:
    """Whether it is more than a word of a sentence: `token: expired` is none."""
    return any(char.isdigit() for char in value) or (len(value) >= 16 and not value.islower())
