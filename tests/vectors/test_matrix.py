"""The vectors of a generation: written, read back, compared, and refused when its files do not belong together."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.errors import DamagedGeneration
from knowledge.retrieval.texts.distinct import TEXT_KEYS
from knowledge.retrieval.vectors.matrix import TRUNCATED, VECTORS, VectorMatrix, created_matrix, write_truncated

UNITS = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
DIMENSIONS = 16


def written(folder: Path, vectors: NDArray[np.float32], truncated: list[bool] | None = None) -> Path:
    """Into `folder`, as a build does, under the keys 000, 001 …"""
    matrix = created_matrix(folder, *vectors.shape)
    matrix[:] = vectors
    matrix.flush()
    np.save(folder / TEXT_KEYS, np.array([f"{at:03}" for at in range(len(vectors))], dtype="S16"))
    write_truncated(folder, np.array(truncated or [False] * len(vectors), dtype=bool))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path, UNITS, [False, True, False])


def test_what_was_written_is_read_back(folder: Path) -> None:
    matrix = VectorMatrix.open(folder, "000001-aaaaaa")

    assert list(matrix.keys) == [b"000", b"001", b"002"]
    assert list(matrix.truncated) == [False, True, False]
    assert np.array_equal(matrix.of_texts(np.array([2, 0])), UNITS[[2, 0]])


def test_similarities_are_cosines_in_the_order_that_was_asked_for(folder: Path) -> None:
    matrix = VectorMatrix.open(folder, "000001-aaaaaa")

    assert matrix.similarities(np.array([2, 0, 1]), UNITS[2]) == pytest.approx([1, 0.6, 0.8])
    assert matrix.all_similarities(UNITS[2]) == pytest.approx([0.6, 0.8, 1])


@pytest.mark.parametrize("chosen", [0, 1, 20, 399, 2000])
def test_a_similarity_is_the_same_to_four_decimals_however_many_are_asked_for(tmp_path: Path, chosen: int) -> None:
    drawn = np.random.default_rng(7).standard_normal((2000, DIMENSIONS)).astype(np.float32)
    units = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    matrix = VectorMatrix.open(written(tmp_path, units), "000001-aaaaaa")
    numbers = np.arange(2000)[::-1][:chosen]

    found = matrix.similarities(numbers, units[3])

    assert found.dtype == np.float32
    assert np.allclose(found, matrix.all_similarities(units[3])[numbers], atol=1e-6)
    assert np.allclose(found, [units[at] @ units[3] for at in numbers], atol=1e-6)


def test_a_matrix_may_have_no_texts(tmp_path: Path) -> None:
    matrix = VectorMatrix.open(written(tmp_path, np.empty((0, 2), dtype=np.float32)), "000001-aaaaaa")

    assert len(matrix) == len(matrix.keys) == len(matrix.all_similarities(UNITS[0])) == 0


def test_room_for_the_whole_matrix_is_taken_when_it_is_made(tmp_path: Path) -> None:
    created_matrix(tmp_path, 1000, 384)

    assert (tmp_path / VECTORS).stat().st_blocks * 512 >= 1000 * 384 * 4


def damage_of(folder: Path) -> str:
    with pytest.raises(DamagedGeneration) as damage:
        VectorMatrix.open(folder, "000001-aaaaaa")
    return damage.value.problem


@pytest.mark.parametrize("name", [VECTORS, TEXT_KEYS, TRUNCATED])
def test_a_file_that_is_gone_or_no_array_is_damage(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"no array")
    assert damage_of(folder) == "vectors.npy cannot be read"

    (folder / name).unlink()
    assert damage_of(folder) == "vectors.npy cannot be read"


def test_files_of_other_texts_are_damage(folder: Path) -> None:
    write_truncated(folder, np.array([False]))

    assert damage_of(folder) == "vectors.npy, vectors_truncated.npy and text_keys.npy do not belong together"
