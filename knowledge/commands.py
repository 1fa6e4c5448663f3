"""The commands that ask: `ask`, `similar`, `stats`, `receipt`, `rollback`, `doctor`."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from knowledge.output import document, say, text

if TYPE_CHECKING:  # DuckDB and NumPy are loaded by the command that needs them, not by --help
    from knowledge.answers.answerer import Answerer
    from knowledge.answers.cases.lessons import Summarise
    from knowledge.answers.served import Knowledge
    from knowledge.conversations.conversations import Conversations
    from knowledge.doctor import Doctor
    from knowledge.generations.shelf import Shelf
    from knowledge.redaction.redactor import Redactor

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Wheres = Annotated[list[str] | None, typer.Option("--where", help="DIMENSION=VALUE; may be given several times.")]


class Parts(Protocol):
    """What these commands are handed; each is built when it is first asked for."""

    @property
    def answerer(self) -> "Answerer": ...
    @property
    def knowledge(self) -> "Knowledge": ...
    @property
    def redactor(self) -> "Redactor": ...
    @property
    def summarise(self) -> "Summarise": ...
    @property
    def conversations(self) -> "Conversations": ...
    @property
    def shelf(self) -> "Shelf": ...
    @property
    def doctor(self) -> "Doctor": ...


def register(app: typer.Typer, parts: Parts) -> None:
    """Adds the commands to `app`."""

    @app.command()
    def ask(
        question: str,
        as_json: AsJson = False,
        user: Annotated[str | None, typer.Option("--as", help="Who asks.")] = None,
        thread: Annotated[str | None, typer.Option(help="Questions of one thread follow each other.")] = None,
    ) -> None:
        """Answer a question about escalations, or find similar past cases."""
        from knowledge.answers.documents import answer_document

        answer = parts.answerer.answer(question, thread=thread, user=user)
        say(document(answer_document(answer)) if as_json else answer.text)

    @app.command()
    def similar(
        text_or_case_id: str,
        k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many cases.")] = 10,
        where: Wheres = None,
        older: Annotated[bool, typer.Option("--older", help="Only cases opened before the one named.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Find similar past cases by a text or by a case id."""
        from knowledge.asking import find_similar

        found = find_similar(
            parts.knowledge,
            parts.redactor,
            text_or_case_id,
            k=k,
            where=wheres(where or ()),
            older=older,
            summarise=parts.summarise,
        )
        for note in found.notes:
            text(note, to_error=True)
        say(document(found.document) if as_json else found.text)

    @app.command()
    def stats(
        metric: str,
        by: Annotated[str, typer.Option(help="DIMENSION, or several with commas.")] = "",
        every: Annotated[str, typer.Option(help="day, week, month, quarter or year.")] = "",
        where: Wheres = None,
        start: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")] = "",
        end: Annotated[str, typer.Option("--to", help="The day after the last one, YYYY-MM-DD.")] = "",
        statistic: Annotated[str, typer.Option(help="median, p90 or mean, where the metric has one.")] = "",
        as_json: AsJson = False,
        as_csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")] = False,
    ) -> None:
        """Compute one metric."""
        from knowledge.asking import compute, requested

        request = requested(
            metric, by=by, every=every, where=wheres(where or ()), days=(start, end), statistic=statistic
        )
        computed = compute(parts.knowledge, request)
        for note in computed.notes:
            text(note, to_error=True)
        say(document(computed.document) if as_json else computed.csv if as_csv else computed.text)

    @app.command()
    def receipt(
        receipt_id: Annotated[str, typer.Argument(metavar="ID", help="The id in the last line of an answer.")],
        as_json: AsJson = False,
    ) -> None:
        """Replay an answer and compare its numbers."""
        from knowledge.answers.receipts import replay, replay_document
        from knowledge.answers.wording.replays import replay_text

        again = replay(parts.knowledge, parts.conversations, receipt_id)
        say(document(replay_document(again)) if as_json else replay_text(again))

    @app.command()
    def rollback(
        generation: Annotated[str | None, typer.Argument(help="Its id; without one, the one before.")] = None,
        as_json: AsJson = False,
    ) -> None:
        """Serve an earlier generation again."""
        served = parts.shelf.roll_back(generation).manifest
        say(
            document({"generation": served.id, "as_of": served.as_of.isoformat()})
            if as_json
            else f"Generation {served.id} is served again; its data is as of {served.as_of:%Y-%m-%d %H:%M} UTC."
        )

    @app.command()
    def doctor(as_json: AsJson = False) -> None:
        """Check settings, database, generation, index and Slack; say what to do about each problem."""
        checkup = parts.doctor.checkup()
        say(document(checkup.document) if as_json else checkup.text)
        raise typer.Exit(0 if checkup.is_healthy else 1)


def wheres(pairs: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """`DIMENSION=VALUE` pairs as filters: several values of one dimension are or."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"'{pair}' is not of the form DIMENSION=VALUE", param_hint="--where")
        found.setdefault(name.strip(), []).append(value.strip())
    return found
