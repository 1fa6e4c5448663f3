"""Exactly one answer to every question, whatever Slack, the network and the machine do meanwhile."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.fault_run import Run, run
from tests.faults.apps import Transport
from tests.faults.counting import Outcome
from tests.faults.people import MARK
from tests.world import World, small_real_world

SOON = (0.5, 1, 2, 4, 8)
"""Seconds: sooner than Slack's own, so that a quick run has everything delivered in the end."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return small_real_world(tmp_path_factory)


def case_texts(home: Path) -> set[str]:
    """What a log must not hold: the subjects of all cases."""
    (file,) = home.glob("generations/*/cases.parquet")
    return set(pq.read_table(file, columns=["subject"])["subject"].to_pylist())


def assert_every_question_has_one_reply(outcome: Outcome, home: Path) -> None:
    assert outcome.unanswered == []
    assert outcome.answered_twice == []
    assert outcome.not_followed == []
    assert outcome.unfinished == 0
    assert MARK not in outcome.log
    assert [text for text in case_texts(home) if text in outcome.log] == []


def test_a_killed_app_and_a_failing_slack_leave_every_question_with_one_reply(world: World, tmp_path: Path) -> None:
    home = world.copied(tmp_path / "home").folder

    outcome = run(home, tmp_path / "log", Run(questions=40, kills=1, redelivered_after=SOON, settled=3))

    assert outcome.kills == 1
    assert_every_question_has_one_reply(outcome, home)


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("transport", Transport)
def test_by_each_way_and_with_two_processes_on_one_store_every_question_has_one_reply(
    world: World, tmp_path: Path, transport: Transport, processes: int
) -> None:
    home = world.copied(tmp_path / "home").folder
    plan = Run(
        questions=150, kills=2, transport=transport, processes=processes, redelivered_after=(*SOON, 16), settled=5
    )

    outcome = run(home, tmp_path / "log", plan)

    assert outcome.kills == 2
    assert_every_question_has_one_reply(outcome, home)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_two_thousand_questions_and_three_kills_leave_every_question_with_one_reply(
    world: World, tmp_path: Path
) -> None:
    home = world.copied(tmp_path / "home").folder

    outcome = run(home, tmp_path / "log", Run(questions=2_000, kills=3))

    assert outcome.kills == 3
    assert set(outcome.faults) >= {"rate_limited", "failed_before", "failed_after", "duplicated", "redelivered"}
    assert_every_question_has_one_reply(outcome, home)
