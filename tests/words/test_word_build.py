"""The index of a new generation: what is taken over from the last one is as if it had been made anew."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.retrieval.words.word_files import WORDS
from tests.words.folders import Said, build

BEFORE = [Said("refund", "card 4711-22"), Said("login fails", "XP-200"), Said("export", "ORA-00942 again")]
AFTER = [Said("parcel lost", "XP-200"), BEFORE[2], Said("refund", "of another card"), BEFORE[0], BEFORE[0]]


def written(folder: Path) -> dict[str, bytes]:
    """The files of the index."""
    return {path.name: path.read_bytes() for path in folder.glob("words*")}


def made_of(folder: Path, base: Path | None = None) -> list[tuple[int, int]]:
    """The progress of building AFTER in `folder`: how many texts were made, of how many."""
    told: list[tuple[int, int]] = []
    build(folder, AFTER, base, lambda done, total: told.append((done, total)))
    return told


def test_only_what_is_new_is_made_and_the_index_is_the_same(tmp_path: Path) -> None:
    base = build(tmp_path / "000001-aaaaaa", BEFORE)

    assert made_of(tmp_path / "fresh") == [(4, 4)]
    assert made_of(tmp_path / "000002-bbbbbb", base) == [(2, 2)]
    assert written(tmp_path / "000002-bbbbbb") == written(tmp_path / "fresh")


def test_where_nothing_has_changed_nothing_is_made(tmp_path: Path) -> None:
    base = build(tmp_path / "000001-aaaaaa", AFTER)

    assert made_of(tmp_path / "000002-bbbbbb", base) == []
    assert written(tmp_path / "000002-bbbbbb") == written(base)


WORDS_SAID = "refund card order ORA-00942 readTimeout XP-200 a.b.c login 退款 возврат the"
text = st.lists(st.sampled_from(WORDS_SAID.split()), max_size=6).map(" ".join)
cases = st.lists(st.builds(Said, text, st.none() | text, st.none() | text), max_size=6)


@pytest.mark.slow  # it builds some 200 indexes
@settings(max_examples=60)
@given(nights=st.lists(cases, min_size=2, max_size=4))
def test_after_any_nights_the_index_is_as_if_it_were_built_anew(
    tmp_path_factory: pytest.TempPathFactory, nights: list[list[Said]]
) -> None:
    folder = tmp_path_factory.mktemp("shelf")
    base = None
    for night, cases in enumerate(nights):
        base = build(folder / f"{night:06d}-aaaaaa", cases, base)

    assert base is not None
    assert written(base) == written(build(folder / "fresh", nights[-1]))


@pytest.mark.parametrize("name", ["words_texts.npy", "words_tokens.npy", WORDS, "text_keys.npy"])
@pytest.mark.parametrize("content", [None, b"", b"no array"])
def test_a_damaged_base_is_passed_over(tmp_path: Path, name: str, content: bytes | None) -> None:
    base = build(tmp_path / "000001-aaaaaa", BEFORE)
    if content is None:
        (base / name).unlink()
    else:
        (base / name).write_bytes(content)

    assert made_of(tmp_path / "000002-bbbbbb", base) == [(4, 4)]


def test_tokens_made_by_other_rules_are_not_taken_over(tmp_path: Path) -> None:
    base = build(tmp_path / "000001-aaaaaa", BEFORE)
    said = json.loads((base / WORDS).read_text(encoding="utf-8"))
    (base / WORDS).write_text(json.dumps(said | {"rules": "0"}), encoding="utf-8")

    assert made_of(tmp_path / "000002-bbbbbb", base) == [(4, 4)]


def test_the_words_of_other_texts_are_not_taken_over(tmp_path: Path) -> None:
    base = build(tmp_path / "000001-aaaaaa", BEFORE)
    other = build(tmp_path / "other", AFTER)
    (base / "text_keys.npy").write_bytes((other / "text_keys.npy").read_bytes())
    (base / "text_of_row.npy").write_bytes((other / "text_of_row.npy").read_bytes())

    assert made_of(tmp_path / "000002-bbbbbb", base) == [(4, 4)]
