"""What was looked up a short while ago."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """Keeps what `look_up` gave for `seconds`, of at most `most` keys; failures are not kept. Safe between threads.

    Two threads that miss the same key both look it up: nobody waits for anybody else's call.
    """

    def __init__(
        self,
        look_up: Callable[[Key], Value],
        *,
        seconds: float,
        most: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look_up, self._seconds, self._most, self._clock = look_up, seconds, most, clock
        self._kept: OrderedDict[Key, tuple[float, Value]] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Key) -> Value:
        """Raises what `look_up` raises."""
        with self._lock:
            kept = self._kept.get(key)
        if kept and self._clock() < kept[0]:
            return kept[1]
        value = self._look_up(key)
        with self._lock:
            self._kept[key] = (self._clock() + self._seconds, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
