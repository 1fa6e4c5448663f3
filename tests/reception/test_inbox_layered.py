"""An inbox whose database may be locked or gone: questions are taken and answered all the same."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.inbox.database import Database
from bot.inbox.in_memory import InboxInMemory
from bot.inbox.inbox import Ending, Inbox
from bot.inbox.layered import LayeredInbox
from bot.inbox.stored import StoredInbox
from bot.question import Question
from knowledge.cases.database import open_database
from knowledge.errors import DatabaseUnavailable
from tests.receptions import a_question, as_soon_as

RETRY_S = 0.05


@pytest.fixture
def database(sqlite_address: str) -> Iterator[Database]:
    opened = Database(sqlite_address)
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database) -> StoredInbox:
    return StoredInbox(database, lease_seconds=15)


@pytest.fixture
def inbox(store: Inbox) -> LayeredInbox:
    return LayeredInbox(store, retry_s=RETRY_S)


def test_while_the_database_is_locked_questions_go_their_way_in_memory(
    inbox: LayeredInbox, store: Inbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.renew()
    question = a_question("a secret")
    with closing(sqlite3.connect(tmp_path / "cases.sqlite3")) as other, caplog.at_level(logging.INFO):
        other.execute("BEGIN IMMEDIATE")

        assert inbox.accept(question, event_id="Ev1")
        assert not inbox.accept(question, event_id="Ev1")
        assert inbox.sending(question.key).mine
        inbox.end(question.key, Ending.ANSWERED, "1.2")

        assert not inbox.is_open(question.key)
        assert inbox.accept(a_question())

    assert [record.message for record in caplog.records] == ["inbox database out, going on in memory"]
    assert "a secret" not in str(vars(caplog.records[0]))


def test_what_the_database_missed_it_is_told_when_it_is_back(inbox: LayeredInbox, store: Inbox, tmp_path: Path) -> None:
    inbox.renew()
    answered, still_open = a_question(), a_question()
    with closing(sqlite3.connect(tmp_path / "cases.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        inbox.accept(answered)
        inbox.accept(still_open)
        inbox.end(answered.key, Ending.ANSWERED, "1.2")

    def is_told() -> bool:
        inbox.renew()
        return store.is_open(still_open.key)

    as_soon_as(is_told)

    assert store.reply_to(answered.key) == inbox.reply_to(answered.key)
    assert inbox.sending(still_open.key).mine


def test_an_outage_is_found_out_by_one_question_and_not_by_each(caplog: pytest.LogCaptureFixture) -> None:
    class Gone(InboxInMemory):
        asked = 0

        def accept(self, question: Question, *, event_id: str | None = None) -> bool:
            self.asked += 1
            raise DatabaseUnavailable("somewhere", "it is gone")

    gone = Gone()
    inbox = LayeredInbox(gone, retry_s=60)

    assert all(inbox.accept(a_question()) for _ in range(100))

    assert gone.asked == 1
    assert len(caplog.records) == 1


def test_a_database_that_was_never_there_is_no_reason_for_silence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    inbox = LayeredInbox(StoredInbox(Database(f"sqlite:///{tmp_path / 'file' / 'x.sqlite3'}"), lease_seconds=15))
    question = a_question("how many?")

    assert inbox.accept(question)
    inbox.end(question.key, Ending.ANSWERED, "1.2")

    assert inbox.reopen(question.key, "since when?") is not None
    assert not inbox.take_over()
    assert not inbox.replied_in("T", "C", "1.2")
    inbox.close()


def test_a_question_that_another_process_has_is_dropped_here(inbox: LayeredInbox, database: Database) -> None:
    other, question = StoredInbox(database, lease_seconds=15), a_question()
    other.accept(question)

    assert not inbox.accept(question)

    assert not inbox.sending(question.key).mine


def test_questions_that_are_taken_over_are_known_here_too(inbox: LayeredInbox, database: Database) -> None:
    other, question = StoredInbox(database, lease_seconds=15), a_question()
    other.accept(question)
    other.close()

    assert list(inbox.take_over()) == [(question, None)]

    assert inbox.sending(question.key).mine
    assert inbox.is_open(question.key)


def test_a_postgres_whose_tables_are_locked_keeps_nobody_waiting(postgres_address: str) -> None:
    database = Database(postgres_address)
    inbox, question = LayeredInbox(StoredInbox(database, lease_seconds=15), retry_s=60), a_question()
    inbox.renew()
    engine = open_database(postgres_address)
    with engine.begin() as other:
        other.execute(text("LOCK TABLE slack_questions IN ACCESS EXCLUSIVE MODE"))

        assert inbox.accept(question)
        assert inbox.sending(question.key).mine

    engine.dispose()
    database.close()
