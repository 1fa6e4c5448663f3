"""The door to LangChain: every failure is one error of ours, in time, and gives nothing away."""

import subprocess
import sys
from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Literal

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from pydantic import BaseModel, SecretStr

from knowledge.chat.chat_model import MOST_AT_ONCE, MOST_WRITTEN, ChatModel, open_chat_model
from knowledge.errors import ChatModelUnavailable
from knowledge.settings import Settings
from tests.chat_models import Endless, FormFiller, a_chat_model, a_filler, around

QUESTION = "Wie viele Fälle hat die Firma Geheim GmbH?"
KEY = "sk-very-secret"


class Colour(BaseModel):
    colour: Literal["red", "green"]


class ServiceError(Exception):
    """As the providers' libraries raise them: with a status, and with anything at all in the message."""

    def __init__(self, status_code: int) -> None:
        self.status_code = status_code
        super().__init__(f"Incorrect API key {KEY} for {QUESTION}")


class OpenAIRefusalError(Exception):
    """Named as the one of langchain-openai."""


class LengthFinishReasonError(Exception):
    """Named as the one of openai."""


class APITimeoutError(Exception):
    """Named as the one of openai."""


class APIConnectionError(Exception):
    """Named as the one of openai."""


def fill(model: ChatModel) -> Colour:
    return model.fill(Colour, instructions="Name a colour.", material=QUESTION)


def written(model: ChatModel, seconds: float | None = None) -> str:
    return "".join(model.write(instructions="Tell of it.", material=QUESTION, seconds=seconds))


def problem_of(model: ChatModel, ask: Callable[[ChatModel], object] = fill) -> str:
    """What is said of a question that failed; no part of it or of the key is."""
    with pytest.raises(ChatModelUnavailable) as failed:
        ask(model)
    assert QUESTION not in str(failed.value)
    assert KEY not in str(failed.value)
    assert failed.value.__cause__ is None
    return failed.value.problem


def test_a_form_comes_back_as_the_model_filled_it_in() -> None:
    assert fill(a_chat_model({"colour": "green"})) == Colour(colour="green")


def test_the_model_hears_the_instructions_and_the_material_apart() -> None:
    filler = a_filler({"colour": "green"})

    fill(around(lambda: filler))

    assert filler.heard == ["Name a colour.", QUESTION]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "I think green.",
        '{"colour": ',
        '{"colour": "mauve"}',
        '{"color": "green"}',
        "null",
        "[]",
        "\x00",
        "🙈" * 50,
    ],
)
def test_an_answer_that_is_not_the_form_is_none(line: str) -> None:
    assert problem_of(a_chat_model(line)) == "its answer is not the form that was asked for"


FAILURES = pytest.mark.parametrize(
    ("error", "problem"),
    [
        (ServiceError(401), "it does not accept the key (status 401)"),
        (ServiceError(404), "the address or the model is not known there (status 404)"),
        (ServiceError(429), "it answered with status 429"),
        (ServiceError(500), "it answered with status 500"),
        (OpenAIRefusalError(QUESTION), "it refused to answer"),
        (LengthFinishReasonError(QUESTION), "its answer did not come to an end"),
        (APITimeoutError(QUESTION), "it did not answer in time"),
        (APIConnectionError(QUESTION), "it cannot be reached"),
        (ConnectionRefusedError(QUESTION), "it cannot be reached"),
        (TimeoutError(QUESTION), "it did not answer in time"),
        (RuntimeError(f"{KEY} {QUESTION}"), "it failed (RuntimeError)"),
        (RecursionError(), "it failed (RecursionError)"),
        (NotImplementedError(), "it failed (NotImplementedError)"),
    ],
)


@FAILURES
def test_whatever_a_provider_raises_becomes_our_error(error: Exception, problem: str) -> None:
    assert problem_of(a_chat_model(fails=error)) == problem


def test_a_model_that_is_too_slow_is_not_waited_for() -> None:
    started = monotonic()

    problem = problem_of(a_chat_model({"colour": "green"}, sleep=30, timeout_seconds=0.1))

    assert problem == "it did not answer within 0.1 seconds"
    assert monotonic() - started < 15


@FAILURES
def test_whatever_a_provider_raises_while_it_writes_becomes_our_error(error: Exception, problem: str) -> None:
    assert problem_of(a_chat_model(fails=error), written) == problem


def test_what_is_written_comes_in_pieces_as_the_model_wrote_them() -> None:
    filler = a_filler("Customers waited for a week.")

    pieces = list(around(lambda: filler).write(instructions="Tell of it.", material=QUESTION))

    assert pieces == ["Customers ", "waited ", "for ", "a ", "week. "]
    assert filler.heard == ["Tell of it.", QUESTION]


def test_a_model_that_writes_nothing_said_nothing() -> None:
    assert written(a_chat_model("")).strip() == ""
    assert problem_of(around(lambda: FakeListChatModel(responses=[""])), written) == "it said nothing"


def test_a_reply_without_end_is_cut_off_and_its_connection_closed() -> None:
    endless = Endless()

    assert len(written(around(lambda: endless))) == MOST_WRITTEN
    assert endless.closed.wait(10)


def test_a_reply_that_goes_on_for_too_long_is_none_and_its_connection_closed() -> None:
    endless = Endless(pause_s=0.01)

    assert problem_of(around(lambda: endless, timeout_seconds=0.1), written) == "it did not answer within 0.1 seconds"
    assert endless.closed.wait(10)


def test_who_wants_no_more_of_a_reply_closes_its_connection() -> None:
    endless = Endless(pause_s=0.001)
    pieces = around(lambda: endless).write(instructions="", material="")

    assert next(pieces) == "and "
    pieces.close()

    assert endless.closed.wait(10)


def test_who_has_less_time_than_the_time_out_gets_no_more() -> None:
    slow = a_chat_model("Grass.", sleep=30, timeout_seconds=20)

    assert problem_of(slow, lambda model: written(model, seconds=0.1)) == "it did not answer within 0.1 seconds"


def test_models_that_write_and_models_that_fill_in_have_the_same_places() -> None:
    go_on = Event()

    def build() -> FormFiller:
        go_on.wait(10)
        return a_filler("Green.")

    model = around(build, timeout_seconds=0.05)
    hung = [problem_of(model, written) for _ in range(MOST_AT_ONCE)]
    too_many = problem_of(model), problem_of(model, written)
    go_on.set()

    assert set(hung) == {"it did not answer within 0.05 seconds"}
    assert set(too_many) == {"too many questions are waiting for it"}


def test_a_model_that_is_slow_to_build_is_not_waited_for_either() -> None:
    built = Event()

    def build() -> FormFiller:
        built.wait(10)
        return a_filler({"colour": "green"})

    assert problem_of(around(build, timeout_seconds=0.1)) == "it did not answer within 0.1 seconds"
    built.set()


def test_a_model_that_hangs_holds_up_a_few_questions_and_no_more() -> None:
    go_on = Event()

    def build() -> FormFiller:
        go_on.wait(10)
        return a_filler({"colour": "green"})

    model = around(build, timeout_seconds=0.05)
    hung = [problem_of(model) for _ in range(MOST_AT_ONCE)]
    too_many = problem_of(model)
    go_on.set()

    assert set(hung) == {"it did not answer within 0.05 seconds"}
    assert too_many == "too many questions are waiting for it"


def test_a_model_that_hangs_does_not_keep_a_program_from_ending() -> None:
    program = """
from pydantic import BaseModel
from knowledge.errors import ChatModelUnavailable
from tests.chat_models import a_chat_model
try:
    a_chat_model("{}", sleep=100, timeout_seconds=0.1).fill(BaseModel, instructions="", material="")
except ChatModelUnavailable as unavailable:
    print(unavailable.problem)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=50)

    assert done.stdout.strip() == "it did not answer within 0.1 seconds"


def test_without_a_setting_there_is_no_model() -> None:
    assert open_chat_model(Settings(chat_model="")) is None


@pytest.mark.parametrize("written", ["gpt-5", "openai:", ":gpt-5", "openai", " : "])
def test_a_model_without_its_provider_is_told_how_to_be_written(written: str) -> None:
    assert "provider:model" in problem_of(opened(chat_model=written))


def test_an_unknown_provider_is_told_from_a_missing_package() -> None:
    assert problem_of(opened(chat_model="acme:one")).startswith("LangChain knows no such provider")
    assert "pip install langchain-anthropic" in problem_of(opened(chat_model="anthropic:claude"))


def test_a_missing_key_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    assert problem_of(opened(chat_model="openai:gpt-5-mini")) == "it needs a key: set CHAT_API_KEY"


def test_a_server_that_is_not_there_cannot_be_reached() -> None:
    model = opened(chat_model="openai:any", chat_base_url="http://127.0.0.1:9/v1", chat_api_key=SecretStr(KEY))

    assert problem_of(model) == "it cannot be reached"


def test_what_is_wrong_with_a_model_can_be_known_before_a_question_is_asked() -> None:
    with pytest.raises(ChatModelUnavailable, match="provider:model"):
        opened(chat_model="nothing").prepare()


def test_langchain_is_not_imported_before_a_question_is_put_to_a_model() -> None:
    program = """
import sys
from knowledge.chat.chat_model import open_chat_model
from knowledge.questions.chat import chat_reader
from knowledge.settings import Settings
open_chat_model(Settings(chat_model="openai:any"))
print(sorted(name for name in sys.modules if name.startswith(("langchain", "openai", "langsmith"))))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def opened(**settings: object) -> ChatModel:
    model = open_chat_model(Settings(chat_timeout_seconds=20, **settings))  # type: ignore[arg-type]  # any setting
    assert model is not None
    return model
