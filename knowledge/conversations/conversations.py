"""The door to what was asked and answered, which SQLAlchemy is loaded behind when there is no shorter way."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from knowledge.conversations.kept_answer import KeptAnswer
from knowledge.conversations.quick_keeping import keep_quickly

if TYPE_CHECKING:
    from knowledge.conversations.stored import StoredConversations


class Conversations:
    """Threads and answers, in the database at the SQLAlchemy URL `address`, which is opened when it is first needed.

    What is older than `keep_days` days is forgotten when something newer is kept. Every method raises BadSetting,
    DatabaseUnavailable, DiskFull. May be shared between threads, and the database between processes.
    """

    def __init__(self, address: str, *, keep_days: float) -> None:
        self._address = address
        self._keep_days = keep_days
        self._stored: StoredConversations | None = None
        self._opening = Lock()

    def state_of(self, thread: str) -> str | None:
        """What was last kept of `thread`; None of a new or a forgotten one."""
        return self._opened().state_of(thread)

    def keep(self, answers: Sequence[KeptAnswer], *, now: datetime, thread: str | None, state: str | None) -> None:
        """Keeps what was answered to one question, and the state it left `thread` in, both or nothing."""
        if self._stored is None and thread is None:
            before = now - timedelta(days=self._keep_days)
            if keep_quickly(self._address, answers, before=before):
                return
        self._opened().keep(answers, now=now, thread=thread, state=state)

    def receipt(self, receipt_id: str) -> KeptAnswer | None:
        """The answer kept under this id; None when there is none, or none any more."""
        return self._opened().receipt(receipt_id)

    def recent(self, user: str, limit: int) -> Sequence[KeptAnswer]:
        """The latest questions that `user` asked, the latest first, none of them twice."""
        return self._opened().recent(user, limit)

    def close(self) -> None:
        """Gives the connections back, if there are any."""
        with self._opening:
            if self._stored is not None:
                self._stored.close()

    def _opened(self) -> "StoredConversations":
        with self._opening:
            if self._stored is None:
                from knowledge.conversations.stored import StoredConversations

                self._stored = StoredConversations(self._address, keep_days=self._keep_days)
            return self._stored
