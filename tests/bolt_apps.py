"""A Bolt app of the tests' own against a LocalSlack, and the clients that a test asks with."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.local_slack import LocalSlack
from bot.playground.workspace.manifest import Manifest
from tests.slack_fixtures import PING_SECONDS

EVERY_SCOPE = [
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "users:read",
    "users:read.email",
]


EVERY_EVENT = [
    "agent_session_stopped",
    "app_context_changed",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.channels",
    "message.groups",
    "message.im",
    "tokens_revoked",
]


def generous_manifest(*, without: str | None = None, events: list[str] | None = None) -> Manifest:
    """The app's own manifest with every scope that the local Slack knows but `without`, and all events or `events`."""
    content = dict(Manifest.read().content)
    scopes = [scope for scope in EVERY_SCOPE if scope != without]
    told = EVERY_EVENT if events is None else events
    settings = {**content["settings"], "event_subscriptions": {"bot_events": told}}
    return Manifest(content={**content, "oauth_config": {"scopes": {"bot": scopes}}, "settings": settings})


def bot(slack: LocalSlack) -> WebClient:
    """A client that does not try again."""
    return WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def refusal(client: WebClient, method: str, **arguments: Any) -> str:  # noqa: ANN401  any field
    """The error that a call gets."""
    return str(refused(client, method, **arguments)["error"])


def refused(client: WebClient, method: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401  any field
    """The whole answer to a call that is refused."""
    with pytest.raises(SlackApiError) as error:
        client.api_call(method, json=arguments)
    found: Mapping[str, Any] = error.value.response.data
    return found


@contextmanager
def listening(slack: LocalSlack, register: Callable[[App], object]) -> Iterator[App]:
    """A Bolt app with what `register` adds to it, connected by Socket Mode until the block ends."""
    app = App(client=bot(slack))
    register(app)
    handler = SocketModeHandler(app, slack.app_token, ping_interval=PING_SECONDS)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt's own lacks a return type, here and below
    try:
        slack.wait_for_sockets()
        yield app
    finally:
        handler.close()  # type: ignore[no-untyped-call]


def plain(text: str) -> dict[str, str]:
    """A text object."""
    return {"type": "plain_text", "text": text}


def a_section(text: str = "x", **fields: object) -> dict[str, object]:
    """A block with a text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **fields}


def a_button(action_id: str = "press", value: str = "v") -> dict[str, object]:
    """A block with one button."""
    button = {"type": "button", "action_id": action_id, "value": value, "text": plain("Press")}
    return {"type": "actions", "elements": [button]}


def an_input(block_id: str = "words", action_id: str = "typed", **fields: object) -> dict[str, object]:
    """A block to type into."""
    element = {"type": "plain_text_input", "action_id": action_id, **fields}
    return {"type": "input", "block_id": block_id, "label": plain("Words"), "element": element}


def a_modal(*blocks: dict[str, object], callback_id: str = "form", **fields: object) -> dict[str, object]:
    """A modal that can be sent."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain("Form"),
        "submit": plain("Send"),
        "blocks": list(blocks or [an_input()]),
        **fields,
    }
