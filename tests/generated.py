"""The fact files of a few cases, and the metrics over them, without a night around them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.cases.case import Case, CaseEvent, CaseHistory, QualityReview
from knowledge.cases.facts import facts_of
from knowledge.generations.manifest import EmbeddingStamp, Manifest
from knowledge.metrics.engine import Engine
from knowledge.metrics.fact_files import CASES, EVENTS, REVIEWS
from knowledge.metrics.fact_table import FactWriter, write_reviews
from knowledge.metrics.merging import merge_facts, whole_of
from knowledge.metrics.metrics import Metrics

UTC_ZONE = ZoneInfo("UTC")
BERLIN = ZoneInfo("Europe/Berlin")
LATER = datetime(2030, 1, 1, tzinfo=UTC)
"""A moment after everything that the tests' cases speak of."""


def a_manifest(**said: Any) -> Manifest:  # noqa: ANN401  any field
    """A manifest of nothing in particular."""
    stamp = EmbeddingStamp(model="hashing", fingerprint="hashing/1", precision="float32", dimensions=384)
    return Manifest(
        **{
            "id": "000001-aaaaaa",
            "as_of": LATER,
            "created_at": LATER,
            "watermark": 1,
            "timezone": "UTC",
            "facts_key": "key",
            "counts": {"cases": 0},
            "embedding": stamp,
            **said,
        }
    )


def a_history(case: Case, *events: CaseEvent) -> CaseHistory:
    """A case with its events."""
    return CaseHistory(case=case, events=events)


def write_facts(
    folder: Path, histories: Sequence[CaseHistory], *, zone: ZoneInfo = UTC_ZONE, attributes: Sequence[str] = ()
) -> Path:
    """Writes the fact files of `histories` as they changed into `folder`, and returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(FactWriter(folder, attributes=attributes, zone=zone)) as writer:
        writer.write([(history, facts_of(history.case, history.events, {}), b"k" * 16) for history in histories])
    return folder


@contextmanager
def engine_over(folder: Path) -> Iterator[Engine]:
    """The engine on those fact files that are in `folder`."""
    files = {"cases": folder / CASES, "events": folder / EVENTS, "reviews": folder / REVIEWS}
    there = {view: file for view, file in files.items() if view != "reviews" or file.exists()}
    with closing(Engine(there, name=folder.name)) as engine:
        yield engine


@contextmanager
def metrics_over(
    folder: Path,
    histories: Sequence[CaseHistory],
    *,
    zone: ZoneInfo = UTC_ZONE,
    attributes: Sequence[str] = (),
    reviews: Sequence[QualityReview] = (),
    **said: Any,  # noqa: ANN401  any field
) -> Iterator[Metrics]:
    """The metrics of a generation of `histories` and `reviews`, built below `folder`; `said` is what Metrics takes."""
    changed = write_facts(folder / "changed", histories, zone=zone, attributes=attributes)
    merge_facts(changed, None, [], folder)
    write_reviews(folder, reviews, zone)
    with engine_over(folder) as engine:
        whole = whole_of(engine, LATER)
        yield Metrics(
            engine,
            a_manifest(
                as_of=whole.as_of or LATER,
                timezone=str(zone),
                attributes=tuple(attributes),
                maturity_hours=whole.maturity_hours,
            ),
            **said,
        )


def rows_of(folder: Path, table: str = CASES, columns: str = "*") -> Sequence[Mapping[str, Any]]:
    """The rows of a fact file, in the order they have there."""
    import pyarrow.parquet as pq

    found = pq.read_table(folder / table).to_pylist()
    wanted = columns.split(",")
    return found if columns == "*" else [{name: row[name] for name in wanted} for row in found]
