"""The files of the index: one that is not what was written is never read."""

from pathlib import Path

import bm25s
import numpy as np
import pytest

from knowledge.errors import DamagedGeneration, means_no_room
from knowledge.retrieval.texts.array_files import write_array
from knowledge.retrieval.texts.distinct import DistinctTexts
from knowledge.retrieval.words.word_files import WORDS, read_words
from knowledge.retrieval.words.word_index import WordIndex
from tests.words.folders import Said, build
from tests.words.reference import tokens_of

CASES = [Said(f"case {at}", f"refund of order {at} with card number {at % 3}") for at in range(30)]
ARRAYS = ["tokens", "starts", "texts", "counts", "lengths", "weights"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return build(tmp_path / "000001-aaaaaa", CASES)


def damage_of(folder: Path) -> str:
    with pytest.raises(DamagedGeneration) as damage:
        WordIndex.open(folder, folder.name)
    return damage.value.problem


@pytest.mark.parametrize("array", ARRAYS)
def test_a_file_that_is_gone_torn_or_changed_is_damage(folder: Path, array: str) -> None:
    file = folder / f"words_{array}.npy"
    content = file.read_bytes()

    file.write_bytes(content[:-4])
    assert damage_of(folder) == f"words_{array}.npy is not what was written"
    file.write_bytes(content[:-4] + bytes(byte ^ 1 for byte in content[-4:]))
    assert damage_of(folder) == f"words_{array}.npy is not what was written"
    file.unlink()
    assert damage_of(folder) == f"words_{array}.npy cannot be read"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"rules": "1", "sums": 3}', "no json"])
def test_without_its_checksums_the_index_is_damaged(folder: Path, content: str) -> None:
    (folder / WORDS).write_text(content, encoding="utf-8")
    assert damage_of(folder) == "words.json cannot be read"

    (folder / WORDS).unlink()
    assert damage_of(folder) == "words.json cannot be read"


def test_the_weights_are_those_that_the_library_would_compute(folder: Path) -> None:
    texts = DistinctTexts.open(folder, folder.name)
    known = {token for case in CASES for token in tokens_of(case)}
    library = bm25s.BM25(k1=1.2, b=0.75)
    in_order = [tokens_of(CASES[row]) for row in texts.first_rows()]
    library.index(in_order, show_progress=False)
    index = WordIndex.open(folder, folder.name)

    for token in sorted(known):
        assert index.scores(f"x\n{token}") == pytest.approx(library.get_scores([token]), rel=1e-5)


def test_a_full_disk_is_told_by_its_number() -> None:
    with pytest.raises(OSError) as full:  # noqa: PT011  the number is what is looked at
        write_array(Path("/dev/full"), np.zeros(100_000))

    assert means_no_room(full.value)


def test_the_files_are_mapped_and_not_read_into_memory(folder: Path) -> None:
    postings = read_words(folder, folder.name).postings

    assert isinstance(postings.texts.base, np.memmap)
    assert not postings.texts.flags.writeable
