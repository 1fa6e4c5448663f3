"""What people filled in."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.listeners.payloads.clicks import Asker
from bot.listeners.payloads.fields import Json, table_at, text_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A modal that was sent. Each field is empty where the form has none of its kind, or nothing was entered.

    `text` is what was typed, `text_block` the block that it was typed in; `choice` the option that was chosen,
    `channel` the conversation. `carried` is what the app gave the form along.
    """

    who: Asker
    view_id: str
    callback_id: str
    carried: str
    text: str
    text_block: str
    choice: str
    channel: str


def filled_in(body: Json, team: str) -> Filled:
    """The form of a `view_submission`."""
    view = table_at(body, "view")
    typed = next(((block, text_at(field, "value")) for block, field in _fields(view) if _is_text(field)), ("", ""))
    return Filled(
        who=Asker(team=team, user=text_at(body, "user", "id"), trigger=text_at(body, "trigger_id")),
        view_id=text_at(view, "root_view_id") or text_at(view, "id"),
        callback_id=text_at(view, "callback_id"),
        carried=text_at(view, "private_metadata"),
        text=" ".join(typed[1].split()),
        text_block=typed[0],
        choice=_first(view, "selected_option", "value"),
        channel=_first(view, "selected_conversation") or _first(view, "selected_channel"),
    )


def _fields(view: Json) -> Iterator[tuple[str, Json]]:
    for block, fields in table_at(view, "state", "values").items():
        if isinstance(fields, dict):
            yield from ((block, field) for field in fields.values() if isinstance(field, dict))


def _is_text(field: Json) -> bool:
    return field.get("type") == "plain_text_input"


def _first(view: Json, *path: str) -> str:
    return next((found for _, field in _fields(view) if (found := text_at(field, *path))), "")
