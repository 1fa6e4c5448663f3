"""Carries replies to Slack."""

import logging
from threading import Lock

from slack_sdk import WebClient

from bot.blocks.greetings import queue_message
from bot.blocks.messages import Message
from bot.question import Question
from bot.replies.clients import ClientOf
from bot.replies.courtesies import Courtesies
from bot.replies.looking import reply_in_thread
from bot.replies.private import show_elsewhere, show_ephemeral, show_to_one
from bot.replies.public import PublicReplies
from bot.replies.remarks import with_remark
from bot.replies.replies import Delivery, Found, Told
from bot.replies.signs import Signs
from bot.replies.troubles import AFTER_TOKEN_REFUSED_S, TOKEN_REFUSED, Refused, TryLater, Undeliverable
from bot.words import MAYBE_AGAIN
from knowledge.errors import SlackUnavailable

logger = logging.getLogger(__name__)


class SlackReplies:
    """Replies by Slack's Web API. May be shared between threads.

    `client_of` gives a client for each workspace, and may raise SlackUnavailable. A private reply cannot be looked up:
    one that may have gone out is shown again, with a line that says so, since the other harm would be silence.
    """

    def __init__(self, client_of: ClientOf) -> None:
        self._client_of = client_of
        self._courtesies = Courtesies()
        self._signs = Signs(client_of, self._courtesies)
        self._public = PublicReplies()
        self._without_token: set[str] = set()
        self._lock = Lock()

    def show_working(self, question: Question, ahead: int = 0) -> None:
        if question.place.only_to is None and question.place.root is not None:
            self._signs.show_working(question, ahead)
        elif ahead and question.place.only_to is not None:
            self.whisper(question, queue_message(ahead))

    def show_nothing(self, question: Question) -> None:
        if question.place.only_to is None and question.place.root is not None:
            self._signs.take_away(question)

    def find(self, question: Question) -> Found | None:
        if question.place.only_to is not None:
            return None
        try:
            return reply_in_thread(self._client(question), question)
        except Refused as refusal:
            logger.warning("cannot look for a reply", extra={"key": question.key, "error": refusal.error})
            return None

    def reserve(self, ts: str) -> None:
        self._public.reserve(ts)

    def deliver(self, delivery: Delivery, told: Told) -> str | None:
        question = delivery.question
        delivery.tries += 1
        # waiting for a sign that is under way would delay the answer; it is taken away again afterwards
        lingers = self._signs.give_up(question) or delivery.into is not None
        try:
            client = self._client(question)
            ts = self._put(client, delivery, told)
        except TryLater as trouble:
            delivery.unsure = delivery.unsure or trouble.unsure
            self._log_refused_token(question.team, trouble.why)
            raise
        except Refused as refusal:
            raise Undeliverable(refusal.error) from refusal
        with self._lock:
            self._without_token.discard(question.team)
        self._show_the_end(delivery, ts, lingers=lingers)
        return ts

    def whisper(self, question: Question, message: Message) -> None:
        def show() -> None:
            client = self._client(question)
            if question.place.response_url:
                show_to_one(client, question, message)
            else:
                show_ephemeral(client, question, message)

        self._courtesies.show(f"{question.key}:aside", show)

    def close(self) -> None:
        """Finishes what is being shown, and shows no more."""
        self._courtesies.close()

    def _show_the_end(self, delivery: Delivery, ts: str | None, *, lingers: bool) -> None:
        """Slack takes the status away when something new appears in the thread, and ends the session with a stream."""
        if delivery.question.place.only_to is not None or delivery.question.place.root is None:
            return
        if lingers or ts is None:
            self._signs.take_away(delivery.question)
        elif delivery.streamed is None:
            self._signs.end(delivery.question)

    def _put(self, client: WebClient, delivery: Delivery, told: Told) -> str | None:
        question = delivery.question
        if question.place.only_to is not None:
            message = with_remark(delivery.message, MAYBE_AGAIN) if delivery.unsure else delivery.message
            show_to_one(client, question, message)
            return None
        try:
            return self._public.put(client, delivery, told)
        except Refused as refusal:
            logger.warning("reply not taken there", extra={"key": question.key, "error": refusal.error})
            show_elsewhere(client, question, delivery.message, refusal)
            return None

    def _client(self, question: Question) -> WebClient:
        try:
            return self._client_of(question.team)
        except SlackUnavailable as error:
            raise TryLater(AFTER_TOKEN_REFUSED_S, why="not_authed") from error

    def _log_refused_token(self, team: str, why: str) -> None:
        """Once, until it is taken again."""
        if why not in TOKEN_REFUSED:
            return
        with self._lock:
            if team in self._without_token:
                return
            self._without_token.add(team)
        logger.error("Slack refuses the bot token, no reply goes out", extra={"team": team, "error": why})
