"""The step between what Slack delivered and its acknowledgement: the question in it is kept, or known already."""

import logging
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeAlias

from slack_bolt import BoltContext, BoltResponse
from slack_sdk import WebClient

from bot.blocks.messages import error_message
from bot.listeners.parts import Reception
from bot.listeners.payloads.clicks import Asker
from bot.listeners.payloads.fields import Json, text_at
from bot.listeners.telling import TROUBLES, code_of, tell
from bot.question import Question
from bot.words import words_for
from knowledge.errors import GroundswellError

logger = logging.getLogger(__name__)

QUESTION, TROUBLE = "groundswell_question", "groundswell_trouble"
APOLOGIES_REMEMBERED = 1000

Finder: TypeAlias = Callable[[Json, BoltContext], Question | None]
"""The question in a request; None when there is none, and another listener is to look at it."""


def taking(reception: Reception, find: Finder) -> Callable[..., BoltResponse | None]:
    """A listener middleware: lets on to the listener what is delivered for the first time, acknowledges the rest.

    Where it cannot be kept, the listener is to say so: Slack would deliver events again for minutes, others never.
    """

    def take(body: dict[str, Any], context: BoltContext, next_: Callable[[], object]) -> BoltResponse | None:
        question = find(body, context)
        if question is None:
            return None
        context[QUESTION] = question
        try:
            if not reception.accept(question, event_id=text_at(body, "event_id") or None):
                return context.ack()
        except GroundswellError as error:
            context[TROUBLE] = error
        next_()
        return None

    return take


class Answering:
    """What the listener behind `taking` does. Of several deliveries that could not be kept, one is apologised for."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._apologised: dict[str, None] = {}
        self._lock = Lock()

    def kept(self, context: BoltContext, client: WebClient) -> Question | None:
        """The question, where it was kept; None where it was not, which its asker has been told."""
        question: Question = context[QUESTION]
        trouble = context.get(TROUBLE)
        if trouble is None:
            return question
        if self._is_first(question.key):
            _apologise(client, question, trouble)
        return None

    def answer(self, context: BoltContext, client: WebClient) -> None:
        """Has the question answered, if it was kept."""
        if question := self.kept(context, client):
            self._reception.answer(question)

    def _is_first(self, key: str) -> bool:
        with self._lock:
            if key in self._apologised:
                return False
            self._apologised[key] = None
            if len(self._apologised) > APOLOGIES_REMEMBERED:
                del self._apologised[next(iter(self._apologised))]
            return True


def _apologise(client: WebClient, question: Question, trouble: Exception) -> None:
    message, place = error_message(words_for(trouble)), question.place
    if place.only_to:
        who = Asker(team=question.team, user=place.only_to, channel=place.channel, response_url=place.response_url)
        tell(client, who, message)
        return
    try:
        client.chat_postMessage(channel=place.channel, thread_ts=place.root, text=message.text, blocks=message.blocks)
    except TROUBLES as error:
        logger.warning("apology not posted", extra={"error": code_of(error)})
