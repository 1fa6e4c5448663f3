"""The command line and composition root: reads the settings, builds the parts, hands them to each other."""

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

import bot.commands
import knowledge.commands
import pipelines.commands
from knowledge.errors import DiskFull, GroundswellError, UnusableInput, means_no_room
from knowledge.output import text

if TYPE_CHECKING:  # each part is imported where it is built, so that a command loads only what it uses
    from knowledge.answers.answerer import Answerer
    from knowledge.answers.cases.lessons import Summarise
    from knowledge.answers.overviews import Overviews
    from knowledge.answers.served import Knowledge
    from knowledge.cases.facts import ResponseTargets
    from knowledge.cases.store import CaseStore
    from knowledge.chat.chat_model import ChatModel
    from knowledge.conversations.conversations import Conversations
    from knowledge.doctor import Doctor
    from knowledge.generations.shelf import Shelf
    from knowledge.redaction.redactor import Redactor
    from knowledge.retrieval.search.reranker import Reranker
    from knowledge.retrieval.vectors.embedder import SentenceEmbedder
    from knowledge.settings import Settings
    from pipelines.nightly import NightlyParts

logger = logging.getLogger(__name__)

FAILED, UNUSABLE = 1, 2


class Parts:
    """Everything there is one of, built when it is first asked for; the settings are read then, unless given."""

    def __init__(self, settings: "Settings | None" = None) -> None:
        self._settings = settings

    @cached_property
    def settings(self) -> "Settings":
        from knowledge.settings import Settings

        return self._settings or Settings.read()

    @cached_property
    def store(self) -> "CaseStore":
        from knowledge.cases.store import CaseStore

        return CaseStore.open(self.settings.database)

    @cached_property
    def shelf(self) -> "Shelf":
        from knowledge.generations.shelf import Shelf

        return Shelf(self.settings.groundswell_home / "generations", keep=self.settings.keep_generations)

    @cached_property
    def embedder(self) -> "SentenceEmbedder":
        from knowledge.retrieval.vectors.embedder import SentenceEmbedder

        return SentenceEmbedder(self.settings.embedding_model)

    @cached_property
    def reranker(self) -> "Reranker | None":
        if not self.settings.rerank_model:
            return None
        from knowledge.retrieval.search.reranker import Reranker

        return Reranker(self.settings.rerank_model)

    @cached_property
    def knowledge(self) -> "Knowledge":
        from knowledge.answers.readers import Readers
        from knowledge.answers.served import Knowledge
        from knowledge.retrieval.vectors.late_embedder import LateEmbedder

        embedder = LateEmbedder(lambda: self.embedder)
        readers = Readers(settings=self.settings, embedder=embedder, chat_model=self.chat_model)
        return Knowledge(self.shelf, embedder, self.settings, readers, self.reranker)

    @cached_property
    def redactor(self) -> "Redactor":
        from knowledge.redaction.redactor import redactor_of

        return redactor_of(self.settings)

    @cached_property
    def chat_model(self) -> "ChatModel | None":
        if not self.settings.chat_model:
            return None
        from knowledge.chat.chat_model import open_chat_model

        return open_chat_model(self.settings)

    @cached_property
    def summarise(self) -> "Summarise":
        if self.chat_model is None:
            from knowledge.answers.cases.lessons import unchanged

            return unchanged
        from knowledge.answers.prose.summariser import Summariser

        return Summariser(self.chat_model).summary

    @cached_property
    def conversations(self) -> "Conversations":
        from knowledge.conversations.conversations import Conversations

        return Conversations(self.settings.database, keep_days=self.settings.keep_answers_days)

    @cached_property
    def answerer(self) -> "Answerer":
        from knowledge.answers.answerer import Answerer
        from knowledge.answers.keeping import Memory

        memory = Memory(self.conversations)
        return Answerer(
            self.knowledge, now=self.settings.now, memory=memory, redactor=self.redactor, summarise=self.summarise
        )

    @cached_property
    def overviews(self) -> "Overviews":
        from knowledge.answers.overviews import Overviews

        return Overviews(self.knowledge, now=self.settings.now)

    def warm_up(self) -> None:
        """Opens what is served and kept, loads the models. What is wrong with any is said when somebody asks."""
        with suppress(GroundswellError):
            self.overviews.of()
        with suppress(GroundswellError), self.knowledge.current() as served:
            served.prepare(self.settings.now().date())
        with suppress(GroundswellError):
            self.conversations.state_of("")
        try:
            if self.chat_model is not None:
                self.chat_model.prepare()
        except GroundswellError as error:
            logger.warning("chat model not ready, the rules read alone", extra={"error": type(error).__name__})

    @cached_property
    def targets(self) -> "ResponseTargets":
        from knowledge.cases.facts import ResponseTargets

        settings = self.settings
        return ResponseTargets(
            first_response=settings.sla_first_response_hours, resolution=settings.sla_resolution_hours
        )

    @cached_property
    def nightly(self) -> "NightlyParts":
        from pipelines.nightly import NightlyParts

        return NightlyParts(
            store=self.store,
            shelf=self.shelf,
            embedder=self.embedder,
            journal=self.settings.groundswell_home / "embedded.journal",
            zone=self.settings.timezone,
            targets=self.targets,
            redactor=self.redactor,
        )

    @cached_property
    def doctor(self) -> "Doctor":
        from bot.examination import examine_access_file, examine_slack, examine_slack_store
        from knowledge.doctor import Doctor
        from knowledge.examinations import (
            examine_freshness,
            examine_generation,
            examine_index_model,
            examine_model,
            examine_reranker,
            examine_settings,
            examine_store,
        )
        from knowledge.questions.chat.examination import examine_chat_model

        return Doctor(
            [
                ("settings", lambda: examine_settings(self.settings)),
                ("embedding model", lambda: examine_model(self.embedder)),
                ("reranking model", lambda: examine_reranker(self.reranker)),
                ("database", lambda: examine_store(self.store)),
                ("generation", lambda: examine_generation(self.shelf)),
                ("index model", lambda: examine_index_model(self.shelf, self.embedder)),
                ("freshness", lambda: examine_freshness(self.shelf, self.store)),
                ("chat model", lambda: examine_chat_model(self.settings)),
                ("Slack", lambda: examine_slack(self.settings)),
                ("Slack store", lambda: examine_slack_store(self.settings)),
                ("access file", lambda: examine_access_file(self.settings, self.knowledge)),
            ]
        )


def build(parts: Parts) -> typer.Typer:
    """The command line with every room's commands, which work with `parts`."""
    app = typer.Typer(
        help="Understand escalations in customer support.", no_args_is_help=True, pretty_exceptions_enable=False
    )

    @app.callback()
    def options(
        verbose: Annotated[bool, typer.Option("--verbose", help="Log what is done, and where an error arose.")] = False,
    ) -> None:
        logging.getLogger().setLevel(logging.DEBUG if verbose else logging.WARNING)
        for chatty in ("urllib3", "httpcore", "httpx", "slack_bolt"):
            logging.getLogger(chatty).setLevel(logging.INFO if verbose else logging.WARNING)
        # each call of it that fails is told by whoever made the call
        logging.getLogger("slack_sdk").setLevel(logging.INFO if verbose else logging.CRITICAL)

    for room in (pipelines.commands, knowledge.commands, bot.commands):
        room.register(app, parts)
    return app


def main(arguments: Sequence[str] | None = None, settings: "Settings | None" = None) -> None:
    """Runs the command; every failure is one sentence on standard error and an exit status.

    Without `arguments` those of the process, without `settings` those of the environment.
    """
    os.environ.setdefault("LANGSMITH_TRACING", "false")  # nothing is reported to anybody unless somebody asks for it
    # Where several are answered at once, the threads of one NumPy product wait for each other longer than they compute.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        build(Parts(settings))(arguments)
    except GroundswellError as error:
        sys.exit(_failed(str(error), UNUSABLE if isinstance(error, UnusableInput) else FAILED))
    except KeyboardInterrupt:
        sys.exit(_failed("Stopped.", 130))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone: nothing more to say
        sys.exit(FAILED)
    except OSError as error:
        if means_no_room(error):
            sys.exit(_failed(str(DiskFull("what was to be written")), FAILED))
        where = f" ({error.filename})" if error.filename else ""
        sys.exit(_failed(f"The operating system says: {error.strerror or error}{where}.", FAILED))
    except Exception as error:
        reference = uuid4().hex[:8]
        logger.debug("command failed", exc_info=error, extra={"reference": reference})
        hint = "`groundswell --verbose …` says where"
        sys.exit(_failed(f"Something broke ({type(error).__name__}, reference {reference}); {hint}.", FAILED))


def _failed(sentence: str, status: int) -> int:
    text(sentence, to_error=True)
    return status


if __name__ == "__main__":
    main()
