"""The app's manifest, which the workspace installs: what it may do, and what it is told."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST = Path(__file__).parents[2] / "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest as it stands in its file; what is not in it, the app does not have."""

    content: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path = MANIFEST) -> "Manifest":
        """The app's own one unless `path` is given."""
        return cls(content=json.loads(path.read_text()))

    @property
    def assistant(self) -> str:
        """What the app's user is called."""
        return str(self._features.get("bot_user", {}).get("display_name", "assistant"))

    @property
    def scopes(self) -> Sequence[str]:
        """What the bot token may do."""
        return list(self.content.get("oauth_config", {}).get("scopes", {}).get("bot", []))

    @property
    def events(self) -> frozenset[str]:
        """What the app is told, such as `message.im`."""
        return frozenset(self._settings.get("event_subscriptions", {}).get("bot_events", []))

    @property
    def commands(self) -> Sequence[Mapping[str, Any]]:
        return list(self._features.get("slash_commands", []))

    @property
    def shortcuts(self) -> Sequence[Mapping[str, Any]]:
        return list(self._features.get("shortcuts", []))

    @property
    def is_agent(self) -> bool:
        """Whether it has the agent's view, where prompts belong to the conversation and to no thread."""
        return "agent_view" in self._features

    @property
    def prompts(self) -> Sequence[Mapping[str, str]]:
        """What the agent's view suggests until the app suggests something."""
        return list(self._features.get("agent_view", {}).get("suggested_prompts", []))

    @property
    def has_home(self) -> bool:
        return bool(self._features.get("app_home", {}).get("home_tab_enabled"))

    @property
    def has_messages(self) -> bool:
        return bool(self._features.get("app_home", {}).get("messages_tab_enabled"))

    @property
    def is_interactive(self) -> bool:
        return bool(self._settings.get("interactivity", {}).get("is_enabled"))

    @property
    def _features(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.content.get("features", {})
        return found

    @property
    def _settings(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.content.get("settings", {})
        return found
