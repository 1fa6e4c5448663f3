"""The commands that fill and refresh: `import`, `refresh`, `sample`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from knowledge.commands import AsJson
from knowledge.output import document, say

if TYPE_CHECKING:  # the database and the model are loaded by the command that needs them, not by --help
    from knowledge.cases.store import CaseStore
    from knowledge.settings import Settings
    from pipelines.nightly import NightlyParts

DONE_WITH_REJECTS = 3

Advance = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and of how much."""


class Parts(Protocol):
    """What these commands are handed; each is built when it is first asked for."""

    @property
    def settings(self) -> "Settings": ...
    @property
    def store(self) -> "CaseStore": ...
    @property
    def nightly(self) -> "NightlyParts": ...


def register(app: typer.Typer, parts: Parts) -> None:
    """Adds the commands to `app`."""

    @app.command("import")
    def import_(folder: Path, as_json: AsJson = False) -> None:
        """Take in an export folder: new cases are added, known ones updated."""
        from pipelines.ingest import import_folder

        settings = parts.settings
        with bars() as advance:
            report = import_folder(
                folder,
                parts.store,
                timezone=settings.timezone,
                rejects_folder=settings.groundswell_home / "rejects",
                now=settings.now(),
                progress=advance,
            )
        rejects = str(report.rejects_file) if report.rejects_file else None
        taken = {"cases": report.cases, "events": report.events, "teams": report.teams, "quality": report.quality}
        if as_json:
            say(document({**taken, "rejected": report.rejected, "rejects_file": rejects}))
        else:
            say(_import_sentence(taken, report.rejected, report.warnings, rejects))
        raise typer.Exit(DONE_WITH_REJECTS if report.rejected else 0)

    @app.command()
    def refresh(
        full: Annotated[bool, typer.Option("--full", help="Compute and embed everything anew.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Build a new generation from the case database and serve it."""
        from pipelines.nightly import refresh as run

        with bars() as advance:
            report = run(parts.nightly, now=parts.settings.now(), progress=advance, full=full)
        if as_json:
            say(document({**asdict(report), "as_of": report.as_of.isoformat()}))
            return
        say(
            f"Generation {report.generation} is served: {report.cases:,} cases as of {report.as_of:%Y-%m-%d %H:%M} UTC;"
            f" {report.embedded:,} embedded, {report.reused:,} unchanged, {report.removed:,} removed,"
            f" {report.truncated:,} with a text longer than the model reads; {report.seconds:.1f} s."
        )

    @app.command()
    def sample(
        folder: Path,
        cases: Annotated[int, typer.Option(help="How many cases.")] = 5000,
        seed: Annotated[int, typer.Option(help="Equal seeds give equal cases.")] = 7,
        as_json: AsJson = False,
    ) -> None:
        """Write a sample export folder of a believable support organisation."""
        from pipelines.sample.writer import write_sample

        with bars() as advance:
            summary = write_sample(
                folder,
                cases=cases,
                seed=seed,
                until=parts.settings.now(),
                progress=lambda done: advance("sample", done, cases),
            )
        if as_json:
            say(document({"folder": str(folder), **asdict(summary)}))
            return
        say(f"{folder}: {summary.cases:,} cases, {summary.events:,} events, {summary.causes:,} planted causes.")


@contextmanager
def bars() -> Iterator[Advance]:
    """A progress bar a stage, on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    stages: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True)) as progress:

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in stages:
                stages[stage] = progress.add_task(stage, total=total)
            progress.update(stages[stage], completed=done, total=total)

        yield advance


def _import_sentence(taken: dict[str, int], rejected: int, warnings: int, rejects: str | None) -> str:
    counts = ", ".join(f"{count:,} {name}" for name, count in taken.items() if count) or "nothing"
    sentence = f"Taken in: {counts}."
    if rejected or warnings:
        sentence += f" {rejected:,} rows rejected, {warnings:,} values left empty: {rejects} says which and why."
    return sentence
