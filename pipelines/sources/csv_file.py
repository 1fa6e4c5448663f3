"""Rows out of CSV files. A row with broken quoting costs that row, not the ones behind it."""

import csv
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from pipelines.sources.lines import Lines, LineTooLong, TextFile
from pipelines.sources.rows import DamagedFile, Flaw, Row, Table, column_name, row_of

LONGEST_CELL = 16 * 1024 * 1024
"""Characters; a cell beyond them is a quotation mark that somebody forgot to close."""


class CsvFile:
    """A CSV file of a table, opened."""

    def __init__(self, path: Path, table: Table) -> None:
        self._table = table
        # The csv module keeps this limit for the whole process, and its own is too low for a long description.
        csv.field_size_limit(LONGEST_CELL)
        self._file = TextFile(path, newline="")
        self.total, self.done = self._file.total, self._file.done

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.__exit__(kind, error, at)

    def columns(self) -> list[str] | None:
        """The header as written, from a file just opened; None if it cannot be read, [] if there is none."""
        _, found = next(_records(self._file.lines), (0, []))
        return None if isinstance(found, Flaw) else found

    def rows(self) -> Iterator[Row | Flaw]:
        """Every row behind the header, of a file just opened. Raises DamagedFile."""
        records = _records(self._file.lines)
        _, header = next(records, (0, []))
        if isinstance(header, Flaw):
            raise DamagedFile("its header cannot be read", header.line)
        names = [column_name(written, self._table) for written in header]
        for line, cells in records:
            if isinstance(cells, Flaw):
                yield cells
            elif len(cells) > len(names):
                yield Flaw(line=line, reason=f"has {len(cells)} cells, but there are {len(names)} columns")
            else:
                cells.extend([""] * (len(names) - len(cells)))
                texts = dict(zip(names, cells, strict=True))
                texts.pop("", None)
                yield row_of(line, texts)


def _records(lines: Lines) -> Iterator[tuple[int, list[str] | Flaw]]:
    """The line where each record starts with its cells, or with why they cannot be told apart; blank lines left out."""
    # strict: without it, a quotation mark that is not closed swallows the following rows in silence
    reader = csv.reader(lines, strict=True)
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield lines.start, Flaw(line=lines.start, reason=_in_our_words(error, lines))
            lines.put_back()
        except LineTooLong:
            yield lines.start, Flaw(line=lines.start, reason=f"is too long, up to line {lines.end}")
        else:
            if cells:
                yield lines.start, cells


def _in_our_words(error: csv.Error, lines: Lines) -> str:
    where = f" (read up to line {lines.end})" if lines.end > lines.start else ""
    if "field larger" in str(error):
        return f"has a cell of more than {LONGEST_CELL // 2**20} MiB: is a quotation mark not closed?{where}"
    return f"has a quotation mark that is not closed or not doubled{where}"
