"""The matrix of a generation: written, read back, and refused when its files do not belong together."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import DamagedGeneration
from knowledge.retrieval.vectors.matrix import KEYS, VECTORS, VectorMatrix, created_matrix, write_keys

ROWS = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    matrix = created_matrix(tmp_path, 3, 2)
    matrix[:] = ROWS
    matrix.flush()
    write_keys(tmp_path, np.array([b"a", b"b", b"c"], dtype="S16"), np.array([False, True, False]))
    return tmp_path


def test_what_was_written_is_read_back(folder: Path) -> None:
    matrix = VectorMatrix.open(folder, "000001-aaaaaa")

    assert list(matrix.keys) == [b"a", b"b", b"c"]
    assert list(matrix.truncated) == [False, True, False]
    assert np.array_equal(matrix.rows(np.array([2, 0])), ROWS[[2, 0]])


def test_similarities_are_cosines_in_the_order_that_was_asked_for(folder: Path) -> None:
    matrix = VectorMatrix.open(folder, "000001-aaaaaa")

    assert matrix.similarities(np.array([2, 0, 1]), ROWS[2]) == pytest.approx([1, 0.6, 0.8])


def test_a_matrix_may_have_no_rows(tmp_path: Path) -> None:
    created_matrix(tmp_path, 0, 2).flush()
    write_keys(tmp_path, np.empty(0, dtype="S16"), np.empty(0, dtype=bool))

    assert len(VectorMatrix.open(tmp_path, "000001-aaaaaa").keys) == 0


def test_room_for_the_whole_matrix_is_taken_when_it_is_made(tmp_path: Path) -> None:
    created_matrix(tmp_path, 1000, 384)

    assert (tmp_path / VECTORS).stat().st_blocks * 512 >= 1000 * 384 * 4


def damage_of(folder: Path) -> str:
    with pytest.raises(DamagedGeneration) as damage:
        VectorMatrix.open(folder, "000001-aaaaaa")
    return damage.value.problem


@pytest.mark.parametrize("name", [VECTORS, KEYS])
def test_a_file_that_is_gone_or_no_array_is_damage(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"no array")
    assert damage_of(folder) == "vectors.npy cannot be read"

    (folder / name).unlink()
    assert damage_of(folder) == "vectors.npy cannot be read"


def test_keys_of_other_vectors_are_damage(folder: Path) -> None:
    write_keys(folder, np.array([b"a"], dtype="S16"), np.array([False]))

    assert damage_of(folder) == "vectors.npy and vector_keys.npy do not belong together"
