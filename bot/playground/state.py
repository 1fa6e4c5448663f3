"""What a workspace holds: people, channels, messages. No clock, no network; instants are handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

TEAM_ID = "T0LOCAL"
TEAM_NAME = "Local workspace"
APP_ID = "A0LOCAL"
BOT_ID = "B0LOCAL"
BOT_USER_ID = "U0GROUNDSWELL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member, or the app's own user."""

    id: str
    name: str
    is_bot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel that the app is in, or with `direct_to` its direct messages with that user."""

    id: str
    name: str
    direct_to: str | None = None

    @property
    def kind(self) -> str:
        """As events name it."""
        return "channel" if self.direct_to is None else "im"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A posted message; `ts` is its id within `channel`. `root` is the ts of the thread that it replies in."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: Sequence[Mapping[str, Any]] = ()
    root: str | None = None
    bot_id: str | None = None
    edited_at: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As Slack writes it in answers and events."""
        optional = {
            "blocks": list(self.blocks),
            "thread_ts": self.root,
            "bot_id": self.bot_id,
            "app_id": APP_ID if self.bot_id else None,
            "edited": {"user": self.user, "ts": self.edited_at} if self.edited_at else None,
        }
        return {
            "type": "message",
            "user": self.user,
            "text": self.text,
            "ts": self.ts,
            "team": TEAM_ID,
            **{name: value for name, value in optional.items() if value},
        }


class Workspace:
    """One workspace with one app in it. Not safe between threads: one event loop owns it."""

    def __init__(self) -> None:
        assistant = Person(id=BOT_USER_ID, name="groundswell", is_bot=True)
        people = [assistant, Person(id="U1ANA", name="ana"), Person(id="U2BEN", name="ben")]
        self.people = {person.id: person for person in people}
        channels = [Channel(id="C1SUPPORT", name="support"), Channel(id="C2BILLING", name="billing")]
        self.channels = {channel.id: channel for channel in channels}
        self.messages: list[Message] = []
        self.statuses: dict[tuple[str, str], str] = {}
        self.reactions: set[tuple[str, str, str]] = set()
        self._last_instant = 0

    def post(self, message: Message, at: float) -> Message:
        """Adds `message`, dated `at` in seconds since 1970. The app's reply ends the status shown in its thread."""
        posted = replace(message, ts=self._fresh_ts(at))
        self.messages.append(posted)
        if posted.bot_id and posted.root:
            self.statuses.pop((posted.channel, posted.root), None)
        return posted

    def update(self, message: Message) -> None:
        """Puts `message` in the place of the one with its channel and ts."""
        self.messages = [message if self._same(message, other) else other for other in self.messages]

    def find(self, channel: str, ts: str) -> Message | None:
        """The message, None if there is none."""
        return next((message for message in self.messages if (message.channel, message.ts) == (channel, ts)), None)

    def history(self, channel: str) -> list[Message]:
        """The channel's messages that are no replies, the oldest first."""
        return [message for message in self.messages if message.channel == channel and message.root is None]

    def thread(self, channel: str, root: str) -> list[Message]:
        """The root and its replies, the oldest first."""
        return [
            message for message in self.messages if message.channel == channel and root in (message.ts, message.root)
        ]

    def open_direct(self, user: str) -> Channel:
        """The app's direct messages with `user`, the same ones every time."""
        channel = Channel(id=f"D{user}", name=user, direct_to=user)
        return self.channels.setdefault(channel.id, channel)

    def _fresh_ts(self, at: float) -> str:
        self._last_instant = max(round(at * 1_000_000), self._last_instant + 1)
        return f"{self._last_instant // 1_000_000}.{self._last_instant % 1_000_000:06d}"

    @staticmethod
    def _same(one: Message, other: Message) -> bool:
        return (one.channel, one.ts) == (other.channel, other.ts)
