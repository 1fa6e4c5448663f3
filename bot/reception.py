"""Takes each question once, and sees to it that it ends in exactly one reply."""

import logging
import time
from threading import Event, Lock, Thread

from bot.composing import Answerer
from bot.inbox.inbox import Inbox
from bot.question import Question
from bot.under_way import UnderWay
from bot.words import chain_of, trail_of
from bot.workroom import Workroom

__all__ = ["Answerer", "Reception"]

logger = logging.getLogger(__name__)

DRAIN_S = 25.0
"""How long the questions under way may take when the process ends: the usual grace period is 30 seconds."""
FORGOTTEN_S = 60.0
"""After that, nobody is going to ask for the answer to what was accepted: whoever was to do so has failed."""


class Reception:
    """Where every question arrives. May be shared between threads.

    Every question is in the inbox before it is acknowledged, and open there until it has its reply. One that was
    accepted, and neither ended nor handed in for an answer within `forgotten_s` seconds, is answered all the same.
    """

    def __init__(self, inbox: Inbox, workroom: Workroom, *, forgotten_s: float = FORGOTTEN_S) -> None:
        self._inbox, self._workroom, self._forgotten_s = inbox, workroom, forgotten_s
        self._accepted: dict[str, tuple[float, Question]] = {}
        self._lock = Lock()
        self._ending = Event()
        self._closing = False
        self._heart: Thread | None = None

    def accept(self, question: Question, *, event_id: str | None = None) -> bool:
        """Keeps the question, in a few milliseconds; False when it was delivered before. Before the acknowledgement."""
        accepted = self._inbox.accept(question, event_id=event_id)
        if accepted:
            with self._lock:
                self._accepted[question.key] = (time.monotonic(), question)
        else:
            logger.info("question delivered again", extra={"key": question.key, "event_id": event_id})
        return accepted

    def answer(self, question: Question) -> None:
        """Has the accepted question answered, and its asker told how many come before. Returns at once.

        Its text, thread and place may have been found out since it was accepted.
        """
        with self._lock:
            _, accepted = self._accepted.pop(question.key, (0.0, question))
        if question != accepted:
            self._inbox.amended(question)
        self._workroom.take(UnderWay(question=question))

    def stop(self, team: str, channel: str, root: str, user: str) -> None:
        """Has the questions under way in the thread end: each is replied to with that alone.

        Those that another process answers end as soon as that is about to reply.
        """
        keys = self._inbox.stop(team, channel, root)
        logger.info("asked to stop", extra={"channel": channel, "root": root, "user": user, "questions": len(keys)})
        for key in keys:
            self._workroom.stop(key)

    def reword(self, key: str, text: str) -> None:
        """The question was edited: its reply, now or soon, answers the new words.

        An answered one is answered anew in the message of its reply, unless it was asked long ago.
        """
        # most messages that are edited are no questions, and are not worth a transaction that writes
        if not self._inbox.is_open(key) and self._inbox.reply_to(key) is None:
            return
        # one that is under way is looked up again before its reply goes out, and after that
        if self._inbox.reworded(key, text):
            return
        if reopened := self._inbox.reopen(key, text):
            question, ts = reopened
            self._workroom.take_back(UnderWay(question=question, begun=ts))

    def withdraw(self, key: str) -> None:
        """The question was deleted: if its reply was not begun, there will be none."""
        if self._inbox.is_open(key) and self._inbox.withdraw(key):
            self._workroom.withdraw(key)

    def start(self, heartbeat_s: float) -> None:
        """Answers what other processes have left behind, now and then again; keeps this one's questions its own.

        `heartbeat_s` is a third of a lease, or less.
        """
        self._heart = Thread(target=self._beat, args=[heartbeat_s], name="heartbeat", daemon=True)
        self._heart.start()

    def close(self, drain_s: float = DRAIN_S) -> None:
        """Finishes the questions under way and waiting, and leaves to other processes what takes longer."""
        self._closing = True
        left = self._workroom.close(drain_s)
        self._ending.set()
        if self._heart is not None:
            self._heart.join()
        # with a reply in the middle of a call, another process is to wait until it can be found: until the lease ends
        if not self._workroom.is_sending:
            self._inbox.close()
        logger.info("reception closed", extra={"left": left})

    def _beat(self, seconds: float) -> None:
        while True:
            try:
                self._inbox.renew()
                if not self._closing:
                    self._take_over()
                    self._answer_forgotten()
            except Exception as error:  # noqa: BLE001  the next beat may succeed
                logger.warning("lease not renewed", extra={"error": chain_of(error), "trail": trail_of(error)})
            if self._ending.wait(seconds):
                return

    def _take_over(self) -> None:
        found = self._inbox.take_over()
        for question, begun in found:
            logger.info("question taken over", extra={"key": question.key, "begun": begun is not None})
        # "": its former process may live, and have replied while the store could not hear of that
        self._workroom.take_over([UnderWay(question=question, begun=begun or "") for question, begun in found])

    def _answer_forgotten(self) -> None:
        before = time.monotonic() - self._forgotten_s
        with self._lock:
            forgotten = [question for at, question in self._accepted.values() if at < before]
            for question in forgotten:
                del self._accepted[question.key]
        for question in forgotten:
            if self._inbox.is_open(question.key):
                logger.warning("question was forgotten", extra={"key": question.key})
                self._workroom.take_back(UnderWay(question=question))
