"""What a case says, and the key by which an unchanged text is known."""

import pytest

from knowledge.retrieval.texts.case_text import case_text, said_in, text_key


def test_subject_description_and_resolution_stand_on_lines_of_their_own_in_this_order() -> None:
    assert case_text("Login fails", "Since Monday", "Cache cleared") == "Login fails\nSince Monday\nCache cleared"


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_missing_part_leaves_no_empty_line(nothing: str | None) -> None:
    assert case_text("Login fails", nothing, "Cache cleared") == "Login fails\nCache cleared"
    assert case_text("Login fails", nothing, nothing) == "Login fails"


def test_what_redaction_took_out_and_what_mail_programs_put_in_says_nothing() -> None:
    mail = (
        "The refund to [iban] is missing.\n\nRegards\nJane Doe\n\nSales, [email]\n\nOn Monday Jo wrote:\n> It is paid."
    )

    assert said_in(mail) == "The refund to   is missing."
    assert case_text("Refund to [card]", mail, "[phone]") == "Refund to\nThe refund to   is missing."


@pytest.mark.parametrize("nothing", ["", " \n", "[email] [phone]"])
def test_a_text_may_say_nothing(nothing: str) -> None:
    assert said_in(nothing) == ""
    assert case_text(nothing, nothing, "Cache cleared") == "Cache cleared"


def test_equal_texts_have_one_key_of_16_bytes_and_others_have_others() -> None:
    assert text_key("Login fails", "Since Monday", None) == text_key("Login " + "fails", "Since Monday", "")
    assert len(text_key("Login fails", None, None)) == 16
    assert text_key("Login fails", None, None) != text_key("Login fails ", None, None)


def test_a_text_that_is_no_unicode_has_a_key_too() -> None:
    assert text_key("half a pair \ud83d", None, None) != text_key("half a pair \ud83c", None, None)
