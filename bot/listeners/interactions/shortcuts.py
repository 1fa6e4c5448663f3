"""Shortcuts: similar past cases for a message, and the form for a question."""

import logging
from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks.modals import ask_modal
from bot.blocks.payloads import ASK_SHORTCUT, SIMILAR_SHORTCUT
from bot.inbox.inbox import Ending
from bot.listeners.parts import Parts
from bot.listeners.payloads.clicks import Shortcut, shortcut_in
from bot.listeners.payloads.fields import Json, list_at, text_at
from bot.listeners.payloads.material import words_of
from bot.listeners.payloads.who import me_in, team_in
from bot.listeners.taking import Answering, taking
from bot.listeners.telling import TROUBLES, code_of, say, telling
from bot.listeners.windows import open_view
from bot.question import Question, Way, Wish

logger = logging.getLogger(__name__)

THREAD_MESSAGES = 50
NOTHING_TO_READ = "There is nothing in that message that I can read: I look for similar cases by their text."
TOO_LATE = "The form could not be opened in time. Please try again, or just write your question to me here."


def register(app: App, parts: Parts) -> None:
    def find(body: Json, context: BoltContext) -> Question:
        # what the message says will do where the thread cannot be read any more
        return similar_to(shortcut_in(body, team_in(context)), ())

    answering = Answering(parts.reception)

    @app.shortcut(
        {"type": "message_action", "callback_id": SIMILAR_SHORTCUT}, middleware=[taking(parts.reception, find)]
    )
    def find_similar(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        if not answering.kept(context, client):
            return
        shortcut = shortcut_in(body, team_in(context))
        with telling(client, shortcut.who):
            question = similar_to(shortcut, thread_around(client, shortcut, me_in(context)))
            if question.text:
                parts.reception.answer(question)
            else:
                say(client, shortcut.who, NOTHING_TO_READ)
                parts.inbox.end(question.key, Ending.REFUSED, None)

    @app.shortcut(ASK_SHORTCUT)
    def open_form(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        ack()
        who = shortcut_in(body, team_in(context)).who
        if open_view(client, who.trigger, ask_modal()) is None:
            say(client, who, TOO_LATE)


def similar_to(shortcut: Shortcut, thread: Sequence[Json]) -> Question:
    """The question for past cases like the message and the thread that it stands in; its text is empty where nothing
    can be read."""
    who = shortcut.who
    key = f"{who.team}:shortcut:{who.trigger}"
    return Question(
        key=key,
        team=who.team,
        user=who.user,
        way=Way.SHORTCUT,
        text=words_of([shortcut.message, *thread]),
        place=who.place,
        thread=key,
        wish=Wish.SIMILAR,
    )


def thread_around(client: WebClient, shortcut: Shortcut, me: str) -> Sequence[Json]:
    """What others wrote in the thread of the message; nothing where the assistant may not read it."""
    try:
        answer = client.conversations_replies(
            channel=shortcut.who.channel, ts=shortcut.who.root or shortcut.ts, limit=THREAD_MESSAGES
        )
    except TROUBLES as error:
        logger.info("thread not read", extra={"error": code_of(error)})
        return ()
    return [message for message in list_at(answer.data, "messages") if text_at(message, "user") != me]
