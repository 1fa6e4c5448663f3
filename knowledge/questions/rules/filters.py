"""Which values the words of a question let through, and which they leave out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.metrics.compiling import Where
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import And, DimensionWord, Filler, Mark, MetricCue, Negation, ValueLink
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.linking.words import WEEKDAYS
from knowledge.questions.vocabulary import Vocabulary

_ABOUT = frozenset({"about", "regarding", "concerning", "involving"})
_CASES = frozenset({"case", "cases", "ticket", "tickets"})
_STILL_LEFT_OUT = frozenset(
    (
        *words_of("the in for from of any all those ones that are is were was with which our on by at opened being"),
        *words_of("assigned involving regarding concerning about"),
    )
)
"""Between a negation and what it leaves out: "except those that are in Sweden"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Values that were named at `mark`; `left_out` when all others are meant."""

    mark: Mark
    link: ValueLink
    left_out: bool


def named_values(links: Links) -> tuple[Named, ...]:
    """The values that the question names, in order."""
    named: list[Named] = []
    left_out, behind = False, 0
    for mark in links.marks:
        if mark.first > behind:
            left_out = False
        behind = mark.last
        if isinstance(mark.means, ValueLink):
            left_out = (left_out and not _is_another_filter(named, mark)) or mark.means.left_out
            named.append(Named(mark=mark, link=_about(links, mark, mark.means), left_out=left_out))
        else:
            left_out = isinstance(mark.means, Negation) or (left_out and _goes_on(links, mark))
    return tuple(_of_one_kind(links, named))


def _of_one_kind(links: Links, named: Sequence[Named]) -> Iterator[Named]:
    """The low of "low or moderate cases" is of the dimension that only the other one has."""
    for place, one in enumerate(named):
        beside = (*named[max(0, place - 1) : place], *named[place + 1 : place + 2])
        joined = (dict(other.link.choices) for other in beside if _are_joined(links, one.mark, other.mark))
        sure = next((next(iter(names)) for names in joined if len(names) == 1), "")
        values = dict(one.link.choices).get(sure)
        settles = values is not None and len(one.link.choices) > 1
        yield replace(one, link=ValueLink(((sure, values or ()),), guessed=True)) if settles else one


def _are_joined(links: Links, one: Mark, other: Mark) -> bool:
    first, last = sorted((one, other), key=lambda mark: mark.first)
    between = [mark for mark in links.marks if first.last <= mark.first and mark.last <= last.first]
    return bool(between) and all(isinstance(mark.means, And) for mark in between)


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


def is_negated(links: Links, place: int) -> bool:
    """Whether a negation goes on up to the word at `place`."""
    for mark in reversed([mark for mark in links.marks if mark.last <= place]):
        if isinstance(mark.means, Negation):
            return True
        if not _goes_on(links, mark):
            return False
    return False


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
                for value in wanted.get(dimension, all_values(dimension, vocabulary))
                if value not in left_out.get(dimension, ())
            )
        )
        for dimension in (*wanted, *(d for d in left_out if d not in wanted))
    }


def _about(links: Links, mark: Mark, link: ValueLink) -> ValueLink:
    """What cases are about is their category: "cases about refund" is no outcome, and hardly is "refund cases"."""
    names = dict(link.choices)
    if "category" not in names or len(names) == 1:
        return link
    before = links.tokens[mark.first - 1].word if mark.first else ""
    behind = links.tokens[mark.last].word if mark.last < len(links.tokens) else ""
    if before not in _ABOUT and behind not in _CASES:
        return link
    return ValueLink((("category", names["category"]),), guessed=before not in _ABOUT)


def all_values(dimension: str, vocabulary: Vocabulary) -> Sequence[str]:
    """Every value of `dimension` that occurs."""
    return WEEKDAYS if dimension == "day_of_week" else tuple(vocabulary.values.get(dimension, ()))


def _is_another_filter(named: Sequence[Named], mark: Mark) -> bool:
    """The P1 of "except EMEA, P1 only": right behind a value, and of another dimension."""
    if not named or named[-1].mark.last != mark.first or not isinstance(mark.means, ValueLink):
        return False
    return dict(named[-1].link.choices).keys().isdisjoint(dict(mark.means.choices))


def _goes_on(links: Links, mark: Mark) -> bool:
    """Whether `mark` stands between a negation and what it leaves out: "except for the", "EMEA and"."""
    if isinstance(mark.means, And):
        return True
    if isinstance(mark.means, MetricCue):
        return mark.means.name is Cue.CASE and not _after_value(links, mark)
    return (
        isinstance(mark.means, Filler)
        and links.tokens[mark.first].word in _STILL_LEFT_OUT
        and not _after_value(links, mark)
    )


def _after_value(links: Links, mark: Mark) -> bool:
    return any(isinstance(m.means, ValueLink) and m.last == mark.first for m in links.marks)
