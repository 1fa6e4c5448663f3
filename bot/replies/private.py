"""Replies that one person sees: by the address that came with the question, as ephemeral or as direct messages."""

import logging
from collections.abc import Callable
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.blocks.messages import Message
from bot.question import Question
from bot.replies.clients import CALL_SECONDS, again, once
from bot.replies.ladder import Rung, climb_down
from bot.replies.remarks import with_remark
from bot.replies.troubles import AFTER_SILENCE_S, BLOCKS_REFUSED, LONGEST_WAIT_S, Refused, TryLater, call
from bot.words import why_elsewhere

logger = logging.getLogger(__name__)


def show_to_one(client: WebClient, question: Question, message: Message) -> None:
    """Shows `message` to who is to see it, in the place if that can be. Raises TryLater, Refused."""
    try:
        if question.place.response_url:
            _respond(question.place.response_url, question.place.root, message)
        else:
            show_ephemeral(client, question, message)
        return
    except Refused as refusal:
        logger.info("reply not taken there", extra={"key": question.key, "error": refusal.error})
        refused = refusal
    if question.place.response_url and question.place.channel:
        try:
            show_ephemeral(client, question, message)
            return
        except Refused as refusal:
            refused = refusal
    show_elsewhere(client, question, message, refused)


def show_ephemeral(client: WebClient, question: Question, message: Message) -> None:
    """In the channel or thread, until the person's Slack is closed. Raises TryLater, Refused."""
    place = question.place
    if not place.channel:
        raise Refused("channel_not_found")

    def send(rung: Rung) -> object:
        return call(
            once(client).chat_postEphemeral,
            channel=place.channel,
            user=place.only_to or question.user,
            thread_ts=place.root,
            text=message.text,
            blocks=rung.blocks,
        )

    climb_down(message, send)


def show_elsewhere(client: WebClient, question: Question, message: Message, refusal: Refused) -> None:
    """As a direct message that says why it comes there. Raises TryLater, Refused."""
    place = question.place
    if place.channel.startswith("D"):
        raise refusal
    told = with_remark(message, why_elsewhere(place.channel, refusal.error)) if place.channel else message
    person = place.only_to or question.user
    direct = str(call(again(client).conversations_open, users=person)["channel"]["id"])

    def send(rung: Rung) -> object:
        return call(
            once(client).chat_postMessage,
            channel=direct,
            text=told.text,
            blocks=rung.blocks,
            unfurl_links=False,
            unfurl_media=False,
        )

    climb_down(told, send)


def _respond(address: str, root: str | None, message: Message) -> None:
    # without handlers: the SDK's own would send twice what was cut off
    webhook = WebhookClient(address, timeout=CALL_SECONDS, retry_handlers=[])

    def send(rung: Rung) -> object:
        body = {
            "response_type": "ephemeral",
            "replace_original": False,
            "text": message.text,
            **({"blocks": list(rung.blocks)} if rung.blocks else {}),
            **({"thread_ts": root} if root else {}),
        }
        return _answered(lambda: webhook.send_dict(body))

    climb_down(message, send)


def _answered(send: Callable[[], WebhookResponse]) -> object:
    try:
        response = send()
    except (OSError, HTTPException, ValueError) as error:
        raise TryLater(AFTER_SILENCE_S, unsure=True, why=type(error).__name__) from error
    if response.status_code == 200:
        return response
    if response.status_code == 429:
        headers = {name.lower(): value for name, value in response.headers.items()}
        told = str(headers.get("retry-after", "1"))
        raise TryLater(min(float(told), LONGEST_WAIT_S) if told.isdigit() else 1, why="ratelimited")
    if response.status_code >= 500:
        raise TryLater(AFTER_SILENCE_S, unsure=True, why=str(response.status_code))
    code = next((code for code in BLOCKS_REFUSED if code in response.body), response.body[:40])
    raise Refused(code)
