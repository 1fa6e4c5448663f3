"""Twenty thousand cases: what a night costs when little has changed."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from groundswell import Parts
from knowledge.settings import Settings
from pipelines.ingest import import_folder
from pipelines.nightly import RefreshReport, refresh
from pipelines.sample.writer import write_sample

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CASES, CHANGED = 20_000, 200


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    parts = Parts(Settings(_env_file=None, groundswell_home=tmp_path / "home", groundswell_now=NOW))
    yield parts
    parts.store.close()


def test_after_twenty_thousand_cases_two_hundred_changed_texts_embed_two_hundred(parts: Parts, tmp_path: Path) -> None:
    export = tmp_path / "export"
    write_sample(export, cases=CASES, seed=7, until=NOW)
    _night(parts, export)

    _change_subjects(export / "cases.csv")
    report = _night(parts, export)

    assert (report.cases, report.embedded, report.reused) == (CASES, CHANGED, CASES - CHANGED)


def _night(parts: Parts, export: Path) -> RefreshReport:
    import_folder(
        export, parts.store, timezone=ZoneInfo("UTC"), rejects_folder=parts.settings.groundswell_home, now=NOW
    )
    return refresh(parts.nightly, now=NOW, progress=lambda *_: None)


def _change_subjects(path: Path) -> None:
    """Gives every hundredth case another subject."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows[:: CASES // CHANGED]):
        row["subject"] += f" (changed, {number})"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
