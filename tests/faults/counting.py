"""What became of the questions."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.playground.local_slack import ANA, BEN, LocalSlack
from bot.playground.state import Message
from bot.playground.workspace.ids import BOT_ID
from bot.words import MAYBE_AGAIN
from tests.faults.people import MARK, Asked

IN_THE_QUEUE = "in the queue"


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of a run.

    `taken_back`: deleted by who asked. `not_taken`: commands and shortcuts of which Slack said that nobody took them.
    `said_again`: private replies that say that they may have been read before, beside the first. `not_followed`: the
    edits whose words nothing answers.
    """

    questions: int = 0
    kills: int = 0
    unanswered: list[Asked] = field(default_factory=list)
    answered_twice: list[Asked] = field(default_factory=list)
    not_followed: list[Asked] = field(default_factory=list)
    said_again: int = 0
    taken_back: int = 0
    not_taken: int = 0
    unfinished: int = 0
    stopped: int = 0
    errors: int = 0
    seconds: float = 0
    faults: dict[str, int] = field(default_factory=dict)
    log: str = ""

    def table(self) -> str:
        """For people."""
        rows = [
            ("questions", self.questions),
            ("kills", self.kills),
            *((f"fault: {name.replace('_', ' ')}", count) for name, count in sorted(self.faults.items())),
            ("unanswered", len(self.unanswered)),
            ("answered twice", len(self.answered_twice)),
            ("private answers said again, marked", self.said_again),
            ("edits not followed", len(self.not_followed)),
            ("streams not finished", self.unfinished),
            ("stopped by the button", self.stopped),
            ("deleted by the asker", self.taken_back),
            ("not taken, as Slack said at once", self.not_taken),
            ("answered with an error", self.errors),
            ("seconds", round(self.seconds)),
        ]
        return "\n".join(f"{name:36}{count:>8,}" for name, count in rows)


class Board:
    """Everything that the assistant has shown, by what it is a reply to; private ones are read once."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack
        self._read = dict.fromkeys((ANA, BEN), 0)
        self._private: list[Message] = []

    def open(self, asked: Sequence[Asked]) -> list[Asked]:
        """The questions that lack a reply."""
        self._look()
        threads = Counter({(one.channel, one.root): 0 for one in asked if not one.is_private})
        for one in asked:
            if not one.is_private:
                threads[one.channel, one.root] += one.least
        lacking = {place for place, least in threads.items() if len(self._slack.replies(place[1], place[0])) < least}
        return [
            one
            for one in asked
            if (len(self.private(one)) < one.least if one.is_private else (one.channel, one.root) in lacking)
        ]

    def private(self, asked: Asked) -> list[Message]:
        """The replies to a private question."""
        return [it for it in self._private if _is_to(it, asked)]

    def nameless(self) -> list[Message]:
        """Private replies that do not say to what: those that say what went wrong."""
        return [it for it in self._private if not it.root and MARK not in _all_of(it)]

    def _look(self) -> None:
        for user, count in self._read.items():
            new = self._slack.ephemerals(user)[count:]
            self._read[user] += len(new)
            self._private += [it for it in new if IN_THE_QUEUE not in it.text]


def count(slack: LocalSlack, asked: Sequence[Asked], outcome: Outcome) -> None:
    """Notes in `outcome` what became of them."""
    posted = [message for message in slack.posted() if message.bot_id == BOT_ID]
    outcome.unfinished = sum(message.is_streaming for message in posted)
    outcome.errors = sum("quote" in message.text and "operator" in message.text for message in posted)
    outcome.taken_back = sum(not one.is_private and not one.least for one in asked)
    outcome.not_taken = sum(one.is_private and not one.least for one in asked)
    outcome.stopped = sum(message.text == "Stopped." for message in posted)
    _count_public(posted, [one for one in asked if not one.is_private], outcome)
    _count_private(slack, [one for one in asked if one.is_private], outcome)


def _count_public(posted: Sequence[Message], asked: Sequence[Asked], outcome: Outcome) -> None:
    replies: dict[tuple[str, str], list[Message]] = {}
    for message in posted:
        replies.setdefault((message.channel, message.root or ""), []).append(message)
    least, most = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in asked:
        least[one.channel, one.root] += one.least
        most[one.channel, one.root] += one.most
    for one in asked:
        found = replies.get(place := (one.channel, one.root), [])
        if len(found) < least[place]:
            outcome.unanswered.append(one)
        if len(found) > most[place]:
            outcome.answered_twice.append(one)
        if one.says and not any(one.says in _all_of(it) or it.text == "Stopped." for it in found):
            outcome.not_followed.append(one)


def _count_private(slack: LocalSlack, asked: Sequence[Asked], outcome: Outcome) -> None:
    board = Board(slack)
    lacking = board.open(asked)
    nameless = len(board.nameless())
    outcome.errors += nameless
    outcome.unanswered += lacking[nameless:]
    for one in asked:
        found = board.private(one)
        again = [it for it in found if MAYBE_AGAIN in it.text]
        if len(found) - len(again) > one.most:
            outcome.answered_twice.append(one)
        outcome.said_again += max(0, len(found) - 1)


def wait(board: Board, asked: Sequence[Asked], patience: float) -> None:
    """Until none lacks a reply, or for `patience` seconds."""
    give_up = time.monotonic() + patience
    while (asked := board.open(asked)) and time.monotonic() < give_up:
        time.sleep(0.2)


def settle(slack: LocalSlack, seconds: float) -> None:
    """Waits for what may still come twice: until nothing has come for `seconds`."""
    seen, since = -1, time.monotonic()
    while time.monotonic() - since < seconds:
        shown = len(slack.posted()) + sum(len(slack.ephemerals(user)) for user in (ANA, BEN))
        if shown != seen:
            seen, since = shown, time.monotonic()
        time.sleep(0.2)


def _is_to(message: Message, asked: Asked) -> bool:
    if message.only_to != asked.user:
        return False
    return (
        asked.mark in _all_of(message) if asked.mark else (message.channel, message.root) == (asked.channel, asked.root)
    )


def _all_of(message: Message) -> str:
    return f"{message.text} {message.blocks}"
