"""Replies that everybody in the thread sees: streamed where Slack streams, else posted, and finished wherever an
earlier attempt has left them."""

import logging
import time
from threading import Lock

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.blocks.messages import Message
from bot.replies.clients import again, once
from bot.replies.ladder import Rung, climb_down
from bot.replies.looking import metadata_of, reply_in_thread
from bot.replies.pictures import send_picture
from bot.replies.remarks import with_remark
from bot.replies.replies import Delivery, Told
from bot.replies.troubles import AFTER_SILENCE_S, GONE, Refused, TryLater, call
from bot.words import MAYBE_AGAIN

logger = logging.getLogger(__name__)

NOT_STREAMED_S = 600.0
"""For so long nothing is streamed in a channel where Slack refused that."""


class PublicReplies:
    """Puts a reply into its thread, exactly once. May be shared between threads."""

    def __init__(self) -> None:
        self._not_streamed_until: dict[str, float] = {}
        self._held: set[str] = set()
        self._lock = Lock()

    def put(self, client: WebClient, delivery: Delivery, told: Told) -> str:
        """The ts of the message with the reply. Raises TryLater, after which it goes on from where it was; Refused."""
        try:
            ts = self._put(client, delivery, told)
        except Refused:
            self._let_go(delivery.into)
            raise
        self._let_go(delivery.into)
        return ts

    def reserve(self, ts: str) -> None:
        """No other reply takes up the stream `ts` until the one that was begun in it is there."""
        with self._lock:
            self._held.add(ts)

    def _put(self, client: WebClient, delivery: Delivery, told: Told) -> str:
        if delivery.unsure and delivery.into is None and (ts := self._found(client, delivery)) is not None:
            return ts
        if delivery.into is None:
            return self._begin(client, delivery, told)
        try:
            return _finish(client, delivery, delivery.into)
        except Refused as refusal:
            # deleted, or of a kind that cannot be changed: then there is nothing yet that answers
            logger.warning("reply begun anew", extra={"key": delivery.question.key, "error": refusal.error})
            delivery.into, delivery.streamed = None, None
            if refusal.error not in GONE:
                return _post(client, delivery)
            return self._begin(client, delivery, told)

    def _begin(self, client: WebClient, delivery: Delivery, told: Told) -> str:
        if not self._may_stream(delivery):
            return _post(client, delivery)
        place, question = delivery.question.place, delivery.question
        delivery.begun_with = delivery.message.lead
        try:
            started = call(
                once(client).chat_startStream,
                channel=place.channel,
                thread_ts=place.root,
                markdown_text=delivery.message.lead,
                recipient_team_id=question.team,
                recipient_user_id=question.user,
            )
        except Refused as refusal:
            logger.info("not streamed", extra={"key": question.key, "error": refusal.error})
            if refusal.error not in GONE:  # of one thread that is gone, nothing is to be learned about the channel
                with self._lock:
                    self._not_streamed_until[place.channel] = time.monotonic() + NOT_STREAMED_S
            return _post(client, delivery)
        ts = str(started["ts"])
        delivery.into, delivery.streamed = ts, delivery.message.lead
        self.reserve(ts)
        delivery.message = told(ts) or delivery.message
        return _finish(client, delivery, ts)

    def _may_stream(self, delivery: Delivery) -> bool:
        place = delivery.question.place
        if not delivery.message.lead or place.root is None:
            return False
        with self._lock:
            return time.monotonic() >= self._not_streamed_until.get(place.channel, 0.0)

    def _found(self, client: WebClient, delivery: Delivery) -> str | None:
        """The ts of a reply that went out before, whatever was heard of it; else a stream to finish is taken up."""
        lead = delivery.begun_with or delivery.message.lead
        try:
            with self._lock:
                held = frozenset(self._held)
            found = reply_in_thread(client, delivery.question, lead, held)
        except Refused as refusal:
            logger.warning("cannot look for a reply", extra={"key": delivery.question.key, "error": refusal.error})
            delivery.message = with_remark(delivery.message, MAYBE_AGAIN)
            found = None
        if found is not None and found.ending is None:
            self._hold(found.ts)
            delivery.into = found.ts
        delivery.unsure = False
        if found is None or found.ending is None:
            return None
        delivery.ending = found.ending
        return found.ts

    def _hold(self, ts: str) -> None:
        """The stream `ts` is taken up by one reply alone: two in a thread may begin with the same words."""
        with self._lock:
            if ts in self._held:
                raise TryLater(AFTER_SILENCE_S, unsure=True, why="stream taken up by another reply")
            self._held.add(ts)

    def _let_go(self, ts: str | None) -> None:
        with self._lock:
            self._held.discard(ts or "")


def _post(client: WebClient, delivery: Delivery) -> str:
    place, message = delivery.question.place, delivery.message

    def send(rung: Rung) -> SlackResponse:
        return call(
            once(client).chat_postMessage,
            channel=place.channel,
            thread_ts=place.root,
            text=message.text,
            blocks=rung.blocks,
            metadata=metadata_of(delivery.question, delivery.ending),
            unfurl_links=False,
            unfurl_media=False,
        )

    posted, rung = climb_down(message, send)
    if rung.draws:
        send_picture(client, delivery.question, message)
    return str(posted["ts"])


def _finish(client: WebClient, delivery: Delivery, ts: str) -> str:
    """Makes the message `ts` the whole reply, by calls that do no harm when they are made again."""
    message = delivery.message
    if delivery.streamed is not None and delivery.streamed == message.lead:
        try:
            _stop_stream(client, delivery, ts, message)
            return ts
        except Refused as refusal:
            logger.info("stream not ended with blocks", extra={"key": delivery.question.key, "error": refusal.error})
    _replace(client, delivery, ts)
    return ts


def _stop_stream(client: WebClient, delivery: Delivery, ts: str, message: Message | None) -> None:
    call(
        again(client).chat_stopStream,
        channel=delivery.question.place.channel,
        ts=ts,
        blocks=(list(message.below) or None) if message else None,
        metadata=metadata_of(delivery.question, delivery.ending),
        session_status="active",
    )


def _replace(client: WebClient, delivery: Delivery, ts: str) -> None:
    """Puts the reply in the place of what the message holds; if that is a stream, it is ended before."""
    try:
        _stop_stream(client, delivery, ts, None)
    except Refused as refusal:  # it is none, or none any more
        logger.debug("no stream to end", extra={"error": refusal.error})

    def send(rung: Rung) -> SlackResponse:
        return call(
            again(client).chat_update,
            channel=delivery.question.place.channel,
            ts=ts,
            text=delivery.message.text,
            blocks=list(rung.blocks or ()),
            metadata=metadata_of(delivery.question, delivery.ending),
        )

    _, rung = climb_down(delivery.message, send)
    if rung.draws:
        send_picture(client, delivery.question, delivery.message)
