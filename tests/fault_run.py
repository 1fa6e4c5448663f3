"""Many questions to the real app in a process of its own, while Slack and the app fail in every way we know."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground.delivery.line import Delivery
from bot.playground.faults import FaultPlan
from bot.playground.local_slack import ANA, BEN, BILLING, SUPPORT, LocalSlack
from bot.playground.workspace.ids import BOT_ID
from tests.world import NOW

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
DELIVERY = Delivery(ack_seconds=3, retry_delays=(0.5, 5, 20, 40))
"""Slack's own waits are longer, and a kill takes the app a few seconds."""
UNDER_WAY = 20
"""Questions that wait for their answer at the same time."""
LEASE_SECONDS = 4
MARK = "zebrafinch"
"""A word of every question, which nobody's log may hold."""
ASKED = (
    "How many escalations were there last month?",
    "escalation ratio by product since June",
    "How did cases develop by month since July?",
    "which team had the most escalations last quarter",
    "median time to resolve by priority",
    "escalations by region vs the month before",
    "who is the worst agent?",
    "what does escalation ratio mean",
    "escalations in Wumpus last month",
    "help",
)
PATIENCE = 180.0
"""Seconds until the last question must have its answer."""
SETTLED = 10.0
"""Seconds without a further message after which none is expected any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: where it was asked, and the message that a reply hangs on."""

    channel: str
    ts: str
    root: str


@dataclass(slots=True)
class Outcome:
    """What became of a run. `replies` are the numbers of replies a thread holds for its questions."""

    questions: int = 0
    unanswered: list[Question] = field(default_factory=list)
    answered_twice: list[Question] = field(default_factory=list)
    unfinished: int = 0
    errors: int = 0
    kills: int = 0
    seconds: float = 0
    faults: dict[str, int] = field(default_factory=dict)
    log: str = ""


class App:
    """`groundswell serve` as a process that can be killed."""

    def __init__(self, slack: LocalSlack, home: Path, log: Path) -> None:
        self._slack, self._home, self._log = slack, home, log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it is connected."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SLACK_")},
            "GROUNDSWELL_HOME": str(self._home),
            "GROUNDSWELL_NOW": NOW.isoformat(),
            "SLACK_BOT_TOKEN": self._slack.bot_token,
            "SLACK_APP_TOKEN": self._slack.app_token,
            "SLACK_API_URL": self._slack.api_url,
            "LEASE_SECONDS": str(LEASE_SECONDS),
        }
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "groundswell", "--verbose", "serve"],
                env=environment,
                stdout=log,
                stderr=log,
            )
        self._slack.wait_for_sockets(timeout=60)

    def kill(self) -> None:
        """As a machine would that goes down: nothing is finished, nothing is said."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
        _gone(self._slack)

    def stop(self) -> int:
        """As a deployment would. The exit status."""
        if self._process is None:
            return 0
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=60)


def run(home: Path, log: Path, *, questions: int, kills: int, seed: int = 7) -> Outcome:
    """Asks `questions` of them, kills the app `kills` times in between, and counts what came back."""
    began = time.monotonic()
    outcome = Outcome(questions=questions)
    with LocalSlack(delivery=DELIVERY, ping_seconds=1) as slack, _running(slack, home, log) as app:
        slack.set_faults(PLAN)
        asked = _ask(slack, app, Asking(questions=questions, kills=kills, seed=seed), outcome)
        _wait(slack, asked, PATIENCE)
        outcome.faults = slack.faults_drawn()
        slack.set_faults(FaultPlan())
        _settle(slack)
        _count(slack, asked, outcome)
    outcome.log = log.read_text(encoding="utf-8", errors="replace")
    outcome.seconds = time.monotonic() - began
    return outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How much is asked, and how often the app is killed meanwhile."""

    questions: int
    kills: int
    seed: int


@contextmanager
def _running(slack: LocalSlack, home: Path, log: Path) -> Iterator[App]:
    app = App(slack, home, log)
    app.start()
    try:
        yield app
    finally:
        assert app.stop() == 0


def _ask(slack: LocalSlack, app: App, asking: Asking, outcome: Outcome) -> Sequence[Question]:
    """Keeps a number of questions under way. An app that is killed leaves those behind that it had accepted."""
    chance = random.Random(asking.seed)
    kill_at = {round(asking.questions * (at + 1) / (asking.kills + 1)) for at in range(asking.kills)}
    asked: list[Question] = []
    for at in range(asking.questions):
        asked.append(_one(slack, asked, chance, at))
        if at in kill_at:
            app.kill()
            app.start()
            outcome.kills += 1
        while len(_open(slack, asked[-5 * UNDER_WAY :])) >= UNDER_WAY:
            time.sleep(0.02)
    return asked


def _one(slack: LocalSlack, asked: Sequence[Question], chance: random.Random, at: int) -> Question:
    """A mention, a direct message, or a follow-up in a thread that has its answer."""
    text = f"{ASKED[at % len(ASKED)]} [{MARK} {at}]" if at % 3 else ASKED[at % len(ASKED)]
    user = chance.choice([ANA, BEN])
    way = chance.random()
    if way < 0.2 and (answered := _an_answered_thread(slack, asked, chance)):
        ts = slack.say(answered.channel, "and by team?", user, thread=answered.root)
        return Question(channel=answered.channel, ts=ts, root=answered.root)
    if way < 0.5:
        ts = slack.direct_message(text, user)
        return Question(channel=slack.direct_channel(user), ts=ts, root=ts)
    channel = chance.choice([SUPPORT, BILLING])
    ts = slack.mention(channel, text, user)
    return Question(channel=channel, ts=ts, root=ts)


def _an_answered_thread(slack: LocalSlack, asked: Sequence[Question], chance: random.Random) -> Question | None:
    some = [one for one in asked[-40:] if one.channel in (SUPPORT, BILLING)]
    chance.shuffle(some)
    return next((one for one in some if slack.replies(one.root, one.channel)), None)


def _open(slack: LocalSlack, asked: Sequence[Question]) -> Sequence[str]:
    """The roots of the threads that still lack a reply."""
    wanted = Counter((one.channel, one.root) for one in asked)
    return [root for (channel, root), number in wanted.items() if len(slack.replies(root, channel)) < number]


def _wait(slack: LocalSlack, asked: Sequence[Question], patience: float) -> None:
    give_up = time.monotonic() + patience
    while _open(slack, asked) and time.monotonic() < give_up:
        time.sleep(0.2)


def _settle(slack: LocalSlack) -> None:
    """Waits for what may still come twice."""
    seen, since = len(slack.posted()), time.monotonic()
    while time.monotonic() - since < SETTLED:
        time.sleep(0.2)
        if len(slack.posted()) != seen:
            seen, since = len(slack.posted()), time.monotonic()


def _gone(slack: LocalSlack) -> None:
    """Until Slack has noticed that nobody listens any more."""
    slack.drop_sockets()


def _count(slack: LocalSlack, asked: Sequence[Question], outcome: Outcome) -> None:
    threads = Counter((one.channel, one.root) for one in asked)
    posted = [message for message in slack.posted() if message.bot_id == BOT_ID]
    replies = Counter((message.channel, message.root) for message in posted)
    outcome.unfinished = sum(message.is_streaming for message in posted)
    outcome.errors = sum("quote" in message.text and "operator" in message.text for message in posted)
    for one in asked:
        place = (one.channel, one.root)
        if replies[place] < threads[place]:
            outcome.unanswered.append(one)
        if replies[place] > threads[place]:
            outcome.answered_twice.append(one)
