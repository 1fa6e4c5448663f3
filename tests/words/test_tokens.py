"""The tokens of a text, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.words.tokens import numbers_of, tokens


def test_words_are_known_by_their_stems_and_stop_words_are_left_out() -> None:
    assert tokens("The payments were declined, and it was charged twice") == [
        "payment",
        "were",
        "declin",
        "charg",
        "twice",
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("XP-200", ["xp", "200", "xp200"]),
        ("xp_200", ["xp", "200", "xp200"]),
        ("XP200", ["xp200"]),
        ("ORA-00942", ["ora", "00942", "ora00942"]),
        ("0x80070005", ["0x80070005"]),
        ("hadoop-2.7.1", ["hadoop", "2", "7", "1", "hadoop2.7.1"]),
        ("follow-up", ["follow", "up", "followup"]),
        ("12-34", ["12", "34", "12-34"]),
        ("INV/2024/0093", ["inv", "2024", "0093", "inv/2024/0093"]),
    ],
)
def test_a_code_is_kept_whole_and_in_parts(written: str, found: list[str]) -> None:
    assert tokens(f"See ({written}), please")[1:-1] == found


def test_a_name_with_humps_is_kept_whole_and_in_parts() -> None:
    assert tokens("readTimeout") == ["readtimeout", "read", "timeout"]
    assert tokens("NullPointerException") == ["nullpointerexcept", "null", "pointer", "except"]
    assert tokens("HTTPServerError2") == ["httpservererror2", "http", "server", "error", "2"]


def test_a_dotted_name_is_ranked_by_its_parts() -> None:
    assert tokens("org.apache.Foo") == ["org", "apach", "foo"]


def test_a_sentence_without_a_space_before_it_joins_nothing_to_a_code() -> None:
    assert "ora00942" in tokens("It fails with ORA-00942.Please help")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rechnung für Müller", "rechnung fur muller"),
        ("Café", "cafe\u0301"),
        ("Straße", "strasse"),
        ("ＸＰ－２００", "XP-200"),  # noqa: RUF001  full width, as Japanese keyboards write it
        ("XP\u2011200", "XP-200"),
        ("pass\u00adword", "password"),
        ("طلب ٤٢", "طلب 42"),
        ("ЗАКАЗ Ёлки", "заказ ёлки"),  # noqa: RUF001  Russian
        ("مُحَمَّد", "محمد"),
    ],
)
def test_what_reads_the_same_has_the_same_tokens(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Возврат денег", ["возврат", "денег"]),
        ("Επιστροφή χρημάτων", ["επιστροφή", "χρημάτων"]),
        ("आदेश रद्द", ["आदेश", "रद्द"]),
        ("退款问题", ["退款", "款问", "问题"]),
        ("返金してください", ["返金", "金し", "して", "てく", "くだ", "ださ", "さい"]),
        ("환불 요청", ["환불", "요청"]),
        ("款", ["款"]),
        ("エラーE-4012です", ["エラ", "ラー", "e", "4012", "e4012", "です"]),
    ],
)
def test_every_script_has_tokens_and_pairs_of_letters_where_no_space_parts_words(text: str, found: list[str]) -> None:
    assert tokens(text) == found


def test_vowels_of_thai_stay_with_their_consonants() -> None:
    assert "".join(pair[0] for pair in tokens("คืนเงิน")) == "คืนเงิ"


@pytest.mark.parametrize("text", ["", "   ", "the of and", "!?… --- ___", "😀😀", "\ud800", "\x00\x01"])
def test_a_text_without_words_has_no_tokens(text: str) -> None:
    assert tokens(text) == []


def test_data_that_is_no_word_is_cut() -> None:
    assert [len(token) for token in tokens("x" * 5000)] == [128]


def test_a_long_line_of_joined_letters_is_read_at_once() -> None:
    # were a letter looked at once for every one before it, this would take minutes
    assert len(tokens("a-" * 40_000 + "a" * 40_000)) == 1 + 1


letters = st.characters(categories=["Lu", "Ll", "Lo", "Nd"])


@given(st.text(letters, min_size=1, max_size=40))
def test_letters_and_digits_of_any_script_never_vanish(text: str) -> None:
    assert tokens(f"x{text}")


@given(st.text(max_size=200))
def test_no_token_is_empty_or_has_a_space(text: str) -> None:
    assert all(token and not token.isspace() and " " not in token for token in tokens(text))


@given(st.text(st.sampled_from("abXY19-_./ :,"), max_size=30))
def test_marks_around_a_text_change_nothing(text: str) -> None:
    assert tokens(f"({text})!") == tokens(text)


def test_different_tokens_have_different_numbers() -> None:
    many = [f"token{at}" for at in range(10_000)]

    assert len(set(numbers_of(many).tolist())) == len(many)
    assert numbers_of(["refund"]).tolist() == numbers_of(["refund"]).tolist()
