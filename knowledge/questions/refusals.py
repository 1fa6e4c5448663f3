"""The sentences for questions that are not answered: why, and what can be asked."""

from collections.abc import Mapping

from knowledge.metrics.catalogue import Metric
from knowledge.questions.linking.marks import Refusal
from knowledge.questions.plan import Intent, OutOfScope

_EXAMPLES = "“escalation ratio by product last month” or “similar cases: customer was charged twice”"

OUTSIDE = f"I answer questions about the cases only; ask for example {_EXAMPLES}."
NOT_ENGLISH = f"Without a chat model I read English only; ask for example {_EXAMPLES}."

_REFUSALS: Mapping[Refusal, str] = {
    Refusal.INSTRUCTION: f"I take questions about the cases and no other instructions; ask for example {_EXAMPLES}.",
    Refusal.PERSON: (
        "I do not count or rank individual people, because escalations describe the system; "
        "ask for example “escalations by team” or “escalation ratio by product”."
    ),
    Refusal.FORECAST: (
        "I make no forecast, I count what has happened; ask for example “escalations per week in the last 90 days”."
    ),
    Refusal.OUTSIDE: OUTSIDE,
}

_NOT_YET: Mapping[Intent, str] = {
    Intent.COMPARE: "Comparing two periods or segments",
    Intent.WHY: "Finding what drives a change",
    Intent.CASE: "Telling the story of one case",
    Intent.FINDINGS: "Listing findings",
    Intent.EFFECT: "Measuring the effect of a change",
}
"""The intents that are recognised; one that the reader answers is never looked up here."""


def refusal(why: Refusal) -> OutOfScope:
    """Why such a question is not answered."""
    return OutOfScope(sentence=_REFUSALS[why])


def not_yet(intent: Intent) -> OutOfScope:
    """An intent that is recognised, and not answered so far."""
    name = _NOT_YET.get(intent, f"The question “{intent.value}”")
    return OutOfScope(sentence=f"{name} is not there yet; ask for example {_EXAMPLES}.")


def no_such_metric(name: str, metrics: Mapping[str, Metric]) -> OutOfScope:
    """A metric that is known by name and not in the catalogue."""
    *others, last = (metric.title for metric in metrics.values())
    there = f"{', '.join(others)} and {last}" if others else last
    return OutOfScope(sentence=f"The metric {name.replace('_', ' ')} is not there yet; what I can count is {there}.")


def no_such_case(case_id: str) -> OutOfScope:
    """A case to search by that does not exist."""
    return OutOfScope(
        sentence=f"There is no case {case_id}; name another one, or say what happened: “similar cases: …”."
    )
