"""A thread for a question that was asked in no thread: in a form, or in the App Home."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from slack_sdk import WebClient

from bot.blocks.elements import section
from bot.blocks.mrkdwn import escaped
from bot.listeners.payloads.messages import thread_of
from bot.listeners.telling import TROUBLES, code_of
from bot.question import Place, Question

logger = logging.getLogger(__name__)

QUOTED_CHARACTERS = 1000


def ask_in_new_thread(client: WebClient, question: Question, redacted: Callable[[str], str]) -> Question:
    """The question with the thread that its reply goes into, which begins with the question in a message of ours.

    There the question is `redacted`: whoever filled in a form need not have thought of who reads along.
    Where it cannot be asked in its channel, that is a direct message; where not even there, it stays as it is.
    """
    place = question.place
    openings: Sequence[tuple[str, str]] = (
        [(question.user, "You asked:")]
        if place.channel.startswith(("U", "W", "D"))
        else [
            (place.channel, f"<@{question.user}> asked:"),
            (question.user, f"I could not post in <#{place.channel}>: invite me there first. You asked:"),
        ]
    )
    for channel, opening in openings:
        try:
            return _begun(client, question, channel, f"{opening} {escaped(redacted(question.text), QUOTED_CHARACTERS)}")
        except TROUBLES as error:
            logger.info("thread not begun", extra={"key": question.key, "error": code_of(error)})
    return question


def _begun(client: WebClient, question: Question, channel: str, asked: str) -> Question:
    posted = client.chat_postMessage(channel=channel, text=asked, blocks=[section(asked)], unfurl_links=False)
    channel, root = str(posted["channel"]), str(posted["ts"])
    return replace(question, place=Place(channel=channel, root=root), thread=thread_of(channel, root))
