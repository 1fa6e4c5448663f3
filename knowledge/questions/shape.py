"""What the answer looks like: one number, a series, a table, and what comes first in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import And, DimensionWord, End, Limit, Negation, Rank, SplitWord, TrendWord
from knowledge.questions.linking.words import BETTER_WHEN_HIGH, ONLY_WHEN_SPLIT, SPLIT_BY_DEFAULT
from knowledge.questions.plan import Intent, Order
from knowledge.questions.times import grain_for, grains_of
from knowledge.questions.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a metric is cut and sorted. `ends` are the ends of a ranking that were asked for, normally one or none."""

    by: tuple[str, ...]
    every: Grain | None
    ends: tuple[End, ...]
    limit: int | None
    assumed: tuple[str, ...]


def shape_of(links: Links, period: Period, vocabulary: Vocabulary) -> Shape:
    """The shape that the question asks for; what it leaves open is filled in and told in `assumed`."""
    assumed = []
    by = tuple(dict.fromkeys(_splits(links)))
    every = next(iter(grains_of(links)), None)
    if every is None and _says(links, TrendWord):
        every = grain_for(period)
        assumed.append(f"no grain was named: by {every}")
    if not by and _says(links, SplitWord):
        by = default_splits(vocabulary)[:1]
        assumed += [f"no split was named: by {name}" for name in by]
    ranks = [mark.means for mark in links.marks if isinstance(mark.means, Rank)]
    limits = [mark.means.limit for mark in links.marks if isinstance(mark.means, Rank | Limit) and mark.means.limit]
    return Shape(
        by=by,
        every=every,
        ends=tuple(dict.fromkeys(rank.end for rank in ranks)),
        limit=next(iter(limits), None),
        assumed=tuple(assumed),
    )


def default_splits(vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a question can be split by that does not say: those of the usual dimensions that have values."""
    return tuple(name for name in SPLIT_BY_DEFAULT if len(vocabulary.values.get(name, ())) > 1)


def intent_of(by: tuple[str, ...], every: Grain | None) -> Intent:
    """The kind of answer that such a cut is."""
    if every is not None:
        return Intent.TREND
    return Intent.BREAKDOWN if by else Intent.VALUE


def order_of(end: End, metric: str) -> Order:
    """Which values of `metric` come first at that end of a ranking."""
    falling = {End.MOST: True, End.LEAST: False, End.WORST: metric not in BETTER_WHEN_HIGH}
    return Order.DESC if falling.get(end, metric in BETTER_WHEN_HIGH) else Order.ASC


def _splits(links: Links) -> Iterator[str]:
    """The dimensions to go by: not "all products" where a negation goes on, and not every mention of a customer."""
    ranked = _says(links, Rank)
    for before, mark, behind in zip((None, *links.marks), links.marks, (*links.marks[1:], None), strict=False):
        if not isinstance(mark.means, DimensionWord):
            continue
        listed = before is not None and isinstance(before.means, And)
        idle = mark.means.name in ONLY_WHEN_SPLIT and not (ranked or listed)
        all_but = behind is not None and isinstance(behind.means, Negation)
        if mark.means.split or not (idle or all_but):
            yield mark.means.name


def _says(links: Links, meaning: type) -> bool:
    return any(isinstance(mark.means, meaning) for mark in links.marks)
