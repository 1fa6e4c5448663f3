"""The columns that numbers are computed from: cases with their facts, events and reviews, as Parquet files.

Times are kept twice: as instants (`…_at`, UTC) and as what the clock in the reporting time zone showed (`…_local`),
by which cases are put into periods.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from knowledge.cases.case import Case, CaseEvent, CaseHistory, QualityReview
from knowledge.cases.facts import CaseFacts
from knowledge.metrics.dimensions import ATTRIBUTE_PREFIX, COLUMN_DIMENSIONS, NONE
from knowledge.metrics.fact_files import CASES, EVENTS, REVIEWS

_ROWS = 20_000
"""Rows held in memory before they are written."""

_INSTANT = pa.timestamp("us", tz="UTC")
_CLOCK = pa.timestamp("us")
_TYPES: Mapping[str, pa.DataType] = {
    "str": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "datetime": _INSTANT,
}
_LOCAL: Mapping[str, Callable[[Case, CaseFacts], datetime | None]] = {
    "opened_local": lambda case, facts: case.opened_at,
    "requested_local": lambda case, facts: facts.requested_at,
    "escalated_local": lambda case, facts: facts.escalated_at,
    "elevated_local": lambda case, facts: facts.elevated_at,
    "resolved_local": lambda case, facts: facts.resolved_at,
    "closed_local": lambda case, facts: facts.closed_at,
    "complained_local": lambda case, facts: facts.complained_at,
    "scored_local": lambda case, facts: facts.closed_at or facts.resolved_at,
}
_FACTS = tuple(field.name for field in fields(CaseFacts))
# What the facts say of these replaces what the source's column said.
_CASE = tuple(field.name for field in fields(Case) if field.name not in {*_FACTS, "attributes"})

_DIMENSIONS = tuple(dimension.column for dimension in COLUMN_DIMENSIONS if dimension.column)

_Row = TypeVar("_Row")


def _type_of(annotation: object) -> pa.DataType:
    name = str(getattr(annotation, "__name__", annotation)).replace(" | None", "").rpartition(".")[2]
    return _TYPES[name]


def case_schema(attributes: Sequence[str]) -> pa.Schema:
    """The columns of `cases.parquet`: the case, its facts, local times, `text_key`, then the kept attributes."""
    own = {field.name: field for field in fields(Case)} | {field.name: field for field in fields(CaseFacts)}
    return pa.schema(
        [
            *((name, _type_of(own[name].type)) for name in (*_CASE, *_FACTS)),
            *((name, _CLOCK) for name in _LOCAL),
            ("text_key", pa.binary(16)),
            *((ATTRIBUTE_PREFIX + name, pa.string()) for name in attributes),
        ]
    )


EVENT_SCHEMA = pa.schema(
    [
        ("case_id", pa.string()),
        ("at", _INSTANT),
        ("at_local", _CLOCK),
        *((name, pa.string()) for name in ("kind", "actor", "from_team", "to_team", "reason", "note")),
    ]
)
REVIEW_SCHEMA = pa.schema(
    [("at_local", _CLOCK), ("team", pa.string()), ("score", pa.float64()), ("product", pa.string())]
)


def distinct_attributes(names: Iterable[str]) -> tuple[str, ...]:
    """`names` in alphabetical order; of those that differ in case only the first: a column cannot tell them apart."""
    return tuple(sorted({name.lower(): name for name in sorted(names, reverse=True)}.values()))


class FactWriter:
    """Writes cases with their facts, and their events, in batches, into two files of `folder`."""

    def __init__(self, folder: Path, *, attributes: Sequence[str], zone: ZoneInfo) -> None:
        self._zone = zone
        self._attributes = {name.lower(): name for name in attributes}
        self._dimensions = [*_DIMENSIONS, *(ATTRIBUTE_PREFIX + name for name in attributes)]
        self._schema = case_schema(attributes)
        self._cases = pq.ParquetWriter(folder / CASES, self._schema, compression="zstd")
        self._events = pq.ParquetWriter(folder / EVENTS, EVENT_SCHEMA, compression="zstd")

    def write(self, batch: Sequence[tuple[CaseHistory, CaseFacts, bytes]]) -> None:
        """Appends histories with their facts and the key of their text."""
        rows = [self._row(history.case, facts, key) for history, facts, key in batch]
        _append(self._cases, rows)
        _append(self._events, [_event_row(event, self._zone) for history, _, _ in batch for event in history.events])

    def close(self) -> None:
        """Completes both files."""
        self._cases.close()
        self._events.close()

    def _row(self, case: Case, facts: CaseFacts, key: bytes) -> dict[str, Any]:
        row = {name: getattr(case, name) for name in _CASE}
        row |= {name: getattr(facts, name) for name in _FACTS}
        row |= {name: _local(at(case, facts), self._zone) for name, at in _LOCAL.items()}
        said = {name.lower(): value for name, value in sorted(case.attributes.items(), reverse=True)}
        row |= {ATTRIBUTE_PREFIX + name: said.get(lower) for lower, name in self._attributes.items()}
        row["text_key"] = key
        return row | {name: _said(row[name]) for name in self._dimensions}


def write_reviews(folder: Path, reviews: Iterable[QualityReview], zone: ZoneInfo) -> int:
    """Writes `reviews.parquet`. Returns how many there were."""
    written = 0
    with pq.ParquetWriter(folder / REVIEWS, REVIEW_SCHEMA, compression="zstd") as writer:
        for batch in batches(reviews, _ROWS):
            rows = [
                {
                    "at_local": _local(one.at, zone),
                    "team": _said(one.team),
                    "score": one.score,
                    "product": _said(one.product),
                }
                for one in batch
            ]
            _append(writer, rows)
            written += len(rows)
    return written


def batches(rows: Iterable[_Row], size: int = _ROWS) -> Iterator[Sequence[_Row]]:
    """`rows` in lists of `size`, the last one shorter."""
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch


def _append(writer: pq.ParquetWriter, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        writer.write_table(pa.Table.from_pylist(list(rows), schema=writer.schema))


def _event_row(event: CaseEvent, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "case_id": event.case_id,
        "at": event.at,
        "at_local": _local(event.at, zone),
        "kind": event.kind.value,
        "actor": event.actor,
        "from_team": event.from_team,
        "to_team": event.to_team,
        "reason": event.reason,
        "note": event.note,
    }


def _said(text: str | None) -> str | None:
    """None for the name of the group of those without one."""
    return None if text == NONE else text


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """What a clock in `zone` showed at the instant, without a zone."""
    return None if at is None else at.astimezone(zone).replace(tzinfo=None)
