"""What a stretch of words stands for, and which stretches are taken when several overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.linking.baseline_words import Against
from knowledge.questions.plan import Intent, Show, Sign


class End(StrEnum):
    """Which end of a ranking was asked for. Which order `worst` and `best` are depends on the metric."""

    MOST = "most"
    LEAST = "least"
    WORST = "worst"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class MetricCue:
    """A word for a metric, or one that makes a metric together with others (`metric_rules.RULES`).

    `loose`: not the metric's own word, so that the answer says how it was read. `inverse`: a word for its opposite.
    `statistic`: what the word says besides, as "MTTR" does.
    """

    name: str
    loose: bool = False
    inverse: bool = False
    statistic: str | None = None


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

    `guessed`: the words are only a part of the value's name, or may mean something else. `left_out`: all others are
    meant ("whose status is not closed"). `one_of`: only one of the values is meant, and the words do not say which.
    """

    choices: tuple[tuple[str, tuple[str, ...]], ...]
    guessed: bool = False
    left_out: bool = False
    one_of: bool = False


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
class BaselineLink:
    """What the period is held against: "than the month before"."""

    against: Against


@dataclass(frozen=True, slots=True)
class GrainWord:
    """What a time series is cut into."""

    grain: Grain


@dataclass(frozen=True, slots=True)
class TrendWord:
    """The question asks how something develops. `cue`: what the word says besides, as "getting slower" does."""

    cue: str | None = None


@dataclass(frozen=True, slots=True)
class SplitWord:
    """The question asks where something comes from, and not yet by what. `cue`: as in TrendWord."""

    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """A ranking; `limit` None when no number was said. `cue`: what the word says besides, as "slowest" does."""

    end: End
    limit: int | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class StatisticWord:
    """Which number of many is meant: a name that the catalogue has, or one that no metric knows."""

    name: str


class Unit(StrEnum):
    """What stands behind a number."""

    NONE = ""
    PERCENT = "%"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class BoundWord:
    """A number to hold something against: "more than 20". Percents as said, durations in hours.

    `age`: the words say how old something is ("open longer than"). `within`: they say how soon something came.
    """

    sign: Sign
    number: float
    unit: Unit = Unit.NONE
    age: bool = False
    within: bool = False


@dataclass(frozen=True, slots=True)
class MomentWord:
    """The end of the period is meant: "as of", "at the end of"."""


@dataclass(frozen=True, slots=True)
class ShowWord:
    """A form of answer is asked for outright."""

    show: Show


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that no Plan can say: they stay unexplained, whatever each of them means by itself."""


@dataclass(frozen=True, slots=True)
class RestWord:
    """All the others: "the rest", "other regions"."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number in front of a dimension: "three products"."""

    limit: int


@dataclass(frozen=True, slots=True)
class Negation:
    """What follows is left out."""


@dataclass(frozen=True, slots=True)
class Wants:
    """Words that ask for another kind of answer than a number. `cue`: what they say besides, as "slower than" does."""

    intent: Intent
    cue: str | None = None


class Refusal(StrEnum):
    """Why a question is not answered."""

    INSTRUCTION = "instruction"
    PERSON = "person"
    FORECAST = "forecast"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Refused:
    """Words that make a question one that is not answered. `named`: they are a person's name or a column of persons."""

    why: Refusal
    named: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """Joins two things of one kind."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that change nothing."""


Meaning = (
    BaselineLink
    | PeriodDoubt
    | PeriodLink
    | Refused
    | DimensionCount
    | BoundWord
    | GrainWord
    | StatisticWord
    | MetricCue
    | Rank
    | ShowWord
    | Unread
    | RestWord
    | Negation
    | DimensionWord
    | Wants
    | TrendWord
    | SplitWord
    | MomentWord
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
