"""What comes in goes before what is worked on: an acknowledgement is due sooner than an answer."""

from threading import Condition
from types import TracebackType

PATIENCE_SECONDS = 0.2
"""How long an answer waits for what comes in meanwhile: then it is its turn, however much comes."""


class Arrivals:
    """Entered by whatever Slack has sent, until it is acknowledged. May be shared between threads."""

    def __init__(self, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._patience = patience_seconds
        self._under_way = 0
        self._changed = Condition()

    def __enter__(self) -> None:
        with self._changed:
            self._under_way += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._under_way -= 1
            if not self._under_way:
                self._changed.notify_all()

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return self._under_way > 0

    def let_pass(self) -> None:
        """Returns as soon as nothing is under way, after the patience at the latest."""
        with self._changed:
            self._changed.wait_for(lambda: not self.is_busy, self._patience)
