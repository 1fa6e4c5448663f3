"""One question on its way from being accepted to its end, and what may come between."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from threading import Lock

from bot.blocks.messages import Message
from bot.composing import Composed
from bot.inbox.inbox import Ending
from bot.question import Question
from bot.replies.replies import Delivery


class Stage(IntEnum):
    """How far a question is; it only goes forward, but for one that is reworded before its reply went out."""

    WAITING = 0
    COMPUTING = 1
    SENDING = 2
    ENDED = 3


@dataclass(slots=True, kw_only=True, eq=False)
class UnderWay:
    """Changed by the worker that has it, and by whoever stops or withdraws it meanwhile.

    `begun` is what the inbox told of a reply that was begun before; `composed_of` is the text that `composed` answers.
    `is_apology`: what is sent says that sending went wrong. Times are seconds of `time.monotonic`.
    """

    question: Question
    begun: str | None = None
    stage: Stage = Stage.WAITING
    is_stopping: bool = False
    composed: Composed | None = None
    composed_of: str | None = None
    is_apology: bool = False
    delivery: Delivery | None = None
    taken_at: float = field(default_factory=time.monotonic)
    started_at: float = 0.0
    composed_at: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    @property
    def key(self) -> str:
        """Of the question."""
        return self.question.key

    def enter(self, stage: Stage, *, after: Stage) -> bool:
        """Goes on from `after` to `stage`; False when somebody else has taken it on from there."""
        with self._lock:
            if self.stage is not after:
                return False
            self.stage = stage
            return True

    def stop(self) -> bool:
        """True when nothing goes out yet: the caller, and nobody else, is then to say that it stopped."""
        with self._lock:
            self.is_stopping = True
            # what may have been begun is known again by its first words, and these are yet to be computed
            if self.stage >= Stage.SENDING or self.begun == "":
                return False
            self.stage = Stage.SENDING
            return True

    def end(self) -> None:
        """Nothing more is done about it."""
        with self._lock:
            self.stage = Stage.ENDED

    def carries(self, message: Message, ending: Ending) -> Delivery:
        """The delivery of this message; it goes on from where an earlier one of another message was."""
        if self.delivery is None:
            self.delivery = Delivery(
                question=self.question,
                message=message,
                ending=ending,
                into=self.begun or None,
                unsure=self.begun == "",
                begun_with=self.composed.message.lead if self.composed else "",
            )
        self.delivery.message, self.delivery.ending = message, ending
        return self.delivery

    def facts(self) -> Mapping[str, str | int]:
        """For the log: ids, and milliseconds of waiting, answering and sending; never a text."""
        now, question = time.monotonic(), self.question
        started = self.started_at or now
        composed = self.composed_at or started
        return {
            "key": question.key,
            "team": question.team,
            "user": question.user,
            "way": question.way.value,
            "wish": question.wish.value,
            "waiting_ms": round(1000 * (started - self.taken_at)),
            "answering_ms": round(1000 * (composed - started)),
            "sending_ms": round(1000 * (now - composed)),
            "attempts": self.delivery.tries if self.delivery else 0,
        }
