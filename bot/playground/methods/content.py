"""What a message or a view may hold, checked as Slack checks it, and completed as Slack completes it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from bot.blocks import limits
from bot.blocks.violations import violations
from bot.playground.methods.calls import Arguments, Body
from bot.playground.workspace.files import Files
from bot.playground.workspace.ids import APP_ID, BOT_ID, BOT_USER_ID
from bot.playground.workspace.messages import Message
from bot.playground.workspace.refusals import Refused

UPDATED_TEXT = 4000
"""chat.update and ephemeral messages take no longer text: https://docs.slack.dev/reference/methods/chat.update"""
STREAMED_TEXT = 12_000
NO_TEXT_NEEDED = "…"
"""Given as the text of blocks that come where Slack takes no text."""
METADATA_CHARACTERS = 16_000

Blocks = Sequence[Mapping[str, Any]]


def checked_blocks(arguments: Arguments, text: str, files: Files) -> Blocks:
    """The blocks, each with a block_id. Raises Refused."""
    blocks = arguments.get("blocks") or []
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refused("invalid_blocks_format")
    # text beside blocks is optional to Slack; here it is not, because screen readers have nothing else
    found = [*violations(blocks, text[: limits.TEXT]), *unknown_files(blocks, files)] if blocks else []
    if found and all(f"no more than {limits.MESSAGE_CHARACTERS} characters" in problem for problem in found):
        raise refusal_of("msg_blocks_too_long", found)
    if found:
        raise refusal_of("invalid_blocks", found)
    return with_ids(blocks)


def checked_text(arguments: Arguments) -> str:
    """The text, which may be empty beside blocks or attachments. Raises Refused."""
    text = arguments.text("text")
    if not text.strip() and not arguments.get("blocks") and not arguments.get("attachments"):
        raise Refused("no_text")
    return text


def message_of_the_app(arguments: Arguments, files: Files, **where: Any) -> Message:  # noqa: ANN401  any other field
    """The message that `arguments` say, not posted yet. Raises Refused."""
    text = checked_text(arguments)
    return Message(
        user=BOT_USER_ID,
        text=text[: limits.TEXT],
        blocks=checked_blocks(arguments, text, files),
        bot_id=BOT_ID,
        app_id=APP_ID,
        **where,
    )


def checked_metadata(arguments: Arguments) -> Mapping[str, Any] | None:
    """The metadata, None when there is none. Raises Refused."""
    metadata = arguments.get("metadata")
    if not metadata:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not metadata["event_type"]:
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata)) > METADATA_CHARACTERS:
        raise Refused("metadata_too_large")
    return metadata


def warned(text: str) -> Body:
    """What Slack adds to its answer when it has cut the text."""
    if len(text) <= limits.TEXT:
        return {}
    return {"warning": "message_truncated", "response_metadata": {"warnings": ["message_truncated"]}}


def with_ids(blocks: Blocks) -> Blocks:
    """The blocks with a block_id each, and an action_id in each element that can be acted on."""
    return [{**_with_action_ids(block), "block_id": block.get("block_id") or uuid4().hex[:5]} for block in blocks]


def refusal_of(error: str, found: Sequence[str]) -> Refused:
    """`error` with the problems as Slack tells them."""
    return Refused(error, errors=list(found), response_metadata={"messages": [f"[ERROR] {it}" for it in found]})


def unknown_files(value: object, files: Files, pointer: str = "/blocks") -> list[str]:
    """One sentence for each picture in blocks that names a file which Slack has not looked at yet."""
    found = []
    if isinstance(value, Mapping):
        named = value.get("slack_file")
        if isinstance(named, Mapping) and "id" in named:
            file = files.find(str(named["id"]))
            if file is None or not file.is_ready:
                found.append(f"invalid slack file [json-pointer:{pointer}/slack_file]")
        for key, part in value.items():
            found += unknown_files(part, files, f"{pointer}/{key}")
    elif isinstance(value, list):
        for at, part in enumerate(value):
            found += unknown_files(part, files, f"{pointer}/{at}")
    return found


def _with_action_ids(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _completed(key, part) for key, part in value.items()}


def _completed(key: str, part: Any) -> Any:  # noqa: ANN401  JSON holds anything
    if key in ("accessory", "element") and isinstance(part, dict):
        return _acted_on(part)
    if key == "elements" and isinstance(part, list):
        return [_acted_on(it) if isinstance(it, dict) else it for it in part]
    return part


def _acted_on(element: dict[str, Any]) -> dict[str, Any]:
    shown_only = ("image", "mrkdwn", "plain_text")
    is_rich_text = str(element.get("type", "")).startswith("rich_text")
    if element.get("type") in shown_only or is_rich_text or element.get("action_id"):
        return element
    return {**element, "action_id": uuid4().hex[:5]}
