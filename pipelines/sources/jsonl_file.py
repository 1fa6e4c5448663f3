"""Rows out of files with one JSON object a line."""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipelines.sources.lines import LineTooLong, TextFile
from pipelines.sources.rows import LONGEST_NAME, Flaw, Row, Table, column_name, is_clean, row_of
from pipelines.sources.values import excerpt

LOOKED_AT = 100
"""Rows whose keys are taken for the columns of the file."""


class JsonlFile:
    """A JSON Lines file of a table, opened."""

    def __init__(self, path: Path, table: Table) -> None:
        self._table = table
        self._file = TextFile(path, newline="\n")
        self.total, self.done = self._file.total, self._file.done
        # A set of keys comes back on every line.
        self._name = lru_cache(maxsize=10_000)(self._name_of)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.__exit__(kind, error, at)

    def columns(self) -> list[str] | None:
        """The keys of the first rows of a file just opened; None if none of them is an object, [] without any row."""
        found = [content for _, content in islice(self._objects(), LOOKED_AT)]
        objects = [content for content in found if isinstance(content, dict)]
        if found and not objects:
            return None
        return list(dict.fromkeys(name for content in objects for key in content if (name := self._name(key))))

    def rows(self) -> Iterator[Row | Flaw]:
        """Every row of a file just opened. Raises DamagedFile."""
        for line, content in self._objects():
            yield content if isinstance(content, Flaw) else self._row(line, content)

    def _objects(self) -> Iterator[tuple[int, dict[str, Any] | Flaw]]:
        lines = self._file.lines
        while True:
            lines.begin()
            try:
                text = next(lines)
            except StopIteration:
                return
            except LineTooLong:
                yield lines.start, Flaw(line=lines.start, reason="is too long")
            else:
                if not text.isspace():
                    yield lines.start, _object(text, lines.start)

    def _row(self, line: int, content: dict[str, Any]) -> Row | Flaw:
        cells: dict[str, str] = {}
        lost: dict[str, str] = {}
        for key, value in content.items():
            name = self._name(key)
            if name is None:
                lost[excerpt(key)] = "has a name that cannot be used"
            elif name in cells:
                return Flaw(line=line, column=name, reason="has this key twice")
            elif isinstance(value, dict | list) and name in self._table.columns:
                cells[name], lost[name] = "", "is no single value"
            elif name:
                cells[name] = _text(value)
        return row_of(line, cells, lost)

    def _name_of(self, key: str) -> str | None:
        return column_name(key, self._table) if len(key) <= LONGEST_NAME and is_clean(key) else None


class _KeyTwice(ValueError):
    """An object that says two things under one key."""


def _object(text: str, line: int) -> dict[str, Any] | Flaw:
    try:
        # NaN and Infinity are not JSON, but Python writes them: as texts they are judged like any other.
        content = json.loads(text, object_pairs_hook=_once, parse_constant=str)
    except _KeyTwice:
        return Flaw(line=line, reason="has a key twice")
    except (ValueError, RecursionError):
        return Flaw(line=line, reason="is no JSON")
    return content if isinstance(content, dict) else Flaw(line=line, reason="is no JSON object")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _KeyTwice
    return found


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False)
