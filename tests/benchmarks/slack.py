"""How long somebody in Slack waits: a first sign, the whole answer, and how long Slack waits for an acknowledgement.

    python -m tests.benchmarks.slack --cases 100000 --askers 20

`groundswell serve` runs as a process of its own against the local Slack, by Socket Mode and without a chat model; in
each round all askers put a question about a metric at once. The peer is the floor of the transport: the same Bolt app
against a local Slack of its own, with a listener that shows a status and posts a fixed text. Rounds of both alternate.
All times are taken by the local Slack, from the message of the asker on.
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bot.playground.local_slack import SUPPORT, LocalSlack
from bot.playground.state import Message
from pipelines.sample.writer import write_sample
from tests.benchmarks.slack_peer import FIXED_TEXT
from tests.fakes import HashingEmbedder
from tests.homes import Home
from tests.world import environment

REPOSITORY = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SIGN_MS, ANSWER_MS, ACKNOWLEDGED_MS = 1000, 2000, 500
"""The targets: of the sign and the answer for the 95th percentile, of the acknowledgement always."""
PATIENCE_SECONDS = 60
_LIBRARIES = ("slack-bolt", "slack-sdk", "duckdb", "sqlalchemy", "starlette", "uvicorn")
SIGNS = ("assistant.threads.setStatus", "chat.startStream", "chat.postMessage")
"""What shows that something happens: a status, or the answer where that came before it."""
QUESTIONS = (
    "How many cases were opened last month?",
    "escalations by product last month",
    "How did the escalation ratio develop by month this year?",
    "top 3 teams by escalations this quarter",
    "median time to resolve by priority this year",
    "escalation ratio in Q3 vs Q2 by region",
    "why did escalations change in October?",
    "csat by channel since July",
    "backlog by team",
    "repeat contact ratio by account tier this year",
    "weekly complaints since August",
    "first response time in EMEA last quarter",
)
Times = Mapping[str, Sequence[float]]


@dataclass(frozen=True, kw_only=True)
class App:
    """An app that answers in a Slack of its own."""

    slack: LocalSlack

    def round(self, questions: Sequence[str]) -> Times:
        """Milliseconds until each question's first sign and whole answer, and until each acknowledgement."""
        acknowledged = len(self.slack.ack_delays())
        asked = [self.slack.mention(SUPPORT, question) for question in questions]
        replies = [self.slack.wait_for_replies(ts, timeout=PATIENCE_SECONDS)[0] for ts in asked]
        return {
            "first sign": [self._sign(ts) for ts in asked],
            "whole answer": [self._answer(ts, reply) for ts, reply in zip(asked, replies, strict=True)],
            "acknowledged": [delay.seconds * 1000 for delay in self.slack.ack_delays()[acknowledged:]],
        }

    def _sign(self, ts: str) -> float:
        shown = (call for method in SIGNS for call in self.slack.calls(method))
        return min(_since(ts, call.at) for call in shown if call.arguments.get("thread_ts") == ts)

    def _answer(self, ts: str, reply: Message) -> float:
        ended = [call for call in self.slack.calls("chat.stopStream") if call.arguments.get("ts") == reply.ts]
        return _since(ts, max((call.at for call in ended), default=float(reply.ts)))


def main(arguments: Sequence[str]) -> None:
    """Measures, prints a table and writes the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--askers", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--home", type=Path, default=None, help="where the cases are kept for the next run")
    parser.add_argument("--json", type=Path, default=None, help="where to write the figures")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = built(options.home or Path(folder), options.cases, options.seed)
        times = measured(home, options.askers, options.rounds)
    figures = {
        **{name: getattr(options, name) for name in ("cases", "askers", "rounds", "seed")},
        "milliseconds": {app: {what: summary(values) for what, values in each.items()} for app, each in times.items()},
        "targets_ms": {"first sign, p95": SIGN_MS, "whole answer, p95": ANSWER_MS, "acknowledged": ACKNOWLEDGED_MS},
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _LIBRARIES},
    }
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def built(folder: Path, cases: int, seed: int) -> Path:
    """A home with so many sample cases, embedded by hashing: that of an earlier run if it is there."""
    home = folder / f"home-{cases}-{seed}"
    if (home / "built").exists():
        return home
    write_sample(folder / "export", cases=cases, seed=seed, until=NOW)
    with closing(Home(home, embedder=HashingEmbedder())) as made:
        made.take(folder / "export")
        made.refresh(now=NOW)
    (home / "built").touch()
    return home


def measured(home: Path, askers: int, rounds: int) -> Mapping[str, Times]:
    """What each app's askers waited; a round of each comes before, in which whatever is opened once is opened."""
    questions = list(islice(cycle(QUESTIONS), askers * (rounds + 1)))
    batches = [questions[start : start + askers] for start in range(0, len(questions), askers)]
    with (
        serving(home, "-m", "groundswell", "serve") as ours,
        serving(home, "-m", "tests.benchmarks.slack_peer") as peer,
    ):
        apps = {"ours": ours, f"peer, which posts “{FIXED_TEXT}”": peer}
        by_round = [{name: app.round(batch) for name, app in apps.items()} for batch in batches]
    return {name: _joined([each[name] for each in by_round[1:]]) for name in apps}


@contextmanager
def serving(home: Path, *program: str) -> Iterator[App]:
    """The program as a process of its own, connected to a local Slack of its own."""
    with ExitStack() as at_the_end:
        slack = at_the_end.enter_context(LocalSlack())
        settings = {
            "GROUNDSWELL_HOME": str(home),
            "GROUNDSWELL_NOW": NOW.isoformat(),
            "PYTHONPATH": str(REPOSITORY),
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
        }
        process = subprocess.Popen([sys.executable, *program], env=environment(home, settings), cwd=home)
        at_the_end.callback(process.wait)
        at_the_end.callback(process.terminate)
        slack.wait_for_sockets(timeout=PATIENCE_SECONDS)
        yield App(slack=slack)


def summary(values: Sequence[float]) -> Mapping[str, float]:
    """The median, the 95th percentile and the longest, to a tenth of a millisecond."""
    ordered = sorted(values)
    at = {"median": 0.5, "p95": 0.95, "max": 1.0}
    return {name: round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1) for name, share in at.items()}


def table(figures: Mapping[str, Any]) -> str:
    """A line for each thing that is waited for, of each app."""
    lines = [
        f"{figures['cases']:,} cases, {figures['askers']} askers at once, {figures['rounds']} rounds; milliseconds"
    ]
    lines.append(f"{'':36}{'median':>9}{'p95':>9}{'max':>9}")
    for app, waits in figures["milliseconds"].items():
        lines.append(app)
        lines += [
            f"  {what:34}" + "".join(f"{found[column]:9.1f}" for column in ("median", "p95", "max"))
            for what, found in waits.items()
        ]
    lines.append(
        f"Targets: first sign p95 < {SIGN_MS}, whole answer p95 < {ANSWER_MS}, acknowledged < {ACKNOWLEDGED_MS}."
    )
    return "\n".join(lines)


def _since(ts: str, at: float) -> float:
    return (at - float(ts)) * 1000


def _joined(times: Sequence[Times]) -> Times:
    return {what: [value for each in times for value in each[what]] for what in times[0]}


if __name__ == "__main__":
    main(sys.argv[1:])
