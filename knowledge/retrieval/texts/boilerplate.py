"""What a text says of the case: without quoted replies, signatures, disclaimers and the tails of traces and logs."""

import re
from collections.abc import Callable, Sequence

from knowledge.retrieval.texts.mail_words import (
    CONFIDENTIAL,
    DIVIDERS,
    FORWARDED,
    HEADER,
    MAIL_SIGNS,
    MESSAGE,
    RECIPIENT,
    REPLY,
    REPLY_WORDS,
    SENT_FROM,
    VALEDICTION,
)
from knowledge.retrieval.texts.traces import may_hold_traces, shortened

_LITTLE = 8
"""Words above a quoted message that only point at it: then it is the message that says what the case is about."""
_LONGEST_HEADER = 20
"""Characters with a header's colon."""
_LONGEST_CLOSING = 100
"""Characters of a line that only ends a mail."""
_LONGEST_NAME = 5
"""Lines below a valediction before the next blank one."""
_CONTACT = re.compile(
    r"@|\[(?:email|phone)\]|www\.|https?:|\+\d|\d{3}[ /-]\d{3}"
    r"|(?i:\b(?:tel|phone|fax|mobile|gmbh|inc|ltd|llc|corp|ag)\b)|\|"
)
_SENTENCE_END = (".", "!", "?", ":")

Lines = list[str]
Step = Callable[[Sequence[str]], Lines]


def essence(text: str) -> str:
    """`text` without what says nothing of the case; never empty for a text that is not.

    Texts without a sign of mail, trace or log are handed back as they are.
    """
    steps: list[Step] = []
    if may_hold_traces(text):
        steps.append(shortened)
    lowered = text.lower()
    if any(map(lowered.__contains__, MAIL_SIGNS)):
        steps += [_without_replies, _without_disclaimers, _without_signatures]
    lines = text.splitlines()
    for step in steps:
        left = step(lines)
        lines = left if any(map(_says_something, left)) else lines
    return "\n".join(lines).strip() if steps else text


def _says_something(line: str) -> bool:
    return any(map(str.isalnum, line))


def _without_replies(lines: Sequence[str]) -> Lines:
    """Without what somebody else wrote before, which has a case or a mail of its own."""
    kept: Lines = []
    words = at = 0
    while at < len(lines):
        line = lines[at]
        opening = _reply_opening(lines, at)
        above = opening or _headers_at(lines, at) or int(DIVIDERS.match(line) is not None)
        begin = _past_blanks(lines, at + opening) if opening else at
        quoted = _quoted_at(lines, begin)
        if opening and quoted:
            above = begin + quoted - at
        elif above:
            if words >= _LITTLE and not FORWARDED.search(line):
                break
            kept += _subjects(lines[at : at + above])
        elif quoted < 2:  # one line with that sign may be anything
            kept.append(line)
            words += len(line.split())
        at += above or max(1, quoted)
    return kept


def _subjects(headers: Sequence[str]) -> Sequence[str]:
    """What the header lines of a mail say that it is about."""
    return [match["value"] for match in map(HEADER.match, headers) if match and match["subject"]]


def _without_disclaimers(lines: Sequence[str]) -> Lines:
    """Without the paragraphs that lawyers put below a mail."""
    kept: Lines = []
    paragraph: Lines = []
    for line in [*lines, ""]:
        if line.strip():
            paragraph.append(line)
            continue
        if not _is_disclaimer(" ".join(paragraph).lower()):
            kept += paragraph
        kept.append(line)
        paragraph = []
    return kept


def _without_signatures(lines: Sequence[str]) -> Lines:
    """Without how a mail ends: the valediction, the name, the address, the device."""
    kept: Lines = []
    at = 0
    while at < len(lines):
        line = lines[at]
        after = at + 1
        if line.rstrip() == "--" and len(lines) - at <= 3 * _LONGEST_NAME:
            break
        if not 1 < len(line) <= _LONGEST_CLOSING:
            kept.append(line)
        elif VALEDICTION.match(line):
            after = _end_of_signature(lines, after)
        elif not SENT_FROM.match(line):
            kept.append(line)
        at = after
    return kept


def _end_of_signature(lines: Sequence[str], start: int) -> int:
    """Where the name and address that begin at `start` end: short lines, then paragraphs of contacts."""
    end = at = _past_blanks(lines, start)
    while at < len(lines) and at - end < _LONGEST_NAME and lines[at].strip() and _is_of_a_name(lines[at]):
        at += 1
    end = at
    while (begin := _past_blanks(lines, end)) < len(lines) and _is_of_an_address(lines[begin]):
        end = begin + 1
    return end


def _is_of_a_name(line: str) -> bool:
    line = line.strip()
    return len(line) <= 70 and (
        _is_of_an_address(line) or (not line.endswith(_SENTENCE_END) and len(line.split()) <= 6)
    )


def _is_of_an_address(line: str) -> bool:
    return len(line) <= 120 and _CONTACT.search(line) is not None and not line.rstrip().endswith(("?", "!"))


def _is_disclaimer(paragraph: str) -> bool:
    said = (CONFIDENTIAL, RECIPIENT, MESSAGE)
    return bool(paragraph) and all(any(word in paragraph for word in words) for words in said)


def _quoted_at(lines: Sequence[str], at: int) -> int:
    """How many quoted lines begin at `at`."""
    end = at
    while end < len(lines) and lines[end].lstrip().startswith(">"):
        end += 1
    return end - at


def _reply_opening(lines: Sequence[str], at: int) -> int:
    """How many lines "On … wrote:" takes that begins at `at`, which mail programs break; 0 when it does not."""
    if lines[at].lstrip()[:3] not in REPLY_WORDS:
        return 0
    for count in (1, 2):
        if at + count <= len(lines) and REPLY.match(" ".join(line.strip() for line in lines[at : at + count])):
            return count
    return 0


def _headers_at(lines: Sequence[str], at: int) -> int:
    """How many header lines of a mail begin at `at`: at least three, or two at the very top; else 0."""
    end = at
    while end < len(lines) and ":" in lines[end][:_LONGEST_HEADER] and HEADER.match(lines[end]):
        end += 1
    return end - at if end - at >= (2 if at == 0 else 3) else 0


def _past_blanks(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at
