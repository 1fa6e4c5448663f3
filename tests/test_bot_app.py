"""The assistant over the real protocol: Bolt and Socket Mode against a local Slack."""

import logging
import os
import signal
import time
from collections.abc import Iterator
from threading import Event

import pytest

from bot.access import SlackAccess
from bot.app import connect, stop_on_signals
from bot.playground.local_slack import ANA, SUPPORT, LocalSlack
from bot.playground.state import BOT_ID, BOT_USER_ID
from bot.playground.web_api import Reply
from knowledge.answers.answer import Answer, Status, Table
from knowledge.errors import NoGeneration, SlackUnavailable
from tests.slack_fixtures import Scripted, a_case, access_to, an_answer, local_slack, serving

BY_PRODUCT = an_answer(
    "Billing had the most escalations.",
    table=Table(columns=["product", "escalations"], rows=[["Billing", 41], ["Login", 7]]),
    footing="cases first escalated in the period; n = 48",
)
HOSTILE = an_answer(
    "One similar case.",
    cases=[
        a_case(
            subject="<!channel> *bold* <@U1ANA>",
            resolution="see <https://evil.example|here> & `run`",
            url="https://desk.example/C-17",
        )
    ],
)
LINES: dict[str, Answer | Exception] = {
    "by product?": BY_PRODUCT,
    "similar?": HOSTILE,
    "who is worst?": an_answer("I do not rank people.", status=Status.REFUSED),
    "rate?": an_answer("Which do you mean?", status=Status.CLARIFY, choices=["escalation ratio", "elevation ratio"]),
    "too early?": NoGeneration(),
    "boom?": RuntimeError("secret case text"),
}


@pytest.fixture(scope="module")
def answerer() -> Scripted:
    return Scripted(LINES)


@pytest.fixture(scope="module")
def slack(answerer: Scripted) -> Iterator[LocalSlack]:
    with local_slack() as slack, serving(slack, answerer):
        yield slack


def test_a_mention_is_answered_in_its_thread_with_blocks_and_the_numbers_as_text(slack: LocalSlack) -> None:
    ts = slack.mention(SUPPORT, "by product?")

    [reply] = slack.wait_for_replies(ts)
    assert [block["type"] for block in reply.blocks] == ["section", "table", "context"]
    assert reply.text.splitlines()[:3] == [
        "Billing had the most escalations.",
        "product: Billing; escalations: 41",
        "product: Login; escalations: 7",
    ]


def test_a_direct_message_is_answered_in_its_thread(slack: LocalSlack, answerer: Scripted) -> None:
    ts = slack.direct_message("how many today?")

    [reply] = slack.wait_for_replies(ts)
    assert reply.text.startswith("You asked: how many today?")
    assert answerer.asked[-1] == ("how many today?", f"{slack.direct_channel(ANA)}:{ts}", ANA)


def test_a_mention_in_a_thread_is_a_follow_up_of_that_thread(slack: LocalSlack, answerer: Scripted) -> None:
    first = slack.mention(SUPPORT, "by product?")
    slack.wait_for_replies(first)

    slack.mention(SUPPORT, "and last month?", thread=first)

    assert slack.wait_for_replies(first, 2)[1].text.startswith("You asked: and last month?")
    assert answerer.asked[-1] == ("and last month?", f"{SUPPORT}:{first}", ANA)


def test_a_sign_is_shown_at_once_and_gone_with_the_answer(slack: LocalSlack) -> None:
    ts = slack.mention(SUPPORT, "by product?")
    slack.wait_for_replies(ts)

    [call] = [call for call in slack.calls("assistant.threads.setStatus") if call.arguments["thread_ts"] == ts]
    assert call.arguments["status"]
    assert (SUPPORT, ts) not in slack.statuses()


def test_a_refused_sign_does_not_keep_the_answer_back(slack: LocalSlack) -> None:
    slack.fail_next("assistant.threads.setStatus", "missing_scope")

    assert slack.wait_for_replies(slack.mention(SUPPORT, "by product?"))


def test_a_question_that_could_mean_two_things_is_answered_with_the_choices(slack: LocalSlack) -> None:
    [reply] = slack.wait_for_replies(slack.mention(SUPPORT, "rate?"))

    assert reply.blocks[1]["text"]["text"] == "1. escalation ratio\n2. elevation ratio"
    assert "1. escalation ratio" in reply.text


def test_a_refusal_is_one_sentence(slack: LocalSlack) -> None:
    [reply] = slack.wait_for_replies(slack.mention(SUPPORT, "who is worst?"))

    assert reply.text.startswith("I do not rank people.")


def test_a_mention_without_a_question_gets_told_what_can_be_asked(slack: LocalSlack, answerer: Scripted) -> None:
    before = len(answerer.asked)

    [reply] = slack.wait_for_replies(slack.mention(SUPPORT, ""))

    assert "You can ask me" in reply.text
    assert len(answerer.asked) == before


def test_a_known_error_tells_its_sentence(slack: LocalSlack) -> None:
    [reply] = slack.wait_for_replies(slack.mention(SUPPORT, "too early?"))

    assert "Nothing has been computed yet" in reply.text


def test_an_unknown_error_gives_a_reference_and_tells_nothing(
    slack: LocalSlack, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        [reply] = slack.wait_for_replies(slack.mention(SUPPORT, "boom?"))

    [record] = [record for record in caplog.records if record.message == "listener failed"]
    assert vars(record)["reference"] in reply.text
    assert vars(record)["error"] == "RuntimeError"
    assert "secret" not in reply.text + str(reply.blocks)
    logged = " ".join(str(vars(record)) for record in caplog.records)
    assert "secret" not in logged
    assert "boom?" not in logged


def test_case_text_is_inert_wherever_it_is_shown(slack: LocalSlack) -> None:
    [reply] = slack.wait_for_replies(slack.mention(SUPPORT, "similar?"))

    shown = reply.text + str(reply.blocks)
    assert "<!" not in shown
    assert "<@" not in shown
    assert "<https://evil" not in shown
    assert "*bold*" not in shown
    assert "`" not in shown
    assert "&lt;!channel&gt;" in shown
    assert "<https://desk.example/C-17|C-17>" in shown


@pytest.mark.parametrize(("error", "status"), [("ratelimited", 429), ("internal_error", 500)])
def test_a_hiccup_of_slack_is_survived(slack: LocalSlack, error: str, status: int) -> None:
    slack.fail_next("chat.postMessage", error, status=status)

    assert len(slack.wait_for_replies(slack.mention(SUPPORT, "by product?"), timeout=10)) == 1


def test_an_answer_whose_blocks_slack_refuses_comes_as_text(slack: LocalSlack) -> None:
    slack.fail_next("chat.postMessage", "invalid_blocks")

    [reply] = slack.wait_for_replies(slack.mention(SUPPORT, "by product?"))

    assert reply.blocks == []
    assert "escalations: 41" in reply.text


def test_a_question_that_arrives_by_several_events_is_answered_once() -> None:
    answerer = Scripted()
    with local_slack() as slack:
        with serving(slack, answerer):
            ts = slack.mention(SUPPORT, "how many?")
            slack.wait_for_replies(ts)
            slack.redeliver(ts)
            slack.redeliver(ts)

        assert len(slack.replies(ts)) == 1
    assert len(answerer.asked) == 1


def test_what_is_no_question_of_a_person_is_not_answered() -> None:
    answerer = Scripted()
    with local_slack() as slack:
        with serving(slack, answerer):
            ignored = [
                slack.say(SUPPORT, "just talking"),
                slack.say(SUPPORT, f"<@{BOT_USER_ID}> I am an app", bot_id="B0OTHER"),
                slack.say(slack.direct_channel(ANA), "so am I", bot_id="B0OTHER"),
                slack.say(SUPPORT, f"<@{BOT_USER_ID}> I am you", BOT_USER_ID, bot_id=BOT_ID),
            ]
            slack.wait_for_replies(slack.mention(SUPPORT, "how many?"))
            for ts in ignored:
                slack.redeliver(ts)  # returns when all of them have reached the app

        assert [slack.replies(ts) for ts in ignored] == [[], [], [], []]
    assert len(answerer.asked) == 1


@pytest.mark.parametrize("how", ["announced", "dropped"])
def test_a_lost_socket_is_replaced_and_the_conversation_goes_on(how: str) -> None:
    with local_slack() as slack, serving(slack, Scripted()):
        slack.announce_disconnect() if how == "announced" else slack.drop_sockets()
        _wait_for_sockets_opened(slack, 2)

        assert slack.wait_for_replies(slack.mention(SUPPORT, "how many?"))


def _wait_for_sockets_opened(slack: LocalSlack, count: int) -> None:
    give_up = time.monotonic() + 5
    while len(slack.calls("apps.connections.open")) < count and time.monotonic() < give_up:
        time.sleep(0.01)
    slack.wait_for_sockets()


def test_stopping_finishes_the_answer_under_way() -> None:
    started, go_on = Event(), Event()

    class Slow:
        def answer(self, question: str, *, thread: str | None = None, user: str | None = None) -> Answer:
            started.set()
            go_on.wait(5)
            return an_answer("Done after all.")

    with local_slack() as slack:
        with serving(slack, Slow()) as stop:
            ts = slack.mention(SUPPORT, "how many?")
            started.wait(5)
            stop.set()
            assert slack.replies(ts) == []
            go_on.set()

        assert [reply.text.splitlines()[0] for reply in slack.replies(ts)] == ["Done after all."]


def test_a_signal_to_end_asks_to_stop_and_the_next_one_ends_as_always() -> None:
    before = signal.getsignal(signal.SIGTERM)

    stop = stop_on_signals()
    os.kill(os.getpid(), signal.SIGTERM)

    assert stop.wait(5)
    assert signal.getsignal(signal.SIGTERM) == before


def _why_not(access: SlackAccess) -> str:
    with pytest.raises(SlackUnavailable) as refusal, connect(access, Scripted()):
        pass
    return str(refusal.value)


def test_a_missing_token_is_named() -> None:
    nowhere = "http://127.0.0.1:9/api/"

    assert "SLACK_BOT_TOKEN is not set" in _why_not(SlackAccess(bot_token="", app_token="xapp", api_url=nowhere))
    assert "SLACK_APP_TOKEN is not set" in _why_not(SlackAccess(bot_token="xoxb", app_token=None, api_url=nowhere))


def test_a_slack_that_does_not_answer_is_said_to_be_silent() -> None:
    nowhere = SlackAccess(bot_token="xoxb", app_token="xapp", api_url="http://127.0.0.1:9/api/")

    assert "Slack does not answer" in _why_not(nowhere)


def test_a_refused_token_is_named() -> None:
    with local_slack() as slack:
        right = access_to(slack)
        wrong_bot = SlackAccess(bot_token="xoxb-no", app_token=right.app_token, api_url=slack.api_url)
        wrong_app = SlackAccess(bot_token=right.bot_token, app_token="xapp-no", api_url=slack.api_url)
        swapped = SlackAccess(bot_token=right.bot_token, app_token=right.bot_token, api_url=slack.api_url)

        assert "refused the bot token (SLACK_BOT_TOKEN): invalid_auth" in _why_not(wrong_bot)
        assert "refused the app token (SLACK_APP_TOKEN): invalid_auth" in _why_not(wrong_app)
        assert "refused the app token (SLACK_APP_TOKEN): not_allowed_token_type" in _why_not(swapped)


def test_a_socket_that_cannot_be_opened_is_said() -> None:
    with local_slack() as slack:
        closed = "ws://127.0.0.1:9/link"
        slack.answer_next("apps.connections.open", Reply(body={"ok": True, "url": closed}))

        assert "the socket for events cannot be opened" in _why_not(access_to(slack))
