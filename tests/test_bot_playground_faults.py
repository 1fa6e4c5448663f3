"""The local Slack goes wrong on demand, and the same way each time."""

import time
from collections.abc import Callable, Iterator
from http.client import RemoteDisconnected
from typing import Any
from urllib.error import URLError

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler, RateLimitErrorRetryHandler

from bot.playground.delivery.line import Delivery
from bot.playground.faults import FaultPlan
from bot.playground.local_slack import SUPPORT, LocalSlack
from tests.bolt_apps import bot, generous_manifest, listening


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(
        manifest=generous_manifest(), ping_seconds=0.2, delivery=Delivery(retry_delays=(0.05, 0.1, 0.2, 0.4))
    ) as slack:
        yield slack


def texts(slack: LocalSlack) -> list[str]:
    return [message.text for message in slack.posted()]


def post(slack: LocalSlack) -> None:
    bot(slack).chat_postMessage(channel=SUPPORT, text="x")


def test_a_failure_may_come_before_anything_is_done(slack: LocalSlack) -> None:
    slack.set_faults(FaultPlan(failed_before=1))

    with pytest.raises(SlackApiError) as error:
        post(slack)

    assert error.value.response.status_code == 500
    assert texts(slack) == []


def test_a_failure_may_come_after_it_is_done(slack: LocalSlack) -> None:
    slack.set_faults(FaultPlan(failed_after=1))

    with pytest.raises(SlackApiError) as error:
        post(slack)

    assert error.value.response.status_code == 500
    assert texts(slack) == ["x"]


@pytest.mark.parametrize(("plan", "done"), [(FaultPlan(lost_before=1), []), (FaultPlan(lost_after=1), ["x"])])
def test_a_connection_may_be_lost_before_or_after(slack: LocalSlack, plan: FaultPlan, done: list[str]) -> None:
    slack.set_faults(plan)

    with pytest.raises((RemoteDisconnected, ConnectionResetError, URLError)):
        post(slack)

    assert texts(slack) == done
    assert slack.faults_drawn() == {"lost_after" if done else "lost_before": 1}


def test_the_sdks_own_handlers_recover_from_it(slack: LocalSlack) -> None:
    slack.set_faults(FaultPlan(seed=3, rate_limited=0.2, lost_before=0.2, retry_after=0))
    handlers = [ConnectionErrorRetryHandler(max_retry_count=9), RateLimitErrorRetryHandler(max_retry_count=9)]
    client = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=handlers)

    for at in range(8):
        client.chat_postMessage(channel=SUPPORT, text=str(at))

    assert texts(slack) == [str(at) for at in range(8)]
    assert set(slack.faults_drawn()) == {"rate_limited", "lost_before"}


def test_the_same_seed_fails_the_same_calls() -> None:
    def outcomes() -> list[bool]:
        with LocalSlack(manifest=generous_manifest()) as slack:
            slack.set_faults(FaultPlan(seed=11, failed_before=0.5))
            client = bot(slack)
            return [_is_taken(client) for _ in range(12)]

    assert outcomes() == outcomes()
    assert len(set(outcomes())) == 2


def _is_taken(client: WebClient) -> bool:
    try:
        client.chat_postMessage(channel=SUPPORT, text="x")
    except SlackApiError:
        return False
    return True


def test_signing_in_never_fails(slack: LocalSlack) -> None:
    slack.set_faults(FaultPlan(failed_before=1))

    assert bot(slack).auth_test()["ok"]


def test_events_may_come_twice_and_again_though_they_were_acknowledged(slack: LocalSlack) -> None:
    heard: list[tuple[str, str]] = []

    def register(app: App) -> None:
        @app.event("message")
        def note(body: dict[str, Any], request: Any) -> None:  # noqa: ANN401  Bolt's own
            heard.append((body["event_id"], request.headers["x-slack-retry-num"][0]))

    with listening(slack, register):
        slack.set_faults(FaultPlan(duplicated=1))
        slack.direct_message("twice")
        _wait(lambda: len(heard) >= 2)
        assert heard[0] == heard[1]

        heard.clear()
        slack.set_faults(FaultPlan(redelivered=0.5, seed=2))
        for _ in range(8):
            slack.direct_message("maybe again")
        _wait(lambda: any(number != "0" for _, number in heard))
        _wait(lambda: len({id for id, _ in heard}) == 8)


def test_sockets_may_be_lost_at_any_event(slack: LocalSlack) -> None:
    heard: list[str] = []

    def register(app: App) -> None:
        @app.event("message")
        def note(event: dict[str, Any]) -> None:
            heard.append(event["text"])

    with listening(slack, register):
        slack.set_faults(FaultPlan(disconnected=1))
        slack.direct_message("lost")
        slack.set_faults(FaultPlan())
        slack.wait_for_sockets(timeout=20)
        slack.direct_message("found")
        _wait(lambda: "found" in heard)


def _wait(is_so: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 5
    while not is_so():
        if time.monotonic() > give_up:
            raise TimeoutError
        time.sleep(0.01)


def test_every_call_is_noted_with_its_time_and_what_came_of_it(slack: LocalSlack) -> None:
    slack.fail_next("chat.postMessage", "ratelimited", status=429)
    for _ in range(2):
        _is_taken(bot(slack))

    first, second = slack.wait_for_call("chat.postMessage", 2)

    assert (first.reply.status, second.reply.status) == (429, 200)
    assert first.at <= second.at
    assert second.arguments["text"] == "x"


def test_what_was_sent_can_be_looked_at_whatever_came_of_it(slack: LocalSlack) -> None:
    with pytest.raises(SlackApiError):
        bot(slack).chat_postMessage(channel=SUPPORT, text="x", blocks=[{"type": "shout"}])
    post(slack)

    [sent] = slack.payloads_sent()

    assert (sent.method, sent.arguments["blocks"]) == ("chat.postMessage", [{"type": "shout"}])
