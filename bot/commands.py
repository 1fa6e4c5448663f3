"""The command that answers in Slack: `serve`."""

from threading import Thread
from typing import TYPE_CHECKING, Protocol

import typer

from knowledge.output import text

if TYPE_CHECKING:  # slack-bolt is loaded by the command that needs it, not by --help
    from bot.reception import Answerer
    from knowledge.settings import Settings


class Parts(Protocol):
    """What this command is handed; each is built when it is first asked for."""

    @property
    def settings(self) -> "Settings": ...
    @property
    def answerer(self) -> "Answerer": ...
    def warm_up(self) -> None: ...


def register(app: typer.Typer, parts: Parts) -> None:
    """Adds the command to `app`."""

    @app.command()
    def serve() -> None:
        """Answer questions in Slack by Socket Mode, until stopped."""
        from bot.access import access_from
        from bot.app import connect, stop_on_signals

        stop = stop_on_signals()
        with connect(access_from(parts.settings), parts.answerer) as connected:
            # The first question about similar cases should not wait for the model to be loaded.
            Thread(target=parts.warm_up, name="warm-up", daemon=True).start()
            text(f"{connected.assistant} answers in {connected.workspace}; Ctrl+C ends it.", to_error=True)
            stop.wait()
