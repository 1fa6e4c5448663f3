"""The playground: the very same assistant against a local Slack, both in this process."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.access import SlackAccess
from bot.playground.local_slack import LocalSlack
from bot.serving.assistant import Backing, assistant_of_one
from bot.serving.keeping import kept_for_now
from bot.serving.proxies import spare_this_machine
from bot.serving.socket_mode import open_socket
from bot.serving.web_server import listen

HOST = "127.0.0.1"


@contextmanager
def by_playground(backing: Backing, *, port: int) -> Iterator[str]:
    """The address of the page, which works while the block runs.

    Whatever tokens and address of Slack the settings have, no real workspace is spoken to. Raises UnusableInput where
    the port is taken.
    """
    listen(HOST, port).close()
    spare_this_machine()
    with LocalSlack(port=port) as slack:
        access = SlackAccess(bot_token=slack.bot_token, app_token=slack.app_token, api_url=slack.api_url)
        with (
            kept_for_now(backing.settings) as keeping,
            assistant_of_one(access, backing, keeping) as assistant,
            open_socket(assistant.app, access),
        ):
            yield slack.url
