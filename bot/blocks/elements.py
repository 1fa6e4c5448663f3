"""The few kinds of block and element that everything is made of. Texts handed in are markup: what others wrote is
escaped before; labels are plain text, in which nothing is markup."""

from collections.abc import Mapping, Sequence

from bot.blocks import limits
from bot.blocks.mrkdwn import NOTHING
from bot.blocks.violations import Block
from bot.charts.labels import shortened


def section(markup: str, *, accessory: Block | None = None) -> Block:
    return {"type": "section", "text": mrkdwn(markup), **({"accessory": accessory} if accessory else {})}


def context(markup: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(markup)]}


def divider() -> Block:
    return {"type": "divider"}


def header(words: str) -> Block:
    return {"type": "header", "text": plain_text(words, limits.HEADER_TEXT)}


def actions(elements: Sequence[Block]) -> list[Block]:
    """One block with the elements, and none where there are none: Slack takes no empty one."""
    return [{"type": "actions", "elements": list(elements)}] if elements else []


def button(words: str, action_id: str, value: str = "", *, url: str = "", style: str = "") -> Block:
    """A button; `style` is empty, primary or danger."""
    more = {"value": value, "url": url, "style": style}
    return {
        "type": "button",
        "action_id": action_id,
        "text": plain_text(words, limits.BUTTON_TEXT),
        **{name: text for name, text in more.items() if text},
    }


def option(words: str, value: str) -> Block:
    """One of several things to choose from."""
    return {"text": plain_text(words, limits.OPTION_TEXT), "value": value}


def text_input(block_id: str, label: str, element: Mapping[str, object], *, optional: bool = False) -> Block:
    """A field of a form; its element has the block's id as action id."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label, limits.INPUT_LABEL),
        "optional": optional,
        "element": {"action_id": block_id, **element},
    }


def preformatted(text: str) -> Block:
    """`text` in letters of one width, as it is."""
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}],
    }


def mrkdwn(markup: str) -> Block:
    # verbatim: otherwise Slack makes links and channel names of what only looks like one
    return {"type": "mrkdwn", "text": markup if markup.strip() else NOTHING, "verbatim": True}


def plain_text(words: str, limit: int) -> Block:
    # emoji off: a `:name:` that somebody wrote stays as it was written
    return {"type": "plain_text", "text": shortened(words, limit), "emoji": False}
