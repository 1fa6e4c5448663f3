"""What Slack sends when somebody runs a command, clicks, or sends a form. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.playground.state import Channel, Message
from bot.playground.workspace.ids import APP_ID, TEAM_DOMAIN, TEAM_ID
from bot.playground.workspace.people import Person
from bot.playground.workspace.views import View

Payload = dict[str, Any]


def command(person: Person, channel: Channel, words: tuple[str, str], trigger_id: str, response_url: str) -> Payload:
    """`words` are the command with its slash, and the text behind it. All values are text, as in a form."""
    return {
        "token": "local",
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": words[0],
        "text": words[1],
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def from_person(kind: str, person: Person) -> Payload:
    """What every interaction begins with."""
    return {
        "type": kind,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team},
        "api_app_id": APP_ID,
        "token": "local",
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def of_message(message: Message, channel: Channel) -> Payload:
    """Where a click in a message was made. Slack does not send the content of ephemeral messages along."""
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_to is not None,
        **({"thread_ts": message.root} if message.root else {}),
    }
    place = {"container": container, "channel": {"id": channel.id, "name": channel_name(channel)}}
    return place if message.only_to else {**place, "message": message.as_json()}


def of_view(view: View) -> Payload:
    """Where a click in a view was made."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view.as_json()}


def action(element: Mapping[str, Any], block_id: str, given: Mapping[str, Any], ts: str) -> Payload:
    """What was done to an element: what it is, and what was entered or chosen."""
    kept = {name: element[name] for name in ("type", "action_id", "text", "style", "value") if name in element}
    return {**kept, "block_id": block_id, **given, "action_ts": ts}


def channel_name(channel: Channel) -> str:
    """As Slack names it to an app."""
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)
