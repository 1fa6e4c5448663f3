"""The nightly run: from the case database to a new generation, published when it is whole."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

from knowledge.cases.case import Case, CaseHistory, Team
from knowledge.cases.facts import CaseFacts, ResponseTargets, facts_of
from knowledge.cases.store import CaseStore, Snapshot
from knowledge.errors import DamagedGeneration, DiskFull, means_no_room
from knowledge.generations.manifest import Manifest
from knowledge.generations.shelf import Draft, Generation, Shelf
from knowledge.metrics.engine import Engine
from knowledge.metrics.fact_files import CASES, EVENTS
from knowledge.metrics.fact_table import FactWriter, batches, distinct_attributes, write_reviews
from knowledge.metrics.merging import merge_facts, whole_of
from knowledge.redaction.redactor import Redactor
from knowledge.retrieval.meaning.index_build import BaseIndex, build_index
from knowledge.retrieval.search.cards import write_cards
from knowledge.retrieval.texts.case_text import text_key
from knowledge.retrieval.texts.distinct import DistinctTexts
from knowledge.retrieval.vectors.embedder import Embedder
from knowledge.retrieval.vectors.embedding import EmbeddingReport, VectorBuild
from knowledge.retrieval.vectors.journal import EmbeddingJournal
from knowledge.retrieval.vectors.matrix import VectorMatrix
from knowledge.retrieval.words.word_build import build_words
from pipelines.redacting import redacted_history, redacting

Progress = Callable[[str, int, int], None]
"""Called with a stage ("facts", "embedding", "words", "index"), how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshReport:
    """What a refresh did. `embedded`, `reused`, `removed`, `truncated` count cases; `seconds` is wall-clock time."""

    generation: str
    as_of: datetime
    cases: int
    embedded: int
    reused: int
    removed: int
    truncated: int
    findings: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyParts:
    """What a refresh works with. `journal` is the file in which vectors outlive a killed run."""

    store: CaseStore
    shelf: Shelf
    embedder: Embedder
    journal: Path
    zone: ZoneInfo
    targets: ResponseTargets
    redactor: Redactor


def refresh(parts: NightlyParts, *, now: datetime, progress: Progress, full: bool = False) -> RefreshReport:
    """Builds and publishes a generation. `full` takes nothing over from an earlier one.

    Whatever happens before the publishing, the served generation stays. Raises RefreshRunning, DatabaseUnavailable,
    ModelUnavailable, DiskFull.
    """
    started = monotonic()
    with _full_disk_in_our_words(), parts.shelf.build() as draft, parts.store.snapshot() as snapshot:
        build = _Build(parts, draft, snapshot, now, progress)
        if full:
            parts.journal.unlink(missing_ok=True)
            report = build.on(None)
        else:
            report = _on_the_best_base(parts.shelf, build)
        parts.journal.unlink(missing_ok=True)
    return replace(report, seconds=round(monotonic() - started, 3))


@contextmanager
def _full_disk_in_our_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if means_no_room(error):
            raise DiskFull("a new generation") from error
        raise


def _on_the_best_base(shelf: Shelf, build: "_Build") -> RefreshReport:
    """Builds on the newest generation that can be read; what is damaged is passed over, for the database has it all."""
    for pin in shelf.usable():
        try:
            return build.on(pin.generation)
        except DamagedGeneration:
            build.clear()
    return build.on(None)


class _Build:
    """One generation under construction."""

    def __init__(
        self, parts: NightlyParts, draft: Draft, snapshot: Snapshot, now: datetime, progress: Progress
    ) -> None:
        self._parts, self._draft, self._snapshot = parts, draft, snapshot
        self._now, self._progress = now, progress
        self._teams = snapshot.teams()
        self._attributes = distinct_attributes(snapshot.attributes())
        self._facts_key = _facts_key(parts, self._teams)

    def clear(self) -> None:
        """Forgets a build that could not be finished."""
        shutil.rmtree(self._draft.folder)
        self._draft.folder.mkdir()

    def on(self, base: Generation | None) -> RefreshReport:
        """Builds on `base` and publishes. Raises DamagedGeneration when a file of `base` cannot be read."""
        folder = self._draft.folder
        removed = self._write_facts(base)
        reviews = write_reviews(folder, self._snapshot.reviews(), self._parts.zone)
        views = {"cases": folder / CASES, "events": folder / EVENTS}
        with closing(Engine(views, name=self._draft.id)) as engine:
            whole = whole_of(engine, self._now)
            same_model = base is not None and self._is_same_model(base)
            embedding = self._write_vectors(engine, base if same_model else None)
            self._write_words(engine, base)
            write_cards(engine, folder)
            churn = self._write_index(base if same_model else None)
        manifest = Manifest(
            id=self._draft.id,
            as_of=whole.as_of or self._now.astimezone(UTC),
            created_at=datetime.now(UTC),
            watermark=self._snapshot.revision(),
            timezone=str(self._parts.zone),
            facts_key=self._facts_key,
            counts={
                "cases": whole.cases,
                "events": whole.events,
                "reviews": reviews,
                "truncated": embedding.truncated,
            },
            attributes=self._attributes,
            embedding=self._parts.embedder.stamp,
            maturity_hours=whole.maturity_hours,
            churn=churn,
        )
        self._draft.publish(manifest)
        return RefreshReport(
            generation=manifest.id,
            as_of=manifest.as_of,
            cases=whole.cases,
            embedded=embedding.embedded,
            reused=embedding.reused,
            removed=removed,
            truncated=embedding.truncated,
            findings=0,
            seconds=0.0,
        )

    def _write_facts(self, base: Generation | None) -> int:
        """Writes the facts of what changed since `base`, merged with its own. Returns how many cases are gone."""
        gone = self._gone_since(base) if base else []
        kept = base if base and base.manifest.facts_key == self._facts_key else None
        self._write_changed(since=kept.manifest.watermark if kept else 0)
        merge_facts(self._changed, kept.folder if kept else None, gone, self._draft.folder)
        shutil.rmtree(self._changed)
        return len(gone)

    @property
    def _changed(self) -> Path:
        return self._draft.folder / "changed"

    def _write_changed(self, *, since: int) -> None:
        self._changed.mkdir()
        total, done = self._snapshot.changed_cases(since), 0
        with closing(FactWriter(self._changed, attributes=self._attributes, zone=self._parts.zone)) as writer:
            for batch in batches(self._snapshot.histories(since=since), 5_000):
                writer.write([self._written(history) for history in batch])
                done += len(batch)
                self._progress("facts", done, total)

    def _written(self, history: CaseHistory) -> tuple[CaseHistory, CaseFacts, bytes]:
        """What becomes of a history: whatever is derived later never sees what the case store alone may hold.

        Its facts are those of the events as they are: without the names of who did them, two may look the same.
        """
        facts = facts_of(history.case, history.events, self._teams, self._parts.targets)
        shown = redacted_history(history, self._parts.redactor)
        reason = redacting(history.case.case_id, self._parts.redactor)(facts.escalation_reason)
        return shown, replace(facts, escalation_reason=reason), _key_of(shown.case)

    def _gone_since(self, base: Generation) -> list[str]:
        with closing(Engine({"base": base.folder / CASES}, name=base.manifest.id)) as engine:
            before = {case_id for (case_id,) in engine.rows("SELECT case_id FROM base")}
        before.difference_update(self._snapshot.case_ids())
        return sorted(before)

    def _is_same_model(self, base: Generation) -> bool:
        return base.manifest.embedding.fingerprint == self._parts.embedder.stamp.fingerprint

    def _write_vectors(self, engine: Engine, base: Generation | None) -> EmbeddingReport:
        stamp = self._parts.embedder.stamp
        vectors = VectorBuild(engine, self._draft.folder, stamp.dimensions)
        if base is not None:
            vectors.take_over(VectorMatrix.open(base.folder, base.manifest.id))
        journal = EmbeddingJournal(self._parts.journal, fingerprint=stamp.fingerprint, dimensions=stamp.dimensions)
        with closing(journal):
            return vectors.embed(self._parts.embedder, journal, partial(self._progress, "embedding"))

    def _write_words(self, engine: Engine, base: Generation | None) -> None:
        """What lies in `base` is as good whatever the model: words are not embedded."""
        texts = DistinctTexts.open(self._draft.folder, self._draft.id)
        start = base.folder if base else None
        build_words(engine, texts, self._draft.folder, start, partial(self._progress, "words"))

    def _write_index(self, base: Generation | None) -> int:
        start = None
        if base is not None:
            keys = DistinctTexts.open(base.folder, base.manifest.id).keys
            start = BaseIndex(folder=base.folder, keys=keys, churn=base.manifest.churn)
        matrix = VectorMatrix.open(self._draft.folder, self._draft.id)
        return build_index(matrix, self._draft.folder, start, partial(self._progress, "index"))


def _key_of(case: Case) -> bytes:
    return text_key(case.subject, case.description, case.resolution)


def _facts_key(parts: NightlyParts, teams: Mapping[str, Team]) -> str:
    """Changes with everything but the case itself that its facts depend on."""
    known = {
        "zone": str(parts.zone),
        "targets": asdict(parts.targets),
        "teams": {name: team.tier for name, team in sorted(teams.items())},
        "redaction": parts.redactor.key,
    }
    return blake2b(json.dumps(known, sort_keys=True).encode(), digest_size=16).hexdigest()
