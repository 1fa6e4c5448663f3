"""Everything that can be counted and everything it can be split by, declared once, as data.

The definitions that people read, the SQL that is run and the names that are accepted all come from here.
A metric's SQL names columns of the facts (`fact_table.py`); it never holds a value from outside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from knowledge.errors import UnknownName
from knowledge.metrics.periods import Grain


class Measure(StrEnum):
    """How a metric's number comes out of the cases in a cell."""

    COUNT = "count"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """`condition` is the SQL that a case must fulfil, any one of them; `words` name what is missing without it."""

    condition: str
    words: str


ESCALATED = Need(condition="escalated_at IS NOT NULL", words="“escalated” events")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One declared metric.

    `dated_by` is the column of the local time that puts a case into a period; a case without it is not counted.
    `part` is the SQL condition that puts a case of a share into its numerator. `matures_with` is the column of hours
    to the event that a young case may still have, None where a number cannot grow after its period.
    `needs` is what the data must hold for the metric to say anything, None where every case has it.
    `statistics` are those that can be asked for, the default first; none for a count or a share.
    """

    name: str
    title: str
    definition: str
    unit: str
    measure: Measure
    dated_by: str
    part: str | None = None
    matures_with: str | None = None
    needs: Need | None = None
    of_escalated_only: bool = False
    statistics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Something a metric can be split and filtered by: `column` of the facts, or `clock`, SQL over the dating time."""

    name: str
    column: str | None = None
    clock: str | None = None
    of_escalated_only: bool = False


METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(
            name="cases",
            title="cases opened",
            definition="cases opened in the period",
            unit="cases",
            measure=Measure.COUNT,
            dated_by="opened_local",
        ),
        Metric(
            name="escalations",
            title="escalations",
            definition="cases first escalated in the period",
            unit="cases",
            measure=Measure.COUNT,
            dated_by="escalated_local",
            needs=ESCALATED,
            of_escalated_only=True,
        ),
        Metric(
            name="escalation_ratio",
            title="escalation ratio",
            definition="of the cases opened in the period, the share that has escalated so far",
            unit="share",
            measure=Measure.SHARE,
            dated_by="opened_local",
            part="escalated_at IS NOT NULL",
            matures_with="hours_to_escalate",
            needs=ESCALATED,
        ),
    )
}

COLUMN_DIMENSIONS: Sequence[Dimension] = (
    *(
        Dimension(name=name, column=name)
        for name in ("product", "category", "priority", "channel", "region", "language", "account_tier")
    ),
    Dimension(name="account", column="account_name"),
    *(Dimension(name=name, column=name) for name in ("team", "status", "outcome")),
    Dimension(name="reason", column="escalation_reason", of_escalated_only=True),
)

CLOCK_DIMENSIONS: Sequence[Dimension] = (
    *(Dimension(name=grain.value, clock=f"date_trunc('{grain.value}', {{at}})::DATE") for grain in Grain),
    Dimension(name="hour_of_day", clock="hour({at})"),
    Dimension(name="day_of_week", clock="dayname({at})"),
)

DIMENSIONS: Mapping[str, Dimension] = {
    dimension.name: dimension for dimension in (*COLUMN_DIMENSIONS, *CLOCK_DIMENSIONS)
}

ATTRIBUTE_PREFIX = "attribute "
"""The facts keep the source's other columns under their name behind this prefix, so that none can clash with ours."""


def metric_named(name: str) -> Metric:
    """The metric called `name`. Raises UnknownName with the near ones."""
    if name not in METRICS:
        raise UnknownName("metric", name, near(name, METRICS), tuple(METRICS))
    return METRICS[name]


def dimension_named(name: str, attributes: Sequence[str] = ()) -> Dimension:
    """The dimension called `name`, a declared one or one of the kept `attributes`. Raises UnknownName."""
    if name in DIMENSIONS:
        return DIMENSIONS[name]
    if name in attributes:
        return Dimension(name=name, column=ATTRIBUTE_PREFIX + name)
    known = (*DIMENSIONS, *attributes)
    raise UnknownName("dimension", name, near(name, known), known)


def near(name: str, known: Iterable[str]) -> Sequence[str]:
    """At most three of `known` that `name` may be a misspelling of, the closest first."""
    found = process.extract(
        name.lower(), list(known), scorer=DamerauLevenshtein.normalized_similarity, limit=3, score_cutoff=0.55
    )
    return [match for match, _, _ in found]
