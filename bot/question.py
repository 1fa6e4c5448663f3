"""A question as it came in from Slack, wherever it was put."""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How a question came in."""

    MENTION = "mention"
    DIRECT = "direct"
    FOLLOW_UP = "follow_up"
    COMMAND = "command"
    MODAL = "modal"
    SHORTCUT = "shortcut"
    CHOICE = "choice"


class Wish(StrEnum):
    """What is to be done with the text."""

    ASK = "ask"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the reply goes. `root` is the ts of the first message of the thread, None: into the channel itself.

    `only_to` is the id of the one person who sees it, None: everybody there does. `response_url` takes such a reply
    where the assistant is not in the channel; Slack takes five of them in half an hour.
    """

    channel: str
    root: str | None = None
    only_to: str | None = None
    response_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, which gets one reply. `key` is the same for everything that delivers it, and for nothing else.

    `text` is plain: without markup, and without the mention of the assistant; empty when that was all. `thread` is what
    it has in common with its follow-ups. `team` and `user` are Slack's ids.
    """

    key: str
    team: str
    user: str
    way: Way
    text: str
    place: Place
    thread: str
    wish: Wish = Wish.ASK


def key_of_message(team: str, channel: str, ts: str) -> str:
    """The key of a question that is a message; its twin events and redeliveries have the same."""
    return f"{team}:{channel}:{ts}"
