"""The one door to LangChain: a chat model that fills in a form, in the time that it has and not a moment later.

LangChain takes a second to import, so nothing of it is touched before the model is needed.
"""

import re
from collections.abc import Callable, Mapping
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel

from knowledge.errors import ChatModelUnavailable
from knowledge.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOST_AT_ONCE: Final = 8
"""Questions put to the model at the same time. One that it never answers keeps its place for as long as it hangs."""
MOST_TOKENS: Final = 4000
"""Of an answer. Four parts take a few hundred; the rest is for models that think aloud first."""
_RETRIES: Final = 0
"""The libraries wait before they try again, and somebody waits for the answer."""
_TO_INSTALL: Final = re.compile(r"pip install [\w-]+")
_NO_KEY: Final = "none"
"""What a server of one's own is told where CHAT_API_KEY is empty: the provider's own key is not for it."""

Form = TypeVar("Form", bound=BaseModel)


class ChatModel:
    """A chat model, built by `build` when the first question comes. May be shared between threads.

    `name` is what CHAT_MODEL says. Whatever the libraries do, no question takes longer than `timeout_seconds`.
    """

    def __init__(self, build: Callable[[], "BaseChatModel"], *, name: str, timeout_seconds: float) -> None:
        self.name = name
        self._build = build
        self._timeout_seconds = timeout_seconds
        self._built: BaseChatModel | None = None
        self._building = Lock()
        self._places = BoundedSemaphore(MOST_AT_ONCE)

    def prepare(self) -> None:
        """Builds the model ahead of the first question. Raises ChatModelUnavailable. Takes as long as it takes."""
        self._model()

    def fill(self, form: type[Form], *, instructions: str, material: str) -> Form:
        """`form` as the model fills it in for `material`, by its `instructions`. Raises ChatModelUnavailable."""
        until = monotonic() + self._timeout_seconds
        if not self._places.acquire(timeout=self._timeout_seconds):
            raise self._unavailable("too many questions are waiting for it")
        answers = SimpleQueue[Form | ChatModelUnavailable]()

        def work() -> None:
            try:
                answers.put(self._filled(form, instructions, material))
            except ChatModelUnavailable as unavailable:
                answers.put(unavailable)
            finally:
                self._places.release()

        # A daemon: one that hangs must keep neither the answer nor the end of the program waiting.
        Thread(target=work, name="chat model", daemon=True).start()
        try:
            answer = answers.get(timeout=max(0.0, until - monotonic()))
        except Empty:
            raise self._unavailable(f"it did not answer within {self._timeout_seconds:g} seconds") from None
        if isinstance(answer, ChatModelUnavailable):
            raise answer
        return answer

    def _filled(self, form: type[Form], instructions: str, material: str) -> Form:
        model = self._model()
        try:
            # "json_schema": the small models that people run themselves call no tools. Not include_raw: LangChain would
            # ask in a thread of its own, for which the program waits at its end.
            filler = model.with_structured_output(form, method="json_schema")
            parsed = filler.invoke([("system", instructions), ("human", material)])
            return parsed if isinstance(parsed, form) else form.model_validate(parsed)
        except Exception as error:  # noqa: BLE001  every provider's library has errors of its own
            # Not chained: the library's message may hold the question, or a part of the key.
            raise self._unavailable(_problem(error)) from None

    def _model(self) -> "BaseChatModel":
        with self._building:
            if self._built is None:
                try:
                    self._built = self._build()
                except ChatModelUnavailable:
                    raise
                except Exception as error:  # noqa: BLE001  every provider's library has errors of its own
                    raise self._unavailable(_building_problem(error)) from None
            return self._built

    def _unavailable(self, problem: str) -> ChatModelUnavailable:
        return ChatModelUnavailable(self.name, problem)


def open_chat_model(settings: Settings) -> ChatModel | None:
    """The chat model of the settings, not loaded yet, so that what is wrong with it shows in use. None: none is set."""
    if not settings.chat_model:
        return None
    return ChatModel(lambda: _built(settings), name=settings.chat_model, timeout_seconds=settings.chat_timeout_seconds)


def _built(settings: Settings) -> "BaseChatModel":
    provider, colon, model = settings.chat_model.partition(":")
    if not (provider.strip() and colon and model.strip()):
        problem = "CHAT_MODEL has to be written as provider:model, for example openai:gpt-5-mini"
        raise ChatModelUnavailable(settings.chat_model, problem)
    from langchain.chat_models import init_chat_model

    built: BaseChatModel = init_chat_model(
        model.strip(),
        model_provider=provider.strip(),
        temperature=0,
        timeout=settings.chat_timeout_seconds,
        max_retries=_RETRIES,
        max_tokens=MOST_TOKENS,
        **_access(settings, provider.strip()),
    )
    return built


def _access(settings: Settings, provider: str) -> Mapping[str, Any]:
    """Where the model is and how to get in, as far as the settings say it."""
    access: dict[str, Any] = {}
    if settings.chat_base_url:
        access["base_url"] = settings.chat_base_url
    if settings.chat_api_key is not None:
        access["api_key"] = settings.chat_api_key.get_secret_value()
    elif settings.chat_base_url and provider == "openai":
        access["api_key"] = _NO_KEY
    return access


def _problem(error: Exception) -> str:
    """What went wrong, in words without anything that the error quotes."""
    status = getattr(error, "status_code", None)
    if status in (401, 403):
        return f"it does not accept the key (status {status})"
    if status == 404:
        return "the address or the model is not known there (status 404)"
    if isinstance(status, int):
        return f"it answered with status {status}"
    names = [one.__name__ for one in type(error).__mro__]
    if any("Timeout" in name for name in names):
        return "it did not answer in time"
    if any("Connect" in name for name in names):
        return "it cannot be reached"
    if any("Refus" in name for name in names):
        return "it refused to answer"
    if any("LengthFinishReason" in name for name in names):
        return "its answer did not come to an end"
    if any("Validation" in name or "Parser" in name or "JSON" in name for name in names):
        return "its answer is not the form that was asked for"
    return f"it failed ({names[0]})"


def _building_problem(error: Exception) -> str:
    if isinstance(error, ImportError):
        found = _TO_INSTALL.search(str(error))
        return f"its package is not installed: {found.group()}" if found else "a package that it needs is not installed"
    if isinstance(error, ValueError) and "Unsupported provider" in str(error):
        return "LangChain knows no such provider; CHAT_MODEL has to be written as provider:model"
    if "api_key" in str(error):
        return "it needs a key: set CHAT_API_KEY"
    return f"it cannot be set up ({type(error).__name__})"
