"""Elements that somebody can act on: finding them, what choosing says, and what a view's state holds. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.playground.workspace.refusals import Refused
from bot.playground.workspace.views import State

Element = Mapping[str, Any]
Blocks = Sequence[Mapping[str, Any]]

ENTERED = {
    "plain_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "checkboxes": ("selected_options", "initial_options"),
}
"""By type: the field of `state` that holds what is entered, and the field of the element it begins with."""


def elements(blocks: Blocks) -> Iterator[tuple[str, Element]]:
    """Each element that can be acted on, with the block_id of its block. Cards and containers hold some too."""
    for block in blocks:
        block_id = str(block.get("block_id", ""))
        for element in _within(block):
            yield block_id, element


def element_at(blocks: Blocks, action_id: str, block_id: str | None = None) -> tuple[str, Element]:
    """The element and its block_id. Raises Refused when nothing there has that action_id."""
    for found, element in elements(blocks):
        if element.get("action_id") == action_id and block_id in (None, "", found):
            return found, element
    raise Refused("element_not_found")


def state_of(blocks: Blocks, entered: State | None = None) -> dict[str, dict[str, dict[str, Any]]]:
    """`view.state.values` as Slack sends it: by block_id and action_id, what every input holds.

    What nobody has entered is as the element began, None or an empty list without a beginning.
    """
    state: dict[str, dict[str, dict[str, Any]]] = {}
    for block_id, element in elements(blocks):
        kind, action_id = str(element.get("type")), str(element.get("action_id"))
        if kind in ENTERED:
            name, beginning = ENTERED[kind]
            first = element.get(beginning, [] if name.endswith("s") else None)
            value = {"type": kind, name: first, **((entered or {}).get(block_id, {}).get(action_id, {}))}
            state.setdefault(block_id, {})[action_id] = value
    return state


def wanting(blocks: Blocks, state: State) -> dict[str, str]:
    """What Slack itself asks for before it sends a form: by block_id, a sentence for each input still to be filled."""
    problems = {}
    for block in blocks:
        element = block.get("element")
        if block.get("type") != "input" or not isinstance(element, Mapping):
            continue
        block_id, action_id = str(block.get("block_id")), str(element.get("action_id"))
        value = _value(element, state.get(block_id, {}).get(action_id, {}))
        if sentence := _problem(element, value, is_optional=bool(block.get("optional"))):
            problems[block_id] = sentence
    return problems


def chosen(element: Element, value: str | None) -> dict[str, Any]:
    """What an action holds beside the element itself when `value` is chosen or entered; None: it is just clicked.

    Raises Refused when there is no such choice.
    """
    kind = str(element.get("type"))
    if kind == "feedback_buttons":
        return {"value": _feedback(element, value)}
    if kind in ("static_select", "radio_buttons"):
        return {"selected_option": _option(element, value)}
    if kind in ENTERED and value is not None:
        name = ENTERED[kind][0]
        return {name: [_option(element, value)] if name == "selected_options" else value}
    return {}


def _within(value: object) -> Iterator[Element]:
    if isinstance(value, Mapping):
        if "action_id" in value:
            yield value
            return
        for part in value.values():
            yield from _within(part)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from _within(part)


def _value(element: Element, entered: Mapping[str, Any]) -> Any:  # noqa: ANN401  JSON holds anything
    name, _ = ENTERED.get(str(element.get("type")), ("value", ""))
    return entered.get(name)


def _problem(element: Element, value: Any, *, is_optional: bool) -> str | None:  # noqa: ANN401  JSON holds anything
    if value in (None, "", []):
        return None if is_optional else "Please complete this required field."
    shortest, longest = element.get("min_length", 0), element.get("max_length")
    if isinstance(value, str) and len(value) < shortest:
        return f"This entry needs at least {shortest} characters."
    if isinstance(value, str) and longest is not None and len(value) > longest:
        return f"This entry takes at most {longest} characters."
    return None


def _option(element: Element, value: str | None) -> Element:
    options = [*element.get("options", [])]
    options += [option for group in element.get("option_groups", []) for option in group.get("options", [])]
    for option in options:
        if option.get("value") == value:
            found: Element = option
            return found
    raise Refused("option_not_found")


def _feedback(element: Element, value: str | None) -> str:
    offered = [element.get(side, {}).get("value") for side in ("positive_button", "negative_button")]
    if value not in offered:
        raise Refused("option_not_found")
    return str(value)
