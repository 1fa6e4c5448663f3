"""A reply goes out once, whatever Slack answers on the way."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.blocks.messages import Message, plain_message
from bot.charts.chart import Chart, Kind, Series
from bot.inbox.inbox import Ending
from bot.playground.faults import FaultPlan
from bot.playground.local_slack import ANA, LocalSlack
from bot.playground.web_api import Reply
from bot.replies.slack_replies import SlackReplies
from bot.replies.troubles import TryLater
from tests.receptions import PLAIN, Lines, a_delivery, as_soon_as, bureau, carried, mentioned, of_thread, streamed

CHART = Chart(
    kind=Kind.LINE,
    title="Escalations by week",
    categories=["W1", "W2"],
    series=[Series(name="escalations", values=[3, 7])],
    x_label="week",
    y_label="cases",
    alt_text="It rises from 3 to 7.",
)
UNKNOWN = {"type": "hologram"}


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(ping_seconds=0.2, share_seconds=0.05) as slack:
        yield slack


def refusal(error: str, **more: Any) -> Reply:  # noqa: ANN401  any field
    return Reply(body={"ok": False, "error": error, **more})


# Where Slack streams, and where not


def test_a_reply_is_streamed_and_ended_with_its_blocks(slack: LocalSlack, replies: SlackReplies) -> None:
    question = mentioned(slack)

    ts = carried(replies, a_delivery(question, streamed()))

    [reply] = of_thread(slack, question)
    assert reply.ts == ts
    assert reply.text == "48 cases."
    assert reply.metadata["event_payload"]["question"] == question.key
    [start] = slack.calls("chat.startStream")
    assert (start.arguments["recipient_user_id"], start.arguments["markdown_text"]) == (ANA, "48 cases.")
    assert not slack.calls("chat.postMessage")


def test_where_streaming_is_refused_the_reply_is_posted_and_not_streamed_again(
    slack: LocalSlack, replies: SlackReplies
) -> None:
    slack.fail_next("chat.startStream", "feature_not_enabled")
    first, second = mentioned(slack), mentioned(slack)

    for question in (first, second):
        carried(replies, a_delivery(question, streamed()))

    assert [reply.text for reply in of_thread(slack, first)] == ["48 cases. And more."]
    assert [reply.text for reply in of_thread(slack, second)] == ["48 cases. And more."]
    assert len(slack.calls("chat.startStream")) == 1


def test_a_stream_that_ended_by_itself_is_updated(slack: LocalSlack, replies: SlackReplies) -> None:
    for _ in range(2):
        slack.fail_next("chat.stopStream", "message_not_in_streaming_state")
    question = mentioned(slack)
    slack.answer_next("chat.update", Reply(body={"ok": True}))

    ts = carried(replies, a_delivery(question, streamed()))

    [update] = slack.calls("chat.update")
    assert update.arguments["ts"] == ts
    assert update.arguments["metadata"]["event_payload"]["question"] == question.key
    assert not slack.calls("chat.postMessage")


def test_a_stream_whose_blocks_are_refused_becomes_the_whole_reply_in_another_form(
    slack: LocalSlack, replies: SlackReplies
) -> None:
    question = mentioned(slack)
    message = Message(text="48 cases.", blocks=[UNKNOWN], lead="48 cases.", below=[UNKNOWN], plain=[PLAIN])

    carried(replies, a_delivery(question, message))

    [reply] = of_thread(slack, question)
    assert reply.blocks[0]["text"]["text"] == "48 cases, plainly."
    assert reply.metadata["event_payload"]["question"] == question.key


# The ladder


def test_refused_blocks_are_sent_plainly_with_the_chart_as_a_picture(slack: LocalSlack, replies: SlackReplies) -> None:
    question = mentioned(slack)

    carried(replies, a_delivery(question, Message(text="48", blocks=[UNKNOWN], plain=[PLAIN], chart=CHART)))

    as_soon_as(lambda: any(message.files for message in of_thread(slack, question)))
    reply, picture = sorted(of_thread(slack, question), key=lambda message: len(message.files))
    assert reply.blocks[0]["text"]["text"] == "48 cases, plainly."
    assert picture.files[0]["alt_txt"] == CHART.alt_text


def test_a_picture_that_cannot_be_uploaded_is_left_out(slack: LocalSlack, replies: SlackReplies) -> None:
    slack.fail_next("files.getUploadURLExternal", "missing_scope")
    question = mentioned(slack)

    carried(replies, a_delivery(question, Message(text="48", blocks=[UNKNOWN], plain=[PLAIN], chart=CHART)))

    assert len(of_thread(slack, question)) == 1


def test_the_last_form_is_the_text_alone(slack: LocalSlack, replies: SlackReplies) -> None:
    question = mentioned(slack)

    carried(replies, a_delivery(question, Message(text="48 cases.", blocks=[UNKNOWN], plain=[UNKNOWN])))

    [reply] = of_thread(slack, question)
    assert (reply.text, list(reply.blocks)) == ("48 cases.", [])


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format"])
def test_each_refusal_of_blocks_leads_to_a_plainer_form(slack: LocalSlack, replies: SlackReplies, error: str) -> None:
    slack.fail_next("chat.postMessage", error)
    question = mentioned(slack)

    carried(replies, a_delivery(question))

    assert len(of_thread(slack, question)) == 1


# What is not sure


@pytest.mark.parametrize(
    "fault",
    [
        FaultPlan(failed_after=1),
        FaultPlan(lost_after=1),
        FaultPlan(failed_before=1),
        FaultPlan(lost_before=1),
    ],
    ids=["failed after", "lost after", "failed before", "lost before"],
)
@pytest.mark.parametrize("message", [plain_message("48 cases."), streamed()], ids=["posted", "streamed"])
def test_after_an_unclear_failure_the_thread_is_looked_at_before_anything_is_sent(
    slack: LocalSlack, replies: SlackReplies, fault: FaultPlan, message: Message
) -> None:
    question = mentioned(slack)
    delivery = a_delivery(question, message)
    slack.set_faults(fault)
    with pytest.raises(TryLater) as later:
        carried(replies, delivery)
    slack.set_faults(FaultPlan())
    assert later.value.unsure

    ts = carried(replies, delivery)

    as_soon_as(lambda: of_thread(slack, question))
    [reply] = of_thread(slack, question)
    assert reply.ts == ts
    assert reply.metadata["event_payload"]["question"] == question.key
    assert slack.calls("conversations.replies")


def test_a_stream_is_finished_however_often_its_end_fails(slack: LocalSlack, replies: SlackReplies) -> None:
    question = mentioned(slack)
    delivery = a_delivery(question, streamed())

    def cut_off(ts: str) -> None:
        slack.set_faults(FaultPlan(failed_after=1.0))

    with pytest.raises(TryLater):
        replies.deliver(delivery, cut_off)
    slack.set_faults(FaultPlan())
    carried(replies, delivery)

    [reply] = of_thread(slack, question)
    assert reply.metadata["event_payload"]["question"] == question.key


def test_told_to_wait_nothing_is_looked_up(slack: LocalSlack, replies: SlackReplies) -> None:
    slack.fail_next("chat.postMessage", status=429, retry_after=7)
    delivery = a_delivery(mentioned(slack))

    with pytest.raises(TryLater) as later:
        carried(replies, delivery)
    carried(replies, delivery)

    assert (later.value.seconds, later.value.unsure) == (7, False)
    assert not slack.calls("conversations.replies")
    assert len(of_thread(slack, delivery.question)) == 1


def test_a_thread_that_may_not_be_read_gets_the_reply_with_a_remark(slack: LocalSlack, replies: SlackReplies) -> None:
    slack.fail_next("conversations.replies", "missing_scope")
    question = mentioned(slack)

    carried(replies, a_delivery(question, unsure=True))

    [reply] = of_thread(slack, question)
    assert "second time" in reply.text


def test_a_message_that_was_deleted_meanwhile_is_no_place_for_a_reply(slack: LocalSlack, replies: SlackReplies) -> None:
    question = mentioned(slack)

    ts = carried(replies, a_delivery(question, into="1700000000.000001"))

    assert [reply.ts for reply in of_thread(slack, question)] == [ts]


# Courtesies


@pytest.mark.parametrize(
    "fault",
    [FaultPlan(failed_before=1), FaultPlan(lost_before=1), FaultPlan(rate_limited=1)],
    ids=["failed", "lost", "told to wait"],
)
def test_signs_that_fail_neither_fail_nor_delay_the_answer(
    slack: LocalSlack, replies: SlackReplies, fault: FaultPlan
) -> None:
    question = mentioned(slack)
    slack.set_faults(fault)
    replies.show_working(question)
    as_soon_as(lambda: len(slack.calls()) >= 2)
    slack.set_faults(FaultPlan())

    carried(replies, a_delivery(question))

    assert len(of_thread(slack, question)) == 1


def test_what_a_workspace_does_not_offer_is_not_asked_for_again(slack: LocalSlack, replies: SlackReplies) -> None:
    slack.fail_next("agents.sessions.setStatus", "unknown_method")
    questions = [mentioned(slack) for _ in range(5)]
    for question in questions:
        replies.show_working(question)
        carried(replies, a_delivery(question))

    # signs are given beside the reply, so the second may be under way while the first is being refused
    asked_for = {call.arguments["thread_ts"] for call in slack.calls("agents.sessions.setStatus")}
    assert asked_for <= {question.place.root for question in questions[:2]}


# With a reception around it


def the_bureau(slack: LocalSlack, **facts: Any) -> Any:  # noqa: ANN401  as bureau
    return bureau(slack, Lines(), **facts)


def test_a_reply_that_has_to_wait_keeps_no_worker(slack: LocalSlack) -> None:
    slack.fail_next("chat.startStream", status=429, retry_after=2)
    with the_bureau(slack, at_once=1) as desk:
        first = desk.ask(mentioned(slack))
        second = desk.ask(mentioned(slack))

        desk.wait_for_end(second)
        assert desk.inbox.is_open(first.key)
        desk.wait_for_end(first)

    assert [len(of_thread(slack, question)) for question in (first, second)] == [1, 1]


def test_a_question_that_nobody_can_be_told_the_answer_of_ends_as_an_error(
    slack: LocalSlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.fail_next("chat.startStream", "is_archived")
    slack.fail_next("chat.postMessage", "is_archived")
    slack.fail_next("conversations.open", "user_disabled")
    with the_bureau(slack) as desk:
        question = desk.ask(mentioned(slack))
        desk.wait_for_end(question)
        reply = desk.inbox.reply_to(question.key)

    assert reply is not None
    assert (reply.ending, reply.ts) == (Ending.ERROR, None)
    [line] = [vars(record) for record in caplog.records if record.message == "reply not delivered"]
    assert (line["key"], line["reason"]) == (question.key, "user_disabled")


def test_what_slack_does_not_take_for_too_long_ends_as_an_error(slack: LocalSlack) -> None:
    slack.set_faults(FaultPlan(failed_before=1.0))
    with the_bureau(slack, patience_s=0.2) as desk:
        question = desk.ask(mentioned(slack))
        desk.wait_for_end(question)
        reply = desk.inbox.reply_to(question.key)

    assert reply is not None
    assert reply.ending is Ending.ERROR


@pytest.mark.parametrize("questions", [5, pytest.param(60, marks=pytest.mark.slow)])
def test_whatever_goes_wrong_on_the_way_each_question_has_one_reply(slack: LocalSlack, questions: int) -> None:
    faults = FaultPlan(rate_limited=0.05, failed_before=0.1, failed_after=0.1, lost_before=0.1, lost_after=0.1)
    with the_bureau(slack, at_once=10, patience_s=60) as desk:
        slack.set_faults(faults)
        asked = [desk.ask(mentioned(slack, f"question {number}?")) for number in range(questions)]
        desk.wait_for_end(*asked, timeout=60)
        slack.set_faults(FaultPlan())

    assert {len(of_thread(slack, question)) for question in asked} == {1}
    ends = [desk.inbox.reply_to(question.key) for question in asked]
    assert {end.ending for end in ends if end is not None} == {Ending.ANSWERED}
