"""What tests of the listeners start from: the real Bolt app in a local Slack, with parts that note what is asked."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import uuid4

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.inbox.in_memory import InboxInMemory
from bot.inbox.inbox import Ending
from bot.listeners.parts import Parts
from bot.listeners.registering import build_app
from bot.people.admission import Admitted, TurnedAway
from bot.people.opinions import OpinionsInMemory
from bot.people.preferences import PreferencesInMemory
from bot.playground.local_slack import ANA, LocalSlack
from bot.question import Question
from knowledge.answers.answer import Answer, SentQuery
from knowledge.answers.computation import Computation
from knowledge.answers.overview import Overview, Prompt
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.conversations.kept_answer import KeptAnswer
from knowledge.errors import UnknownName
from knowledge.redaction.redactor import Redactor
from tests.block_kit.builders import an_answer
from tests.slack_fixtures import PING_SECONDS, local_slack

TODAY = date(2026, 11, 22)
WAIT_SECONDS = 20
TEAM = "T0LOCAL"

Found = TypeVar("Found")


def as_soon_as(look: Callable[[], Found | None], what: str) -> Found:
    """What `look` finds, as soon as it finds something. Raises TimeoutError."""
    give_up = time.monotonic() + WAIT_SECONDS
    while not (found := look()):
        if time.monotonic() > give_up:
            raise TimeoutError(f"{what} did not come")
        time.sleep(0.005)
    return found


@dataclass
class Noting:
    """A Reception that accepts as the inbox does and notes the rest; `broken` is raised by `accept` once it is set."""

    inbox: InboxInMemory
    asked: list[Question] = field(default_factory=list)
    stopped: list[tuple[str, str, str, str]] = field(default_factory=list)
    reworded: list[tuple[str, str]] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    broken: Exception | None = None

    def accept(self, question: Question, *, event_id: str | None = None) -> bool:
        if self.broken is not None:
            raise self.broken
        return self.inbox.accept(question, event_id=event_id)

    def answer(self, question: Question) -> None:
        self.asked.append(question)

    def stop(self, team: str, channel: str, root: str, user: str) -> None:
        self.stopped.append((team, channel, root, user))

    def reword(self, key: str, text: str) -> None:
        self.reworded.append((key, text))

    def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)

    def forget(self) -> None:
        """As new."""
        for noted in (self.asked, self.stopped, self.reworded, self.withdrawn):
            noted.clear()
        self.broken = None

    def wait(self, count: int = 1) -> list[Question]:
        """What is to be answered, as soon as there are `count`."""
        return as_soon_as(lambda: self.asked if len(self.asked) >= count else None, f"{count} questions")


@dataclass
class Everybody:
    """Admissions that let everybody in but those `away`; `seen` are what people and channels may see, by id."""

    seen: dict[str, Seen] = field(default_factory=dict)
    away: dict[str, str] = field(default_factory=dict)

    def admit(self, *, team: str, user: str, channel: str | None) -> Admitted | TurnedAway:
        if user in self.away:
            return TurnedAway(sentence=self.away[user])
        own = self.seen.get(user, EVERYTHING)
        if channel is None or channel.startswith("D"):
            return Admitted(here=own)
        return Admitted(here=own.within(self.seen.get(channel, EVERYTHING)))


@dataclass
class KeptAnswers:
    """Answers by their receipts' ids, and what was shown of them to whom."""

    answers: dict[str, Answer]
    shown: list[tuple[str, str, Seen]] = field(default_factory=list)

    def again(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        return self._of("again", receipt_id, seen)

    def cases_of(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        return self._of("cases", receipt_id, seen)

    def computation(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Computation:
        answer = self._of("computation", receipt_id, seen)
        return Computation(
            receipt_id=receipt_id,
            question=answer.question,
            definition="cases first escalated in the period",
            filters="product Billing",
            period="October 2026",
            timezone="UTC",
            generation="g1",
            as_of=datetime(2026, 11, 22, tzinfo=UTC),
            n=[41],
            cases=41,
            queries=[SentQuery(sql="SELECT count(*) FROM cases", params=[])],
        )

    def _of(self, what: str, receipt: str, seen: Seen) -> Answer:
        self.shown.append((what, receipt, seen))
        if receipt not in self.answers:
            raise UnknownName("receipt", receipt, [])
        return self.answers[receipt]


@dataclass
class FixedOverviews:
    """The same overview for everybody; `problem` is raised instead once it is set."""

    overview: Overview
    problem: Exception | None = None
    seen: list[Seen] = field(default_factory=list)

    def of(self, seen: Seen) -> Overview:
        self.seen.append(seen)
        if self.problem is not None:
            raise self.problem
        return self.overview


@dataclass
class FixedAsked:
    """The latest questions of people."""

    kept: Mapping[str, Sequence[KeptAnswer]] = field(default_factory=dict)

    def recent(self, user: str, limit: int) -> Sequence[KeptAnswer]:
        return self.kept.get(user, ())[:limit]


def an_overview(prompts: Sequence[str] = ("Why did Billing escalate more?",)) -> Overview:
    """An overview that offers `prompts` and tells nothing else."""
    return Overview(
        generation="g1",
        as_of=datetime(2026, 11, 22, tzinfo=UTC),
        freshness="Data as of today.",
        headlines=[],
        changes=[],
        prompts=[Prompt(title=question[:40], question=question) for question in prompts],
    )


@dataclass
class Listening:
    """The app, listening in `slack`."""

    slack: LocalSlack
    app: App
    reception: Noting
    inbox: InboxInMemory
    answers: KeptAnswers
    overviews: FixedOverviews
    admissions: Everybody
    opinions: OpinionsInMemory
    preferences: PreferencesInMemory

    def dispatch(self, body: Mapping[str, Any]) -> BoltResponse:
        """What the app answers to a payload as Socket Mode hands it over."""
        return self.app.dispatch(BoltRequest(body=json.dumps(body), mode="socket_mode"))

    def event(self, event: Mapping[str, Any]) -> BoltResponse:
        """What the app answers to an event."""
        body = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{uuid4().hex}", "event": event}
        return self.dispatch(body)

    def settle(self) -> None:
        """Returns when everything that was handed to the app's listeners so far is done."""
        self.app.listener_runner.listener_executor.submit(lambda: None).result(WAIT_SECONDS)

    def told(self, user: str = ANA) -> list[str]:
        """The texts that `user` alone was shown so far."""
        self.settle()
        return [message.text for message in self.slack.ephemerals(user)]

    def forget(self) -> None:
        """What was noted of one test is nothing to the next one."""
        self.settle()
        self.reception.forget()
        self.answers.shown.clear()
        self.overviews.problem = None
        self.admissions.seen.clear()
        self.admissions.away.clear()
        self.opinions.kept.clear()

    def end(self, question: Question) -> None:
        """Lets the question have its reply."""
        self.inbox.end(question.key, Ending.ANSWERED, "1.000001")


@contextmanager
def listening() -> Iterator[Listening]:
    """The app in a local Slack, over Socket Mode. Its listeners run one after the other, so that `settle` is enough."""
    with local_slack() as slack, ThreadPoolExecutor(1) as executor:
        heard = _heard(slack, executor)
        handler = SocketModeHandler(heard.app, slack.app_token, ping_interval=PING_SECONDS)
        handler.connect()  # type: ignore[no-untyped-call]  # Bolt's own lacks a return type
        try:
            slack.wait_for_sockets()
            yield heard
        finally:
            handler.close()  # type: ignore[no-untyped-call]  # Bolt's own lacks a return type


def _heard(slack: LocalSlack, executor: ThreadPoolExecutor) -> Listening:
    inbox, everybody = InboxInMemory(), Everybody()
    heard = Listening(
        slack=slack,
        app=App(client=WebClient(token=slack.bot_token, base_url=slack.api_url), listener_executor=executor),
        reception=Noting(inbox),
        inbox=inbox,
        answers=KeptAnswers({"r1": an_answer()}),
        overviews=FixedOverviews(an_overview()),
        admissions=everybody,
        opinions=OpinionsInMemory(),
        preferences=PreferencesInMemory(),
    )
    parts = Parts(
        reception=heard.reception,
        inbox=inbox,
        admissions=everybody,
        answers=heard.answers,
        overviews=heard.overviews,
        asked=FixedAsked(),
        opinions=heard.opinions,
        preferences=heard.preferences,
        today=lambda: TODAY,
        redacted=Redactor().redacted,
    )
    build_app(heard.app, parts)
    return heard
