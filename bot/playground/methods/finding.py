"""What a call's arguments name, looked up: channels, people, messages. Each raises Refused as Slack would."""

from bot.playground.methods.calls import Arguments
from bot.playground.state import Channel, Message, Workspace
from bot.playground.workspace.ids import BOT_USER_ID
from bot.playground.workspace.people import Kind, Person
from bot.playground.workspace.refusals import Refused


class Finder:
    """Looks into one workspace with the eyes of the app."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def channel(self, arguments: Arguments, name: str = "channel") -> Channel:
        """A channel that the app can see: private ones only from inside."""
        channel = self._workspace.channels.get(arguments.needed(name))
        if channel is None or (channel.is_private and not channel.has_app):
            raise Refused("channel_not_found")
        return channel

    def joined(self, arguments: Arguments, name: str = "channel") -> Channel:
        """A channel that the app is in, though it may be archived."""
        channel = self.channel(arguments, name)
        if not channel.has_app:
            raise Refused("not_in_channel")
        return channel

    def writable(self, arguments: Arguments, name: str = "channel") -> Channel:
        """A channel that the app may post to."""
        channel = self.joined(arguments, name)
        if channel.is_archived:
            raise Refused("is_archived")
        return channel

    def addressed(self, arguments: Arguments) -> Channel:
        """As `writable`, where the id of a person or a channel's #name will do too."""
        wanted = arguments.needed("channel")
        if wanted in self._workspace.people:
            return self.direct(self._workspace.people[wanted])
        named = next((it for it in self._workspace.channels.values() if f"#{it.name}" == wanted), None)
        return self.writable(Arguments(channel=named.id) if named else arguments)

    def direct(self, person: Person) -> Channel:
        if person.kind is Kind.BOT:
            raise Refused("cannot_dm_bot")
        return self._workspace.open_direct(person.id)

    def person(self, arguments: Arguments, name: str = "user") -> Person:
        wanted = arguments.needed(name)
        if wanted not in self._workspace.people:
            raise Refused("user_not_found")
        return self._workspace.people[wanted]

    def root(self, arguments: Arguments, channel: Channel, error: str) -> str | None:
        """The ts of the thread's first message; None when no thread was named, `error` when there is none."""
        wanted = arguments.text("thread_ts")
        if not wanted:
            return None
        found = self._workspace.messages.find(channel.id, wanted)
        if found is not None:
            return found.root or found.ts
        if self._workspace.messages.replies(channel.id, wanted):
            return wanted  # its first message was deleted, the thread goes on
        raise Refused(error)

    def own_message(self, arguments: Arguments, error: str) -> Message:
        """A message of the app itself; `error` when it is somebody else's."""
        channel = self.joined(arguments)
        message = self._workspace.messages.find(channel.id, arguments.needed("ts"))
        if message is None:
            raise Refused("message_not_found")
        if message.user != BOT_USER_ID:
            raise Refused(error)
        return message
