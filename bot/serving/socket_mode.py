"""Socket Mode: the assistant opens a socket to Slack, so it needs no public address."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic
from urllib.parse import urlsplit

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode import SocketModeClient

from bot.access import SlackAccess
from bot.serving.clients import repeating_client
from bot.serving.identity import APP_TOKEN, present, said_plainly
from bot.serving.proxies import is_spared
from knowledge.errors import SlackUnavailable

TAKEN_AT_ONCE = 20
"""Envelopes that are taken at the same time: each is one durable write, then its acknowledgement."""
PAUSE_SECONDS = 1.0


@contextmanager
def open_socket(app: App, access: SlackAccess) -> Iterator[None]:
    """Hands what Slack sends to `app` while the block runs; lost sockets are replaced. At its end nothing more comes.

    Raises SlackUnavailable: the app token is missing or refused, Slack does not answer, no socket opens.
    """
    handler = SocketModeHandler(
        app,
        present(access.app_token, "SLACK_APP_TOKEN"),
        web_client=repeating_client(access.api_url),
        ping_interval=access.ping_seconds,
        concurrency=TAKEN_AT_ONCE,
    )
    if is_spared(urlsplit(access.api_url).hostname or ""):
        handler.client.proxy = None  # which it would take from the environment, whatever that spares
    _replace_at_once(handler.client)
    try:
        _connect(handler)
        yield
    finally:
        # what was taken is acknowledged while there is a socket for that; what was not, Slack delivers again
        handler.client.closed, handler.client.auto_reconnect_enabled = True, False
        handler.client.message_processor.shutdown()  # type: ignore[no-untyped-call]  # the SDK lacks a return type
        handler.client.message_workers.shutdown()
        handler.close()  # type: ignore[no-untyped-call]  # Bolt's own lacks a return type, here and below
        # a reconnection that was under way may have opened one more socket after the first was closed
        handler.disconnect()  # type: ignore[no-untyped-call]


def _replace_at_once(client: SocketModeClient) -> None:
    """Has a socket that Slack closes replaced at once: by itself the client only does when it next looks after it.

    What Slack sends meanwhile is lost when its few attempts are spent. The next one that closes within PAUSE_SECONDS
    waits for the client, so that a Slack that takes no sockets is not asked for one without a pause.
    """
    before = -inf

    def closed(_code: int, _reason: str | None = None) -> None:
        nonlocal before
        is_first, before = monotonic() - before > PAUSE_SECONDS, monotonic()
        if is_first and client.auto_reconnect_enabled:
            client.connect_to_new_endpoint(force=True)

    client.on_close_listeners.append(closed)


def _connect(handler: SocketModeHandler) -> None:
    logger = handler.app.logger
    # what goes wrong is said by us, in one sentence
    logger.disabled = True
    try:
        with said_plainly(APP_TOKEN):
            handler.connect()  # type: ignore[no-untyped-call]  # Bolt's own lacks a return type
    finally:
        logger.disabled = False
    # the client logs what went wrong with a socket, and raises nothing
    if not handler.client.is_connected():
        raise SlackUnavailable("the socket for events cannot be opened; does the network let websockets through?")
