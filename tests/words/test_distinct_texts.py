"""The different texts of a generation."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import DamagedGeneration
from knowledge.retrieval.texts.distinct import TEXT_KEYS, TEXT_OF_ROW, DistinctTexts
from tests.words.folders import Said, engine_of

A, B, C = Said("a"), Said("b", "of b"), Said("c", None, "done")


def texts_of(folder: Path, *cases: Said) -> DistinctTexts:
    with closing(engine_of(folder, cases)) as engine:
        return DistinctTexts.of(engine)


def test_cases_that_say_the_same_share_a_text(tmp_path: Path) -> None:
    texts = texts_of(tmp_path, A, B, A, C, B)

    assert len(texts) == 3
    assert texts.of_row[0] == texts.of_row[2]
    assert texts.of_row[1] == texts.of_row[4]
    assert sorted(set(texts.of_row)) == [0, 1, 2]


def test_texts_are_numbered_by_their_keys(tmp_path: Path) -> None:
    texts = texts_of(tmp_path, A, B, C)

    assert list(texts.keys) == sorted(texts.keys)
    assert list(texts.numbers_of(texts.keys)) == [0, 1, 2]


def test_the_order_of_the_cases_does_not_change_the_numbers(tmp_path: Path) -> None:
    one, other = texts_of(tmp_path / "one", A, B, C), texts_of(tmp_path / "other", C, A, B)

    assert list(one.keys) == list(other.keys)
    assert list(one.of_row) == list(other.of_row[[1, 2, 0]])


def test_a_key_that_no_text_has_has_no_number(tmp_path: Path) -> None:
    texts = texts_of(tmp_path, A, B)
    unknown = np.array([b"\x00" * 16, b"\xff" * 16], dtype="S16")

    assert list(texts.numbers_of(unknown)) == [-1, -1]
    assert list(texts_of(tmp_path / "none").numbers_of(texts.keys)) == [-1, -1]


def test_each_text_has_a_first_row(tmp_path: Path) -> None:
    texts = texts_of(tmp_path, B, A, A, B, C)

    assert sorted(texts.first_rows()) == [0, 1, 4]
    assert list(texts.of_row[texts.first_rows()]) == [0, 1, 2]


@pytest.mark.parametrize("cases", [(), (A,), (A, B, A)])
def test_what_was_written_is_read_back(tmp_path: Path, cases: tuple[Said, ...]) -> None:
    texts = texts_of(tmp_path, *cases)
    texts.write(tmp_path)
    read = DistinctTexts.open(tmp_path, "000001-aaaaaa")

    assert np.array_equal(read.keys, texts.keys)
    assert np.array_equal(read.of_row, texts.of_row)


def damage_of(folder: Path) -> str:
    with pytest.raises(DamagedGeneration) as damage:
        DistinctTexts.open(folder, "000001-aaaaaa")
    return damage.value.problem


@pytest.mark.parametrize("name", [TEXT_KEYS, TEXT_OF_ROW])
def test_a_file_that_is_gone_or_torn_is_damage(tmp_path: Path, name: str) -> None:
    texts_of(tmp_path, A, B).write(tmp_path)
    content = (tmp_path / name).read_bytes()

    for torn in (b"", content[:20], content[:-1]):
        (tmp_path / name).write_bytes(torn)
        assert damage_of(tmp_path) == "text_keys.npy or text_of_row.npy cannot be read"
    (tmp_path / name).unlink()
    assert damage_of(tmp_path) == "text_keys.npy or text_of_row.npy cannot be read"


def test_numbers_of_other_texts_are_damage(tmp_path: Path) -> None:
    texts_of(tmp_path / "other", A, B, C).write(tmp_path)
    keys = (tmp_path / TEXT_KEYS).read_bytes()
    texts_of(tmp_path, A, B).write(tmp_path)
    (tmp_path / TEXT_KEYS).write_bytes(keys)

    assert damage_of(tmp_path) == "text_keys.npy and text_of_row.npy do not belong together"
