"""Replaying an answer: the same data gives the same numbers, other data is said to be other."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from knowledge.answers.answer import Answer
from knowledge.answers.answerer import Answerer
from knowledge.answers.keeping import NOT_KEPT, Memory
from knowledge.answers.receipts import Replay, replay, replay_document
from knowledge.answers.wording.replays import replay_text
from knowledge.cases.case import Case
from knowledge.cases.database import open_database, writing
from knowledge.conversations.conversations import Conversations
from knowledge.errors import UnknownName, UnusableInput
from knowledge.generations.shelf import Shelf
from tests.builders import a_case, an_event
from tests.homes import NOW, Home


class Desk:
    """A home with a few cases that answers questions and keeps them in the database at `address`."""

    def __init__(self, folder: Path, address: str) -> None:
        self.home = Home(folder, keep=1)
        self.address = address
        self.conversations = Conversations(address, keep_days=90)

    def publish(self, *cases: Case) -> None:
        """Publishes twice, after which nobody keeps the generation before."""
        for _ in range(2):
            self.home.save(*cases)
            self.home.refresh()

    def ask(self, question: str, thread: str | None = None) -> Answer:
        with self.home.knowledge() as knowledge:
            return Answerer(knowledge, now=lambda: NOW, memory=Memory(self.conversations), strict=True).answer(
                question, thread=thread
            )

    def replay(self, answer: Answer) -> Replay:
        with self.home.knowledge() as knowledge:
            return replay(knowledge, self.conversations, receipt_id_of(answer))

    def change(self, statement: str) -> None:
        engine = open_database(self.address)
        with writing(engine) as connection:
            connection.execute(text(statement))
        engine.dispose()

    def close(self) -> None:
        self.conversations.close()
        self.home.close()


def receipt_id_of(answer: Answer) -> str:
    assert answer.receipt is not None
    assert answer.receipt.id is not None
    return answer.receipt.id


def in_may(case_id: str, **columns: str) -> Case:
    return a_case(case_id, **{"opened_at": NOW.replace(day=1, month=5), "product": "App", **columns})


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three cases of May, one of which escalated."""
    with closing(Home(tmp_path_factory.mktemp("published"))) as home:
        home.save(in_may("C-1"), in_may("C-2"), in_may("C-3", subject="SECRET login", resolution="SECRET"))
        home.record(an_event("escalated", "2026-05-02", case_id="C-1"))
        home.refresh()
    return home.folder


@pytest.fixture
def desk(published: Path, tmp_path: Path, sqlite_address: str) -> Iterator[Desk]:
    shutil.copytree(published, tmp_path / "home")
    with closing(Desk(tmp_path / "home", sqlite_address)) as desk:
        yield desk


@pytest.mark.parametrize(
    "question",
    [
        "How many cases in May?",
        "escalation ratio by product in May",
        "cases per week in May",
        "similar cases: login fails",
    ],
)
def test_on_the_same_data_everything_comes_out_as_answered(desk: Desk, question: str) -> None:
    again = desk.replay(desk.ask(question))

    assert (again.is_same, again.is_kept, again.has_same_queries) == (True, True, True)
    assert "The same: " in replay_text(again)
    json.dumps(replay_document(again), allow_nan=False)


def test_the_last_line_of_an_answer_tells_the_id_that_its_document_has(desk: Desk) -> None:
    answer = desk.ask("How many cases in May?")

    assert answer.footing.endswith(f" · receipt {receipt_id_of(answer)}")
    assert answer.text.split()[-1] == receipt_id_of(answer)
    assert len(receipt_id_of(answer)) == 7
    assert receipt_id_of(answer)[0].isalpha()


def test_where_the_generation_is_gone_other_data_is_asked_and_both_numbers_are_told(desk: Desk) -> None:
    answer = desk.ask("How many cases in May?")
    desk.publish(in_may("C-4"))

    again = desk.replay(answer)

    assert (again.is_same, again.is_kept, again.has_same_queries) == (False, False, True)
    said = " ".join(replay_text(again).split())
    assert f"generation {answer.receipt and answer.receipt.generation}, is no longer kept" in said
    assert "Different: 1 of 1 number." in said
    assert "cases opened in May 2026: 3 (n = 3) then, 4 (n = 4) now." in said
    document = replay_document(again)
    assert (document["generation_kept"], document["same"]) == (False, False)
    assert [(pair["then"]["value"], pair["now"]["value"]) for pair in document["numbers"]] == [(3, 4)]


def test_a_later_generation_does_not_disturb_a_replay_while_the_first_is_kept(desk: Desk) -> None:
    desk.home.shelf = Shelf(desk.home.folder / "generations", keep=3)
    answer = desk.ask("How many cases in May?")
    desk.publish(in_may("C-4"))

    again = desk.replay(answer)

    assert (again.is_same, again.is_kept) == (True, True)


def test_a_group_that_came_later_is_told_as_not_there_then(desk: Desk) -> None:
    answer = desk.ask("cases by product in May")
    desk.publish(in_may("C-9", product="Web"))

    assert "for product Web in May 2026: not there then, 1 (n = 1) now." in " ".join(
        replay_text(desk.replay(answer)).split()
    )


def test_similar_cases_that_are_others_now_are_told(desk: Desk) -> None:
    answer = desk.ask("similar cases: login fails")
    desk.publish(in_may("C-8", subject="login fails badly"))

    again = desk.replay(answer)

    assert not again.is_same
    assert "C-8" in again.cases[1]
    assert "Cases then: " in replay_text(again)


def test_a_number_that_was_changed_in_the_database_is_found_out(desk: Desk) -> None:
    answer = desk.ask("How many cases in May?")
    desk.change("""UPDATE answers SET computed = replace(computed, '"value": 3', '"value": 30')""")

    again = desk.replay(answer)

    assert not again.is_same
    assert "30 (n = 3) then, 3 (n = 3) now." in replay_text(again)


def test_no_query_that_lies_in_the_database_is_ever_run(desk: Desk) -> None:
    answer = desk.ask("How many cases in May?")
    desk.change("UPDATE answers SET computed = replace(computed, 'SELECT count(*) AS n', 'COPY cases TO ''/tmp/x''')")

    again = desk.replay(answer)

    assert (again.is_same, again.has_same_queries) == (True, False)
    assert "The query has changed since, and counts the same." in " ".join(replay_text(again).split())


def test_an_unknown_receipt_is_said_to_be_none(desk: Desk) -> None:
    with desk.home.knowledge() as knowledge, pytest.raises(UnknownName, match=r"There is no receipt 'nope'\."):
        replay(knowledge, desk.conversations, "nope")


def test_a_receipt_of_another_version_is_said_to_be_one(desk: Desk) -> None:
    answer = desk.ask("How many cases in May?")
    desk.change("UPDATE answers SET plan = '{}'")

    with pytest.raises(UnusableInput, match="kept by another version"):
        desk.replay(answer)


def test_what_is_kept_holds_nothing_that_a_case_says(desk: Desk) -> None:
    answer = desk.ask("similar cases: SECRET login")

    kept = desk.conversations.receipt(receipt_id_of(answer))

    assert kept is not None
    assert "SECRET" in str(answer.cases)
    assert "SECRET" not in kept.computed


# Threads


def test_a_thread_is_remembered_by_whoever_answers_next(published: Path, address: str) -> None:
    desk = Desk(published, address)
    desk.ask("How many cases in May?", thread="T1")
    with closing(Conversations(desk.address, keep_days=90)) as another, desk.home.knowledge() as knowledge:
        answerer = Answerer(knowledge, now=lambda: NOW, memory=Memory(another), strict=True)
        follow_up = answerer.answer("by product", thread="T1")
        elsewhere = answerer.answer("by product", thread="T2")

    assert follow_up.plan is not None
    assert (follow_up.plan.metric, follow_up.plan.by) == ("cases", ("product",))
    assert elsewhere.plan is None
    desk.close()


def test_without_its_database_a_question_is_answered_and_says_that_it_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with closing(Desk(desk.home.folder, f"sqlite:///{tmp_path / 'file' / 'cases.sqlite3'}")) as desk:
        answer = desk.ask("How many cases in May?", thread="T1")
        refused = desk.ask("What is the weather?", thread="T1")

    assert answer.numbers[0].value == 3
    assert list(answer.caveats)[-1] == NOT_KEPT
    assert NOT_KEPT in " ".join(answer.text.split())
    assert answer.receipt is not None
    assert answer.receipt.id is None
    assert "receipt" not in answer.footing
    assert NOT_KEPT in refused.caveats
