"""The Events API payloads that messages and acts give rise to. Pure; https://docs.slack.dev/reference/events"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from bot.playground.state import Channel, Message
from bot.playground.workspace.ids import APP_ID, BOT_USER_ID, MENTION, TEAM_ID
from bot.playground.workspace.views import View

Event = dict[str, Any]


def posted(message: Message, channel: Channel) -> list[Event]:
    """A `message` event, and its twin `app_mention` where a person mentions the app in a channel."""
    event = {**_told(message), "channel": channel.id, "channel_type": channel.kind, "event_ts": message.ts}
    return [event, *_mention(message, channel, message.ts)]


def changed(message: Message, before: Message, channel: Channel, ts: str) -> list[Event]:
    """A message that reads otherwise than `before`; the event itself has the `ts`.

    Where a person edits a message that mentions the app, the mention is told again, with what was `edited`.
    """
    event = {
        "type": "message",
        "subtype": "message_changed",
        "message": _told(message),
        "previous_message": _told(before),
        "channel": channel.id,
        "channel_type": channel.kind,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
    }
    return [event, *_mention(message, channel, ts)] if message.text != before.text else [event]


def deleted(message: Message, channel: Channel, ts: str) -> Event:
    """A message that is gone."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": _told(message),
        "deleted_ts": message.ts,
        "channel": channel.id,
        "channel_type": channel.kind,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
    }


def home_opened(user: str, channel: Channel, tab: str, home: View | None, ts: str) -> Event:
    """Somebody looks at the app: `tab` is home or messages. The view comes along once there is one."""
    event = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab, "event_ts": ts}
    return {**event, "view": home.as_json()} if home and tab == "home" else event


def context_changed(user: str, channel: Channel, entities: Sequence[Mapping[str, Any]], ts: str) -> Event:
    """Somebody looks at something else while the agent is open beside it."""
    return {
        "type": "app_context_changed",
        "user": user,
        "channel": channel.id,
        "context": {"entities": list(entities)},
        "event_ts": ts,
    }


def stopped(user: str, place: tuple[str, str], streams: Sequence[str], ts: str) -> Event:
    """Somebody stopped the answer in the thread `place`; `streams` are those that Slack has ended."""
    return {
        "type": "agent_session_stopped",
        "channel": place[0],
        "thread_ts": place[1],
        "user": user,
        "streaming_message_ts": list(streams),
        "event_ts": ts,
    }


def uninstalled(ts: str) -> list[Event]:
    """The app was removed from the workspace."""
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER_ID]}, "event_ts": ts}
    return [revoked, {"type": "app_uninstalled", "event_ts": ts}]


def subscription(event: Event) -> str:
    """What an app subscribes to in order to be told."""
    if event["type"] != "message":
        return str(event["type"])
    return f"message.{ {'channel': 'channels', 'group': 'groups'}.get(event['channel_type'], event['channel_type']) }"


def callback(event: Event, channel: Channel | None) -> Event:
    """`event` in the envelope that Slack sends it in, with an id of its own."""
    is_shared = channel is not None and channel.is_shared
    return {
        "token": "local",
        "type": "event_callback",
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "event_id": f"Ev{uuid4().hex[:10].upper()}",
        "event_time": int(float(event["event_ts"])),
        "event_context": f"4-{uuid4().hex[:16]}",
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": BOT_USER_ID,
                "is_bot": True,
                "is_enterprise_install": False,
            },
        ],
        "is_ext_shared_channel": is_shared,
    }


def _mention(message: Message, channel: Channel, ts: str) -> list[Event]:
    """The `app_mention` of what a person says to the app in a channel; none of anything else."""
    if channel.direct_to is not None or MENTION not in message.text or message.user == BOT_USER_ID:
        return []
    return [{**_told(message), "type": "app_mention", "channel": channel.id, "event_ts": ts}]


def _told(message: Message) -> Event:
    """A message inside an event; what a person wrote has an id of the client, and where they are from if elsewhere."""
    body = message.as_json()
    if not message.bot_id:
        body["client_msg_id"] = str(uuid5(NAMESPACE_URL, f"{message.channel}/{message.ts}"))
    if message.team != TEAM_ID:
        body |= {"user_team": message.team, "source_team": message.team}
    return body
