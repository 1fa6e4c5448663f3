"""The elements that stand in blocks: buttons, selects, inputs."""

from collections.abc import Callable, Mapping, Sequence

from bot.blocks import limits
from bot.blocks.checks.problems import (
    ANY_TEXT,
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
    repeated,
    string,
    text,
    web_address,
    whole_number,
)

_COMMON = "type action_id confirm focus_on_load"
_CONVERSATIONS = ("im", "mpim", "private", "public")


def element(value: object, kinds: Sequence[str], pointer: str) -> Problems:
    """One interactive element, which must be one of `kinds`."""
    given = as_mapping(value)
    kind = str(given.get("type"))
    if kind not in kinds or kind not in ELEMENTS:
        yield found(f"unsupported type: {kind}", f"{pointer}/type")
        return
    yield from string(given.get("action_id"), limits.ACTION_ID, f"{pointer}/action_id")
    if "confirm" in given:
        yield from _confirm(as_mapping(given["confirm"]), f"{pointer}/confirm")
    yield from ELEMENTS[kind](given, pointer)


def elements(block: Value, limit: int, kinds: Sequence[str], pointer: str) -> Problems:
    """The elements of a block; their action ids differ."""
    items = as_list(block.get("elements"))
    yield from counted(items, limit, f"{pointer}/elements")
    for at, item in enumerate(items):
        yield from element(item, kinds, f"{pointer}/elements/{at}")
    yield from repeated([as_mapping(item).get("action_id") for item in items], "action_id", f"{pointer}/elements")


def _button(value: Value, pointer: str) -> Problems:
    yield from fields(value, f"{_COMMON} value url style accessibility_label", "text", pointer)
    yield from text(value.get("text"), limits.BUTTON_TEXT, f"{pointer}/text", PLAIN)
    yield from string(value.get("value"), limits.BUTTON_VALUE, f"{pointer}/value")
    yield from web_address(value.get("url"), limits.BUTTON_URL, f"{pointer}/url")
    yield from one_of(value.get("style"), ("primary", "danger"), f"{pointer}/style")
    yield from string(value.get("accessibility_label"), limits.BUTTON_TEXT, f"{pointer}/accessibility_label")


def _static_select(value: Value, pointer: str) -> Problems:
    yield from fields(value, f"{_COMMON} placeholder initial_option", "options", pointer)
    yield from optional_text(value, "placeholder", limits.PLACEHOLDER, pointer, PLAIN)
    yield from _options(value, limits.SELECT_OPTIONS, PLAIN, pointer)


def _radio_buttons(value: Value, pointer: str) -> Problems:
    yield from fields(value, f"{_COMMON} initial_option", "options", pointer)
    yield from _options(value, limits.RADIO_OPTIONS, ANY_TEXT, pointer)


def _checkboxes(value: Value, pointer: str) -> Problems:
    yield from fields(value, f"{_COMMON} initial_options", "options", pointer)
    yield from _options(value, limits.CHECKBOX_OPTIONS, ANY_TEXT, pointer)


def _conversations_select(value: Value, pointer: str) -> Problems:
    known = f"{_COMMON} placeholder initial_conversation default_to_current_conversation response_url_enabled filter"
    yield from fields(value, known, "", pointer)
    yield from optional_text(value, "placeholder", limits.PLACEHOLDER, pointer, PLAIN)
    if "filter" in value:
        filtered, place = as_mapping(value["filter"]), f"{pointer}/filter"
        yield from fields(filtered, "include exclude_external_shared_channels exclude_bot_users", "", place)
        if "include" in filtered:
            yield from counted(as_list(filtered["include"]), len(_CONVERSATIONS), f"{place}/include")
        for kind in as_list(filtered.get("include")):
            yield from one_of(kind, _CONVERSATIONS, f"{place}/include")


def _plain_text_input(value: Value, pointer: str) -> Problems:
    known = f"{_COMMON} placeholder initial_value multiline min_length max_length dispatch_action_config"
    yield from fields(value, known, "", pointer)
    yield from optional_text(value, "placeholder", limits.PLACEHOLDER, pointer, PLAIN)
    yield from whole_number(value.get("min_length"), 0, limits.INPUT_TEXT, f"{pointer}/min_length")
    yield from whole_number(value.get("max_length"), 1, limits.INPUT_TEXT, f"{pointer}/max_length")
    most = value.get("max_length")
    limit = most if isinstance(most, int) else limits.INPUT_TEXT
    yield from string(value.get("initial_value"), limit, f"{pointer}/initial_value")


def _image(value: Value, pointer: str) -> Problems:
    yield from image(value, pointer)


def _feedback_buttons(value: Value, pointer: str) -> Problems:
    yield from fields(value, "type action_id", "positive_button negative_button", pointer)
    for name in ("positive_button", "negative_button"):
        given, place = as_mapping(value.get(name)), f"{pointer}/{name}"
        yield from fields(given, "accessibility_label", "text value", place)
        yield from text(given.get("text"), limits.FEEDBACK_TEXT, f"{place}/text", PLAIN)
        yield from string(given.get("value"), limits.FEEDBACK_VALUE, f"{place}/value")
        yield from string(given.get("accessibility_label"), limits.FEEDBACK_TEXT, f"{place}/accessibility_label")


def _icon_button(value: Value, pointer: str) -> Problems:
    yield from fields(
        value, "type action_id value confirm accessibility_label visible_to_user_ids", "icon text", pointer
    )
    yield from text(value.get("text"), limits.BUTTON_TEXT, f"{pointer}/text", PLAIN)
    yield from string(value.get("value"), limits.BUTTON_VALUE, f"{pointer}/value")


def _options(value: Value, limit: int, kinds: Sequence[str], pointer: str) -> Problems:
    given = as_list(value.get("options"))
    yield from counted(given, limit, f"{pointer}/options")
    for at, one in enumerate(given):
        yield from _option(as_mapping(one), kinds, f"{pointer}/options/{at}")
    yield from repeated([as_mapping(one).get("value") for one in given], "value of options", f"{pointer}/options")
    chosen = [value["initial_option"]] if "initial_option" in value else as_list(value.get("initial_options"))
    if any(one not in given for one in chosen):
        yield found("must be one of the options", f"{pointer}/initial_option")


def _option(value: Value, kinds: Sequence[str], pointer: str) -> Problems:
    yield from fields(value, "description url", "text value", pointer)
    yield from text(value.get("text"), limits.OPTION_TEXT, f"{pointer}/text", kinds)
    yield from string(value.get("value"), limits.OPTION_VALUE, f"{pointer}/value")
    yield from optional_text(value, "description", limits.OPTION_DESCRIPTION, pointer, kinds)


def _confirm(value: Value, pointer: str) -> Problems:
    yield from fields(value, "style", "title text confirm deny", pointer)
    yield from text(value.get("title"), limits.CONFIRM_TITLE, f"{pointer}/title", PLAIN)
    yield from text(value.get("text"), limits.CONFIRM_TEXT, f"{pointer}/text")
    yield from text(value.get("confirm"), limits.CONFIRM_BUTTON, f"{pointer}/confirm", PLAIN)
    yield from text(value.get("deny"), limits.CONFIRM_BUTTON, f"{pointer}/deny", PLAIN)


ELEMENTS: Mapping[str, Callable[[Value, str], Problems]] = {
    "button": _button,
    "static_select": _static_select,
    "radio_buttons": _radio_buttons,
    "checkboxes": _checkboxes,
    "conversations_select": _conversations_select,
    "plain_text_input": _plain_text_input,
    "image": _image,
    "feedback_buttons": _feedback_buttons,
    "icon_button": _icon_button,
}
"""What this app may send; a new kind of element starts with its check here."""
