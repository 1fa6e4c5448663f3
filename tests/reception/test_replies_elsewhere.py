"""Where a reply goes that cannot stand in the thread of its question, or that one person sees."""

import logging
import socket
from contextlib import closing
from threading import Thread

import pytest
from slack_sdk import WebClient

from bot.blocks.messages import plain_message
from bot.playground.local_slack import ANA, ARCHIVED, ELSEWHERE, SUPPORT, LocalSlack
from bot.question import Place
from bot.replies.private import show_to_one
from bot.replies.slack_replies import SlackReplies
from bot.replies.troubles import TryLater, Undeliverable
from knowledge.errors import SlackUnavailable
from tests.receptions import a_delivery, a_question, carried, mentioned, of_thread, privately

# Where nothing can be posted


@pytest.mark.parametrize(
    ("channel", "error"), [(SUPPORT, "not_in_channel"), (SUPPORT, "is_archived"), (SUPPORT, "restricted_action")]
)
def test_where_nothing_can_be_posted_the_asker_gets_the_answer_directly(
    slack: LocalSlack, replies: SlackReplies, channel: str, error: str
) -> None:
    slack.fail_next("chat.postMessage", error)
    question = mentioned(slack, channel=channel)

    assert carried(replies, a_delivery(question)) is None

    [reply] = [message for message in slack.posted() if message.channel == slack.direct_channel(ANA)]
    assert "48 cases." in reply.text
    assert f"You asked me in <#{channel}>" in reply.text
    assert not of_thread(slack, question)


def test_a_reply_that_no_place_takes_is_undeliverable(slack: LocalSlack, replies: SlackReplies) -> None:
    slack.fail_next("chat.postMessage", "is_archived")
    slack.fail_next("conversations.open", "user_not_found")

    with pytest.raises(Undeliverable, match="user_not_found"):
        carried(replies, a_delivery(mentioned(slack)))


def test_a_direct_message_has_no_other_place(slack: LocalSlack, replies: SlackReplies) -> None:
    slack.fail_next("chat.postMessage", "is_archived")
    question = a_question(place=Place(channel=slack.direct_channel(ANA)))

    with pytest.raises(Undeliverable, match="is_archived"):
        carried(replies, a_delivery(question))


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
def test_a_refused_token_is_logged_once_and_tried_later(
    slack: LocalSlack, replies: SlackReplies, error: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        slack.fail_next("chat.postMessage", error)
        with pytest.raises(TryLater):
            carried(replies, a_delivery(mentioned(slack)))

    [line] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert vars(line)["error"] == error


def test_a_workspace_without_a_token_is_tried_later() -> None:
    def nobody(team: str) -> WebClient:
        raise SlackUnavailable("not installed")

    replies = SlackReplies(nobody)

    with pytest.raises(TryLater):
        carried(replies, a_delivery(a_question()))
    replies.show_working(a_question())
    replies.close()


# One person only


def test_a_private_reply_is_seen_by_its_asker_alone(slack: LocalSlack, replies: SlackReplies) -> None:
    assert carried(replies, a_delivery(privately(slack))) is None

    [shown] = slack.ephemerals(ANA)
    assert shown.text == "48 cases."
    assert not slack.posted()


def test_where_the_assistant_is_no_member_a_private_reply_comes_directly(
    slack: LocalSlack, replies: SlackReplies
) -> None:
    carried(replies, a_delivery(privately(slack, channel=ELSEWHERE)))

    [reply] = slack.posted()
    assert reply.channel == slack.direct_channel(ANA)


@pytest.mark.parametrize("channel", ["", ARCHIVED])
def test_a_private_reply_without_a_channel_comes_directly(
    slack: LocalSlack, replies: SlackReplies, channel: str
) -> None:
    carried(replies, a_delivery(privately(slack, channel=channel)))

    assert [reply.channel for reply in slack.posted()] == [slack.direct_channel(ANA)]


def test_a_response_address_that_is_used_up_is_not_the_end(slack: LocalSlack, replies: SlackReplies) -> None:
    question = privately(slack, response_url=f"{slack.url}respond/nothing")

    carried(replies, a_delivery(question))

    assert [shown.text for shown in slack.ephemerals(ANA)] == ["48 cases."]


def test_a_private_reply_that_may_have_been_seen_says_so(slack: LocalSlack, replies: SlackReplies) -> None:
    carried(replies, a_delivery(privately(slack), unsure=True))

    [shown] = slack.ephemerals(ANA)
    assert "second time" in shown.text


def test_an_address_that_answers_with_nonsense_is_tried_again(slack: LocalSlack) -> None:
    def talk_nonsense() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"nonsense\r\n\r\n")

    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        Thread(target=talk_nonsense, daemon=True).start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        question = privately(slack, response_url=address)

        with pytest.raises(TryLater) as later:
            show_to_one(WebClient(), question, plain_message("48 cases."))

    assert later.value.unsure
