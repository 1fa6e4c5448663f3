"""The commands of the assistant: `serve`, `playground`, `feedback`, `manifest`."""

import gc
import os
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from knowledge.output import document, say, text

if TYPE_CHECKING:  # slack-bolt is loaded by the command that needs it, not by --help
    from threading import Event

    from bot.listeners.parts import Asked, Overviews
    from bot.serving.assistant import AnswersQuestions
    from bot.serving.identity import Identity
    from knowledge.redaction.redactor import Redactor
    from knowledge.settings import Settings


class Parts(Protocol):
    """What these commands are handed; each is built when it is first asked for."""

    @property
    def settings(self) -> "Settings": ...
    @property
    def answerer(self) -> "AnswersQuestions": ...
    @property
    def redactor(self) -> "Redactor": ...
    @property
    def overviews(self) -> "Overviews": ...
    @property
    def conversations(self) -> "Asked": ...
    def warm_up(self) -> None: ...


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Where the page is.")]

PLAYGROUND = """\
The playground is at {url}
Open it in a browser; nothing of it leaves this machine, and no Slack workspace is needed. Ctrl+C ends it.

Try, for example:
  in a channel      @groundswell How did the escalation ratio develop by month this year?
  in the thread     only P1, please
  in the composer   /escalations similar a customer was charged twice for one order
  on a message      the shortcut "Find similar past cases"
  in the app        its Home tab"""


def register(app: typer.Typer, parts: Parts) -> None:
    """Adds the commands to `app`."""

    @app.command()
    def serve(
        http: Annotated[int | None, typer.Option(min=1, max=65535, help="Let Slack call this port instead.")] = None,
        host: Annotated[str, typer.Option(help="The address to listen on, with --http.")] = "127.0.0.1",
    ) -> None:
        """Answer questions in Slack until stopped: by Socket Mode, or by HTTP with --http."""
        from bot.access import access_from
        from bot.serving.serve import by_http, by_socket
        from bot.serving.signals import stop_on_signals

        access = access_from(parts.settings)
        served = by_socket(access, parts) if http is None else by_http(access, parts, host=host, port=http)
        with served as identity:
            _until(
                stop_on_signals(), parts, _greeting(identity, where="" if http is None else f" at http://{host}:{http}")
            )
        _leave()

    @app.command()
    def playground(port: Port = 3000) -> None:
        """Try the assistant in a local page, without a Slack workspace."""
        from bot.serving.playground import by_playground
        from bot.serving.signals import stop_on_signals

        with by_playground(parts, port=port) as url:
            stop = stop_on_signals()
            say(PLAYGROUND.format(url=url))
            _until(stop, parts)
        _leave()

    @app.command()
    def feedback(
        limit: Annotated[int, typer.Option(min=1, help="How many, the newest first.")] = 50, as_json: AsJson = False
    ) -> None:
        """What people thought of answers in Slack, and why."""
        from bot.serving.opinions import opinions_document, opinions_text, recorded

        given = recorded(parts.settings, limit)
        say(document(opinions_document(given)) if as_json else opinions_text(given))

    @app.command()
    def manifest(
        url: Annotated[
            str, typer.Option(help="Where Slack reaches `serve --http`, as https://cases.example.com.")
        ] = "",
    ) -> None:
        """Print what a Slack app is made from."""
        from bot.serving.scopes import manifest, manifest_for

        say(document(manifest_for(url) if url else manifest()))


def _greeting(identity: "Identity | None", *, where: str) -> str:
    if identity is None:
        return f"The assistant answers where it was installed{where}; Ctrl+C ends it."
    return f"{identity.assistant} answers in {identity.workspace}{where}; Ctrl+C ends it."


def _until(stop: "Event", parts: Parts, greeting: str = "") -> None:
    """Returns when `stop` is set; what is under way is finished by whoever called."""
    Thread(target=_get_ready, args=[parts], name="warm-up", daemon=True).start()
    if greeting:
        text(greeting, to_error=True)
    stop.wait()
    text("Finishing the answers under way; Ctrl+C again ends at once.", to_error=True)


def _get_ready(parts: Parts) -> None:
    """Opens now what the first questions would wait for.

    It is there to stay, so the search for garbage passes it over, now and later: each time that it went through all of
    it, everything stood still for up to a third of a second, and with it the acknowledgements that Slack waits for.
    """
    gc.disable()
    try:
        parts.warm_up()
    finally:
        gc.freeze()
        gc.enable()


def _leave() -> None:
    """Ends the process, with all its threads. A model that is still being loaded would crash Python's own way out."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(0)
