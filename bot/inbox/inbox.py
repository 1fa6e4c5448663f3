"""What the store of accepted questions promises, whichever way it keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from bot.question import Question

REWORD_WITHIN = timedelta(minutes=15)
"""How long after it was asked an answered question may be edited and is answered again."""


class Ending(StrEnum):
    """How an accepted question ended; every one ends in one of these."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    REFUSED = "refused"
    TURNED_AWAY = "turned_away"
    """Whoever asked may not."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a question stands for a process that is about to reply to it.

    `mine`: it is open, and nobody else has taken it over; what follows is told only then. `stopping`: somebody asked to
    stop. `text` is what it asks by now: it may have been reworded since it was handed out.
    """

    mine: bool
    stopping: bool = False
    text: str = ""


class Inbox(Protocol):
    """Shared by all processes of one assistant. A question belongs to the process that accepted it while that lives;
    when its lease runs out, another one takes it over. The text of a question is forgotten when it has ended."""

    def accept(self, question: Question, *, event_id: str | None = None) -> bool:
        """True for the first delivery, which is kept before this returns; False for each later one, by key or event."""

    def standing(self, key: str) -> Standing:
        """How the question stands; nothing is noted."""

    def sending(self, key: str, ts: str | None = None) -> Standing:
        """Noted before a reply goes out, and again with the `ts` of the message as soon as Slack has told it.

        From then on the thread is one that the assistant replied in, so of TURNED_AWAY it is not noted.
        """

    def amended(self, question: Question) -> None:
        """What was found out of an open question since it was accepted: its text, its thread, where its reply goes."""

    def end(self, key: str, ending: Ending, ts: str | None, *, answered: str | None = None) -> str | None:
        """The question has its reply. The first end counts, until it is reopened.

        The text that it has by now, where that differs from `answered`, the one that the reply is to: the question was
        reworded while its reply went out. None else, and where `answered` is not known.
        """

    def reworded(self, key: str, text: str) -> bool:
        """Gives a question that is still to be answered another text; False when it has its reply or is not known."""

    def reopen(self, key: str, text: str) -> tuple[Question, str] | None:
        """An answered question with new words, which this process is to answer again, and the ts of its reply.

        None when there is nothing to answer again: not known or still open, without such a message, the same words,
        or asked longer than REWORD_WITHIN ago. The new reply is taken to be begun in the message of the former one.
        """

    def stop(self, team: str, channel: str, root: str) -> Sequence[str]:
        """The keys of the open questions in the thread, all of which whoever answers them is told to stop."""

    def withdraw(self, key: str) -> bool:
        """Ends an open question as WITHDRAWN, without a reply; False when a reply was begun, or it is not open."""

    def is_open(self, key: str) -> bool:
        """Whether the question is still to be replied to."""

    def reply_to(self, key: str) -> Reply | None:
        """The reply that a question got; None when it has none yet, or is not known."""

    def replied_in(self, team: str, channel: str, root: str) -> bool:
        """Whether the assistant has replied in the thread, to somebody who may ask, or is just doing so."""

    def take_over(self) -> Sequence[tuple[Question, str | None]]:
        """The open questions that nobody has a lease of, leased to this process from now on, the oldest first.

        Each with what `sending` noted: None when no reply was begun, "" when it was and Slack had told no ts yet.
        """

    def renew(self) -> None:
        """Extends the leases of this process; to be called several times before they run out."""

    def close(self) -> None:
        """Lets go of the leases, so that what is still open is taken over at once."""


def same_words(text: str) -> str:
    """Alike for texts that differ in nothing but case and white space; tells nothing about them else."""
    return sha256(" ".join(text.split()).casefold().encode("utf-8", "replace")).hexdigest()


def reworded_since(answered: str | None, text: str) -> str | None:
    """`text`, where it asks something else than what was `answered`."""
    return None if answered is None or same_words(answered) == same_words(text) else text
