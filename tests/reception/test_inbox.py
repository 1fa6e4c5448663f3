"""What every inbox promises, whichever way it keeps its questions."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Protocol

import pytest
from sqlalchemy import text

from bot.inbox.database import Database
from bot.inbox.in_memory import InboxInMemory
from bot.inbox.inbox import Ending, Inbox, Reply, Standing
from bot.inbox.layered import LayeredInbox
from bot.inbox.stored import StoredInbox
from bot.question import Place
from tests.receptions import Clock, a_question

LEASE_S = 15.0


class OpenAnother(Protocol):
    def __call__(self) -> Inbox: ...


@pytest.fixture
def another(address: str, clock: Clock) -> Iterator[OpenAnother]:
    """Opens the inbox of one more process on the same database."""
    with ExitStack() as stack:

        def opened() -> Inbox:
            database = Database(address)
            stack.callback(database.close)
            return StoredInbox(database, lease_seconds=LEASE_S, now=clock)

        yield opened


@pytest.fixture(params=["memory", "sqlite", "postgres", "layered"])
def inbox(request: pytest.FixtureRequest, clock: Clock) -> Iterator[Inbox]:
    """Each kind, empty: a test that takes it makes a promise of all."""
    if request.param == "memory":
        yield InboxInMemory(now=clock)
        return
    database = Database(
        request.getfixturevalue("postgres_address" if request.param == "postgres" else "sqlite_address")
    )
    stored = StoredInbox(database, lease_seconds=LEASE_S, now=clock)
    yield LayeredInbox(stored, memory=InboxInMemory(now=clock)) if request.param == "layered" else stored
    database.close()


# What is taken


def test_a_question_is_accepted_once_whichever_event_brings_it(inbox: Inbox) -> None:
    question = a_question()

    assert inbox.accept(question, event_id="Ev1")
    assert not inbox.accept(question, event_id="Ev2")
    assert not inbox.accept(question)


def test_an_event_is_taken_once_whatever_key_it_comes_under(inbox: Inbox) -> None:
    assert inbox.accept(a_question(), event_id="Ev1")
    assert not inbox.accept(a_question(), event_id="Ev1")


def test_texts_that_no_database_takes_are_taken(inbox: Inbox) -> None:
    assert inbox.accept(a_question("nul \x00 and half a pair \ud800"))


# From sending to the end


def test_a_question_is_open_until_it_has_its_reply(inbox: Inbox) -> None:
    question = a_question()
    assert not inbox.is_open(question.key)
    inbox.accept(question)

    assert inbox.is_open(question.key)
    assert inbox.reply_to(question.key) is None
    assert inbox.sending(question.key) == Standing(mine=True, text="how many?")
    inbox.end(question.key, Ending.ANSWERED, "1.2")

    assert not inbox.is_open(question.key)
    assert inbox.reply_to(question.key) == Reply(key=question.key, ending=Ending.ANSWERED, ts="1.2")
    assert not inbox.sending(question.key).mine


def test_the_first_end_counts(inbox: Inbox) -> None:
    question = a_question()
    inbox.accept(question)

    inbox.end(question.key, Ending.STOPPED, "1.2")
    inbox.end(question.key, Ending.ANSWERED, "1.3")

    assert inbox.reply_to(question.key) == Reply(key=question.key, ending=Ending.STOPPED, ts="1.2")


def test_what_nobody_accepted_is_nobodys(inbox: Inbox) -> None:
    inbox.end("unknown", Ending.ANSWERED, None)

    assert not inbox.sending("unknown").mine
    assert inbox.reply_to("unknown") is None
    assert not inbox.reworded("unknown", "?")
    assert not inbox.withdraw("unknown")
    assert inbox.reopen("unknown", "?") is None


def test_a_thread_is_known_as_soon_as_it_has_a_reply_that_all_see(inbox: Inbox) -> None:
    question = a_question()
    alone = a_question(place=replace(question.place, root="9.9", only_to="U1"))
    thread = question.team, question.place.channel, question.place.root or ""
    inbox.accept(question)
    inbox.accept(alone)
    assert not inbox.replied_in(*thread)

    inbox.end(question.key, Ending.ANSWERED, "1.2")
    inbox.end(alone.key, Ending.ANSWERED, None)

    assert inbox.replied_in(*thread)
    assert not inbox.replied_in(*thread[:2], "9.9")


# Edited, deleted, stopped


def test_new_words_are_told_with_the_next_sending(inbox: Inbox) -> None:
    question = a_question()
    inbox.accept(question)

    assert inbox.reworded(question.key, "since when?")

    assert inbox.sending(question.key).text == "since when?"


def test_an_answered_question_is_reopened_by_other_words_and_keeps_its_message(inbox: Inbox) -> None:
    question = a_question("how many?")
    inbox.accept(question)
    inbox.end(question.key, Ending.ANSWERED, "1.2")
    assert not inbox.reworded(question.key, "since when?")

    assert inbox.reopen(question.key, "How  many?") is None
    assert inbox.reopen(question.key, "since when?") == (replace(question, text="since when?"), "1.2")

    assert inbox.is_open(question.key)
    assert inbox.reopen(question.key, "why?") is None
    inbox.end(question.key, Ending.ANSWERED, "1.2")
    assert inbox.reopen(question.key, "since when?") is None
    assert inbox.reopen(question.key, "why?") is not None


def test_a_question_that_was_asked_long_ago_is_not_reopened(inbox: Inbox, clock: Clock) -> None:
    question = a_question()
    inbox.accept(question)
    inbox.end(question.key, Ending.ANSWERED, "1.2")

    clock.pass_(minutes=16)

    assert inbox.reopen(question.key, "since when?") is None


def test_a_reply_that_one_person_saw_cannot_be_replaced(inbox: Inbox) -> None:
    question = a_question()
    inbox.accept(question)
    inbox.end(question.key, Ending.ANSWERED, None)

    assert inbox.reopen(question.key, "since when?") is None


def test_a_question_is_withdrawn_unless_its_reply_was_begun(inbox: Inbox) -> None:
    waiting, begun = a_question(), a_question()
    inbox.accept(waiting)
    inbox.accept(begun)
    inbox.sending(begun.key)

    assert inbox.withdraw(waiting.key)
    assert not inbox.withdraw(begun.key)

    assert inbox.reply_to(waiting.key) == Reply(key=waiting.key, ending=Ending.WITHDRAWN, ts=None)
    assert inbox.is_open(begun.key)


def test_stopping_a_thread_is_told_to_whoever_answers_in_it(inbox: Inbox) -> None:
    question, other = a_question(), a_question()
    inbox.accept(question)
    inbox.accept(other)

    assert list(inbox.stop(question.team, question.place.channel, question.place.root or "")) == [question.key]

    assert inbox.sending(question.key).stopping
    assert not inbox.sending(other.key).stopping


# Between processes


def test_a_question_belongs_to_the_process_that_accepted_it(another: OpenAnother) -> None:
    mine, other = another(), another()
    question = a_question()
    mine.accept(question, event_id="Ev1")

    assert not other.accept(question, event_id="Ev1")
    assert not other.sending(question.key).mine
    assert other.is_open(question.key)
    assert not other.take_over()
    assert mine.sending(question.key).mine


def test_a_question_is_taken_over_when_the_lease_ran_out(another: OpenAnother, clock: Clock) -> None:
    mine, other = another(), another()
    question = a_question(place=Place(channel="C1", root="1.1", only_to="U1", response_url="http://x/"))
    mine.accept(question)
    clock.pass_(seconds=LEASE_S + 1)

    assert list(other.take_over()) == [(question, None)]

    assert not mine.sending(question.key).mine
    assert not mine.take_over()


def test_a_lease_that_is_renewed_does_not_run_out(another: OpenAnother, clock: Clock) -> None:
    mine, other = another(), another()
    mine.accept(a_question())
    for _ in range(5):
        clock.pass_(seconds=LEASE_S * 0.9)
        mine.renew()

    assert not other.take_over()


def test_what_was_noted_of_a_reply_is_told_to_who_takes_over(another: OpenAnother, clock: Clock) -> None:
    mine = another()
    questions = waiting, begun, posted = [a_question(), a_question(), a_question()]
    for question in questions:
        mine.accept(question)
        clock.pass_(seconds=1)
    mine.sending(begun.key)
    mine.sending(posted.key, "1.2")
    mine.sending(posted.key)
    mine.close()

    assert list(another().take_over()) == [(waiting, None), (begun, ""), (posted, "1.2")]


def test_the_end_of_a_process_lets_others_take_over_at_once(another: OpenAnother) -> None:
    mine = another()
    mine.accept(a_question())
    mine.close()

    assert len(another().take_over()) == 1


def test_text_is_forgotten_at_the_end_and_everything_after_some_days(
    address: str, another: OpenAnother, clock: Clock
) -> None:
    inbox, question, still_open = another(), a_question("a secret"), a_question()
    inbox.accept(question, event_id="Ev1")
    inbox.accept(still_open)
    inbox.end(question.key, Ending.ANSWERED, "1.2")
    database = Database(address)

    with database.reading() as connection:
        rows = [str(tuple(row)) for row in connection.execute(text("SELECT * FROM slack_questions"))]
    clock.pass_(days=31)
    another().renew()

    database.close()
    assert "a secret" not in "".join(rows)
    assert inbox.reply_to(question.key) is None
    assert inbox.is_open(still_open.key)
    assert inbox.accept(a_question(), event_id="Ev1")


# Real processes


def accept_in_step(address: str, keys: list[str], turn: Barrier, taken: Connection) -> None:
    """Accepts each at the same moment as the other processes do."""
    database = Database(address)
    inbox = StoredInbox(database, lease_seconds=LEASE_S)
    inbox.renew()
    turn.wait(60)
    taken.send([key for key in keys if inbox.accept(a_question(key=key), event_id=f"event of {key}")])
    database.close()


def take_over_in_step(address: str, turn: Barrier, taken: Connection) -> None:
    """Takes over what it finds, at the same moment as the other processes do."""
    database = Database(address)
    inbox = StoredInbox(database, lease_seconds=LEASE_S)
    inbox.renew()
    turn.wait(60)
    taken.send([question.key for question, _ in inbox.take_over()])
    database.close()


def accept_and_wait(address: str, key: str, taken: Connection) -> None:
    """Accepts a question, begins to reply and is killed."""
    inbox = StoredInbox(Database(address), lease_seconds=0.2)
    inbox.accept(a_question(key=key))
    inbox.sending(key)
    taken.send("accepted")
    signal.pause()


def _in_processes(count: int, do: Callable[..., None], *arguments: object) -> list[list[str]]:
    """What `count` processes took that did the same at once."""
    spawn = multiprocessing.get_context("spawn")
    turn = spawn.Barrier(count)
    pipes = [spawn.Pipe(duplex=False) for _ in range(count)]
    processes = [spawn.Process(target=do, args=(*arguments, turn, writer)) for _, writer in pipes]
    for process in processes:
        process.start()
    taken: list[list[str]] = [reader.recv() for reader, _ in pipes]
    for process in processes:
        process.join()
    return taken


def test_of_two_processes_that_accept_the_same_questions_at_once_each_is_taken_by_one(address: str) -> None:
    keys = [f"key {number}" for number in range(50)]

    taken = _in_processes(2, accept_in_step, address, keys)

    assert sorted(key for keys_of_one in taken for key in keys_of_one) == sorted(keys)


def test_of_two_processes_that_take_over_at_once_each_question_goes_to_one(address: str, another: OpenAnother) -> None:
    mine, keys = another(), [f"key {number}" for number in range(50)]
    for key in keys:
        mine.accept(a_question(key=key))
    mine.close()

    taken = _in_processes(2, take_over_in_step, address)

    assert sorted(key for keys_of_one in taken for key in keys_of_one) == sorted(keys)


def test_what_a_killed_process_had_accepted_is_taken_over(address: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    reader, writer = spawn.Pipe(duplex=False)
    process = spawn.Process(target=accept_and_wait, args=(address, "key", writer))
    process.start()
    reader.recv()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()

    database = Database(address)
    inbox = StoredInbox(database, lease_seconds=LEASE_S, now=lambda: datetime.now(UTC) + timedelta(seconds=1))
    [(question, begun)] = inbox.take_over()
    database.close()

    assert (question.key, begun) == ("key", "")
