"""DuckDB over the Parquet files of one generation: SQL with parameters in, rows of plain values out."""

import errno
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from knowledge.errors import DamagedGeneration, DiskFull


class Engine:
    """Answers SQL over `views` (name -> Parquet file). May be shared between threads."""

    def __init__(self, views: Mapping[str, Path], *, name: str, scratch: Path | None = None) -> None:
        self._name = name
        self._connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})
        try:
            self._connection.execute("SET TimeZone = 'UTC'")
            if scratch is not None:
                self._connection.execute(f"SET temp_directory = {quoted_text(str(scratch))}")
            for view, path in views.items():
                source = f"SELECT * FROM read_parquet({quoted_text(str(path))})"
                self._run(self._connection, f"CREATE VIEW {quoted_name(view)} AS {source}", ())
        except BaseException:
            self._connection.close()
            raise

    def rows(self, sql: str, params: Sequence[object] = ()) -> Sequence[tuple[Any, ...]]:
        """The rows that `sql` selects, `params` bound to its question marks. Raises DamagedGeneration."""
        with self._connection.cursor() as cursor:
            return self._run(cursor, sql, params).fetchall()

    def batches(self, sql: str, params: Sequence[object], size: int) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Like `rows`, `size` rows at a time."""
        with self._connection.cursor() as cursor:
            self._run(cursor, sql, params)
            while found := cursor.fetchmany(size):
                yield found

    def columns(self, sql: str, params: Sequence[object] = ()) -> Mapping[str, Any]:
        """What `sql` selects as one NumPy array a column. Raises DamagedGeneration."""
        with self._connection.cursor() as cursor:
            found: Mapping[str, Any] = self._run(cursor, sql, params).fetchnumpy()
            return found

    def write(self, sql: str, params: Sequence[object], target: Path) -> None:
        """Writes what `sql` selects into the Parquet file `target`. Raises DamagedGeneration, DiskFull."""
        copy = f"COPY ({sql}) TO {quoted_text(str(target))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
        with self._connection.cursor() as cursor:
            self._run(cursor, copy, params)

    def close(self) -> None:
        """Lets go of the files."""
        self._connection.close()

    def _run(self, cursor: duckdb.DuckDBPyConnection, sql: str, params: Sequence[object]) -> duckdb.DuckDBPyConnection:
        try:
            return cursor.execute(sql, list(params))
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
            said = str(error)
            if errno.errorcode[errno.ENOSPC] in said or "No space left" in said:
                raise DiskFull(f"generation {self._name}") from error
            raise DamagedGeneration(self._name, "a file of its facts cannot be read") from error


def quoted_name(name: str) -> str:
    """`name` as an SQL identifier, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: str) -> str:
    """`text` as an SQL string, for the few places where a parameter cannot stand. Never for what a user wrote."""
    return "'" + text.replace("'", "''") + "'"
