"""What is asked of whoever carries replies to Slack."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.blocks.messages import Message
from bot.inbox.inbox import Ending
from bot.question import Question


@dataclass(slots=True, kw_only=True)
class Delivery:
    """One reply on its way, and how far it has come.

    `into` is the ts of the message that holds it, or is to hold it. `unsure`: it may have gone out, and nobody knows
    where to. `streamed` is the text that was streamed into it by this process; `begun_with` the one that a stream was
    asked for with, whether or not Slack has told of it. `tries` counts the times it was carried.
    """

    question: Question
    message: Message
    ending: Ending
    into: str | None = None
    unsure: bool = False
    streamed: str | None = None
    begun_with: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A message that may be the reply to a question. `ending` None: it was begun, and is not finished."""

    ts: str
    ending: Ending | None


Told = Callable[[str], Message | None]
"""Called with the ts of a message that is begun; gives the message to finish it with, None: as it was planned."""


class Replies(Protocol):
    """The door to Slack. Raises TryLater, Undeliverable of `bot.replies.troubles`."""

    def show_working(self, question: Question, ahead: int = 0) -> None:
        """Lets the asker see at once that there will be an answer, and that `ahead` questions come before; a courtesy,
        which neither fails nor waits."""

    def show_nothing(self, question: Question) -> None:
        """Takes the sign away: there will be no answer; a courtesy too."""

    def find(self, question: Question) -> Found | None:
        """The reply to the question, or the beginning of one, as Slack has it."""

    def reserve(self, ts: str) -> None:
        """Leaves the message to the reply that was begun in it, for which `deliver` is yet to be called."""

    def deliver(self, delivery: Delivery, told: Told) -> str | None:
        """Carries the reply to where it belongs: the ts of the message, None where only the asker sees it.

        After TryLater it is to be called again with the same `delivery`, which goes on from where it was.
        """

    def whisper(self, question: Question, message: Message) -> None:
        """Shows something to the asker alone, beside the reply; a courtesy, which does not fail."""

    def close(self) -> None:
        """Finishes what is being shown, and shows no more."""
