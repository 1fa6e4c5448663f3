"""People look at the app's Home and its messages, look at something beside it, and stop an answer."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.playground import events
from bot.playground.acts.scene import Scene
from bot.playground.state import Message, Session
from bot.playground.workspace.refusals import Refused

Delivered = asyncio.Task[bool] | None


class Looking:
    """In one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def open_tab(self, user: str, tab: str) -> Delivered:
        """`user` opens the app's `home` or `messages`. Raises Refused when the app does not have that."""
        manifest = self._scene.workspace.manifest
        if not {"home": manifest.has_home, "messages": manifest.has_messages}[tab]:
            raise Refused("tab_not_enabled")
        channel = self._scene.workspace.open_direct(self._scene.person(user).id)
        self._scene.workspace.changes.note()
        home = self._scene.workspace.views.home(user)
        return self._scene.announcer.announce(
            events.home_opened(user, channel, tab, home, self._scene.fresh_ts()), channel
        )

    def look_at(self, user: str, entities: Sequence[Mapping[str, Any]]) -> Delivered:
        """`user` looks at something else beside the agent."""
        channel = self._scene.workspace.open_direct(self._scene.person(user).id)
        return self._scene.announcer.announce(
            events.context_changed(user, channel, entities, self._scene.fresh_ts()), channel
        )

    def uninstalled(self) -> None:
        """The app is told that it was removed, and that its tokens are worth nothing."""
        for event in events.uninstalled(self._scene.fresh_ts()):
            self._scene.announcer.announce(event)

    def stop(self, user: str, channel: str, root: str) -> Delivered:
        """`user` stops the answer in a thread: Slack ends its streams and tells the app, which has to do the rest.

        Raises Refused when nothing is being answered there.
        """
        where = self._scene.channel_of(user, channel)
        session = self._scene.workspace.sessions.get((channel, root), Session(status="closed"))
        if session.status != "processing":
            raise Refused("not_processing")
        streams = [reply for reply in self._scene.workspace.messages.replies(channel, root) if reply.is_streaming]
        for stream in streams:
            self._end(stream)
        return self._scene.announcer.announce(
            events.stopped(user, (channel, root), [stream.ts for stream in streams], self._scene.fresh_ts()), where
        )

    def _end(self, stream: Message) -> None:
        ended = self._scene.workspace.update(replace(stream, is_streaming=False))
        self._scene.announcer.changed(ended, stream, self._scene.fresh_ts())
