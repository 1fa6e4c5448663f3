"""What somebody deleted, damaged or killed on the shelf is met with the right error, and costs nothing else."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.errors import DamagedGeneration, NoGeneration
from knowledge.generations.locks import Lock
from knowledge.generations.shelf import Shelf
from tests.generated import a_manifest
from tests.shelves import folders, publish, served, texts

BUILDING = """
import sys
from pathlib import Path
from knowledge.generations.shelf import Shelf
with Shelf(Path(sys.argv[1])).build() as draft:
    (draft.folder / "half.parquet").write_text("half")
    print(draft.id, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "generations"


@pytest.fixture
def shelf(root: Path) -> Shelf:
    return Shelf(root)


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder gone": (lambda folder: folder.rename(folder.parent / "elsewhere"), "its folder is gone"),
    "manifest gone": (lambda folder: (folder / "manifest.json").unlink(), "manifest.json is gone"),
    "manifest garbled": (lambda folder: (folder / "manifest.json").write_bytes(b"\xff{"), "is damaged"),
    "file gone": (lambda folder: (folder / "cases.parquet").unlink(), "cases.parquet is gone"),
    "file truncated": (lambda folder: (folder / "vectors.npy").write_text("0"), "vectors.npy has another size"),
}


@pytest.fixture(params=DAMAGES)
def damage(request: pytest.FixtureRequest) -> tuple[Callable[[Path], object], str]:
    return DAMAGES[request.param]


class TestDamage:
    def test_a_damaged_generation_is_named_and_nothing_else_is_lost(
        self, shelf: Shelf, root: Path, damage: tuple[Callable[[Path], object], str]
    ) -> None:
        first, second = publish(shelf, "first"), publish(shelf)
        do, problem = damage
        do(root / second)

        with pytest.raises(DamagedGeneration, match=problem) as raised:
            shelf.pin()

        assert raised.value.generation == second
        with shelf.pin(first) as generation:
            assert texts(generation) == {"first"}
        assert shelf.roll_back().manifest.id == first

    def test_a_build_starts_from_what_is_left(
        self, shelf: Shelf, root: Path, damage: tuple[Callable[[Path], object], str]
    ) -> None:
        first, second, third = publish(shelf), publish(shelf), publish(shelf)
        damage[0](root / third)

        assert [pin.generation.manifest.id for pin in shelf.usable()] == [second, first]

    def test_the_next_build_mends_it(
        self, shelf: Shelf, root: Path, damage: tuple[Callable[[Path], object], str]
    ) -> None:
        ids = [publish(shelf) for _ in range(3)]
        damage[0](root / ids[-1])

        newest = publish(shelf)

        assert served(shelf) == newest
        for _ in range(3):
            publish(shelf)
        assert [name for name in folders(root) if name != "elsewhere"] == list(shelf.published())

    @pytest.mark.parametrize(
        "text",
        [
            None,
            "",
            "{",
            "[]",
            "{}",
            '{"current": null, "published": 5}',
            '{"current": "000009-aaaaaa", "published": []}',
            '{"current": 1, "published": [1, 2]}',
            '{"current": "../elsewhere", "published": ["../elsewhere"]}',
        ],
    )
    def test_without_a_sound_served_json_the_folders_tell(self, shelf: Shelf, root: Path, text: str | None) -> None:
        ids = [publish(shelf) for _ in range(2)]
        (root / "served.json").unlink()
        if text is not None:
            (root / "served.json").write_text(text, encoding="utf-8")

        assert served(shelf) == ids[-1]
        assert shelf.published() == tuple(ids)
        third = publish(shelf)
        assert json.loads((root / "served.json").read_text(encoding="utf-8")) == {
            "current": third,
            "published": [*ids, third],
        }

    def test_when_everything_is_gone_there_is_nothing_and_a_build_begins_anew(self, shelf: Shelf, root: Path) -> None:
        generation_id = publish(shelf)
        (root / generation_id).rename(root.parent / "elsewhere")
        (root / "served.json").unlink()

        with pytest.raises(NoGeneration):
            shelf.pin()
        assert publish(shelf) == shelf.served_id()

    def test_usable_begins_with_the_served_one_then_the_newest(self, shelf: Shelf) -> None:
        first, second, third = publish(shelf), publish(shelf), publish(shelf)
        shelf.roll_back(first)

        assert [pin.generation.manifest.id for pin in shelf.usable()] == [first, third, second]

    def test_what_usable_gives_is_held_only_for_its_turn(self, shelf: Shelf, root: Path) -> None:
        first, second = publish(shelf), publish(shelf)
        usable = shelf.usable()

        assert next(usable).generation.manifest.id == second
        assert Lock.alone_at_once(root / "locks" / second) is None
        assert next(usable).generation.manifest.id == first
        free = Lock.alone_at_once(root / "locks" / second)
        assert free is not None
        free.release()


class TestLeftovers:
    @pytest.fixture
    def killed(self, shelf: Shelf, root: Path) -> str:
        """The draft of a build that was killed."""
        publish(shelf)
        with subprocess.Popen(
            [sys.executable, "-c", BUILDING, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as builder:
            assert builder.stdout is not None
            draft = builder.stdout.readline().strip()
            builder.kill()
        return f"building-{draft}"

    def test_a_killed_build_is_not_served_and_its_draft_is_swept(self, shelf: Shelf, root: Path, killed: str) -> None:
        assert killed in folders(root)
        assert len(shelf.published()) == 1

        publish(shelf)

        assert folders(root) == list(shelf.published())
        assert len(folders(root)) == 2

    def test_a_draft_killed_just_before_the_switch_is_swept(self, shelf: Shelf, root: Path) -> None:
        first = publish(shelf)
        almost = root / "000002-abcdef"
        almost.mkdir()
        a_manifest(id=almost.name).write(almost)

        assert served(shelf) == first
        second = publish(shelf)
        assert folders(root) == sorted([first, second])

    def test_a_removal_that_was_killed_is_finished(self, shelf: Shelf, root: Path) -> None:
        first = publish(shelf)
        (root / "removing-000000-abcdef").mkdir()

        second = publish(shelf)

        assert folders(root) == [first, second]

    def test_what_somebody_else_put_there_stays(self, shelf: Shelf, root: Path) -> None:
        publish(shelf)
        (root / "backup of monday").mkdir()
        (root / "notes.txt").write_text("mine", encoding="utf-8")

        publish(shelf)

        assert "backup of monday" in folders(root)
        assert (root / "notes.txt").is_file()
