"""The numbers that a manager looks at first, each beside the one before and its series."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answers.changes.material import finder_of, numbers_of_change
from knowledge.answers.changes.words import Told
from knowledge.answers.kinds.drafting import Context, request_of
from knowledge.answers.outlook.asking import is_read_as
from knowledge.answers.outlook.slices import Slices
from knowledge.answers.outlook.words import headline_sentence, trend_question, value_question
from knowledge.answers.overview import Headline
from knowledge.diagnostics.change import Change
from knowledge.metrics.compiling import Request
from knowledge.metrics.metric import Metric
from knowledge.metrics.periods import starts_within
from knowledge.questions.plan import Intent, Plan

_METRICS = (
    *("escalations", "escalation_ratio", "backlog", "time_to_resolve", "csat"),
    *("sla_attainment", "time_to_first_response", "reopen_ratio", "cases"),
)
"""In the order of telling; of those that the data knows, the first few."""
_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A headline with the change that it tells of. `has_before`: there is a slice before to hold it against."""

    headline: Headline
    metric: Metric
    change: Change
    has_before: bool


def headlines(context: Context, slices: Slices) -> Sequence[Measured]:
    """The first few metrics that the data can tell and that may be shown."""
    found: list[Measured] = []
    for name in _METRICS:
        if len(found) < _MOST and (one := _measured(context, name, slices)):
            found.append(one)
    return found


def can_tell(context: Context, name: str) -> bool:
    """Whether the data holds what the metric `name` is made of."""
    metrics = context.served.metrics
    metric = metrics.metric(name)
    return metrics.missing(metric) is None and metrics.days_with_data(metric) is not None


def _measured(context: Context, name: str, slices: Slices) -> Measured | None:
    if not can_tell(context, name):
        return None
    plan = Plan(intent=Intent.VALUE, metric=name, period=slices.after)
    told = Told(metric=context.metric(plan), plan=plan, before=slices.before, after=slices.after)
    change = finder_of(context).change(request_of(plan), slices.before, slices.after)
    late, early = change.difference.after, change.difference.before
    if late.value is None or context.hides(late.n):
        return None
    has_before = slices.covers(slices.before) and early.value is not None and not context.hides(early.n)
    number, before = numbers_of_change(told, change.difference)
    headline = Headline(
        metric=name,
        number=number,
        before=before if has_before else None,
        series=_series(context, name, slices),
        sentence=headline_sentence(told, change, slices, alone=not has_before),
        question=_question(context, told, slices),
    )
    return Measured(headline=headline, metric=told.metric, change=change, has_before=has_before)


def _series(context: Context, name: str, slices: Slices) -> Sequence[float | None]:
    table = context.compute(Request(metric=name, every=slices.grain, period=slices.whole))
    found = {row.start: row.value for row in table.rows}
    start, end = slices.whole.start, slices.whole.end
    return [found.get(first) for first in starts_within(slices.grain, start, end)] if start and end else []


def _question(context: Context, told: Told, slices: Slices) -> str:
    """What gives the series, as long as it is read so."""
    question = trend_question(told, slices)
    wanted = Plan(intent=Intent.TREND, metric=told.metric.name, every=slices.grain, period=slices.whole)
    return question if is_read_as(context, question, wanted) else value_question(told, slices)
