"""Slack's Markdown, which is what it streams: what others wrote made inert.

Here a mark can be anything: emphasis, a heading, a list, a link, an image, code, a table. Slack documents no escape
that holds for all of them, so each becomes its lookalike, as in `mrkdwn.py`.
"""

import re

from knowledge.letters import one_line

_LOOKALIKES = {
    "*": "\N{ASTERISK OPERATOR}",
    "`": "\N{MODIFIER LETTER GRAVE ACCENT}",
    "~": "\N{TILDE OPERATOR}",
    "\\": "\N{REVERSE SOLIDUS OPERATOR}",
    "|": "\N{DIVIDES}",
    "[": "\N{LEFT SQUARE BRACKET WITH UNDERBAR}",
    "]": "\N{RIGHT SQUARE BRACKET WITH UNDERBAR}",
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
}
_JOINER = "\N{WORD JOINER}"
_ADDRESS = re.compile(
    r"(?<=:)(?=//)|(?<=\w)(?=\.[^\W\d])|(?=[@#]\w)|(?<=[@#])(?=\w)|(?<=mailto)(?=:)|(?<=:)(?!\d\d\b)(?=[\w+'-]+(?::|$))",
    re.IGNORECASE,
)
"""Where an address, a mention, a channel or an emoji would be recognised: an unseen joiner there keeps it a text."""
_UNDERSCORES = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_BEGINNING = re.compile(r"^[#\-+=]")


def inert(text: str, limit: int) -> str:
    """`text` as one line of at most `limit` characters that shows as it was written, and does nothing."""
    line = _UNDERSCORES.sub(lambda marks: "\N{MODIFIER LETTER LOW MACRON}" * len(marks[0]), one_line(text))
    line = _ADDRESS.sub(_JOINER, line)
    line = _NUMBERED.sub(rf"\1{_JOINER}\2", _BEGINNING.sub(lambda mark: _JOINER + mark[0], line))
    pieces = [_LOOKALIKES.get(character, character) for character in line]
    if sum(map(len, pieces)) <= limit:
        return "".join(pieces)
    shown, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length >= limit:
            break
        shown.append(piece)
    return "".join(shown).rstrip() + "\N{HORIZONTAL ELLIPSIS}"
