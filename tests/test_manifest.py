"""A manifest says after reading what it said before writing, and a file that is none of ours is refused."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from knowledge.generations.manifest import MANIFEST, SCHEMA_VERSION, Manifest
from tests.generated import a_manifest


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    manifest = a_manifest(
        as_of=datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2))),
        created_at=datetime(2026, 3, 30, 1, 2, 3, 456789, tzinfo=UTC),
        timezone="Europe/Berlin",
        counts={"cases": 3, "events": 0},
        attributes=("größe", "plan"),
        maturity_hours={"hours_to_escalate": 12.5},
        churn=7,
        files={"cases.parquet": 12},
    )

    manifest.write(tmp_path)

    assert Manifest.read(tmp_path) == manifest


def test_a_folder_without_a_manifest_raises_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Manifest.read(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"text"', "{}", '{"schema_version": 2}', "\ufeff{}"])
def test_a_file_that_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=r"."):
        Manifest.read(tmp_path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ValueError, match=r"."):
        Manifest.read(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [("as_of", "yesterday"), ("as_of", 5), ("embedding", []), ("attributes", None), ("files", ["cases.parquet"])],
)
def test_a_manifest_with_a_field_of_another_kind_is_refused(tmp_path: Path, name: str, value: object) -> None:
    a_manifest().write(tmp_path)
    document = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    (tmp_path / MANIFEST).write_text(json.dumps({**document, name: value}), encoding="utf-8")

    with pytest.raises(ValueError, match=r"."):
        Manifest.read(tmp_path)


def test_files_of_another_version_are_refused_by_their_version(tmp_path: Path) -> None:
    a_manifest(schema_version=99).write(tmp_path)

    with pytest.raises(ValueError, match=f"its files have version 99, this is {SCHEMA_VERSION}"):
        Manifest.read(tmp_path)


def test_a_manifest_that_lacks_a_field_is_refused(tmp_path: Path) -> None:
    a_manifest().write(tmp_path)
    document = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    del document["as_of"]
    (tmp_path / MANIFEST).write_text(json.dumps(document), encoding="utf-8")

    with pytest.raises(ValueError, match="its manifest lacks 'as_of'"):
        Manifest.read(tmp_path)
