"""A chat model's summary in a whole answer: shown where it holds, replaced where it does not, asked for once."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from knowledge.answers.answer import Answer
from knowledge.answers.answerer import Answerer
from knowledge.answers.documents import answer_document
from knowledge.answers.keeping import Memory
from knowledge.answers.prose.summariser import Summariser
from knowledge.answers.seen import Seen
from knowledge.answers.served import Knowledge
from knowledge.conversations.conversations import Conversations
from tests.builders import a_case
from tests.chat_models import FormFiller, a_filler, around
from tests.homes import NOW, Home

ASKED = "Have we seen an export that stops halfway?"
HOLDS = "The export stops because its limit was too low; the limit was set to 12 MB. [C-1]"
INVENTED = "The export stops because its limit was too low; the limit was set to 4711 MB. [C-1]"


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    with closing(Home(tmp_path_factory.mktemp("exports"))) as home:
        home.save(
            a_case(
                subject="The export stops halfway",
                description="The export stops halfway because its limit is too low.",
                resolution="The limit of the export was too low, the limit was set to 12 MB.",
                product="App",
            ),
            a_case("C-2", subject="Login fails", description="Nobody can sign in.", product="Web"),
        )
        home.refresh()
        with home.knowledge() as opened:
            yield opened


@pytest.fixture
def conversations(sqlite_address: str) -> Iterator[Conversations]:
    with closing(Conversations(sqlite_address, keep_days=90)) as opened:
        yield opened


def answerer_with(model: FormFiller, knowledge: Knowledge, conversations: Conversations) -> Answerer:
    """One whose summaries `model` writes."""
    return Answerer(
        knowledge,
        now=lambda: NOW,
        memory=Memory(conversations),
        strict=True,
        summarise=Summariser(around(lambda: model)).summary,
    )


def receipt_of(answer: Answer) -> str:
    assert answer.receipt is not None
    assert answer.receipt.id is not None
    return answer.receipt.id


def test_a_summary_that_holds_is_shown_with_who_wrote_it(knowledge: Knowledge, conversations: Conversations) -> None:
    answer = answerer_with(a_filler(HOLDS), knowledge, conversations).similar(ASKED)

    assert answer.summary is not None
    assert answer.summary.model == "fake:model"
    assert "the limit was set to 12 MB. [C-1]" in " ".join(answer.text.split())
    assert "Written by fake:model, and checked against these cases." in " ".join(answer.text.split())


def test_one_that_does_not_hold_gives_way_to_sentences_of_the_cases(
    knowledge: Knowledge, conversations: Conversations
) -> None:
    model = a_filler(INVENTED)
    answer = answerer_with(model, knowledge, conversations).similar(ASKED)
    plain = Answerer(knowledge, now=lambda: NOW, strict=True).similar(ASKED)

    assert len(model.heard) == 4  # instructions and material, twice
    assert (answer.headline, answer.lines) == (plain.headline, plain.lines)
    assert answer.summary is not None
    assert plain.summary is not None
    assert answer.summary.sentences == plain.summary.sentences
    assert "12 MB" in plain.text
    assert "4711" not in str(answer_document(answer))
    assert "was not taken" in answer_document(answer)["summary"]["dropped"]


def test_what_is_asked_for_again_is_not_written_again(knowledge: Knowledge, conversations: Conversations) -> None:
    model = a_filler(HOLDS)
    answerer = answerer_with(model, knowledge, conversations)
    first = answerer.similar(ASKED)
    heard = len(model.heard)

    again = answerer.again(receipt_of(first))

    assert len(model.heard) == heard == 2
    assert [case.case_id for case in again.cases] == [case.case_id for case in first.cases]
    assert again.summary is not None
    assert again.summary.model is None


def test_a_model_is_given_nothing_of_cases_that_are_not_seen(
    knowledge: Knowledge, conversations: Conversations
) -> None:
    model = a_filler(HOLDS)

    answer = answerer_with(model, knowledge, conversations).similar(ASKED, seen=Seen.of({"product": ["Web"]}))

    assert "12 MB" not in answer.text
    assert "12 MB" not in "".join(model.heard)
