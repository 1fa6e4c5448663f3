"""What a question means: the Plan that both readers make and that nothing but the catalogue can run."""

from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.metrics.compiling import Where as Where
from knowledge.metrics.periods import Grain, Period


class Intent(StrEnum):
    """What kind of answer a question wants."""

    VALUE = "value"
    TREND = "trend"
    BREAKDOWN = "breakdown"
    COMPARE = "compare"
    WHY = "why"
    SIMILAR = "similar"
    CASE = "case"
    FINDINGS = "findings"
    EFFECT = "effect"
    DEFINE = "define"
    HELP = "help"


class Order(StrEnum):
    """Which end of a ranking comes first."""

    DESC = "desc"
    ASC = "asc"


class Sign(StrEnum):
    """How a number is held against a bound."""

    ABOVE = "above"
    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Lets through the groups of a split whose number fits: "teams with more than 20 escalations".

    `number` is raw, as in a MetricRow: a share is 0 to 1, a duration in hours.
    """

    sign: Sign
    number: float

    def lets(self, value: float) -> bool:
        """Whether `value` fits."""
        match self.sign:
            case Sign.ABOVE:
                return value > self.number
            case Sign.AT_LEAST:
                return value >= self.number
            case Sign.BELOW:
                return value < self.number
            case Sign.AT_MOST:
                return value <= self.number


class Show(StrEnum):
    """A form of answer that was asked for outright."""

    TABLE = "table"
    CASES = "cases"


class CaseTopic(StrEnum):
    """What of one case was asked for, as `topic` of a Plan that tells of a case."""

    WANTS = "wants"
    TRIED = "tried"
    PROMISED = "promised"
    WAITS_ON = "waits_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One question, understood. Names are the catalogue's, values are those of the data.

    A comparison of periods has `compared_with`, the period that `period` is held against; one of segments has their
    dimension in `by` and their values in `where`. `threshold_hours` replaces the hours that make an escalation early or
    a case aged, None means the settings' own. `bound` filters the groups of a split. `topic` is the text to search
    similar cases by (or the change whose effect is asked for, or the CaseTopic of the one case that is told about),
    `case_id` the case to search by or to tell about; None means that the question named none. `show` None leaves the
    form to the answer.
    """

    intent: Intent
    metric: str | None = None
    statistic: str | None = None
    by: tuple[str, ...] = ()
    every: Grain | None = None
    where: Where = field(default_factory=dict)
    period: Period | None = None
    compared_with: Period | None = None
    limit: int | None = None
    order: Order | None = None
    threshold_hours: float | None = None
    bound: Bound | None = None
    show: Show | None = None
    topic: str | None = None
    case_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The question is a Plan. `assumed` says in words what was filled in without having been asked for."""

    plan: Plan
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """The question can mean several things that give different numbers: `choices` are questions that mean one.

    `partly` is what was understood all the same, where all that is unclear are words that nothing was found for; a chat
    model may explain those, and must not contradict the rest. None: nobody but the person who asked can settle it.
    """

    sentence: str
    choices: tuple[str, ...]
    partly: Plan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfScope:
    """The question is refused; `sentence` says why and what can be asked.

    `firm` False: refused because nothing was understood, so that a chat model may understand more.
    `instead`: what the question asks for beside what it is refused for, which a follow-up may go on from.
    """

    sentence: str
    firm: bool = True
    instead: Plan | None = field(default=None, compare=False)


Reading = Understood | Unclear | OutOfScope
"""What a question, or one part of a compound one, means."""
