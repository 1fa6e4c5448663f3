"""Answers that nothing is computed for: what a metric is, what can be asked, what there is not yet."""

from collections.abc import Sequence

from knowledge.answers.answer import Status
from knowledge.answers.kinds.drafting import Context, Draft, with_assumed
from knowledge.answers.wording.figures import definition_words
from knowledge.questions.following.fragments import fragment_of
from knowledge.questions.following.wish_words import Wish
from knowledge.questions.plan import Intent, Plan

HELP = "I answer from the support cases: how many, since when, where, why, and what similar past cases there are."
WELCOME = "You are welcome."
EXAMPLES = (
    "How many escalations last month?",
    "Weekly escalation ratio since March",
    "Top 3 products by escalations this quarter",
    "Similar cases: customer was charged twice",
)
_NOTHING_YET = {
    Intent.FINDINGS: (
        "Nothing has been computed yet: there are no findings;"
        " “why did escalations change last month?” and “escalation ratio by product” can be asked instead."
    ),
    Intent.EFFECT: (
        "Nothing has been computed yet: there are no effects of interventions;"
        " “escalations by month this year” shows the months before and after a change instead."
    ),
}


def define(context: Context, plan: Plan, assumed: Sequence[str]) -> Draft:
    """What a metric is, with the hours that are in force."""
    metric = context.metric(plan)
    sentence = with_assumed(f"{definition_words(metric)}.", assumed)
    return Draft(headline=sentence, plan=plan, words=[metric.definition, *assumed])


def explain_help(context: Context, plan: Plan) -> Draft:
    """What can be asked; a word of thanks gets one back."""
    if fragment_of(context.question).wish is Wish.THANKS:
        return Draft(headline=WELCOME, plan=plan)
    return Draft(headline=HELP, plan=plan, choices=EXAMPLES)


def nothing_computed(plan: Plan) -> Draft:
    """That there are no findings and no effects yet, and what can be asked instead."""
    return Draft(status=Status.NO_DATA, headline=_NOTHING_YET[plan.intent], plan=plan)
