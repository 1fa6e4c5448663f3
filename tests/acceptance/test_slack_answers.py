"""The whole way: a question in Slack, the real protocol, the real app, the real answers from a real generation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.blocks.examples import EXAMPLES
from bot.playground.local_slack import SUPPORT, LocalSlack
from bot.playground.state import Message
from bot.serving.serve import by_socket
from knowledge.answers.answer import Status
from knowledge.answers.answerer import Answerer
from knowledge.asking import find_similar
from knowledge.redaction.redactor import Redactor
from knowledge.settings import Settings
from tests.serving import Backed
from tests.slack_fixtures import access_to, local_slack
from tests.world import NOW, World, groundswell, small_real_world

PATIENCE = 60
"""Seconds: the first similar-case question loads the model."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return small_real_world(tmp_path_factory)


@pytest.fixture(scope="module")
def answerer(world: World) -> Iterator[Answerer]:
    with world.knowledge() as knowledge:
        yield Answerer(knowledge, now=lambda: NOW, strict=True)


@pytest.fixture
def slack(answerer: Answerer, tmp_path: Path) -> Iterator[LocalSlack]:
    backing = Backed(settings=Settings(groundswell_home=tmp_path, groundswell_now=NOW), answerer=answerer)
    with local_slack() as slack, by_socket(access_to(slack), backing):
        slack.wait_for_sockets()
        yield slack


def the_reply(slack: LocalSlack, ts: str) -> Message:
    """The one reply to the message `ts`, also after Slack delivered its question again."""
    slack.wait_for_replies(ts, timeout=PATIENCE)
    slack.redeliver(ts)
    (reply,) = slack.replies(ts)
    return reply


def test_a_trend_question_is_answered_once_in_its_thread_with_the_numbers_of_stats(
    slack: LocalSlack, world: World
) -> None:
    reply = the_reply(slack, slack.mention(SUPPORT, "How did cases develop by month since July?"))

    stats = groundswell(world.folder, "stats", "cases", "--every", "month", "--from", "2026-07-01", "--json").document
    assert reply.text.startswith("Cases opened by month from 1 July to 13 October 2026 ")
    (chart,) = [block["chart"] for block in reply.blocks if block["type"] == "data_visualization"]
    assert [point["value"] for point in chart["series"][0]["data"]] == [row["value"] for row in stats["rows"]]


def test_a_question_for_similar_cases_is_answered_with_the_cases_of_the_command_line(
    slack: LocalSlack, world: World
) -> None:
    text = "the app crashes after the update"
    reply = the_reply(slack, slack.mention(SUPPORT, f"Similar cases: {text}"))

    with world.knowledge() as knowledge:
        found = find_similar(knowledge, Redactor(), text, k=5, where={}, older=False).document["cases"]
    assert reply.text.startswith(f"{len(found)} past cases are similar to this: ")
    shown = str(reply.blocks)
    assert [case["case_id"] for case in found if case["case_id"] not in shown] == []
    assert "data as of 13 October 2026 (UTC)" in shown


def test_a_direct_message_is_answered_too(slack: LocalSlack) -> None:
    reply = the_reply(slack, slack.direct_message("How many cases were opened last month?"))

    assert reply.text.startswith(("There were ", "Cases opened in September 2026: "))


def test_what_is_not_ours_is_refused_in_the_thread(slack: LocalSlack) -> None:
    reply = the_reply(slack, slack.mention(SUPPORT, "who is the worst agent?"))

    assert "I do not count or rank individual people" in reply.text


def examples() -> list[str]:
    """What the greeting says that one can ask."""
    return list(EXAMPLES)


@pytest.mark.parametrize("question", examples())
def test_every_example_of_the_greeting_is_understood(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question).status in (Status.ANSWERED, Status.NO_DATA)


def test_the_greeting_gives_examples() -> None:
    assert len(examples()) >= 3
