"""One workspace with one app in it: what it holds, and what of it changes together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.playground.workspace.changes import Changes
from bot.playground.workspace.channels import Channel, direct_channel, first_channels
from bot.playground.workspace.files import Files
from bot.playground.workspace.ids import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, TEAM_NAME
from bot.playground.workspace.manifest import Manifest
from bot.playground.workspace.messages import Message, Messages
from bot.playground.workspace.people import first_groups, first_people
from bot.playground.workspace.permits import ResponseUrls, Triggers
from bot.playground.workspace.views import Views

__all__ = ["APP_ID", "BOT_ID", "BOT_USER_ID", "TEAM_ID", "TEAM_NAME", "Channel", "Message", "Workspace"]

Place = tuple[str, str]
"""A channel and a ts in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is shown beside a thread that is being answered."""

    text: str
    loading: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An agent's work in one thread: active, processing, suspended or closed."""

    status: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """What the app suggests to ask in a conversation."""

    title: str
    prompts: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that Slack itself tells one person."""

    id: str
    user: str
    text: str


class Workspace:
    """Not safe between threads: one event loop owns it."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self.people = dict(first_people(manifest.assistant))
        self.groups = dict(first_groups())
        self.channels = dict(first_channels())
        self.messages = Messages()
        self.ephemerals: defaultdict[str, dict[Place, Message]] = defaultdict(dict)
        self.statuses: dict[Place, Status] = {}
        self.sessions: dict[Place, Session] = {}
        self.prompts: dict[str, Prompts] = {}
        self.reactions: dict[tuple[str, str, str], set[str]] = {}
        self.notices: list[Notice] = []
        self.views = Views()
        self.triggers = Triggers()
        self.response_urls = ResponseUrls()
        self.files = Files()
        self.changes = Changes()
        self._noticed = 0
        self._last_instant = 0

    def post(self, message: Message, at: float) -> Message:
        """Adds `message`, dated `at` in seconds since 1970. The app's reply ends the status shown in its thread."""
        posted = replace(message, ts=self.fresh_ts(at))
        if posted.only_to:
            self.ephemerals[posted.only_to][posted.channel, posted.ts] = posted
        else:
            self.messages.add(posted)
        if posted.bot_id == BOT_ID and posted.root:
            self.statuses.pop((posted.channel, posted.root), None)
        self.changes.note()
        return posted

    def update(self, message: Message) -> Message:
        """Puts `message` in the place of the one with its channel and ts."""
        if message.only_to:
            self.ephemerals[message.only_to][message.channel, message.ts] = message
        else:
            self.messages.replace(message)
        self.changes.note()
        return message

    def remove(self, message: Message) -> None:
        if message.only_to:
            del self.ephemerals[message.only_to][message.channel, message.ts]
        else:
            self.messages.remove(message)
        self.changes.note()

    def shown(self, channel: str, ts: str) -> Message | None:
        """The message or ephemeral message, None if there is none."""
        private = (kept[channel, ts] for kept in self.ephemerals.values() if (channel, ts) in kept)
        return self.messages.find(channel, ts) or next(private, None)

    def ephemerals_of(self, user: str, channel: str | None = None) -> list[Message]:
        """What only `user` sees, the oldest first."""
        return [it for it in self.ephemerals.get(user, {}).values() if channel in (None, it.channel)]

    def open_direct(self, user: str) -> Channel:
        """The app's direct messages with `user`, the same ones every time."""
        channel = direct_channel(user)
        return self.channels.setdefault(channel.id, channel)

    def notify(self, user: str, text: str) -> None:
        """Tells `user` something in Slack's own name."""
        self._noticed += 1
        self.notices.append(Notice(id=f"N{self._noticed}", user=user, text=text))
        self.changes.note()

    def dismiss(self, user: str, notice: str) -> None:
        """`user` has read the notice."""
        self.notices = [it for it in self.notices if (it.user, it.id) != (user, notice)]
        self.changes.note()

    def fresh_ts(self, at: float) -> str:
        """An id that no message has, and later than those of all earlier ones."""
        self._last_instant = max(round(at * 1_000_000), self._last_instant + 1)
        return f"{self._last_instant // 1_000_000}.{self._last_instant % 1_000_000:06d}"
