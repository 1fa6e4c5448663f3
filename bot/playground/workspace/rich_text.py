"""What people type, as the rich text that Slack makes of it beside the plain text."""

import re
from collections.abc import Iterator
from typing import Any

PART = re.compile(
    r"<@(?P<user>[UW]\w+)(?:\|[^>]*)?>|<#(?P<channel>C\w+)(?:\|[^>]*)?>|<!(?P<range>here|channel|everyone)>"
)
BLOCK_ID = "typed"

Json = dict[str, Any]


def rich_text(text: str) -> list[Json]:
    """One block with the text and whom it mentions; none for an empty text."""
    if not text:
        return []
    section = {"type": "rich_text_section", "elements": list(_elements(text))}
    return [{"type": "rich_text", "block_id": BLOCK_ID, "elements": [section]}]


def _elements(text: str) -> Iterator[Json]:
    end = 0
    for part in PART.finditer(text):
        yield from _plain(text[end : part.start()])
        yield _mention(part)
        end = part.end()
    yield from _plain(text[end:])


def _mention(part: re.Match[str]) -> Json:
    if part["user"]:
        return {"type": "user", "user_id": part["user"]}
    if part["channel"]:
        return {"type": "channel", "channel_id": part["channel"]}
    return {"type": "broadcast", "range": part["range"]}


def _plain(text: str) -> Iterator[Json]:
    """Inside rich text nothing is escaped."""
    if text:
        yield {"type": "text", "text": text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")}
