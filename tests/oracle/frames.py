"""One row a case with everything that a metric takes of it, and one a review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from tests.oracle.case_facts import Event, facts
from tests.oracle.exported import CASE_COLUMNS, TIME, Exported, Frame, read_export

FACT_TIMES = (
    *("requested_at", "escalated_at", "decided_at", "elevated_at", "first_response_at", "resolved_at"),
    *("closed_at", "complained_at"),
)
DIMENSIONS = {
    **{name: name for name in ("product", "category", "priority", "channel", "region", "language", "account_tier")},
    **{name: name for name in ("team", "status", "outcome", "reason")},
    "account": "account_name",
}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The settings that some definitions name. Targets are hours by priority."""

    early_hours: float
    sla_first_response: Mapping[str, float]
    sla_resolution: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Frames:
    """What is counted: `dimensions` says which column of `cases` each reads, `spoken` is every instant in the data."""

    cases: Frame
    reviews: Frame
    dimensions: Mapping[str, str]
    spoken: Frame


def frames(folder: Path, zone: ZoneInfo, limits: Limits) -> Frames:
    """The folder's cases with their facts."""
    exported = read_export(folder, zone)
    attributes = [name for name in exported.cases.columns if name not in CASE_COLUMNS]
    return Frames(
        cases=_with_hours(_with_facts(exported), limits),
        reviews=exported.reviews,
        dimensions={**DIMENSIONS, **{name: f"attribute {name}" for name in attributes if name not in DIMENSIONS}},
        spoken=_spoken(exported),
    )


def _spoken(exported: Exported) -> Frame:
    times = ("opened_at", "first_response_at", "resolved_at", "closed_at", "updated_at")
    of_cases = [exported.cases[name] for name in times]
    return pd.concat([*of_cases, exported.events["at"], exported.reviews["at"]]).dropna()


def _with_facts(exported: Exported) -> Frame:
    """The cases, their facts in place of the columns of the same name; attributes are kept apart."""
    told = exported.cases.rename(
        columns={name: f"attribute {name}" for name in exported.cases.columns if name not in CASE_COLUMNS}
    )
    events = {str(name): _events(group) for name, group in exported.events.groupby("case_id")}
    found = [facts(_plain(case), events.get(case["case_id"], []), exported.tiers) for case in told.to_dict("records")]
    for name in found[0] if found else ():
        values = [one[name] for one in found]
        told[name] = pd.Series(values, index=told.index, dtype=TIME if name in FACT_TIMES else None)
    return told


def _events(group: Frame) -> list[Event]:
    names = ["at", "kind", "from_team", "to_team", "reason"]
    return [
        Event(at=at.to_pydatetime(), kind=kind, from_team=source, to_team=target, reason=reason)
        for at, kind, source, target, reason in group[names].itertuples(index=False, name=None)
    ]


def _plain(case: Mapping[Any, Any]) -> dict[str, Any]:
    """The case with None for a time that it lacks."""
    times = {name: value for name, value in case.items() if isinstance(value, datetime) or name.endswith("_at")}
    return {**case, **{name: None if value is pd.NaT else value.to_pydatetime() for name, value in times.items()}}


def _with_hours(cases: Frame, limits: Limits) -> Frame:
    """Durations in hours, of which none is negative, and what is true of a case or not."""
    response, resolution = _hours(cases, "opened_at", "first_response_at"), _hours(cases, "opened_at", "resolved_at")
    breached = cases["breached"].astype(bool)
    breached |= response > _targets(cases, limits.sla_first_response)
    breached |= resolution > _targets(cases, limits.sla_resolution)
    to_escalation = _hours(cases, "opened_at", "escalated_at")
    return cases.assign(
        escalated=cases["escalated_at"].notna(),
        elevated=cases["elevated_at"].notna(),
        early=to_escalation <= limits.early_hours,
        kept_sla=~breached,
        ended_at=cases["closed_at"].fillna(cases["resolved_at"]),
        hours_to_decide=_positive(_hours(cases, "requested_at", "decided_at")),
        hours_to_escalate=_positive(to_escalation),
        hours_to_respond=_positive(response),
        hours_to_resolve=_positive(resolution),
    )


def _hours(cases: Frame, start: str, end: str) -> Frame:
    return (cases[end] - cases[start]).dt.total_seconds() / 3600


def _positive(hours: Frame) -> Frame:
    return hours.where(hours >= 0)


def _targets(cases: Frame, hours: Mapping[str, float]) -> Frame:
    """The target of each case's priority; without one none can be missed."""
    return cases["priority"].map(dict(hours)).astype(float).fillna(float("inf"))
