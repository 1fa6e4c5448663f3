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
from bot.listeners.posting import post_once
from bot.listeners.taking import Answering, taking
from bot.people.directory import Kind
from bot.people.doorkeeper import REFUSALS
from bot.question import Question, Way
from bot.replies.troubles import Refused, TryLater

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
            _reply(parts, client, question, FILES, Ending.REFUSED)

    @app.event("app_mention", middleware=[taking(parts.reception, _other_app)])
    @app.event("message", middleware=[taking(parts.reception, _other_app)])
    def turn_other_apps_away(context: BoltContext, client: WebClient) -> None:
        if question := answering.kept(context, client):
            _reply(parts, client, question, REFUSALS[Kind.APP], Ending.TURNED_AWAY)


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


def _reply(parts: Parts, client: WebClient, question: Question, sentence: str, ending: Ending) -> None:
    if ending is not Ending.TURNED_AWAY:
        parts.inbox.sending(question.key)
    try:
        ts = post_once(client, question, plain_message(sentence), ending)
    except (Refused, TryLater) as trouble:
        logger.error("reply not delivered", extra={"key": question.key, "reason": str(trouble)})
        parts.inbox.end(question.key, Ending.ERROR, None)
    else:
        parts.inbox.end(question.key, ending, ts)
