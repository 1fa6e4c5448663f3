"""Who somebody is, asked of a local Slack."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from slack_sdk import WebClient

from bot.people.directory import Directory, Kind, kind_in
from bot.people.remembered import Remembered
from bot.playground.local_slack import ANA, BEN, GUEST, STRANGER, LocalSlack
from knowledge.errors import SlackUnavailable

TEAM = "T0LOCAL"


@dataclass
class Clock:
    """Stands still until it is moved; in seconds."""

    at: float = 0

    def __call__(self) -> float:
        return self.at


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as slack:
        yield slack


def _directory(slack: LocalSlack, clock: Clock | None = None) -> Directory:
    client = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    return Directory(lambda team: client, seconds=300, clock=clock or Clock())


@pytest.mark.parametrize(
    ("user", "kind"),
    [
        (ANA, Kind.MEMBER),
        (GUEST, Kind.GUEST),
        (STRANGER, Kind.STRANGER),
        ("U5HELPDESK", Kind.APP),
        ("B5HELPDESK", Kind.APP),
        ("USLACKBOT", Kind.APP),
        ("U0NOBODY", Kind.STRANGER),
    ],
)
def test_people_are_told_apart_by_what_slack_says_of_their_id(slack: LocalSlack, user: str, kind: Kind) -> None:
    assert _directory(slack).kind_of(TEAM, user) is kind


@pytest.mark.parametrize(
    ("user", "kind"),
    [
        ({"team_id": "T1"}, Kind.MEMBER),
        ({"team_id": "T2"}, Kind.STRANGER),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T1", "T2"]}}, Kind.MEMBER),
        ({"team_id": "T1", "is_stranger": True}, Kind.STRANGER),
        ({"team_id": "T1", "is_restricted": True}, Kind.GUEST),
        ({"team_id": "T1", "is_ultra_restricted": True}, Kind.GUEST),
        ({"team_id": "T1", "is_bot": True, "is_restricted": True}, Kind.APP),
        ({"team_id": "T1", "deleted": True}, Kind.GONE),
    ],
)
def test_what_slack_says_of_somebody_decides_what_they_are(user: dict[str, object], kind: Kind) -> None:
    assert kind_in(user, "T1") is kind


def test_groups_are_told_by_their_members(slack: LocalSlack) -> None:
    directory = _directory(slack)

    assert directory.is_in(TEAM, ANA, "S1LEADS")
    assert not directory.is_in(TEAM, BEN, "S1LEADS")


@pytest.mark.parametrize("error", ["ratelimited", "missing_scope", "internal_error", "token_revoked"])
def test_without_an_answer_of_slack_nobody_is_anybody(slack: LocalSlack, error: str) -> None:
    slack.fail_next("users.info", error)
    slack.fail_next("usergroups.users.list", error)

    with pytest.raises(SlackUnavailable, match=f"who is asking .{error}."):
        _directory(slack).kind_of(TEAM, ANA)
    with pytest.raises(SlackUnavailable, match=f"user group S1LEADS .{error}."):
        _directory(slack).is_in(TEAM, ANA, "S1LEADS")


def test_a_group_that_slack_does_not_know_lets_nobody_through(slack: LocalSlack) -> None:
    with pytest.raises(SlackUnavailable):
        _directory(slack).is_in(TEAM, ANA, "S0NOTHING")


def test_a_slack_that_does_not_answer_is_one_that_says_nothing() -> None:
    nowhere = WebClient(token="xoxb-x", base_url="http://127.0.0.1:9/api/", retry_handlers=[])

    with pytest.raises(SlackUnavailable):
        Directory(lambda team: nowhere).kind_of(TEAM, ANA)


def test_what_was_looked_up_is_kept_for_a_few_minutes_and_failures_are_not(slack: LocalSlack) -> None:
    clock = Clock()
    directory = _directory(slack, clock)
    slack.fail_next("users.info", "internal_error")
    with pytest.raises(SlackUnavailable):
        directory.kind_of(TEAM, BEN)
    before = len(slack.calls("users.info"))

    directory.kind_of(TEAM, BEN)
    clock.at = 299
    directory.kind_of(TEAM, BEN)
    assert len(slack.calls("users.info")) == before + 1

    clock.at = 301
    directory.kind_of(TEAM, BEN)
    assert len(slack.calls("users.info")) == before + 2


def test_the_oldest_is_forgotten_when_there_is_too_much() -> None:
    looked_up: list[int] = []

    def look_up(key: int) -> int:
        looked_up.append(key)
        return key

    remembered = Remembered(look_up, seconds=9, most=2)

    for key in (1, 2, 3, 2, 1):
        remembered.of(key)

    assert looked_up == [1, 2, 3, 1]


def test_it_may_be_asked_by_many_threads_at_once() -> None:
    remembered: Remembered[int, int] = Remembered(lambda key: key * 2, seconds=9, most=10)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(remembered.of, [at % 20 for at in range(400)])) == [at % 20 * 2 for at in range(400)]
