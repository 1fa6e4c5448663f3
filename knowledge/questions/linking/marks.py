"""What a stretch of words stands for, and which stretches are taken when several overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Intent


class End(StrEnum):
    """Which end of a ranking was asked for. Which order `worst` and `best` are depends on the metric."""

    MOST = "most"
    LEAST = "least"
    WORST = "worst"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class MetricCue:
    """A word for a metric, or one that makes a metric together with others (`words.COMBINATIONS`)."""

    name: str


@dataclass(frozen=True, slots=True)
class DimensionWord:
    """A dimension. `split`: the question asks to go by it ("per product"), so that no value of it is named here."""

    name: str
    split: bool = False


@dataclass(frozen=True, slots=True)
class DimensionCount:
    """How many different values: "how many products"."""

    name: str


@dataclass(frozen=True, slots=True)
class ValueLink:
    """Values that were named: dimension -> values, with more than one dimension where the name is ambiguous.

    `guessed`: the words are only a part of the value's name, or may mean something else.
    """

    choices: tuple[tuple[str, tuple[str, ...]], ...]
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """A period that was named."""

    period: Period


@dataclass(frozen=True, slots=True)
class PeriodDoubt:
    """Words for a period that can be read in several ways or in none.

    The words [first, last) can be replaced by each of `choices` to make a question that is clear.
    """

    first: int
    last: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GrainWord:
    """What a time series is cut into."""

    grain: Grain


@dataclass(frozen=True, slots=True)
class TrendWord:
    """The question asks how something develops."""


@dataclass(frozen=True, slots=True)
class SplitWord:
    """The question asks where something comes from, and not yet by what."""


@dataclass(frozen=True, slots=True)
class Rank:
    """A ranking; `limit` None when no number was said."""

    end: End
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """Words for a bound on a number. None is read yet, so that they stay unexplained."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number in front of a dimension: "three products"."""

    limit: int


@dataclass(frozen=True, slots=True)
class Negation:
    """What follows is left out."""


@dataclass(frozen=True, slots=True)
class Wants:
    """Words that ask for another kind of answer than a number."""

    intent: Intent


class Refusal(StrEnum):
    """Why a question is not answered."""

    INSTRUCTION = "instruction"
    PERSON = "person"
    FORECAST = "forecast"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Refused:
    """Words that make a question one that is not answered."""

    why: Refusal


@dataclass(frozen=True, slots=True)
class And:
    """Joins two things of one kind."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that change nothing."""


Meaning = (
    PeriodDoubt
    | PeriodLink
    | Refused
    | DimensionCount
    | GrainWord
    | MetricCue
    | Threshold
    | Rank
    | Negation
    | DimensionWord
    | Wants
    | TrendWord
    | SplitWord
    | ValueLink
    | Limit
    | And
    | Filler
)

# Of two meanings of equally many words the earlier is taken: a declared word before a value, anything before filler.
_PRECEDENCE: Sequence[type] = get_args(Meaning)


@dataclass(frozen=True, slots=True)
class Mark:
    """The words [first, last) of a question, and what they stand for."""

    first: int
    last: int
    means: Meaning


def chosen(candidates: Iterable[Mark]) -> tuple[Mark, ...]:
    """The candidates that are taken, in order: the longest first, no word twice."""
    taken: set[int] = set()
    marks = []
    for mark in sorted(candidates, key=_rank):
        span = range(mark.first, mark.last)
        if taken.isdisjoint(span):
            taken.update(span)
            marks.append(mark)
    return tuple(sorted(marks, key=lambda mark: mark.first))


def _rank(mark: Mark) -> tuple[int, int, int]:
    return mark.first - mark.last, _PRECEDENCE.index(type(mark.means)), mark.first
