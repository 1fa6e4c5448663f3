"""Questions in messages: a mention, a direct message, a follow-up in a thread where the assistant has replied."""

from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.listeners.parts import Parts, Taken
from bot.listeners.payloads.fields import Json, table_at
from bot.listeners.payloads.messages import Said, edited_in, question_of, said_in
from bot.listeners.payloads.who import me_in, team_in
from bot.listeners.taking import Answering, taking
from bot.question import Question, Way


def register(app: App, parts: Parts) -> None:
    def find(body: Json, context: BoltContext) -> Question | None:
        said = message_in(body, context) or _mentioning_since_an_edit(body, context)
        way = way_of(said, parts.inbox) if said else None
        return question_of(said, way) if said and way else None

    answering = Answering(parts.reception)

    # a mention in a channel is delivered as both, and whichever comes first is taken
    @app.event("app_mention", middleware=[taking(parts.reception, find)])
    @app.event("message", middleware=[taking(parts.reception, find)])
    def answer_in_thread(context: BoltContext, client: WebClient) -> None:
        answering.answer(context, client)


def message_in(body: Json, context: BoltContext) -> Said | None:
    """The message that an event is about; None of any other event."""
    return said_in(table_at(body, "event"), team_in(context), me_in(context))


def way_of(said: Said, inbox: Taken) -> Way | None:
    """How a person asks the assistant in it; None where it is no question to it. Raises what `inbox` does.

    Of files without a word, and of what other apps say, it is not one: those get a fixed reply.
    """
    if said.app or (said.has_files and not said.has_words):
        return None
    if said.is_direct:
        return Way.DIRECT
    if said.mentions_me:
        return Way.MENTION
    if said.root and said.may_follow_up and inbox.replied_in(said.team, said.channel, said.root):
        return Way.FOLLOW_UP
    return None


def _mentioning_since_an_edit(body: dict[str, Any] | Json, context: BoltContext) -> Said | None:
    """A message that has come to mention the assistant by being edited."""
    edited = edited_in(table_at(body, "event"), team_in(context), me_in(context))
    return edited.now if edited and edited.now.mentions_me and not edited.before.mentions_me else None
