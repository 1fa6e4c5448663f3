"""A Slack with the assistant in it, over the sample and one case whose text is full of markup."""

import csv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.sample.writer import write_sample
from tests.acceptance.slack_bad_input.asking import NASTY
from tests.acceptance.slack_served import WAYS, Office, office
from tests.fakes import HashingEmbedder
from tests.homes import Home
from tests.world import NOW, World


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The sample, and one case whose text is full of markup."""
    folder = tmp_path_factory.mktemp("markup")
    write_sample(folder / "export", cases=60, seed=7, until=NOW)
    (folder / "more").mkdir()
    with (folder / "more" / "cases.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [
                ["case_id", "opened_at", "subject", "description", "product", "resolution"],
                ["X-1", "2026-09-01T10:00:00+00:00", NASTY, NASTY, "Payroll <!here>", NASTY],
            ]
        )
    with closing(Home(folder, embedder=HashingEmbedder())) as home:
        home.take(folder / "export")
        home.take(folder / "more")
        home.refresh(now=NOW)
    return World(export=folder / "export", folder=folder, embedder=home.embedder)


@pytest.fixture(scope="module", params=WAYS)
def here(world: World, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Office]:
    with office(world, tmp_path_factory.mktemp("slack"), request.param) as open_office:
        yield open_office


@pytest.fixture
def office_of_one(world: World, tmp_path: Path) -> Iterator[Office]:
    """One that a test may harm."""
    with office(world, tmp_path, "socket") as open_office:
        yield open_office
