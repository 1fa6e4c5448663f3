"""The inbox of one process, for as long as it runs."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock

from bot.inbox.inbox import REWORD_WITHIN, Ending, Reply, Standing, reworded_since, same_words
from bot.question import Question

REMEMBERED = 20_000
"""Slack redelivers within minutes; at its limit of 30,000 events an hour this is more than half an hour."""


@dataclass(slots=True, kw_only=True)
class _Entry:
    question: Question
    accepted_at: datetime
    begun: str | None = None
    stopping: bool = False
    reply: Reply | None = None
    words: str = ""


class InboxInMemory:
    """Inbox of one process: nothing is taken over, since nobody else is there. May be shared between threads.

    Of what has ended, the oldest is forgotten beyond `remembered` questions; `now` gives aware times.
    """

    def __init__(
        self, *, remembered: int = REMEMBERED, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._remembered = remembered
        self._now = now
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._events: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def accept(self, question: Question, *, event_id: str | None = None) -> bool:
        with self._lock:
            if question.key in self._entries or event_id in self._events:
                return False
            self._entries[question.key] = _Entry(question=question, accepted_at=self._now())
            if event_id is not None:
                self._events[event_id] = None
            self._forget()
            return True

    def standing(self, key: str) -> Standing:
        with self._lock:
            return _standing(self._entries.get(key))

    def sending(self, key: str, ts: str | None = None) -> Standing:
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None and entry.reply is None:
                entry.begun = ts or entry.begun or ""
            return _standing(entry)

    def amended(self, question: Question) -> None:
        with self._lock:
            entry = self._entries.get(question.key)
            if entry is not None and entry.reply is None:
                entry.question = question

    def end(self, key: str, ending: Ending, ts: str | None, *, answered: str | None = None) -> str | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or entry.reply is not None:
                return None
            text = entry.question.text
            entry.reply = Reply(key=key, ending=ending, ts=ts)
            entry.words = same_words(text if answered is None else answered)
            entry.question = replace(entry.question, text="")
            return reworded_since(answered, text)

    def reworded(self, key: str, text: str) -> bool:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or entry.reply is not None:
                return False
            entry.question = replace(entry.question, text=text)
            return True

    def reopen(self, key: str, text: str) -> tuple[Question, str] | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or entry.reply is None or entry.reply.ts is None:
                return None
            if entry.words == same_words(text) or self._now() - entry.accepted_at > REWORD_WITHIN:
                return None
            entry.question = replace(entry.question, text=text)
            ts = entry.reply.ts
            entry.begun, entry.reply, entry.stopping = ts, None, False
            return entry.question, ts

    def stop(self, team: str, channel: str, root: str) -> Sequence[str]:
        with self._lock:
            found = [
                entry
                for entry in self._entries.values()
                if entry.reply is None and _stands_in(entry.question, team, channel, root)
            ]
            for entry in found:
                entry.stopping = True
            return [entry.question.key for entry in found]

    def withdraw(self, key: str) -> bool:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or entry.reply is not None or entry.begun is not None:
                return False
            entry.reply = Reply(key=key, ending=Ending.WITHDRAWN, ts=None)
            entry.question = replace(entry.question, text="")
            return True

    def hold(self, question: Question, begun: str | None = None) -> None:
        """Knows the question as an open one of this process, whatever was known of it before."""
        with self._lock:
            self._entries[question.key] = _Entry(question=question, accepted_at=self._now(), begun=begun)

    def drop(self, key: str) -> None:
        """Knows nothing of the question any more: it is another process's."""
        with self._lock:
            self._entries.pop(key, None)

    def is_open(self, key: str) -> bool:
        with self._lock:
            entry = self._entries.get(key)
            return entry is not None and entry.reply is None

    def reply_to(self, key: str) -> Reply | None:
        with self._lock:
            entry = self._entries.get(key)
            return entry.reply if entry else None

    def replied_in(self, team: str, channel: str, root: str) -> bool:
        with self._lock:
            return any(
                _is_seen_in_thread(entry) and _stands_in(entry.question, team, channel, root)
                for entry in self._entries.values()
            )

    def take_over(self) -> Sequence[tuple[Question, str | None]]:
        return ()

    def renew(self) -> None:
        """Nobody else could take anything over."""

    def close(self) -> None:
        """Nothing is held."""

    def _forget(self) -> None:
        while len(self._events) > self._remembered:
            self._events.popitem(last=False)
        if len(self._entries) > self._remembered:
            oldest = next((key for key, entry in self._entries.items() if entry.reply is not None), None)
            if oldest is not None:
                del self._entries[oldest]


def _standing(entry: _Entry | None) -> Standing:
    if entry is None or entry.reply is not None:
        return Standing(mine=False)
    return Standing(mine=True, stopping=entry.stopping, text=entry.question.text)


def _is_seen_in_thread(entry: _Entry) -> bool:
    """Whether its reply is one that all see, or is about to be."""
    if entry.reply is None:
        return entry.begun is not None and entry.question.place.only_to is None
    return entry.reply.ts is not None and entry.reply.ending is not Ending.TURNED_AWAY


def _stands_in(question: Question, team: str, channel: str, root: str) -> bool:
    place = question.place
    return (question.team, place.channel, place.root) == (team, channel, root)
