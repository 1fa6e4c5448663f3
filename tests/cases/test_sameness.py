"""Sentences that say the same in other particulars."""

import pytest

from knowledge.answers.cases.sameness import grouped, in_common, says_the_same, words_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two captures for SO-314608 were found.", "Two captures for SO-971286 were found."),
        ("The full USD 440.60 was paid back within 4 days.", "The full EUR 9.00 was paid back within 12 days."),
        ("The battery saver of iPhone 15 stops it.", "The battery saver of Pixel 8 stops it."),
        ("All sessions of the account were ended.", "All the sessions of the account were ended."),
        ("再起動して直りました。", "再起動して直りました"),
    ],
)
def test_sentences_that_differ_in_particulars_say_the_same(one: str, other: str) -> None:
    assert says_the_same(one, other)
    assert says_the_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The payment was refunded to the card.", "The payment was not refunded to the card."),
        ("The cache was cleared.", "The card was declined by the bank."),
        ("SO-1 SO-2 SO-3 paid", "SO-4 SO-5 SO-6 paid"),
        ("", ""),
    ],
)
def test_a_denial_and_another_matter_do_not(one: str, other: str) -> None:
    assert not says_the_same(one, other)


def test_what_all_say_has_a_gap_for_what_each_says_otherwise() -> None:
    sentences = [
        "The full USD 440.60 was paid back for INV-7; it takes 4 days.",
        "The full EUR 348.00 was paid back for INV-8; it takes 4 days.",
    ]

    assert in_common(sentences) == "The full … was paid back for …; it takes 4 days."
    assert in_common(sentences[:1]) == sentences[0]


def test_a_word_that_one_of_them_has_instead_leaves_a_gap() -> None:
    sentences = ["The full commission file was delivered.", "The full tax summary file was delivered."]

    assert in_common(sentences) == "The full … file was delivered."


def test_particulars_that_all_have_stay() -> None:
    sentences = ["The page of Berlin shows E-6101.", "The page of Madrid shows E-6101."]

    assert in_common(sentences) == "The page of … shows E-6101."


def test_groups_stay_in_the_order_of_their_first() -> None:
    texts = ["Cache of A-1 cleared today.", "Card was declined.", "Cache of A-2 cleared today."]

    assert grouped(texts, str) == [[texts[0], texts[2]], [texts[1]]]


def test_words_of_unspaced_writing_are_counted_by_their_letters() -> None:
    assert words_in("直りました now") == 3
