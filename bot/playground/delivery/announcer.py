"""Tells the app what it has subscribed to, and nothing else."""

import asyncio
from collections import defaultdict

from bot.playground import events
from bot.playground.delivery.courier import Courier
from bot.playground.delivery.line import Payload
from bot.playground.events import Event
from bot.playground.state import Channel, Message, Workspace

KEPT_PAYLOADS = 10_000
"""Messages whose events can be sent again."""


class Announcer:
    """Over one workspace and one courier."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace, self._courier = workspace, courier
        self._sent: defaultdict[str, list[Payload]] = defaultdict(list)

    def posted(self, message: Message) -> None:
        """A message came; one that only one person sees gives no event."""
        channel = self._workspace.channels[message.channel]
        for event in events.posted(message, channel):
            self.announce(event, channel, message.ts)

    def changed(self, message: Message, before: Message, ts: str) -> None:
        channel = self._workspace.channels[message.channel]
        for event in events.changed(message, before, channel, ts):
            self.announce(event, channel)

    def deleted(self, message: Message, ts: str) -> None:
        channel = self._workspace.channels[message.channel]
        self.announce(events.deleted(message, channel, ts), channel)

    def announce(
        self, event: Event, channel: Channel | None = None, about: str | None = None
    ) -> "asyncio.Task[bool] | None":
        """Sends the event if the app is in the channel and subscribed to it. `about`: the ts to send it again by."""
        if (channel is not None and not channel.has_app) or events.subscription(
            event
        ) not in self._workspace.manifest.events:
            return None
        payload = events.callback(event, channel)
        if about is not None:
            self._keep(about, payload)
        return self._courier.deliver(payload)

    async def again(self, ts: str) -> bool:
        """Sends the events of a message again as they were; whether all were acknowledged."""
        return all([await self._courier.deliver(payload, attempt=1) for payload in self._sent.get(ts, [])])

    def _keep(self, ts: str, payload: Payload) -> None:
        self._sent[ts].append(payload)
        if len(self._sent) > KEPT_PAYLOADS:
            del self._sent[next(iter(self._sent))]
