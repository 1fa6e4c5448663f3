"""Nights in a home of sixty cases, and beside it the same computed anew."""

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random

from knowledge.cases.case import Case, CaseEvent
from knowledge.generations.manifest import Manifest
from knowledge.retrieval.meaning.case_index import INDEX, CaseIndex
from pipelines.nightly import RefreshReport
from tests.builders import a_case, a_team, an_event, utc
from tests.fakes import HashingEmbedder
from tests.homes import Contents, Home, Shown, contents, shown

WORDS = ("login", "invoice", "refund", "slow", "page", "error", "export", "team", "charge", "order", "crash", "sync")
ASKED = ("C-001", "C-017", "C-030")
TEXTS = ("login error on the page", "refund of an order")


def subject(number: int, version: int = 0) -> str:
    """A text of its own for every number and version."""
    chosen = Random(f"{number}/{version}")
    return f"{' '.join(chosen.choices(WORDS, k=6))} {number} {version}"


def some_case(number: int, **columns: object) -> Case:
    opened = utc("2026-05-01") + timedelta(hours=5 * number)
    plain: dict[str, object] = {"subject": subject(number), "opened_at": opened, "priority": "P1", "team": "Frontline"}
    return a_case(f"C-{number:03}", **{**plain, "product": f"P{number % 3}", **columns})


def happened(case: Case, kind: str, hours: float, **said: str) -> CaseEvent:
    return an_event(kind, case.opened_at + timedelta(hours=hours), case_id=case.case_id, **said)


CASES = [some_case(number) for number in range(60)]
EVENTS = [
    *(happened(case, "escalated", 3, reason="slow") for case in CASES[::7]),
    *(happened(case, "handoff", 2, from_team="Frontline", to_team="Experts") for case in CASES[::5]),
    *(happened(case, "resolved", 30) for case in CASES[::2]),
]
TEAMS = [a_team("Frontline", 1), a_team("Experts", 1)]


@dataclass(frozen=True, kw_only=True)
class Night:
    """One refresh: what it reports and what is served after it; `anew` is what computing everything anew gives."""

    report: RefreshReport
    manifest: Manifest
    held: Contents
    shown: Shown
    indexed: int
    anew: "Night | None" = None

    def counts(self) -> tuple[int, int, int, int]:
        """Cases, embedded, reused, removed."""
        report = self.report
        return report.cases, report.embedded, report.reused, report.removed


def night(home: Home, report: RefreshReport) -> Night:
    """What there is after a refresh."""
    with home.knowledge() as knowledge, knowledge.current() as served:
        known = [case_id for case_id in ASKED if served.cases.has(case_id)]
        seen = shown(served, cases=known, texts=TEXTS)
        manifest = served.manifest
    with closing(CaseIndex.open(home.folder / "generations" / manifest.id / INDEX)) as index:
        indexed = index.count()
    return Night(report=report, manifest=manifest, held=contents(home.shelf), shown=seen, indexed=indexed)


class Story:
    """Nights one after another in one home, and beside it a twin that computes everything anew from the same store."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder / "home")
        self._twin = Home(folder / "twin")
        self._twin.close()
        self._twin.store = self.home.store

    def night(self, *, twin: bool = False) -> Night:
        """A refresh; `twin` computes everything anew beside it."""
        found = night(self.home, self.home.refresh())
        return replace(found, anew=self.anew()) if twin else found

    def anew(self) -> Night:
        """What computing everything anew gives."""
        self._twin.zone, self._twin.targets, self._twin.embedder = (
            self.home.zone,
            self.home.targets,
            HashingEmbedder(self.home.embedder.stamp.fingerprint),
        )
        return night(self._twin, self._twin.refresh(full=True))

    def close(self) -> None:
        self.home.close()


def assert_equal(found: Contents, anew: Contents) -> None:
    """Part by part, so that a failure says which."""
    assert found.said == anew.said
    assert found.cases == anew.cases
    assert found.events == anew.events
    assert found.reviews == anew.reviews
    assert found.keys == anew.keys
    assert found.truncated == anew.truncated
    assert found.vectors == anew.vectors
