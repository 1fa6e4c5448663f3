"""What tests of the reception start from: who answers, who is let in, and a reception that replies to a LocalSlack."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from threading import Event
from time import monotonic, sleep
from typing import Any

from slack_sdk import WebClient

from bot.blocks.messages import Message, plain_message
from bot.composing import Composer
from bot.desk import Desk
from bot.inbox.in_memory import InboxInMemory
from bot.inbox.inbox import Ending, Inbox
from bot.people.admission import Admitted, TurnedAway
from bot.people.preferences import PreferencesInMemory
from bot.playground.local_slack import ANA, SUPPORT, LocalSlack
from bot.playground.workspace.ids import TEAM_ID
from bot.question import Place, Question, Way, Wish, key_of_message
from bot.reception import Reception
from bot.replies.replies import Delivery
from bot.replies.slack_replies import SlackReplies
from bot.workroom import Workroom
from knowledge.answers.answer import Answer
from knowledge.answers.seen import EVERYTHING, Seen
from tests.block_kit.builders import an_answer

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_NUMBERS = count(1)
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "48 cases."}}
PLAIN = {"type": "section", "text": {"type": "mrkdwn", "text": "48 cases, plainly."}}


@dataclass
class Lines:
    """An answerer that knows some lines; an error among them is raised, and a function called. It notes what it heard.

    While `gate` is shut it thinks; `begun` is set when it begins to.
    """

    lines: Mapping[str, Answer | Exception | Callable[[Seen], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    gate: Event = field(default_factory=Event)
    begun: Event = field(default_factory=Event)

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
        self.begun.set()
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


def as_soon_as(look: Callable[[], object], timeout: float = 20) -> None:
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


@dataclass
class Clock:
    """Tells the time that it is set to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


def of_thread(slack: LocalSlack, question: Question) -> list[Any]:
    """The replies below the question."""
    return slack.replies(question.place.root or "")


def the_reply(slack: LocalSlack, question: Question) -> Any:  # noqa: ANN401  a message of the stand-in
    """The one reply below the question."""
    [reply] = slack.replies(question.place.root or "")
    return reply


def ending_of(desk: Bureau, question: Question) -> Ending:
    reply = desk.inbox.reply_to(question.key)
    assert reply is not None
    return reply.ending


def a_delivery(question: Question, message: Message | None = None, **facts: Any) -> Delivery:  # noqa: ANN401  any field
    return Delivery(question=question, message=message or plain_message("48 cases."), ending=Ending.ANSWERED, **facts)


def carried(replies: SlackReplies, delivery: Delivery) -> str | None:
    """Where it ends when nothing comes between."""
    return replies.deliver(delivery, lambda ts: None)


def streamed(lead: str = "48 cases.", **facts: Any) -> Message:  # noqa: ANN401  any field
    """A message that may be streamed."""
    return Message(text=f"{lead} And more.", blocks=[SECTION], lead=lead, below=[PLAIN], **facts)


def stream_begun(slack: LocalSlack, question: Question, text: str) -> str:
    """The ts of a reply to the question that the assistant began to stream with `text`, and did not end."""
    begun = WebClient(token=slack.bot_token, base_url=slack.api_url).chat_startStream(
        channel=SUPPORT,
        thread_ts=question.place.root or "",
        markdown_text=text,
        recipient_team_id=TEAM_ID,
        recipient_user_id=ANA,
    )
    return str(begun["ts"])
