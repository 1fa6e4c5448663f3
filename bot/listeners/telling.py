"""Telling one person something that nobody else sees."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.blocks.messages import Message, error_message, plain_message
from bot.listeners.payloads.clicks import Asker
from bot.replies.clients import CALL_SECONDS
from bot.replies.ladder import rungs
from bot.replies.troubles import BLOCKS_REFUSED
from bot.words import words_for

logger = logging.getLogger(__name__)

TROUBLES = (SlackApiError, SlackClientError, OSError)


def say(client: WebClient, who: Asker, sentence: str) -> None:
    """One sentence of our own."""
    tell(client, who, plain_message(sentence))


def tell(client: WebClient, who: Asker, message: Message) -> None:
    """By the response URL, else as an ephemeral message, else as a direct message; logs where none of them goes."""
    for way in (_by_response_url, _as_ephemeral, _as_direct_message):
        try:
            if way(client, who, message):
                return
        except TROUBLES as error:
            logger.info("not told this way", extra={"way": way.__name__, "error": code_of(error)})
    logger.warning("not told", extra={"team": who.team, "user": who.user})


@contextmanager
def telling(client: WebClient, who: Asker) -> Iterator[None]:
    """Whatever goes wrong in the block is told: nobody who clicks or types waits for nothing."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  a click is kept here from ending in silence
        tell(client, who, error_message(words_for(error)))


def code_of(error: BaseException) -> str:
    """What Slack calls the error, else its type."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error", "")) or type(error).__name__
    return type(error).__name__


def in_forms(message: Message, send: Callable[[Message], bool]) -> bool:
    """Whether Slack took the message in the best form that it takes."""
    for rung in rungs(message):
        try:
            return send(Message(text=message.text, blocks=rung.blocks or ()))
        except SlackApiError as error:
            if error.response.get("error") not in BLOCKS_REFUSED or rung.blocks is None:
                raise
            logger.warning("blocks refused", extra={"problems": error.response.get("errors")})
    return False


def _by_response_url(client: WebClient, who: Asker, message: Message) -> bool:
    return who.response_url is not None and by_response_url(who, message, response_type="ephemeral")


def by_response_url(who: Asker, message: Message, *, response_type: str) -> bool:
    """Whether the address took the message, as one of its own beside the one it came from; it takes five."""
    if who.response_url is None:
        return False
    for rung in rungs(message):
        body = {
            "text": message.text,
            "response_type": response_type,
            "replace_original": False,
            **({"thread_ts": who.root} if who.root else {}),
            **({"blocks": list(rung.blocks)} if rung.blocks else {}),
        }
        # without handlers: the SDK's own would send twice what was cut off
        answer = WebhookClient(who.response_url, timeout=CALL_SECONDS, retry_handlers=[]).send_dict(body)
        if answer.status_code == 200:
            return True
        if not any(code in answer.body for code in BLOCKS_REFUSED):
            logger.info("response address refused", extra={"status": answer.status_code})
            return False
    return False


def _as_ephemeral(client: WebClient, who: Asker, message: Message) -> bool:
    def send(form: Message) -> bool:
        client.chat_postEphemeral(
            channel=who.channel, user=who.user, thread_ts=who.root, text=form.text, blocks=form.blocks or None
        )
        return True

    return bool(who.channel) and in_forms(message, send)


def _as_direct_message(client: WebClient, who: Asker, message: Message) -> bool:
    def send(form: Message) -> bool:
        client.chat_postMessage(channel=who.user, text=form.text, blocks=form.blocks or None)
        return True

    return in_forms(message, send)
