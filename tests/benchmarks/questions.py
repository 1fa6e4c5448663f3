"""Whether questions are understood and answered right: accuracy of status, Plan and numbers, and the time to read one.

    python -m tests.benchmarks.questions

The sets in `question_set/` were written before their answers were seen; `aside.txt` is not looked at while the readers
are worked on. Every number of every answer is held against the pandas oracle. No chat model takes part.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from groundswell import Parts
from knowledge.answers.documents import answer_document
from knowledge.settings import Settings
from pipelines.ingest import import_folder
from pipelines.nightly import refresh
from pipelines.sample.writer import write_sample
from tests.acceptance.exports import export_helpdesk, export_uci, export_volvo
from tests.benchmarks.judging import Document, Value, Verdict, verdict_on
from tests.benchmarks.question_sets import Days, Expected, Question, all_questions
from tests.oracle import Oracle
from tests.oracle.definitions import DEFINITIONS

SAMPLE_CASES, SEED = 3000, 7
_TIMES_READ = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question with the verdict on its answer, and the milliseconds that its reading took."""

    question: Question
    verdict: Verdict
    milliseconds: float

    @property
    def intent(self) -> str:
        """What was due, for the table: an intent or a status."""
        due = self.question.parts[0][0]
        return "compound" if len(self.question.parts) > 1 else due.intent or due.status


class OracleOfWorld:
    """The oracle over one export folder, with other limits where a question names its own."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._of: Callable[[float | None], Oracle] = cache(lambda hours: _oracle(folder, now, hours))

    def value(self, number: Document, statistic: str | None, threshold_hours: float | None) -> Value:
        """The number of an answer, computed again from all that it says it is about."""
        metric, period = number["metric"], number["period"]
        start, end = (date.fromisoformat(period[side]) if period[side] else None for side in ("from", "to"))
        own = statistic if DEFINITIONS[metric].statistic else None
        return self._of(threshold_hours).value(metric, where=number["where"], start=start, end=end, statistic=own)

    def groups(self, expected: Expected, days: Days) -> Mapping[tuple[str, ...], Value]:
        """Every group of a split with its number."""
        return self._of(expected.threshold_hours).breakdown(
            expected.metric or "",
            sorted(expected.by),
            where={name: sorted(values) for name, values in expected.where.items()},
            start=days[0],
            end=days[1],
            statistic=expected.statistic,
        )

    def default_statistic(self, metric: str) -> str | None:
        """The statistic that is meant where none is named; None where there is no choice."""
        return DEFINITIONS[metric].statistic if metric in DEFINITIONS else None


def _oracle(folder: Path, now: datetime, hours: float | None) -> Oracle:
    if hours is None:
        return Oracle(folder, now=now)
    return Oracle(folder, now=now, early_hours=hours, aged_days=hours / 24)


def main(arguments: Sequence[str]) -> None:
    """Asks every question, prints the tables and writes the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=("all", "own", "aside"), default="all", help="own: not the one kept aside")
    parser.add_argument("--world", default="", help="only the questions to this world")
    parser.add_argument("--wrong", action="store_true", help="also print each wrong answer of the set not kept aside")
    parser.add_argument("--json", type=Path, default=None, help="where to write the figures")
    options = parser.parse_args(arguments)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    questions = [one for one in all_questions() if _wanted(one, options.set, options.world)]
    with tempfile.TemporaryDirectory() as folder:
        judged = [one for world in _worlds(questions) for one in _asked(world, Path(folder))]
    for name, part in _parts_of(judged):
        print(table(name, part))
    if options.wrong:
        print("\n".join(_line(one) for one in judged if not one.verdict.right and not one.question.aside))
    if options.json:
        options.json.write_text(json.dumps(figures(judged), indent=1) + "\n", encoding="utf-8")


def figures(judged: Sequence[Judged]) -> Mapping[str, object]:
    """What was measured, on what."""
    return {
        "questions": len(judged),
        "hard": sum(one.question.hard for one in judged),
        "sample": {"cases": SAMPLE_CASES, "seed": SEED},
        "machine": f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores",
        "sets": {name: _rates(part) for name, part in _parts_of(judged)},
    }


def table(name: str, judged: Sequence[Judged]) -> str:
    """The accuracy by intent, and the line that sums it up."""
    rows = defaultdict(list)
    for one in judged:
        rows[one.intent].append(one)
    lines = [f"\n{name}: {len(judged)} questions, {sum(one.question.hard for one in judged)} of them hard"]
    lines.append(f"{'':12}{'questions':>10}{'status':>9}{'Plan':>9}{'numbers':>9}{'all right':>11}{'misleading':>12}")
    for intent, part in [*sorted(rows.items()), ("all", judged)]:
        rates = _rates(part)
        lines.append(
            f"{intent:12}{len(part):>10}"
            + "".join(f"{rates[what]:>{width}.1%}" for what, width in _COLUMNS)
            + f"{rates['misleading']:>12}"
        )
    times = [one.milliseconds for one in judged]
    lines.append(f"reading a question: median {median(times):.1f} ms, 95th percentile {_p95(times):.1f} ms")
    return "\n".join(lines)


_COLUMNS = (("status", 9), ("plan", 9), ("numbers", 9), ("right", 11))


def _rates(judged: Sequence[Judged]) -> dict[str, float]:
    verdicts = [one.verdict for one in judged]
    shares = {what: sum(getattr(one, what) for one in verdicts) / len(verdicts) for what, _ in _COLUMNS}
    return {**shares, "misleading": sum(one.misleading for one in verdicts)}


def _parts_of(judged: Sequence[Judged]) -> Iterator[tuple[str, Sequence[Judged]]]:
    own, aside = ([one for one in judged if one.question.aside is kept] for kept in (False, True))
    yield from ((name, part) for name, part in (("Looked at while building", own), ("Kept aside", aside)) if part)


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def _line(judged: Judged) -> str:
    kind = "MISLEADING " if judged.verdict.misleading else ""
    return f"{kind}[{judged.question.world}] {' >> '.join(judged.question.turns)}\n    {judged.verdict.why}"


def _wanted(question: Question, which: str, world: str) -> bool:
    fits = which == "all" or question.aside == (which == "aside")
    return fits and (not world or question.world == world)


def _worlds(questions: Iterable[Question]) -> Iterator[Sequence[Question]]:
    by_world = defaultdict(list)
    for question in questions:
        by_world[question.world].append(question)
    yield from by_world.values()


def _asked(questions: Sequence[Question], folder: Path) -> Iterator[Judged]:
    """The questions to one world, asked and judged."""
    world, today = questions[0].world, questions[0].today
    now = datetime.combine(today, time(12), UTC)
    export = folder / world
    _EXPORTS[world](export)
    oracle = OracleOfWorld(export, now)
    settings = Settings(_env_file=None, groundswell_home=folder / f"{world}-home", groundswell_now=now)
    with _answering(export, settings) as parts:
        for number, question in enumerate(questions):
            yield _judged(parts, oracle, question, f"thread-{number}")


def _judged(parts: Parts, oracle: OracleOfWorld, question: Question, thread: str) -> Judged:
    answer = None
    for turn in question.turns:
        answer = parts.answerer.answer(turn, thread=thread)
    if answer is None:
        raise ValueError("a question needs at least one turn")
    document = answer_document(answer)
    documents = document.get("parts") or [document]
    if len(documents) != len(question.parts):
        verdict = _miscounted(document, len(documents), len(question.parts))
    else:
        pairs = zip(documents, question.parts, strict=True)
        verdict = _together([verdict_on(one, ways, oracle, question.today) for one, ways in pairs])
    return Judged(question=question, verdict=verdict, milliseconds=_reading_time(parts, question))


def _miscounted(document: Document, got: int, due: int) -> Verdict:
    why = f"{got} parts instead of {due} ({document['status']}: {document['answer'].splitlines()[0]})"
    misleading = document["status"] == "answered" and bool(document["numbers"]) and got > due
    return Verdict(status=False, plan=False, numbers=False, misleading=misleading, why=why)


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    return Verdict(
        status=all(one.status for one in verdicts),
        plan=all(one.plan for one in verdicts),
        numbers=all(one.numbers for one in verdicts),
        misleading=any(one.misleading for one in verdicts),
        why="; ".join(one.why for one in verdicts if one.why),
    )


def _reading_time(parts: Parts, question: Question) -> float:
    """Milliseconds that the rules take to read the first turn."""
    times = []
    with parts.knowledge.current() as served:
        for _ in range(_TIMES_READ):
            started = perf_counter()
            served.read(question.turns[0], today=question.today)
            times.append(1000 * (perf_counter() - started))
    return median(times)


@contextmanager
def _answering(export: Path, settings: Settings) -> Iterator[Parts]:
    """Groundswell on one imported export folder, refreshed with the real model."""
    parts = Parts(settings)
    home = settings.groundswell_home
    import_folder(export, parts.store, timezone=settings.timezone, rejects_folder=home, now=settings.now())
    refresh(parts.nightly, now=settings.now(), progress=lambda *_: None)
    yield parts
    parts.knowledge.close()
    parts.store.close()


def _sample(folder: Path) -> None:
    write_sample(folder, cases=SAMPLE_CASES, seed=SEED, until=datetime(2026, 11, 22, tzinfo=UTC))


def _of_the_shared_data(export: Callable[[Path, Path], object]) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        export(Path(os.environ.get("GROUNDSWELL_SHARED", "../shared")) / "data", folder)

    return write


_EXPORTS: Mapping[str, Callable[[Path], None]] = {
    "sample": _sample,
    "volvo": _of_the_shared_data(export_volvo),
    "uci": _of_the_shared_data(export_uci),
    "helpdesk": _of_the_shared_data(export_helpdesk),
}


if __name__ == "__main__":
    main(sys.argv[1:])
