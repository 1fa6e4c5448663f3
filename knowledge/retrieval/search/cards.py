"""What is shown of each case of a generation, found at once: a column of long texts is slow to read ten rows of."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import DamagedGeneration
from knowledge.metrics.engine import Engine
from knowledge.retrieval.texts.array_files import write_array
from knowledge.retrieval.texts.case_text import case_text

CARDS, STARTS = "cards.jsonl", "cards_starts.npy"
_COLUMNS = (
    "case_id",
    "subject",
    "description",
    "outcome",
    "resolution",
    "url",
    "product",
    "category",
    "escalated_at IS NOT NULL",
    "CAST(opened_local::DATE AS VARCHAR)",
)
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A case as a result shows it. `opened_on` is the day in the reporting time zone."""

    case_id: str
    subject: str
    description: str | None
    outcome: str | None
    resolution: str | None
    url: str | None
    product: str | None
    category: str | None
    escalated: bool
    opened_on: date

    @property
    def text(self) -> str:
        """What the customer wrote."""
        return f"{self.subject}\n{self.description}" if self.description else self.subject

    @property
    def composed(self) -> str:
        """What is embedded of it."""
        return case_text(self.subject, self.description, self.resolution)


class Cards:
    """The cards of a generation by the rows of its cases. Opening reads nothing but where each begins."""

    def __init__(self, content: NDArray[np.uint8], starts: NDArray[np.int64], generation_id: str) -> None:
        self._content, self._starts, self._generation_id = content, starts, generation_id

    @classmethod
    def open(cls, folder: Path, generation_id: str) -> Self:
        """The cards in `folder`. Raises DamagedGeneration."""
        path = folder / CARDS
        try:
            starts = np.load(folder / STARTS, mmap_mode="r")
            size = path.stat().st_size
            content = np.memmap(path, dtype=np.uint8, mode="r") if size else np.empty(0, dtype=np.uint8)
        except (OSError, ValueError, EOFError) as error:
            raise DamagedGeneration(generation_id, f"{CARDS} cannot be read") from error
        if starts.ndim != 1 or not len(starts) or starts[-1] != size:
            raise DamagedGeneration(generation_id, f"{CARDS} and {STARTS} do not belong together")
        return cls(content.view(np.ndarray), starts.view(np.ndarray), generation_id)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def of(self, row: int) -> Card:
        """What is shown of the case at `row`. Raises DamagedGeneration."""
        try:
            *values, day = json.loads(self._content[self._starts[row] : self._starts[row + 1]].tobytes())
            named = dict(zip(Card.__dataclass_fields__, (*values, date.fromisoformat(day)), strict=True))
            return Card(**named)
        except (ValueError, TypeError) as error:
            raise DamagedGeneration(self._generation_id, f"{CARDS} cannot be read") from error


def write_cards(engine: Engine, folder: Path) -> None:
    """Writes the cards of `engine`'s cases into the folder of a generation under construction."""
    sizes = [0]
    sql = f'SELECT {", ".join(_COLUMNS)} FROM cases ORDER BY "row"'
    with (folder / CARDS).open("wb") as file:
        for batch in engine.batches(sql, (), _AT_ONCE):
            sizes += [file.write(_line(values)) for values in batch]
    write_array(folder / STARTS, np.cumsum(sizes, dtype=np.int64))


def _line(values: Sequence[object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
