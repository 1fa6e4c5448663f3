"""Rows out of Parquet files. The only door to pyarrow in this room."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.sources.rows import DamagedFile, Flaw, Row, Table, column_name, row_of

# pyarrow holds a batch as a whole, and a row may have a text of a megabyte.
_BATCH = 500


class ParquetFile:
    """A Parquet file of a table, opened. Its rows are counted from 1 where other files have lines."""

    def __init__(self, path: Path, table: Table) -> None:
        self._table = table
        self._done = 0
        try:
            self._file = pq.ParquetFile(path)
        except (pa.ArrowException, OSError) as error:
            raise DamagedFile("it is damaged or no Parquet file", 0) from error
        self.total: int = self._file.metadata.num_rows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def done(self) -> int:
        """Rows, out of `total`, that have been read."""
        return self._done

    def columns(self) -> list[str]:
        """The columns as written."""
        return list(self._file.schema_arrow.names)

    def rows(self) -> Iterator[Row | Flaw]:
        """Every row. Raises DamagedFile."""
        names = [column_name(written, self._table) for written in self.columns()]
        nested = [
            name
            for name, field in zip(names, self._file.schema_arrow, strict=True)
            if pa.types.is_nested(field.type) and name in self._table.columns
        ]
        try:
            for batch in self._file.iter_batches(batch_size=_BATCH):
                yield from self._rows_of(batch, names, nested)
        except (pa.ArrowException, OSError) as error:
            raise DamagedFile("a part of it cannot be read", self._done) from error

    def _rows_of(self, batch: pa.RecordBatch, names: list[str], nested: list[str]) -> Iterator[Row]:
        columns = [_texts(column) for column in batch.columns]
        for cells in zip(*columns, strict=True):
            self._done += 1
            texts = dict(zip(names, cells, strict=True))
            texts.pop("", None)
            lost = {name: "is no single value" for name in nested if texts[name]}
            yield row_of(self._done, {**texts, **dict.fromkeys(lost, "")}, lost)


def _texts(column: pa.Array) -> list[str]:
    """A column's values as an export to CSV would write them; "" for null. Times with a zone come in UTC."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _texts(column.dictionary_decode())
    if pa.types.is_nested(kind):
        return [
            "" if value is None else json.dumps(value, ensure_ascii=False, default=str) for value in column.to_pylist()
        ]
    return ["" if value is None else _decoded(value) for value in _written(column).to_pylist()]


def _written(column: pa.Array) -> pa.Array:
    """A column of bytes or of texts."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        # Python has no nanoseconds. In UTC, because the name of another zone needs a database that may be missing.
        whole = pa.timestamp("us", "UTC" if kind.tz else None)
        return column.cast(whole, safe=False).cast(pa.string())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        # Nobody has checked that what a file calls text is UTF-8.
        return column.cast(pa.large_binary())
    if pa.types.is_fixed_size_binary(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return column
    return column.cast(pa.string())


def _decoded(value: bytes | str) -> str:
    return value if isinstance(value, str) else value.decode("utf-8", "surrogateescape")
