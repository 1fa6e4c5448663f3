"""Which kind of answer a reading wants; every reading gets one."""

from collections.abc import Sequence

from knowledge.answers.answer import Status
from knowledge.answers.changes.periods import compare
from knowledge.answers.changes.why import why
from knowledge.answers.kinds.case_lists import list_cases
from knowledge.answers.kinds.case_stories import tell_case
from knowledge.answers.kinds.drafting import Context, Draft
from knowledge.answers.kinds.metric import measure
from knowledge.answers.kinds.plain import define, explain_help, nothing_computed
from knowledge.answers.kinds.similar import find_similar
from knowledge.answers.wording.figures import dimension_words
from knowledge.answers.wording.subjects import all_of
from knowledge.metrics.compiling import NONE
from knowledge.questions.plan import Intent, OutOfScope, Plan, Reading, Show, Unclear, Understood

_FEW = 4


def draft_of(context: Context, reading: Reading) -> Draft:
    """The draft of the answer to what was read."""
    match reading:
        case Unclear(sentence=sentence, choices=choices):
            return Draft(status=Status.CLARIFY, headline=sentence, choices=choices)
        case OutOfScope(sentence=sentence):
            return Draft(status=Status.REFUSED, headline=sentence)
        case Understood(plan=plan, assumed=assumed):
            return _of_plan(context, plan, [*assumed, *_left_out(context, plan)])


def _left_out(context: Context, plan: Plan) -> Sequence[str]:
    """Which few values a filter lacks that names all others: that is how the person has put it."""
    found = []
    for name, values in plan.where.items():
        lacking = [value for value in context.served.values_of(name) if value not in values]
        if len(values) > _FEW and 0 < len(lacking) <= _FEW:
            words = [f"cases without a known {dimension_words(name)}" if one == NONE else one for one in lacking]
            found.append(f"every {dimension_words(name)} but {all_of(words)}")
    return found


def _of_plan(context: Context, plan: Plan, assumed: Sequence[str]) -> Draft:
    if plan.show is Show.CASES and plan.metric and plan.intent is not Intent.DEFINE:
        return list_cases(context, plan, assumed)
    match plan.intent:
        case Intent.VALUE | Intent.TREND | Intent.BREAKDOWN:
            return measure(context, plan, assumed)
        case Intent.COMPARE:
            return compare(context, plan, assumed)
        case Intent.WHY:
            return why(context, plan, assumed)
        case Intent.CASE:
            return tell_case(context, plan, assumed)
        case Intent.SIMILAR:
            return find_similar(context, plan, assumed)
        case Intent.FINDINGS | Intent.EFFECT:
            return nothing_computed(plan)
        case Intent.DEFINE:
            return define(context, plan, assumed)
        case Intent.HELP:
            return explain_help(context, plan)
