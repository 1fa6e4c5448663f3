"""What the assistant asks a workspace for, each with its reason."""

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.serving.paths import EVENTS_PATH, REDIRECT_PATH

MANIFEST = Path(__file__).parent.parent / "manifest.json"

SCOPES: Mapping[str, str] = {
    "app_mentions:read": "hear questions that mention it",
    "assistant:write": "be an agent: prompts, a sign while it works, the stop button",
    "channels:history": "hear follow-ups in threads of public channels, and look whether an answer arrived",
    "chat:write": "answer",
    "commands": "offer `/escalations` and the shortcuts",
    "files:write": "send a chart as a picture where Slack refuses its own",
    "groups:history": "do in private channels what `channels:history` lets it do in public ones",
    "im:history": "hear direct messages",
    "im:write": "answer in private where it is not in the channel",
    "usergroups:read": "know who is in a user group that the access file names",
    "users:read": "tell members from guests, strangers and other apps",
}
"""Every scope of the manifest, and what it is needed for: the assistant could not … without it."""


def manifest() -> Mapping[str, Any]:
    """What a Slack app is made from, for Socket Mode."""
    read: Mapping[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return read


def missing_scopes(granted: Collection[str]) -> Sequence[str]:
    """The scopes that the assistant needs and was not given, in alphabetical order."""
    return sorted(set(SCOPES) - set(granted))


def lacking(missing: Sequence[str]) -> str:
    """What cannot be done without these scopes, as one clause."""
    return "; ".join(f"{scope} to {SCOPES[scope]}" for scope in missing)


def manifest_for(url: str) -> Mapping[str, Any]:
    """The manifest of an app that Slack calls at `url`, such as https://cases.example.com, and others may install."""
    made: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    events = {"request_url": url.rstrip("/") + EVENTS_PATH}
    settings = made["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"] = events | settings["event_subscriptions"]
    settings["interactivity"] = settings["interactivity"] | events
    for command in made["features"]["slash_commands"]:
        command["url"] = events["request_url"]
    made["oauth_config"]["redirect_urls"] = [url.rstrip("/") + REDIRECT_PATH]
    return made
