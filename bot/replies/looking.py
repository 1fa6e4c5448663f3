"""Whether a reply is there already, as the thread itself shows it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.inbox.inbox import Ending
from bot.question import Question
from bot.replies.clients import again
from bot.replies.replies import Found
from bot.replies.troubles import Refused, call

EVENT_TYPE = "groundswell_reply"
_PAGE, _MOST_PAGES = 200, 10


def metadata_of(question: Question, ending: Ending) -> Mapping[str, Any]:
    """What each message that answers carries, unseen by people."""
    return {"event_type": EVENT_TYPE, "event_payload": {"question": question.key, "ending": ending.value}}


def reply_in_thread(client: WebClient, question: Question, lead: str = "", taken: Collection[str] = ()) -> Found | None:
    """The reply to the question, or a stream that was begun with `lead` and is none of those `taken`, by their ts.

    Raises TryLater; Refused where the messages may not be read.
    """
    begun = None
    for message in _messages(client, question):
        payload = _payload(message)
        if payload is not None and payload.get("question") == question.key:
            return Found(ts=message["ts"], ending=_ending(payload))
        if payload is None and begun is None and message["ts"] not in taken and _is_stream_of(lead, message):
            begun = Found(ts=message["ts"], ending=None)
    return begun


def _messages(client: WebClient, question: Question) -> Iterator[dict[str, Any]]:
    """Those of the thread, or of the channel, since the question was asked."""
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        page = _page(client, question, cursor)
        yield from page.get("messages") or []
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if cursor is None:
            return


def _page(client: WebClient, question: Question, cursor: str | None) -> SlackResponse:
    reader, place = again(client), question.place
    wanted = {
        "channel": place.channel,
        "oldest": _asked_at(question),
        "include_all_metadata": True,
        "limit": _PAGE,
        "cursor": cursor,
    }
    if place.root is None:
        return call(reader.conversations_history, **wanted)
    try:
        return call(reader.conversations_replies, ts=place.root, **wanted)
    except Refused as refusal:
        if refusal.error == "thread_not_found":  # its first message was deleted
            return call(reader.conversations_history, **wanted)
        raise


def _asked_at(question: Question) -> str | None:
    """The ts of the question's own message, which is the end of its key; None for what was no message."""
    ts = question.key.rpartition(":")[2]
    return ts if "." in ts and ts.replace(".", "", 1).isdigit() else None


def _payload(message: Mapping[str, Any]) -> Mapping[str, Any] | None:
    metadata = message.get("metadata") or {}
    return metadata.get("event_payload") or {} if metadata.get("event_type") == EVENT_TYPE else None


def _ending(payload: Mapping[str, Any]) -> Ending:
    try:
        return Ending(payload.get("ending", Ending.ANSWERED))
    except ValueError:  # of a newer version
        return Ending.ANSWERED


def _is_stream_of(lead: str, message: Mapping[str, Any]) -> bool:
    """Slack writes the markup of streamed text in its own way, so only letters and digits are held against each other.

    A stream takes its metadata when it ends, so one that was cut off has none.
    """
    is_ours = bool(lead and message.get("bot_id")) and not message.get("files")
    return is_ours and _letters(message.get("text")) == _letters(lead)


def _letters(text: str | None) -> str:
    return "".join(character for character in text or "" if character.isalnum())
