"""Replies that are streamed, when more than one may be under way in a thread."""

from dataclasses import replace

import pytest

from bot.blocks.messages import plain_message
from bot.inbox.database import Database
from bot.inbox.layered import LayeredInbox
from bot.inbox.stored import StoredInbox
from bot.playground.faults import FaultPlan
from bot.playground.local_slack import SUPPORT, LocalSlack
from bot.replies.slack_replies import SlackReplies
from bot.replies.troubles import TryLater
from tests.receptions import a_delivery, bureau, mentioned, of_thread, stream_begun, streamed

LEASE_S = 0.3


def test_a_stream_that_slack_kept_quiet_about_is_taken_up_by_the_reply_to_other_words(
    slack: LocalSlack, replies: SlackReplies
) -> None:
    question = mentioned(slack)
    delivery = a_delivery(question, streamed())
    slack.set_faults(FaultPlan(lost_after=1.0))
    with pytest.raises(TryLater):
        replies.deliver(delivery, lambda ts: None)
    slack.set_faults(FaultPlan())
    delivery.unsure, delivery.message = True, plain_message("Stopped.")

    replies.deliver(delivery, lambda ts: None)

    assert [message.text for message in slack.posted()] == ["Stopped."]
    assert not slack.posted()[0].is_streaming


def test_two_streams_in_a_thread_that_begin_alike_are_taken_up_by_one_reply_each(
    slack: LocalSlack, replies: SlackReplies
) -> None:
    first = mentioned(slack)
    second = replace(first, key=f"{first.key}1")
    deliveries = [a_delivery(question, streamed()) for question in (first, second)]
    slack.set_faults(FaultPlan(lost_after=1.0))
    for delivery in deliveries:
        with pytest.raises(TryLater):
            replies.deliver(delivery, lambda ts: None)
        delivery.unsure = True
    slack.set_faults(FaultPlan())

    for delivery in deliveries:
        replies.deliver(delivery, lambda ts: None)

    assert {it.metadata["event_payload"]["question"] for it in of_thread(slack, first)} == {first.key, second.key}
    assert len(slack.posted()) == 2


def test_of_two_questions_that_are_taken_over_each_ends_its_own_stream(slack: LocalSlack, sqlite_address: str) -> None:
    first = mentioned(slack, "how many?")
    second = replace(first, key=f"{first.key}1")
    started = stream_begun(slack, first, "You asked: how many?")
    former = StoredInbox(Database(sqlite_address), lease_seconds=LEASE_S)
    for question, begun in ((second, None), (first, started)):
        former.accept(question)
        former.sending(question.key, begun)
    former.close()

    with bureau(
        slack, inbox=LayeredInbox(StoredInbox(Database(sqlite_address), lease_seconds=LEASE_S)), at_once=1
    ) as desk:
        desk.wait_for_end(first, second)

    assert {it.metadata["event_payload"]["question"] for it in of_thread(slack, first)} == {first.key, second.key}


def test_a_stream_that_is_being_finished_is_nobody_elses(slack: LocalSlack, replies: SlackReplies) -> None:
    first = mentioned(slack)
    second = a_delivery(replace(first, key=f"{first.key}1"), streamed())
    second.unsure = True

    def between(ts: str) -> None:
        replies.deliver(second, lambda ts: None)

    replies.deliver(a_delivery(first, streamed()), between)

    assert len(of_thread(slack, first)) == 2


def test_a_thread_that_is_gone_does_not_end_streaming_in_its_channel(slack: LocalSlack, replies: SlackReplies) -> None:
    gone = mentioned(slack)
    slack.delete(SUPPORT, gone.place.root or "")
    replies.deliver(a_delivery(gone, streamed()), lambda ts: None)

    replies.deliver(a_delivery(mentioned(slack), streamed()), lambda ts: None)

    assert len(slack.calls("chat.startStream")) == 2
