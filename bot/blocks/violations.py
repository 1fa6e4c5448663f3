"""What Slack would refuse in a message or a view, found without asking it."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from bot.blocks import limits
from bot.blocks.checks import data, forms, texts
from bot.blocks.checks.problems import PLAIN, Problems, Value, found, optional_text, repeated, string, text, too_many

Block = dict[str, Any]


class Surface(StrEnum):
    """Where blocks stand."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


_EVERYWHERE = frozenset(Surface)
_MESSAGE = frozenset({Surface.MESSAGE})
_NO_MODAL = frozenset({Surface.MESSAGE, Surface.HOME})

CHECKS: Mapping[str, tuple[Callable[[Value, str], Problems], frozenset[Surface]]] = {
    "section": (texts.section, _EVERYWHERE),
    "header": (texts.header, _EVERYWHERE),
    "divider": (texts.divider, _EVERYWHERE),
    "context": (texts.context, _EVERYWHERE),
    "image": (texts.picture, _EVERYWHERE),
    "rich_text": (texts.rich_text, _EVERYWHERE),
    "actions": (forms.actions, _EVERYWHERE),
    "input": (forms.field, _EVERYWHERE),
    "table": (data.table, _NO_MODAL),
    "data_table": (data.data_table, _NO_MODAL),
    "data_visualization": (data.data_visualization, _NO_MODAL),
    "context_actions": (forms.context_actions, _MESSAGE),
    "markdown": (texts.markdown, _MESSAGE),
    "card": (texts.card, _MESSAGE),
    "carousel": (texts.carousel, _MESSAGE),
    "task_card": (texts.task_card, _MESSAGE),
    "plan": (texts.plan, _MESSAGE),
}
"""What this app may send, and where Slack takes it; a new kind of block starts with its check here."""

_READ = ("text", "title", "alt_text", "caption", "label", "name")


def violations(blocks: Sequence[Mapping[str, Any]], text: str) -> list[str]:
    """One sentence for each limit that the message breaks, with a JSON pointer as in Slack's answers."""
    kinds = [block.get("type") for block in blocks]
    markdown = sum(len(str(block.get("text", ""))) for block in blocks if block.get("type") == "markdown")
    return [
        *too_many(len(blocks), limits.MESSAGE_BLOCKS, "items", "/blocks"),
        *too_many(characters(blocks), limits.MESSAGE_CHARACTERS, "characters", "/blocks"),
        *too_many(kinds.count("table"), limits.TABLES, "tables", "/blocks"),
        *too_many(kinds.count("data_visualization"), limits.CHARTS, "charts", "/blocks"),
        *(too_many(markdown, limits.MARKDOWN_TEXT, "characters", "/blocks") if kinds.count("markdown") > 1 else ()),
        *too_many(len(text), limits.TEXT, "characters", "/text"),
        *_missing(text),
        *_of_blocks(blocks, Surface.MESSAGE),
    ]


def view_violations(view: Mapping[str, Any]) -> list[str]:
    """One sentence for each limit that a modal or an App Home breaks."""
    surface, blocks = view.get("type"), view.get("blocks")
    if surface not in (Surface.MODAL, Surface.HOME):
        return [found(f"unsupported type: {surface}", "/type")]
    if not isinstance(blocks, list):
        return [found("missing required field: blocks", "")]
    return [
        *(_modal(view, blocks) if surface == Surface.MODAL else _home(view)),
        *too_many(len(blocks), limits.VIEW_BLOCKS, "items", "/blocks"),
        *(_is_string(view, "private_metadata", limits.PRIVATE_METADATA)),
        *(_is_string(view, "callback_id", limits.CALLBACK_ID)),
        *(_is_string(view, "external_id", limits.EXTERNAL_ID)),
        *_of_blocks(blocks, Surface(surface)),
    ]


def stream_violations(markdown_text: str) -> list[str]:
    """One sentence for each limit that a text to be streamed breaks."""
    return list(too_many(len(markdown_text), limits.STREAM_TEXT, "characters", "/markdown_text"))


def characters(value: object) -> int:
    """How many characters a person would read in `value`: its texts, titles and labels."""
    if isinstance(value, Mapping):
        return sum(
            len(part) if isinstance(part, str) and key in _READ else characters(part) for key, part in value.items()
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return sum(map(characters, value))
    return 0


def _missing(text: str) -> Problems:
    if not text.strip():
        yield found("text must not be empty: notifications and screen readers read it", "/text")


def _of_blocks(blocks: Sequence[Mapping[str, Any]], surface: Surface) -> Problems:
    yield from repeated([block.get("block_id") for block in blocks], "block_id", "/blocks")
    for at, block in enumerate(blocks):
        yield from _of_block(block, surface, f"/blocks/{at}")


def _of_block(block: Mapping[str, Any], surface: Surface, pointer: str) -> Problems:
    kind = str(block.get("type"))
    if kind not in CHECKS:
        yield found(f"unsupported type: {kind}", f"{pointer}/type")
        return
    check, surfaces = CHECKS[kind]
    if surface not in surfaces:
        yield found(f"unsupported type in a {surface.value}: {kind}", f"{pointer}/type")
    yield from string(block.get("block_id"), limits.BLOCK_ID, f"{pointer}/block_id")
    yield from check(block, pointer)


def _modal(view: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]]) -> Problems:
    yield from text(view.get("title"), limits.VIEW_TITLE, "/title", PLAIN)
    yield from optional_text(view, "submit", limits.VIEW_TITLE, "", PLAIN)
    yield from optional_text(view, "close", limits.VIEW_TITLE, "", PLAIN)
    if "submit" not in view and any(block.get("type") == "input" for block in blocks):
        yield found("missing required field: submit", "")


def _home(view: Mapping[str, Any]) -> Problems:
    for name in ("title", "submit", "close"):
        if name in view:
            yield found(f"invalid additional property: {name}", "")


def _is_string(view: Mapping[str, Any], name: str, limit: int) -> Problems:
    """A field that may be empty."""
    if view.get(name) != "":
        yield from string(view.get(name), limit, f"/{name}")
