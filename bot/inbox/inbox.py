"""What the store of accepted questions promises, whichever way it keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.question import Question


class Ending(StrEnum):
    """How an accepted question ended; every one ends in one of these."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    REFUSED = "refused"
    NO_DATA = "no_data"
    GREETED = "greeted"
    ERROR = "error"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    """Its author deleted it before it was answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The one reply to a question. `ts` is the message that holds it, None where only one person sees it."""

    key: str
    ending: Ending
    ts: str | None


class Inbox(Protocol):
    """Shared by all processes of one assistant. A question belongs to the process that accepted it while that lives;
    when its lease runs out, another one takes it over. The text of a question is forgotten when it has ended."""

    def accept(self, question: Question, *, event_id: str | None = None) -> bool:
        """True for the first delivery, which is kept before this returns; False for each later one, by key or event."""

    def sending(self, key: str, ts: str | None = None) -> None:
        """Noted before a reply goes out, and again with the `ts` of the message as soon as Slack has told it."""

    def end(self, key: str, ending: Ending, ts: str | None) -> None:
        """The question has its reply."""

    def reworded(self, key: str, text: str) -> bool:
        """Gives a question that is still to be answered another text; False when it has its reply or is not known."""

    def is_open(self, key: str) -> bool:
        """Whether the question is still to be replied to."""

    def reply_to(self, key: str) -> Reply | None:
        """The reply that a question got; None when it has none yet, or is not known."""

    def replied_in(self, team: str, channel: str, root: str) -> bool:
        """Whether the assistant has replied in the thread."""

    def take_over(self) -> Sequence[tuple[Question, str | None]]:
        """The open questions that nobody has a lease of, leased to this process from now on, the oldest first.

        Each with what `sending` noted: None when no reply was begun, "" when it was and Slack had told no ts yet.
        """

    def renew(self) -> None:
        """Extends the leases of this process; to be called several times before they run out."""
