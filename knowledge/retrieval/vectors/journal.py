"""Vectors computed for a generation that is not published yet, so that a killed build does not compute them twice."""

import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class EmbeddingJournal:
    """An append-only file: a header line with the fingerprint, then records of key, truncated, vector and checksum.

    Opening it keeps what an earlier build left, of the same fingerprint only, up to the first record that a kill tore.
    """

    def __init__(self, path: Path, *, fingerprint: str, dimensions: int) -> None:
        self._path = path
        self._header = f"{fingerprint} {dimensions}\n".encode()
        self._type = np.dtype([("key", "S16"), ("truncated", "?"), ("vector", "<f4", (dimensions,)), ("sum", "<u4")])
        path.parent.mkdir(parents=True, exist_ok=True)
        is_ours = path.exists() and _begins_with(path, self._header)
        self._file = path.open("r+b" if is_ours else "w+b")
        self._file.write(self._header)
        self._file.flush()
        self._file.truncate(len(self._header) + self._whole() * self._type.itemsize)
        self._file.seek(0, 2)

    def records(self) -> NDArray[np.void]:
        """Everything in it, with the fields key, truncated and vector; read from the disk as it is used."""
        self._file.flush()
        count = (self._path.stat().st_size - len(self._header)) // self._type.itemsize
        if not count:
            return np.empty(0, dtype=self._type)
        return np.memmap(self._path, dtype=self._type, mode="r", offset=len(self._header), shape=(count,))

    def append(self, keys: NDArray[np.bytes_], truncated: NDArray[np.bool_], vectors: NDArray[np.float32]) -> None:
        """Adds records; they survive a kill once this returns."""
        records = np.empty(len(keys), dtype=self._type)
        records["key"], records["truncated"], records["vector"] = keys, truncated, vectors
        records["sum"] = [_checksum(record) for record in records]
        self._file.write(records.tobytes())
        self._file.flush()

    def close(self) -> None:
        """Closes the file and keeps it for the next build."""
        self._file.close()

    def _whole(self) -> int:
        """How many records there are before the first torn one: past it nothing can be trusted to start in place."""
        records = self.records()
        return next((at for at, record in enumerate(records) if _checksum(record) != record["sum"]), len(records))


def _begins_with(path: Path, header: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(header)) == header


def _checksum(record: np.void) -> int:
    return zlib.crc32(record["vector"].tobytes(), zlib.crc32(record["key"] + bytes([bool(record["truncated"])])))
