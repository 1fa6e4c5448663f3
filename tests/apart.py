"""A home that holds nothing but the cases that somebody may see: what they are answered must not tell it apart."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from knowledge.answers.answer import Answer
from knowledge.answers.documents import answer_document
from knowledge.answers.seen import Seen
from knowledge.generations.shelf import Shelf
from knowledge.metrics.dimensions import COLUMN_DIMENSIONS
from tests.homes import Home
from tests.world import NOW, World

_COLUMNS = {one.name: str(one.column) for one in COLUMN_DIMENSIONS}
_OF_REVIEWS = {"product", "team"}


def apart(world: World, seen: Seen, folder: Path) -> World:
    """`world` as it would be had the source never had another case than those `seen`, as fresh as it is."""
    ids = {str(row["case_id"]) for row in facts_of(world) if _fits(row, seen, _COLUMNS)}
    knows_reviews = set(seen.where) <= _OF_REVIEWS
    export = folder / "export"
    export.mkdir(parents=True)
    _copy(world.export / "cases.csv", export, lambda row: row["case_id"] in ids)
    _copy(world.export / "events.csv", export, lambda row: row["case_id"] in ids)
    _copy(world.export / "teams.csv", export, lambda row: True)
    _copy(world.export / "quality.csv", export, lambda row: knows_reviews and _fits(row, seen, {}))
    home = Home(folder / "home", embedder=world.embedder)
    home.take(export)
    home.refresh(now=NOW)
    home.close()
    _make_as_fresh(folder / "home", world)
    return World(export=export, folder=folder / "home", embedder=world.embedder)


def facts_of(world: World) -> Sequence[Mapping[str, object]]:
    """The cases of `world` with their facts."""
    with Shelf(world.folder / "generations").pin() as generation:
        rows: Sequence[Mapping[str, object]] = pq.read_table(generation.folder / "cases.parquet").to_pylist()
        return rows


def comparable(answer: Answer) -> Mapping[str, object]:
    """All that `answer` says but which generation it is of, its receipt's id and the note of what is seen."""
    document = dict(answer_document(answer))
    document["caveats"] = [caveat for caveat in answer.caveats if not caveat.startswith("Seen here: ")]
    document["headline"], document["lines"] = answer.headline, list(answer.lines)
    document["footing"] = answer.footing.partition(" · receipt")[0]
    if isinstance(document["receipt"], dict):
        document["receipt"] = {**document["receipt"], "generation": "", "id": ""}
    document["parts"] = [comparable(part) for part in answer.parts]
    del document["answer"]  # it is made of the others
    return document


def _fits(row: Mapping[str, object], seen: Seen, columns: Mapping[str, str]) -> bool:
    return all(row[columns.get(name, name)] in values for name, values in seen.where.items())


def _copy(file: Path, folder: Path, keeps: Callable[[Mapping[str, str]], bool]) -> None:
    with file.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        names = list(reader.fieldnames or ())
        rows = [row for row in reader if keeps(row)]
    with (folder / file.name).open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, names)
        writer.writeheader()
        writer.writerows(rows)


def _make_as_fresh(folder: Path, world: World) -> None:
    """The age of the data is that of the whole, whoever looks at it."""
    with Shelf(world.folder / "generations").pin() as whole:
        as_of = whole.manifest.as_of
    (file,) = (folder / "generations").glob("0*/manifest.json")
    file.write_text(json.dumps(json.loads(file.read_text()) | {"as_of": as_of.isoformat()}), encoding="utf-8")
