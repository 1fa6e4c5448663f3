"""Causes of escalations: what one is, and which of them act on a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time
from functools import cached_property

from pipelines.sample.forces import CALM, Forces
from pipelines.sample.history import History

WEEK_SECONDS = 7 * 24 * 3600
FORCE_NAMES = frozenset(force.name for force in fields(Forces))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing wrong with the organisation, which a detector of `kind` should find in the segment `where`.

    `since` None means from the first day. `effect` is what can be measured: its numbers are named in `statement`.
    `forces` is how it acts. A `gradual` cause grows from nothing at `since` to its full force on the last day.
    """

    kind: str
    where: Mapping[str, str]
    statement: str
    mechanism: str
    since: date | None = None
    effect: Mapping[str, float] = field(default_factory=dict)
    forces: Mapping[str, float] = field(default_factory=dict)
    gradual: bool = False

    def __post_init__(self) -> None:
        if unknown := set(self.forces) - FORCE_NAMES:
            raise ValueError(f"no such forces: {sorted(unknown)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A category that is written with another name from `since` on."""

    before: str
    after: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """A product whose share of all cases jumps at `since`."""

    product: str
    share: float
    since: date


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything that was planted in one sample."""

    causes: Sequence[Cause]
    rename: Rename
    launch: Launch
    history: History
    known: dict[tuple[int, int], Forces] = field(default_factory=dict)

    @cached_property
    def acting(self) -> Sequence[tuple[int, Cause, Sequence[tuple[str, str]], datetime]]:
        """The causes that have forces, each with a bit of its own, its segment and its beginning."""
        causes = [cause for cause in self.causes if cause.forces]
        return [
            (1 << place, cause, tuple(cause.where.items()), _beginning(cause, self.history))
            for place, cause in enumerate(causes)
        ]

    def forces_on(self, facets: Mapping[str, str | None], at: datetime) -> Forces:
        """The forces on a case with these `facets` (dimension to value, its owning team among them) opened `at`."""
        bits = 0
        for bit, _, where, since in self.acting:
            if at >= since:
                for name, value in where:
                    if facets[name] != value:
                        break
                else:
                    bits |= bit
        if not bits:
            return CALM
        week = int((at - self.history.first).total_seconds()) // WEEK_SECONDS
        if (bits, week) not in self.known:
            self.known[bits, week] = self._forces(bits, at)
        return self.known[bits, week]

    def _forces(self, bits: int, at: datetime) -> Forces:
        forces = CALM
        for bit, cause, _, since in self.acting:
            if bits & bit:
                grown = (at - since) / (self.history.end - since) if cause.gradual else 1.0
                forces = replace(forces, **_grown(cause.forces, grown))
        return forces


def _grown(full: Mapping[str, float], share: float) -> dict[str, float]:
    """The forces at `share` of the way from calm to `full`."""
    return {name: getattr(CALM, name) + (value - getattr(CALM, name)) * share for name, value in full.items()}


def _beginning(cause: Cause, history: History) -> datetime:
    return datetime.combine(cause.since, time(), UTC) if cause.since else history.first
