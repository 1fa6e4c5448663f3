"""Answers that are similar past cases."""

from collections.abc import Callable, Sequence

from knowledge.answers.answer import Status
from knowledge.answers.cases.lessons import Sought, Teacher, sought_in
from knowledge.answers.evidence import SIMILAR_DEFINITION
from knowledge.answers.kinds.drafting import Context, Draft, with_assumed
from knowledge.answers.wording.similar import similar_sentence
from knowledge.metrics.periods import ALWAYS
from knowledge.questions.plan import Intent, Plan, Reading, Unclear, Understood
from knowledge.retrieval.search.similar_case import SimilarCase

_CASES_SHOWN = 5
_MOST_CASES = 100
_MOST_TEXT = 10_000
"""Characters of a text that are kept to search by; the model reads fewer."""
_NOTHING = "There is nothing to search by: give a text or the id of a case."


def reading_of(text_or_case_id: str, is_case: Callable[[str], bool]) -> Reading:
    """A text or a case id as a search for what is similar; an id that no case has may be an error code."""
    # compiles word lists, and a number does without
    from knowledge.questions.rules.similar import looks_like_an_id, no_case_but_a_text

    wanted = text_or_case_id.strip()
    if not wanted:
        return Unclear(sentence=_NOTHING, choices=())
    if is_case(wanted):
        return Understood(plan=Plan(intent=Intent.SIMILAR, case_id=wanted))
    assumed = (no_case_but_a_text(wanted),) if looks_like_an_id(wanted) else ()
    return Understood(plan=Plan(intent=Intent.SIMILAR, topic=wanted[:_MOST_TEXT]), assumed=assumed)


def find_similar(context: Context, plan: Plan, assumed: Sequence[str]) -> Draft:
    """Past cases close in meaning to the text or the case that `plan` names, and what they teach."""
    sought = _sought(context, plan)
    cases = sought.search(sought.wanted)
    teacher = Teacher(context.served.material, context.served.smallest_cell, context.summarise)
    taught = teacher.taught(cases, sought)
    return Draft(
        status=Status.ANSWERED if cases else Status.NO_DATA,
        headline=with_assumed(similar_sentence(plan, cases), assumed),
        plan=plan,
        cases=cases,
        summary=taught.lessons.summary,
        common=taught.lessons.common,
        contrast=taught.lessons.contrast,
        caveats=context.coverage(),
        footing=context.footing(SIMILAR_DEFINITION, f"out of {context.cases_words()}"),
        receipt=context.receipt(SIMILAR_DEFINITION, case_ids=[case.case_id for case in cases]),
        beside=taught.beside,
        computed=[*_counts_of(cases), *taught.computed],
        words=[*assumed, *taught.words],
    )


def _sought(context: Context, plan: Plan) -> Sought:
    """The search that `plan` names."""
    from knowledge.retrieval.search.search import Wanted  # brings NumPy, and a number does without

    wanted = Wanted(k=min(plan.limit or _CASES_SHOWN, _MOST_CASES), where=plan.where, period=plan.period or ALWAYS)
    return sought_in(context.served.search, wanted, text=plan.topic or context.question, case_id=plan.case_id)


def _counts_of(cases: Sequence[SimilarCase]) -> Sequence[int]:
    """How many there are, how many escalated, and how often each outcome occurs."""
    outcomes = [case.outcome for case in cases if case.outcome]
    return [len(cases), sum(case.escalated for case in cases), *(outcomes.count(one) for one in set(outcomes))]
