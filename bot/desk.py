"""Where accepted questions wait for one of a fixed number of workers."""

import heapq
import logging
import time
from collections import deque
from collections.abc import Callable
from itertools import count
from threading import Condition, Thread
from typing import TypeAlias

from bot.words import chain_of, trail_of

logger = logging.getLogger(__name__)

Work: TypeAlias = Callable[[], None]


class Desk:
    """`at_once` workers in threads of their own; at most `waiting` works wait for them in a line.

    What is to be done later stands beside the line: it was counted once already. `before` is called before each work
    and may keep it waiting. May be shared between threads.
    """

    def __init__(self, *, at_once: int, waiting: int, before: Work = lambda: None) -> None:
        self._at_once, self._waiting, self._before = at_once, waiting, before
        self._line: deque[Work] = deque()
        self._later: list[tuple[float, int, Work]] = []
        self._numbers = count()
        self._busy = 0
        self._workers: list[Thread] = []
        self._closing = self._abandoned = False
        self._changed = Condition()

    @property
    def is_closed(self) -> bool:
        """Whether it takes nothing more."""
        return self._closing

    def put(self, work: Work) -> int | None:
        """Its place in the line, 0 when a worker is free for it. None: the line is full or closed, it was not taken."""
        with self._changed:
            place = max(0, self._busy + len(self._line) + 1 - self._at_once)
            if self._closing or place > self._waiting:
                return None
            self._line.append(work)
            self._call_worker()
            return place

    def put_later(self, work: Work, seconds: float) -> None:
        """Has `work` done in `seconds`, before what waits by then."""
        with self._changed:
            heapq.heappush(self._later, (time.monotonic() + seconds, next(self._numbers), work))
            self._call_worker()

    def close(self, patience: float) -> bool:
        """Takes nothing more, and finishes what is there. False when that takes more than `patience` seconds."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            done = self._changed.wait_for(lambda: not (self._busy or self._line or self._later), patience)
            self._abandoned = True
            self._changed.notify_all()
            return done

    def _call_worker(self) -> None:
        wanted = self._busy + len(self._line) + len(self._later)
        if len(self._workers) < min(wanted, self._at_once):
            # daemons: what was abandoned at the end must not keep the process
            self._workers.append(Thread(target=self._work, name=f"answer-{len(self._workers)}", daemon=True))
            self._workers[-1].start()
        self._changed.notify()

    def _work(self) -> None:
        while work := self._next():
            try:
                self._before()
                work()
            except Exception as error:  # noqa: BLE001  a worker outlives whatever goes wrong in a work
                logger.error("work failed", extra={"error": chain_of(error), "trail": trail_of(error)})
            finally:
                with self._changed:
                    self._busy -= 1
                    self._changed.notify_all()

    def _next(self) -> Work | None:
        """The work to be done next, as soon as there is one; None at the end."""
        with self._changed:
            while not self._abandoned:
                due = self._later[0][0] - time.monotonic() if self._later else None
                if due is not None and due <= 0:
                    self._busy += 1
                    return heapq.heappop(self._later)[2]
                if self._line:
                    self._busy += 1
                    return self._line.popleft()
                # a work under way may still want to be done again later
                if self._closing and not self._later and not self._busy:
                    return None
                self._changed.wait(due)
            return None
