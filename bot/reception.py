"""Takes each question once, and sees to it that it ends in exactly one reply."""

import logging
import time
from dataclasses import dataclass
from typing import Protocol

from bot.blocks.messages import Message, answer_message, error_message, plain_message
from bot.handled import HandledEvents
from bot.words import GREETING, words_for
from knowledge.answers.answer import Answer

logger = logging.getLogger(__name__)


class Answerer(Protocol):
    """What answers questions. Raises a GroundswellError when it knows why it cannot."""

    def answer(self, question: str, *, thread: str | None = None, user: str | None = None) -> Answer:
        """The answer; the same `thread` makes a follow-up. `user` is Slack's id of who asks."""


class Thread(Protocol):
    """The thread that a question is answered in."""

    def show_working(self) -> None:
        """Lets the asker see at once that there will be an answer."""

    def post(self, message: Message) -> None:
        """Posts the reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as Slack delivered it. `text` is plain, and empty when only the assistant was mentioned.

    `root` is the ts of the message that the thread hangs on: the question's own where it began one.
    """

    event_id: str
    channel: str
    ts: str
    root: str
    user: str
    text: str


class Reception:
    """Where every question arrives, from a mention or a direct message."""

    def __init__(self, answerer: Answerer, handled: HandledEvents) -> None:
        self._answerer = answerer
        self._handled = handled

    def take(self, asked: Asked, thread: Thread) -> None:
        """Replies to `asked` in `thread`, unless the message was taken before."""
        if not self._handled.claim(asked.event_id, channel=asked.channel, ts=asked.ts):
            logger.info("question delivered again", extra={"event_id": asked.event_id})
            return
        thread.show_working()
        started = time.monotonic()
        thread.post(self._reply_to(asked))
        logger.info(
            "question replied to",
            extra={"event_id": asked.event_id, "ms": round(1000 * (time.monotonic() - started))},
        )

    def _reply_to(self, asked: Asked) -> Message:
        if not asked.text:
            return plain_message(GREETING)
        try:
            answer = self._answerer.answer(asked.text, thread=f"{asked.channel}:{asked.root}", user=asked.user)
            return answer_message(answer)
        # the one place where an accepted question is kept from ending in silence
        except Exception as error:  # noqa: BLE001
            return error_message(words_for(error))
