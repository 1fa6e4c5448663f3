"""What the declaration of a metric says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from knowledge.errors import UnusableInput

STATISTICS: Mapping[str, str] = {"median": "median", "p90": "90th-percentile", "mean": "mean"}
"""What can be said of a set of amounts, with the word that goes before "hours" or "score"."""

_DAY = 24


class Measure(StrEnum):
    """How a metric's number comes out of the cases in a cell.

    COUNT: how many there are. SHARE: how many of them are in its part. AMOUNT: a statistic of a column. STOCK: how many
    are open at a moment, the end of the period.
    """

    COUNT = "count"
    SHARE = "share"
    AMOUNT = "amount"
    STOCK = "stock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """`condition` is the SQL that a case must fulfil, any one of them; `words` name what is missing without it."""

    condition: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One declared metric.

    `meaning` is its definition, with places for the {statistic} and the {threshold}. `dated_by` is the column of the
    local time that puts a case into a period; a case without it is not counted, nor is one without the `amount`, the
    column that statistics are made of. `part` is the SQL condition that puts a case of a share into its numerator.
    `matures_with` is the column of hours to the event that a young case may still have, None where a number cannot grow
    after its period. `needs` is what the data must hold for the metric to say anything, None where every case has it.
    `statistics` are those that can be asked for, the default first, and `statistic` is the one meant; none for what is
    not an amount. `threshold_hours` makes an escalation early or a case aged, None where there is no such thing.
    `source` is the table that is counted; `dimensions` are all that it knows besides time, None for those of a case.
    """

    name: str
    title: str
    meaning: str
    unit: str
    measure: Measure
    dated_by: str
    amount: str | None = None
    part: str | None = None
    matures_with: str | None = None
    needs: Need | None = None
    of_escalated_only: bool = False
    statistics: tuple[str, ...] = ()
    statistic: str | None = None
    threshold_hours: float | None = None
    source: str = "cases"
    dimensions: tuple[str, ...] | None = None

    @property
    def definition(self) -> str:
        """What the number is, in words that people read, without a full stop."""
        threshold = hours_words(self.threshold_hours) if self.threshold_hours else ""
        return self.meaning.format(statistic=STATISTICS.get(self.statistic or "", ""), threshold=threshold)

    def asked_for(self, statistic: str | None, threshold_hours: float | None) -> Self:
        """This metric with another statistic or threshold; None leaves what it has. Raises UnusableInput."""
        if statistic is not None and statistic not in self.statistics:
            can = f"it knows {', '.join(self.statistics)}" if self.statistics else "it is one number"
            raise UnusableInput(f"{self.name} has no statistic '{statistic}': {can}.")
        if threshold_hours is not None and self.threshold_hours is None:
            raise UnusableInput(f"{self.name} has no threshold in hours.")
        if threshold_hours is not None and not 0 < threshold_hours < float("inf"):
            raise UnusableInput(f"The threshold of {self.name} is a number of hours above 0.")
        return replace(
            self,
            statistic=statistic or self.statistic,
            threshold_hours=self.threshold_hours if threshold_hours is None else threshold_hours,
        )


def hours_words(hours: float) -> str:
    """Hours as people say them: 1 hour, 36 hours, and whole days from two on: 14 days."""
    days, rest = divmod(hours, _DAY)
    if days > 1 and not rest:
        return f"{days:,.0f} days"
    return "1 hour" if hours == 1 else f"{hours:,g} hours"
