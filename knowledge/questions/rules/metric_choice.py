"""Which metric the words of a question name."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from knowledge.metrics.catalogue import Measure, Metric
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    BoundWord,
    End,
    Filler,
    Mark,
    MetricCue,
    Rank,
    ShowWord,
    SplitWord,
    StatisticWord,
    TrendWord,
    Unit,
    ValueLink,
    Wants,
)
from knowledge.questions.linking.metric_names import METRIC_PHRASES
from knowledge.questions.linking.metric_rules import MIXED, NEAR, RULES, SEVERAL_READINGS, USUAL
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.plan import Show

MOST_POSSIBLE = 4
_TOO_LITTLE = frozenset({Cue.CASE, Cue.OPENED, Cue.RATIO, Cue.RATE, "cases"})
"""Cues that mean a metric only where nothing else is said."""
_BESIDE_OTHERS = frozenset({Cue.ARRIVED, Cue.FREQUENT, Cue.TROUBLE, Cue.BACK})
"""Cues that say nothing more where a metric is named by others."""
_SHARES = (Cue.SHARE, Cue.RATIO, Cue.RATE)
_COUNTS = (("how", "many"), ("number", "of"), ("the", "number", "of"), ("count", "of"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricChoice:
    """`name`: the one metric that is meant, None where the words do not settle it; then `possible` are the readings.

    `missing`: a known metric that is not in the catalogue. `assumed`: why this one, where that is not plain.
    `inverse`: the words are for its opposite, so that where they are most it is lowest. `fallback`: what is counted
    where no dimension says more.
    """

    name: str | None = None
    possible: Sequence[str] = ()
    missing: str | None = None
    assumed: tuple[str, ...] = ()
    inverse: bool = False
    fallback: str | None = None


def metric_of(links: Links, metrics: Mapping[str, Metric]) -> MetricChoice:
    """The metric that the words of `links` mean together."""
    said = _cues(links)
    cues = said - _BESIDE_OTHERS or said
    cues = cues - {Cue.HANDLED} or cues
    missing = next((cue for cue in cues if cue in METRIC_PHRASES and cue not in metrics), None)
    if missing:
        return MetricChoice(missing=missing)
    name = next((rule.metric for rule in RULES if rule.fits(cues) and rule.metric in metrics), None)
    if Cue.HANDLED in said and name in (None, "cases"):
        known = [one for one in ("cases", "resolutions") if one in metrics]
        return MetricChoice(possible=known)
    if name is None:
        fallback = "cases" if cues == {Cue.FREQUENT} else None
        return MetricChoice(possible=tuple(_possible(cues, metrics))[:MOST_POSSIBLE], fallback=fallback)
    inverse = any(isinstance(mark.means, MetricCue) and mark.means.inverse for mark in links.marks)
    return MetricChoice(name=name, assumed=tuple(_assumed(links, metrics[name], cues)), inverse=inverse)


def early_words(links: Links) -> BoundWord | None:
    """The time within which something came; None when none was said."""
    return next((m.means for m in links.marks if isinstance(m.means, BoundWord) and m.means.within), None)


def age_words(links: Links) -> BoundWord | None:
    """The age that something has passed; None when none was said."""
    return next((m.means for m in links.marks if isinstance(m.means, BoundWord) and m.means.age), None)


def _cues(links: Links) -> frozenset[str]:
    cues = {mark.means.name for mark in links.marks if isinstance(mark.means, MetricCue)}
    cues |= {
        mark.means.cue
        for mark in links.marks
        if isinstance(mark.means, Rank | SplitWord | TrendWord | Wants) and mark.means.cue
    }
    if any(isinstance(mark.means, ShowWord) and mark.means.show is Show.CASES for mark in links.marks):
        cues.add(Cue.CASE)
    if cues == {Cue.OPEN} and _names_cases(links):
        cues.add(Cue.CASE)
    if Cue.REVIEW in cues and _ranks_reviews(links):
        cues.add("quality_score")
    within = early_words(links)
    if within and within.unit and cues & {Cue.ESCALATED, Cue.PART_OF_ESCALATIONS, "escalations"}:
        cues.add(Cue.EARLY)
    if cues & {Cue.RESOLVE, "resolutions"} and _asks_how_long(links):
        cues.add(Cue.LONG)
    if age_words(links) and cues <= {Cue.CASE, Cue.OPEN, "backlog", "aged_cases"}:
        cues.add("aged_cases")
    return frozenset(cues)


def _names_cases(links: Links) -> bool:
    """Whether a value stands for the cases: "open P1s"; what is held against a number is asked about."""
    held = any(isinstance(mark.means, BoundWord) for mark in links.marks)
    return not held and any(isinstance(mark.means, ValueLink) for mark in links.marks)


def _ranks_reviews(links: Links) -> bool:
    """Whether teams are best or worst in the reviews, which are not counted: "the bottom of the QA reviews"."""
    ranks = [(mark.means.end, links.tokens[mark.last - 1].word) for mark in links.marks if isinstance(mark.means, Rank)]
    return any(end in (End.BEST, End.WORST) or word in ("top", "bottom") for end, word in ranks)


def _asks_how_long(links: Links) -> bool:
    """Whether "resolution" stands for how long it takes: "p90 for resolution", "more than ten days to resolve"."""
    cues = [mark.means.name for mark in links.marks if isinstance(mark.means, MetricCue)]
    noun = Cue.RESOLVE in cues or any(token.word == "resolution" for token in links.tokens)
    held = any(
        isinstance(mark.means, StatisticWord)
        or (isinstance(mark.means, BoundWord) and mark.means.unit is Unit.HOURS and not mark.means.age)
        for mark in links.marks
    )
    return noun and held and not any(_counts(links, mark) for mark in links.marks)


def _possible(cues: Set[str], metrics: Mapping[str, Metric]) -> Iterator[str]:
    """What may have been meant, the likeliest first."""
    readings = [name for cue, names in SEVERAL_READINGS.items() if cue in cues for name in names]
    readings += [name for mixed, names in MIXED if mixed <= cues for name in names]
    named = [name for name in metrics if name in cues]
    almost = [rule.metric for rule in RULES if rule.needs <= cues and not rule.needs <= _TOO_LITTLE]
    near = [name for cue, names in NEAR.items() if cue in cues for name in names]
    for names in (readings, [*named, *almost] if len(named) + len(almost) > 1 or almost else named, near, USUAL):
        known = [name for name in dict.fromkeys(names) if name in metrics]
        if known:
            yield from known
            return


def _assumed(links: Links, metric: Metric, cues: Set[str]) -> Iterator[str]:
    cue_marks = [mark for mark in links.marks if isinstance(mark.means, MetricCue)]
    for mark in cue_marks:
        if isinstance(mark.means, MetricCue) and mark.means.loose:
            opposite = "the opposite of " if mark.means.inverse else ""
            yield f"“{links.text(mark.first, mark.last)}” is read as {opposite}{metric.title}"
    if metric.name == "escalation_ratio" and cues <= {Cue.RATIO, Cue.RATE, Cue.CASE}:
        yield "the ratio is the escalation ratio"
    elif metric.name == "escalation_ratio" and Cue.RATE in cues:
        yield "“escalation rate” is read as the escalation ratio"
    counts = any(_counts(links, mark) for mark in links.marks)
    as_share = bool(cues & {*_SHARES, Cue.OFTEN, Cue.PART_OF_ESCALATIONS, metric.name})
    if metric.measure is Measure.SHARE and not (as_share or counts):
        yield f"it is told by the {metric.title}"
    if metric.name == "resolutions":
        closed = {token.word for token in links.tokens} & {"closed", "close", "closes", "closing", "closures"}
        if closed:
            yield f"“{min(closed)}” is read as resolved"
    if metric.name == "handoffs_per_case" and not counts and not _says_mean(links):
        yield "handoffs are told as the mean of the cases opened"
    if counts:
        if metric.measure is Measure.SHARE:
            yield f"the {metric.title} tells how many, and of how many"
        elif metric.measure is Measure.AMOUNT:
            yield f"the {metric.title} is no number of cases"


def _says_mean(links: Links) -> bool:
    return bool({"per", "average", "avg", "mean", "median"} & {token.word for token in links.tokens})


def _counts(links: Links, mark: Mark) -> bool:
    said = tuple(token.word for token in links.tokens[mark.first : mark.last])
    return isinstance(mark.means, Filler) and said in _COUNTS
