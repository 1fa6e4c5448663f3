"""Blocks that are read: sections, headers, contexts, cards, rich text, Markdown, tasks."""

from bot.blocks import limits
from bot.blocks.checks.elements import element, elements
from bot.blocks.checks.problems import (
    MARKUP,
    PLAIN,
    Problems,
    Value,
    as_list,
    as_mapping,
    counted,
    fields,
    found,
    image,
    one_of,
    optional_text,
    string,
    text,
    web_address,
)

_BLOCK = "type block_id"
_ACCESSORIES = ("button", "static_select", "conversations_select", "radio_buttons", "checkboxes", "image")
_RICH = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
_STATES = ("pending", "in_progress", "complete", "error")


def section(block: Value, pointer: str) -> Problems:
    yield from fields(block, f"{_BLOCK} text fields accessory expand", "", pointer)
    given = as_list(block.get("fields"))
    if "text" in block or not given:
        yield from text(block.get("text"), limits.SECTION_TEXT, f"{pointer}/text")
    if len(given) > limits.SECTION_FIELDS:
        yield found(f"no more than {limits.SECTION_FIELDS} items allowed, got {len(given)}", f"{pointer}/fields")
    for at, field in enumerate(given):
        yield from text(field, limits.SECTION_FIELD, f"{pointer}/fields/{at}")
    if "accessory" in block:
        yield from element(block["accessory"], _ACCESSORIES, f"{pointer}/accessory")


def header(block: Value, pointer: str) -> Problems:
    yield from fields(block, _BLOCK, "text", pointer)
    yield from text(block.get("text"), limits.HEADER_TEXT, f"{pointer}/text", PLAIN)


def divider(block: Value, pointer: str) -> Problems:
    yield from fields(block, _BLOCK, "", pointer)


def context(block: Value, pointer: str) -> Problems:
    yield from fields(block, _BLOCK, "elements", pointer)
    given = as_list(block.get("elements"))
    yield from counted(given, limits.CONTEXT_ELEMENTS, f"{pointer}/elements")
    for at, item in enumerate(given):
        place = f"{pointer}/elements/{at}"
        if as_mapping(item).get("type") == "image":
            yield from image(as_mapping(item), place)
        else:
            yield from text(item, limits.SECTION_TEXT, place)


def picture(block: Value, pointer: str) -> Problems:
    yield from image(block, pointer, f"{_BLOCK} title")
    yield from optional_text(block, "title", limits.ALT_TEXT, pointer, PLAIN)


def markdown(block: Value, pointer: str) -> Problems:
    yield from fields(block, _BLOCK, "text", pointer)
    yield from string(block.get("text"), limits.MARKDOWN_TEXT, f"{pointer}/text")


def card(block: Value, pointer: str) -> Problems:
    yield from fields(block, f"{_BLOCK} hero_image icon title subtitle body actions", "", pointer)
    if not any(name in block for name in ("hero_image", "title", "body", "actions")):
        yield found("one of hero_image, title, body and actions is needed", pointer)
    yield from optional_text(block, "title", limits.CARD_TITLE, pointer, MARKUP)
    yield from optional_text(block, "subtitle", limits.CARD_SUBTITLE, pointer, MARKUP)
    yield from optional_text(block, "body", limits.CARD_BODY, pointer, MARKUP)
    for name in ("hero_image", "icon"):
        if name in block:
            yield from image(as_mapping(block[name]), f"{pointer}/{name}")
    if "actions" in block:
        buttons = {"elements": block["actions"]}
        yield from elements(buttons, limits.CARD_ACTIONS, ("button",), f"{pointer}/actions")


def carousel(block: Value, pointer: str) -> Problems:
    yield from fields(block, _BLOCK, "elements", pointer)
    cards = as_list(block.get("elements"))
    yield from counted(cards, limits.CAROUSEL_CARDS, f"{pointer}/elements")
    for at, one in enumerate(cards):
        place = f"{pointer}/elements/{at}"
        yield from one_of(as_mapping(one).get("type", ""), ("card",), f"{place}/type")
        yield from card(as_mapping(one), place)


def rich_text(block: Value, pointer: str) -> Problems:
    yield from fields(block, _BLOCK, "elements", pointer)
    given = as_list(block.get("elements"))
    if not given:
        yield found("no fewer than 1 items allowed", f"{pointer}/elements")
    for at, item in enumerate(given):
        yield from _rich(as_mapping(item), f"{pointer}/elements/{at}")


def task_card(block: Value, pointer: str) -> Problems:
    """One that stands alone has begun at least."""
    yield from _task(block, pointer)
    if block.get("status") == "pending":
        yield found("must be one of in_progress, complete, error", f"{pointer}/status")


def plan(block: Value, pointer: str) -> Problems:
    yield from fields(block, f"{_BLOCK} tasks", "title", pointer)
    yield from string(block.get("title"), limits.TITLE, f"{pointer}/title")
    tasks = as_list(block.get("tasks"))
    if len(tasks) > limits.PLAN_TASKS:
        yield found(f"no more than {limits.PLAN_TASKS} items allowed, got {len(tasks)}", f"{pointer}/tasks")
    for at, task in enumerate(tasks):
        yield from _task(as_mapping(task), f"{pointer}/tasks/{at}")


def _task(block: Value, pointer: str) -> Problems:
    yield from fields(block, f"{_BLOCK} details output sources", "task_id title status", pointer)
    yield from string(block.get("task_id"), limits.BLOCK_ID, f"{pointer}/task_id")
    yield from string(block.get("title"), limits.TITLE, f"{pointer}/title")
    yield from one_of(block.get("status"), _STATES, f"{pointer}/status")
    for name in ("details", "output"):
        if name in block:
            yield from rich_text(as_mapping(block[name]), f"{pointer}/{name}")
    for at, source in enumerate(as_list(block.get("sources"))):
        place = f"{pointer}/sources/{at}"
        yield from fields(as_mapping(source), "type", "url text", place)
        yield from web_address(as_mapping(source).get("url"), limits.BUTTON_URL, f"{place}/url")


def _rich(part: Value, pointer: str) -> Problems:
    if part.get("type") not in _RICH:
        yield found(f"unsupported type: {part.get('type')}", f"{pointer}/type")
        return
    for at, leaf in enumerate(as_list(part.get("elements"))):
        given, place = as_mapping(leaf), f"{pointer}/elements/{at}"
        if part["type"] == "rich_text_list":
            yield from _rich(given, place)
        elif given.get("type") == "text":
            yield from fields(given, "type style", "text", place)
            yield from string(given.get("text"), limits.MARKDOWN_TEXT, f"{place}/text")
        elif given.get("type") == "link":
            yield from web_address(given.get("url"), limits.BUTTON_URL, f"{place}/url")
