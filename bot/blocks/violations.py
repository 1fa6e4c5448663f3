"""What Slack would refuse in a message, found without asking it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.blocks import limits

Block = dict[str, Any]

CELL_TYPES = ("raw_text", "raw_number", "rich_text")


def violations(blocks: Sequence[Mapping[str, Any]], text: str) -> list[str]:
    """One sentence for each limit that the message breaks, with a JSON pointer as in Slack's answers."""
    return [
        *_too_many(len(blocks), limits.MESSAGE_BLOCKS, "items", "/blocks"),
        *_too_many(characters(blocks), limits.MESSAGE_CHARACTERS, "characters", "/blocks"),
        *_too_many(sum(block.get("type") == "table" for block in blocks), limits.TABLES, "tables", "/blocks"),
        *_too_many(len(text), limits.TEXT, "characters", "/text"),
        *_missing(text),
        *_repeated_ids(blocks),
        *(problem for at, block in enumerate(blocks) for problem in _of_block(block, f"/blocks/{at}")),
    ]


def characters(value: object) -> int:
    """How many characters a person would read in `value`: its `text`, `title` and `alt_text` leaves."""
    if isinstance(value, Mapping):
        return sum(
            len(part) if isinstance(part, str) and key in ("text", "title", "alt_text") else characters(part)
            for key, part in value.items()
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return sum(map(characters, value))
    return 0


def _found(problem: str, pointer: str) -> str:
    return f"{problem} [json-pointer:{pointer}]"


def _too_many(count: int, limit: int, what: str, pointer: str) -> Iterator[str]:
    if count > limit:
        yield _found(f"no more than {limit} {what} allowed, got {count}", pointer)


def _missing(text: str) -> Iterator[str]:
    if not text.strip():
        yield _found("text must not be empty: notifications and screen readers read it", "/text")


def _repeated_ids(blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids):
        yield _found("block_id must be unique in a message", "/blocks")


def _of_block(block: Mapping[str, Any], pointer: str) -> Iterator[str]:
    kind = block.get("type")
    check = CHECKS.get(str(kind))
    if check is None:
        yield _found(f"unsupported type: {kind}", f"{pointer}/type")
        return
    yield from _too_many(len(block.get("block_id", "")), limits.BLOCK_ID, "characters", f"{pointer}/block_id")
    yield from check(block, pointer)


def _text(value: object, limit: int, pointer: str, kinds: Sequence[str] = ("mrkdwn", "plain_text")) -> Iterator[str]:
    """The problems of one text object."""
    if not isinstance(value, Mapping) or value.get("type") not in kinds or not isinstance(value.get("text"), str):
        yield _found(f"a text object of type {' or '.join(kinds)} is needed", pointer)
        return
    if not value["text"]:
        yield _found("must be more than 0 characters", f"{pointer}/text")
    yield from _too_many(len(value["text"]), limit, "characters", f"{pointer}/text")


def _section(block: Mapping[str, Any], pointer: str) -> Iterator[str]:
    fields = block.get("fields", [])
    if "text" in block or not fields:
        yield from _text(block.get("text"), limits.SECTION_TEXT, f"{pointer}/text")
    yield from _too_many(len(fields), limits.SECTION_FIELDS, "items", f"{pointer}/fields")
    for at, field in enumerate(fields):
        yield from _text(field, limits.SECTION_FIELD, f"{pointer}/fields/{at}")
    if block.get("accessory", {}).get("type") == "button":
        yield from _button(block["accessory"], f"{pointer}/accessory")


def _header(block: Mapping[str, Any], pointer: str) -> Iterator[str]:
    yield from _text(block.get("text"), limits.HEADER_TEXT, f"{pointer}/text", ("plain_text",))


def _divider(block: Mapping[str, Any], pointer: str) -> Iterator[str]:
    yield from ()


def _context(block: Mapping[str, Any], pointer: str) -> Iterator[str]:
    elements = block.get("elements", [])
    yield from _counted(elements, limits.CONTEXT_ELEMENTS, f"{pointer}/elements")
    for at, element in enumerate(elements):
        check = _image if element.get("type") == "image" else _context_text
        yield from check(element, f"{pointer}/elements/{at}")


def _context_text(element: Mapping[str, Any], pointer: str) -> Iterator[str]:
    yield from _text(element, limits.SECTION_TEXT, pointer)


def _actions(block: Mapping[str, Any], pointer: str) -> Iterator[str]:
    elements = block.get("elements", [])
    yield from _counted(elements, limits.ACTIONS_ELEMENTS, f"{pointer}/elements")
    for at, element in enumerate(elements):
        if element.get("type") == "button":
            yield from _button(element, f"{pointer}/elements/{at}")


def _context_actions(block: Mapping[str, Any], pointer: str) -> Iterator[str]:
    yield from _counted(block.get("elements", []), limits.CONTEXT_ACTIONS_ELEMENTS, f"{pointer}/elements")


def _button(button: Mapping[str, Any], pointer: str) -> Iterator[str]:
    yield from _text(button.get("text"), limits.BUTTON_TEXT, f"{pointer}/text", ("plain_text",))
    for name, limit in (
        ("value", limits.BUTTON_VALUE),
        ("url", limits.BUTTON_URL),
        ("action_id", limits.ACTION_ID),
    ):
        yield from _too_many(len(button.get(name, "")), limit, "characters", f"{pointer}/{name}")


def _image(block: Mapping[str, Any], pointer: str) -> Iterator[str]:
    if not block.get("alt_text"):
        yield _found("missing required field: alt_text", pointer)
    yield from _too_many(len(block.get("alt_text", "")), limits.ALT_TEXT, "characters", f"{pointer}/alt_text")
    yield from _too_many(len(block.get("image_url", "")), limits.IMAGE_URL, "characters", f"{pointer}/image_url")


def _markdown(block: Mapping[str, Any], pointer: str) -> Iterator[str]:
    yield from _too_many(len(block.get("text", "")), limits.MARKDOWN_TEXT, "characters", f"{pointer}/text")


def _table(block: Mapping[str, Any], pointer: str) -> Iterator[str]:
    rows = block.get("rows", [])
    yield from _counted(rows, limits.TABLE_ROWS, f"{pointer}/rows")
    yield from _too_many(
        len(block.get("column_settings", [])), limits.TABLE_COLUMNS, "items", f"{pointer}/column_settings"
    )
    if len({len(row) for row in rows}) > 1:
        yield _found("all rows must have as many cells", f"{pointer}/rows")
    for at, row in enumerate(rows):
        yield from _counted(row, limits.TABLE_COLUMNS, f"{pointer}/rows/{at}")
        for column, cell in enumerate(row):
            yield from _cell(cell, f"{pointer}/rows/{at}/{column}")


def _cell(cell: Mapping[str, Any], pointer: str) -> Iterator[str]:
    if cell.get("type") not in CELL_TYPES:
        yield _found(f"unsupported type: {cell.get('type')}", f"{pointer}/type")
    elif cell["type"] != "rich_text" and not cell.get("text"):
        yield _found("must be more than 0 characters", f"{pointer}/text")
    if cell.get("type") == "raw_number" and not isinstance(cell.get("value"), int | float):
        yield _found("must be a number", f"{pointer}/value")


def _counted(items: Sequence[object], limit: int, pointer: str) -> Iterator[str]:
    if not items:
        yield _found("no fewer than 1 items allowed", pointer)
    yield from _too_many(len(items), limit, "items", pointer)


CHECKS: Mapping[str, Callable[[Mapping[str, Any], str], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "image": _image,
    "markdown": _markdown,
    "table": _table,
}
"""What Slack accepts in a message and this app may send; a new kind of block starts with its check here."""
