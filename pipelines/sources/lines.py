"""Text files, plain or gzip, line by line: numbered, bounded in length, and told apart from damaged ones."""

import gzip
import io
import zlib
from codecs import BOM_UTF8
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from pipelines.sources.rows import DamagedFile

LONGEST_LINE = 32 * 1024 * 1024
"""Characters; beyond them a line is no row of an export."""

_CHUNK = 64 * 1024
_DAMAGE = (OSError, EOFError, zlib.error)


class LineTooLong(Exception):
    """A line beyond LONGEST_LINE was skipped."""


class Lines:
    """The lines of a text with their ends, one row's after the other: `begin` a row, then take its lines.

    `start` is the number of the row's first line, from 1, and `end` of the last one taken. Taking a line raises
    LineTooLong, after which the next one follows, or DamagedFile.
    """

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self.start = 1

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        self._row.append(line)
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            self._skip_the_rest_of_the_line()
            raise LineTooLong
        return line

    @property
    def end(self) -> int:
        return self.start + max(len(self._row) - 1, 0)

    def begin(self) -> None:
        """Begin a row behind the lines taken so far."""
        self.start += len(self._row)
        self._row.clear()

    def put_back(self) -> None:
        """Give up the row's first line alone, and offer its others again."""
        self._again.extendleft(reversed(self._row[1:]))
        del self._row[1:]

    def _read(self) -> str:
        try:
            return self._text.readline(LONGEST_LINE)
        except _DAMAGE as error:
            raise DamagedFile(_told(error), self.end) from error

    def _skip_the_rest_of_the_line(self) -> None:
        while (more := self._read()) and not more.endswith(("\n", "\r")):
            pass


class TextFile:
    """An opened text file, gzip by its name. Undecodable bytes come as lone surrogates, a BOM not at all."""

    def __init__(self, path: Path, *, newline: str) -> None:
        self._file = path.open("rb", buffering=0)
        self.total = path.stat().st_size
        try:
            plain = _without_bom(io.BufferedReader(_unzipped(self._file) if is_gzip(path) else self._file, _CHUNK))
        except BaseException:
            self._file.close()
            raise
        self._text = io.TextIOWrapper(plain, "utf-8", "surrogateescape", newline=newline)
        self.lines = Lines(self._text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._text.close()
        self._file.close()

    def done(self) -> int:
        """Bytes of the file, out of `total`, that have been read."""
        return self._file.tell()


def _unzipped(file: io.FileIO) -> io.RawIOBase:
    # A GzipFile reads like a raw file, though it is not typed as one.
    return cast(io.RawIOBase, gzip.GzipFile(fileobj=file))


def _without_bom(file: io.BufferedReader) -> io.BufferedReader:
    try:
        if file.peek(len(BOM_UTF8)).startswith(BOM_UTF8):
            file.read(len(BOM_UTF8))
    except _DAMAGE as error:
        raise DamagedFile(_told(error), 0) from error
    return file


def is_gzip(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def check_whole(path: Path) -> None:
    """Raises DamagedFile if a gzip file is cut off or its checksum is wrong. Reads all of it."""
    lines = 0
    try:
        with gzip.open(path, "rb") as file:
            while chunk := file.read(_CHUNK):
                lines += chunk.count(b"\n")
    except _DAMAGE as error:
        raise DamagedFile(_told(error), lines) from error


def _told(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be read: {error.strerror}"
    return f"it is damaged or cut off ({error})"
