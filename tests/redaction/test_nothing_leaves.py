"""From the import to the answer: what must not leave the case store stands in it, and nowhere else."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.answers.answerer import Answerer
from knowledge.answers.documents import answer_document
from knowledge.answers.keeping import Memory
from knowledge.answers.readers import Readers
from knowledge.answers.served import Knowledge
from knowledge.conversations.conversations import Conversations
from knowledge.redaction.redactor import Redactor
from knowledge.settings import Settings
from tests.chat_models import a_filler, around
from tests.fakes import HashingEmbedder
from tests.homes import NOW, Home
from tests.redaction.homes import (
    ADDRESS,
    CARD,
    EXTRA,
    IBAN,
    LIKE_A_PHONE,
    MAIL,
    PASSWORD,
    PHONE,
    PIECES,
    SECRETS,
    rows_in,
    secret_cases,
    secret_events,
    texts_in,
)

REDACTOR = Redactor(extra=EXTRA)
QUESTIONS = (
    "How many escalations in the last 90 days by reason?",
    "How many cases in October 2026 by account?",
    "summarise C-1",
    f"which cases are similar to a refund that {MAIL} waits for",
    f"how many escalations of account {MAIL}",
    f"why did {PHONE} escalate, password: {PASSWORD}",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with closing(Home(tmp_path_factory.mktemp("home"))) as home:
        home.redactor = REDACTOR
        home.save(*secret_cases())
        home.record(*secret_events())
        home.refresh(now=NOW)
        yield home


@pytest.fixture
def conversations(home: Home, tmp_path: Path) -> Iterator[Conversations]:
    with closing(Conversations(f"sqlite:///{tmp_path / 'kept.sqlite3'}", keep_days=90)) as opened:
        yield opened


def strays(text: str) -> list[str]:
    """What of the secrets stands in a text, whole or in pieces."""
    small = text.lower()
    return [secret for secret in SECRETS if secret.lower() in small] + [piece for piece in PIECES if piece in small]


def test_no_file_of_the_generation_holds_a_secret_or_a_piece_of_one(home: Home) -> None:
    found = {file.name: strays(text) for file, text in texts_in(home.folder / "generations")}

    assert {name: held for name, held in found.items() if held} == {}
    assert {"cases.parquet", "events.parquet", "vectors.npy", "chroma.sqlite3"} <= set(found)


def test_nothing_that_is_kept_beside_the_generations_holds_one(home: Home) -> None:
    beside = [file for file in home.folder.rglob("*") if file.is_file() and "cases.sqlite3" not in file.name]

    assert [file.name for file in beside if strays(file.read_bytes().decode("latin-1"))] == []


def test_the_case_store_holds_the_original(home: Home) -> None:
    held = rows_in(home.folder / "cases.sqlite3")

    assert [secret for secret in SECRETS if secret not in held] == []


def test_no_text_with_a_secret_was_embedded(home: Home) -> None:
    assert isinstance(home.embedder, HashingEmbedder)
    assert [text for text in home.embedder.texts if strays(text)] == []


def test_no_answer_and_no_kept_conversation_holds_one(home: Home, conversations: Conversations) -> None:
    with home.knowledge() as knowledge:
        answerer = Answerer(knowledge, now=lambda: NOW, memory=Memory(conversations), redactor=REDACTOR)
        answers = [answerer.answer(question, thread="T1", user="U1") for question in QUESTIONS]
        answers += [answerer.similar(text) for text in ("C-1", f"refund of {CARD} from {ADDRESS} to {IBAN}")]
        kept = [kept for user in ("U1", "") for kept in conversations.recent(user, 50)]

    for answer in answers:
        assert strays(f"{json.dumps(answer_document(answer))} {answer!r}") == [], answer.question
    assert kept
    assert strays(repr(kept)) == []
    assert strays(str(conversations.state_of("T1"))) == []


def test_no_prompt_of_a_chat_model_holds_one(home: Home) -> None:
    filler = a_filler({"intent": "help"})
    settings = Settings(groundswell_home=home.folder, similarity_floor=0.05)
    readers = Readers(settings=settings, embedder=home.embedder, chat_model=around(lambda: filler))
    with closing(Knowledge(home.shelf, home.embedder, settings, readers)) as knowledge:
        answerer = Answerer(knowledge, now=lambda: NOW, redactor=REDACTOR)
        answerer.answer(f"Was ist mit {MAIL} und {PHONE}, Passwort: {PASSWORD}, los, und mit {LIKE_A_PHONE}?")

    assert any("[email]" in heard and LIKE_A_PHONE in heard for heard in filler.heard)
    assert [heard for heard in filler.heard if strays(heard)] == []


def test_similar_cases_are_found_by_what_is_left_of_them(home: Home) -> None:
    with home.knowledge() as knowledge:
        answer = Answerer(knowledge, now=lambda: NOW, redactor=REDACTOR).similar(f"refund not received, {MAIL}")

    assert "C-2" in {case.case_id for case in answer.cases}
    assert answer.question == "Similar cases: refund not received, [email]"


def test_a_case_is_found_by_an_id_that_looks_like_a_telephone_number(home: Home) -> None:
    with home.knowledge() as knowledge:
        answerer = Answerer(knowledge, now=lambda: NOW, redactor=REDACTOR)
        answer, similar = answerer.answer(f"summarise case {LIKE_A_PHONE}"), answerer.similar(LIKE_A_PHONE)

    assert answer.plan is not None
    assert answer.plan.case_id == LIKE_A_PHONE
    assert similar.question == f"Similar cases: {LIKE_A_PHONE}"
