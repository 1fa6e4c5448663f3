"""A text of a case as its sentences, in whatever way people end these."""

import re
from collections.abc import Iterator, Sequence

_BULLET = re.compile(r"^\s*(?:[-*•·‣▪–—>]+|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")  # noqa: RUF001  dashes that lists have
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？｡]+[」』”’）\"')]*")  # noqa: RUF001  what Chinese and Japanese have
_WIKI_MARKS = re.compile(r"\{\{[{}]*|[{}]*\}\}|\{\}")
"""What trackers put around code."""
_STOPS = "。！？｡"  # noqa: RUF001  what Chinese and Japanese have
_LAST_WORD = re.compile(r"(\S+?)\.+$")
_CLOSING = "\"'」』”’）»)]"  # noqa: RUF001  quotation marks
_OPENING = "\"'“‘«([„¿¡"  # noqa: RUF001  quotation marks
# Only those that a capital may follow within the sentence: before a small letter no sentence ends anyway.
_SHORTENED_WORDS = (
    "e.g i.e eg ie mr mrs ms dr prof st vs cf approx fig nr ca bzw z.b d.h u.a vgl dept tel ext resp inkl ggf evtl ref "
    "jan feb mar apr jun jul aug sep sept oct nov dec abs art bd str p.ej pág sr sra mme mlle"
)
_SHORTENED = frozenset(_SHORTENED_WORDS.split())
_BEFORE_NUMBERS = frozenset({"no", "nos", "nº", "p", "pp", "vol", "ver", "v", "sec", "ch"})
_MONTH_NAMES = "januar februar märz april mai juni juli august september oktober november dezember"
_MONTHS = frozenset(_MONTH_NAMES.split())
"""German ones follow a full stop: am 3. Mai."""
_WRAPPED = 55
"""A line of at least so many characters may have been broken by a mail program, within a sentence."""


def sentences_of(text: str) -> Sequence[str]:
    """The sentences of `text` in order, each on one line, without the marks of lists and of code; none is empty.

    A line is a sentence of its own unless the next goes on with it. Full stops of abbreviations, ids, versions, file
    names and numbers end nothing.
    """
    plain = _WIKI_MARKS.sub("", text)
    capitals = _has_capitals(plain)
    return [sentence for line in _lines(plain) for sentence in _split(line, capitals=capitals)]


def _lines(text: str) -> Iterator[str]:
    """The lines, those together that only the width of a window parted."""
    whole, last = "", ""
    for line in text.splitlines():
        bare = " ".join(_BULLET.sub("", line).split())
        if last and bare and not _BULLET.match(line) and _goes_on(last, bare):
            whole, last = f"{whole} {bare}", bare
            continue
        if whole:
            yield whole
        whole = last = bare
    if whole:
        yield whole


def _goes_on(line: str, following: str) -> bool:
    """Whether `following` is the rest of what `line` says. A short line with a comma is an address: "Hello Ann,"."""
    if line[-1] in ".!?:;…" or line[-1] in _STOPS:
        return False
    if len(line) >= _WRAPPED:
        return following[0].isalnum()
    return following[0].islower() and line[-1] != ","


def _has_capitals(text: str) -> bool:
    """Whether sentences begin with a capital here. Where nobody writes any, a full stop ends a sentence without one."""
    return text.lstrip(_OPENING)[:1].isupper() or any(
        _first(text[end.end() :]).isupper() for end in _END.finditer(text)
    )


def _split(line: str, *, capitals: bool) -> Iterator[str]:
    start = 0
    for end in _END.finditer(line):
        if _is_end(line[start : end.end()], line[end.end() :], capitals=capitals):
            yield line[start : end.end()].strip()
            start = end.end()
    if rest := line[start:].strip():
        yield rest


def _first(rest: str) -> str:
    """The first character of what follows; empty where nothing does."""
    return rest.lstrip().lstrip(_OPENING)[:1]


def _is_end(sentence: str, rest: str, *, capitals: bool) -> bool:
    """Whether the stop that `sentence` ends with is the end of one, with `rest` behind it."""
    if sentence.rstrip(_CLOSING)[-1:] in _STOPS or not rest.strip():
        return True
    if capitals and _first(rest).islower():
        return False
    found = _LAST_WORD.search(sentence)
    if found is None or sentence.endswith(("..", "…")):
        return True
    word = found[1].lstrip(_OPENING).lower()
    if word in _BEFORE_NUMBERS:
        return not _first(rest).isdigit()
    if word.isdigit():
        return sentence.strip() != found[0] and rest.split()[0].lower() not in _MONTHS
    is_initial = len(word) == 1 and word.isalpha() and word != "i"
    return not is_initial and word not in _SHORTENED
