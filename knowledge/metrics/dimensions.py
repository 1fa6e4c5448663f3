"""Everything that a metric can be split and filtered by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.errors import UnknownName
from knowledge.metrics.periods import Grain
from knowledge.metrics.spelling import near


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Something a metric can be split and filtered by: `column` of the facts, or `clock`, SQL over the dating time."""

    name: str
    column: str | None = None
    clock: str | None = None
    of_escalated_only: bool = False


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

NONE = "(none)"
"""What the group of empty values is called."""

ATTRIBUTE_PREFIX = "attribute "
"""The facts keep the source's other columns under their name behind this prefix, so that none can clash with ours."""


def dimension_named(name: str, attributes: Sequence[str] = ()) -> Dimension:
    """The dimension called `name`, a declared one or one of the kept `attributes`. Raises UnknownName."""
    if name in DIMENSIONS:
        return DIMENSIONS[name]
    if name in attributes:
        return Dimension(name=name, column=ATTRIBUTE_PREFIX + name)
    known = (*DIMENSIONS, *attributes)
    raise UnknownName("dimension", name, near(name, known), known)
