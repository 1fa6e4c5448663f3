"""What to say about the words of a question that nothing was found for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.metrics.compiling import NONE
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import DimensionWord, Mark
from knowledge.questions.linking.tokens import singular
from knowledge.questions.linking.values import ValueIndex
from knowledge.questions.linking.words import ONLY_WHEN_SPLIT
from knowledge.questions.vocabulary import Vocabulary

MOST_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownValue:
    """A value that the data does not have, of the dimension that stands beside it; `near` are some that it has.

    `alike`: they are spelt like it; otherwise they are the most frequent ones.
    """

    dimension: str
    said: str
    near: Sequence[str]
    alike: bool


def unknown_value(links: Links, index: ValueIndex, vocabulary: Vocabulary) -> UnknownValue | None:
    """The first value of a named dimension that does not occur in the data."""
    for mark in links.marks:
        if not isinstance(mark.means, DimensionWord) or mark.means.split:
            continue
        said = _run(links, mark.last, 1) or _run(links, mark.first - 1, -1)
        if said:
            known = vocabulary.values.get(mark.means.name, {})
            alike = index.spelt_like(mark.means.name, said, MOST_NEAR)
            if not alike and mark.means.name in ONLY_WHEN_SPLIT:
                continue
            near = alike or [value for value in known if value != NONE][:MOST_NEAR]
            if said.isdigit():
                said = _with_dimension(links, mark, said)
            return UnknownValue(dimension=mark.means.name, said=said, near=near, alike=bool(alike))
    return None


def _with_dimension(links: Links, mark: Mark, number: str) -> str:
    """ "Group 999": a number alone is no name."""
    behind = mark.last < len(links.tokens) and links.tokens[mark.last].word == number
    return f"{links.text(mark.first, mark.last)} {number}" if behind else number


def values_with(links: Links, index: ValueIndex, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Dimension and value for the values that have an unexplained word in their name."""
    for place in links.unexplained:
        word = links.tokens[place].word
        for dimension in vocabulary.values:
            held = index.holding(dimension, word) or index.holding(dimension, singular(word))
            yield from ((dimension, value) for value in held)


def unexplained_text(links: Links) -> str:
    """The unexplained words as they were written, from the first to the last."""
    return links.text(links.unexplained[0], links.unexplained[-1] + 1) if links.unexplained else ""


def unexplained_words(links: Links) -> str:
    """The unexplained words as a list for a sentence; of many, the first three."""
    written = [f"“{links.text(place, place + 1)}”" for place in links.unexplained[:MOST_NEAR]]
    return " and ".join(written) + (" and more" if len(links.unexplained) > MOST_NEAR else "")


def _run(links: Links, place: int, step: int) -> str:
    """The unexplained words in a row from `place` on, in either direction."""
    places = []
    while place in links.unexplained:
        places.append(place)
        place += step
    return links.text(min(places), max(places) + 1) if places else ""
