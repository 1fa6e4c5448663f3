"""Arrays as files of a generation: written so that a full disk is noticed, and checked to be what was written."""

import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PIECE = 1 << 20


def write_array(path: Path, array: NDArray[Any]) -> None:
    """As `np.save` does, which by itself tells how many bytes are missing, not that the disk is full."""
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(array))
        file.write(np.ascontiguousarray(array).data.cast("B"))


def checksum(path: Path) -> int:
    """CRC-32 of the file's bytes. Raises OSError."""
    found = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found = zlib.crc32(piece, found)
    return found
