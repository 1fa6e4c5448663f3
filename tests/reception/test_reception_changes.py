"""Questions that are stopped, edited or deleted end in at most one reply, which is to what they ask by then."""

from typing import Any

import pytest

from bot.inbox.in_memory import InboxInMemory
from bot.inbox.inbox import Ending
from bot.playground.local_slack import ANA, ELSEWHERE, SUPPORT, LocalSlack
from bot.playground.workspace.ids import TEAM_ID
from bot.question import Question
from tests.receptions import Bureau, Lines, as_soon_as, bureau, ending_of, mentioned, the_reply


@pytest.fixture(scope="module")
def slack(slack_for_all: LocalSlack) -> LocalSlack:
    """One for all tests here: each asks in a thread of its own."""
    return slack_for_all


def stop(desk: Bureau, question: Question) -> None:
    place = question.place
    desk.reception.stop(TEAM_ID, place.channel, place.root or "", ANA)


def test_a_question_that_is_being_computed_is_stopped_at_once(slack: LocalSlack, desk: Bureau, answerer: Lines) -> None:
    answerer.gate.clear()
    question = desk.ask(mentioned(slack))
    as_soon_as(lambda: answerer.asked)

    stop(desk, question)
    stop(desk, question)

    assert the_reply(slack, question).text == "Stopped."
    assert ending_of(desk, question) is Ending.STOPPED
    answerer.gate.set()
    later = desk.ask(mentioned(slack))
    desk.wait_for_end(later)
    assert the_reply(slack, question).text == "Stopped."


def test_a_question_that_waits_is_stopped_and_never_asked(slack: LocalSlack, answerer: Lines) -> None:
    answerer.gate.clear()
    with bureau(slack, answerer, at_once=1) as desk:
        first = desk.ask(mentioned(slack, "first?"))
        as_soon_as(lambda: answerer.asked)
        second = desk.ask(mentioned(slack, "second?"))

        stop(desk, second)

        assert the_reply(slack, second).text == "Stopped."
        answerer.gate.set()
        desk.wait_for_end(first)
    assert answerer.asked == ["first?"]


def test_a_stop_while_the_reply_streams_ends_it_with_that_alone(slack: LocalSlack, answerer: Lines) -> None:
    class StopsInTheMiddle(InboxInMemory):
        """Somebody presses the button as soon as the stream stands in the thread."""

        def sending(self, key: str, ts: str | None = None) -> Any:  # noqa: ANN401  as the inbox
            if ts is not None:
                self.stop(TEAM_ID, SUPPORT, question.place.root or "")
            return super().sending(key, ts)

    question = mentioned(slack)
    with bureau(slack, answerer, inbox=StopsInTheMiddle()) as desk:
        desk.ask(question)
        desk.wait_for_end(question)

    assert the_reply(slack, question).text == "Stopped."
    assert ending_of(desk, question) is Ending.STOPPED


def test_a_stop_after_the_reply_changes_nothing(slack: LocalSlack, desk: Bureau) -> None:
    question = desk.ask(mentioned(slack))
    desk.wait_for_end(question)

    stop(desk, question)

    assert "You asked" in the_reply(slack, question).text


def test_a_question_that_is_edited_before_its_reply_is_answered_as_edited(
    slack: LocalSlack, desk: Bureau, answerer: Lines
) -> None:
    answerer.gate.clear()
    question = desk.ask(mentioned(slack, "how many?"))
    as_soon_as(lambda: answerer.asked)

    desk.reception.reword(question.key, "since when?")
    answerer.gate.set()
    desk.wait_for_end(question)

    assert "since when?" in the_reply(slack, question).text
    assert answerer.asked == ["how many?", "since when?"]


def test_a_question_that_is_edited_after_its_reply_is_answered_in_the_same_message(
    slack: LocalSlack, desk: Bureau
) -> None:
    question = desk.ask(mentioned(slack, "how many?"))
    desk.wait_for_end(question)
    ts = the_reply(slack, question).ts

    desk.reception.reword(question.key, "since when?")
    as_soon_as(lambda: "since when?" in the_reply(slack, question).text)

    assert the_reply(slack, question).ts == ts
    as_soon_as(lambda: (SUPPORT, question.place.root) not in slack.statuses())
    assert "how many?" not in the_reply(slack, question).text + str(the_reply(slack, question).blocks)


def test_an_edit_that_changes_no_word_changes_nothing(slack: LocalSlack, desk: Bureau, answerer: Lines) -> None:
    question = desk.ask(mentioned(slack, "how many?"))
    desk.wait_for_end(question)

    desk.reception.reword(question.key, "How many? ")

    assert not desk.inbox.is_open(question.key)
    assert answerer.asked == ["how many?"]


def test_a_question_that_is_deleted_before_its_reply_gets_none(
    slack: LocalSlack, desk: Bureau, answerer: Lines
) -> None:
    answerer.gate.clear()
    question = desk.ask(mentioned(slack))
    place = (SUPPORT, question.place.root or "")
    as_soon_as(lambda: answerer.asked and place in slack.statuses())

    desk.reception.withdraw(question.key)
    answerer.gate.set()

    assert ending_of(desk, question) is Ending.WITHDRAWN
    as_soon_as(lambda: place not in slack.statuses())
    later = desk.ask(mentioned(slack))
    desk.wait_for_end(later)
    assert not slack.replies(question.place.root or "")


def test_a_question_that_is_deleted_after_its_reply_keeps_it(slack: LocalSlack, desk: Bureau) -> None:
    question = desk.ask(mentioned(slack))
    desk.wait_for_end(question)

    desk.reception.withdraw(question.key)

    assert ending_of(desk, question) is Ending.ANSWERED


def test_what_nobody_asked_is_neither_stopped_nor_edited_nor_deleted(desk: Bureau) -> None:
    desk.reception.stop(TEAM_ID, ELSEWHERE, "1.1", ANA)
    desk.reception.reword("unknown", "?")
    desk.reception.withdraw("unknown")
