"""The whole assistant in a local Slack, over a real small world: each way in which it is reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from bot.access import SlackAccess
from bot.playground.delivery.line import Delivery
from bot.playground.local_slack import ANA, LocalSlack
from bot.playground.state import Message
from bot.playground.workspace.views import View
from bot.serving.serve import by_http, by_socket
from bot.serving.web_server import listen
from knowledge.answers.answerer import Answerer
from knowledge.answers.keeping import Memory
from knowledge.answers.overviews import Overviews
from knowledge.conversations.conversations import Conversations
from knowledge.settings import Settings
from tests.playing import Backing, Unhurried
from tests.serving import LOCAL
from tests.slack_fixtures import access_to, local_slack
from tests.world import NOW, World

WAYS = ("socket", "http")
PATIENCE = 30
"""Seconds: the first question loads what it needs."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """A Slack with the assistant in it; questions that begin with SLOWLY wait for `go_on`."""

    slack: LocalSlack
    backing: Backing
    go_on: Event

    def reply(self, ts: str, count: int = 1) -> Message:
        """The newest of the `count` replies below the message, of which there are no more."""
        found = self.slack.wait_for_replies(ts, count, timeout=PATIENCE)
        assert len(found) == count
        return found[-1]

    def told(self, before: int, user: str = ANA) -> Message:
        """What `user` alone is shown after the first `before` such messages."""
        return self.slack.wait_for_ephemeral(user, before + 1, timeout=PATIENCE)

    def shown_alone(self, user: str = ANA) -> int:
        """How many messages `user` alone was shown."""
        return len(self.slack.ephemerals(user))


def words(shown: Message | View) -> str:
    """Everything that can be read in a message or a view."""
    return f"{shown.text} {shown.blocks}" if isinstance(shown, Message) else str(shown.content)


@contextmanager
def backing_over(world: World, home: Path, **settings: Any) -> Iterator[Backing]:  # noqa: ANN401  any setting
    """What the assistant is made from, with the generations of `world` and all that it keeps in `home`."""
    ours = Settings(groundswell_home=home, groundswell_now=NOW, similarity_floor=0.1, **settings)
    conversations = Conversations(ours.database, keep_days=ours.keep_answers_days)
    with world.knowledge(similarity_floor=0.1) as knowledge:
        answerer = Unhurried(Answerer(knowledge, now=ours.now, strict=True, memory=Memory(conversations)))
        overviews = Overviews(knowledge, ours.now)
        yield Backing(settings=ours, answerer=answerer, overviews=overviews, conversations=conversations)
        answerer.go_on.set()
    conversations.close()


@contextmanager
def reached(slack: LocalSlack, backing: Backing, way: str, *, access: SlackAccess | None = None) -> Iterator[None]:
    """The assistant serves `slack` in this way while the block runs."""
    access = access or access_to(slack)
    if way == "socket":
        with by_socket(access, backing):
            slack.wait_for_sockets()
            yield
        return
    port = a_free_port()
    with by_http(access, backing, host=LOCAL, port=port):
        slack.use_request_url(f"http://{LOCAL}:{port}/slack/events")
        yield


@contextmanager
def office(
    world: World, home: Path, way: str, *, delivery: Delivery | None = None, **settings: Any  # noqa: ANN401
) -> Iterator[Office]:  # fmt: skip
    """The whole of it; at its end every payload that was sent must be what Slack takes."""
    with (
        local_slack(delivery=delivery) as slack,
        backing_over(world, home, **settings) as backing,
        reached(slack, backing, way),
    ):
        assert isinstance(backing.answerer, Unhurried)
        yield Office(slack=slack, backing=backing, go_on=backing.answerer.go_on)
        backing.answerer.go_on.set()


def a_free_port() -> int:
    with listen(LOCAL, 0) as free:
        return int(free.getsockname()[1])
