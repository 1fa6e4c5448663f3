"""Case text as material: what it looks like in our sentences and in prompts."""

import re
from collections.abc import Callable
from html import unescape
from textwrap import shorten

from knowledge.letters import seen

LINK, MENTION = "[link]", "[mention]"
"""What stands for an address and for a mention; they read like the words of the redaction."""
_ROUNDS = 5
"""What is left of one mark may make another one: "<<b>!here>"."""
_COLOUR = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
"""How a terminal is told to change its colours, and more."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);")
_REFERENCE = re.compile(r"<([@#!])([^<>|\n]{0,200})(?:\|([^<>\n]{0,200}))?>")
"""Slack's: <@U1>, <#C1|general>, <!channel>, <!subteam^S1|leads>."""
_LINKED = re.compile(r"<((?:https?|ftps?|mailto|tel|slack)\b:?[^<>|\s]{1,2000})(?:\|([^<>\n]{0,300}))?>", re.IGNORECASE)
_CALLED = re.compile(r"(?<![\w.@])@(?:here|channel|everyone|group|all)\b(?!\.\w)", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s\"[^\"\n]{0,200}\")?\)"
)
_WIKI_LINK = re.compile(r"\[([^\[\]|\n]{1,300})\|(?:https?|mailto|ftp)[^\[\]\s]{1,2000}\]", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,2000}?(?:-->|$)", re.DOTALL)
_BLOCK_TAG = re.compile(
    r"</?(?:br|p|div|li|ul|ol|tr|td|th|table|tbody|hr|h[1-6]|blockquote|section)\b[^<>]{0,2000}>", re.IGNORECASE
)
_INLINE_TAG = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|small|big|sub|sup|strike|del|ins|mark|code|pre|tt|kbd|img|script|style|iframe|"
    r"svg|form|input|button|object|embed|link|meta|base|html|head|body|title|video|audio|source|center|details|summary|"
    r"system|assistant|instructions?|system[-_ ]?prompt|tool_calls?|function_calls?|im_start|im_end)"
    r"(?:[\s/][^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_ROLE = re.compile(r"<\|[^<>|\n]{0,40}\|>|<</?SYS>>|\[/?INST\]", re.IGNORECASE)
"""Where chat models are told who speaks."""
_ADDRESS = re.compile(
    r"(?<![\w/])(?:(?:https?|ftps?|wss?|slack|msteams)://[^\s<>\"“”]+|(?:javascript|vbscript):\S+|mailto:\S+|tel:\+?\d[\d-]+|"
    r"data:\w+/[\w.+-]+[;,]\S*|www\.[^\s<>\"“”]+|"
    r"(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|net|org|info|biz|ru|cn|co|app|dev|xyz|top|site|online|link|click|example|test)/[^\s<>\"“”]*)",
    re.IGNORECASE,
)
_AFTER_ADDRESS = ".,;:!?)]}'’»"  # noqa: RUF001  the apostrophe that people type
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[\w+-]*[ \t]*$|`{3,}", re.MULTILINE)
_GRAVE = re.compile(r"(?<=\w)`(?=\w)")
_EMPHASIS = re.compile(
    r"(?<![\w*_~])(\*{1,3}|_{1,3}|~{1,2})(?=[^\s*_~])([^*_~\n]{1,1000}?)(?<=[^\s*_~])\1(?!\.?\w|[*_~])"
)
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+(?!of\b)", re.MULTILINE)
_QUOTING = re.compile(r"^[ \t]*(?:>[ \t]*)+(?=[^\W\d]|[\"“'(]|$)", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-=_*][ \t]?){3,}[ \t]*$|^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[-*+•][ \t]+(?!\d)", re.MULTILINE)
_BRACKETS = str.maketrans("［］【】〔〕⟦⟧", "[][][][]")  # noqa: RUF001  brackets of other scripts
_CITATION = re.compile(r"\[([^\[\]]{0,200}?\d[^\[\]]{0,200})\]")
"""Ids of cases have digits; words such as [email], which the redaction leaves, have none."""
_LINK_AGAIN = f"[{LINK}]"


def inert(text: str, most: int | None = None) -> str:
    """`text` on one line, so that it does nothing in Slack, in Markdown, in a terminal or in a prompt.

    Mentions and addresses give way to a word in brackets, links to their labels; marks of formatting, characters that
    nobody sees and the roles of chats are left out. What would pass for a citation stands in round brackets. At most
    `most` characters, cut between words, where that is given. What is inert stays as it is.
    """
    plain = _steady(_plainer, seen(_COLOUR.sub("", text)))
    line = _steady(_without_citations, " ".join(plain.translate(_BRACKETS).split()))
    return line if most is None or len(line) <= most else _cut(line, most)


def _steady(change: Callable[[str], str], text: str) -> str:
    """`text` changed until it stays as it is."""
    for _ in range(_ROUNDS):
        before, text = text, change(text)
        if text == before:
            break
    return text


def _plainer(text: str) -> str:
    plain = seen(_ENTITY.sub(lambda entity: unescape(entity[0]), text))
    for marks, instead in (
        (_COMMENT, " "),
        (_ROLE, " "),
        (_REFERENCE, _label),
        (_LINKED, lambda found: found[2] or LINK),
        (_MARKDOWN_LINK, lambda found: found[1] or LINK),
        (_WIKI_LINK, r"\1"),
        (_BLOCK_TAG, "\n"),
        (_INLINE_TAG, ""),
        (_ADDRESS, _without_address),
        (_CALLED, MENTION),
        (_FENCE, " "),
        (_GRAVE, "'"),
        (_RULE, " "),
        (_HEADING, ""),
        (_QUOTING, ""),
        (_BULLET, ""),
        (_EMPHASIS, r"\2"),
    ):
        plain = marks.sub(instead, plain)
    return plain.replace("`", "")


def _label(reference: re.Match[str]) -> str:
    return reference[3] or MENTION


def _without_address(found: re.Match[str]) -> str:
    """What ends the sentence is no part of the address."""
    bare = found[0].rstrip(_AFTER_ADDRESS)
    return LINK + found[0][len(bare) :]


def _without_citations(line: str) -> str:
    return _CITATION.sub(lambda brackets: f"({brackets[1].strip()})", line.replace(_LINK_AGAIN, LINK))


def _cut(line: str, most: int) -> str:
    cut = shorten(line, most, placeholder="…")
    return cut if cut != "…" else f"{line[: most - 1]}…"
