"""Messages that were edited or deleted: the question in them is reworded, or withdrawn."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.listeners.parts import Parts
from bot.listeners.payloads.messages import deleted_in, edited_in, is_tombstone
from bot.listeners.payloads.who import me_in, team_in


def register(app: App, parts: Parts) -> None:
    """Whether there was a question in the message, the reception knows."""

    @app.event({"type": "message", "subtype": "message_changed"}, matchers=[_is_no_deletion])
    def reword(event: dict[str, Any], context: BoltContext) -> None:
        edited = edited_in(event, team_in(context), me_in(context))
        if edited and edited.now.text and edited.now.text != edited.before.text:
            parts.reception.reword(edited.now.key, edited.now.text)

    @app.event({"type": "message", "subtype": ["message_deleted", "message_changed"]})
    def withdraw(event: dict[str, Any], context: BoltContext) -> None:
        if key := deleted_in(event, team_in(context)):
            parts.reception.withdraw(key)


def _is_no_deletion(event: dict[str, Any]) -> bool:
    return not is_tombstone(event)
