"""The import of an export folder into the case store, in batches; it can always be run again."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from knowledge.cases.case import CaseEvent, CaseUpdate, QualityReview, Team
from pipelines.sources.export_folder import ExportFile, files_of, opened
from pipelines.sources.parsing import Parsed, case_of, event_of, review_of, team_of
from pipelines.sources.rejects_file import RejectsFile
from pipelines.sources.rows import CASES, EVENTS, TEAMS, Flaw, Row

logger = logging.getLogger(__name__)

T = TypeVar("T")

BATCH_ROWS = 5_000
BATCH_CHARACTERS = 8_000_000
"""A batch is saved when it has either: rows may be a megabyte long."""

Progress = Callable[[str, int, int], None]
"""Told the table, how much of its file is done and how much there is, in a unit of the file's own."""


class SavedEvents(Protocol):
    """How many events were new, and the positions of those whose case the store does not have."""

    @property
    def changed(self) -> int: ...
    @property
    def unknown(self) -> tuple[int, ...]: ...


class Store(Protocol):
    """What an import needs of the case store; each call is one transaction and returns what was new or changed."""

    def save_cases(self, updates: Sequence[CaseUpdate]) -> int: ...
    def save_events(self, events: Sequence[CaseEvent]) -> SavedEvents: ...
    def save_teams(self, teams: Sequence[Team]) -> int: ...
    def save_reviews(self, reviews: Sequence[QualityReview]) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The rows taken in by table, those rejected, the values left out, and where both are written down.

    A row that a later one of the same id replaces was taken in. `changed` counts what is new or different in the store;
    `rejects_file` is None when there was nothing to write.
    """

    cases: int = 0
    events: int = 0
    teams: int = 0
    quality: int = 0
    changed: int = 0
    rejected: int = 0
    warnings: int = 0
    rejects_file: Path | None = None


def import_folder(
    folder: Path,
    store: Store,
    *,
    timezone: ZoneInfo,
    rejects_folder: Path,
    now: datetime,
    progress: Progress | None = None,
) -> ImportReport:
    """Upsert an export folder. Times without an offset are in `timezone`; `now` dates the rejects file.

    Raises UnusableFolder before anything is saved, except for a file that is damaged further on; the store's errors;
    DiskFull or UnusableInput when the rejects cannot be written down. Whatever it raises, it can be run again.
    """
    files = files_of(folder)
    name = f"{folder.resolve().name or 'export'}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    with RejectsFile(rejects_folder, name) as rejects:
        run = _Import(store, timezone, rejects, progress or _nobody)
        for file in files:
            run.take(file)
    report = run.report()
    logger.info(
        "export folder imported",
        extra={
            "cases": report.cases,
            "events": report.events,
            "changed": report.changed,
            "rejected": report.rejected,
            "warnings": report.warnings,
        },
    )
    return report


def _nobody(table: str, done: int, total: int) -> None:
    """Nobody watches the progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """What the store says of a batch."""

    changed: int
    unknown: tuple[int, ...] = ()


@dataclass(slots=True)
class _Batch(Generic[T]):
    """Rows read together: the values of some with their lines, and what is wrong with any."""

    values: list[T] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)


class _Import:
    """One import under way: it adds up what the report says."""

    def __init__(self, store: Store, zone: ZoneInfo, rejects: RejectsFile, progress: Progress) -> None:
        self._store, self._zone, self._rejects, self._progress = store, zone, rejects, progress
        self._counts: Counter[str] = Counter()

    def take(self, file: ExportFile) -> None:
        """Save all that can be saved of a file, and write down the rest."""
        if file.table is TEAMS:
            self._take(file, team_of, lambda teams: _Saved(changed=self._store.save_teams(teams)))
        elif file.table is CASES:
            self._take(file, case_of, lambda cases: _Saved(changed=self._store.save_cases(cases)))
        elif file.table is EVENTS:
            self._take(file, event_of, self._store.save_events)
        else:
            self._take(file, review_of, lambda reviews: _Saved(changed=self._store.save_reviews(reviews)))

    def report(self) -> ImportReport:
        """What has been done so far."""
        return ImportReport(**self._counts, rejects_file=self._rejects.path)

    def _take(
        self,
        file: ExportFile,
        parse: Callable[[Row, ZoneInfo], Parsed[T]],
        save: Callable[[Sequence[T]], SavedEvents],
    ) -> None:
        with opened(file) as reading:
            self._progress(file.table.name, 0, reading.total)
            for batch in _batches(reading.rows(), lambda row: parse(row, self._zone)):
                self._save(file, batch, save)
                self._progress(file.table.name, reading.done(), reading.total)
            self._progress(file.table.name, reading.total, reading.total)

    def _save(self, file: ExportFile, batch: _Batch[T], save: Callable[[Sequence[T]], SavedEvents]) -> None:
        saved = save(batch.values) if batch.values else _Saved(changed=0)
        unknown = [_of_an_unknown_case(batch.values[at], batch.lines[at]) for at in saved.unknown]
        flaws = sorted([*batch.flaws, *unknown], key=lambda flaw: flaw.line)
        self._rejects.add(file.path.name, flaws)
        self._counts[file.table.name] += len(batch.values) - len(unknown)
        self._counts["changed"] += saved.changed
        self._counts["rejected"] += sum(flaw.level == "rejected" for flaw in flaws)
        self._counts["warnings"] += sum(flaw.level == "warning" for flaw in flaws)


def _batches(rows: Iterator[Row | Flaw], parse: Callable[[Row], Parsed[T]]) -> Iterator[_Batch[T]]:
    batch: _Batch[T] = _Batch()
    read = size = 0
    for row in rows:
        read += 1
        if isinstance(row, Flaw):
            batch.flaws.append(row)
        else:
            size += row.size
            parsed = parse(row)
            batch.flaws.extend(parsed.flaws)
            if parsed.value is not None:
                batch.values.append(parsed.value)
                batch.lines.append(row.line)
        if read >= BATCH_ROWS or size >= BATCH_CHARACTERS:
            yield batch
            batch, read, size = _Batch(), 0, 0
    if read:
        yield batch


def _of_an_unknown_case(value: object, line: int) -> Flaw:
    case_id = value.case_id if isinstance(value, CaseEvent) else ""
    return Flaw(
        line=line, column="case_id", case_id=case_id, reason=f"case {case_id} is neither in the folder nor in the store"
    )
