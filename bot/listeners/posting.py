"""Replies that a listener posts itself: each once, also where Slack leaves open whether it took one."""

import logging
import time
from dataclasses import replace

from slack_sdk import WebClient

from bot.blocks.messages import Message
from bot.inbox.inbox import Ending
from bot.question import Question
from bot.replies.public import PublicReplies
from bot.replies.replies import Delivery
from bot.replies.troubles import TryLater

logger = logging.getLogger(__name__)

TRIES = 4
LONGEST_WAIT_S = 5.0
"""A listener that waits longer keeps clicks from being served."""


def post_once(client: WebClient, question: Question, message: Message, ending: Ending) -> str:
    """The ts of the message, which tells what it replies to, so that it can be found again.

    Raises Refused; TryLater when Slack asks for more patience than a listener has.
    """
    # without a lead it is posted in one piece
    delivery = Delivery(question=question, message=replace(message, lead=""), ending=ending)
    for _ in range(TRIES - 1):
        try:
            return _put(client, delivery)
        except TryLater as later:
            if later.seconds > LONGEST_WAIT_S:
                raise
            logger.info("posted again", extra={"key": question.key, "why": later.why})
            time.sleep(later.seconds)
    return _put(client, delivery)


def _put(client: WebClient, delivery: Delivery) -> str:
    try:
        return PublicReplies().put(client, delivery, lambda ts: None)
    except TryLater as later:
        delivery.unsure = delivery.unsure or later.unsure
        raise
