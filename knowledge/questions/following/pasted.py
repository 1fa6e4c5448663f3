"""What gets into a message by pasting and by its form, and is no part of what is asked: links, signs, quoted lines."""

import re
from collections.abc import Callable

from knowledge.questions.following.background import Asked

_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>]+>?", re.IGNORECASE)
_BEHIND_AN_ADDRESS = re.compile(r"[>.,;:!?)\]'\"\u2019\u201d]+$")
_PIECES = re.compile(r"[/?&=#]")
_LED_TO = re.compile(
    r"[(\[]?(?:\b(?:as\s+per|per|see|cf\.?|via|from|source|link|ref|reference|context|background)\s*:?\s*)?\0[)\]]?",
    re.IGNORECASE,
)
_TO_EVERYBODY = re.compile(r"(?<!\S)@(?:channel|here|everyone)\b", re.IGNORECASE)
_COPIED_TO = re.compile(
    r"[\s,;(]*\b(?:cc|fyi)\s*:?\s*@[\w.-]+(?:(?:\s*,\s*|\s+and\s+|\s+)@[\w.-]+)*[\s).]*$", re.IGNORECASE
)
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+'-]{2,}:(?::skin-tone-[2-6]:)?(?!\w)")
_QUOTE = re.compile(r"^\s*>+\s*(?!\s*=?\s*\d)")
_BEFORE_A_MARK = re.compile(r"\s+(?=[,.;:!?](?:\s|$))")
_AT_THE_ENDS = " \t,;:"


def with_cases_named(message: str, is_case: Callable[[str], bool]) -> str:
    """`message` with the id of a case in the place of an address that leads to it."""

    def named(address: re.Match[str]) -> str:
        bare = _BEHIND_AN_ADDRESS.sub("", address.group())
        case_id = next((piece for piece in reversed(_PIECES.split(bare)) if piece and is_case(piece)), None)
        return address.group() if case_id is None else f"{case_id}{address.group()[len(bare) :].lstrip('>')}"

    return _ADDRESS.sub(named, message)


def without_pasted(message: str) -> Asked:
    """`message` without addresses, emoji, calls to everybody and who gets a copy, none of which changes a number.

    Lines that are quoted are background, unless there is nothing else.
    """
    lines = message.splitlines()
    quoted = [line for line in lines if _QUOTE.match(line)]
    own = _plain("\n".join(line for line in lines if line not in quoted))
    said = [_QUOTE.sub("", line) for line in quoted]
    if any(c.isalnum() for c in own):
        return Asked(text=own, background=tuple(line for line in said if line))
    return Asked(text=_plain("\n".join(said)) or message)


def _plain(text: str) -> str:
    rest = _ADDRESS.sub(lambda address: "\0" + _end_of(address.group()), text.replace("\0", ""))
    for left_out in (_LED_TO, _COPIED_TO, _TO_EVERYBODY, _EMOJI):
        rest = left_out.sub(" ", rest)
    if rest == text:
        return text
    lines = (" ".join(line.split()) for line in rest.splitlines())
    return _BEFORE_A_MARK.sub("", "\n".join(filter(None, lines))).strip(_AT_THE_ENDS)


def _end_of(address: str) -> str:
    """What stands behind an address and ends the sentence, not the address."""
    behind = _BEHIND_AN_ADDRESS.search(address)
    return behind.group().lstrip(">") if behind else ""
