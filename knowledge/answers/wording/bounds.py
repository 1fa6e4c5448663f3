"""What is said of the groups whose number fits a bound: how many of how many, and which."""

from collections.abc import Sequence

from knowledge.answers.wording.figures import figure, where_words
from knowledge.answers.wording.sentences import COUNTED, groups_words
from knowledge.answers.wording.subjects import (
    all_of,
    label_words,
    metric_words,
    slice_label,
    subject_words,
    when_words,
)
from knowledge.metrics.catalogue import Metric
from knowledge.metrics.metric import hours_words
from knowledge.metrics.metrics import MetricRow, MetricTable
from knowledge.questions.plan import Bound, Plan, Sign

MOST_NAMED = 5
"""Groups that are named; the others are counted."""
_COUNTS = {Sign.ABOVE: "more than", Sign.AT_LEAST: "at least", Sign.BELOW: "fewer than", Sign.AT_MOST: "at most"}
_AMOUNTS = {Sign.ABOVE: "above", Sign.AT_LEAST: "of at least", Sign.BELOW: "below", Sign.AT_MOST: "of at most"}


def bound_sentence(metric: Metric, plan: Plan, table: MetricTable, fitting: Sequence[MetricRow]) -> str:
    """How many groups fit and which; where none does, which comes closest to it."""
    bound = plan.bound
    if bound is None:
        raise ValueError("there is no bound to speak of")
    known = [row for row in table.rows if row.value is not None]
    groups = f"{plan.every.value}s" if plan.every and not plan.by else groups_words(plan)
    groups = f"{groups} shown" if table.hidden else groups
    has = _has(metric, plan, bound, single=len(fitting) <= 1)
    if not fitting:
        sign = 1 if bound.sign in (Sign.ABOVE, Sign.AT_LEAST) else -1
        closest = max(known, key=lambda row: sign * (row.value or 0))
        return f"None of the {len(known):,} {groups} {has}; the closest is {_named(metric, plan, closest)}."
    which = [_named(metric, plan, row) for row in fitting[:MOST_NAMED]]
    if len(fitting) > MOST_NAMED:
        which.append(f"{len(fitting) - MOST_NAMED:,} others")
    return f"{len(fitting):,} of the {len(known):,} {groups} {has}: {all_of(which)}."


def bound_words(metric: Metric, bound: Bound) -> str:
    """A bound in words: more than 20, above 10 %."""
    return f"{(_COUNTS if metric.measure in COUNTED else _AMOUNTS)[bound.sign]} {figure(bound.number, metric.unit)}"


def asked_words(metric: Metric, plan: Plan) -> Sequence[str]:
    """The numbers that the question itself held, as sentences write them."""
    hours = [hours_words(plan.threshold_hours)] if plan.threshold_hours else []
    return [*hours, *([bound_words(metric, plan.bound)] if plan.bound else [])]


def _has(metric: Metric, plan: Plan, bound: Bound, *, single: bool) -> str:
    """What the groups have: more than 20 escalations in Q3 2026; an escalation ratio above 10 % in Q3 2026."""
    verb = "has" if single else "have"
    if metric.measure in COUNTED:
        return f"{verb} {bound_words(metric, bound)} {subject_words(metric, plan)}"
    about = f"{metric_words(metric, plan)}{where_words(plan.where)}"
    article = "an" if about[0] in "aeiouS" else "a"  # an SLA attainment
    return f"{verb} {article} {about} {bound_words(metric, bound)} {when_words(metric, plan.period)}"


def _named(metric: Metric, plan: Plan, row: MetricRow) -> str:
    names = [slice_label(plan, row)] if plan.every else []
    names += [label_words(plan.by, row)] if plan.by else []
    return f"{', '.join(names)} ({figure(row.value, metric.unit)})"
