"""What the cases of an answer say and what happened to them: what summaries and comparisons are made of."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from knowledge.cases.case import EventKind
from knowledge.metrics.engine import Engine

_MOST_TEXT = 12_000
"""Characters of a description or a resolution that are read: what comes after them is seldom the point."""
_CASE = (
    *("case_id", "subject", "description", "resolution", "outcome", "product", "team", "language"),
    *("opened_local", "escalated_local", "resolved_local"),
    *("hours_to_first_response", "hours_to_escalate", "hours_to_resolve"),
    *("handoffs", "repeat_contacts", "reopens", "approvals", "approval_wait"),
)
_LONG = ("description", "resolution")
_EVENT = ("at_local", "kind", "from_team", "to_team", "reason", "note", "actor")
_KINDS = [kind.value for kind in EventKind]
_Event = TypeVar("_Event")
_HANDED = frozenset({"handoff", "elevated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialEvent:
    """One event of a case. `at` is what the clock in the reporting time zone showed."""

    at: datetime
    kind: str
    from_team: str | None = None
    to_team: str | None = None
    reason: str | None = None
    note: str | None = None
    actor: str | None = None

    @property
    def is_handoff(self) -> bool:
        """Whether it changed the owning team."""
        return self.kind in _HANDED and bool(self.from_team and self.to_team) and self.from_team != self.to_team


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMaterial:
    """A case with its facts, its texts and its events in order. All texts are redacted, quoted and never obeyed.

    Times are local to the reporting time zone and None where they have not come; hours are None then, too.
    `approval_wait` is in hours over the `approvals` that were decided. Long texts are cut.
    """

    case_id: str
    subject: str
    description: str | None = None
    resolution: str | None = None
    outcome: str | None = None
    product: str | None = None
    team: str | None = None
    language: str | None = None
    opened_local: datetime
    escalated_local: datetime | None = None
    resolved_local: datetime | None = None
    hours_to_first_response: float | None = None
    hours_to_escalate: float | None = None
    hours_to_resolve: float | None = None
    handoffs: int = 0
    repeat_contacts: int = 0
    reopens: int = 0
    approvals: int = 0
    approval_wait: float | None = None
    events: Sequence[MaterialEvent] = ()

    @property
    def has_escalated(self) -> bool:
        """Whether it ever did."""
        return self.escalated_local is not None

    @property
    def teams(self) -> Sequence[str]:
        """Every team that had it, the present one last."""
        handed = [team for event in self.events if event.is_handoff for team in (event.from_team, event.to_team)]
        return list(dict.fromkeys(filter(None, [*handed, self.team])))

    @property
    def first_team(self) -> str | None:
        """The team that had it before anybody handed it on; None where nobody is known to have had it."""
        return next((event.from_team for event in self.events if event.is_handoff), self.team)


class MaterialLookup:
    """Reads material by the facts. May be shared between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, case_ids: Sequence[str]) -> Mapping[str, CaseMaterial]:
        """The cases of these ids, in their order, as far as there are such. Raises DamagedGeneration."""
        ids = list(dict.fromkeys(case_ids))
        if not ids:
            return {}
        sql = f"SELECT {columns_of(_CASE)} FROM cases WHERE case_id IN (SELECT unnest(?::VARCHAR[]))"
        found = {row[0]: dict(zip(_CASE, row, strict=True)) for row in self._engine.rows(sql, [ids])}
        events = events_of(self._engine, list(found), lambda _, **told: MaterialEvent(**told))
        return {one: CaseMaterial(**found[one], events=events.get(one, ())) for one in ids if one in found}


def columns_of(names: Sequence[str]) -> str:
    """Columns of the facts as SQL, with long texts cut."""
    return ", ".join(f"left({name}, {_MOST_TEXT})" if name in _LONG else name for name in names)


def events_of(engine: Engine, case_ids: Sequence[str], made: Callable[..., _Event]) -> Mapping[str, Sequence[_Event]]:
    """The events of each case in the order in which they happened; those of one moment in that of their kinds.

    `made` makes one of its instant, in microseconds since 1970, and what a MaterialEvent has. Raises DamagedGeneration.
    """
    sql = (
        f'SELECT case_id, epoch_us("at"), {", ".join(_EVENT)} FROM events'
        " WHERE case_id IN (SELECT unnest(?::VARCHAR[]))"
    )
    rows = sorted(engine.rows(sql, [list(case_ids)]), key=lambda row: (row[1], _KINDS.index(row[3])))
    told = defaultdict[str, list[_Event]](list)
    for case_id, instant, at, *said in rows:
        told[case_id].append(made(instant, at=at, **dict(zip(_EVENT[1:], said, strict=True))))
    return told
