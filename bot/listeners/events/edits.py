"""Messages that were edited or deleted: the question in them is reworded, or withdrawn."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.inbox.inbox import REWORD_WITHIN
from bot.listeners.events.questions import way_of
from bot.listeners.parts import Parts, Taken
from bot.listeners.payloads.fields import Json, text_at
from bot.listeners.payloads.messages import Said, deleted_in, edited_in, is_tombstone, question_of
from bot.listeners.payloads.who import me_in, team_in
from bot.question import Question


def register(app: App, parts: Parts) -> None:
    """Whether there was a question in the message, the reception knows."""

    @app.event({"type": "message", "subtype": "message_changed"}, matchers=[_is_no_deletion])
    def reword(event: dict[str, Any], context: BoltContext) -> None:
        edited = edited_in(event, team_in(context), me_in(context))
        if not edited or not edited.now.text or edited.now.text == edited.before.text:
            return
        question = _overtaken(edited.now, event, parts.inbox)
        if question and parts.reception.accept(question):
            parts.reception.answer(question)
        else:
            parts.reception.reword(edited.now.key, edited.now.text)

    @app.event({"type": "message", "subtype": ["message_deleted", "message_changed"]})
    def withdraw(event: dict[str, Any], context: BoltContext) -> None:
        if key := deleted_in(event, team_in(context)):
            parts.reception.withdraw(key)


def _overtaken(said: Said, event: Json, inbox: Taken) -> Question | None:
    """What is asked in a message that was edited soon after: the edit may be delivered first."""
    edited_at = text_at(event, "event_ts") or text_at(event, "ts")
    try:
        is_fresh = float(edited_at) - float(said.ts) <= REWORD_WITHIN.total_seconds()
    except ValueError:
        return None
    way = way_of(said, inbox) if is_fresh else None
    return question_of(said, way) if way else None


def _is_no_deletion(event: dict[str, Any]) -> bool:
    return not is_tombstone(event)
