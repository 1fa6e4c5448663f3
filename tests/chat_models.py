"""Chat models that know their lines, made of langchain-core's own fakes."""

import json
from collections.abc import Callable, Iterator
from itertools import repeat
from threading import Event
from time import sleep
from typing import Any

from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.output_parsers import PydanticOutputParser
from langchain_core.outputs import ChatGenerationChunk
from langchain_core.runnables import Runnable
from pydantic import BaseModel, Field

from knowledge.chat.chat_model import ChatModel

NAME = "fake:model"


class FormFiller(FakeListChatModel):
    """Says its lines in turn, read as a form by the parser that real models have.

    `fails` is raised in place of the first line. `heard` keeps every message that it was sent.
    """

    fails: Exception | None = None
    heard: list[str] = Field(default_factory=list)

    def with_structured_output(  # type: ignore[override]  # as narrow as what is used of it
        self, schema: type[BaseModel], *, method: str
    ) -> Runnable[Any, Any]:
        assert method == "json_schema"
        return self | PydanticOutputParser(pydantic_object=schema)

    def _call(self, messages: list[BaseMessage], *others: Any, **named: Any) -> str:  # noqa: ANN401  any field
        self.heard.extend(str(message.content) for message in messages)
        if self.fails is not None:
            raise self.fails
        return super()._call(messages, *others, **named)

    def _stream(self, messages: list[BaseMessage], *others: Any, **named: Any) -> Iterator[ChatGenerationChunk]:  # noqa: ANN401  any field
        """The next line, a word a piece."""
        for word in self._call(messages, *others, **named).split(" "):
            yield _piece(f"{word} ")


class Endless(FakeListChatModel):
    """Writes on and on, with `pause_s` between its words. `closed` is set once nobody listens any more."""

    responses: list[str] = Field(default_factory=lambda: [""])
    word: str = "and "
    pause_s: float = 0
    closed: Event = Field(default_factory=Event)

    def _stream(self, *others: Any, **named: Any) -> Iterator[ChatGenerationChunk]:  # noqa: ANN401  any field
        try:
            for word in repeat(self.word):
                sleep(self.pause_s)
                yield _piece(word)
        finally:
            self.closed.set()


def _piece(text: str) -> ChatGenerationChunk:
    return ChatGenerationChunk(message=AIMessageChunk(content=text))


def a_chat_model(*lines: object, timeout_seconds: float = 20, **said: Any) -> ChatModel:  # noqa: ANN401  any field
    """A chat model that says these lines; what is no text is said as JSON."""
    return around(lambda: a_filler(*lines, **said), timeout_seconds=timeout_seconds)


def a_filler(*lines: object, **said: Any) -> FormFiller:  # noqa: ANN401  any field
    """What stands behind a ChatModel, for who wants to know what it heard."""
    return FormFiller(responses=[line if isinstance(line, str) else json.dumps(line) for line in lines] or [""], **said)


def around(build: Callable[[], Any], *, timeout_seconds: float = 20) -> ChatModel:
    """The product's chat model around what `build` makes."""
    return ChatModel(build, name=NAME, timeout_seconds=timeout_seconds)
