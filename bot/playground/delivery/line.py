"""What goes to the app and what comes back, whichever way it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

Payload = dict[str, Any]


class Kind(StrEnum):
    """As Socket Mode names it."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How an event is delivered: it must be acknowledged within `ack_seconds`, else it comes again after each delay."""

    ack_seconds: float = 3
    retry_delays: Sequence[float] = (0, 60, 300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One attempt to deliver a payload: 0 is the first one. `was_refused`: the last one was answered, but not taken."""

    kind: Kind
    payload: Payload
    attempt: int = 0
    was_refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """What the app answered. `stop`: it wants no other attempt, though it did not take this one."""

    payload: Payload = field(default_factory=dict)
    is_taken: bool = True
    stop: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AckDelay:
    """How long the app took to acknowledge something, in seconds."""

    kind: Kind
    seconds: float


class Line(Protocol):
    """A way to the app."""

    delays: list[AckDelay]

    @property
    def is_open(self) -> bool:
        """Whether there is an app at its end, as far as one knows without asking it."""

    async def send(self, parcel: Parcel) -> Acknowledgement | None:
        """None when the app did not answer in time, or cannot be reached."""
