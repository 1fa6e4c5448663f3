"""Error codes, order numbers, names of products and programs: what is meant to the letter wherever it is written."""

import re
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from itertools import chain

from knowledge.retrieval.words.letters import folded
from knowledge.retrieval.words.tokens import JOINTS, chunks, has_humps, parts_of, stem, whole

_MOST_PARTS = 8
"""Parts of a compound that are looked for together; more only where they are all of it."""
_FORM = "="
"""Before a code that is none of the tokens by which its text is ranked."""
_VERSION = re.compile(r"[vV](\d+(?:\.\d+)+)")
_JOINED_NUMBERS = re.compile(r"\d[-_.]\d")

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{5,}")
_MIXED = re.compile(r"(?=.*\d)(?=.*[^\W\d_])\w{3,}")
_MEASURE = re.compile(r"\d{1,4}(?:\.\d+)?[^\W\d_]{1,4}")
_AGE = re.compile(r"\d+(?:-[a-z]+)+")
_DAY, _YEAR = r"(?:[012]?\d|3[01])", r"(?:19|20)\d\d"
_DATE = re.compile(rf"(?:{_YEAR}[-./]{_DAY}[-./]{_DAY}|{_DAY}[-./]{_DAY}[-./](?:{_YEAR}|\d\d))(?:T\d+)?")
_DECIMAL = re.compile(r"\d+\.\d+")
_CAPITALS = re.compile(r"[A-Z]{2,}(?:-[A-Z]{2,})+")
_NAMES = """error|errno|code|status|http|order|invoice|ticket|ref|rma|bestellung|auftrag|rechnung|fehler|fehlercode
|erreur|commande|facture|pedido|factura|codigo|errore|ordine|fattura"""
_NAMED_NUMBER = re.compile(
    rf"(?:\#|\b(?:{_NAMES})\b(?:\ (?:no|nr|number|code|id)\b)?)[\s.:\#=]*(\d{{2,}})\b", re.IGNORECASE | re.VERBOSE
)
"""A number too short to be one by itself, behind a word that says what it is, in the languages of the redaction."""


def codes_in(asked: str) -> Sequence[str]:
    """The codes in `asked` as written there, each once however it is written; bare numbers that only a word before
    them makes one come last.
    """
    found: dict[str, str] = {}
    for code in (*filter(_is_code, chunks(asked)), *_NAMED_NUMBER.findall(folded(asked))):
        found.setdefault(whole(code), code)
    return tuple(found.values())


def code_tokens(code: str) -> Sequence[str]:
    """The tokens of which a text with this code has one."""
    token = whole(folded(code))
    return tuple(dict.fromkeys((stem(token), token, _FORM + token)))


def unranked_codes(written: Iterable[str], ranked: Container[str]) -> set[str]:
    """The tokens of the codes in the chunks `written` of a text that are not among those by which it is `ranked`."""
    codes = set(chain.from_iterable(map(_forms, set(written))))
    return {_FORM + code for code in codes if code not in ranked and stem(code) not in ranked}


@lru_cache(maxsize=1 << 16)
def _forms(chunk: str) -> tuple[str, ...]:
    """What of `chunk` may be a code: all of it and parts of it, as `XP-200` in `XP-200-B`, or a package in the name of
    its class. Numbers joined to each other stay together: `1.2` is no part of `3.1.2`.
    """
    joints = [joint.start() for joint in JOINTS.finditer(chunk)]
    cuts = [at for at in joints if not _JOINED_NUMBERS.match(chunk, at - 1)]
    starts, ends = [0, *(at + 1 for at in cuts)], [*cuts, len(chunk)]
    spans = {chunk[start:end] for at, start in enumerate(starts) for end in ends[at : at + _MOST_PARTS]}
    codes = {span for span in spans | {chunk} if JOINTS.search(span) or has_humps(span) or _DIGIT.search(span)}
    numbers = {version[1] for version in map(_VERSION.fullmatch, spans) if version}
    return tuple(sorted({whole(form) for form in codes | numbers}))


@lru_cache(maxsize=1 << 14)
def _is_code(chunk: str) -> bool:
    parts = parts_of(chunk)
    if any(pattern.fullmatch(chunk) for pattern in (_MEASURE, _DATE, _DECIMAL, _AGE)):
        return False
    if len(parts) == 1:
        return _is_code_word(chunk)
    if chunk.replace(".", "").isdigit():
        return True
    if _DIGIT.search(chunk):
        return any(character.isalpha() for character in chunk) or sum(map(len, parts)) >= 5
    return _is_code_name(chunk, parts)


def _is_code_word(word: str) -> bool:
    if has_humps(word) or _NUMBER.fullmatch(word):
        return True
    return _MIXED.fullmatch(word) is not None


def _is_code_name(chunk: str, parts: Sequence[str]) -> bool:
    """Whether a compound without digits is a name in a program or of a product, not only hyphened words."""
    if _CAPITALS.fullmatch(chunk) or any(map(has_humps, parts)):
        return True
    is_written_by_programs = "_" in chunk or chunk.count(".") > 1 or ("." in chunk and "-" in chunk)
    return is_written_by_programs and max(map(len, parts)) > 2
