"""Texts as sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.cases.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It failed. We tried again!  Why? Nobody knows…", ["It failed.", "We tried again!", "Why?", "Nobody knows…"]),
        ("Take v5.11.5. Then edit core-site.xml. Done.", ["Take v5.11.5.", "Then edit core-site.xml.", "Done."]),
        ("See INV-2025-64. Paid 1,440.60 on 3.5. again.", ["See INV-2025-64.", "Paid 1,440.60 on 3.5. again."]),
        ("Dr. Smith and J. Weber, e.g. Support, called.", ["Dr. Smith and J. Weber, e.g. Support, called."]),
        ("The answer was no. We tried No. 5 instead.", ["The answer was no.", "We tried No. 5 instead."]),
        ("Am 3. Mai ging es z. B. Nicht mehr. Danke.", ["Am 3. Mai ging es z. B. Nicht mehr.", "Danke."]),
        ("Read https://desk.example/a.b?c=1. Then call.", ["Read https://desk.example/a.b?c=1.", "Then call."]),
        ('"It works." She left. (See the log.) Closed.', ['"It works."', "She left.", "(See the log.)", "Closed."]),
        ("it broke. nobody knows why. help", ["it broke.", "nobody knows why.", "help"]),
        ("It broke at 5 p.m. and came back. fine", ["It broke at 5 p.m. and came back. fine"]),
        ("壊れた。再起動した。「直りました。」次へ", ["壊れた。", "再起動した。", "「直りました。」", "次へ"]),
    ],
)  # fmt: skip
def test_a_stop_ends_a_sentence_only_where_one_ends(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("- first it failed\n- then it broke. Twice\n• third", ["first it failed", "then it broke.", "Twice", "third"]),
        ("1. Open it\n2) Save it\n(c) Close it", ["Open it", "Save it", "Close it"]),
        ("> quoted words\nown words", ["quoted words own words"]),
        ("Hello Ann,\nwe were charged twice\nThanks", ["Hello Ann,", "we were charged twice", "Thanks"]),
        (
            "A mail program broke this line because it was wider than the\nWindow of who wrote it. Next",
            ["A mail program broke this line because it was wider than the Window of who wrote it.", "Next"],
        ),
        ("One line\r\n\r\nAnother line", ["One line", "Another line"]),
        ("The {{node}} failed. {{{}S{}}}ometimes.", ["The node failed.", "Sometimes."]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_lines_are_sentences_of_their_own_unless_one_goes_on(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


@given(st.text(max_size=300) | st.text(alphabet="aB.1 \n-!。,", max_size=200))
def test_nothing_is_lost_but_blanks_and_the_marks_of_lists(text: str) -> None:
    sentences = sentences_of(text)

    assert all(sentence == " ".join(sentence.split()) and sentence for sentence in sentences)
    left = iter("".join(text.split()))
    assert all(letter in left for letter in "".join("".join(sentences).split()))
