"""From linked words to a Plan for a number, with what was assumed and what is in doubt."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.metrics.catalogue import Dimension, Measure, Metric
from knowledge.metrics.compiling import Where
from knowledge.metrics.periods import ALWAYS, Grain, Period
from knowledge.questions.linking.linker import Linker, Links
from knowledge.questions.linking.marks import And, Filler, MetricCue, ShowWord, StatisticWord, ValueLink
from knowledge.questions.plan import Intent, Plan, Show
from knowledge.questions.rules.bounds import NOTHING, held
from knowledge.questions.rules.by_meaning import Guess
from knowledge.questions.rules.comparing import Kind, compared_shape, kind_of
from knowledge.questions.rules.doubt import Doubt, filtered
from knowledge.questions.rules.doubts import Doubts
from knowledge.questions.rules.filters import dimensions_named, named_values, where_of
from knowledge.questions.rules.held_periods import change_of
from knowledge.questions.rules.metric_choice import MetricChoice, metric_of
from knowledge.questions.rules.parts import Parts
from knowledge.questions.rules.shape import counted_in, intent_of, order_of, shape_of, splits_named
from knowledge.questions.rules.times import Times, grains_of, last_days, times_of
from knowledge.questions.rules.unexplained import unexplained_text, values_with
from knowledge.questions.vocabulary import Vocabulary
from knowledge.questions.wording import Wording

MOST_CHOICES = 4
_DAYS: Mapping[Grain, int] = {Grain.QUARTER: 90, Grain.YEAR: 365}
_INTENTS: Mapping[Kind, Intent] = {
    Kind.WHY: Intent.WHY,
    Kind.PERIODS: Intent.COMPARE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A Plan with what was assumed. With a `doubt` it is not to be run, and `choices` are questions that are clear.

    `partly`: all that is in doubt are words that nothing was found for; without them it is this Plan.
    """

    plan: Plan
    assumed: tuple[str, ...] = ()
    doubt: str = ""
    choices: tuple[str, ...] = ()
    partly: Plan | None = None


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
        self._known_of_escalated = {name for name, dimension in dimensions.items() if dimension.of_escalated_only}
        self._vocabulary = vocabulary
        self._values = linker.values
        self._doubts = Doubts(metrics, dimensions, vocabulary, linker.values)
        self.wording = Wording(metrics, vocabulary)

    def draft(self, links: Links, today: date, default_period_days: int) -> Draft:
        """The Plan for a number that `links` ask for."""
        parts = self._parts(links, today, default_period_days)
        plan = self._plan(parts)
        doubts = list(self._doubts.of(plan, parts))
        if doubts:
            only_words = all(doubt.unexplained for doubt in doubts)
            words = parts.change.words if parts.change else parts.times.words
            return Draft(
                plan=plan,
                doubt=doubts[0].sentence,
                choices=self._choices(doubts[0], words),
                partly=plan if only_words else None,
            )
        metric = self._metrics[plan.metric or ""]
        return Draft(plan=plan, assumed=tuple(dict.fromkeys(_assumed(parts, metric, default_period_days))))

    def filters(self, links: Links) -> Draft:
        """The filters, the period and the split that `links` name, for an answer that is no number of a metric.

        Its intent is still to be set; a period that was not named is None.
        """
        parts = self._parts(links, date(2000, 1, 1), 1, kind=Kind.NOTHING)
        limit = parts.shape.limit
        plan = replace(
            Plan(intent=Intent.FINDINGS), by=parts.shape.by, where=_some(parts), period=parts.times.period, limit=limit
        )
        doubt = next(self._doubts.of_filters(plan, parts), None)
        if doubt is not None:
            return Draft(plan=plan, doubt=doubt.sentence, choices=self._choices(doubt, parts.times.words))
        return Draft(plan=plan, assumed=tuple(_readings(links)))

    def offered(self, draft: Draft, links: Links, guess: Guess) -> Draft:
        """`draft`, which is in doubt about a word, with what that word may mean as choices."""
        if draft.partly is None:
            return draft
        doubt = Doubt(
            sentence=f"I do not know “{guess.said}”; do you mean one of these?",
            plans=[filtered(draft.partly, *one) for one in guess.offered],
            questions=[f"similar cases: {unexplained_text(links)}"],
        )
        return replace(draft, doubt=doubt.sentence, choices=self._choices(doubt, times_of(links).words))

    def knows_a_part_of(self, links: Links) -> bool:
        """Whether a word that nothing was found for stands in a value's name."""
        return next(values_with(links, self._values, self._vocabulary), None) is not None

    def choice_for(self, links: Links) -> MetricChoice:
        """The metric that the words name."""
        return metric_of(links, self._metrics)

    def _parts(self, links: Links, today: date, default_period_days: int, kind: Kind | None = None) -> Parts:
        named = named_values(links)
        choice = self._metric(links)
        metric = self._metrics.get(choice.name or "")
        kind = kind or kind_of(links, named, splits_named(links))
        stock = metric is not None and metric.measure is Measure.STOCK
        compares = kind in (Kind.PERIODS, Kind.WHY)
        change = change_of(links, default_period_days, today, of_a_moment=stock) if compares else None
        times = Times() if change else times_of(links)
        if stock and times.period == Period(start=today, end=today + timedelta(days=1)):
            times = Times()  # what is open today is what is open now
        default = ALWAYS if _longer_than(default_period_days, links) else last_days(default_period_days, today)
        period = change.period if change else times.period or default
        shape = compared_shape(links, named, kind, shape_of(links, period, self._vocabulary))
        return Parts(
            links=links,
            kind=kind,
            choice=choice,
            named=named,
            where=where_of(named, self._vocabulary, {}) if kind is not Kind.REST else {},
            period=period,
            times=times,
            change=change,
            shape=shape,
            held=held(links, metric, shape.by or counted_in(links)) if metric else NOTHING,
            statistics=_statistics(links),
        )

    def _metric(self, links: Links) -> MetricChoice:
        choice = self.choice_for(links)
        named = dimensions_named(links) & self._known_of_escalated
        fitting = [name for name in choice.possible if self._metrics[name].of_escalated_only]
        if choice.name is None and named and len(fitting) == 1:
            return MetricChoice(name=fitting[0], assumed=(f"{min(named)} is known for {fitting[0]} only",))
        if choice.name is None and choice.fallback in self._metrics:
            return MetricChoice(name=choice.fallback, assumed=(f"what is most common is told by {choice.fallback}",))
        return choice

    def _plan(self, parts: Parts) -> Plan:
        metric = parts.choice.name or next(iter(parts.choice.possible), None)
        shape = parts.shape
        ranked = len(shape.ends) == 1 and metric is not None and bool(shape.by)
        return Plan(
            intent=_intent(parts),
            metric=metric,
            statistic=self._statistic(parts),
            by=shape.by,
            every=shape.every,
            where=_some(parts),
            period=parts.period,
            compared_with=parts.change.compared_with if parts.change else None,
            limit=shape.limit if ranked or parts.kind is Kind.WHY else None,
            order=order_of(shape.ends[0], metric, inverse=parts.choice.inverse) if ranked and metric else None,
            threshold_hours=parts.held.threshold_hours,
            bound=parts.held.bound,
            show=_show(parts),
        )

    def _statistic(self, parts: Parts) -> str | None:
        known = self._metrics[parts.choice.name].statistics if parts.choice.name else ()
        return next((name for name in parts.statistics if name in known), None)

    def _choices(self, doubt: Doubt, period: str) -> tuple[str, ...]:
        periods = doubt.periods or [period] * len(doubt.plans)
        worded = [self.wording.question(plan, words) for plan, words in zip(doubt.plans, periods, strict=True)]
        room = MOST_CHOICES - len(doubt.questions)
        return (*list(dict.fromkeys(worded))[:room], *doubt.questions)


def _longer_than(days: int, links: Links) -> bool:
    """Whether the question goes by something that so many days hold less than twice: by year, by quarter."""
    grains = {*grains_of(links), *(Grain(name) for name in splits_named(links) if name in set(Grain))}
    return any(_DAYS.get(grain, 0) * 2 > days for grain in grains)


def _statistics(links: Links) -> tuple[str, ...]:
    """The statistics that are named; a word such as MTTR says one only where nothing else does."""
    outright = tuple(mark.means.name for mark in links.marks if isinstance(mark.means, StatisticWord))
    cues = [mark.means.statistic for mark in links.marks if isinstance(mark.means, MetricCue)]
    return outright or tuple(dict.fromkeys(name for name in cues if name))


def _some(parts: Parts) -> Where:
    return {dimension: values for dimension, values in parts.where.items() if values}


def _intent(parts: Parts) -> Intent:
    shape = parts.shape
    if parts.kind is Kind.SEGMENTS and len(shape.by) == 1 and shape.every is None:
        return Intent.COMPARE
    return _INTENTS.get(parts.kind) or intent_of(shape.by, shape.every)


def _show(parts: Parts) -> Show | None:
    return next((mark.means.show for mark in parts.links.marks if isinstance(mark.means, ShowWord)), None)


def _assumed(parts: Parts, metric: Metric, default_period_days: int) -> Iterator[str]:
    narrowed = {one.mark.first for one in parts.named if one.link is not one.mark.means}
    yield from _readings(parts.links, narrowed)
    for one in parts.named:
        if one.link.guessed and one.link is not one.mark.means:
            said = parts.links.text(one.mark.first, one.mark.last)
            yield f"“{said}” is read as {_value_words(one.link)}"
    yield from parts.choice.assumed
    if parts.change:
        yield from parts.change.assumed
    elif parts.times.period is None:
        stock = metric.measure is Measure.STOCK and not parts.shape.every
        days = "all data" if parts.period == ALWAYS else f"the last {default_period_days} days"
        yield f"no period was named: {'as of today' if stock else days}"
    yield from parts.shape.assumed
    yield from parts.held.assumed
    if metric.measure is Measure.SHARE and "mean" in parts.statistics:
        yield f"the {metric.title} of all the cases together is its average"


def _value_words(link: ValueLink) -> str:
    return " and ".join(f"{value} ({dimension})" for dimension, values in link.choices for value in values)


def _readings(links: Links, but: Set[int] = frozenset()) -> Iterator[str]:
    """What was read otherwise than it was written: misspelt words, and values by a part of their name.

    `but`: where the marks begin that something else is told about.
    """
    for mark in links.marks:
        if isinstance(mark.means, Filler | And) or mark.first in but:
            continue
        misspelt = any(place in links.corrections for place in range(mark.first, mark.last))
        if misspelt or (isinstance(mark.means, ValueLink) and mark.means.guessed):
            read = " ".join(
                links.corrections.get(place, links.tokens[place].word) for place in range(mark.first, mark.last)
            )
            if isinstance(mark.means, ValueLink):
                read = _value_words(mark.means)
            yield f"“{links.text(mark.first, mark.last)}” is read as {read}"
