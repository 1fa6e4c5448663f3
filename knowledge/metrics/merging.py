"""A generation's fact files out of the last one's and what changed since, and what they tell as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge.metrics.engine import Engine
from knowledge.metrics.fact_files import CASES, EVENTS

_NOT_CHANGED = "case_id NOT IN (SELECT case_id FROM changed) AND case_id NOT IN (SELECT unnest(?::VARCHAR[]))"
_INSTANTS = (
    *("opened_at", "updated_at", "first_response_at", "requested_at", "decided_at", "escalated_at"),
    *("elevated_at", "resolved_at", "closed_at"),
)
_MATURING = ("hours_to_escalate", "hours_to_elevate", "hours_to_repeat_contact", "hours_to_reopen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What is known of all cases together. `as_of` is None without any case."""

    cases: int
    events: int
    as_of: datetime | None
    maturity_hours: Mapping[str, float]


def merge_facts(changed: Path, base: Path | None, removed: Sequence[str], target: Path) -> None:
    """Writes the fact files of `changed` into `target`, with the cases of `base` that are neither changed nor removed.

    Cases are put in the order of their opening; `row`, from 0, is a case's place, which the vectors share.
    """
    views = {"changed": changed / CASES, "changed_events": changed / EVENTS}
    if base is not None:
        views |= {"base": base / CASES, "base_events": base / EVENTS}
    engine = Engine(views, name=target.name, scratch=changed)
    try:
        cases, events, params = "SELECT * FROM changed", "SELECT * FROM changed_events", list[object]()
        if base is not None:
            cases += f' UNION ALL BY NAME SELECT * EXCLUDE ("row") FROM base WHERE {_NOT_CHANGED}'
            events += f" UNION ALL BY NAME SELECT * FROM base_events WHERE {_NOT_CHANGED}"
            params.append(list(removed))
        numbered = f'SELECT row_number() OVER (ORDER BY opened_at, case_id) - 1 AS "row", * FROM ({cases})'
        engine.write(f'{numbered} ORDER BY "row"', params, target / CASES)
        engine.write(events, params, target / EVENTS)
    finally:
        engine.close()


def whole_of(engine: Engine, now: datetime) -> Whole:
    """Counts, the latest instant up to `now` that the data speaks of, and how long events take to come."""
    # An instant leaves DuckDB as what a clock in UTC showed: as an aware one it would need another library.
    columns = ", ".join(f"(max({name}) FILTER ({name} <= ?))::TIMESTAMP" for name in _INSTANTS)
    (instants,) = engine.rows(f"SELECT {columns} FROM cases", [now] * len(_INSTANTS))
    ((events, last_event),) = engine.rows(
        'SELECT count(*), (max("at") FILTER ("at" <= ?))::TIMESTAMP FROM events', [now]
    )
    seen = [at for at in (*instants, last_event) if at is not None]
    cases, maturity_hours = counted_cases(engine)
    return Whole(
        cases=cases,
        events=events,
        as_of=max(seen).replace(tzinfo=UTC) if seen else None,
        maturity_hours=maturity_hours,
    )


def counted_cases(engine: Engine) -> tuple[int, Mapping[str, float]]:
    """How many cases there are, and the 90th percentile of the hours that events take to come, where one has come."""
    percentiles = ", ".join(f"quantile_cont({name}, 0.9)" for name in _MATURING)
    ((cases, *hours),) = engine.rows(f"SELECT count(*), {percentiles} FROM cases")
    return cases, {name: value for name, value in zip(_MATURING, hours, strict=True) if value is not None}
