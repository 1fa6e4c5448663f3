"""Why the words of a question do not settle one Plan, and which Plans they leave."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge.metrics.catalogue import Dimension, Measure, Metric
from knowledge.questions.linking.marks import Limit, MetricCue, MomentWord, RestWord
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.values import ValueIndex
from knowledge.questions.plan import Intent, Plan
from knowledge.questions.rules.comparing import Kind, held_apart
from knowledge.questions.rules.doubt import Doubt, recut
from knowledge.questions.rules.parts import Parts
from knowledge.questions.rules.shape import counted_in, default_splits, intent_of, order_of
from knowledge.questions.rules.times import grains_of
from knowledge.questions.rules.value_doubts import ValueDoubts
from knowledge.questions.vocabulary import Vocabulary

MOST_DIMENSIONS = 2
_SHARES_OF = frozenset({"escalation_ratio"})


class Doubts:
    """Knows what one catalogue and one vocabulary cannot answer."""

    def __init__(
        self,
        metrics: Mapping[str, Metric],
        dimensions: Mapping[str, Dimension],
        vocabulary: Vocabulary,
        values: ValueIndex,
    ) -> None:
        self._metrics = metrics
        self._dimensions = dimensions
        self._of_escalated = [name for name, metric in metrics.items() if metric.of_escalated_only]
        self._known_of_escalated = {name for name, dimension in dimensions.items() if dimension.of_escalated_only}
        self._vocabulary = vocabulary
        self._values = ValueDoubts(metrics, vocabulary, values)

    def of(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        """Everything that is not settled, the most basic first."""
        yield from _unsettled_times(plan, parts)
        yield from self._values.of(plan, parts)
        if parts.choice.name is None:
            plans = [replace(plan, metric=name) for name in parts.choice.possible]
            several = "These are different numbers: which one do you mean?"
            if {*parts.choice.possible} & _SHARES_OF and (split := _shares_asked(plan, parts)):
                yield Doubt(sentence="I tell such a share as the cases of each group.", plans=split)
            only = f"I cannot count it as it is worded; what I have is the {self._title(plan)}."
            yield Doubt(sentence=several if len(plans) > 1 else only, plans=plans)
        else:
            yield from self._unsettled_number(plan, parts)
        yield from self._values.of_rest(plan, parts)
        yield from _unsettled_comparison(plan, parts)
        yield from self._unsettled_shape(plan, parts)

    def of_filters(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        """What is not settled about the cases and the period."""
        yield from _unsettled_times(plan, parts)
        yield from self._values.of(plan, parts)

    def _title(self, plan: Plan) -> str:
        return self._metrics[plan.metric].title if plan.metric else "number"

    def _unsettled_number(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        metric = self._metrics[parts.choice.name or ""]
        strange = [name for name in parts.statistics if name != plan.statistic]
        if len(set(parts.statistics)) > 1:
            known = [name for name in dict.fromkeys(parts.statistics) if name in metric.statistics]
            plans = [replace(plan, statistic=name) for name in known] or [plan]
            yield Doubt(sentence="I can tell one statistic at once.", plans=plans)
        elif strange and not (strange == ["mean"] and metric.measure is Measure.SHARE):
            told = f"it is told as {', '.join(metric.statistics)}" if metric.statistics else "it is one number"
            yield Doubt(sentence=f"“{metric.title}” has no {strange[0]}: {told}.", plans=[plan])
        if parts.held.doubt:
            yield Doubt(sentence=parts.held.doubt, plans=[plan])
        if parts.held.bound and plan.every:
            groups = recut(replace(plan, every=None), plan.by)
            yield Doubt(sentence="I hold groups against a number, and no series.", plans=[groups])
        if parts.held.bound and parts.choice.inverse:
            yield Doubt(sentence=f"I hold the {metric.title} against a number, not its opposite.", plans=[plan])
        strangers = [name for name in (*plan.by, *plan.where) if not self._knows(metric, name)]
        if strangers:
            where = {name: values for name, values in plan.where.items() if name not in strangers}
            by = tuple(name for name in plan.by if name not in strangers)
            said = strangers[0].replace("_", " ")
            yield Doubt(sentence=f"The {metric.title} knows no {said}.", plans=[recut(replace(plan, where=where), by)])
        moment = next((mark for mark in parts.links.marks if isinstance(mark.means, MomentWord)), None)
        if moment and metric.measure is not Measure.STOCK:
            said = parts.links.text(moment.first, moment.last)
            yield Doubt(sentence=f"“{said}” is a moment, and the {metric.title} go by a period.", plans=[plan])

    def _knows(self, metric: Metric, dimension: str) -> bool:
        told_by_clock = dimension in self._dimensions and self._dimensions[dimension].clock is not None
        if told_by_clock:
            return metric.measure is not Measure.STOCK
        return metric.dimensions is None or dimension in metric.dimensions

    def _unsettled_shape(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        links, shape = parts.links, parts.shape
        for counted in counted_in(links)[:1]:
            plans = [recut(plan, by=(counted,)), replace(plan, bound=plan.bound if plan.by else None)]
            yield Doubt(sentence=f"I count cases, not how many different values of {counted} there are.", plans=plans)
        of_escalated = {*plan.by, *plan.where} & self._known_of_escalated
        if of_escalated and plan.metric not in self._of_escalated:
            plans = [replace(plan, metric=name, statistic=None) for name in self._of_escalated[:1]]
            yield Doubt(sentence=f"Only escalated cases have a {min(of_escalated)}.", plans=plans)
        if len(grains_of(links)) > 1:
            plans = [replace(plan, every=grain) for grain in grains_of(links)]
            yield Doubt(sentence="I can cut time in one way at once.", plans=plans)
        if len(plan.by) > MOST_DIMENSIONS:
            yield Doubt(
                sentence="I can split by two things at once.", plans=[recut(plan, by=plan.by[:MOST_DIMENSIONS])]
            )
        ranks = shape.ends or any(isinstance(mark.means, Limit) for mark in links.marks)
        if ranks and parts.kind is not Kind.WHY and (not plan.by or len(shape.ends) != 1):
            splits = [plan.by] if plan.by else [(name,) for name in default_splits(self._vocabulary)]
            yield Doubt(
                sentence="I cannot tell what to put in order, and which end comes first.",
                plans=[self._ranked(recut(plan, by=by), parts) for by in splits] or [plan],
            )

    def _ranked(self, plan: Plan, parts: Parts) -> Plan:
        if len(parts.shape.ends) != 1 or plan.metric is None:
            return plan
        order = order_of(parts.shape.ends[0], plan.metric, inverse=parts.choice.inverse)
        return replace(plan, order=order, limit=parts.shape.limit)


def _unsettled_times(plan: Plan, parts: Parts) -> Iterator[Doubt]:
    if parts.times.choices:
        yield Doubt(
            sentence=f"I cannot tell which period “{parts.times.unclear}” is.",
            plans=[plan] * len(parts.times.choices),
            periods=parts.times.choices,
        )
    change = parts.change
    if change is not None and change.doubt:
        alone = replace(plan, intent=intent_of(plan.by, plan.every), compared_with=None)
        plans = [plan] * len(change.choices) or [alone]
        yield Doubt(sentence=change.doubt, plans=plans, periods=change.choices)


def _unsettled_comparison(plan: Plan, parts: Parts) -> Iterator[Doubt]:
    kind, grains = parts.kind, grains_of(parts.links)
    if kind is Kind.OPEN:
        dimensions = dict.fromkeys(name for one in parts.named for name, _ in one.link.choices)
        others = [
            recut(replace(plan, where={d: v for d, v in plan.where.items() if d != name}), by=(name,))
            for name in dimensions
        ]
        yield Doubt(sentence="Compared with what: with the others, or with another period?", plans=[*others, plan])
    if kind in (Kind.PERIODS, Kind.WHY) and grains:
        series = replace(plan, intent=Intent.TREND, every=grains[0], compared_with=None)
        change = parts.change
        words: Sequence[str] = (change.first_words, change.words) if change else ()
        yield Doubt(
            sentence="I compare two periods as a whole.", plans=[series, replace(plan, every=None)], periods=words
        )
    apart = held_apart(parts.links, parts.named)
    if kind is Kind.WHY and apart:
        sides = replace(plan, intent=Intent.COMPARE, by=(apart,), compared_with=None)
        words = (parts.change.first_words,) if parts.change else ()
        yield Doubt(sentence="I explain changes over time, and can compare values.", plans=[sides], periods=words)
    rest = next((mark for mark in parts.links.marks if isinstance(mark.means, RestWord)), None)
    if rest and kind is not Kind.REST:
        said = parts.links.text(rest.first, rest.last)
        yield Doubt(sentence=f"I cannot tell what “{said}” stands for.", plans=[plan])


def _shares_asked(plan: Plan, parts: Parts) -> Sequence[Plan]:
    """Of "what percentage of the cases were high priority": the cases of every priority, and those of that one."""
    cues = {mark.means.name for mark in parts.links.marks if isinstance(mark.means, MetricCue)}
    several = [name for name in parts.where if parts.where[name]]
    if cues != {Cue.CASE, Cue.SHARE} or len(several) != 1 or plan.by:
        return ()
    cases = replace(plan, metric="cases", statistic=None)
    return [recut(replace(cases, where={}), by=(several[0],)), cases]
