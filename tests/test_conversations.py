"""What was asked and answered: kept, read back by another process, forgotten in time."""

import multiprocessing
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text

from knowledge.cases import migrations
from knowledge.cases.database import open_database, writing
from knowledge.cases.store import CaseStore
from knowledge.conversations.conversations import Conversations
from knowledge.conversations.kept_answer import KeptAnswer
from knowledge.conversations.quick_keeping import keep_quickly
from knowledge.errors import DatabaseUnavailable
from tests.contents import cases_of, with_cases

NOW = datetime(2026, 10, 14, 12, tzinfo=UTC)


@pytest.fixture
def conversations(address: str) -> Iterator[Conversations]:
    with closing(Conversations(address, keep_days=90)) as opened:
        yield opened


def an_answer(receipt_id: str = "k7f3k2p", **said: Any) -> KeptAnswer:  # noqa: ANN401  any field
    return KeptAnswer(
        **{
            "receipt_id": receipt_id,
            "asked_at": NOW,
            "thread": "T1",
            "question": "How many cases?",
            "plan": '{"form":1}',
            "computed": '{"numbers":[]}',
            "generation": "000001-aaaaaa",
            **said,
        }
    )


def keep(conversations: Conversations, *answers: KeptAnswer, state: str = "first", now: datetime = NOW) -> None:
    conversations.keep(answers, now=now, thread="T1", state=state)


def test_what_is_kept_is_read_back(conversations: Conversations) -> None:
    keep(conversations, an_answer(), an_answer("other", thread=None))

    assert conversations.state_of("T1") == "first"
    assert conversations.receipt("k7f3k2p") == an_answer()
    assert conversations.receipt("other") == an_answer("other", thread=None)


def test_an_unknown_thread_and_an_unknown_receipt_are_none(conversations: Conversations) -> None:
    assert conversations.state_of("T1") is None
    assert conversations.receipt("k7f3k2p") is None


def test_the_last_state_of_a_thread_counts(conversations: Conversations) -> None:
    keep(conversations, state="first")
    keep(conversations, state="second")

    assert conversations.state_of("T1") == "second"


def test_an_answer_outside_a_thread_leaves_no_state(conversations: Conversations) -> None:
    conversations.keep([an_answer()], now=NOW, thread=None, state="state")

    assert conversations.receipt("k7f3k2p") == an_answer()
    assert conversations.state_of("T1") is None


def test_what_is_too_old_is_forgotten_when_something_is_kept(conversations: Conversations) -> None:
    keep(conversations, an_answer("old"), an_answer("young", asked_at=NOW + timedelta(days=1)))

    later = NOW + timedelta(days=90, hours=1)
    conversations.keep([an_answer("new", asked_at=later)], now=later, thread="T2", state="other")

    assert [conversations.receipt(one) is not None for one in ("old", "young", "new")] == [False, True, True]
    assert [conversations.state_of(one) for one in ("T1", "T2")] == [None, "other"]


def test_whatever_is_asked_can_be_kept(conversations: Conversations) -> None:
    asked = "how\x00 many \ud83d cases?"
    conversations.keep([an_answer(question=asked)], now=NOW, thread="T\ud83d", state="state")

    kept = conversations.receipt("k7f3k2p")
    assert kept is not None
    assert kept.question == "how many ? cases?"
    assert conversations.state_of("T\ud83d") == "state"


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path) -> None:
    closing(Conversations(f"sqlite:///{tmp_path / 'cases.sqlite3'}", keep_days=90)).__enter__().close()

    assert list(tmp_path.iterdir()) == []


def keep_many(address: str, thread: str) -> None:
    with closing(Conversations(address, keep_days=90)) as conversations:
        for at in range(20):
            conversations.keep([an_answer(f"{thread}-{at}")], now=NOW, thread="shared", state=thread)


def test_two_processes_may_keep_at_once(conversations: Conversations, address: str) -> None:
    spawning = multiprocessing.get_context("spawn")
    others = [spawning.Process(target=keep_many, args=(address, name)) for name in ("a", "b")]
    for other in others:
        other.start()
    for other in others:
        other.join()

    assert [other.exitcode for other in others] == [0, 0]
    assert all(conversations.receipt(f"{name}-{at}") for name in ("a", "b") for at in range(20))
    assert conversations.state_of("shared") in ("a", "b")


def test_a_database_that_is_kept_locked_is_unavailable_soon(sqlite_address: str) -> None:
    engine = open_database(sqlite_address)
    with closing(Conversations(sqlite_address, keep_days=90)) as conversations:
        assert conversations.state_of("T1") is None
        with writing(engine), pytest.raises(DatabaseUnavailable, match="locked"):
            keep(conversations, an_answer())
    engine.dispose()


# The step of the tables


def step(engine: Engine, revision: str, *, down: bool = False) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)


def test_the_step_can_be_taken_back_and_again_without_touching_the_cases(address: str) -> None:
    with closing(CaseStore.open(address)) as store:
        with_cases(store, "C-1")
    engine = open_database(address)

    step(engine, "0001", down=True)
    assert not {"threads", "answers"} & set(inspect(engine).get_table_names())
    with writing(engine) as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0001"
    engine.dispose()

    with closing(Conversations(address, keep_days=90)) as conversations:  # opening takes the step again
        keep(conversations, an_answer())
        assert conversations.receipt("k7f3k2p") == an_answer()
    with closing(CaseStore.open(address)) as store:
        assert [case.case_id for case in cases_of(store)] == ["C-1"]


# Who asked


def test_the_latest_questions_of_a_person_are_told_once_each_and_only_theirs(conversations: Conversations) -> None:
    keep(
        conversations,
        an_answer("a", asked_by="U1", question="one"),
        an_answer("b", asked_by="U1", question="two", asked_at=NOW + timedelta(minutes=1)),
        an_answer("c", asked_by="U1", question="one", asked_at=NOW + timedelta(minutes=2)),
        an_answer("d", asked_by="U2", question="three", asked_at=NOW + timedelta(minutes=3)),
        an_answer("e", asked_by=None, question="four", asked_at=NOW + timedelta(minutes=4)),
    )

    assert [one.receipt_id for one in conversations.recent("U1", 5)] == ["c", "b"]
    assert [one.receipt_id for one in conversations.recent("U1", 1)] == ["c"]
    assert [one.receipt_id for one in conversations.recent("U2", 5)] == ["d"]
    assert conversations.recent("nobody", 5) == []


def test_the_parts_of_a_compound_question_are_one_question(conversations: Conversations) -> None:
    keep(conversations, *(an_answer(part, asked_by="U1", question="one and two") for part in ("p1", "p2")))

    assert [one.question for one in conversations.recent("U1", 5)] == ["one and two"]


def test_who_asked_and_what_they_saw_is_read_back_however_it_was_kept(sqlite_address: str) -> None:
    open_database(sqlite_address).dispose()
    one = an_answer(thread=None, asked_by="U1", seen='{"hides_small":true,"where":{}}')

    assert keep_quickly(sqlite_address, [one], before=NOW - timedelta(days=90))

    with closing(Conversations(sqlite_address, keep_days=90)) as conversations:
        assert conversations.receipt("k7f3k2p") == one
        assert conversations.recent("U1", 1) == [one]


def test_what_was_kept_before_who_asked_was_kept_is_still_there(address: str) -> None:
    engine = open_database(address)
    step(engine, "0002", down=True)
    with writing(engine) as connection:
        connection.execute(
            text(
                "INSERT INTO answers (receipt_id, asked_at, question, plan, computed, generation)"
                " VALUES ('old', :now, 'How many cases?', '{}', '{}', '000001-aaaaaa')"
            ),
            {"now": NOW.replace(tzinfo=None) if engine.dialect.name == "sqlite" else NOW},
        )
    engine.dispose()

    with closing(Conversations(address, keep_days=90)) as conversations:
        old = conversations.receipt("old")

    assert old is not None
    assert (old.asked_by, old.seen, old.question) == (None, None, "How many cases?")


# The short way


def test_what_is_kept_the_short_way_is_read_back_the_long_way(sqlite_address: str) -> None:
    open_database(sqlite_address).dispose()

    kept = keep_quickly(sqlite_address, [an_answer(thread=None, question="a\x00b")], before=NOW - timedelta(days=90))

    with closing(Conversations(sqlite_address, keep_days=90)) as conversations:
        assert kept
        assert conversations.receipt("k7f3k2p") == an_answer(thread=None, question="ab")


def test_the_short_way_forgets_what_the_long_way_forgets(sqlite_address: str) -> None:
    with closing(Conversations(sqlite_address, keep_days=90)) as conversations:
        keep(conversations, an_answer("old"), an_answer("young", asked_at=NOW + timedelta(days=1)))

        assert keep_quickly(sqlite_address, [], before=NOW + timedelta(hours=1))
        assert conversations.state_of("T1") is None
        assert conversations.receipt("old") is None
        assert conversations.receipt("young") is not None


def test_there_is_no_short_way_to_a_new_file_or_another_database_or_past_a_lock(sqlite_address: str) -> None:
    assert not keep_quickly(sqlite_address, [an_answer()], before=NOW)
    assert not keep_quickly("postgresql://nobody@127.0.0.1:1/none", [an_answer()], before=NOW)

    engine = open_database(sqlite_address)
    with writing(engine):
        assert not keep_quickly(sqlite_address, [an_answer()], before=NOW)
    engine.dispose()
    assert keep_quickly(sqlite_address, [an_answer()], before=NOW)


def test_there_is_no_short_way_into_tables_of_another_step(sqlite_address: str) -> None:
    engine = open_database(sqlite_address)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    assert not keep_quickly(sqlite_address, [an_answer()], before=NOW)
