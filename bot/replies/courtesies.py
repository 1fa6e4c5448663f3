"""Signs that an answer is coming. They are worth having, and not worth waiting for."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from threading import Lock

from bot.replies.clients import COURTESY_SECONDS
from bot.replies.troubles import Refused, TryLater
from bot.words import chain_of, trail_of

logger = logging.getLogger(__name__)

AT_ONCE = 8


class Courtesies:
    """Calls that are made aside, and given up when what they announce is there. May be shared between threads."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="courtesy")
        self._running: dict[str, set[Future[None]]] = {}
        self._lock = Lock()

    def show(self, key: str, sign: Callable[[], None]) -> None:
        """Makes the call `sign` soon, for the question `key`."""
        with self._lock:
            try:
                future = self._threads.submit(_politely, sign)
            except RuntimeError:  # closed: nothing is announced any more
                return
            self._running.setdefault(key, set()).add(future)
        future.add_done_callback(lambda done: self._forget(key, done))

    def give_up(self, key: str) -> bool:
        """Begins no more signs of the question; True when one is under way, and so may still be shown."""
        with self._lock:
            futures = list(self._running.get(key, ()))
        cancelled = [future.cancel() for future in futures]
        return not all(cancelled)

    def settle(self, key: str) -> None:
        """Afterwards no sign of the question is under way."""
        self.give_up(key)
        with self._lock:
            futures = list(self._running.get(key, ()))
        for future in futures:
            _wait_for(future)

    def close(self) -> None:
        """Finishes the calls that are under way, and makes no more."""
        self._threads.shutdown(wait=True)

    def _forget(self, key: str, future: Future[None]) -> None:
        with self._lock:
            running = self._running.get(key, set())
            running.discard(future)
            if not running:
                self._running.pop(key, None)


def _politely(sign: Callable[[], None]) -> None:
    try:
        sign()
    except (Refused, TryLater) as trouble:
        logger.info("sign not shown", extra={"error": str(trouble)})
    except Exception as error:  # noqa: BLE001  nothing depends on it
        logger.warning("sign not shown", extra={"error": chain_of(error), "trail": trail_of(error)})


def _wait_for(future: Future[None]) -> None:
    try:
        future.result(timeout=2 * COURTESY_SECONDS)
    except (StillRunning, CancelledError):
        logger.info("sign still under way")
