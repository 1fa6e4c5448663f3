"""The inbox that goes on when its database does not: in memory first, then in the store."""

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TypeVar

from bot.inbox.in_memory import InboxInMemory
from bot.inbox.inbox import Ending, Inbox, Reply, Standing
from bot.question import Question
from bot.words import chain_of, trail_of
from knowledge.errors import GroundswellError

logger = logging.getLogger(__name__)

RETRY_S = 1.0
"""While the store is out, one call in so many seconds finds out whether it is back; the others do not wait for it."""
OWED_AT_MOST = 10_000
_TURNS = 64
_PAYING_S = 0.1
"""How long a call may be kept by telling the store what it has missed."""

Result = TypeVar("Result")


class LayeredInbox:
    """Inbox over a `store` that may fail at any time; this one never does. May be shared between threads.

    While the store is out, every question is known in this process alone: a second delivery to another process is
    answered there too, and a crash loses it. What the store missed it is told when it is back, in order.
    """

    def __init__(self, store: Inbox, *, memory: InboxInMemory | None = None, retry_s: float = RETRY_S) -> None:
        self._memory, self._store = memory or InboxInMemory(), store
        self._retry_s = retry_s
        self._out_until: float | None = None
        self._owed: deque[Callable[[], object]] = deque(maxlen=OWED_AT_MOST)
        self._paying = Lock()
        self._turns = [Lock() for _ in range(_TURNS)]

    def accept(self, question: Question, *, event_id: str | None = None) -> bool:
        # a second delivery, an edit or a deletion that comes meanwhile waits until the store knows the question
        with self._accepting(question.key):
            if not self._memory.accept(question, event_id=event_id):
                return False
            accepted = self._tell(lambda: self._store.accept(question, event_id=event_id), otherwise=True)
            if not accepted:
                self._memory.drop(question.key)
            return accepted

    def standing(self, key: str) -> Standing:
        here = self._memory.standing(key)
        return self._kept_while_mine(key, self._ask(lambda: self._store.standing(key), otherwise=here))

    def sending(self, key: str, ts: str | None = None) -> Standing:
        here = self._memory.sending(key, ts)
        return self._kept_while_mine(key, self._tell(lambda: self._store.sending(key, ts), otherwise=here))

    def _kept_while_mine(self, key: str, standing: Standing) -> Standing:
        if not standing.mine:
            self._memory.drop(key)
        return standing

    def amended(self, question: Question) -> None:
        self._memory.amended(question)
        self._tell(lambda: self._store.amended(question), otherwise=None)

    def end(self, key: str, ending: Ending, ts: str | None, *, answered: str | None = None) -> str | None:
        here = self._memory.end(key, ending, ts, answered=answered)
        return self._tell(lambda: self._store.end(key, ending, ts, answered=answered), otherwise=here)

    def reworded(self, key: str, text: str) -> bool:
        here = self._memory.reworded(key, text)
        return self._tell(lambda: self._store.reworded(key, text), otherwise=here)

    def reopen(self, key: str, text: str) -> tuple[Question, str] | None:
        # not owed: the store forgets what was asked, so all that it misses is that the reply was replaced
        found = self._ask(lambda: [self._store.reopen(key, text)], otherwise=None)
        if found is None:
            return self._memory.reopen(key, text)
        if found[0] is not None:
            self._memory.hold(*found[0])
        return found[0]

    def stop(self, team: str, channel: str, root: str) -> Sequence[str]:
        here = self._memory.stop(team, channel, root)
        return self._tell(lambda: self._store.stop(team, channel, root), otherwise=here)

    def withdraw(self, key: str) -> bool:
        here = self._memory.withdraw(key)
        return self._tell(lambda: self._store.withdraw(key), otherwise=here)

    def is_open(self, key: str) -> bool:
        with self._accepting(key):
            there = self._ask(lambda: self._store.is_open(key), otherwise=None)
            return self._memory.is_open(key) if there is None else there

    def reply_to(self, key: str) -> Reply | None:
        return self._memory.reply_to(key) or self._ask(lambda: self._store.reply_to(key), otherwise=None)

    def replied_in(self, team: str, channel: str, root: str) -> bool:
        there = self._ask(lambda: self._store.replied_in(team, channel, root), otherwise=None)
        return self._memory.replied_in(team, channel, root) if there is None else there

    def take_over(self) -> Sequence[tuple[Question, str | None]]:
        nothing: Sequence[tuple[Question, str | None]] = ()
        found = self._ask(self._store.take_over, otherwise=nothing)
        for question, begun in found:
            self._memory.hold(question, begun)
        return found

    def renew(self) -> None:
        self._ask(self._store.renew, otherwise=None)

    def close(self) -> None:
        self._ask(self._store.close, otherwise=None)

    def _accepting(self, key: str) -> Lock:
        """Held while the question is being accepted; few have to share one."""
        return self._turns[hash(key) % _TURNS]

    def _tell(self, operation: Callable[[], Result], *, otherwise: Result) -> Result:
        """What the store says to a change; while it is out `otherwise`, and the change is owed to it."""
        if not self._is_there():
            self._owed.append(operation)
            return otherwise
        try:
            return operation()
        except Exception as error:  # noqa: BLE001  whatever is wrong with the store, the question is answered
            self._goes_out(error)
            self._owed.append(operation)
            return otherwise

    def _ask(self, operation: Callable[[], Result], *, otherwise: Result) -> Result:
        """What the store says; while it is out `otherwise`."""
        if not self._is_there():
            return otherwise
        try:
            return operation()
        except Exception as error:  # noqa: BLE001  as above
            self._goes_out(error)
            return otherwise

    def _is_there(self) -> bool:
        """Whether the store is to be asked: it is not out, or it is back and knows by now all that it missed."""
        if self._out_until is None and not self._owed:
            return True
        if self._out_until is not None and time.monotonic() < self._out_until:
            return False
        if not self._paying.acquire(blocking=False):
            return False
        try:
            return self._pay()
        finally:
            self._paying.release()

    def _pay(self) -> bool:
        enough = time.monotonic() + _PAYING_S
        while self._owed:
            if time.monotonic() > enough:
                return False
            try:
                self._owed[0]()
            except GroundswellError as error:
                self._goes_out(error)
                return False
            except Exception as error:  # noqa: BLE001  it would fail each time, and keep all after it from being told
                logger.error("inbox database not told", extra={"error": chain_of(error), "trail": trail_of(error)})
            self._owed.popleft()
        if self._out_until is not None:
            self._out_until = None
            logger.info("inbox database is back")
        return True

    def _goes_out(self, error: Exception) -> None:
        if self._out_until is None:
            known = isinstance(error, GroundswellError)
            facts = {"error": chain_of(error), "sentence": str(error) if known else None, "trail": trail_of(error)}
            logger.warning("inbox database out, going on in memory", extra=facts)
        self._out_until = time.monotonic() + self._retry_s
