"""Follow-ups on what is no number: similar cases, one case, findings."""

from dataclasses import replace
from datetime import date

from knowledge.questions.following.beside import said_of
from knowledge.questions.following.carried import carried_over
from knowledge.questions.following.changes import Impossible
from knowledge.questions.following.fragments import Fragment
from knowledge.questions.linking.calendar_words import CARDINALS
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent, Plan, Reading, Understood
from knowledge.questions.rules.case_topics import topic_of_it
from knowledge.questions.rules.rule_reader import RuleReader

_AROUND_A_LIMIT = frozenset(
    words_of("top first best closest nearest most similar show me the of them ones cases give list")
)
_CHANGES = {
    Intent.SIMILAR: "Of similar cases I can change which come into question, their period and how many are shown.",
    Intent.FINDINGS: "Of findings I can change which cases and which period they are about.",
}


def changed_search(before: Plan, fragment: Fragment, links: Links, rules: RuleReader, today: date) -> Reading:
    """What `fragment` makes of a Plan without a metric: other filters, another period, another number of cases.

    Raises Impossible for anything else.
    """
    limit = _limit(fragment)
    if before.intent is Intent.SIMILAR and limit:
        return Understood(plan=replace(before, limit=limit), assumed=("carried over: what the cases are similar to",))
    case = rules.read(fragment.text, today=today)
    if isinstance(case, Understood) and case.plan.intent is Intent.CASE:
        return _other_case(before, case)
    if before.intent not in _CHANGES:
        raise Impossible("I cannot tell what that changes; ask it as a whole question.")
    reading = rules.read(f"cases {fragment.text}", today=today)
    plan = reading.plan if isinstance(reading, Understood) else None
    if plan is None or plan != Plan(intent=Intent.VALUE, metric="cases", where=plan.where, period=plan.period):
        raise Impossible(_CHANGES[before.intent])
    said = said_of(before, fragment, links)
    where = {**before.where, **plan.where}
    changed = replace(before, where=where, period=plan.period if said.period else before.period)
    about = "what the cases are similar to" if before.intent is Intent.SIMILAR else "findings"
    assumed = carried_over(before, replace(said, plan=plan), changed, about)
    return Understood(plan=changed, assumed=assumed)


def about_the_same_case(message: str, before: Plan | None) -> Reading | None:
    """What is asked of the one case that was told about: "what was promised?"; None where it is something else."""
    topic = topic_of_it(message) if before is not None and before.intent is Intent.CASE else None
    if before is None or topic is None:
        return None
    return Understood(plan=replace(before, topic=topic.topic), assumed=(f"carried over: {before.case_id}",))


def number_alone(fragment: Fragment) -> int | None:
    """The number that is all that `fragment` says besides small words: "make it 5", "the first ten"."""
    return None if fragment.show or fragment.wish else _limit(fragment)


def _limit(fragment: Fragment) -> int | None:
    """How many cases are wanted, where nothing else is said."""
    numbers = [number for word in fragment.words if (number := _number(word))]
    around = all(word in _AROUND_A_LIMIT or _number(word) for word in fragment.words)
    return numbers[0] if around and len(numbers) == 1 else None


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 4 else CARDINALS.get(word)


def _other_case(before: Plan, case: Understood) -> Reading:
    """The same about another case: what is similar to it, or what happened in it."""
    if before.intent is Intent.SIMILAR and before.case_id:
        return Understood(plan=replace(before, case_id=case.plan.case_id), assumed=("carried over: similar cases",))
    return case
