"""The one door to LangChain: a chat model that fills in a form or writes, in the time that it has and no longer.

LangChain takes a second to import, so nothing of it is touched before the model is needed.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from pydantic import BaseModel

from knowledge.chat.problems import asking_problem, building_problem
from knowledge.errors import ChatModelUnavailable
from knowledge.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOST_AT_ONCE: Final = 8
"""Questions put to the model at the same time. One that it never answers keeps its place for as long as it hangs."""
MOST_TOKENS: Final = 4000
"""Of an answer. Four parts take a few hundred; the rest is for models that think aloud first."""
MOST_WRITTEN: Final = 16_000
"""Characters of prose after which a model is no longer listened to."""
_RETRIES: Final = 0
"""The libraries wait before they try again, and somebody waits for the answer."""
_NO_KEY: Final = "none"
"""What a server of one's own is told where CHAT_API_KEY is empty: the provider's own key is not for it."""

Form = TypeVar("Form", bound=BaseModel)
_Said = TypeVar("_Said")


class ChatModel:
    """A chat model, built by `build` when the first question comes. May be shared between threads.

    `name` is what CHAT_MODEL says. Whatever the libraries do, no question takes longer than `timeout_seconds`.
    """

    def __init__(self, build: Callable[[], "BaseChatModel"], *, name: str, timeout_seconds: float) -> None:
        self.name = name
        self.timeout_seconds = timeout_seconds
        self._build = build
        self._built: BaseChatModel | None = None
        self._building = Lock()
        self._places = BoundedSemaphore(MOST_AT_ONCE)

    def prepare(self) -> None:
        """Builds the model ahead of the first question. Raises ChatModelUnavailable. Takes as long as it takes."""
        self._model()

    def fill(self, form: type[Form], *, instructions: str, material: str) -> Form:
        """`form` as the model fills it in for `material`, by its `instructions`. Raises ChatModelUnavailable."""
        asked = _Asked[Form](self.name, self.timeout_seconds)
        self._work(asked, lambda: asked.say(self._filled(form, instructions, material)))
        return asked.heard()

    def write(self, *, instructions: str, material: str, seconds: float | None = None) -> Generator[str, None, None]:
        """What the model writes of `material`, by its `instructions`, in pieces as they come, none of them empty.

        All of it comes within `seconds`, where they are fewer than the time-out, or not at all: raises
        ChatModelUnavailable. After MOST_WRITTEN characters it is cut off; then, and when nobody wants more of it, the
        connection is closed.
        """
        allowed = self.timeout_seconds if seconds is None else min(seconds, self.timeout_seconds)
        asked = _Asked[str](self.name, allowed)

        def listen() -> None:
            for piece in self._written(instructions, material, asked.enough):
                asked.say(piece)
            asked.say("")

        self._work(asked, listen)
        try:
            while piece := asked.heard():
                yield piece
        finally:
            asked.enough.set()

    def _work(self, asked: "_Asked[Any]", put: Callable[[], None]) -> None:
        """Has `put` done beside us as soon as there is a place, for what it says and raises to be heard in `asked`."""
        if not self._places.acquire(timeout=asked.left()):
            raise self._unavailable("too many questions are waiting for it")

        def work() -> None:
            try:
                put()
            except ChatModelUnavailable as unavailable:
                asked.say(unavailable)
            finally:
                self._places.release()

        # A daemon: one that hangs must keep neither the answer nor the end of the program waiting.
        Thread(target=work, name="chat model", daemon=True).start()

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
            raise self._unavailable(asking_problem(error)) from None

    def _written(self, instructions: str, material: str, enough: Event) -> Iterator[str]:
        model, left = self._model(), MOST_WRITTEN
        try:
            stream = model.stream([("system", instructions), ("human", material)])
            try:
                for chunk in stream:
                    piece = str(chunk.text)[:left]
                    left -= len(piece)
                    if piece:
                        yield piece
                    if not left or enough.is_set():
                        return
            finally:
                stream.close()  # type: ignore[attr-defined]  # a generator, though LangChain calls it an iterator
        except Exception as error:  # noqa: BLE001  every provider's library has errors of its own
            raise self._unavailable(asking_problem(error)) from None  # not chained, as above

    def _model(self) -> "BaseChatModel":
        with self._building:
            if self._built is None:
                try:
                    self._built = self._build()
                except ChatModelUnavailable:
                    raise
                except Exception as error:  # noqa: BLE001  every provider's library has errors of its own
                    raise self._unavailable(building_problem(error)) from None
            return self._built

    def _unavailable(self, problem: str) -> ChatModelUnavailable:
        return ChatModelUnavailable(self.name, problem)


class _Asked(Generic[_Said]):
    """A question on its way: what is said to it in one thread is heard in another, for so many `seconds` in all."""

    def __init__(self, name: str, seconds: float) -> None:
        self.enough = Event()
        self._name, self._seconds = name, seconds
        self._until = monotonic() + seconds
        self._answers = SimpleQueue[_Said | ChatModelUnavailable]()

    def left(self) -> float:
        """Seconds that there still are."""
        return max(0.0, self._until - monotonic())

    def say(self, said: _Said | ChatModelUnavailable) -> None:
        """Puts it where it is heard."""
        self._answers.put(said)

    def heard(self) -> _Said:
        """What is said next. Raises ChatModelUnavailable: that which was said, or one for being late."""
        left = self.left()
        try:
            # without time left, what never comes to an end is not heard on even where it is quick
            answer = self._answers.get(timeout=left) if left else self._late()
        except Empty:
            answer = self._late()
        if isinstance(answer, ChatModelUnavailable):
            raise answer
        return answer

    def _late(self) -> ChatModelUnavailable:
        return ChatModelUnavailable(self._name, f"it did not answer within {self._seconds:g} seconds")


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
