"""The different texts of a generation: many cases say the same, and each text is embedded and indexed once."""

from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import DamagedGeneration
from knowledge.metrics.engine import Engine
from knowledge.retrieval.texts.array_files import write_array

TEXT_KEYS, TEXT_OF_ROW = "text_keys.npy", "text_of_row.npy"


class DistinctTexts:
    """`keys`: the key of each text, ascending; a text's number is its place there. `of_row`: the text of each case."""

    def __init__(self, keys: NDArray[np.bytes_], of_row: NDArray[np.int64]) -> None:
        self.keys, self.of_row = keys, of_row

    @classmethod
    def of(cls, engine: Engine) -> Self:
        """Those of the cases in the order of their rows."""
        found = engine.columns('SELECT text_key FROM cases ORDER BY "row"')["text_key"]
        keys, of_row = np.unique(np.array([bytes(key) for key in found], dtype="S16"), return_inverse=True)
        return cls(keys, of_row.astype(np.int64))

    @classmethod
    def open(cls, folder: Path, generation_id: str) -> Self:
        """Those that `write` left in the folder of a generation. Raises DamagedGeneration."""
        try:
            keys, of_row = np.load(folder / TEXT_KEYS), np.load(folder / TEXT_OF_ROW)
        except (OSError, ValueError, EOFError) as error:
            raise DamagedGeneration(generation_id, f"{TEXT_KEYS} or {TEXT_OF_ROW} cannot be read") from error
        if not np.array_equal(np.unique(of_row), np.arange(len(keys))):
            raise DamagedGeneration(generation_id, f"{TEXT_KEYS} and {TEXT_OF_ROW} do not belong together")
        return cls(keys, of_row)

    def write(self, folder: Path) -> None:
        """Into the folder of a generation under construction."""
        write_array(folder / TEXT_KEYS, self.keys)
        write_array(folder / TEXT_OF_ROW, self.of_row)

    def __len__(self) -> int:
        return len(self.keys)

    def first_rows(self) -> NDArray[np.int64]:
        """For each text the first row that has it."""
        return np.unique(self.of_row, return_index=True)[1].astype(np.int64)

    def numbers_of(self, keys: NDArray[np.bytes_]) -> NDArray[np.int64]:
        """The number of each of `keys`, -1 for those that there are none of."""
        if not len(self.keys):
            return np.full(len(keys), -1, dtype=np.int64)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, places, -1).astype(np.int64)
