"""The worlds of real cases: each log exported, imported and refreshed once, with an oracle over the same export."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from pipelines.sample.writer import write_sample
from tests.acceptance.exports import export_helpdesk, export_uci, export_volvo
from tests.fakes import HashingEmbedder
from tests.homes import Home
from tests.oracle import Oracle
from tests.world import World

SAMPLE_NOW = datetime(2026, 10, 14, 12, tzinfo=UTC)
SAMPLE_CASES = 3000


def export_sample(_: Path, folder: Path) -> int:
    """The sample, as `groundswell sample` writes it."""
    write_sample(folder, cases=SAMPLE_CASES, seed=7, until=SAMPLE_NOW)
    return SAMPLE_CASES


@dataclass(frozen=True, kw_only=True)
class Log:
    """A file of the shared data; for those who ask about it, it is `now`, shortly after its end."""

    export: Callable[[Path, Path], int]
    now: datetime


LOGS: Mapping[str, Log] = {
    "volvo": Log(export=export_volvo, now=datetime(2012, 5, 23, 12, tzinfo=UTC)),
    "uci": Log(export=export_uci, now=datetime(2017, 1, 2, 12, tzinfo=UTC)),
    "helpdesk": Log(export=export_helpdesk, now=datetime(2014, 1, 6, 12, tzinfo=UTC)),
    "sample": Log(export=export_sample, now=SAMPLE_NOW),
}


@dataclass(frozen=True)
class RealWorld:
    """One log with all that came of it, made when first asked for and not changed by anybody."""

    name: str
    data: Path
    folder: Path

    @property
    def now(self) -> datetime:
        """The day on which questions are asked."""
        return LOGS[self.name].now

    @cached_property
    def cases(self) -> int:
        """How many cases the log has."""
        return LOGS[self.name].export(self.data, self.folder / "export")

    @cached_property
    def world(self) -> World:
        """The log imported and refreshed, embedded by the fake."""
        assert self.cases
        home = Home(self.folder / "home", embedder=HashingEmbedder())
        home.take(self.folder / "export")
        home.refresh(now=self.now)
        home.close()
        return World(export=self.folder / "export", folder=self.folder / "home", embedder=home.embedder)

    @cached_property
    def oracle(self) -> Oracle:
        """What is right."""
        assert self.cases
        return Oracle(self.folder / "export", now=self.now)

    @property
    def last_day(self) -> date:
        """The last day of which the data speaks."""
        assert self.oracle.as_of
        return self.oracle.as_of.date()

    def oracle_of(self, hours: float | None) -> Oracle:
        """What is right where a question says what early or aged means, in hours."""
        if hours is None:
            return self.oracle
        return Oracle(self.folder / "export", now=self.now, early_hours=hours, aged_days=hours / 24)
