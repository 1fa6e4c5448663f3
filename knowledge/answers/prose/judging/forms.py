"""What no prose may hold, whatever it says: links, mentions, markup, letters that are not what they look like."""

import re
import unicodedata
from collections.abc import Iterator

from knowledge.answers.prose.complaint import Complaint, Fault

MOST_CHARACTERS = 900
"""Of prose, with its citations."""
MOST_SENTENCES = 6

_MARKS = frozenset(
    ".,;:!?'\"()[]-/%&+_#*\u2019\u2018\u201c\u201d\u201e\u201a\u00ab\u00bb\u2039\u203a\u2013\u2014\u2026€$£¥°¿¡ºª\u2011"
)
_SPACES = frozenset(" \n\u00a0\u202f")
_FIRST_LETTER, _LAST_LETTER = "\u00c0", "\u024f"
_DOMAINS = (
    "com|net|org|info|biz|edu|gov|mil|int|app|dev|xyz|top|site|online|shop|store|click|link|cloud|tech|live|club|page"
    "|name|mobi|pro|support|help|example|test|local|zip|mov|[a-z]{2}"
)
_LINK = re.compile(
    rf"\w{{2,}}://|\bwww\.|\bmailto:|\]\(|!\[|\b[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})(?=[/:?#\s.,;!)\]]|$)", re.IGNORECASE
)
_NO_LINK = re.compile(r"\b(?:e\.g|i\.e|a\.m|p\.m|z\.b|d\.h|u\.a|n\.b|p\.ej|s\.a|b\.v|v\.s|o\.a|m\.b)\b", re.IGNORECASE)
_FORBIDDEN = (
    re.compile(r"#(?!\w*\d)"),  # a heading, a channel
    re.compile(r"(?<!^)\*|^\*(?!\s)", re.MULTILINE),  # bold
    re.compile(r"(?<!\w)_|_(?!\w)"),  # italics
    re.compile(r"&#?\w+;|%[0-9A-Fa-f]{2}(?![\s\d])"),  # characters in disguise
    re.compile(r"(?<!\w):[a-z0-9_+-]+:(?!\w)"),  # the name of an emoji
    re.compile(r"^\s*\d{1,2}[.)]\s", re.MULTILINE),  # a numbered list, whose numbers say nothing
)
_BULLET = re.compile(r"^\s*[-\u2022*\u2013]\s+", re.MULTILINE)


def tidied(prose: str) -> str:
    """`prose` with one kind of line ends and of accents, without blanks around it."""
    return unicodedata.normalize("NFC", prose.replace("\r\n", "\n")).strip()


def form_complaints(prose: str) -> Iterator[Complaint]:
    """What is wrong with the form of `prose`, which has been tidied."""
    if not any(map(str.isalnum, prose)):
        yield Complaint(fault=Fault.FORM)
    if len(prose) > MOST_CHARACTERS:
        yield Complaint(fault=Fault.LENGTH)
        return
    strange = [character for character in _BULLET.sub("", prose) if not _is_allowed(character)]
    if strange:
        yield Complaint(fault=Fault.FORM, what=" ".join(dict.fromkeys(map(_named, strange))))
    link = _LINK.search(_NO_LINK.sub("", prose))
    if link:
        yield Complaint(fault=Fault.FORM, what=link[0])
    for pattern in _FORBIDDEN:
        found = pattern.search(_BULLET.sub("", prose))
        if found:
            yield Complaint(fault=Fault.FORM, what=found[0].strip())


def _is_allowed(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in _MARKS or character in _SPACES
    if character in _MARKS or character in _SPACES:
        return True
    return _FIRST_LETTER <= character <= _LAST_LETTER and unicodedata.category(character) in ("Lu", "Ll")


def _named(character: str) -> str:
    """What is visible of it, and the name of what is not."""
    return (
        character
        if character.isprintable() and not character.isspace()
        else unicodedata.name(character, "a control character")
    )
