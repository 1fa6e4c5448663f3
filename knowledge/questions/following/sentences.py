"""Where the sentences of a message end, and which words stand between its commas."""

import re

from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.tokens import words_of

_SENTENCE_ENDS = re.compile(r"[?!;]|\.(?=\s)|\n")
_SHORTENED = frozenset(
    words_of("i.e e.g i e g vs v approx incl excl resp etc esp ca cf avg max min dept mgmt st mr mrs")
)
"""Words whose full stop ends no sentence."""
_BEFORE_A_NUMBER = frozenset(words_of("no nr nos q fy wk"))
"""Words that are shortened in front of a figure: "no. 1", "nr. 3"."""


def gap(links: Links, place: int) -> str:
    """What is written between the word at `place` and the one before."""
    return links.question[links.tokens[place - 1].end : links.tokens[place].start]


def ends_before(links: Links, place: int) -> bool:
    """Whether a sentence ends before the word at `place`."""
    if place <= 0:
        return False
    between = gap(links, place)
    if _SENTENCE_ENDS.search(between) is None:
        return False
    return between.strip() != "." or not _is_shortened(links, place)


def end_of_sentence(links: Links, place: int) -> int:
    """The place behind the last word of the sentence that the word at `place` is in."""
    return next((at for at in range(place + 1, len(links.tokens)) if ends_before(links, at)), len(links.tokens))


def is_asked(links: Links, last: int) -> bool:
    """Whether a question mark stands behind the word before `last`."""
    behind = links.question[links.tokens[last - 1].end :] if last == len(links.tokens) else gap(links, last)
    return "?" in behind


def _is_shortened(links: Links, place: int) -> bool:
    """Whether the full stop before `place` only shortens the word in front of it: "vs. August", "no. 1"."""
    word = links.tokens[place - 1].word
    return word in _SHORTENED or (word in _BEFORE_A_NUMBER and links.tokens[place].word.isdecimal())
