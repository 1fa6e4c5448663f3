"""What an answer is: the values that a person, Slack and `--json` are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from knowledge.answers.cases.told import Brief, Common, Contrast, Summary
from knowledge.metrics.compiling import Where
from knowledge.metrics.periods import ALWAYS, Period
from knowledge.questions.plan import Plan
from knowledge.retrieval.search.similar_case import SimilarCase


class Status(StrEnum):
    """How a question ended; there is no fifth way."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    REFUSED = "refused"
    NO_DATA = "no_data"


Cell: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Raw values under their columns: a share is 0 to 1, a duration is in hours, None is "not known"."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One computed number with all that it is about. `low` and `high` are a 95 % interval, None where there is none."""

    metric: str
    where: Where = field(default_factory=dict)
    period: Period = ALWAYS
    value: float | int | None
    n: int
    numerator: int | None = None
    low: float | None = None
    high: float | None = None
    unit: str
    flags: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentQuery:
    """The SQL that computed a number, with its parameters in order."""

    sql: str
    params: Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What lets an answer be checked and replayed: by its `id`, which is None where it was not kept."""

    id: str | None = None
    generation: str
    as_of: datetime
    timezone: str
    definition: str
    queries: Sequence[SentQuery] = ()
    case_ids: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Exactly one reply to one question.

    `headline` is the sentence that answers and stands alone (a notification shows it). `text` is the whole answer
    as a person reads it in a terminal: headline, lines, table, cases, caveats and footing. `lines` follow the headline,
    one sentence or fact each. `footing` is the one line with definition, data-as-of and n. `plan` is None when nothing
    was understood, `receipt` when nothing was computed. `parts` are the answers to a compound question, in its order;
    the other fields are then those of the first part, and `text` is that of all. `summary`, `common` and `contrast` are
    about `cases`, `brief` is about the one case that was asked for; None where there is nothing of the kind.
    """

    question: str
    status: Status
    headline: str
    text: str
    lines: Sequence[str] = ()
    plan: Plan | None = None
    table: Table | None = None
    numbers: Sequence[Number] = ()
    cases: Sequence[SimilarCase] = ()
    summary: Summary | None = None
    common: Common | None = None
    contrast: Contrast | None = None
    brief: Brief | None = None
    choices: Sequence[str] = ()
    caveats: Sequence[str] = ()
    footing: str = ""
    receipt: Receipt | None = None
    parts: Sequence["Answer"] = ()
