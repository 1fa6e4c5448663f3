"""Many questions to the real app in processes of its own, while Slack and the app fail in every way we know.

python -m tests.fault_run --questions 2000 --kills 3
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.playground.delivery.line import Delivery
from bot.playground.faults import FaultPlan
from bot.playground.local_slack import LocalSlack
from pipelines.sample.writer import write_sample
from tests.faults.apps import Apps, Transport, running
from tests.faults.counting import Board, Outcome, count, settle, wait
from tests.faults.people import Asked, People
from tests.homes import Home
from tests.world import NOW, REAL_CASES, real_embedder

PLAN = FaultPlan(
    rate_limited=0.03,
    failed_before=0.02,
    failed_after=0.02,
    lost_before=0.01,
    lost_after=0.01,
    duplicated=0.05,
    redelivered=0.05,
    disconnected=0.004,
)
"""Of a hundred calls nine go wrong; of a hundred events ten come twice."""
UNDER_WAY = 20
"""Questions that wait for their answer at the same time."""
PATIENCE = 180.0
"""Seconds until the last question must have its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How much is asked of how many processes, and how often one is killed meanwhile.

    `redelivered_after`: what was not acknowledged comes again after so many seconds each; Slack's own waits are longer.
    `settled`: seconds without a further message after which none is expected any more.
    """

    questions: int
    kills: int
    transport: Transport = Transport.SOCKET
    processes: int = 1
    seed: int = 7
    redelivered_after: Sequence[float] = (0.5, 5, 20, 40)
    settled: float = 10.0


def run(home: Path, log: Path, plan: Run) -> Outcome:
    """Asks, kills in between, and counts what came back."""
    began = time.monotonic()
    delivery = Delivery(ack_seconds=3, retry_delays=plan.redelivered_after)
    outcome = Outcome(questions=plan.questions)
    with LocalSlack(delivery=delivery, ping_seconds=1) as slack:
        apps = Apps(slack=slack, home=home, log=log, transport=plan.transport, count=plan.processes)
        with running(apps):
            slack.set_faults(PLAN)
            asked = _asked(slack, apps, plan)
            outcome.faults = slack.faults_drawn()
            slack.set_faults(FaultPlan())
            settle(slack, plan.settled)
            count(slack, asked, outcome)
        outcome.kills = apps.kills
    outcome.log = log.read_text(encoding="utf-8", errors="replace")
    outcome.seconds = time.monotonic() - began
    return outcome


def _asked(slack: LocalSlack, apps: Apps, plan: Run) -> Sequence[Asked]:
    """Keeps a number of questions under way until all have been asked and answered."""
    people, board = People(slack=slack, seed=plan.seed), Board(slack)
    kill_at = {round(plan.questions * (at + 1) / (plan.kills + 1)) for at in range(plan.kills)}
    under_way: list[Asked] = []
    for at in range(plan.questions):
        under_way.append(people.ask())
        if at in kill_at:
            apps.kill()
        while len(under_way) >= UNDER_WAY and len(under_way := board.open(under_way)) >= UNDER_WAY:
            time.sleep(0.05)
    apps.settled()
    wait(board, people.asked, PATIENCE)
    return people.asked


def main() -> None:
    """Prints what became of a run over a sample of its own."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--questions", type=int, default=2000)
    options.add_argument("--kills", type=int, default=3)
    options.add_argument("--transport", type=Transport, choices=list(Transport), default=Transport.SOCKET)
    options.add_argument("--processes", type=int, default=1)
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="fault-run-") as folder:
        home = Path(folder) / "home"
        _build(home)
        outcome = run(home, Path(folder) / "log", Run(**vars(given)))
    print(outcome.table())  # noqa: T201  this is what it is for
    for one in [*outcome.unanswered, *outcome.answered_twice, *outcome.not_followed]:
        print(one)  # noqa: T201  as above
    raise SystemExit(bool(outcome.unanswered or outcome.answered_twice or outcome.unfinished))


def _build(folder: Path) -> None:
    """A home over a small sample."""
    write_sample(folder / "export", cases=REAL_CASES, seed=7, until=NOW)
    home = Home(folder, embedder=real_embedder())
    home.take(folder / "export")
    home.refresh(now=NOW)
    home.close()


if __name__ == "__main__":
    main()
