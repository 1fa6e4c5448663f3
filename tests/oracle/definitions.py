"""The metrics of DESIGN section 4: which rows count, by which time, and what of them is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tests.oracle.exported import Frame

MEDIAN, MEAN, P90 = "median", "mean", "p90"


@dataclass(frozen=True, kw_only=True)
class Definition:
    """`dated` is the column whose time dates a row; None means that it counts what is open at an end.

    `shown` is the column that a share or a statistic is taken of, None for a count. `statistic` None: no other one may
    be asked for, and a share is the mean of what is true or not.
    """

    dated: str | None
    shown: str | None = None
    statistic: str | None = None
    reviews: bool = False
    escalated_only: bool = False

    @property
    def is_count(self) -> bool:
        """Whether an empty slice has 0."""
        return self.shown is None

    @property
    def is_share(self) -> bool:
        """Whether it has a numerator."""
        return self.shown is not None and self.statistic is None


def _hours(dated: str, shown: str, *, escalated_only: bool = False) -> Definition:
    return Definition(dated=dated, shown=shown, statistic=MEDIAN, escalated_only=escalated_only)


DEFINITIONS: Mapping[str, Definition] = {
    "cases": Definition(dated="opened_at"),
    "escalations": Definition(dated="escalated_at", escalated_only=True),
    "escalation_ratio": Definition(dated="opened_at", shown="escalated"),
    "escalation_requests": Definition(dated="requested_at"),
    "request_acceptance": Definition(dated="requested_at", shown="accepted"),
    "decision_latency": _hours("requested_at", "hours_to_decide"),
    "elevations": Definition(dated="elevated_at"),
    "elevation_ratio": Definition(dated="opened_at", shown="elevated"),
    "early_escalation_share": Definition(dated="escalated_at", shown="early", escalated_only=True),
    "time_to_escalate": _hours("escalated_at", "hours_to_escalate", escalated_only=True),
    "time_to_first_response": _hours("opened_at", "hours_to_respond"),
    "resolutions": Definition(dated="resolved_at"),
    "time_to_resolve": _hours("resolved_at", "hours_to_resolve"),
    "reopen_ratio": Definition(dated="resolved_at", shown="reopened"),
    "handoffs_per_case": Definition(dated="opened_at", shown="handoffs", statistic=MEAN),
    "repeat_contact_ratio": Definition(dated="opened_at", shown="repeated"),
    "sla_attainment": Definition(dated="opened_at", shown="kept_sla"),
    "approval_wait": _hours("opened_at", "approval_hours"),
    "exception_ratio": Definition(dated="resolved_at", shown="excepted"),
    "complaints": Definition(dated="complained_at"),
    "csat": Definition(dated="ended_at", shown="csat", statistic=MEAN),
    "quality_score": Definition(dated="at", shown="score", statistic=MEAN, reviews=True),
    "backlog": Definition(dated=None),
    "aged_cases": Definition(dated=None),
}


def reduced(rows: Frame, definition: Definition, statistic: str | None) -> float | int | None:
    """What `rows` come to. None where there is nothing to take a share or a statistic of."""
    if statistic and (definition.statistic is None or statistic not in (MEDIAN, MEAN, P90)):
        raise ValueError(f"no statistic {statistic!r} here")
    if definition.is_count:
        return len(rows)
    shown = pd.to_numeric(rows[definition.shown].dropna())
    if len(shown) == 0:
        return None
    match statistic or definition.statistic or MEAN:
        case "median":
            return float(shown.median())
        case "p90":
            return float(shown.quantile(0.9, interpolation="linear"))
        case _:
            return float(shown.mean())


def counted(rows: Frame, definition: Definition) -> tuple[int, int | None]:
    """How many rows the number stands on, and of a share how many of them it is."""
    if definition.is_count:
        return len(rows), None
    shown = rows[definition.shown].dropna()
    return len(shown), int(shown.sum()) if definition.is_share else None


def shown_of(rows: Frame, definition: Definition) -> Frame:
    """The rows with the one column that a number is taken of, or none: cutting all of them often takes long."""
    return rows[[name for name in (definition.shown,) if name]]


def chosen(rows: Frame, mask: Sequence[bool]) -> Frame:
    """The rows for which `mask` is true."""
    return rows[np.array(mask, dtype=bool)]
