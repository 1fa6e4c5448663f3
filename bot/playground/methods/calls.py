"""A call of the Web API: its arguments, what it needs of its surroundings, and what a method is."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.playground.state import Message
from bot.playground.workspace.refusals import Refused

Body = dict[str, Any]

JSON_ARGUMENTS = frozenset(
    ["attachments", "blocks", "chunks", "files", "loading_messages", "message", "metadata", "prompts", "view"]
)
"""Arguments that are JSON even where the others are form fields."""


class Arguments(dict[str, Any]):
    """What a call was given, with what came as JSON text inside a form as values."""

    @classmethod
    def parsed(cls, raw: Mapping[str, Any]) -> "Arguments":
        """Raises Refused when something that has to be JSON is none."""
        try:
            return cls({name: _value(name, value) for name, value in raw.items() if value is not None})
        except ValueError:
            raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] invalid JSON"]}) from None

    def text(self, name: str) -> str:
        """Empty when it was not given."""
        return str(self.get(name) or "")

    def needed(self, name: str) -> str:
        """Raises Refused when it was not given."""
        if not self.text(name):
            raise missing(name)
        return self.text(name)

    def flag(self, name: str) -> bool:
        return str(self.get(name, "")).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """Raises Refused when it is none."""
        try:
            return int(self.get(name) or default)
        except ValueError:
            raise Refused("invalid_arguments", response_metadata={"messages": [f"[ERROR] {name}"]}) from None

    def listed(self, name: str) -> list[str]:
        """What came as a list, or as text with commas."""
        value = self.get(name) or []
        return [part for part in value.split(",") if part] if isinstance(value, str) else [str(part) for part in value]


class Surroundings(Protocol):
    """What the Web API needs beside the workspace."""

    @property
    def origin(self) -> str:
        """What the stand-in's addresses begin with, without a slash at the end."""

    @property
    def socket_url(self) -> str:
        """A new websocket address that can be opened once."""

    def now(self) -> float:
        """Seconds since 1970."""

    def posted(self, message: Message) -> None:
        """Tells the app of a message that was posted."""

    def changed(self, message: Message, before: Message) -> None:
        """Tells the app of a message that is no longer as it was `before`."""

    def deleted(self, message: Message) -> None:
        """Tells the app of a message that is gone."""

    def later(self, seconds: float, do: Callable[[], object]) -> None:
        """Does it after a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """`scopes` are alternatives, one of which is needed; empty: any token of the right kind will do.

    `per_minute` is how many calls Slack takes in a minute where it counts them.
    """

    do: Callable[[Arguments], Body]
    scopes: Sequence[str] = ()
    per_minute: int = 50


Methods = Mapping[str, Method]


def missing(name: str) -> Refused:
    """As Slack says that an argument was not given."""
    return Refused("invalid_arguments", response_metadata={"messages": [f"[ERROR] missing required field: {name}"]})


def _value(name: str, value: Any) -> Any:  # noqa: ANN401  JSON holds anything
    return json.loads(value) if name in JSON_ARGUMENTS and isinstance(value, str) and value else value
