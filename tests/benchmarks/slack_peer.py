"""The floor of the transport: the same Bolt app over the same socket, which answers everything with one text."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import Say, SetStatus

from bot.access import access_from
from bot.serving.bolt import bolt_app
from bot.serving.identity import identify
from bot.serving.signals import stop_on_signals
from bot.serving.socket_mode import open_socket
from bot.serving.workspaces import OneWorkspace
from knowledge.settings import Settings

FIXED_TEXT = "Noted."
ANSWERS_AT_ONCE = 20


def main() -> None:
    """Runs until it is told to end."""
    stop, access = stop_on_signals(), access_from(Settings.read())
    with ThreadPoolExecutor(ANSWERS_AT_ONCE) as listeners:
        app = bolt_app(access, OneWorkspace(identify(access)), listeners)

        @app.event("app_mention")
        def note(event: dict[str, Any], say: Say, set_status: SetStatus) -> None:
            set_status("is noting it…")
            say(text=FIXED_TEXT, thread_ts=event["ts"])

        @app.event("message")
        def ignore() -> None: ...

        with open_socket(app, access):
            stop.wait()


if __name__ == "__main__":
    main()
