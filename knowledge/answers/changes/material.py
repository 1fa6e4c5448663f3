"""What answers about changes are made with: the two periods in order, the finder, numbers, what to beware of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from knowledge.answers.answer import Number
from knowledge.answers.changes.words import Told, slice_words_of, usual_words
from knowledge.answers.kinds.drafting import Context, Draft
from knowledge.answers.wording.figures import where_words
from knowledge.answers.wording.sentences import immature_caveat
from knowledge.answers.wording.subjects import when_words
from knowledge.diagnostics.change import Change, Difference, Kind, Measured
from knowledge.diagnostics.drivers import ChangeFinder
from knowledge.diagnostics.measuring import Coverage
from knowledge.metrics.compiling import Where
from knowledge.metrics.metric import Measure
from knowledge.metrics.metrics import Label
from knowledge.metrics.periods import ALWAYS, Period
from knowledge.questions.plan import Plan


def finder_of(context: Context) -> ChangeFinder:
    """What finds changes in the generation that is asked about."""
    manifest, cases = context.served.manifest, context.days_with_cases()
    ends = manifest.as_of.astimezone(context.zone).replace(tzinfo=None)
    coverage = Coverage(begins=cases[0] if cases else ends.date(), ends=ends)
    return ChangeFinder(context.served.metrics, coverage, manifest.attributes, smallest=context.served.smallest_cell)


def in_order(context: Context, plan: Plan) -> tuple[Period, Period]:
    """The two periods of `plan`, the earlier one first; an open end is where the data begins or ends."""
    cases = context.days_with_cases()
    begins = cases[0] if cases else context.data_ends()
    periods = [_closed(period or ALWAYS, begins, context.data_ends()) for period in (plan.compared_with, plan.period)]
    first, second = sorted(periods, key=lambda period: (period.start or date.min, period.end or date.max))
    return first, second


def numbers_of_change(told: Told, found: Difference, where: Where | None = None) -> Sequence[Number]:
    """The numbers of both periods, the later one first. `where` None: those of the whole."""
    filters = told.plan.where if where is None else where
    sides = ((found.after, told.after), (found.before, told.before))
    return [number_of_side(told, side, period, filters) for side, period in sides]


def number_of_side(told: Told, side: Measured, period: Period, where: Where) -> Number:
    """One side of a difference as a number that stands on its own."""
    return Number(
        metric=told.metric.name,
        where=where,
        period=period,
        value=side.value,
        n=side.n,
        numerator=side.numerator if told.metric.measure is Measure.SHARE else None,
        low=side.low,
        high=side.high,
        unit=told.metric.unit,
        flags=side.flags,
    )


def where_of(plan: Plan, labels: Sequence[Label]) -> Where:
    """The filters of one group of the plan's split."""
    return {**plan.where, **{name: (str(label),) for name, label in zip(plan.by, labels, strict=True)}}


def fixed_words(plan: Plan) -> str:
    """The filters that all groups of the plan's split share, in words."""
    return where_words({name: values for name, values in plan.where.items() if name not in plan.by})


def usual_lines(told: Told, change: Change) -> Sequence[str]:
    """What is usual, where the history tells."""
    return [usual_words(told, change.usual.after)] if change.usual else []


def caveats_of_change(context: Context, told: Told, change: Change) -> Sequence[str]:
    """What to beware of in a change of the whole."""
    found, caveats = change.difference, []
    if found.after.immature:
        caveats.append(immature_caveat(told.metric, f"the number {when_words(told.metric, told.after)}"))
    if found.pace != 1:
        caveats.append("The two periods differ in length, so their counts are compared by the day.")
    if change.usual is None and change.verdict.comparable:
        caveats.append(f"There is too little history to say what is usual for {slice_words_of(told.after)}.")
    return [*caveats, *context.coverage(told.before, told.after)]


def is_hidden(context: Context, change: Change) -> bool:
    """Whether one of the two numbers rests on too few cases to be shown."""
    return context.hides(change.difference.before.n, change.difference.after.n)


def hidden_side(context: Context, told: Told, change: Change) -> Draft:
    """The answer when one of the two numbers must not be shown: it names that one's period."""
    period = told.after if context.hides(change.difference.after.n) else told.before
    draft = context.too_few(replace(told.plan, period=period), told.metric, *change.queries)
    return replace(draft, plan=told.plan)


def n_of(change: Change) -> int:
    """What both numbers were computed over; of what is open at two moments, the later one."""
    found = change.difference
    return found.after.n + (0 if found.kind is Kind.STOCK else found.before.n)


def _closed(period: Period, begins: date, ends: date) -> Period:
    start = period.start or min(begins, period.end or begins)
    return Period(start=start, end=period.end or max(ends + timedelta(days=1), start))
