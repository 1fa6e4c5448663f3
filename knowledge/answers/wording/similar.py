"""What is said of similar cases: how many there are, and how they ended."""

from collections.abc import Sequence

from knowledge.answers.wording.figures import period_words, where_words
from knowledge.answers.wording.subjects import all_of
from knowledge.questions.plan import Plan
from knowledge.retrieval.search.similar_case import SimilarCase


def similar_sentence(plan: Plan, cases: Sequence[SimilarCase]) -> str:
    """How many similar cases there are, how many escalated, and how they mostly ended."""
    opened = f" opened {period_words(plan.period)}" if plan.period else ""
    about = f"similar to {plan.case_id or 'this'}"
    if not cases:
        return f"No past case{where_words(plan.where)}{opened} is {about}: nothing came close enough."
    cases_are = "1 past case" if len(cases) == 1 else f"{len(cases):,} past cases"
    verb = "is" if len(cases) == 1 else "are"
    return (
        f"{cases_are}{where_words(plan.where)}{opened} {verb} {about}: "
        f"{_escalated_words(cases)}{_outcome_words([case.outcome for case in cases if case.outcome], len(cases))}."
    )


def _escalated_words(cases: Sequence[SimilarCase]) -> str:
    escalated = sum(case.escalated for case in cases)
    if len(cases) == 1:
        return "it escalated" if escalated else "it did not escalate"
    if escalated == len(cases):
        return "all of them escalated"
    return f"{escalated:,} of them escalated" if escalated else "none of them escalated"


def _outcome_words(outcomes: Sequence[str], cases: int) -> str:
    """The most frequent outcome, or those that are equally frequent; empty when none is known."""
    if not outcomes:
        return ""
    times = max(map(outcomes.count, outcomes))
    most = sorted({one for one in outcomes if outcomes.count(one) == times})
    if cases == 1:
        return f", and its outcome is {most[0]}"
    if times == 1:
        return f"; their outcomes are {all_of(most)}" if len(most) > 1 else f"; one outcome is known, {most[0]}"
    if len(most) == 1:
        return f"; the most frequent outcome is {most[0]} ({times:,} of {cases:,})"
    return f"; the most frequent outcomes are {all_of(most)} ({times:,} of {cases:,} each)"
