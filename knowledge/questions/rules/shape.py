"""What the answer looks like: one number, a series, a table, and what comes first in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    And,
    BoundWord,
    DimensionCount,
    DimensionWord,
    End,
    Limit,
    Mark,
    Negation,
    Rank,
    SplitWord,
    TrendWord,
    ValueLink,
)
from knowledge.questions.linking.words import BETTER_WHEN_HIGH, ONLY_WHEN_SPLIT, SPLIT_BY_DEFAULT
from knowledge.questions.plan import Intent, Order
from knowledge.questions.rules.times import grain_for, grains_of
from knowledge.questions.vocabulary import Vocabulary

_BEHIND_RANKED = frozenset({"with", "by", "that", "who", "which", "having", "where", "whose", "had", "have"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a metric is cut and sorted. `ends` are the ends of a ranking that were asked for, normally one or none."""

    by: tuple[str, ...]
    every: Grain | None
    ends: tuple[End, ...]
    limit: int | None
    grain_assumed: tuple[str, ...] = ()
    split_assumed: tuple[str, ...] = ()

    @property
    def assumed(self) -> tuple[str, ...]:
        """What was filled in."""
        return (*self.grain_assumed, *self.split_assumed)


def shape_of(links: Links, period: Period, vocabulary: Vocabulary) -> Shape:
    """The shape that the question asks for; what it leaves open is filled in and told."""
    named = splits_named(links)
    by = named or (default_splits(vocabulary)[:1] if _asks_where(links) else ())
    grain = next(iter(grains_of(links)), None)
    every = grain or (grain_for(period) if _says(links, TrendWord) else None)
    ranks = [mark.means for mark in links.marks if isinstance(mark.means, Rank)]
    limits = [mark.means.limit for mark in links.marks if isinstance(mark.means, Rank | Limit) and mark.means.limit]
    return Shape(
        by=by,
        every=every,
        ends=tuple(dict.fromkeys(rank.end for rank in ranks)),
        limit=next(iter(limits), None),
        grain_assumed=() if grain or not every else (f"no grain was named: by {every}",),
        split_assumed=() if named else tuple(f"no split was named: by {name}" for name in by),
    )


def splits_named(links: Links) -> tuple[str, ...]:
    """The dimensions that the question names to go by."""
    return tuple(dict.fromkeys(_splits(links)))


def counted_in(links: Links) -> tuple[str, ...]:
    """The dimensions whose different values the question counts: "how many products"."""
    return tuple(mark.means.name for mark in links.marks if isinstance(mark.means, DimensionCount))


def default_splits(vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a question can be split by that does not say: those of the usual dimensions that have values."""
    return tuple(name for name in SPLIT_BY_DEFAULT if len(vocabulary.values.get(name, ())) > 1)


def intent_of(by: tuple[str, ...], every: Grain | None) -> Intent:
    """The kind of answer that such a cut is."""
    if every is not None:
        return Intent.TREND
    return Intent.BREAKDOWN if by else Intent.VALUE


def order_of(end: End, metric: str, *, inverse: bool = False) -> Order:
    """Which values of `metric` come first at that end of a ranking; `inverse`: of its opposite."""
    good = metric in BETTER_WHEN_HIGH
    falls = {End.MOST: not inverse, End.LEAST: inverse, End.WORST: not good, End.BEST: good}
    return Order.DESC if falls[end] else Order.ASC


def _splits(links: Links) -> Iterator[str]:
    """The dimensions to go by: not "all products" where a negation goes on, and not every mention of a customer."""
    for before, mark, behind in zip((None, *links.marks), links.marks, (*links.marks[1:], None), strict=False):
        if not isinstance(mark.means, DimensionWord):
            continue
        idle = mark.means.name in ONLY_WHEN_SPLIT and not _is_ranked(links, before, mark, behind)
        all_but = behind is not None and isinstance(behind.means, Negation)
        if mark.means.split or not (idle or all_but):
            yield mark.means.name


def _is_ranked(links: Links, before: Mark | None, mark: Mark, behind: Mark | None) -> bool:
    """Whether "customers" are those of "top customers", "customers with the most …", "teams and customers"."""
    if before is not None and isinstance(before.means, And | Rank | Limit):
        return True
    ranked = _says(links, Rank) or _says(links, BoundWord)
    word = links.tokens[mark.last].word if mark.last < len(links.tokens) else "by"
    return ranked and (word in _BEHIND_RANKED or (behind is not None and isinstance(behind.means, BoundWord | Rank)))


def _asks_where(links: Links) -> bool:
    """Whether the question leaves open what to split by; "came from chat" does not."""
    behind = {mark.first: mark.means for mark in links.marks}
    splits = (mark for mark in links.marks if isinstance(mark.means, SplitWord))
    return any(not isinstance(behind.get(mark.last), ValueLink) for mark in splits)


def _says(links: Links, meaning: type) -> bool:
    return any(isinstance(mark.means, meaning) for mark in links.marks)
