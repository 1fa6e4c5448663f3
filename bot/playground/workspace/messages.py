"""Messages and where they stand: in a channel, in a thread, or before one reader only."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bot.playground.workspace import ids
from bot.playground.workspace.rich_text import rich_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A posted message; `ts` is its id within `channel`. `root` is the ts of the thread that it replies in.

    `only_to` is the one reader of an ephemeral message. `tasks` are what a stream told of its work.
    """

    channel: str
    ts: str = ""
    user: str
    text: str
    blocks: Sequence[Mapping[str, Any]] = ()
    root: str | None = None
    team: str = ids.TEAM_ID
    bot_id: str | None = None
    app_id: str | None = None
    subtype: str | None = None
    edited_at: str | None = None
    metadata: Mapping[str, Any] | None = None
    files: Sequence[Mapping[str, Any]] = ()
    attachments: Sequence[Mapping[str, Any]] = ()
    tasks: Sequence[Mapping[str, Any]] = ()
    is_streaming: bool = False
    only_to: str | None = None

    def as_json(self, *, with_metadata: bool = False) -> dict[str, Any]:
        """As Slack writes it in answers and events; metadata has to be asked for."""
        optional = {
            "subtype": self.subtype,
            "blocks": list(self.blocks) if self.bot_id else rich_text(self.text),
            "attachments": list(self.attachments),
            "thread_ts": self.root,
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "edited": {"user": self.user, "ts": self.edited_at} if self.edited_at else None,
            "files": list(self.files),
            "metadata": self.metadata if with_metadata else None,
        }
        return {
            "type": "message",
            "user": self.user,
            "text": self.text,
            "ts": self.ts,
            "team": self.team,
            **{name: value for name, value in optional.items() if value},
        }


class Messages:
    """All messages of a workspace, found without looking at the others."""

    def __init__(self) -> None:
        self._all: dict[tuple[str, str], Message] = {}
        # dicts as sets that keep their order
        self._mains: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._threads: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._latest: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def add(self, message: Message) -> None:
        """The message has its ts already, and no other one in its channel has the same."""
        channel, ts = message.channel, message.ts
        self._all[channel, ts] = message
        self._latest[channel][ts] = None
        if message.root is None:
            self._mains[channel][ts] = None
        else:
            self._threads[channel, message.root][ts] = None

    def replace(self, message: Message) -> None:
        """Puts `message` in the place of the one with its channel and ts."""
        self._all[message.channel, message.ts] = message

    def remove(self, message: Message) -> None:
        """Replies below it stay, as in Slack."""
        del self._all[message.channel, message.ts]
        del self._latest[message.channel][message.ts]
        where = self._mains[message.channel] if message.root is None else self._threads[message.channel, message.root]
        del where[message.ts]

    def find(self, channel: str, ts: str) -> Message | None:
        """The message, None if there is none."""
        return self._all.get((channel, ts))

    def mains(self, channel: str) -> Iterator[Message]:
        """The messages that are no replies, the newest first."""
        return (self._all[channel, ts] for ts in reversed(self._mains[channel]))

    def replies(self, channel: str, root: str) -> list[Message]:
        """What stands below the message `root`, the oldest first."""
        return [self._all[channel, ts] for ts in self._threads.get((channel, root), ())]

    def thread(self, channel: str, root: str) -> list[Message]:
        """The root and its replies, the oldest first; empty when there is no such root."""
        first = self.find(channel, root)
        return [first, *self.replies(channel, root)] if first else []

    def latest(self, channel: str, count: int) -> list[Message]:
        """The newest `count` messages of a channel, replies included, the oldest first."""
        newest = list(islice(reversed(self._latest[channel]), count))
        return [self._all[channel, ts] for ts in reversed(newest)]

    def count(self, channel: str) -> int:
        """How many messages the channel has, replies included."""
        return len(self._latest.get(channel, ()))

    def __iter__(self) -> Iterator[Message]:
        return iter(self._all.values())
