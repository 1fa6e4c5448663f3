"""The shelf: one switch publishes, a pin holds, the last few are kept, and one can go back and forward."""

import multiprocessing
import subprocess
import sys
from contextlib import suppress
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from knowledge.errors import DamagedGeneration, NoGeneration, RefreshRunning, UnknownName
from knowledge.generations.shelf import Shelf
from tests.shelves import folders, publish, served, texts

SPAWN = multiprocessing.get_context("spawn")
HOLDING = """
import sys
from pathlib import Path
from knowledge.generations.shelf import Shelf
pin = Shelf(Path(sys.argv[1])).pin()
print(pin.generation.manifest.id, flush=True)
sys.stdin.readline()
print(all(file.read_text() for file in pin.generation.folder.glob("*.parquet")), flush=True)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "generations"


@pytest.fixture
def shelf(root: Path) -> Shelf:
    return Shelf(root)


class TestPublishing:
    def test_before_the_first_there_is_nothing(self, shelf: Shelf) -> None:
        assert shelf.served_id() is None
        assert shelf.published() == ()
        assert list(shelf.usable()) == []
        with pytest.raises(NoGeneration):
            shelf.pin()
        with pytest.raises(NoGeneration):
            shelf.roll_back()

    def test_while_the_first_is_built_it_is_said_to_be(self, shelf: Shelf, root: Path) -> None:
        with shelf.build(), pytest.raises(NoGeneration, match="the first refresh is still running; ask again"):
            Shelf(root).pin()
        with pytest.raises(NoGeneration, match="import an export folder, then run `groundswell refresh`"):
            shelf.pin()

    def test_what_a_killed_first_build_left_is_not_taken_for_one_that_runs(self, shelf: Shelf, root: Path) -> None:
        (root / "building-000001-abcdef").mkdir(parents=True)

        with pytest.raises(NoGeneration, match="import an export folder"):
            shelf.pin()

    def test_a_published_draft_is_what_is_served(self, shelf: Shelf, root: Path) -> None:
        generation_id = publish(shelf, "a")

        with shelf.pin() as generation:
            assert generation.manifest.id == generation_id == shelf.served_id()
            assert generation.folder == root / generation_id
            assert generation.manifest.files == {"cases.parquet": 1, "events.parquet": 1, "vectors.npy": 1}
            assert texts(generation) == {"a"}

    def test_until_it_is_published_a_draft_is_seen_by_nobody(self, shelf: Shelf) -> None:
        first = publish(shelf)

        with shelf.build() as draft:
            (draft.folder / "cases.parquet").write_text("half", encoding="utf-8")
            assert served(Shelf(draft.folder.parent)) == first
            assert shelf.published() == (first,)

    def test_a_draft_that_raises_leaves_nothing(self, shelf: Shelf, root: Path) -> None:
        first = publish(shelf)

        with suppress(ZeroDivisionError), shelf.build() as draft:
            (draft.folder / "cases.parquet").write_text("half", encoding="utf-8")
            raise ZeroDivisionError

        assert folders(root) == [first]
        assert served(shelf) == first

    def test_a_draft_that_is_not_published_leaves_nothing(self, shelf: Shelf, root: Path) -> None:
        with shelf.build():
            pass

        assert folders(root) == []
        assert shelf.served_id() is None

    def test_ids_grow_and_are_never_used_again(self, shelf: Shelf) -> None:
        ids = [publish(shelf) for _ in range(5)]

        assert [one[:6] for one in ids] == ["000001", "000002", "000003", "000004", "000005"]
        assert len(set(ids)) == 5

    def test_a_second_builder_is_told_so_and_does_nothing(self, shelf: Shelf, root: Path) -> None:
        with shelf.build() as draft:
            (draft.folder / "cases.parquet").write_text("mine", encoding="utf-8")

            with pytest.raises(RefreshRunning), Shelf(root).build():
                pass

            assert (draft.folder / "cases.parquet").read_text(encoding="utf-8") == "mine"

    def test_after_a_build_another_may_follow(self, shelf: Shelf) -> None:
        with pytest.raises(ZeroDivisionError), shelf.build():
            raise ZeroDivisionError

        assert publish(shelf) == shelf.served_id()


class TestKeeping:
    def test_the_last_three_are_kept(self, shelf: Shelf, root: Path) -> None:
        ids = [publish(shelf) for _ in range(5)]

        assert shelf.published() == tuple(ids[-3:])
        assert folders(root) == ids[-3:]

    def test_with_what_is_removed_goes_its_lock(self, shelf: Shelf, root: Path) -> None:
        for _ in range(5):
            publish(shelf)
            served(shelf)

        assert {path.name for path in (root / "locks").iterdir()} == {"build", "served", *shelf.published()}

    def test_one_may_be_enough(self, root: Path) -> None:
        shelf = Shelf(root, keep=1)
        ids = [publish(shelf) for _ in range(3)]

        assert folders(root) == [ids[-1]]

    def test_a_pinned_one_stays_until_it_is_let_go(self, shelf: Shelf, root: Path) -> None:
        first = publish(shelf, "first")
        pin = shelf.pin()
        for _ in range(4):
            publish(shelf)

        assert first in folders(root)
        assert texts(pin.generation) == {"first"}

        pin.release()
        pin.release()
        publish(shelf)
        assert folders(root) == list(shelf.published())
        assert len(folders(root)) == 3

    def test_one_that_another_process_has_pinned_stays_until_that_lets_go(self, shelf: Shelf, root: Path) -> None:
        first = publish(shelf)
        with subprocess.Popen(
            [sys.executable, "-c", HOLDING, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as reader:
            assert reader.stdin is not None
            assert reader.stdout is not None
            assert reader.stdout.readline().strip() == first
            for _ in range(4):
                publish(shelf)
            assert first in folders(root)

            said, _ = reader.communicate("go on\n")
            assert said == "True\n"

        publish(shelf)
        assert first not in folders(root)

    def test_the_served_one_stays_however_old_it_is(self, shelf: Shelf, root: Path) -> None:
        first, *_ = [publish(shelf) for _ in range(3)]
        shelf.roll_back(first)
        narrow = Shelf(root, keep=1)

        with narrow.build() as draft:
            (draft.folder / "half").touch()
        assert served(narrow) == first

        publish(narrow)
        assert len(folders(root)) == 1

    def test_one_no_longer_kept_is_unknown_and_the_known_ones_are_named(self, shelf: Shelf) -> None:
        ids = [publish(shelf) for _ in range(4)]

        with pytest.raises(UnknownName, match=f"There are: {', '.join(ids[1:])}"):
            shelf.pin(ids[0])

    @pytest.mark.parametrize("name", ["", "..", "../..", "locks", "000009-aaaaaa", "'; DROP"])
    def test_a_name_that_was_never_published_is_no_generation(self, shelf: Shelf, name: str) -> None:
        publish(shelf)

        if name:
            with pytest.raises(UnknownName):
                shelf.pin(name)
            with pytest.raises(UnknownName):
                shelf.roll_back(name)


class TestRollingBack:
    def test_back_is_the_one_before_and_the_newer_one_stays(self, shelf: Shelf) -> None:
        first, second = publish(shelf, "first"), publish(shelf, "second")

        assert shelf.roll_back().manifest.id == first
        assert shelf.published() == (first, second)
        with shelf.pin() as generation:
            assert texts(generation) == {"first"}

    def test_forward_goes_by_name(self, shelf: Shelf) -> None:
        first, second = publish(shelf), publish(shelf)
        shelf.roll_back()

        assert shelf.roll_back(second).manifest.id == second
        assert served(shelf) == second
        assert shelf.roll_back(first).manifest.id == first

    def test_before_the_first_there_is_none_to_go_back_to(self, shelf: Shelf) -> None:
        first = publish(shelf)

        with pytest.raises(UnknownName):
            shelf.roll_back()
        assert served(shelf) == first

    def test_a_build_after_going_back_is_served_and_numbered_on(self, shelf: Shelf) -> None:
        publish(shelf)
        publish(shelf)
        shelf.roll_back()

        third = publish(shelf)

        assert third.startswith("000003-")
        assert served(shelf) == third

    def test_a_damaged_one_is_not_gone_back_to(self, shelf: Shelf, root: Path) -> None:
        first, second = publish(shelf), publish(shelf)
        (root / first / "vectors.npy").unlink()

        with pytest.raises(DamagedGeneration, match=first):
            shelf.roll_back()
        assert served(shelf) == second


def read_on(root: str, done: Event, answers: "multiprocessing.queues.Queue[tuple[int, list[set[str]]]]") -> None:
    """Says that it has begun, then pins and reads until it is told to stop.

    Reports how often, and every generation that was a mixture.
    """
    shelf, reads, mixtures = Shelf(Path(root)), 0, list[set[str]]()
    answers.put((0, []))
    while not done.is_set() or not reads:
        with shelf.pin() as generation:
            found = texts(generation) | {generation.manifest.id}
        reads += 1
        if len(found) > 1:
            mixtures.append(found)
    answers.put((reads, mixtures))


def test_a_reader_never_sees_a_mixture_while_fifty_generations_are_published(shelf: Shelf, root: Path) -> None:
    publish(shelf)
    done, answers = SPAWN.Event(), SPAWN.Queue()
    reader = SPAWN.Process(target=read_on, args=(str(root), done, answers))
    reader.start()
    answers.get(timeout=60)

    for _ in range(50):
        publish(shelf)
    done.set()
    reads, mixtures = answers.get(timeout=60)
    reader.join()

    assert reads > 0
    assert mixtures == []
    assert len(folders(root)) <= 4
