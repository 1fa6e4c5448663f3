"""A kept answer computed again: its Plan is run on what may be seen by whoever asks for it now."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from zoneinfo import ZoneInfo

from knowledge.answers.answer import Answer
from knowledge.answers.checking import checked
from knowledge.answers.choice import draft_of
from knowledge.answers.computation import Computation
from knowledge.answers.keeping import named
from knowledge.answers.kinds.drafting import Context
from knowledge.answers.seen import Seen
from knowledge.answers.served import Knowledge, Served
from knowledge.answers.wording.figures import bare_period_words, where_words
from knowledge.answers.wording.seeing import seen_words
from knowledge.conversations.kept_answer import KeptAnswer
from knowledge.errors import NotSeen, UnknownName, UnusableInput
from knowledge.metrics.catalogue import DIMENSIONS
from knowledge.metrics.periods import local_date
from knowledge.questions.plan import Intent, Plan, Show, Understood
from knowledge.questions.thread import from_json

_CASES_LISTED = 20
_OF_CASES = (Intent.SIMILAR, Intent.CASE)


@contextmanager
def generation_of(knowledge: Knowledge, kept: KeptAnswer, seen: Seen) -> Iterator[tuple[Served, bool]]:
    """The generation that `kept` came from and True; once that is not kept any more, the served one and False."""
    with ExitStack() as stack:
        try:
            served, is_kept = stack.enter_context(knowledge.of(kept.generation, seen)), True
        except UnknownName as error:
            if error.kind != "generation":
                raise
            served, is_kept = stack.enter_context(knowledge.current(seen)), False
        yield served, is_kept


def kept_plan(kept: KeptAnswer) -> Plan:
    """The Plan that was kept. Raises UnusableInput where another version kept it."""
    state = from_json(kept.plan)
    if state is None or not state.plans:
        raise UnusableInput(
            f"The answer with the receipt {kept.receipt_id} was kept by another version of Groundswell."
        )
    return state.plans[0]


def computed_again(kept: KeptAnswer, plan: Plan, served: Served, *, strict: bool = False) -> Answer:
    """The answer, without its text, that `plan` gives on the day on which `kept` was asked, under the same receipt.

    The Plan is compiled anew: no SQL that lay in the database is ever run. Raises NotSeen where it names what `served`
    does not show.
    """
    if served.seen.segments and not _is_seen(plan, served):
        raise NotSeen(kept.receipt_id)
    zone = ZoneInfo(served.manifest.timezone)
    context = Context(kept.question, served, today=local_date(kept.asked_at, zone), zone=zone)
    return named(checked(context, draft_of(context, Understood(plan=plan)), strict=strict), kept.receipt_id)


def behind(plan: Plan) -> Plan:
    """The Plan of the cases behind what `plan` computes; that of cases is its own."""
    if plan.intent in _OF_CASES or plan.metric is None:
        return plan
    return replace(plan, show=Show.CASES, limit=_CASES_LISTED)


def computation_of(kept: KeptAnswer, answer: Answer, seen: Seen) -> Computation:
    """How `answer`, which is `kept` computed again for who sees `seen`, was computed."""
    plan, receipt = answer.plan, answer.receipt
    if plan is None or receipt is None:
        raise UnknownName("computation of receipt", kept.receipt_id, ())
    periods = [bare_period_words(period) for period in (plan.period, plan.compared_with) if period]
    return Computation(
        receipt_id=kept.receipt_id,
        question=kept.question,
        definition=receipt.definition,
        filters=where_words(plan.where).removeprefix(" for ") or "all cases",
        period=" against ".join(periods) or ("all the data" if plan.metric else ""),
        timezone=receipt.timezone,
        generation=receipt.generation,
        as_of=receipt.as_of.astimezone(ZoneInfo(receipt.timezone)),
        n=[number.n for number in answer.numbers],
        cases=len(receipt.case_ids),
        queries=receipt.queries,
        sees=seen_words(seen) if seen.segments else "",
    )


def _is_seen(plan: Plan, served: Served) -> bool:
    """Whether all that `plan` names is there: dimensions and values that no case has are those of other cases."""
    if plan.case_id and not served.cases.has(plan.case_id):
        return False
    if any(name not in DIMENSIONS and not served.is_of_cases(name) for name in (*plan.by, *plan.where)):
        return False
    return all(
        value in served.values_of(name)
        for name, values in plan.where.items()
        if served.is_of_cases(name)
        for value in values
    )
