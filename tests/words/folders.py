"""Folders of generations that hold nothing but the texts of cases and the index of their words."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from knowledge.metrics.engine import Engine
from knowledge.metrics.fact_files import CASES
from knowledge.retrieval.texts.case_text import text_key
from knowledge.retrieval.texts.distinct import DistinctTexts
from knowledge.retrieval.words.word_build import build_words
from knowledge.retrieval.words.word_index import WordIndex

_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        *((name, pa.string()) for name in ("subject", "description", "resolution")),
        ("text_key", pa.binary(16)),
    ]
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a case says."""

    subject: str
    description: str | None = None
    resolution: str | None = None


def engine_of(folder: Path, cases: Sequence[Said]) -> Engine:
    """Over `cases` in this order, whose file is written into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [(row, *astuple(case), text_key(*astuple(case))) for row, case in enumerate(cases)]
    table = pa.Table.from_pylist([dict(zip(_SCHEMA.names, row, strict=True)) for row in rows], schema=_SCHEMA)
    pq.write_table(table, folder / CASES)
    return Engine({"cases": folder / CASES}, name=folder.name)


def build(
    folder: Path,
    cases: Sequence[Said],
    base: Path | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Path:
    """`folder` with the index of `cases`, on that of `base`."""
    with closing(engine_of(folder, cases)) as engine:
        texts = DistinctTexts.of(engine)
        texts.write(folder)
        build_words(engine, texts, folder, base, progress)
    return folder


class Words:
    """The index of some cases, asked by their subjects instead of the numbers of their texts."""

    def __init__(self, folder: Path, cases: Sequence[Said]) -> None:
        self.index = WordIndex.open(build(folder, cases), folder.name)
        texts = DistinctTexts.open(folder, folder.name)
        self.number = {case.subject: int(number) for case, number in zip(cases, texts.of_row, strict=True)}

    def scores(self, asked: str) -> dict[str, float]:
        """The score of each case that shares something, by its subject."""
        scores = self.index.scores(asked)
        return {subject: float(scores[number]) for subject, number in self.number.items() if scores[number]}

    def with_code(self, code: str) -> set[str]:
        """The subjects of the cases that have it."""
        found = set(self.index.texts_with(code).tolist())
        return {subject for subject, number in self.number.items() if number in found}
