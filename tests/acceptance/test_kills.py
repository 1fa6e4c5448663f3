"""kill -9 at any moment of an import and a refresh: what is served stays whole, and one clean run makes it all good."""

import csv
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from pipelines.sample.writer import write_sample
from tests.homes import NOW, Home, Shown, embedder_called, shown

CASES, FIRST_CASES = 240, 180
TEXTS = ("charged twice for one order", "cannot log in after the password was reset", "the export is slow")
SEED = 20261005


class Process:
    """An import and a refresh in a process of its own, loaded and waiting to begin."""

    def __init__(self, home: Path, export: Path, embedder: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.homes", str(home), str(export), embedder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def begin(self) -> None:
        """Waits until it is loaded and sets it going."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n", self._process.communicate()[1]
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def is_running(self) -> bool:
        return self._process.poll() is None

    def finish(self) -> None:
        """Lets it end by itself, which must go well."""
        _, said = self._process.communicate(timeout=300)
        assert self._process.returncode == 0, said

    def kill(self) -> None:
        """kill -9, unless it has ended; what it had started, such as the check of the index, is left to itself."""
        self._process.kill()
        self._process.communicate()


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A home before and after its second import, and how long that takes without being killed, in seconds."""

    embedder: str
    export: Path
    before: Path
    cases: Sequence[str]
    old: Shown
    new: Shown
    seconds: float

    def process(self, home: Path) -> Process:
        return Process(home, self.export, self.embedder)

    def restore(self, home: Path) -> None:
        """Makes `home` what it was before."""
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.before, home)


def staged(folder: Path, embedder: str) -> Stage:
    """Prepares the two states that may be seen."""
    first, second = two_exports(folder)
    before, after = folder / "before", folder / "after"
    with closing(Home(before, embedder=embedder_called(embedder))) as home:
        home.take(first)
        home.refresh()
    shutil.copytree(before, after)
    unkilled = Process(after, second, embedder)
    unkilled.begin()
    started = monotonic()
    unkilled.finish()
    seconds = monotonic() - started
    cases = [case["case_id"] for case in rows(first / "cases.csv")[::20]]
    old, new = seen(before, embedder, cases), seen(after, embedder, cases)
    assert old != new
    return Stage(embedder=embedder, export=second, before=before, cases=cases, old=old, new=new, seconds=seconds)


def two_exports(folder: Path) -> tuple[Path, Path]:
    """A sample's beginning, and all of it with some texts and teams changed."""
    whole, first, second = folder / "sample", folder / "first", folder / "second"
    write_sample(whole, cases=CASES, seed=7, until=NOW)
    cases, events = rows(whole / "cases.csv"), rows(whole / "events.csv")
    cases.sort(key=lambda case: case["opened_at"])
    known = {case["case_id"] for case in cases[:FIRST_CASES]}
    shutil.copytree(whole, first)
    write(first / "cases.csv", cases[:FIRST_CASES])
    write(first / "events.csv", [event for event in events if event["case_id"] in known])
    shutil.copytree(whole, second)
    changed = [
        {**case, "subject": f"{case['subject']} again"} if place % 5 == 0 else case for place, case in enumerate(cases)
    ]
    write(second / "cases.csv", changed)
    return first, second


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def write(file: Path, content: Sequence[Mapping[str, str]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, list(content[0]))
        writer.writeheader()
        writer.writerows(content)


def seen(folder: Path, embedder: str, cases: Sequence[str]) -> Shown:
    """What a person is shown of the home in `folder`."""
    with (
        closing(Home(folder, embedder=embedder_called(embedder))) as home,
        home.knowledge() as knowledge,
        knowledge.current() as served,
    ):
        return shown(served, texts=TEXTS, cases=cases)


def survives(stage: Stage, home: Path, *, kills: int) -> int:
    """Kills `kills` processes at random moments; returns how many were still at work."""
    chance, interrupted = Random(SEED), 0
    stage.restore(home)
    with ExitStack() as started:

        def another() -> Process:
            process = stage.process(home)
            started.callback(process.kill)
            return process

        upcoming = another()
        for _ in range(kills):
            process, upcoming = upcoming, another()
            process.begin()
            sleep(chance.uniform(0, stage.seconds))
            interrupted += process.is_running()
            process.kill()
            found = seen(home, stage.embedder, stage.cases)
            assert found in (stage.old, stage.new)
            if found == stage.new:
                stage.restore(home)
        upcoming.begin()
        upcoming.finish()
    return interrupted


def assert_as_never_killed(stage: Stage, home: Path) -> None:
    assert seen(home, stage.embedder, stage.cases) == stage.new
    with closing(Home(home)) as found:
        with found.shelf.build():
            pass  # what a killed run's own child still wrote after the clean run had swept goes now
        folders = {path.name for path in (home / "generations").iterdir() if path.is_dir()}
        assert folders == {"locks", *found.shelf.published()}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return staged(tmp_path_factory.mktemp("kills"), "hashing")


def test_ten_kills_lose_nothing(stage: Stage, tmp_path: Path) -> None:
    interrupted = survives(stage, tmp_path / "home", kills=10)

    assert interrupted >= 5
    assert_as_never_killed(stage, tmp_path / "home")


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_fifty_kills_lose_nothing(stage: Stage, tmp_path: Path) -> None:
    interrupted = survives(stage, tmp_path / "home", kills=50)

    assert interrupted >= 25
    assert_as_never_killed(stage, tmp_path / "home")


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_fifty_kills_lose_nothing_with_the_real_model(tmp_path: Path) -> None:
    stage = staged(tmp_path, "real")

    interrupted = survives(stage, tmp_path / "home", kills=50)

    assert interrupted >= 25
    assert_as_never_killed(stage, tmp_path / "home")


def looked_at(home: Home, process: Process, cases: Sequence[str]) -> Iterator[Shown]:
    """What is shown again and again until the process ends, and once more."""
    with home.knowledge() as knowledge:
        running = True
        while running:
            running = process.is_running()
            with knowledge.current() as served:
                yield shown(served, texts=TEXTS, cases=cases)


def test_who_reads_during_a_refresh_sees_the_old_or_the_new_and_no_mixture(stage: Stage, tmp_path: Path) -> None:
    stage.restore(tmp_path / "home")
    process = stage.process(tmp_path / "home")
    with closing(Home(tmp_path / "home")) as home:
        process.begin()
        found = list(looked_at(home, process, stage.cases))
        process.finish()

    assert [one for one in found if one not in (stage.old, stage.new)] == []
    assert found[0] == stage.old
    assert found[-1] == stage.new
    turned = found.index(stage.new)
    assert all(one == stage.new for one in found[turned:])
