"""The Slack app: its listeners, its connection to Slack, and its end."""

import logging
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from types import FrameType

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

from bot.access import SlackAccess
from bot.handled import HandledEvents, HandledInMemory
from bot.listeners import others, questions
from bot.reception import Answerer, Reception
from bot.words import words_for
from knowledge.errors import SlackUnavailable

__all__ = ["Answerer", "Connected", "SlackAccess", "build_app", "connect", "serve_socket_mode", "stop_on_signals"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """Whom the token speaks for: the names of the workspace and of the assistant in it."""

    workspace: str
    assistant: str


def build_app(app: App, answerer: Answerer, handled: HandledEvents | None = None) -> App:
    """`app` with everything that it listens to. Without `handled`, what was answered is forgotten with the process."""
    questions.register(app, Reception(answerer, HandledInMemory() if handled is None else handled))
    others.register(app)

    @app.error
    def log_failure(error: Exception) -> None:
        words_for(error)

    return app


@contextmanager
def connect(access: SlackAccess, answerer: Answerer, handled: HandledEvents | None = None) -> Iterator[Connected]:
    """Answers questions from Slack while the block runs; at its end, finishes the answers under way.

    Raises SlackUnavailable with one sentence: a token is missing or refused, Slack does not answer, no socket opens.
    """
    client = _client(access)
    app_token = _present(access.app_token, "SLACK_APP_TOKEN")
    with ThreadPoolExecutor(max_workers=access.workers, thread_name_prefix="answer") as workers:
        with _said_plainly("the bot token (SLACK_BOT_TOKEN)"):
            identity = client.auth_test()
            app = App(client=client, listener_executor=workers)
        build_app(app, answerer, handled)
        handler = SocketModeHandler(app, app_token, ping_interval=access.ping_seconds)
        try:
            _open_socket(handler)
            logger.info("connected to Slack", extra={"team_id": identity["team_id"]})
            yield Connected(workspace=identity["team"], assistant=identity["user"])
        finally:
            # first no new questions, then the executor's exit waits for those that were acknowledged
            _close(handler)


def who_speaks(access: SlackAccess) -> Connected:
    """Whom the bot token speaks for, without connecting. Raises SlackUnavailable."""
    with _said_plainly("the bot token (SLACK_BOT_TOKEN)"):
        identity = _client(access).auth_test()
    return Connected(workspace=identity["team"], assistant=identity["user"])


def serve_socket_mode(
    access: SlackAccess, answerer: Answerer, stop: Event, *, handled: HandledEvents | None = None
) -> None:
    """Answers questions until `stop` is set and the answers under way are posted. Raises SlackUnavailable."""
    with connect(access, answerer, handled):
        stop.wait()


def stop_on_signals() -> Event:
    """An event that SIGTERM or SIGINT sets; a second signal ends the process as it always did. Main thread only."""
    stop = Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def on_signal(number: int, frame: FrameType | None) -> None:
        for each, handler in before.items():
            signal.signal(each, handler)
        # in a thread of its own: the interrupted main thread may hold the event's lock
        Thread(target=stop.set).start()

    for number in before:
        signal.signal(number, on_signal)
    return stop


def _client(access: SlackAccess) -> WebClient:
    return WebClient(
        token=_present(access.bot_token, "SLACK_BOT_TOKEN"),
        base_url=access.api_url,
        retry_handlers=[
            ConnectionErrorRetryHandler(max_retry_count=2),
            ServerErrorRetryHandler(max_retry_count=2),
            RateLimitErrorRetryHandler(max_retry_count=3),
        ],
    )


def _present(token: str | None, name: str) -> str:
    if not token:
        raise SlackUnavailable(f"{name} is not set")
    return token


def _open_socket(handler: SocketModeHandler) -> None:
    with _said_plainly("the app token (SLACK_APP_TOKEN)"):
        handler.connect()  # type: ignore[no-untyped-call]
    # the client logs what went wrong with a socket, and raises nothing
    if not handler.client.is_connected():
        raise SlackUnavailable("the socket for events cannot be opened")


def _close(handler: SocketModeHandler) -> None:
    handler.close()  # type: ignore[no-untyped-call]
    # a reconnection that was under way may have opened one more socket after the first was closed
    handler.disconnect()  # type: ignore[no-untyped-call]


@contextmanager
def _said_plainly(token: str) -> Iterator[None]:
    """Slack's refusals and silences as SlackUnavailable; `token` is the one that the calls inside are made with."""
    try:
        yield
    except SlackApiError as error:
        raise SlackUnavailable(f"Slack refused {token}: {error.response['error']}") from error
    except BoltError as error:
        raise SlackUnavailable(f"Slack refused {token}") from error
    except OSError as error:
        raise SlackUnavailable(f"Slack does not answer ({getattr(error, 'reason', error)})") from error
