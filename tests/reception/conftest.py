"""What most tests of a question's way start from."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bot.playground.local_slack import LocalSlack
from bot.replies.slack_replies import SlackReplies
from tests.receptions import Bureau, Clock, Lines, bureau
from tests.slack_fixtures import local_slack


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with local_slack() as slack:
        yield slack


@pytest.fixture(scope="module")
def slack_for_all() -> Iterator[LocalSlack]:
    with local_slack() as slack:
        yield slack


@pytest.fixture
def replies(slack: LocalSlack) -> Iterator[SlackReplies]:
    opened = SlackReplies(lambda team: WebClient(token=slack.bot_token, base_url=slack.api_url))
    yield opened
    opened.close()


@pytest.fixture
def answerer() -> Lines:
    return Lines()


@pytest.fixture
def desk(slack: LocalSlack, answerer: Lines) -> Iterator[Bureau]:
    with bureau(slack, answerer) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()
