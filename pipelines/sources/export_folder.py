"""An export folder: which files it has, whether they can be imported at all, and their rows."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from knowledge.errors import UnusableFolder
from pipelines.sources.csv_file import CsvFile
from pipelines.sources.jsonl_file import JsonlFile
from pipelines.sources.lines import check_whole, is_gzip
from pipelines.sources.rows import LONGEST_NAME, TABLES, DamagedFile, Flaw, Row, Table, column_name, is_clean

_UNTOUCHED = "nothing of the folder was imported"


class TableFile(Protocol):
    """An opened file of a table, read once: either its columns or its rows."""

    total: int

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def done(self) -> int:
        """How much of `total` has been read, in the file's own unit: bytes, or rows of a Parquet file."""

    def columns(self) -> list[str] | None:
        """The columns as written; None if they cannot be read, [] if the file is empty."""

    def rows(self) -> Iterator[Row | Flaw]:
        """Every row, or why it is none. Raises DamagedFile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """The file in which a folder has a table."""

    table: Table
    path: Path

    def open(self) -> TableFile:
        """Raises DamagedFile."""
        try:
            return _open_of(self.path)(self.path, self.table)
        except OSError as error:
            raise DamagedFile(f"it cannot be read: {error.strerror}", 0) from error


def files_of(folder: Path) -> list[ExportFile]:
    """The files to import, in the order of their import. Raises UnusableFolder if any of them cannot be imported."""
    if not folder.exists():
        raise UnusableFolder(f"There is no folder {folder}.")
    if not folder.is_dir():
        raise UnusableFolder(f"{folder} is not a folder.")
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise UnusableFolder(f"The folder {folder} cannot be read: {error.strerror}.") from error
    files = [file for table in TABLES for file in _file_of(table, paths)]
    if not files:
        names = ", ".join(table.name for table in TABLES)
        raise UnusableFolder(f"The folder {folder} has no file of an export ({names}; .csv, .jsonl or .parquet).")
    for file in files:
        _check(file)
    return files


@contextmanager
def opened(file: ExportFile) -> Iterator[TableFile]:
    """The file, open for reading. Raises UnusableFolder, then or while it is read, if it turns out to be damaged."""
    try:
        with file.open() as reading:
            yield reading
    except DamagedFile as error:
        raise UnusableFolder(
            f"{file.path.name} cannot be read beyond line {error.line}: {error.problem}; what came before it was"
            " imported: import the folder again with a whole file."
        ) from error


def _open_csv(path: Path, table: Table) -> TableFile:
    return CsvFile(path, table)


def _open_jsonl(path: Path, table: Table) -> TableFile:
    return JsonlFile(path, table)


def _open_parquet(path: Path, table: Table) -> TableFile:
    # pyarrow takes longer to import than most exports, which have no Parquet.
    from pipelines.sources.parquet_file import ParquetFile

    return ParquetFile(path, table)


_FORMS: dict[str, Callable[[Path, Table], TableFile]] = {
    ".csv": _open_csv,
    ".csv.gz": _open_csv,
    ".jsonl": _open_jsonl,
    ".jsonl.gz": _open_jsonl,
    ".parquet": _open_parquet,
}


def _open_of(path: Path) -> Callable[[Path, Table], TableFile]:
    return _FORMS["".join(path.suffixes).lower()]


def _file_of(table: Table, paths: list[Path]) -> list[ExportFile]:
    names = {f"{table.name}{form}" for form in _FORMS}
    found = [path for path in paths if path.name.lower() in names]
    if len(found) > 1:
        both = " and ".join(path.name for path in found)
        raise UnusableFolder(f"The folder has the table {table.name} in {both}: keep one; {_UNTOUCHED}.")
    return [ExportFile(table=table, path=path) for path in found]


def _check(file: ExportFile) -> None:
    name = file.path.name
    if not file.path.is_file():
        raise UnusableFolder(f"{name} is not a file; {_UNTOUCHED}.")
    try:
        if is_gzip(file.path):
            check_whole(file.path)
        with file.open() as opened:
            written = opened.columns()
    except DamagedFile as error:
        raise UnusableFolder(f"{name} cannot be used: {error.problem}; {_UNTOUCHED}.") from error
    if problem := _problem_with(written, file.table):
        raise UnusableFolder(f"{name} {problem}; {_UNTOUCHED}.")


def _problem_with(written: list[str] | None, table: Table) -> str | None:
    """Why a file with these columns cannot be imported; None if it can."""
    first = table.required[0]
    if written == []:
        return f"is empty: it lacks the column {first}"
    if written is None or not all(is_clean(name) for name in written):
        return f"has no column {first} that can be read: is it UTF-8 text?"
    names = [column_name(name, table) for name in written]
    if any(len(name) > LONGEST_NAME for name in names):
        return f"has a column whose name is longer than {LONGEST_NAME} characters"
    if missing := [column for column in table.required if column not in names]:
        return f"lacks the column {' and the column '.join(missing)}"
    twice = [name for name, times in Counter(name.lower() for name in names if name).items() if times > 1]
    return f"has the column {twice[0]} twice" if twice else None
