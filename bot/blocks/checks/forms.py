"""Blocks that are used: actions, feedback, inputs."""

from bot.blocks import limits
from bot.blocks.checks.elements import element, elements
from bot.blocks.checks.problems import PLAIN, Problems, Value, fields, optional_text, text

_ACTIONS = ("button", "static_select", "conversations_select", "radio_buttons", "checkboxes")
_INPUTS = ("plain_text_input", "static_select", "conversations_select", "radio_buttons", "checkboxes")


def actions(block: Value, pointer: str) -> Problems:
    yield from fields(block, "type block_id", "elements", pointer)
    yield from elements(block, limits.ACTIONS_ELEMENTS, _ACTIONS, pointer)


def context_actions(block: Value, pointer: str) -> Problems:
    yield from fields(block, "type block_id", "elements", pointer)
    yield from elements(block, limits.CONTEXT_ACTIONS_ELEMENTS, ("feedback_buttons", "icon_button"), pointer)


def field(block: Value, pointer: str) -> Problems:
    """An `input` block."""
    yield from fields(block, "type block_id hint optional dispatch_action", "label element", pointer)
    yield from text(block.get("label"), limits.INPUT_LABEL, f"{pointer}/label", PLAIN)
    yield from optional_text(block, "hint", limits.INPUT_HINT, pointer, PLAIN)
    yield from element(block.get("element"), _INPUTS, f"{pointer}/element")
