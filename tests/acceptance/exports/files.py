"""Reading the public files and writing the files of an export folder."""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

csv.field_size_limit(10_000_000)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The records of a CSV file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write_csv(path: Path, rows: Iterable[Mapping[str, str]]) -> int:
    """Writes `rows`, which have one set of columns, and returns how many there were."""
    table = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return len(table)


def cases_of(rows: Iterable[Mapping[str, str]], *, name: str, time: str) -> Iterator[Sequence[Mapping[str, str]]]:
    """The rows of one case after the other, by the column `name`; within a case by `time`, then as in the file.

    The texts of `time` must sort as the instants do.
    """
    ordered = sorted(rows, key=lambda row: (row[name], row[time]))
    for _, case in groupby(ordered, key=lambda row: row[name]):
        yield list(case)


def event(case_id: str, at: str, kind: str, **said: str) -> Mapping[str, str]:
    """A row of an events file."""
    return {"case_id": case_id, "at": at, "kind": kind, "actor": "", "from_team": "", "to_team": "", "note": "", **said}
