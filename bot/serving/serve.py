"""The ways in which the assistant is reached by a real Slack."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from bot.access import SlackAccess
from bot.serving.assistant import Assistant, Backing, assistant_of_one, assistant_of_several
from bot.serving.http import web_app
from bot.serving.identity import Identity, present
from bot.serving.keeping import kept
from bot.serving.socket_mode import open_socket
from bot.serving.web_server import serve_web
from knowledge.output import text

TAKEN_AT_ONCE = 20
"""Requests that are taken at the same time: each is one durable write, then its acknowledgement."""


@contextmanager
def by_socket(access: SlackAccess, backing: Backing) -> Iterator[Identity | None]:
    """Answers by Socket Mode while the block runs; at its end, finishes the answers under way.

    Raises SlackUnavailable with one sentence on what is missing, BadSetting.
    """
    present(access.bot_token, "SLACK_BOT_TOKEN")
    present(access.app_token, "SLACK_APP_TOKEN")
    with kept(backing.settings) as keeping, assistant_of_one(access, backing, keeping) as assistant:
        _warn(assistant)
        with open_socket(assistant.app, access):
            yield assistant.identity


@contextmanager
def by_http(access: SlackAccess, backing: Backing, *, host: str, port: int) -> Iterator[Identity | None]:
    """The same by HTTP, for one workspace or, with a client id, for all that install the app.

    Raises UnusableInput besides, where it cannot listen.
    """
    secret = present(access.signing_secret, "SLACK_SIGNING_SECRET")
    speaks_in = assistant_of_several if access.client_id else assistant_of_one
    with kept(backing.settings) as keeping, speaks_in(access, backing, keeping) as assistant:
        _warn(assistant)
        with ThreadPoolExecutor(TAKEN_AT_ONCE, thread_name_prefix="http") as workers:
            web = web_app(assistant.app, secret, workers, assistant.install)
            with serve_web(web, host=host, port=port):
                yield assistant.identity


def _warn(assistant: Assistant) -> None:
    """Says on standard error which scopes are missing: what needs them will not work, and the rest does."""
    if assistant.identity is not None and assistant.identity.lacks:
        text(assistant.identity.lacks, to_error=True)
