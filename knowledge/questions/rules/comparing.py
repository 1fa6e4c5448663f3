"""Whether a question holds something against something: two periods, or the values of one dimension."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from knowledge.metrics.periods import Grain, next_start, start_of
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import BaselineLink, Rank, RestWord, TrendWord, Wants
from knowledge.questions.plan import Intent
from knowledge.questions.rules.filters import Named
from knowledge.questions.rules.held_periods import is_held_against
from knowledge.questions.rules.shape import Shape, splits_named
from knowledge.questions.rules.times import named_periods


class Kind(StrEnum):
    """What a question holds against what.

    SPLIT: all segments of a dimension. REST: one value against all others. OPEN: a value against nothing that was said.
    """

    NOTHING = "nothing"
    WHY = "why"
    PERIODS = "periods"
    SEGMENTS = "segments"
    REST = "rest"
    SPLIT = "split"
    OPEN = "open"


def kind_of(links: Links, named: Sequence[Named], by: Sequence[str]) -> Kind:
    """What the question holds against what; `by` are the splits that it names."""
    if _wants(links, Intent.WHY) and not (by and _ranks_causes(links)):
        return Kind.WHY
    compares = _wants(links, Intent.COMPARE)
    if series_unit(links) is None and _two_periods(links, compares):
        return Kind.PERIODS
    if not compares:
        return Kind.NOTHING
    if segments_of(links, named):
        return Kind.SEGMENTS
    if says_rest(links) and len({name for one in named for name, _ in one.link.choices}) == 1:
        return Kind.REST
    if by or series_unit(links):
        return Kind.SPLIT
    return Kind.OPEN if named else Kind.PERIODS


def series_unit(links: Links) -> Grain | None:
    """The month of "month over month this year": where the period has several, a series is meant."""
    for mark in links.marks:
        unit = mark.means.against.unit if isinstance(mark.means, BaselineLink) else None
        if unit is None or links.tokens[mark.first].word != unit.value:
            continue
        for _, means in named_periods(links):
            start, end = means.period.start, means.period.end
            if start and end and next_start(unit, start_of(unit, start)) < end:
                return unit
    return None


def _ranks_causes(links: Links) -> bool:
    """Whether "which product causes the most escalations" asks for an order and not for the drivers of a change."""
    says_why = any(token.word in ("why", "how") for token in links.tokens)
    return _says(links, Rank) and not says_why and not _says(links, TrendWord)


def _says(links: Links, meaning: type) -> bool:
    return any(isinstance(mark.means, meaning) for mark in links.marks)


def _wants(links: Links, intent: Intent) -> bool:
    return any(isinstance(mark.means, Wants) and mark.means.intent is intent for mark in links.marks)


def _two_periods(links: Links, compares: bool) -> bool:
    """Whether the question says what its period is held against."""
    if _says(links, BaselineLink):
        return True
    periods = named_periods(links)
    several = len({means.period for _, means in periods}) > 1
    return compares and (several or any(is_held_against(links, mark) for mark, _ in periods))


def segments_of(links: Links, named: Sequence[Named]) -> str | None:
    """The dimension whose values are held against each other; None when there is none, or more than one."""
    chosen = [(one, dict(one.link.choices)) for one in named if not one.left_out and len(one.link.choices) == 1]
    values: dict[str, set[str]] = {}
    for _, choices in chosen:
        for dimension, some in choices.items():
            values.setdefault(dimension, set()).update(some)
    several = [dimension for dimension, some in values.items() if len(some) > 1]
    if len(several) < 2:
        return several[0] if several else None
    between = list(dict.fromkeys(_held_apart(links, named)))
    return between[0] if len(between) == 1 else None


def compared_shape(links: Links, named: Sequence[Named], kind: Kind, shape: Shape) -> Shape:
    """`shape` as such a comparison has it."""
    match kind:
        case Kind.WHY:
            return replace(shape, by=splits_named(links), every=None, ends=(), grain_assumed=(), split_assumed=())
        case Kind.PERIODS:
            apart = list(dict.fromkeys(_held_apart(links, named)))
            by = tuple(dict.fromkeys((*shape.by, *(apart or _compared_values(links, named))[:1])))
            # without the grain that the words for a trend would have: two periods make no series
            return replace(shape, by=by, every=None, grain_assumed=())
        case Kind.SEGMENTS:
            return replace(shape, by=tuple(dict.fromkeys((*shape.by, segments_of(links, named) or ""))))
        case Kind.REST:
            dimension = named[0].link.choices[0][0]
            assumed = (*shape.split_assumed, f"every {dimension.replace('_', ' ')} is shown")
            return replace(shape, by=tuple(dict.fromkeys((*shape.by, dimension))), split_assumed=assumed)
        case _:
            return replace(shape, every=shape.every or series_unit(links))


def _compared_values(links: Links, named: Sequence[Named]) -> Sequence[str]:
    """The region of "compare EMEA and APAC, Q3 vs Q2": they stand right behind the word."""
    several = segments_of(links, named)
    compares = (mark for mark in links.marks if isinstance(mark.means, Wants) and mark.means.intent is Intent.COMPARE)
    return [several] if several and any(mark.last == named[0].mark.first for mark in compares) else []


def held_apart(links: Links, named: Sequence[Named]) -> str | None:
    """The dimension of two values that "vs" or the like stands between; None when there are none."""
    return next(_held_apart(links, named), None)


def says_rest(links: Links) -> bool:
    """Whether all the others are named: "EMEA and the rest"."""
    return _says(links, RestWord)


def _held_apart(links: Links, named: Sequence[Named]) -> Iterator[str]:
    for one, other in pairwise(named):
        shared = [name for name, _ in one.link.choices if name in dict(other.link.choices)]
        between = (m for m in links.marks if one.mark.last <= m.first and m.last <= other.mark.first)
        if shared and any(isinstance(m.means, Wants) and m.means.intent is Intent.COMPARE for m in between):
            yield shared[0]
