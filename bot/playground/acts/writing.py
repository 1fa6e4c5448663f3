"""People write, edit and delete messages, and bring the app into a channel."""

import re
from dataclasses import replace

from bot.playground.acts.scene import Scene
from bot.playground.state import Channel, Message, Workspace
from bot.playground.workspace.files import File
from bot.playground.workspace.ids import BOT_USER_ID, MENTION
from bot.playground.workspace.refusals import Refused

NAMED = re.compile(r"([@#])([\w-]+)")


class Writing:
    """In one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def say(self, user: str, channel: str, text: str, thread: str | None = None) -> Message:
        """`user` posts `text` as Slack would send it on, in the thread below the message `thread` if given."""
        person, where = self._scene.person(user), self._open(user, channel)
        message = Message(
            channel=where.id,
            user=person.id,
            text=text,
            root=thread,
            team=person.team,
            bot_id=person.bot_id,
            app_id=person.app_id,
        )
        return self._post(message, where)

    def share(self, user: str, channel: str, file: File, text: str = "", thread: str | None = None) -> Message:
        """`user` posts a file, maybe with a text."""
        person, where = self._scene.person(user), self._open(user, channel)
        told = file.as_json(self._scene.origin())
        message = Message(
            channel=where.id,
            user=person.id,
            text=text,
            root=thread,
            team=person.team,
            subtype="file_share",
            files=[told],
        )
        return self._post(message, where)

    def edit(self, user: str, channel: str, ts: str, text: str) -> Message:
        """`user` puts another text in the place of what they wrote. Raises Refused."""
        before = self._own(user, channel, ts)
        edited = replace(before, text=text, edited_at=self._scene.fresh_ts())
        self._scene.workspace.update(edited)
        self._scene.announcer.changed(edited, before, self._scene.fresh_ts())
        return edited

    def delete(self, user: str, channel: str, ts: str) -> None:
        """`user` takes back what they wrote. Raises Refused."""
        message = self._own(user, channel, ts)
        self._scene.workspace.remove(message)
        self._scene.announcer.deleted(message, self._scene.fresh_ts())

    def set_app_in(self, channel: str, *, is_in: bool) -> None:
        """The app is invited into a channel, or removed from it. Raises Refused."""
        found = self._scene.workspace.channels.get(channel)
        if found is None or found.direct_to is not None:
            raise Refused("channel_not_found")
        members = found.members | {BOT_USER_ID} if is_in else found.members - {BOT_USER_ID}
        self._scene.workspace.channels[channel] = replace(found, members=members)
        self._scene.workspace.changes.note()

    def typed(self, text: str) -> str:
        """What somebody types as Slack sends it on: characters escaped, @names and #channels as their ids."""
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return named(self._scene.workspace, escaped)

    def _open(self, user: str, channel: str) -> Channel:
        found = self._scene.channel_of(user, channel)
        if found.is_archived:
            raise Refused("is_archived")
        return found

    def _post(self, message: Message, channel: Channel) -> Message:
        posted = self._scene.workspace.post(message, self._scene.now())
        self._scene.announcer.posted(posted)
        if MENTION in posted.text and not channel.has_app:
            name = self._scene.workspace.manifest.assistant
            self._scene.workspace.notify(posted.user, f"@{name} is not in #{channel.name}. /invite @{name} adds it.")
        return posted

    def _own(self, user: str, channel: str, ts: str) -> Message:
        message = self._scene.workspace.messages.find(self._scene.channel_of(user, channel).id, ts)
        if message is None or message.user != user:
            raise Refused("message_not_found")
        return message


def named(workspace: Workspace, text: str) -> str:
    """`text` with the ids of the people and channels that it names by @ and #; other names stay as they are."""
    people = {person.name: person for person in workspace.people.values()}
    channels = {channel.name: channel for channel in workspace.channels.values() if channel.direct_to is None}

    def with_id(match: re.Match[str]) -> str:
        sign, name = match.groups()
        if sign == "@" and name in people:
            return f"<@{people[name].id}>"
        if sign == "#" and name in channels:
            return f"<#{channels[name].id}|{name}>"
        return match.group()

    return NAMED.sub(with_id, text)
