"""What people think of answers."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One person's of one answer: the message `ts` in `channel`, whose receipt is `receipt` if it has one.

    `reason` says what was wrong, None where it is good or was not said; `comment` is in the person's own words.
    """

    team: str
    user: str
    channel: str
    ts: str
    receipt: str | None
    is_good: bool
    reason: str | None = None
    comment: str = ""


class Opinions(Protocol):
    """Keeps one opinion of a person about a message: the latest."""

    def record(self, opinion: Opinion) -> None:
        """Raises DatabaseUnavailable, DiskFull."""


class OpinionsInMemory:
    """Opinions of one process, for as long as it runs."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str, str, str], Opinion] = {}

    def record(self, opinion: Opinion) -> None:
        self.kept[opinion.team, opinion.user, opinion.channel, opinion.ts] = opinion
