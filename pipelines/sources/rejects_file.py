"""Where an import writes down the rows that it did not take in, and the values that it left out."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from knowledge.errors import DiskFull, UnusableInput, means_no_room
from pipelines.sources.rows import Flaw

COLUMNS = ("file", "line", "case_id", "level", "column", "reason")


class RejectsFile:
    """A CSV file `name`.csv in `folder`, written when there is something to write. One that is there is kept.

    Its methods raise DiskFull, or UnusableInput if the file cannot be written.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._file: TextIO | None = None
        self.path: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file is not None:
            # What a full disk refused is tried once more here.
            with self._errors_in_our_words():
                self._file.close()

    def add(self, file: str, flaws: Sequence[Flaw]) -> None:
        """Write down flaws of the rows of `file`; they are in the file when this returns."""
        if not flaws:
            return
        with self._errors_in_our_words():
            target = self._file or self._created()
            csv.writer(target).writerows(
                (file, flaw.line, flaw.case_id, flaw.level, flaw.column, flaw.reason) for flaw in flaws
            )
            target.flush()

    def _created(self) -> TextIO:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file = self._opened_anew()
        self.path = Path(self._file.name)
        csv.writer(self._file).writerow(COLUMNS)
        return self._file

    def _opened_anew(self) -> TextIO:
        number = 1
        while True:
            path = self._folder / (f"{self._name}.csv" if number == 1 else f"{self._name}-{number}.csv")
            try:
                return path.open("x", encoding="utf-8", newline="")
            except FileExistsError:
                number += 1

    @contextmanager
    def _errors_in_our_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if means_no_room(error):
                raise DiskFull("the rejects file") from error
            raise UnusableInput(f"The rejects file in {self._folder} cannot be written: {error.strerror}.") from error
