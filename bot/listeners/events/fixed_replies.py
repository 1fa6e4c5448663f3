"""Messages to the assistant that hold no question: files without a word, posts of other apps."""

import logging

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.blocks.messages import plain_message
from bot.inbox.inbox import Ending
from bot.listeners.events.questions import message_in
from bot.listeners.parts import Parts
from bot.listeners.payloads.fields import Json
from bot.listeners.payloads.messages import question_of
from bot.listeners.taking import Answering, taking
from bot.listeners.telling import TROUBLES, code_of
from bot.people.directory import Kind
from bot.people.doorkeeper import REFUSALS
from bot.question import Question, Way
from bot.replies.looking import metadata_of

logger = logging.getLogger(__name__)

FILES = (
    "I cannot read files yet. Paste the text here, or say in a sentence what the case is about, and I will look for"
    " similar past cases."
)


def register(app: App, parts: Parts) -> None:
    answering = Answering(parts.reception)

    @app.event("app_mention", middleware=[taking(parts.reception, _file_without_a_word)])
    @app.event("message", middleware=[taking(parts.reception, _file_without_a_word)])
    def say_that_files_are_not_read(context: BoltContext, client: WebClient) -> None:
        if question := answering.kept(context, client):
            _end(parts, question, _posted(parts, client, question, FILES))

    @app.event("app_mention", middleware=[taking(parts.reception, _other_app)])
    @app.event("message", middleware=[taking(parts.reception, _other_app)])
    def turn_other_apps_away(context: BoltContext, client: WebClient) -> None:
        if question := answering.kept(context, client):
            _posted(parts, client, question, REFUSALS[Kind.APP])
            # as if it were private: what people say in the thread afterwards is no follow-up
            parts.inbox.end(question.key, Ending.REFUSED, None)


def _file_without_a_word(body: Json, context: BoltContext) -> Question | None:
    said = message_in(body, context)
    if said is None or said.app or said.has_words or not said.has_files or not (said.is_direct or said.mentions_me):
        return None
    return question_of(said, Way.DIRECT if said.is_direct else Way.MENTION)


def _other_app(body: Json, context: BoltContext) -> Question | None:
    """Its key is that of the thread: two apps that answer each other get one refusal, and no more."""
    said = message_in(body, context)
    if said is None or not said.app or not said.mentions_me:
        return None
    question = question_of(said, Way.MENTION)
    return Question(
        key=f"{said.team}:{said.channel}:{question.place.root}:apps",
        team=said.team,
        user=said.user,
        way=Way.MENTION,
        text="",
        place=question.place,
        thread=question.thread,
    )


def _end(parts: Parts, question: Question, ts: str | None) -> None:
    parts.inbox.end(question.key, Ending.REFUSED if ts else Ending.ERROR, ts)


def _posted(parts: Parts, client: WebClient, question: Question, sentence: str) -> str | None:
    """The ts of the reply; None where Slack did not take it."""
    message = plain_message(sentence)
    parts.inbox.sending(question.key)
    try:
        posted = client.chat_postMessage(
            channel=question.place.channel,
            thread_ts=question.place.root,
            text=message.text,
            blocks=message.blocks,
            metadata=dict(metadata_of(question, Ending.REFUSED)),
        )
    except TROUBLES as error:
        logger.warning("fixed reply not posted", extra={"key": question.key, "error": code_of(error)})
        return None
    return str(posted["ts"])
