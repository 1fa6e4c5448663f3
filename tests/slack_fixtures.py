"""What tests of the assistant start from: an Answerer that knows its lines, the app running against a LocalSlack."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from bot.access import SlackAccess
from bot.app import Answerer, serve_socket_mode
from bot.blocks.violations import violations
from bot.playground.local_slack import LocalSlack
from knowledge.answers.answer import Answer, Status
from knowledge.retrieval.similar_case import SimilarCase

PING_SECONDS = 0.2
"""Fast, so that lost connections are noticed and closing ones let go within a test."""


def an_answer(headline: str = "41 cases were escalated.", **facts: Any) -> Answer:  # noqa: ANN401  any field
    """An answer that is as given and nothing else."""
    defaults: dict[str, Any] = {"question": "?", "status": Status.ANSWERED, "text": headline}
    return Answer(headline=headline, **{**defaults, **facts})


def a_case(case_id: str = "C-17", **facts: Any) -> SimilarCase:  # noqa: ANN401  any field
    """A similar case that is as given and plain in everything else."""
    defaults: dict[str, Any] = {
        "score": 0.81,
        "subject": "Login fails",
        "escalated": True,
        "outcome": "fix",
        "resolution": "Cleared the cache.",
        "why": "both are about login",
    }
    return SimilarCase(case_id=case_id, **{**defaults, **facts})


@dataclass
class Scripted:
    """An Answerer that knows the answers to some questions; an error among them is raised. It notes who asked what."""

    lines: Mapping[str, Answer | Exception] = field(default_factory=dict)
    asked: list[tuple[str, str | None, str | None]] = field(default_factory=list)

    def answer(self, question: str, *, thread: str | None = None, user: str | None = None) -> Answer:
        self.asked.append((question, thread, user))
        line = self.lines.get(question) or an_answer(f"You asked: {question}")
        if isinstance(line, Exception):
            raise line
        return line


def access_to(slack: LocalSlack) -> SlackAccess:
    """The right tokens for `slack`."""
    return SlackAccess(
        bot_token=slack.bot_token, app_token=slack.app_token, api_url=slack.api_url, ping_seconds=PING_SECONDS
    )


@contextmanager
def serving(slack: LocalSlack, answerer: Answerer) -> Iterator[Event]:
    """The real app, connected to `slack` by Socket Mode, until the block ends or the event that it gives is set."""
    stop = Event()
    with ThreadPoolExecutor(max_workers=1) as thread:
        served = thread.submit(serve_socket_mode, access_to(slack), answerer, stop)
        try:
            slack.wait_for_sockets()
            yield stop
        finally:
            stop.set()
            served.result()


@contextmanager
def local_slack() -> Iterator[LocalSlack]:
    """A LocalSlack that is quick to notice; at the end, everything posted to it must have kept Slack's limits."""
    with LocalSlack(ping_seconds=PING_SECONDS) as slack:
        yield slack
        assert [found for message in slack.posted() for found in violations(message.blocks, message.text)] == []
