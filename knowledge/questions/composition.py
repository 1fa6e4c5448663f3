"""From linked words to a Plan for a number, with what was assumed and what is in doubt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from knowledge.metrics.catalogue import Dimension, Metric
from knowledge.metrics.compiling import Where
from knowledge.questions.filters import dimensions_named, idle_negations, named_values, where_of
from knowledge.questions.linking.linker import Linker, Links
from knowledge.questions.linking.marks import And, DimensionCount, Filler, Limit, MetricCue, ValueLink
from knowledge.questions.metric_choice import MetricChoice, metric_of
from knowledge.questions.plan import Plan
from knowledge.questions.shape import Shape, default_splits, intent_of, order_of, shape_of
from knowledge.questions.times import Times, grains_of, last_days, times_of
from knowledge.questions.unexplained import unexplained_text, unexplained_words, unknown_value, values_with
from knowledge.questions.vocabulary import Vocabulary
from knowledge.questions.wording import Wording

MOST_DIMENSIONS = 2
MOST_CHOICES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A Plan with what was assumed. With a `doubt` it is not to be run, and `choices` are questions that are clear."""

    plan: Plan
    assumed: tuple[str, ...] = ()
    doubt: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why the words do not settle one Plan. `plans` each say one thing, in the words `period` where given."""

    sentence: str
    plans: Sequence[Plan]
    periods: Sequence[str] = ()
    questions: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the words of one question ask for, part by part."""

    links: Links
    choice: MetricChoice
    where: Where
    times: Times
    shape: Shape


class Composer:
    """Makes Plans for numbers out of one catalogue and one vocabulary."""

    def __init__(
        self,
        metrics: Mapping[str, Metric],
        dimensions: Mapping[str, Dimension],
        vocabulary: Vocabulary,
        linker: Linker,
    ) -> None:
        self._metrics = metrics
        self._of_escalated = [name for name, metric in metrics.items() if metric.of_escalated_only]
        self._known_of_escalated = {name for name, dimension in dimensions.items() if dimension.of_escalated_only}
        self._vocabulary = vocabulary
        self._linker = linker
        self._wording = Wording(metrics, vocabulary)

    def draft(self, links: Links, today: date, default_period_days: int) -> Draft:
        """The Plan for a number that `links` ask for."""
        times = times_of(links)
        period = times.period or last_days(default_period_days, today)
        parts = Parts(
            links=links,
            choice=self._metric(links),
            where=where_of(named_values(links), self._vocabulary, {}),
            times=times,
            shape=shape_of(links, period, self._vocabulary),
        )
        plan = replace(_plan(parts), period=period)
        doubt = next(self._doubts(plan, parts), None)
        if doubt is not None:
            return Draft(plan=plan, doubt=doubt.sentence, choices=self._choices(doubt, times.words))
        default = () if times.period else (f"no period was named: the last {default_period_days} days",)
        return Draft(plan=plan, assumed=(*_readings(links), *parts.choice.assumed, *default, *parts.shape.assumed))

    def choice_for(self, links: Links) -> MetricChoice:
        """The metric that the words name."""
        return metric_of({m.means.name for m in links.marks if isinstance(m.means, MetricCue)}, self._metrics)

    def _metric(self, links: Links) -> MetricChoice:
        choice = self.choice_for(links)
        fitting = [name for name in choice.possible if name in self._of_escalated]
        named = dimensions_named(links) & self._known_of_escalated
        if choice.name is None and named and len(fitting) == 1:
            return MetricChoice(name=fitting[0], assumed=(f"{min(named)} is known for {fitting[0]} only",))
        return choice

    def _choices(self, doubt: Doubt, period: str) -> tuple[str, ...]:
        periods = doubt.periods or [period] * len(doubt.plans)
        worded = [self._wording.question(plan, words) for plan, words in zip(doubt.plans, periods, strict=True)]
        room = MOST_CHOICES - len(doubt.questions)
        return (*list(dict.fromkeys(worded))[:room], *doubt.questions)

    def _doubts(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        """Everything that is not settled, the most basic first."""
        if parts.times.choices:
            yield Doubt(
                sentence=f"I cannot tell which period “{parts.times.unclear}” is.",
                plans=[plan] * len(parts.times.choices),
                periods=parts.times.choices,
            )
        yield from self._unknown_words(plan, parts)
        yield from self._unsettled_values(plan, parts)
        if parts.choice.name is None:
            plans = [replace(plan, metric=name) for name in parts.choice.possible]
            yield Doubt(sentence="These are different numbers: which one do you mean?", plans=plans)
        yield from self._unsettled_shape(plan, parts)

    def _unknown_words(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        links = parts.links
        unknown = unknown_value(links, self._linker.values, self._vocabulary)
        if unknown is not None:
            near = (
                f"; {'near to it is' if unknown.alike else 'it has'} {', '.join(unknown.near)}" if unknown.near else ""
            )
            name = unknown.dimension.replace("_", " ")
            plans = [_filtered(plan, unknown.dimension, value) for value in unknown.near] or [plan]
            yield Doubt(sentence=f"The data has no {name} “{unknown.said}”{near}.", plans=plans)
        if links.unexplained:
            held = islice(values_with(links, self._linker.values, self._vocabulary), MOST_CHOICES - 2)
            yield Doubt(
                sentence=f"I do not know what {unexplained_words(links)} would mean for the number.",
                plans=[*(_filtered(plan, *one) for one in held), plan],
                questions=[f"similar cases: {unexplained_text(links)}"],
            )
        for mark in idle_negations(links):
            yield Doubt(sentence=f"I cannot tell what “{links.text(mark.first, mark.last)}” leaves out.", plans=[plan])

    def _unsettled_values(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        named = named_values(parts.links)
        for one in named:
            dimensions = [dimension for dimension, _ in one.link.choices]
            if len(dimensions) > 1:
                wheres = (where_of(named, self._vocabulary, {one.mark.first: name}) for name in dimensions)
                yield Doubt(
                    sentence=f"“{parts.links.text(one.mark.first, one.mark.last)}” can be {' or '.join(dimensions)}.",
                    plans=[replace(plan, where=where) for where in wheres],
                )
        for dimension, values in parts.where.items():
            if not values:
                yield Doubt(sentence=f"That leaves no {dimension} to count.", plans=[plan])

    def _unsettled_shape(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        links, shape = parts.links, parts.shape
        counted = next((mark.means.name for mark in links.marks if isinstance(mark.means, DimensionCount)), None)
        if counted is not None:
            plans = [replace(plan, by=(counted,), intent=intent_of((counted,), plan.every)), plan]
            yield Doubt(sentence=f"I count cases, not how many different values of {counted} there are.", plans=plans)
        of_escalated = {*plan.by, *plan.where} & self._known_of_escalated
        if of_escalated and plan.metric not in self._of_escalated:
            plans = [replace(plan, metric=name) for name in self._of_escalated]
            yield Doubt(sentence=f"Only escalated cases have a {min(of_escalated)}.", plans=plans)
        if len(grains_of(links)) > 1:
            plans = [replace(plan, every=grain) for grain in grains_of(links)]
            yield Doubt(sentence="I can cut time in one way at once.", plans=plans)
        if len(plan.by) > MOST_DIMENSIONS:
            by = plan.by[:MOST_DIMENSIONS]
            yield Doubt(sentence="I can split by two things at once.", plans=[replace(plan, by=by)])
        if (shape.ends or _has_limit(links)) and (not plan.by or len(shape.ends) != 1):
            splits = [plan.by] if plan.by else [(name,) for name in default_splits(self._vocabulary)]
            plans = [replace(plan, by=by, intent=intent_of(by, plan.every)) for by in splits]
            yield Doubt(
                sentence="I cannot tell what to put in order, and which end comes first.", plans=plans or [plan]
            )


def _plan(parts: Parts) -> Plan:
    metric = parts.choice.name or next(iter(parts.choice.possible), None)
    shape = parts.shape
    ranked = len(shape.ends) == 1 and metric is not None
    return Plan(
        intent=intent_of(shape.by, shape.every),
        metric=metric,
        by=shape.by,
        every=shape.every,
        where={dimension: values for dimension, values in parts.where.items() if values},
        limit=shape.limit if ranked else None,
        order=order_of(shape.ends[0], metric) if ranked and metric else None,
    )


def _filtered(plan: Plan, dimension: str, value: str) -> Plan:
    by = tuple(name for name in plan.by if name != dimension)
    where = {**plan.where, dimension: (value,)}
    return replace(plan, where=where, by=by, intent=intent_of(by, plan.every))


def _has_limit(links: Links) -> bool:
    return any(isinstance(mark.means, Limit) for mark in links.marks)


def _readings(links: Links) -> Iterator[str]:
    """What was read otherwise than it was written: misspelt words, and values by a part of their name."""
    for mark in links.marks:
        if isinstance(mark.means, Filler | And):
            continue
        misspelt = any(place in links.corrections for place in range(mark.first, mark.last))
        if misspelt or (isinstance(mark.means, ValueLink) and mark.means.guessed):
            read = " ".join(
                links.corrections.get(place, links.tokens[place].word) for place in range(mark.first, mark.last)
            )
            if isinstance(mark.means, ValueLink):
                read = " and ".join(
                    f"{value} ({dimension})" for dimension, values in mark.means.choices for value in values
                )
            yield f"“{links.text(mark.first, mark.last)}” is read as {read}"
