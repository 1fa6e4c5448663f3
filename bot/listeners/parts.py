"""What the listeners hand things on to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.inbox.inbox import Ending, Reply
from bot.people.admission import Admissions
from bot.people.opinions import Opinions
from bot.people.preferences import Preferences
from bot.question import Question
from knowledge.answers.answer import Answer
from knowledge.answers.computation import Computation
from knowledge.answers.overview import Overview
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.conversations.kept_answer import KeptAnswer


class Reception(Protocol):
    """Takes questions, and sees to it that each gets one reply. Only `accept` raises: DatabaseUnavailable, DiskFull."""

    def accept(self, question: Question, *, event_id: str | None = None) -> bool:
        """True for the first delivery, which is kept before this returns."""

    def answer(self, question: Question) -> None:
        """Begins to answer what was accepted, and returns."""

    def stop(self, team: str, channel: str, root: str, user: str) -> None:
        """Somebody pressed the stop button in the thread."""

    def reword(self, key: str, text: str) -> None:
        """The question has other words now."""

    def withdraw(self, key: str) -> None:
        """The question was deleted."""


class Taken(Protocol):
    """As the Inbox: what was accepted, and what became of it. Raises DatabaseUnavailable."""

    def accept(self, question: Question, *, event_id: str | None = None) -> bool: ...
    def sending(self, key: str, ts: str | None = None) -> object: ...
    def end(self, key: str, ending: Ending, ts: str | None) -> object: ...
    def reply_to(self, key: str) -> Reply | None: ...
    def replied_in(self, team: str, channel: str, root: str) -> bool: ...


class Answers(Protocol):
    """Answers that were given, seen again. Each raises UnknownName when the receipt is not known any more."""

    def again(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        """The same answer for somebody who sees as much as `seen`."""

    def cases_of(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        """The cases behind its numbers."""

    def computation(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Computation:
        """How it was computed."""


class Overviews(Protocol):
    """Raises NoGeneration."""

    def of(self, seen: Seen) -> Overview: ...


class Asked(Protocol):
    """The latest answers to somebody's questions, the newest first."""

    def recent(self, user: str, limit: int) -> Sequence[KeptAnswer]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that listeners need; each part may be shared between threads. `today` is in the reporting zone.

    `redacted` is a text of somebody's as it may be shown to others.
    """

    reception: Reception
    inbox: Taken
    admissions: Admissions
    answers: Answers
    overviews: Overviews
    asked: Asked
    opinions: Opinions
    preferences: Preferences
    today: Callable[[], date]
    redacted: Callable[[str], str] = str
