"""Which of Slack's events have been taken, so that a question delivered again is not answered again."""

from collections import OrderedDict
from threading import Lock
from typing import Protocol

REMEMBERED = 20_000
"""Slack redelivers within minutes; at its limit of 30,000 events an hour this is more than half an hour."""


class HandledEvents(Protocol):
    """Remembers messages by the delivery's event id and by channel and ts: twin events have two ids and one ts."""

    def claim(self, event_id: str, *, channel: str, ts: str) -> bool:
        """True for the first claim of a message, False for every later one, whichever event carries it."""


class HandledInMemory:
    """HandledEvents of one process, for as long as it runs. The oldest are forgotten beyond `remembered` keys."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._keys: OrderedDict[tuple[str, ...], None] = OrderedDict()
        self._lock = Lock()

    def claim(self, event_id: str, *, channel: str, ts: str) -> bool:
        keys = [("event", event_id), ("message", channel, ts)]
        with self._lock:
            fresh = not any(key in self._keys for key in keys)
            self._keys.update(dict.fromkeys(keys))
            while len(self._keys) > self._remembered:
                self._keys.popitem(last=False)
        return fresh
