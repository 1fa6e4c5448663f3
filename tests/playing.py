"""What tests of the page start from: the whole assistant with a local Slack, in this process or as a program."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGINT
from socket import create_server
from subprocess import DEVNULL, PIPE, Popen
from threading import Event

from bot.serving.assistant import AnswersQuestions
from bot.serving.playground import by_playground
from knowledge.answers.answer import Answer
from knowledge.answers.answerer import Answerer
from knowledge.answers.computation import Computation
from knowledge.answers.keeping import Memory
from knowledge.answers.overviews import Overviews
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.conversations.conversations import Conversations
from knowledge.redaction.redactor import Redactor
from knowledge.settings import Settings
from tests.world import NOW, World, environment

SLOWLY = "Slowly: "
"""A question that begins so is answered when the test lets it be."""


@dataclass
class Unhurried:
    """An Answerer that takes as long as the test wants for some questions; else it is the real one."""

    real: Answerer
    go_on: Event = field(default_factory=Event)

    def answer(
        self,
        question: str,
        *,
        thread: str | None = None,
        user: str | None = None,
        seen: Seen = EVERYTHING,
        message: str | None = None,
    ) -> Answer:
        if question.startswith(SLOWLY):
            self.go_on.wait(30)
        return self.real.answer(question.removeprefix(SLOWLY), thread=thread, user=user, seen=seen, message=message)

    def similar(self, text_or_case_id: str, *, user: str | None = None, seen: Seen = EVERYTHING) -> Answer:
        return self.real.similar(text_or_case_id, user=user, seen=seen)

    def again(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        return self.real.again(receipt_id, seen=seen)

    def cases_of(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        return self.real.cases_of(receipt_id, seen=seen)

    def computation(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Computation:
        return self.real.computation(receipt_id, seen=seen)


@dataclass(frozen=True, kw_only=True)
class Backing:
    """What the assistant is made from."""

    settings: Settings
    answerer: AnswersQuestions
    overviews: Overviews
    conversations: Conversations
    redactor: Redactor = field(default_factory=Redactor)


@dataclass(frozen=True, kw_only=True)
class Playground:
    """A running one: where its page is, and what lets slow answers go on."""

    url: str
    go_on: Event


@contextmanager
def playground_over(world: World, folder: Path) -> Iterator[Playground]:
    """The playground over a copy of `world` in `folder`, on the day of the world."""
    home = world.copied(folder).folder
    settings = Settings(groundswell_home=home, groundswell_now=NOW, similarity_floor=0.1)
    conversations = Conversations(settings.database, keep_days=settings.keep_answers_days)
    with world.knowledge(similarity_floor=0.1) as knowledge:
        answerer = Unhurried(Answerer(knowledge, now=settings.now, strict=True, memory=Memory(conversations)))
        backing = Backing(
            settings=settings,
            answerer=answerer,
            overviews=Overviews(knowledge, settings.now),
            conversations=conversations,
        )
        with by_playground(backing, port=0) as url:
            yield Playground(url=url, go_on=answerer.go_on)
    conversations.close()


@contextmanager
def playground_process(home: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of `groundswell playground` as a program of its own on `home`; ended at the end, as by Ctrl+C."""
    command = [sys.executable, "-m", "groundswell", "playground", "--port", str(_free_port())]
    with Popen(command, cwd=home, env=environment(home, settings), stdout=PIPE, stderr=DEVNULL, text=True) as running:
        try:
            assert running.stdout is not None
            yield next(word for line in running.stdout for word in line.split() if word.startswith("http://"))
        finally:
            running.send_signal(SIGINT)
            running.wait(30)


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
