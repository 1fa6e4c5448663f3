"""Times and numbers out of texts. What cannot be read without guessing is unreadable."""

import math
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2199
# fromisoformat takes any character between date and time, and skips one before the offset; a blank there is common.
_SHAPE = re.compile(r"[0-9W-]+(?:[Tt ][0-9:]+(?:[.,][0-9]+)?(?: ?(?:Z|[+-][0-9:]+))?)?")


class Unreadable(Exception):
    """A text that is not what its column needs; `reason` completes "opened_at …"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def time_of(text: str, zone: ZoneInfo) -> datetime:
    """An ISO 8601 time, in UTC. A date is its midnight; without an offset it is a wall time of `zone`.

    Of a wall time that comes twice the first one is meant; one that a clock change skips is taken as if the clock had
    not changed yet. Raises Unreadable, also outside the years 1900 to 2199.
    """
    if not _SHAPE.fullmatch(text):
        raise Unreadable(f"is no ISO 8601 time: {excerpt(text)}")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"is no ISO 8601 time: {excerpt(text)}") from None
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Unreadable(f"is not between the years {FIRST_YEAR} and {LAST_YEAR}: {excerpt(text)}")
    if at.tzinfo is UTC:
        return at
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def number_of(text: str) -> float:
    """A finite decimal number. Raises Unreadable."""
    try:
        number = float(text)
    except ValueError:
        raise Unreadable(f"is no number: {excerpt(text)}") from None
    # float() takes 1_000, which no export means as a number
    if not math.isfinite(number) or "_" in text:
        raise Unreadable(f"is no number: {excerpt(text)}")
    return number


def score_of(text: str) -> float:
    """A number from 0 to 100. Raises Unreadable."""
    score = number_of(text)
    if not 0 <= score <= 100:
        raise Unreadable(f"is not between 0 and 100: {excerpt(text)}")
    return score


def tier_of(text: str) -> float:
    """A support tier: 1 is the frontline, and one may lie between two others. Raises Unreadable."""
    tier = number_of(text)
    if tier < 1:
        raise Unreadable(f"is no tier, the lowest is 1: {excerpt(text)}")
    return tier


def excerpt(text: str) -> str:
    """The beginning of a text, in quotes: enough to find a value, too little to hold a customer's letter."""
    return repr(text if len(text) <= 30 else f"{text[:29]}…")
