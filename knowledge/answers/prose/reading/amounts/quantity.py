"""A quantity as a sentence states it: how much of what, and how exactly it says so."""

from dataclasses import dataclass
from enum import Enum


class Sign(Enum):
    """How exactly a quantity is said."""

    EXACT = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE = "more than"
    LESS = "less than"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class Kind(Enum):
    """What a quantity is of. A share is 0 to 1, a duration is in hours."""

    PLAIN = "plain"
    SHARE = "share"
    HOURS = "hours"
    MONEY = "money"
    TIMES = "times"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """`value` is meant to within half a `step`, what the last digit stands for. It is said from `start` to `end`.

    `unit` is a currency, a measure (GB, working days), or empty. `count` and `of` are the two of a share that is told
    as "3 of 5". `loose`: a word such as "one" or "half", which is seldom meant to the digit.
    """

    value: float
    kind: Kind = Kind.PLAIN
    step: float = 1.0
    sign: Sign = Sign.EXACT
    unit: str = ""
    count: float | None = None
    of: float | None = None
    loose: bool = False
    start: int = 0
    end: int = 0


_ROUNDED = 0.15
"""By so much of itself a number may have been rounded, however few digits it has."""
_ROUGHLY = 0.1
_NOT_QUITE = 0.85
_FAR_ABOVE, _FAR_BELOW = 2.0, 0.5
"""Times the value that is said; "more than a day" is not said of a week."""
_FRACTION = 0.025
"""How far a share may be from a half or a third."""
_BOUNDS = frozenset({Sign.MORE, Sign.LESS, Sign.AT_LEAST, Sign.AT_MOST})
_COUNTS = frozenset({Kind.PLAIN, Kind.TIMES, Kind.ORDINAL})
_DUPLICATE = 2


def holds(said: Quantity, known: Quantity) -> bool:
    """Whether `said` may be said of what is `known`: the same sense, and the value as exactly as it is said."""
    return _same_sense(said, known) and _fits(said, known)


def exceeds(known: Quantity, bound: Quantity) -> bool:
    """Whether what is `known` lies beyond a `bound` such as "within a day"; what is no bound is never exceeded."""
    match bound.sign:
        case Sign.LESS | Sign.AT_MOST:
            return known.value > bound.value
        case Sign.MORE | Sign.AT_LEAST:
            return known.value < bound.value
    return False


def _same_sense(said: Quantity, known: Quantity) -> bool:
    if said.unit != known.unit:
        return False
    if said.kind is Kind.SHARE and said.of is not None:
        return (said.count, said.of) == (known.count, known.of)
    if said.kind is known.kind:
        return True
    # "charged twice", "two charges", "the second charge": each is said of the others
    return {said.kind, known.kind} <= _COUNTS and said.value == known.value == _DUPLICATE and not said.loose


def _fits(said: Quantity, known: Quantity) -> bool:
    value, there = said.value, known.value
    if known.sign in _BOUNDS:
        return said.sign is known.sign and abs(value - there) <= _exactly(said)
    match said.sign:
        case Sign.EXACT:
            return abs(value - there) <= _exactly(said)
        case Sign.ABOUT:
            return abs(value - there) <= max(_exactly(said), _ROUGHLY * abs(value))
        case Sign.NEARLY:
            return _NOT_QUITE * value <= there < value
        case Sign.MORE:
            return value < there <= _FAR_ABOVE * value
        case Sign.LESS:
            return _FAR_BELOW * value <= there < value
        case Sign.AT_LEAST:
            return value <= there <= _FAR_ABOVE * value
        case Sign.AT_MOST:
            return _FAR_BELOW * value <= there <= value


def _exactly(said: Quantity) -> float:
    """How far from what it says a quantity may be that says no more than that."""
    if said.kind is Kind.SHARE and said.loose:
        return _FRACTION
    return min(said.step / 2, _ROUNDED * abs(said.value)) + 1e-9
