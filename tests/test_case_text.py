"""What of a case is embedded, and the key by which an unchanged text is known."""

import pytest

from knowledge.retrieval.texts.case_text import case_text, text_key


def test_subject_description_and_resolution_stand_on_lines_of_their_own_in_this_order() -> None:
    assert case_text("Login fails", "Since Monday", "Cache cleared") == "Login fails\nSince Monday\nCache cleared"


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_missing_part_leaves_no_empty_line(nothing: str | None) -> None:
    assert case_text("Login fails", nothing, "Cache cleared") == "Login fails\nCache cleared"
    assert case_text("Login fails", nothing, nothing) == "Login fails"


def test_equal_texts_have_one_key_of_16_bytes_and_others_have_others() -> None:
    assert text_key("Login fails") == text_key("Login " + "fails")
    assert len(text_key("Login fails")) == 16
    assert text_key("Login fails") != text_key("Login fails ")


def test_a_text_that_is_no_unicode_has_a_key_too() -> None:
    assert text_key("half a pair \ud83d") != text_key("half a pair \ud83c")
