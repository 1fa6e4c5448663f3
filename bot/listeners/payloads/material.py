"""What there is to read in a message and its thread: text, blocks, attachments, the names of files."""

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.blocks.mrkdwn import question_in
from bot.listeners.payloads.fields import Json, list_at, table_at, text_at

CHARACTERS = 6000
"""Of a thread, its beginning tells what it is about; a search reads no more than about that."""
PIECES = 500
"""Each is held against the others, so that what blocks repeat is read once."""
DEEPEST = 8
"""Blocks nest a few levels; what nests deeper was not made by Slack's editor."""
NAMES = ("text", "title", "subtitle", "body", "fallback", "pretext", "alt_text")


def words_of(messages: Sequence[Json]) -> str:
    """What the messages say, each once, at most CHARACTERS; empty when nothing can be read in them."""
    pieces = dict.fromkeys(islice((piece for message in messages for piece in _pieces(message)), PIECES))
    return "\n".join(_without_repeats(list(pieces)))[:CHARACTERS].strip()


def _without_repeats(pieces: list[str]) -> list[str]:
    """Without what another piece says already: blocks repeat the text of their message."""
    return [
        piece
        for at, piece in enumerate(pieces)
        if not any(piece in other for before, other in enumerate(pieces) if before != at and len(other) > len(piece))
    ]


def _pieces(message: Json) -> Iterator[str]:
    said = [text_at(message, "text"), *_in_blocks(list_at(message, "blocks"), 0)]
    for attachment in list_at(message, "attachments"):
        said += [text_at(attachment, name) for name in ("pretext", "title", "text")]
        said += [f"{text_at(one, 'title')} {text_at(one, 'value')}" for one in list_at(attachment, "fields")]
        said += _in_blocks(list_at(attachment, "blocks"), 0)
        said.append(text_at(attachment, "fallback"))
    said += [text_at(file, "title") or text_at(file, "name") for file in list_at(message, "files")]
    yield from (plain for one in said if (plain := question_in(one, None)))


def _in_blocks(blocks: Sequence[object], depth: int) -> list[str]:
    return [text for block in blocks if (text := _in_block(block, depth))] if depth < DEEPEST else []


def _in_block(block: object, depth: int) -> str:
    """The text leaves of a block, as one line."""
    if isinstance(block, list | tuple):
        return " ".join(_in_blocks(block, depth + 1))
    if not isinstance(block, dict):
        return ""
    own = [text_at(block, name) or text_at(table_at(block, name), "text") for name in NAMES]
    parts = [_in_block(block[name], depth + 1) for name in ("elements", "fields", "rows") if name in block]
    return " ".join(filter(None, [*own, *parts]))
