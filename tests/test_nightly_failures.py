"""What goes wrong at night: damage is passed over, a failed run is gone on with, and what is served stays."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path

import pytest

from knowledge.errors import DiskFull, ModelUnavailable, RefreshRunning
from knowledge.retrieval.meaning.case_index import INDEX
from knowledge.retrieval.vectors.embedder import Embedded, Embedder
from pipelines.nightly import refresh
from tests.builders import utc
from tests.fakes import HashingEmbedder
from tests.homes import NOW, Home, copied
from tests.nights import CASES, EVENTS, night, some_case, subject


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two generations of 40 and 45 cases, to be copied."""
    folder = tmp_path_factory.mktemp("prepared") / "home"
    with closing(Home(folder)) as home:
        home.save(*CASES[:40])
        home.record(*(event for event in EVENTS if event.case_id < "C-040"))
        home.refresh()
        home.save(*CASES[40:45])
        home.refresh()
    return folder


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Iterator[Home]:
    """A copy of the prepared home."""
    with copied(prepared, tmp_path / "home") as found:
        yield found


def folder_of(home: Home, generation_id: str) -> Path:
    return home.folder / "generations" / generation_id


def overwritten(file: Path) -> None:
    """The same size, other bytes."""
    file.write_bytes(b"\xee" * file.stat().st_size)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "its folder is gone": shutil.rmtree,
    "its vectors are cut": lambda folder: (folder / "vectors.npy").write_bytes(b""),
    "its facts are overwritten": lambda folder: overwritten(folder / "cases.parquet"),
    "its keys are overwritten": lambda folder: overwritten(folder / "text_keys.npy"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_generation_is_passed_over_for_the_one_before(home: Home, damage: str) -> None:
    newest = home.shelf.served_id()
    assert newest is not None
    DAMAGES[damage](folder_of(home, newest))

    report = home.refresh()

    assert (report.cases, report.embedded, report.reused) == (45, 5, 40)
    assert home.shelf.served_id() == report.generation


def test_with_every_generation_damaged_all_is_computed_anew(home: Home) -> None:
    before = home.shelf.published()
    for generation_id in before:
        overwritten(folder_of(home, generation_id) / "cases.parquet")

    report = home.refresh()

    assert (report.cases, report.embedded, report.reused) == (45, 45, 0)
    assert home.shelf.published() == (*before, report.generation)


def test_a_damaged_index_costs_no_embedding(home: Home) -> None:
    newest = home.shelf.served_id()
    assert newest is not None
    for file in (folder_of(home, newest) / INDEX).rglob("*"):
        if file.is_file():
            overwritten(file)
    home.save(some_case(1, subject=subject(1, 7)))

    report = home.refresh()

    assert (report.embedded, report.reused) == (1, 44)
    assert night(home, report).indexed == 45


def test_full_takes_nothing_over(home: Home) -> None:
    report = home.refresh(full=True)

    assert (report.embedded, report.reused, report.removed) == (45, 0, 0)
    assert isinstance(home.embedder, HashingEmbedder)
    assert len(home.embedder.texts) == 45


class Failing:
    """The hashing embedder until it has embedded `most` texts."""

    def __init__(self, most: int) -> None:
        self._embedder = HashingEmbedder()
        self._left = most
        self.stamp = self._embedder.stamp

    def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
        """The vectors of some, one by one, then ModelUnavailable."""
        for place, text in enumerate(texts):
            if not self._left:
                raise ModelUnavailable("hashing", "it has had enough")
            self._left -= 1
            (found,) = self._embedder.embed([text])
            yield replace(found, places=found.places + place)


def test_an_embedding_that_failed_is_gone_on_with(home: Home) -> None:
    served = home.shelf.served_id()
    home.save(*(some_case(number, subject=subject(number, 2)) for number in range(20)))
    sound: Embedder = home.embedder
    home.embedder = Failing(8)

    with pytest.raises(ModelUnavailable):
        home.refresh()

    assert home.shelf.served_id() == served
    home.embedder = sound
    report = home.refresh()
    assert (report.embedded, report.reused) == (12, 33)
    assert isinstance(sound, HashingEmbedder)
    assert len(sound.texts) == 12
    assert not (home.folder / "embedded.journal").exists()


def test_a_second_refresh_at_the_same_time_does_nothing(home: Home) -> None:
    served = home.shelf.served_id()
    refused = list[RefreshRunning]()

    class Impatient(HashingEmbedder):
        """Refreshes once more while it embeds."""

        def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
            with pytest.raises(RefreshRunning) as raised:
                home.refresh()
            refused.append(raised.value)
            assert home.shelf.served_id() == served
            yield from super().embed(texts)

    home.save(some_case(99))
    home.embedder = Impatient()

    report = home.refresh()

    assert len(refused) == 1
    assert report.cases == 46
    assert home.shelf.served_id() == report.generation


@pytest.mark.parametrize(
    ("stage", "error", "raised"),
    [
        ("facts", OSError(ENOSPC, "No space left on device"), DiskFull),
        ("embedding", OSError(5, "Input/output error"), OSError),
        ("index", KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_whatever_fails_leaves_what_is_served_and_no_draft(
    home: Home, stage: str, error: BaseException, raised: type[BaseException]
) -> None:
    served, folders = home.shelf.served_id(), set((home.folder / "generations").iterdir())

    def broken(reached: str, done: int, total: int) -> None:
        if reached == stage:
            raise error

    home.save(some_case(99))
    with pytest.raises(raised):
        refresh(home.parts(), now=NOW, progress=broken)

    assert home.shelf.served_id() == served
    assert set((home.folder / "generations").iterdir()) == folders


def test_what_is_saved_during_a_night_is_of_the_next_one(home: Home) -> None:
    class Busy(HashingEmbedder):
        """Saves a case while it embeds."""

        def embed(self, texts: Sequence[str], *, asked: bool = False) -> Iterator[Embedded]:
            home.save(some_case(98))
            yield from super().embed(texts)

    home.save(some_case(97))
    home.embedder = Busy()
    first = home.refresh()
    home.embedder = HashingEmbedder()
    second = home.refresh()

    assert (first.cases, first.embedded) == (46, 1)
    assert (second.cases, second.embedded) == (47, 1)


def test_data_of_the_future_does_not_make_it_later(home: Home) -> None:
    now = datetime(2026, 5, 3, 12, 30, tzinfo=UTC)

    report = home.refresh(now=now)

    assert report.as_of == utc("2026-05-03 12:00")
