"""Every accepted question ends in exactly one reply."""

import logging
from dataclasses import replace
from typing import Any

import pytest

from bot.inbox.in_memory import InboxInMemory
from bot.inbox.inbox import Ending, Standing
from bot.people.admission import Admitted, TurnedAway
from bot.playground.local_slack import ANA, SUPPORT, LocalSlack
from bot.question import Wish
from knowledge.answers.answer import Status
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.errors import NoGeneration
from tests.block_kit.builders import an_answer
from tests.receptions import (
    Bureau,
    Door,
    Lines,
    a_question,
    as_soon_as,
    bureau,
    ending_of,
    mentioned,
    privately,
    the_reply,
)


@pytest.fixture(scope="module")
def slack(slack_for_all: LocalSlack) -> LocalSlack:
    """One for all tests here: each asks in a thread of its own."""
    return slack_for_all


# Endings


def test_a_question_is_answered_in_its_thread(slack: LocalSlack, desk: Bureau) -> None:
    question = desk.ask(mentioned(slack, "how many?"))

    desk.wait_for_end(question)
    reply = the_reply(slack, question)
    assert "You asked: how many?" in reply.text
    assert reply.metadata == {
        "event_type": "groundswell_reply",
        "event_payload": {"question": question.key, "ending": "answered"},
    }
    found = desk.inbox.reply_to(question.key)
    assert found is not None
    assert (found.ending, found.ts) == (Ending.ANSWERED, reply.ts)


def test_a_second_delivery_is_not_accepted(slack: LocalSlack, desk: Bureau) -> None:
    question = mentioned(slack)

    assert desk.reception.accept(question, event_id="Ev1")
    assert not desk.reception.accept(question, event_id="Ev2")
    assert not desk.reception.accept(a_question(), event_id="Ev1")


@pytest.mark.parametrize("status", Status)
def test_an_answer_ends_as_what_it_is(slack: LocalSlack, desk: Bureau, answerer: Lines, status: Status) -> None:
    answerer.lines = {"well?": an_answer("So it is.", status=status)}
    question = desk.ask(mentioned(slack, "well?"))

    desk.wait_for_end(question)

    assert ending_of(desk, question) == status.value


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "Hello!"), ("help", "I answer questions"), (":tada: 🎉", "only read words"), ("  ", "Hello!")],
)
def test_what_is_no_question_gets_told_what_can_be_asked(
    slack: LocalSlack, desk: Bureau, answerer: Lines, text: str, says: str
) -> None:
    question = replace(mentioned(slack, "x"), text=text)
    desk.ask(question)

    desk.wait_for_end(question)

    assert says.casefold() in the_reply(slack, question).text.casefold()
    assert ending_of(desk, question) is Ending.GREETED
    assert not answerer.asked


@pytest.mark.parametrize("text", ["تصعيدات؟", "升级情况", "C-17"])
def test_any_script_is_a_question(slack: LocalSlack, desk: Bureau, answerer: Lines, text: str) -> None:
    question = desk.ask(replace(mentioned(slack, "x"), text=text))

    desk.wait_for_end(question)

    assert answerer.asked == [text]


def test_a_known_error_is_told_as_its_sentence_and_another_by_a_reference(
    slack: LocalSlack, desk: Bureau, answerer: Lines, caplog: pytest.LogCaptureFixture
) -> None:
    answerer.lines = {"early?": NoGeneration(), "boom?": RuntimeError("secret case text")}
    known, unknown = desk.ask(mentioned(slack, "early?")), desk.ask(mentioned(slack, "boom?"))

    with caplog.at_level(logging.INFO):
        desk.wait_for_end(known, unknown)

    assert "Nothing has been computed yet" in the_reply(slack, known).text
    assert "quote" in the_reply(slack, unknown).text
    assert {ending_of(desk, known), ending_of(desk, unknown)} == {Ending.ERROR}
    assert "secret" not in " ".join(str(vars(record)) for record in caplog.records)


def test_who_may_not_ask_is_told_so(slack: LocalSlack, answerer: Lines) -> None:
    with bureau(slack, answerer, door=Door(TurnedAway(sentence="Only members may ask."))) as desk:
        question = desk.ask(mentioned(slack))
        desk.wait_for_end(question)

    assert "Only members may ask." in the_reply(slack, question).text
    assert ending_of(desk, question) is Ending.TURNED_AWAY
    assert not answerer.asked


def test_of_a_very_long_text_the_beginning_is_read_and_that_is_said(
    slack: LocalSlack, desk: Bureau, answerer: Lines
) -> None:
    question = desk.ask(replace(mentioned(slack, "x"), text="how many? " * 4000))

    desk.wait_for_end(question)

    assert len(answerer.asked[0]) == 4000
    assert "Only the first 4,000 characters were read" in str(the_reply(slack, question).blocks)


def test_similar_cases_are_looked_for_with_the_whole_text(slack: LocalSlack, desk: Bureau, answerer: Lines) -> None:
    question = desk.ask(replace(mentioned(slack, "x"), text="y" * 10_000, wish=Wish.SIMILAR))

    desk.wait_for_end(question)

    assert answerer.asked == [f"similar: {'y' * 10_000}"]


def test_one_line_of_the_log_tells_all_of_a_question_but_its_text(
    slack: LocalSlack, desk: Bureau, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        question = desk.ask(mentioned(slack, "a secret?"))
        desk.wait_for_end(question)
        as_soon_as(lambda: any(record.message == "question ended" for record in caplog.records))

    [line] = [vars(record) for record in caplog.records if record.message == "question ended"]
    facts = {name: line[name] for name in ("key", "user", "way", "wish", "ending", "attempts")}
    assert facts == {
        "key": question.key, "user": ANA, "way": "mention", "wish": "ask", "ending": "answered", "attempts": 1
    }  # fmt: skip
    assert {"waiting_ms", "answering_ms", "sending_ms"} <= set(line)
    assert "secret" not in " ".join(str(vars(record)) for record in caplog.records)


# What the asker may see and the channel may not


def test_more_than_the_channel_may_see_goes_to_the_asker_alone(slack: LocalSlack, answerer: Lines) -> None:
    narrow = Seen.of({"product": ["Login"]})
    answerer.lines = {"how many?": lambda seen: an_answer("7 cases." if seen == narrow else "48 cases.")}
    with bureau(slack, answerer, door=Door(Admitted(here=narrow, alone=EVERYTHING))) as desk:
        before = len(slack.ephemerals())
        question = desk.ask(mentioned(slack))
        desk.wait_for_end(question)
        as_soon_as(lambda: len(slack.ephemerals()) > before)

    assert "7 cases." in the_reply(slack, question).text
    [alone] = slack.ephemerals()[before:]
    assert "48 cases." in alone.text
    assert "shown to you alone" in alone.text
    assert alone.root == question.place.root


def test_nothing_is_shown_alone_when_it_would_be_the_same(slack: LocalSlack, answerer: Lines) -> None:
    door = Door(Admitted(here=Seen.of({"product": ["Login"]}), alone=EVERYTHING))
    before = len(slack.ephemerals())
    with bureau(slack, answerer, door=door) as desk:
        question = desk.ask(mentioned(slack))
        desk.wait_for_end(question)

    assert len(answerer.asked) == 2
    assert len(slack.ephemerals()) == before


def test_an_error_beyond_what_the_channel_sees_is_no_error_of_the_reply(slack: LocalSlack, answerer: Lines) -> None:
    def breaks_for_more(seen: Seen) -> Any:  # noqa: ANN401  an answer, or none
        if seen == EVERYTHING:
            raise RuntimeError
        return an_answer("7 cases.")

    answerer.lines = {"how many?": breaks_for_more}
    door = Door(Admitted(here=Seen.of({"product": ["Login"]}), alone=EVERYTHING))
    with bureau(slack, answerer, door=door) as desk:
        question = desk.ask(mentioned(slack))
        desk.wait_for_end(question)

    assert "7 cases." in the_reply(slack, question).text


# Waiting


def test_a_sign_is_shown_at_once_and_gone_with_the_answer(slack: LocalSlack, desk: Bureau, answerer: Lines) -> None:
    answerer.gate.clear()
    question = desk.ask(mentioned(slack))
    place = (SUPPORT, question.place.root or "")
    as_soon_as(lambda: place in slack.statuses() and place in slack.sessions())
    assert "looking through the cases" in slack.statuses()[place]
    assert 3 <= len(slack.loading_messages(*place)) <= 5
    assert slack.sessions()[place].status == "processing"

    answerer.gate.set()
    desk.wait_for_end(question)

    assert place not in slack.statuses()
    as_soon_as(lambda: slack.sessions()[place].status == "active")


def test_who_has_to_wait_is_told_how_many_come_before(slack: LocalSlack, answerer: Lines) -> None:
    answerer.gate.clear()
    with bureau(slack, answerer, at_once=1) as desk:
        first = desk.ask(mentioned(slack))
        as_soon_as(lambda: answerer.asked)
        second = desk.ask(mentioned(slack))
        private = desk.ask(privately(slack))
        place = (SUPPORT, second.place.root or "")
        as_soon_as(lambda: "1 question to answer before" in slack.statuses().get(place, ""))
        as_soon_as(lambda: any("in the queue" in shown.text for shown in slack.ephemerals()))

        answerer.gate.set()
        desk.wait_for_end(first, second, private)

    assert len(slack.replies(second.place.root or "")) == 1


def test_when_too_many_wait_the_next_one_is_told_to_come_back(slack: LocalSlack, answerer: Lines) -> None:
    answerer.gate.clear()
    with bureau(slack, answerer, at_once=1, waiting=1) as desk:
        asked = [desk.ask(mentioned(slack))]
        as_soon_as(lambda: answerer.asked)
        asked += [desk.ask(mentioned(slack)), desk.ask(mentioned(slack))]

        assert "too many questions" in the_reply(slack, asked[2]).text
        assert ending_of(desk, asked[2]) is Ending.REFUSED
        answerer.gate.set()
        desk.wait_for_end(*asked)


# What goes wrong on our side


def test_what_was_accepted_and_never_handed_in_is_answered_all_the_same(slack: LocalSlack, answerer: Lines) -> None:
    forgotten, ended = mentioned(slack), mentioned(slack)
    with bureau(slack, answerer, forgotten_s=0.05) as desk:
        for question in (forgotten, ended):
            desk.reception.accept(question)
        desk.inbox.end(ended.key, Ending.REFUSED, None)

        desk.wait_for_end(forgotten)

    assert len(slack.replies(forgotten.place.root or "")) == 1
    assert not slack.replies(ended.place.root or "")


def test_an_error_while_sending_is_told_with_a_reference(slack: LocalSlack, answerer: Lines) -> None:
    class BreaksOnce(InboxInMemory):
        """Fails when it is told of the first stream."""

        has_failed = False

        def sending(self, key: str, ts: str | None = None) -> Standing:
            if ts is not None and not self.has_failed:
                self.has_failed = True
                raise RuntimeError("a secret")
            return super().sending(key, ts)

    question = mentioned(slack)
    with bureau(slack, answerer, inbox=BreaksOnce()) as desk:
        desk.ask(question)
        desk.wait_for_end(question)

    assert "quote" in the_reply(slack, question).text
    assert ending_of(desk, question) is Ending.ERROR


# The end of the process


def test_closing_finishes_what_is_under_way_and_what_waits(slack: LocalSlack, answerer: Lines) -> None:
    with bureau(slack, answerer, at_once=1) as desk:
        asked = [desk.ask(mentioned(slack)) for _ in range(5)]

    assert {ending_of(desk, question) for question in asked} == {Ending.ANSWERED}


def test_what_takes_too_long_at_the_end_is_left_open(slack: LocalSlack, answerer: Lines) -> None:
    answerer.gate.clear()
    with bureau(slack, answerer, at_once=1) as desk:
        question = desk.ask(mentioned(slack))
        as_soon_as(lambda: answerer.asked)

        desk.reception.close(drain_s=0.01)
        late = mentioned(slack)
        desk.ask(late)

        assert desk.inbox.is_open(question.key)
        assert desk.inbox.is_open(late.key)
    assert not slack.replies(question.place.root or "")
