"""What tests of the reception start from: who answers, who is let in, and a reception that replies to a LocalSlack."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from threading import Event
from time import monotonic, sleep
from typing import Any

from slack_sdk import WebClient

from bot.composing import Composer
from bot.desk import Desk
from bot.inbox.in_memory import InboxInMemory
from bot.inbox.inbox import Inbox
from bot.people.admission import Admitted, TurnedAway
from bot.people.preferences import PreferencesInMemory
from bot.playground.local_slack import ANA, SUPPORT, LocalSlack
from bot.playground.workspace.ids import TEAM_ID
from bot.question import Place, Question, Way, Wish, key_of_message
from bot.reception import Reception
from bot.replies.slack_replies import SlackReplies
from bot.workroom import Workroom
from knowledge.answers.answer import Answer
from knowledge.answers.seen import EVERYTHING, Seen
from tests.block_kit.builders import an_answer

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_NUMBERS = count(1)


@dataclass
class Lines:
    """An answerer that knows some lines; an error among them is raised, and a function called. It notes what it heard.

    While `gate` is shut it thinks.
    """

    lines: Mapping[str, Answer | Exception | Callable[[Seen], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    gate: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def answer(
        self,
        question: str,
        *,
        thread: str | None = None,
        user: str | None = None,
        seen: Seen = EVERYTHING,
        message: str | None = None,
    ) -> Answer:
        return self._say(question, seen)

    def similar(self, text_or_case_id: str, *, user: str | None = None, seen: Seen = EVERYTHING) -> Answer:
        return self._say(f"similar: {text_or_case_id}", seen)

    def _say(self, question: str, seen: Seen) -> Answer:
        self.asked.append(question)
        self.seen.append(seen)
        assert self.gate.wait(10)
        line = self.lines.get(question) or an_answer(f"You asked: {question}")
        if isinstance(line, Exception):
            raise line
        return line if isinstance(line, Answer) else line(seen)


@dataclass
class Door:
    """Lets everybody in as told."""

    says: Admitted | TurnedAway = field(default_factory=lambda: Admitted(here=EVERYTHING))

    def admit(self, *, team: str, user: str, channel: str | None) -> Admitted | TurnedAway:
        return self.says


def a_question(text: str = "how many?", **facts: Any) -> Question:  # noqa: ANN401  any field
    """A question that is as given; its key is its own."""
    ts = f"1700000000.{next(_NUMBERS):06d}"
    defaults: dict[str, Any] = {
        "key": key_of_message(TEAM_ID, SUPPORT, ts),
        "team": TEAM_ID,
        "user": ANA,
        "way": Way.MENTION,
        "place": Place(channel=SUPPORT, root=ts),
        "thread": f"{SUPPORT}:{ts}",
        "wish": Wish.ASK,
    }
    return Question(text=text, **{**defaults, **facts})


def mentioned(slack: LocalSlack, text: str = "how many?", channel: str = SUPPORT) -> Question:
    """A question that stands in `slack`, as the listeners would find it."""
    ts = slack.mention(channel, text)
    place = Place(channel=channel, root=ts)
    return a_question(text, key=key_of_message(TEAM_ID, channel, ts), place=place, thread=f"{channel}:{ts}")


def privately(slack: LocalSlack, text: str = "how many?", **place: Any) -> Question:  # noqa: ANN401  any field
    """A question whose reply only its asker sees."""
    where = {"channel": SUPPORT, "only_to": ANA, **place}
    return a_question(text, key=f"{TEAM_ID}:command:{next(_NUMBERS)}", place=Place(**where), way=Way.COMMAND)


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """A reception and what it is made of."""

    reception: Reception
    inbox: Inbox
    answerer: Lines

    def ask(self, question: Question) -> Question:
        """Accepts and answers."""
        assert self.reception.accept(question)
        self.reception.answer(question)
        return question

    def wait_for_end(self, *questions: Question, timeout: float = 10) -> None:
        """Until each has ended. Raises TimeoutError."""
        as_soon_as(lambda: all(self.inbox.reply_to(one.key) for one in questions), timeout)


def as_soon_as(look: Callable[[], object], timeout: float = 5) -> None:
    """Returns when `look` finds something. Raises TimeoutError after `timeout` seconds."""
    give_up = monotonic() + timeout
    while not look():
        if monotonic() > give_up:
            raise TimeoutError
        sleep(0.01)


@dataclass(frozen=True, kw_only=True)
class SlackAt:
    """A local Slack as another process knows it."""

    api_url: str
    bot_token: str = LocalSlack.bot_token


@contextmanager
def bureau(
    slack: LocalSlack | SlackAt,
    answerer: Lines | None = None,
    *,
    inbox: Inbox | None = None,
    door: Door | None = None,
    at_once: int = 4,
    waiting: int = 50,
    heartbeat_s: float = 0.05,
    patience_s: float = 20,
    forgotten_s: float = 60,
) -> Iterator[Bureau]:
    """A reception that is open until the block ends."""
    answerer, inbox = answerer or Lines(), inbox or InboxInMemory()
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    composer = Composer(answerer, door or Door(), PreferencesInMemory(), today=lambda: TODAY)
    workroom = Workroom(
        composer,
        inbox=inbox,
        replies=SlackReplies(lambda team: client),
        desk=Desk(at_once=at_once, waiting=waiting),
        patience_s=patience_s,
    )
    reception = Reception(inbox, workroom, forgotten_s=forgotten_s)
    reception.start(heartbeat_s)
    try:
        yield Bureau(reception=reception, inbox=inbox, answerer=answerer)
    finally:
        answerer.gate.set()
        reception.close()
