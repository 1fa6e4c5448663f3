"""Answers that are the cases behind a number."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers.case_lookup import CountedCase
from knowledge.answers.evidence import number_of, table_of
from knowledge.answers.kinds.drafting import Context, Draft, request_of, with_assumed
from knowledge.answers.wording.figures import day, figure
from knowledge.answers.wording.sentences import caveats_of, value_sentence
from knowledge.answers.wording.small_cells import too_few_listed_sentence
from knowledge.metrics.catalogue import Measure, Metric
from knowledge.metrics.metrics import MetricTable
from knowledge.questions.plan import Intent, Plan

_CASES_SHOWN = 10
_HAPPENED = {
    "opened_local": "opened on",
    "escalated_local": "escalated on",
    "requested_local": "escalation requested on",
    "elevated_local": "elevated on",
    "resolved_local": "resolved on",
    "complained_local": "complained on",
}
_MOST_NAMED = 1000
"""Ids in a receipt."""


def list_cases(context: Context, plan: Plan, assumed: Sequence[str]) -> Draft:
    """The number that `plan` wants, whole, and the cases that it counts."""
    plan = replace(plan, intent=Intent.VALUE, by=(), every=None, bound=None, order=None, compared_with=None)
    metric, request = context.metric(plan), request_of(plan)
    nothing = context.nothing_to_tell(plan, metric, request.period)
    if nothing:
        return nothing
    table = context.compute(request)
    if not table.rows or table.rows[0].value is None:
        return context.nothing_counted(plan, table)
    found = context.served.cases.behind(table.metric, request) if table.metric.source == "cases" else []
    if found and context.hides(len(found)):
        sentence = too_few_listed_sentence(metric, plan, context.served.smallest_cell)
        return context.no_data(plan, sentence, metric)
    return _listed(context, plan, table, found, assumed)


def _listed(
    context: Context, plan: Plan, table: MetricTable, found: Sequence[CountedCase], assumed: Sequence[str]
) -> Draft:
    metric, number = table.metric, number_of(table, table.rows[0])
    first = found[: plan.limit or _CASES_SHOWN]
    shown = context.served.cases.listed({one.case_id: _why(metric, one) for one in first})
    ids = [one.case_id for one in found[:_MOST_NAMED]]
    sentence = value_sentence(metric, plan, number)
    if shown:
        sentence = f"{sentence} {_which(metric, len(shown), len(found))}"
    return Draft(
        headline=with_assumed(sentence, assumed),
        plan=plan,
        table=table_of(table, table.rows) if not shown else None,
        numbers=[number],
        cases=shown,
        caveats=[*_cut(metric, len(found)), *caveats_of(table, table.rows), *context.coverage(table.request.period)],
        footing=context.metric_footing(metric, number.n),
        receipt=context.receipt(metric.definition, table.query, case_ids=ids),
        computed=[len(found), len(shown), _MOST_NAMED],
        words=[metric.definition, *assumed],
    )


def _which(metric: Metric, shown: int, all_of_them: int) -> str:
    """Which cases are listed: all, or the end of them that they are ordered by."""
    if shown == all_of_them == 1:
        return f"This is the case{' that counts towards it' if metric.measure is Measure.SHARE else ''}."
    counting = " that count towards it" if metric.measure is Measure.SHARE else ""
    if shown == all_of_them:
        return f"These are the {shown:,} cases{counting}."
    kind = "longest" if metric.unit == "hours" else "oldest" if metric.measure is Measure.STOCK else "latest"
    return f"The {kind} {shown:,} of the {all_of_them:,} cases{counting} are listed."


def _why(metric: Metric, case: CountedCase) -> str:
    """What puts a case where it is: its amount, else when it happened."""
    if case.amount is not None:
        return f"{metric.title}: {figure(case.amount, metric.unit)}"
    return f"{_HAPPENED.get(metric.dated_by, 'dated')} {day(case.at.date())}"


def _cut(metric: Metric, found: int) -> Sequence[str]:
    if metric.source != "cases":
        return ["Quality reviews belong to no case, so there are none to list."]
    return [f"The receipt names the first {_MOST_NAMED:,} of the {found:,} cases."] if found > _MOST_NAMED else []
