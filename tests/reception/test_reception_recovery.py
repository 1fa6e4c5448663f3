"""What one process leaves behind, another one finishes: no question is lost, and none is answered twice."""

import multiprocessing
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.inbox.database import Database
from bot.inbox.inbox import Ending, Standing
from bot.inbox.layered import LayeredInbox
from bot.inbox.stored import StoredInbox
from bot.playground.local_slack import ANA, SUPPORT, LocalSlack
from bot.playground.workspace.ids import TEAM_ID
from bot.question import Question
from bot.replies.looking import metadata_of
from tests.receptions import Lines, SlackAt, as_soon_as, bureau, mentioned, of_thread, privately, stream_begun

LEASE_S = 0.3


@pytest.fixture
def inbox_at(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'slack.sqlite3'}"


def left_behind(address: str, question: Question, *, begun: str | None, is_stopped: bool = False) -> None:
    """`question`, accepted by a process that is no more; `begun` as the inbox tells it."""
    inbox = StoredInbox(Database(address), lease_seconds=LEASE_S)
    inbox.accept(question)
    if begun is not None:
        inbox.sending(question.key, begun or None)
    if is_stopped:
        inbox.stop(TEAM_ID, SUPPORT, question.place.root or "")
    inbox.close()


def finished(slack: LocalSlack, address: str, *questions: Question, answerer: Lines | None = None) -> list[Ending]:
    """How they ended when a process has come up that finishes them."""
    inbox = LayeredInbox(StoredInbox(Database(address), lease_seconds=LEASE_S))
    with bureau(slack, answerer, inbox=inbox) as desk:
        desk.wait_for_end(*questions)
        replies = [inbox.reply_to(question.key) for question in questions]
    return [reply.ending for reply in replies if reply is not None]


def test_a_question_that_waited_is_answered(slack: LocalSlack, inbox_at: str) -> None:
    question = mentioned(slack)
    left_behind(inbox_at, question, begun=None)

    assert finished(slack, inbox_at, question) == [Ending.ANSWERED]

    assert len(of_thread(slack, question)) == 1


def test_a_reply_that_went_out_is_found_and_not_computed_again(slack: LocalSlack, inbox_at: str) -> None:
    question, answerer = mentioned(slack), Lines()
    left_behind(inbox_at, question, begun="")
    WebClient(token=slack.bot_token, base_url=slack.api_url).chat_postMessage(
        channel=SUPPORT,
        thread_ts=question.place.root,
        text="48 cases.",
        metadata=dict(metadata_of(question, Ending.CLARIFY)),
    )

    assert finished(slack, inbox_at, question, answerer=answerer) == [Ending.CLARIFY]

    assert len(of_thread(slack, question)) == 1
    assert not answerer.asked


def test_a_reply_that_did_not_go_out_is_sent(slack: LocalSlack, inbox_at: str) -> None:
    question = mentioned(slack)
    left_behind(inbox_at, question, begun="")

    assert finished(slack, inbox_at, question) == [Ending.ANSWERED]

    assert len(of_thread(slack, question)) == 1


@pytest.mark.parametrize("is_known", [True, False], ids=["its ts was noted", "its ts was not noted"])
def test_a_stream_that_was_begun_is_finished(slack: LocalSlack, inbox_at: str, is_known: bool) -> None:
    question = mentioned(slack, "how many?")
    started = stream_begun(slack, question, "**You asked: how many?**")
    left_behind(inbox_at, question, begun=started if is_known else "")

    assert finished(slack, inbox_at, question) == [Ending.ANSWERED]

    [reply] = of_thread(slack, question)
    assert reply.ts == started
    assert not reply.is_streaming
    assert reply.metadata["event_payload"]["question"] == question.key


@pytest.mark.parametrize("stopped", ["before it died", "after it died"])
def test_a_stream_that_was_begun_and_stopped_says_so_itself(slack: LocalSlack, inbox_at: str, stopped: str) -> None:
    question, answerer = mentioned(slack, "how many?"), Lines()
    started = stream_begun(slack, question, "**You asked: how many?**")
    left_behind(inbox_at, question, begun="", is_stopped=stopped == "before it died")
    answerer.gate.clear()

    with bureau(slack, answerer, inbox=LayeredInbox(StoredInbox(Database(inbox_at), lease_seconds=LEASE_S))) as desk:
        as_soon_as(lambda: answerer.asked)
        if stopped == "after it died":
            desk.reception.stop(TEAM_ID, SUPPORT, question.place.root or "", ANA)
        answerer.gate.set()
        desk.wait_for_end(question)

    [reply] = of_thread(slack, question)
    assert reply.ts == started
    assert not reply.is_streaming
    assert reply.metadata["event_payload"]["ending"] == Ending.STOPPED.value


def test_the_stream_of_another_question_is_left_to_that(slack: LocalSlack, inbox_at: str) -> None:
    question = mentioned(slack, "how many?")
    other = stream_begun(slack, question, "You asked: something else?")
    left_behind(inbox_at, question, begun="")

    finished(slack, inbox_at, question)

    assert other not in [reply.ts for reply in of_thread(slack, question)]
    assert len(of_thread(slack, question)) == 1


def test_a_private_reply_that_may_have_been_seen_is_shown_again_and_says_so(slack: LocalSlack, inbox_at: str) -> None:
    question = privately(slack)
    left_behind(inbox_at, question, begun="")

    finished(slack, inbox_at, question)

    [shown] = slack.ephemerals(ANA)
    assert "second time" in shown.text


def test_an_edited_question_whose_answer_was_cut_off_keeps_its_message(slack: LocalSlack, inbox_at: str) -> None:
    question = mentioned(slack, "how many?")
    left_behind(inbox_at, question, begun=None)
    finished(slack, inbox_at, question)
    [former] = of_thread(slack, question)
    inbox = StoredInbox(Database(inbox_at), lease_seconds=LEASE_S)
    assert inbox.reopen(question.key, "since when?") == (replace(question, text="since when?"), former.ts)
    inbox.close()

    finished(slack, inbox_at, question)

    [reply] = of_thread(slack, question)
    assert reply.ts == former.ts
    assert "since when?" in reply.text


def test_a_thread_that_cannot_be_read_just_now_is_looked_at_later(slack: LocalSlack, inbox_at: str) -> None:
    question = mentioned(slack)
    left_behind(inbox_at, question, begun="")
    slack.fail_next("conversations.replies", status=429, retry_after=1)

    finished(slack, inbox_at, question)

    assert len(of_thread(slack, question)) == 1


# Two processes


def test_a_stop_that_another_process_hears_stops_the_answer(slack: LocalSlack, inbox_at: str) -> None:
    question, answerer = mentioned(slack), Lines()
    answerer.gate.clear()
    one = LayeredInbox(StoredInbox(Database(inbox_at), lease_seconds=30))
    other = LayeredInbox(StoredInbox(Database(inbox_at), lease_seconds=30))
    with bureau(slack, answerer, inbox=one) as answering, bureau(slack, inbox=other) as hearing:
        answering.ask(question)
        as_soon_as(lambda: answerer.asked)
        hearing.reception.stop(TEAM_ID, SUPPORT, question.place.root or "", ANA)
        answerer.gate.set()
        answering.wait_for_end(question)

    assert [reply.text for reply in of_thread(slack, question)] == ["Stopped."]


def test_an_edit_and_a_deletion_that_another_process_hears_count(slack: LocalSlack, inbox_at: str) -> None:
    edited, deleted, answerer = mentioned(slack, "how many?"), mentioned(slack), Lines()
    answerer.gate.clear()
    one = LayeredInbox(StoredInbox(Database(inbox_at), lease_seconds=30))
    other = LayeredInbox(StoredInbox(Database(inbox_at), lease_seconds=30))
    with bureau(slack, answerer, inbox=one) as answering, bureau(slack, inbox=other) as hearing:
        answering.ask(edited)
        answering.ask(deleted)
        as_soon_as(lambda: len(answerer.asked) == 2)
        hearing.reception.reword(edited.key, "since when?")
        hearing.reception.withdraw(deleted.key)
        answerer.gate.set()
        answering.wait_for_end(edited)

    [reply] = of_thread(slack, edited)
    assert "since when?" in reply.text
    assert not of_thread(slack, deleted)


# Killed


class Dying(StoredInbox):
    """An inbox whose process is killed just before or after it notes something."""

    dies = ""

    def sending(self, key: str, ts: str | None = None) -> Standing:
        standing = super().sending(key, ts)
        if self.dies == ("before sending" if ts is None else "while streaming"):
            os.kill(os.getpid(), signal.SIGKILL)
        return standing

    def end(self, key: str, ending: Ending, ts: str | None, *, answered: str | None = None) -> str | None:
        if self.dies == "before the end":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().end(key, ending, ts, answered=answered)


def answer_and_die(api_url: str, address: str, question: Question, dies: str) -> None:
    """A process that takes a question and does not live to see its end."""
    inbox = Dying(Database(address), lease_seconds=LEASE_S)
    inbox.dies = dies
    with bureau(SlackAt(api_url=api_url), inbox=inbox) as desk:
        desk.ask(question)
        desk.wait_for_end(question)


@pytest.mark.parametrize("dies", ["before sending", "while streaming", "before the end"])
def test_a_question_whose_process_was_killed_has_one_reply(slack: LocalSlack, inbox_at: str, dies: str) -> None:
    question = mentioned(slack)
    process = multiprocessing.get_context("spawn").Process(
        target=answer_and_die, args=(slack.api_url, inbox_at, question, dies)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL

    assert finished(slack, inbox_at, question) == [Ending.ANSWERED]

    assert len(of_thread(slack, question)) == 1
