"""What is left of a text when everything that says nothing of the case is taken out."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.texts.boilerplate import essence
from tests.vectors.mails import SENT, UNTOUCHED, Sent


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: sent.name)
def test_what_is_said_of_the_case_stays_and_boilerplate_goes(sent: Sent) -> None:
    left = essence(sent.text)

    assert [words for words in sent.said if words not in left] == []
    assert [words for words in sent.boilerplate if words in left] == []


@pytest.mark.parametrize("text", UNTOUCHED)
def test_a_text_without_boilerplate_or_with_nothing_else_says_the_same(text: str) -> None:
    assert essence(text).split() == text.split()


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: sent.name)
def test_lines_that_end_as_on_another_system_are_lines_too(sent: Sent) -> None:
    assert essence(sent.text.replace("\n", "\r\n")) == essence(sent.text)


def test_of_a_thread_of_forty_replies_below_each_other_the_newest_stays() -> None:
    thread = "It fails again with error E-4012 after the update of last night.\n"
    for number in range(40):
        thread += f"\nOn Mon, 5 Jan 2026 at 10:{number:02}, Bob wrote:\n{'>' * (number + 1)} did you try {number}?\n"

    assert essence(thread).strip() == "It fails again with error E-4012 after the update of last night."


def test_every_code_of_a_long_trace_stays() -> None:
    frames = "".join(f"\tat com.acme.Step{at}.run(Step{at}.java:{at}) ERR-{4000 + at}\n" for at in range(200))

    left = essence(f"Failed\njava.lang.IllegalStateException: no\n{frames}")

    assert all(f"ERR-{4000 + at}" in left for at in range(200))
    assert "Step150" not in left


LINES = st.sampled_from(
    [line for sent in SENT for line in sent.text.splitlines()] + ["", ">", "--", "On", "at x(", "Caused by: y", "\x1c"]
)


@given(st.lists(LINES, max_size=30).map("\n".join))
def test_no_text_that_says_something_is_left_empty_and_no_word_is_made_up(text: str) -> None:
    left = essence(text)

    assert bool(left.strip()) or not any(map(str.isalnum, text))
    assert set(left.split()) <= set(text.split()) | {
        word.strip("()[]{}.,:;!?") for word in text.replace(":", " ").split()
    }


@pytest.mark.parametrize(
    "hostile",
    [
        lambda size: "a" * size,
        lambda size: ">" * size,
        lambda size: "\n" * size,
        lambda size: "On \n" * (size // 4),
        lambda size: "From: a\nTo: b\nSubject:\n\n" * (size // 24),
        lambda size: "10:11:12 INFO " + "f" * size,
        lambda size: "at " + "a." * (size // 2),
        lambda size: "On " + "x wrote " * (size // 8),
        lambda size: "Regards\n" * (size // 8),
    ],
)
def test_a_text_made_to_take_long_is_read_to_its_end(hostile: Callable[[int], str]) -> None:
    assert essence(hostile(300_000)).strip() or not hostile(300_000).strip()
