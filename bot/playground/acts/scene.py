"""Where acts take place: the workspace, the way to the app, and the time."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.delivery.announcer import Announcer
from bot.playground.delivery.courier import Courier
from bot.playground.state import Channel, Workspace
from bot.playground.workspace.people import Person
from bot.playground.workspace.permits import ReplyPlace
from bot.playground.workspace.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """`now` gives seconds since 1970, `origin` what the stand-in's addresses begin with."""

    workspace: Workspace
    courier: Courier
    announcer: Announcer
    now: Callable[[], float]
    origin: Callable[[], str]

    def person(self, user: str) -> Person:
        """Raises Refused when nobody has that id."""
        if user not in self.workspace.people:
            raise Refused("user_not_found")
        return self.workspace.people[user]

    def channel_of(self, user: str, channel: str) -> Channel:
        """A channel that the person is in. Raises Refused."""
        found = self.workspace.channels.get(channel)
        if found is None or user not in found.members:
            raise Refused("channel_not_found")
        return found

    def trigger(self, user: str) -> str:
        """A new trigger id for what `user` does now."""
        return self.workspace.triggers.issue(user, self.now())

    def response_url(self, place: ReplyPlace) -> str:
        """A new address that takes replies to `place`."""
        return f"{self.origin()}/respond/{self.workspace.response_urls.issue(place, self.now())}"

    def fresh_ts(self) -> str:
        return self.workspace.fresh_ts(self.now())
