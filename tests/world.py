"""A small world: a sample, imported and refreshed once for all tests, and the command line on it.

`small_world` is embedded by a fake in a second, `small_real_world` by the real model. Both are shared by every test
that asks for them, so none may change them: take `copied`.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from knowledge.answers.answer import Answer
from knowledge.answers.answerer import Answerer
from knowledge.answers.checking import checked, joined
from knowledge.answers.choice import draft_of
from knowledge.answers.kinds.drafting import Context
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.answers.served import Knowledge
from knowledge.metrics.periods import Period
from knowledge.questions.plan import Intent, Plan, Reading, Understood
from knowledge.retrieval.vectors.embedder import Embedder, SentenceEmbedder
from knowledge.settings import DEFAULT_MODEL, Settings
from pipelines.sample.writer import write_sample
from tests.fakes import HashingEmbedder
from tests.homes import Home

NOW = datetime(2026, 10, 14, 12, tzinfo=UTC)
"""A Wednesday; the sample ends the day before."""
TODAY = NOW.date()
AUGUST = Period(start=date(2026, 8, 1), end=date(2026, 9, 1))
SEPTEMBER = Period(start=date(2026, 9, 1), end=date(2026, 10, 1))
THIS_YEAR = Period(start=date(2026, 1, 1), end=date(2026, 10, 14))
YEAR_2019 = Period(start=date(2019, 1, 1), end=date(2020, 1, 1))
"""A year without data."""
CASES, REAL_CASES = 300, 60


@dataclass(frozen=True, kw_only=True)
class World:
    """A sample export and what came of it: `folder` is a GROUNDSWELL_HOME."""

    export: Path
    folder: Path
    embedder: Embedder

    @contextmanager
    def knowledge(self, **settings: Any) -> Iterator[Knowledge]:  # noqa: ANN401  whatever Settings takes
        """What answers questions here, with `settings` of its own."""
        home = Home(self.folder, embedder=self.embedder)
        knowledge = Knowledge(home.shelf, self.embedder, Settings(groundswell_home=self.folder, **settings))
        yield knowledge
        knowledge.close()
        home.close()

    @contextmanager
    def answerer(self, *, now: datetime = NOW, **settings: Any) -> Iterator[Answerer]:  # noqa: ANN401  any field
        """An Answerer for which it is `now`."""
        with self.knowledge(**settings) as knowledge:
            yield Answerer(knowledge, now=lambda: now, strict=True)

    def copied(self, target: Path) -> "World":
        """The same world in `target`, to do with as a test likes."""
        shutil.copytree(self.folder, target)
        return World(export=self.export, folder=target, embedder=self.embedder)


@cache
def real_embedder() -> SentenceEmbedder:
    """The real model, loaded by the first test that embeds."""
    return SentenceEmbedder(DEFAULT_MODEL)


def small_world(factory: pytest.TempPathFactory) -> World:
    """The sample, embedded by the fake."""
    return _built(factory.getbasetemp(), cases=CASES, real=False)


def small_real_world(factory: pytest.TempPathFactory) -> World:
    """A smaller sample, embedded by the real model: what the command line works on."""
    return _built(factory.getbasetemp(), cases=REAL_CASES, real=True)


@cache
def _built(base: Path, *, cases: int, real: bool) -> World:
    folder = base / f"world-of-{cases}"
    write_sample(folder / "export", cases=cases, seed=7, until=NOW)
    home = Home(folder / "home", embedder=real_embedder() if real else HashingEmbedder())
    home.take(folder / "export")
    home.refresh(now=NOW)
    home.close()
    return World(export=folder / "export", folder=folder / "home", embedder=home.embedder)


def a_value(metric: str = "escalations", **said: Any) -> Plan:  # noqa: ANN401  any field
    """Asks for one number, of September 2026 unless the test says otherwise."""
    return Plan(**{"intent": Intent.VALUE, "metric": metric, "period": SEPTEMBER, **said})


def answered(knowledge: Knowledge, *readings: Reading | Plan, today: date = TODAY, seen: Seen = EVERYTHING) -> Answer:
    """What is answered `today` to a question that was read so, held against its evidence."""
    with knowledge.current(seen) as served:
        context = Context("?", served, today=today, zone=ZoneInfo("UTC"))
        understood = [Understood(plan=one) if isinstance(one, Plan) else one for one in readings]
        return joined([checked(context, draft_of(context, one), strict=True) for one in understood])


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401  JSON
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The last line of standard error: what is said of a failure."""
        return self.err.strip().splitlines()[-1] if self.err.strip() else ""


Here = Callable[..., Ran]
"""Runs a command, given by its arguments, in this process: quicker than to start one as `groundswell` does."""


def groundswell(home: Path, *arguments: str | Path, settings: Mapping[str, str] | None = None) -> Ran:
    """Runs `groundswell …` as a program of its own, with nothing of this process's settings, on a fixed day."""
    home.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "groundswell", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=home, env=environment(home, settings), capture_output=True, text=True, timeout=240, check=False
    )
    return Ran(status=done.returncode, out=done.stdout, err=done.stderr)


def environment(home: Path, settings: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """The environment of a command on `home`: no `.env`, no token, no hub."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    ours = {"GROUNDSWELL_HOME": str(home), "GROUNDSWELL_NOW": NOW.isoformat(), "HF_HUB_OFFLINE": "1", "COLUMNS": "100"}
    return {**kept, **ours, **(settings or {})}
