"""The sentences for questions that are not answered: why, and what can be asked."""

from collections.abc import Mapping

from knowledge.metrics.catalogue import Metric
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import DimensionWord, Mark, MetricCue, Rank, Refusal, Refused, ValueLink, Wants
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent, OutOfScope

_EXAMPLES = "“escalation ratio by product last month” or “similar cases: customer was charged twice”"

_RANKED = frozenset({"which", "rank", "ranking", "top", "worst", "best", "of", "by", "per", "individual"})
_BY_CUSTOMERS = frozenset({"csat", "complaints", "repeat_contact_ratio", "escalation_requests"})
_BY_AGENTS = frozenset({"resolutions", "quality_score", "handoffs_per_case", Cue.RESOLVE, Cue.HANDLED})
_AT_CUSTOMERS = frozenset({"to", "do", "did", "make", "made", "have", "let", "keep"})
_WITH = frozenset({"to", "with", "the", "our"})
_LIKE_CUSTOMERS = frozenset(
    words_of("""
    escalate escalates escalated complain complained ask asked ask want wanted call called chase chased contact come
    came write wrote raise open opened send sent wait waited rate rated demand demanded insist leave
    """)
)
_CUSTOMERS = frozenset(words_of("customer customers client clients account accounts company companies"))
_ANYBODY = frozenset(words_of("those anybody anyone somebody someone everybody everyone users user"))
_STATES = frozenset({"was", "were", "is", "are", "had", "have", "has", "got", "get", "did", "escalated", "reopened"})

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


def refusal(why: Refusal) -> OutOfScope:
    """Why such a question is not answered."""
    return OutOfScope(sentence=_REFUSALS[why])


def refused_in(links: Links) -> frozenset[Refusal]:
    """Why the words of `links` make a question that is not answered; empty when they do not.

    A team that cases are "assigned to" is no person, and neither are the customers "who" escalated.
    """
    marks = links.marks
    refused = set()
    for before, mark, behind in zip((None, *marks), marks, (*marks[1:], None), strict=False):
        if not isinstance(mark.means, Refused):
            continue
        people = mark.means.why is Refusal.PERSON and not mark.means.named
        groups = _is_one_of(links) or _ranks_groups(links)
        if not (people and (groups or _is_no_person(links, before, mark, behind) or _are_customers(links, mark))):
            refused.add(mark.means.why)
    return frozenset(refused)


def names_a_person(links: Links) -> bool:
    """Whether a person's name or a column of persons is in the question."""
    return any(isinstance(mark.means, Refused) and mark.means.named for mark in links.marks)


def _is_no_person(links: Links, before: Mark | None, mark: Mark, behind: Mark | None) -> bool:
    last = links.tokens[mark.last - 1].word
    named = behind is not None and isinstance(behind.means, ValueLink | DimensionWord) and behind.first == mark.last
    if last in ("who", "whose", "whom"):
        return before is not None and ((last == "whose" and named) or _has_properties(links, before, mark))
    if last in ("engineer", "engineers"):
        return mark.first > 0 and links.tokens[mark.first - 1].word in _WITH
    if behind is not None and isinstance(behind.means, MetricCue) and behind.means.name is Cue.RESPOND:
        return mark.first > 0 and links.tokens[mark.first - 1].word in ("a", "an")  # until an agent answers
    team = behind is not None and isinstance(behind.means, ValueLink | DimensionWord)
    return last in ("to", "by") and team


def _has_properties(links: Links, before: Mark, mark: Mark) -> bool:
    """Whether "who" or "whose" goes on about what stands right before: "customers who", "cases whose status"."""
    told = links.tokens[mark.first - 1].word
    goes_on = links.tokens[mark.last].word if mark.last < len(links.tokens) else ""
    anybody = told in _ANYBODY and goes_on in _LIKE_CUSTOMERS
    if isinstance(before.means, DimensionWord) or told in _CUSTOMERS or anybody:
        return True
    case = isinstance(before.means, MetricCue) and before.means.name is Cue.CASE and before.last == mark.first
    joined = links.question[links.tokens[mark.first - 1].end : links.tokens[mark.first].start].isspace()
    return case and joined and (links.tokens[mark.first].word == "whose" or goes_on in _STATES)


def _is_one_of(links: Links) -> bool:
    """Whether "who" stands for one of the values that are named: "who is faster, EMEA or APAC"."""
    compares = any(isinstance(mark.means, Wants) and mark.means.intent is Intent.COMPARE for mark in links.marks)
    said = {links.tokens[mark.first].word for mark in links.marks if isinstance(mark.means, Refused)}
    return compares and said == {"who"} and sum(isinstance(mark.means, ValueLink) for mark in links.marks) > 1


def _ranks_groups(links: Links) -> bool:
    """Whether "who" stands for the groups that are ranked: "who did worst, by team"."""
    said = {links.tokens[mark.first].word for mark in links.marks if isinstance(mark.means, Refused)}
    ranked = any(isinstance(mark.means, Rank) for mark in links.marks)
    return ranked and said == {"who"} and any(isinstance(mark.means, DimensionWord) for mark in links.marks)


def _are_customers(links: Links, mark: Mark) -> bool:
    """Whether "people" are those who are satisfied or complain, and no ranking of them is asked for."""
    before = links.tokens[mark.first - 1].word if mark.first else ""
    if links.tokens[mark.first].word not in ("people", "callers") or before in _RANKED:
        return False
    names = {one.means.name for one in links.marks if isinstance(one.means, MetricCue)}
    behind = links.tokens[mark.last].word if mark.last < len(links.tokens) else ""
    if behind in _LIKE_CUSTOMERS and not names & _BY_AGENTS:
        return True
    return bool(names & _BY_CUSTOMERS) or (before in _AT_CUSTOMERS and not names & _BY_AGENTS)


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
