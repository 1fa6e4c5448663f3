"""Where each question under way is brought to its end."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

from bot.blocks.messages import Message, error_message, plain_message
from bot.composing import Composed, Composer
from bot.desk import Desk
from bot.inbox.inbox import Ending, Inbox
from bot.replies.replies import Delivery, Replies
from bot.replies.troubles import TryLater, Undeliverable
from bot.under_way import Stage, UnderWay
from bot.words import STOPPED, TOO_MANY, words_for

logger = logging.getLogger(__name__)

PATIENCE_S = 600.0
"""How long a reply that Slack does not take is carried there again and again."""
_STOPPED = plain_message(STOPPED)


class Workroom:
    """Composes replies at a desk, and has them carried to Slack. May be shared between threads.

    A question ends with a reply, or in one of three ways without: its author withdrew it; another process has taken it
    over, since this one could not renew its lease; Slack takes its reply nowhere, or not for `patience_s` seconds (a
    refused token included), which is an ERROR in the log.
    """

    def __init__(
        self, composer: Composer, *, inbox: Inbox, replies: Replies, desk: Desk, patience_s: float = PATIENCE_S
    ) -> None:
        self._composer, self._inbox, self._replies, self._desk = composer, inbox, replies, desk
        self._patience_s = patience_s
        self._works: dict[str, UnderWay] = {}
        self._lock = Lock()
        self._going_out = 0
        self._closed = False

    @property
    def is_sending(self) -> bool:
        """Whether a reply is going out at this moment."""
        return self._going_out > 0

    def take(self, work: UnderWay) -> None:
        """Has a question answered when its turn comes; where too many wait already, it is told so and that is its
        reply."""
        if not self._remember(work):
            return
        place = self._desk.put(lambda: self._compose(work))
        if place is not None:
            self._replies.show_working(work.question, place)
        # a desk that is closed leaves the question to another process
        elif not self._desk.is_closed and work.enter(Stage.SENDING, after=Stage.WAITING):
            work.composed = Composed(message=plain_message(TOO_MANY), ending=Ending.REFUSED)
            work.composed_of = work.question.text
            self._send(work)

    def take_back(self, work: UnderWay) -> None:
        """The same for one that was accepted some time ago: it is not made to wait again."""
        if self._remember(work):
            self._desk.put_later(lambda: self._compose(work), 0)

    def take_over(self, works: Sequence[UnderWay]) -> None:
        """The same for those that another process had."""
        # before any of them looks for a stream: two in a thread may begin with the same words
        for work in works:
            if work.begun:
                self._replies.reserve(work.begun)
        for work in works:
            self.take_back(work)

    def stop(self, key: str) -> None:
        """The reply is now that it stopped, if it did not go out before; what was computed is thrown away."""
        work = self._works.get(key)
        if work is not None and work.stop():
            self._send(work)

    def withdraw(self, key: str) -> None:
        """It ended without a reply."""
        work = self._works.get(key)
        if work is not None:
            self._forget(work, Ending.WITHDRAWN)
            self._replies.show_nothing(work.question)

    def close(self, drain_s: float) -> int:
        """Finishes what there is within `drain_s` seconds; sends nothing more after. How many are left."""
        self._desk.close(drain_s)
        with self._lock:
            self._closed = True
            left = len(self._works)
        self._replies.close()
        return left

    def _remember(self, work: UnderWay) -> bool:
        """False when the question is under way here already."""
        with self._lock:
            return self._works.setdefault(work.key, work) is work

    def _forget(self, work: UnderWay, ending: Ending | None) -> None:
        """`ending` None: it is somebody else's now."""
        work.end()
        with self._lock:
            self._works.pop(work.key, None)
        if ending is None:
            logger.info("question left to another process", extra={"key": work.key})
        else:
            logger.info("question ended", extra={"ending": ending.value, **work.facts()})

    # Composing

    def _compose(self, work: UnderWay) -> None:
        if not work.enter(Stage.COMPUTING, after=Stage.WAITING):
            return
        work.started_at = work.started_at or time.monotonic()
        try:
            if work.begun == "" and self._is_replied(work):
                return
            self._replies.show_working(work.question)
            asked = work.question
            work.composed, work.composed_of = self._composer.reply_to(asked), asked.text
            work.composed_at = time.monotonic()
        except TryLater as later:
            work.enter(Stage.WAITING, after=Stage.COMPUTING)
            self._again(self._compose, work, later)
        except Exception as error:  # noqa: BLE001  an error of our own, which the asker is told of
            if work.enter(Stage.SENDING, after=Stage.COMPUTING):
                self._apologise(work, error)
        else:
            if work.enter(Stage.SENDING, after=Stage.COMPUTING):
                self._send(work)

    def _is_replied(self, work: UnderWay) -> bool:
        """Whether the reply that was begun before went out, as Slack shows; then that is the end of it."""
        found = self._replies.find(work.question)
        if found is None or found.ending is None:
            return False
        self._inbox.end(work.key, found.ending, found.ts)
        self._forget(work, found.ending)
        return True

    # Sending

    def _send(self, work: UnderWay) -> None:
        """Sends what was composed. Whatever goes wrong with that, the question does not end in silence."""
        with self._lock:
            if self._closed:
                return
            self._going_out += 1
        try:
            self._carry(work)
        except TryLater as later:
            self._again(self._send, work, later)
        except Undeliverable as nowhere:
            self._give_up(work, nowhere.reason)
        except Exception as error:  # noqa: BLE001  an error of our own, which the asker is told of
            self._apologise(work, error)
        finally:
            with self._lock:
                self._going_out -= 1

    def _carry(self, work: UnderWay) -> None:
        turns_away = work.composed is not None and work.composed.ending is Ending.TURNED_AWAY
        standing = self._inbox.standing(work.key) if turns_away else self._inbox.sending(work.key)
        if not standing.mine:
            self._forget(work, None)
            return
        work.question = replace(work.question, text=standing.text)
        if standing.stopping or work.is_stopping:
            self._deliver(work, work.carries(_STOPPED, Ending.STOPPED))
        elif work.composed is None or standing.text != work.composed_of:
            work.stage = Stage.WAITING
            self._desk.put_later(lambda: self._compose(work), 0)
        else:
            self._deliver(work, work.carries(work.composed.message, work.composed.ending))

    def _deliver(self, work: UnderWay, delivery: Delivery) -> None:
        ts = self._replies.deliver(delivery, lambda ts: self._told(work, ts))
        reworded = self._inbox.end(work.key, delivery.ending, ts, answered=work.question.text)
        self._forget(work, delivery.ending)
        alone = work.composed.alone if work.composed else None
        if alone is not None and delivery.ending is not Ending.STOPPED:
            self._replies.whisper(work.question, alone)
        if reworded is not None and (reopened := self._inbox.reopen(work.key, reworded)):
            self.take_back(UnderWay(question=reopened[0], begun=reopened[1]))

    def _told(self, work: UnderWay, ts: str) -> Message | None:
        """The message that the reply is finished with, None: as planned. It holds `ts` from now on."""
        standing = self._inbox.sending(work.key, ts)
        if not (standing.stopping or work.is_stopping):
            return None
        if standing.mine:
            work.question = replace(work.question, text=standing.text)
        work.carries(_STOPPED, Ending.STOPPED)
        return _STOPPED

    def _again(self, step: Callable[[UnderWay], None], work: UnderWay, later: TryLater) -> None:
        if time.monotonic() - work.taken_at > self._patience_s:
            self._give_up(work, later.why)
            return
        logger.info("reply waits for Slack", extra={"key": work.key, "why": later.why, "seconds": later.seconds})
        self._desk.put_later(lambda: step(work), later.seconds)

    def _apologise(self, work: UnderWay, error: Exception) -> None:
        sentence = words_for(error)
        if work.is_apology:
            self._give_up(work, type(error).__name__)
            return
        work.is_apology = True
        work.composed = Composed(message=error_message(sentence), ending=Ending.ERROR)
        work.composed_of = work.question.text
        if work.delivery is not None and work.delivery.into is None:
            work.delivery.unsure = True  # how far it came, the error does not tell
        self._send(work)

    def _give_up(self, work: UnderWay, reason: str) -> None:
        logger.error("reply not delivered", extra={"key": work.key, "reason": reason})
        self._inbox.end(work.key, Ending.ERROR, work.delivery.into if work.delivery else None)
        self._forget(work, Ending.ERROR)
