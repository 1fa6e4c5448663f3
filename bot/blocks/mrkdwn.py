"""Slack's text markup: what others wrote made inert on the way out, and made plain on the way in.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from itertools import groupby
from urllib.parse import urlsplit

from bot.charts.labels import NAMELESS
from knowledge.letters import one_line

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

# Slack knows no escape for these, so a mark that could open or close formatting becomes its lookalike.
LOOKALIKES = str.maketrans(
    {
        "*": "\N{ASTERISK OPERATOR}",
        "_": "\N{MODIFIER LETTER LOW MACRON}",
        "~": "\N{TILDE OPERATOR}",
        "`": "\N{MODIFIER LETTER GRAVE ACCENT}",
    }
)
MARKS = re.compile(r"`+|(?<![^\W_])[*_~]+|[*_~]+(?![^\W_])")

EMOJI = re.compile(r":(?!\d\d\b)(?=[\w+'-]+:)|(?<![\w:]):(?=[\w+'-]+$)")
"""Where the name of an emoji may begin; no time of the day does, and a colon of ours may follow."""
QUOTE = re.compile(r"^(?:>\s*)+")

NOTHING = NAMELESS
"""What stands where there is nothing to read: Slack takes no empty text."""

URL_CHARACTERS = 1000
"""A longer address is none that anybody would read; Slack takes 3,000 on a button, and as many in a whole section."""
NO_URL = re.compile(r"[\s<>|\x00-\x1f\x7f-\x9f\ud800-\udfff]")

REFERENCE = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


def escaped(text: str, limit: int) -> str:
    """`text` as one line that shows as it was written and does nothing: no mention, ping, link, emoji or formatting.

    At most `limit` characters, escapes included; a text that was cut ends in an ellipsis. Marks inside a word, as in
    `error_code`, stay as they are: Slack does not format there.
    """
    line = QUOTE.sub(
        lambda marks: marks[0].replace(">", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"), one_line(text)
    )
    inert = EMOJI.sub("\N{RATIO}", MARKS.sub(lambda mark: mark[0].translate(LOOKALIKES), line))
    pieces = [ENTITIES.get(character, character) for character in inert]
    if sum(map(len, pieces)) <= limit:
        return "".join(pieces)
    return _beginning(pieces, limit - 1).rstrip(" ,") + "\N{HORIZONTAL ELLIPSIS}"


def escaped_code(line: str) -> str:
    """One line of `plain` texts for between three graves, where only these and the entities mean anything."""
    inert = line.replace("`", "\N{MODIFIER LETTER GRAVE ACCENT}")
    return "".join(ENTITIES.get(character, character) for character in inert)


def _beginning(pieces: list[str], limit: int) -> str:
    """As many whole pieces from the start as fit, so that no entity is cut in two."""
    length = 0
    for at, piece in enumerate(pieces):
        length += len(piece)
        if length > limit:
            return "".join(pieces[:at])
    return "".join(pieces)


def link(url: str | None, label: str) -> str:
    """`label`, which must be escaped already, leading to `url`; the label alone where `url` is no plain web address."""
    if url is None or not is_web_address(url):
        return label
    return f"<{url.replace('&', '&amp;')}|{label.replace('|', '/')}>"


def is_web_address(url: str | None) -> bool:
    """Whether `url` may become a link: http or https, and nothing in it that could end the link early."""
    if not url or len(url) + 4 * url.count("&") > URL_CHARACTERS or NO_URL.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:  # such as brackets that do not close
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def question_in(text: str, bot_user_id: str | None) -> str:
    """What a person typed, without markup and without the mention of this app; empty when that was all.

    It is one line, but that quoted lines begin with ">" and stay apart.
    """
    without_bot = re.sub(rf"<@{re.escape(bot_user_id)}(?:\|[^<>]*)?>", " ", text) if bot_user_id else text
    plain = REFERENCE.sub(_as_typed, without_bot).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    lines = filter(None, (" ".join(line.split()) for line in plain.splitlines()))
    pieces = groupby(lines, key=lambda line: line.startswith(">"))
    return "\n".join(("\n" if quoted else " ").join(some) for quoted, some in pieces)


def _as_typed(reference: re.Match[str]) -> str:
    target, label = reference[1], reference[2]
    if target.startswith(("@", "#")):
        return target[0] + (label or target[1:])
    if target.startswith("!"):
        return label or f"@{target[1:]}"
    return label or target
