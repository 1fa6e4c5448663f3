"""Slack's events in our words."""

from collections.abc import Mapping
from typing import Any

from bot.blocks.mrkdwn import question_in
from bot.reception import Asked

SUBTYPES_OF_PEOPLE = (None, "file_share", "thread_broadcast")
"""Other subtypes tell of edits, deletions, joins and posts of apps."""


def from_person(event: Mapping[str, Any]) -> bool:
    """Whether a person wrote this message, and not an app or Slack itself."""
    return bool(event.get("user")) and not event.get("bot_id") and event.get("subtype") in SUBTYPES_OF_PEOPLE


def direct_question(event: Mapping[str, Any]) -> bool:
    """Whether a person wrote this to the assistant alone."""
    return event.get("channel_type") == "im" and from_person(event)


def asked_in(body: Mapping[str, Any], bot_user_id: str | None) -> Asked:
    """The question in an `app_mention` or a direct `message`."""
    event = body["event"]
    return Asked(
        event_id=body["event_id"],
        channel=event["channel"],
        ts=event["ts"],
        root=event.get("thread_ts") or event["ts"],
        user=event["user"],
        text=question_in(event.get("text") or "", bot_user_id),
    )
