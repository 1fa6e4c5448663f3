"""What the app is made from in Slack: what Slack takes, what the assistant needs, and what the README says of it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from bot.serving.scopes import MANIFEST, SCOPES, manifest, manifest_for

REPOSITORY = Path(__file__).parent.parent

NEEDED_BY_EVENT = {
    "agent_session_stopped": "assistant:write",
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}
"""Slack sends an event to an app with the scope; the ones that are not here need none."""


def text(longest: int) -> Mapping[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": longest}


def closed(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    properties = {**required, **(optional or {})}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def several(of: Mapping[str, Any], at_most: int) -> Mapping[str, Any]:
    return {"type": "array", "items": of, "maxItems": at_most, "uniqueItems": True}


YES_OR_NO = {"type": "boolean"}
ADDRESS = {"type": "string", "pattern": "^https://", "maxLength": 2500}
# https://github.com/slackapi/manifest-schema, version 2, as far as the manifest goes
TAKEN = closed(
    {
        "_metadata": closed({"major_version": {"const": 2}, "minor_version": {"const": 1}}),
        "display_information": closed(
            {"name": text(35), "description": text(140), "background_color": {"pattern": "^#[0-9a-fA-F]{6}$"}}
        ),
        "features": closed(
            {
                "agent_view": closed(
                    {
                        "agent_description": text(300),
                        "suggested_prompts": several(closed({"title": text(75), "message": text(3000)}), 4),
                    }
                ),
                "app_home": closed(
                    dict.fromkeys(
                        ("home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"), YES_OR_NO
                    )
                ),
                "bot_user": closed({"display_name": text(80), "always_online": YES_OR_NO}),
                "slash_commands": several(
                    closed(
                        {
                            "command": {"pattern": "^/[a-z]+$", "maxLength": 32},
                            "description": text(2000),
                            "usage_hint": text(1000),
                            "should_escape": YES_OR_NO,
                        },
                        {"url": ADDRESS},
                    ),
                    50,
                ),
                "shortcuts": several(
                    closed(
                        {
                            "name": text(24),
                            "type": {"enum": ["message", "global"]},
                            "callback_id": text(255),
                            "description": text(150),
                        }
                    ),
                    10,
                ),
            }
        ),
        "oauth_config": closed(
            {"scopes": closed({"bot": several(text(50), 255)})}, {"redirect_urls": several(ADDRESS, 9)}
        ),
        "settings": closed(
            {
                "event_subscriptions": closed({"bot_events": several(text(50), 100)}, {"request_url": ADDRESS}),
                "interactivity": closed({"is_enabled": YES_OR_NO}, {"request_url": ADDRESS}),
                "org_deploy_enabled": YES_OR_NO,
                "socket_mode_enabled": YES_OR_NO,
                "token_rotation_enabled": YES_OR_NO,
            }
        ),
    }
)


@pytest.mark.parametrize("made", [manifest(), manifest_for("https://cases.example.com/")], ids=["Socket Mode", "HTTP"])
def test_slack_takes_the_manifest(made: Mapping[str, Any]) -> None:
    assert [error.message for error in Draft7Validator(TAKEN).iter_errors(made)] == []


def test_the_manifest_asks_for_the_scopes_that_have_a_reason_and_for_no_other() -> None:
    asked = manifest()["oauth_config"]["scopes"]["bot"]

    assert asked == sorted(SCOPES)
    assert all(SCOPES.values())


def test_the_readme_gives_every_scope_with_the_same_reason() -> None:
    rows = re.findall(r"^\| `([a-z_]+:?[a-z]*)` \| (.+?) \|$", (REPOSITORY / "README.md").read_text(), re.MULTILINE)

    assert {name: reason for name, reason in rows if name in SCOPES} == dict(SCOPES)


def test_every_event_that_is_subscribed_to_may_be_heard() -> None:
    subscribed = manifest()["settings"]["event_subscriptions"]["bot_events"]

    assert subscribed == sorted(subscribed)
    assert [event for event in subscribed if NEEDED_BY_EVENT.get(event, "chat:write") not in SCOPES] == []


def test_the_manifest_at_the_root_is_the_same_file() -> None:
    assert (REPOSITORY / "manifest.json").resolve() == MANIFEST.resolve()


def test_by_http_everything_comes_to_one_address() -> None:
    made = manifest_for("https://cases.example.com/")

    address = "https://cases.example.com/slack/events"
    settings = made["settings"]
    assert settings["socket_mode_enabled"] is False
    assert {settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]} == {address}
    assert [command["url"] for command in made["features"]["slash_commands"]] == [address]
    assert made["oauth_config"]["redirect_urls"] == ["https://cases.example.com/slack/oauth_redirect"]
    assert made["oauth_config"]["scopes"] == manifest()["oauth_config"]["scopes"]
