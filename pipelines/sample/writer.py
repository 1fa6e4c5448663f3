"""The files of a sample: the export folder of DESIGN 3.1 and, beside it, what was planted."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Protocol

from knowledge.errors import DiskFull, UnusableFolder, UnusableInput, means_no_room
from pipelines.sample.causes import Plan
from pipelines.sample.exporting import Exported, export
from pipelines.sample.forces import Forces
from pipelines.sample.history import History, history_until
from pipelines.sample.organisation import TEAMS, Organisation, found_organisation
from pipelines.sample.planted import plant
from pipelines.sample.sketches import Sketch, sketches_of_day
from pipelines.sample.stories import live

VERSION = 1
MARKER = "planted_causes.json"
ATTRIBUTES = ("plan_version", "contract_type", "amount_band")
PLAIN = (
    "case_id", "opened_at", "subject", "description", "product", "category", "priority", "channel", "region",
    "language", "account_id", "account_name", "account_tier", "team", "status", "outcome", "resolution",
    "first_response_at", "resolved_at", "closed_at", "csat", "updated_at",
)  # fmt: skip
COLUMNS = {
    "cases.csv": (*PLAIN, *ATTRIBUTES),
    "events.csv": ("case_id", "at", "kind", "actor", "from_team", "to_team", "reason", "note"),
    "teams.csv": ("team", "tier", "function"),
    "quality.csv": ("at", "team", "score", "product"),
}
PROGRESS_EVERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSummary:
    """How many of each were written."""

    cases: int
    events: int
    teams: int
    quality: int
    causes: int


def write_sample(
    folder: Path,
    *,
    cases: int = 5000,
    seed: int = 7,
    until: datetime,
    progress: Callable[[int], None] | None = None,
) -> SampleSummary:
    """Write `cases` cases of the 78 weeks before the day of `until` (aware) into `folder`, which is made if absent.

    The same cases, seed and day give the same bytes. `progress` gets the number of cases written so far. Raises
    UnusableInput for fewer than one case, UnusableFolder when the folder holds anything but a former sample (which
    is replaced) or cannot be written, DiskFull.
    """
    if cases < 1:
        raise UnusableInput(f"A sample needs at least one case, not {cases}.")
    history = history_until(until)
    organisation = found_organisation(seed, cases)
    plan = plant(organisation, history)
    with _told_plainly(folder):
        _prepare(folder)
        # First of all the marker: whatever is killed later can then be written again.
        _write_plan(folder / MARKER, plan, {"version": VERSION, "seed": seed, "cases": cases})
        exported = simulate(organisation, plan, cases=cases, seed=seed)
        events, quality = _write_tables(folder, exported, progress)
    return SampleSummary(cases=cases, events=events, teams=len(TEAMS), quality=quality, causes=len(plan.causes))


def simulate(organisation: Organisation, plan: Plan, *, cases: int, seed: int) -> Iterator[Exported]:
    """The cases in the order of their opening, one at a time."""
    number = 10_000
    for day in plan.history.opened_per_day(cases):
        # A generator of numbers per day: quick, and no day depends on what happened on another.
        rng = Random(f"{seed}:{day[0].isoformat()}")
        for sketch in sketches_of_day(rng, organisation, plan, day):
            number += 1
            life = live(f"C-{number}", sketch, rng, partial(_forces_on, plan, sketch))
            yield export(life, plan.rename, plan.history.end)


def _forces_on(plan: Plan, sketch: Sketch, team: str) -> Forces:
    return plan.forces_on(sketch.facets(team), sketch.opened_at)


@contextmanager
def _told_plainly(folder: Path) -> Iterator[None]:
    """The operating system's refusals in our words."""
    try:
        yield
    except OSError as error:
        if means_no_room(error):
            raise DiskFull(f"the sample in {folder}") from error
        raise UnusableFolder(f"The folder {folder} cannot be written: {error.strerror or error}.") from error


def _prepare(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UnusableFolder(f"{folder} is a file; a sample needs a folder.")
    folder.mkdir(parents=True, exist_ok=True)
    names = {path.name for path in folder.iterdir()}
    ours = {MARKER, *COLUMNS, *(_part(folder / name).name for name in COLUMNS)}
    if strange := sorted(names - ours):
        raise UnusableFolder(f"The folder {folder} holds other files ({strange[0]}); a sample needs one of its own.")
    if names and MARKER not in names:
        # Without the marker these may be somebody's real cases.
        raise UnusableFolder(f"The folder {folder} holds an export that is not a sample; it was left as it is.")


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _write_plan(path: Path, plan: Plan, metadata: dict[str, int]) -> None:
    document = {**metadata, **_span(plan.history), "causes": [asdict(cause) for cause in plan.causes]}
    path.write_text(json.dumps(document, indent=2, default=str, ensure_ascii=False) + "\n", encoding="utf-8")


def _span(history: History) -> dict[str, str]:
    return {"first": history.first.isoformat(), "end": history.end.isoformat()}


def _write_tables(
    folder: Path, exported: Iterable[Exported], progress: Callable[[int], None] | None
) -> tuple[int, int]:
    """Write all four files beside their names and rename them at the end; the counts of events and reviews."""
    events = quality = done = 0
    with ExitStack() as stack:
        cases_file, events_file, teams_file, quality_file = (
            _table(stack, _part(folder / name), columns) for name, columns in COLUMNS.items()
        )
        teams_file.writerows((team.team, team.tier, team.function) for team in TEAMS)
        for done, one in enumerate(exported, start=1):
            cases_file.writerow(_case_row(one))
            events_file.writerows(_event_rows(one))
            events += len(one.events)
            if one.review is not None:
                quality += 1
                quality_file.writerow((_text(one.review.at), one.review.team, one.review.score, one.review.product))
            if progress is not None and done % PROGRESS_EVERY == 0:
                progress(done)
    for name in COLUMNS:
        _part(folder / name).replace(folder / name)
    if progress is not None:
        progress(done)
    return events, quality


class _Table(Protocol):
    """As much of a CSV writer as is used here."""

    def writerow(self, row: Iterable[object], /) -> object: ...

    def writerows(self, rows: Iterable[Iterable[object]], /) -> object: ...


def _table(stack: ExitStack, path: Path, columns: Sequence[str]) -> _Table:
    """A CSV writer with its header written; the file is closed with the stack."""
    writer = csv.writer(stack.enter_context(path.open("w", encoding="utf-8", newline="")), lineterminator="\n")
    writer.writerow(columns)
    return writer


def _text(value: str | float | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else value


def _case_row(exported: Exported) -> list[str | None]:
    case = exported.case
    row = [_text(getattr(case, name)) for name in PLAIN]
    return [*row, *(case.attributes.get(name, "") for name in ATTRIBUTES)]


def _event_rows(exported: Exported) -> Iterator[tuple[str | None, ...]]:
    for event in exported.events:
        yield (
            event.case_id, event.at.isoformat(), event.kind.value, event.actor, event.from_team, event.to_team,
            event.reason, event.note,
        )  # fmt: skip
