"""Which values the words of a question let through, and which they leave out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.metrics.compiling import Where
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import And, DimensionWord, Filler, Mark, Negation, ValueLink
from knowledge.questions.linking.words import WEEKDAYS
from knowledge.questions.vocabulary import Vocabulary

_STILL_LEFT_OUT = frozenset({"the", "in", "for", "from", "of", "any", "all"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Values that were named at `mark`; `left_out` when all others are meant."""

    mark: Mark
    link: ValueLink
    left_out: bool


def named_values(links: Links) -> tuple[Named, ...]:
    """The values that the question names, in order."""
    left_out, named, behind = False, [], 0
    for mark in links.marks:
        if mark.first > behind:
            left_out = False
        behind = mark.last
        if isinstance(mark.means, ValueLink):
            named.append(Named(mark=mark, link=mark.means, left_out=left_out))
        else:
            left_out = isinstance(mark.means, Negation) or (left_out and _goes_on(links, mark))
    return tuple(named)


def dimensions_named(links: Links) -> frozenset[str]:
    """The dimensions that are named, by their own word or by a value that only they have."""
    names = {mark.means.name for mark in links.marks if isinstance(mark.means, DimensionWord)}
    values = (dict(mark.means.choices) for mark in links.marks if isinstance(mark.means, ValueLink))
    return frozenset(names | {name for choices in values if len(choices) == 1 for name in choices})


def idle_negations(links: Links) -> Iterator[Mark]:
    """The negations that no value follows: what they negate is not known."""
    negations = [mark for mark in links.marks if isinstance(mark.means, Negation)]
    left_out = [named.mark.first for named in named_values(links) if named.left_out]
    for place, mark in enumerate(negations):
        until = negations[place + 1].first if place + 1 < len(negations) else len(links.tokens)
        if not any(mark.last <= first < until for first in left_out):
            yield mark


def where_of(named: Sequence[Named], vocabulary: Vocabulary, picks: Mapping[int, str]) -> Where:
    """What is let through. `picks`: the first word of an ambiguous name -> the dimension that is meant.

    A dimension without any value means that everything was left out.
    """
    wanted: dict[str, list[str]] = {}
    left_out: dict[str, list[str]] = {}
    for one in named:
        choices = dict(one.link.choices)
        dimension = picks.get(one.mark.first, next(iter(choices)))
        (left_out if one.left_out else wanted).setdefault(dimension, []).extend(choices[dimension])
    return {
        dimension: tuple(
            dict.fromkeys(
                value
                for value in wanted.get(dimension, _all_values(dimension, vocabulary))
                if value not in left_out.get(dimension, ())
            )
        )
        for dimension in (*wanted, *(d for d in left_out if d not in wanted))
    }


def _all_values(dimension: str, vocabulary: Vocabulary) -> Sequence[str]:
    return WEEKDAYS if dimension == "day_of_week" else tuple(vocabulary.values.get(dimension, ()))


def _goes_on(links: Links, mark: Mark) -> bool:
    """Whether `mark` stands between a negation and what it leaves out: "except for the", "EMEA and"."""
    if isinstance(mark.means, And):
        return True
    return (
        isinstance(mark.means, Filler)
        and links.tokens[mark.first].word in _STILL_LEFT_OUT
        and not _after_value(links, mark)
    )


def _after_value(links: Links, mark: Mark) -> bool:
    return any(isinstance(m.means, ValueLink) and m.last == mark.first for m in links.marks)
