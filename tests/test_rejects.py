"""The rejects file: what was not taken in, where, and why."""

import csv
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from knowledge.errors import DiskFull, UnusableInput
from pipelines.sources.rejects_file import RejectsFile
from pipelines.sources.rows import Flaw

A_FLAW = Flaw(line=3, column="at", case_id="C-1", reason="is empty")


def test_without_a_flaw_there_is_no_file_and_no_folder(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "rejects", "export") as rejects:
        rejects.add("cases.csv", [])

    assert rejects.path is None
    assert not (tmp_path / "rejects").exists()


def test_flaws_are_in_the_file_as_soon_as_they_are_added(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "rejects", "export") as rejects:
        rejects.add("events.csv", [A_FLAW, Flaw(line=9, reason='is "no" JSON, is it?', level="warning")])

        assert rejects.path == tmp_path / "rejects" / "export.csv"
        with rejects.path.open(newline="") as file:
            assert list(csv.reader(file)) == [
                ["file", "line", "case_id", "level", "column", "reason"],
                ["events.csv", "3", "C-1", "rejected", "at", "is empty"],
                ["events.csv", "9", "", "warning", "", 'is "no" JSON, is it?'],
            ]


def test_the_rejects_of_an_earlier_import_are_kept(tmp_path: Path) -> None:
    for _ in range(2):
        with RejectsFile(tmp_path, "export") as rejects:
            rejects.add("cases.csv", [A_FLAW])

    assert sorted(path.name for path in tmp_path.iterdir()) == ["export-2.csv", "export.csv"]


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "rejects").touch()

    with (
        RejectsFile(tmp_path / "rejects", "export") as rejects,
        pytest.raises(UnusableInput, match="cannot be written"),
    ):
        rejects.add("cases.csv", [A_FLAW])


def test_a_file_that_finds_no_room_is_told_in_a_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(DiskFull, match="the rejects file"),
        files_of_at_most(200),
        RejectsFile(tmp_path, "x") as rejects,
    ):
        rejects.add("cases.csv", [A_FLAW] * 100)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Within it, a file of this process cannot grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
