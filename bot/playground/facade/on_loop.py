"""Work on the server's loop, from any other thread."""

import time
from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

from bot.playground.slack import Slack

Found = TypeVar("Found")
Result = TypeVar("Result")

LOOK_EVERY = 0.01


class OnLoop(Protocol):
    """What the groups of methods have in common."""

    _slack: Slack

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The result of `work`, done on the loop."""

    def _do(self, work: Callable[[], Result]) -> Result:
        """The result of `work`, called on the loop."""

    def _as_soon_as(self, look: Callable[[], Found | None], timeout: float, otherwise: str) -> Found:
        """What `look` finds on the loop, as soon as it is not None. Raises TimeoutError after `timeout` seconds."""
        give_up = time.monotonic() + timeout
        while (found := self._do(look)) is None:
            if time.monotonic() > give_up:
                raise TimeoutError(f"{otherwise} within {timeout} s")
            time.sleep(LOOK_EVERY)
        return found
