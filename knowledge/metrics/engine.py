"""DuckDB over the Parquet files of one generation: SQL with parameters in, rows of plain values out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from knowledge.errors import DamagedGeneration, DiskFull, means_no_room

_NOT_THE_FILES = (
    duckdb.ParserException,
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.OutOfMemoryException,
    duckdb.InterruptException,
)
"""Errors of a query or of the machine, which no refresh would mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The rows of a view that are there at all: an SQL condition over its file, or over the views before it."""

    condition: str
    params: tuple[object, ...] = ()


class Engine:
    """Answers SQL over `views` (name -> Parquet file). May be shared between threads.

    A view that `limits` names holds nothing but the rows of its limit, whatever is asked of it.
    """

    def __init__(
        self,
        views: Mapping[str, Path],
        *,
        name: str,
        scratch: Path | None = None,
        limits: Mapping[str, Limit] | None = None,
    ) -> None:
        self._name = name
        self._connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})
        try:
            self._connection.execute("SET TimeZone = 'UTC'")
            # What a file says of itself is read once and not by every query: a third of what a small one costs.
            self._connection.execute("SET parquet_metadata_cache = true")
            if scratch is not None:
                self._connection.execute(f"SET temp_directory = {quoted_text(str(scratch))}")
            for view, path in views.items():
                with self._errors_in_our_words():
                    self._make_view(view, quoted_text(_literal_path(path)), (limits or {}).get(view))
        except BaseException:
            self._connection.close()
            raise

    def rows(self, sql: str, params: Sequence[object] = ()) -> Sequence[tuple[Any, ...]]:
        """The rows that `sql` selects, `params` bound to its question marks. Raises DamagedGeneration."""
        with self._asked(sql, params) as answer:
            return answer.fetchall()

    def batches(self, sql: str, params: Sequence[object], size: int) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Like `rows`, `size` rows at a time."""
        with self._asked(sql, params) as answer:
            while found := answer.fetchmany(size):
                yield found

    def columns(self, sql: str, params: Sequence[object] = ()) -> Mapping[str, Any]:
        """What `sql` selects as one NumPy array a column. Raises DamagedGeneration."""
        with self._asked(sql, params) as answer:
            found: Mapping[str, Any] = answer.fetchnumpy()
            return found

    def write(self, sql: str, params: Sequence[object], target: Path) -> None:
        """Writes what `sql` selects into the Parquet file `target`. Raises DamagedGeneration, DiskFull."""
        # LZ4 is read in half the time that Zstandard takes, and reading is most of what a number costs.
        copy = (
            f"COPY ({sql}) TO {quoted_text(str(target))} (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE 122880)"
        )
        with self._asked(copy, params):
            pass

    def close(self) -> None:
        """Lets go of the files."""
        self._connection.close()

    def _make_view(self, view: str, file: str, limit: Limit | None) -> None:
        source = f"SELECT * FROM read_parquet({file})"
        if limit is not None and limit.params:
            # A view takes no parameters, so the places of its rows are found once and kept.
            kept, place = quoted_name(f"places of {view}"), "file_row_number"
            source = f"SELECT * FROM read_parquet({file}, {place} = true)"
            self._connection.execute(
                f"CREATE TABLE {kept} AS SELECT {place} FROM ({source}) WHERE {limit.condition}",
                [_bindable(param) for param in limit.params],
            )
            source = f"SELECT * EXCLUDE ({place}) FROM ({source}) WHERE {place} IN (SELECT {place} FROM {kept})"
        elif limit is not None:
            source = f"{source} WHERE {limit.condition}"
        self._connection.execute(f"CREATE VIEW {quoted_name(view)} AS {source}")

    @contextmanager
    def _asked(self, sql: str, params: Sequence[object]) -> Iterator[duckdb.DuckDBPyConnection]:
        # The answer is read within: some of a damaged file is found out only then.
        with self._errors_in_our_words(), self._connection.cursor() as cursor:
            yield cursor.execute(sql, [_bindable(param) for param in params])

    @contextmanager
    def _errors_in_our_words(self) -> Iterator[None]:
        try:
            yield
        except _NOT_THE_FILES:
            raise
        except duckdb.Error as error:  # what a damaged file leads to has no class of its own
            if means_no_room(error):
                raise DiskFull(f"generation {self._name}") from error
            raise DamagedGeneration(self._name, "a file of its facts cannot be read") from error


def _literal_path(path: Path) -> str:
    """`path` as a pattern that only it matches: DuckDB takes a path for one."""
    return re.sub(r"[*?\[]", r"[\g<0>]", str(path))


def _bindable(param: object) -> object:
    """`param` without halves of surrogate pairs, which DuckDB does not take and no file of ours holds."""
    if not isinstance(param, str):
        return param
    return param.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def quoted_name(name: str) -> str:
    """`name` as an SQL identifier, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: str) -> str:
    """`text` as an SQL string, for the few places where a parameter cannot stand. Never for what a user wrote."""
    return "'" + text.replace("'", "''") + "'"
