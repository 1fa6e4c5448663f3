"""The Events API payloads that a message gives rise to."""

from typing import Any
from uuid import uuid4

from bot.playground.state import APP_ID, BOT_USER_ID, TEAM_ID, Channel, Message

MENTION = f"<@{BOT_USER_ID}>"


def events_of(message: Message, channel: Channel) -> list[dict[str, Any]]:
    """A `message` event, and its twin `app_mention` where the app is mentioned in a channel."""
    event = {**message.as_json(), "channel": channel.id, "event_ts": message.ts}
    twins = [{**event, "channel_type": channel.kind}]
    if channel.direct_to is None and MENTION in message.text:
        twins.append({**event, "type": "app_mention"})
    return [callback(twin) for twin in twins]


def callback(event: dict[str, Any]) -> dict[str, Any]:
    """`event` in the envelope that Slack sends it in, with an id of its own."""
    return {
        "type": "event_callback",
        "team_id": TEAM_ID,
        "api_app_id": APP_ID,
        "event": event,
        "event_id": f"Ev{uuid4().hex[:10].upper()}",
        "event_time": int(float(event["event_ts"])),
        "authorizations": [
            {"enterprise_id": None, "team_id": TEAM_ID, "user_id": BOT_USER_ID, "is_bot": True},
        ],
        "is_ext_shared_channel": False,
    }
