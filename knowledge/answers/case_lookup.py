"""Single cases of one generation: those behind a number, and all that happened to one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.answers.cases.material import MaterialEvent, columns_of, events_of
from knowledge.generations.manifest import Manifest
from knowledge.metrics.catalogue import Measure, Metric
from knowledge.metrics.compiling import Request, cases_behind
from knowledge.metrics.engine import Engine, quoted_name
from knowledge.metrics.moments import Ending
from knowledge.retrieval.search.similar_case import SimilarCase, address_of

_LISTED = ("case_id", "subject", "escalated_at IS NOT NULL", "outcome", "resolution", "url", "opened_local::DATE")
_TOLD = (
    *("case_id", "subject", "product", "priority", "region", "channel", "account_name", "team", "status", "outcome"),
    *("description", "resolution", "opened_local", "escalated_local", "resolved_local", "closed_local"),
    *("hours_to_first_response", "hours_to_escalate", "hours_to_resolve"),
)
_MICROSECONDS_IN_HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCase:
    """A case that a number counts: the local time that dates it, and its amount where the number is made of amounts."""

    case_id: str
    at: datetime
    amount: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent(MaterialEvent):
    """An event that is told: `age` is how many hours before the end of the data, negative where it is dated after."""

    age: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCase:
    """One case with its events in order. `values` are columns of the facts by their names, None where not known.

    `age` is that of its opening, as of an event. Long texts are cut as those of other cases are.
    """

    case_id: str
    age: float
    values: Mapping[str, Any]
    events: Sequence[ToldEvent]


class CaseLookup:
    """Looks cases up by the facts. May be shared between threads; every method raises DamagedGeneration."""

    def __init__(self, engine: Engine, manifest: Manifest, *, url_template: str) -> None:
        self._engine = engine
        self._manifest = manifest
        self._url_template = url_template

    def has(self, case_id: str) -> bool:
        """Whether the generation has a case of this id."""
        return bool(self._engine.rows("SELECT 1 FROM cases WHERE case_id = ?", [case_id]))

    def behind(self, metric: Metric, request: Request) -> Sequence[CountedCase]:
        """The cases that a number counts; of a share, those in its numerator.

        Of durations the longest come first, of what is open the oldest, of all else the latest.
        """
        manifest = self._manifest
        ending = Ending(zone=ZoneInfo(manifest.timezone), as_of=manifest.as_of, aged_hours=metric.threshold_hours)
        moment = ending.moment(request.period.end)
        condition, params = cases_behind(metric, request, manifest.attributes, moment)
        at, hours = quoted_name(metric.dated_by), metric.unit == "hours"
        order = f"{quoted_name(metric.amount or '')} DESC" if hours else f"{at} DESC"
        order = f"{at} ASC" if metric.measure is Measure.STOCK else order
        amount = quoted_name(metric.amount) if metric.amount else "NULL"
        sql = f"SELECT case_id, {at}, {amount} FROM cases WHERE {condition} ORDER BY {order}, case_id"
        return [CountedCase(case_id=row[0], at=row[1], amount=row[2]) for row in self._engine.rows(sql, params)]

    def listed(self, whys: Mapping[str, str]) -> Sequence[SimilarCase]:
        """The cases of these ids in their order, each with why it is there, and no score: nothing was searched for."""
        sql = f"SELECT {', '.join(_LISTED)} FROM cases WHERE case_id IN (SELECT unnest(?::VARCHAR[]))"
        found = {row[0]: row for row in self._engine.rows(sql, [list(whys)])}
        return [self._listed(found[case_id], why) for case_id, why in whys.items() if case_id in found]

    def told(self, case_id: str) -> ToldCase | None:
        """The case of this id with its events; None when there is none."""
        sql = f"SELECT epoch_us(opened_at), {columns_of(_TOLD)} FROM cases WHERE case_id = ?"
        found = self._engine.rows(sql, [case_id])
        if not found:
            return None
        opened, *values = found[0]
        events = events_of(self._engine, [case_id], lambda instant, **told: ToldEvent(age=self._age(instant), **told))
        return ToldCase(
            case_id=case_id,
            age=self._age(opened),
            values=dict(zip(_TOLD, values, strict=True)),
            events=events.get(case_id, ()),
        )

    def _age(self, microseconds: int) -> float:
        """Hours from an instant, in microseconds since 1970, to the end of the data."""
        return self._manifest.as_of.timestamp() * 1e6 / _MICROSECONDS_IN_HOUR - microseconds / _MICROSECONDS_IN_HOUR

    def _listed(self, row: Sequence[Any], why: str) -> SimilarCase:
        case_id, subject, escalated, outcome, resolution, url, opened_on = row
        return SimilarCase(
            case_id=case_id,
            score=None,
            subject=subject,
            escalated=escalated,
            outcome=outcome,
            resolution=resolution,
            why=why,
            url=url or address_of(case_id, self._url_template),
            opened_on=opened_on,
        )
