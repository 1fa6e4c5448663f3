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


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One question, understood. Names are the catalogue's, values are those of the data.

    `topic` is the text to search similar cases by, `case_id` the case to search by or to tell about;
    None means that the question named none.
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
    topic: str | None = None
    case_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The question is a Plan. `assumed` says in words what was filled in without having been asked for."""

    plan: Plan
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """The question can mean several things that give different numbers: `choices` are questions that mean one."""

    sentence: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfScope:
    """The question is refused; `sentence` says why and what can be asked."""

    sentence: str


Reading = Understood | Unclear | OutOfScope
