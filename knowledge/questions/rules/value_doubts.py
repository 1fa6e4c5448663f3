"""Why the words of a question do not settle which cases are counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from knowledge.metrics.catalogue import Metric
from knowledge.metrics.compiling import NONE
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import And, DimensionWord, Filler, Mark, Rank, ValueLink
from knowledge.questions.linking.small_words import NEGATING_WORDS
from knowledge.questions.linking.values import ValueIndex
from knowledge.questions.plan import Plan
from knowledge.questions.rules.comparing import Kind
from knowledge.questions.rules.doubt import Doubt, filtered
from knowledge.questions.rules.filters import Named, all_values, idle_negations, is_negated, where_of
from knowledge.questions.rules.parts import Parts
from knowledge.questions.rules.shape import intent_of
from knowledge.questions.rules.unexplained import unexplained_text, unexplained_words, unknown_value, values_with
from knowledge.questions.vocabulary import Vocabulary

_MOST_HELD = 2
_MOVES = frozenset({"handoffs_per_case", "elevations", "elevation_ratio"})
_WAYS = ("to", "from", "into", "out", "between", "involving")
_ENDED = frozenset({"closed", "resolved", "solved", "done", "cancelled", "canceled"})
_GRADES = frozenset({"priority", "severity", "urgency", "impact", "prio"})
_HIGHEST = frozenset({"top", "highest", "lowest", "max", "maximum", "min", "minimum", "bottom", "leading"})
_BESIDE: Mapping[str, str] = {
    "resolutions": "backlog",
    "escalations": "escalation_ratio",
    "escalation_ratio": "escalation_ratio",
    "elevations": "elevation_ratio",
    "elevation_ratio": "elevation_ratio",
    "reopen_ratio": "reopen_ratio",
    "sla_attainment": "sla_attainment",
}
"""What tells about the cases that something did not happen to."""


class ValueDoubts:
    """Knows what one catalogue and one vocabulary cannot count."""

    def __init__(self, metrics: Mapping[str, Metric], vocabulary: Vocabulary, values: ValueIndex) -> None:
        self._metrics = metrics
        self._vocabulary = vocabulary
        self._values = values

    def of(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        """What is not settled about words that nothing was found for, and about values."""
        yield from self._unknown_words(plan, parts)
        yield from self._unsettled_values(plan, parts)

    def of_rest(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        """One value against all others: no Plan says that."""
        if parts.kind is Kind.REST:
            where = where_of(parts.named, self._vocabulary, {})
            value = replace(plan, intent=intent_of((), plan.every), by=(), where=where)
            others = [self._without(value, name, *values) for name, values in list(where.items())[:1]]
            yield Doubt(
                sentence="I have no one number for all the others: every group, it alone, or all but it?",
                plans=[plan, value, *others],
            )

    def _unknown_words(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        links = parts.links
        unknown = unknown_value(links, self._values, self._vocabulary)
        if unknown is not None:
            near = (
                f"; {'near to it is' if unknown.alike else 'it has'} {', '.join(unknown.near)}" if unknown.near else ""
            )
            name = unknown.dimension.replace("_", " ")
            plans = [filtered(plan, unknown.dimension, value) for value in unknown.near] or [plan]
            yield Doubt(sentence=f"The data has no {name} “{unknown.said}”{near}.", plans=plans)
        if links.unexplained:
            containing = list(islice(values_with(links, self._values, self._vocabulary), _MOST_HELD))
            negated = any(is_negated(links, place) for place in links.unexplained)
            narrower = self._without if negated else filtered
            plans = [*(narrower(plan, *one) for one in containing), plan]
            yield Doubt(
                sentence=f"I do not know what {unexplained_words(links)} would mean for the number.",
                plans=self._not_negated(plan, parts) if _says_no(links) else plans[:-1] or plans if negated else plans,
                questions=[f"similar cases: {unexplained_text(links)}"],
                unexplained=True,
            )
        for mark in idle_negations(links):
            said = links.text(mark.first, mark.last)
            yield Doubt(sentence=f"I cannot tell what “{said}” leaves out.", plans=self._not_negated(plan, parts))

    def _without(self, plan: Plan, dimension: str, *values: str) -> Plan:
        """`plan` for all other values."""
        kept = tuple(one for one in all_values(dimension, self._vocabulary) if one not in values)
        return replace(plan, where={**plan.where, dimension: kept})

    def _not_negated(self, plan: Plan, parts: Parts) -> Sequence[Plan]:
        """What may be meant where nothing says what is left out: never the very thing, always a number of all."""
        name = _BESIDE.get(plan.metric or "", plan.metric if plan.metric == "cases" else None)
        known = name in self._metrics and not any(parts.where.values())
        return [replace(plan, metric=name, statistic=None, threshold_hours=None, bound=None)] if known else []

    def _unsettled_values(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        for one in parts.named:
            dimensions = [dimension for dimension, _ in one.link.choices]
            if len(dimensions) > 1:
                wheres = (where_of(parts.named, self._vocabulary, {one.mark.first: name}) for name in dimensions)
                names = " or ".join(name.replace("_", " ") for name in dimensions)
                yield Doubt(
                    sentence=f"“{parts.links.text(one.mark.first, one.mark.last)}” can be {names}.",
                    plans=[replace(plan, where=where) for where in wheres],
                )
            if one.link.one_of and not one.left_out:
                dimension, several = one.link.choices[0]
                said = parts.links.text(one.mark.first, one.mark.last)
                yield Doubt(
                    sentence=f"“{said}” can be any of {len(several)}: which {dimension} do you mean?",
                    plans=[filtered(plan, dimension, name) for name in several],
                )
        for one, other in pairwise(parts.named):
            if dict(one.link.choices).keys().isdisjoint(dict(other.link.choices)) and _says_or(parts, one, other):
                plans = [replace(plan, where=where_of([each], self._vocabulary, {})) for each in (one, other)] + [plan]
                said = parts.links.text(one.mark.first, other.mark.last)
                yield Doubt(sentence=f"“{said}”: I count cases that fit both, or either by itself.", plans=plans)
        yield from self._unsettled_grades(plan, parts)
        for dimension, values in parts.where.items():
            if not values:
                yield Doubt(sentence=f"That leaves no {dimension} to count.", plans=[plan])
        yield from self._unsettled_status(plan, parts)
        yield from _moved(plan, parts)

    def _unsettled_grades(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        """The highest priority: a value, and no ranking of them."""
        for rank, grade in pairwise(parts.links.marks):
            if not isinstance(rank.means, Rank) or not isinstance(grade.means, DimensionWord) or rank.means.limit:
                continue
            word = parts.links.tokens[grade.last - 1].word
            one = rank.last == grade.first and grade.last == grade.first + 1 and word in _GRADES
            if one and parts.links.tokens[rank.last - 1].word in _HIGHEST:
                values = [name for name in all_values(grade.means.name, self._vocabulary) if name != NONE]
                alone = replace(plan, order=None, limit=None)
                said = parts.links.text(rank.first, grade.last)
                plans = [filtered(alone, grade.means.name, value) for value in values]
                yield Doubt(sentence=f"Which of these is the “{said}”?", plans=plans or [alone])

    def _unsettled_status(self, plan: Plan, parts: Parts) -> Iterator[Doubt]:
        """Pending cases: those opened in a period that are pending now, or all that are."""
        statuses = set(parts.where.get("status", ()))
        outright = any("status" in parts.links.text(m.first, m.last).casefold() for m in parts.links.marks)
        opened = any(token.word in ("opened", "created") for token in parts.links.tokens)
        running = statuses and not any(status.casefold() in _ENDED for status in statuses)
        if plan.metric == "cases" and running and not outright and not opened and "backlog" in self._metrics:
            yield Doubt(
                sentence="A status is the one of today: do you mean the cases opened in the period, or all open ones?",
                plans=[replace(plan, metric="backlog"), plan],
            )


def _says_no(links: Links) -> bool:
    return any(links.tokens[place].word in NEGATING_WORDS for place in links.unexplained)


def _says_or(parts: Parts, one: Named, other: Named) -> bool:
    between = [m for m in parts.links.marks if one.mark.last <= m.first and m.last <= other.mark.first]
    joins = any(isinstance(m.means, And) and parts.links.tokens[m.first].word == "or" for m in between)
    return joins and all(isinstance(m.means, And | Filler) for m in between) and not one.left_out


def _moved(plan: Plan, parts: Parts) -> Iterator[Doubt]:
    """A team that a case was moved to, or from: the data's team is the present one."""
    marks = parts.links.marks
    for mark, behind, third in zip(marks, marks[1:], (*marks[2:], None), strict=False):
        ways = _WAYS if plan.metric in _MOVES else ("to", "involving")
        if not isinstance(mark.means, Filler) or parts.links.tokens[mark.first].word not in ways:
            continue
        before = next((one for one in marks if one.last == mark.first), None)
        if parts.kind is Kind.SEGMENTS and before and isinstance(before.means, ValueLink):
            continue  # "compare G1 to G2"
        value = third if isinstance(behind.means, Filler) and third else behind
        said = parts.links.text(mark.first, value.last)
        if isinstance(value.means, ValueLink) and "team" in dict(value.means.choices):
            yield Doubt(
                sentence=f"“{said}”: a case counts for the team that has it now, wherever it was.", plans=[plan]
            )
        elif isinstance(value.means, ValueLink) and _comes_from(parts, mark):
            yield Doubt(sentence=f"“{said}”: I cannot tell where cases moved from or to.", plans=[plan])


def _comes_from(parts: Parts, to: Mark) -> bool:
    """Whether "from" and a value stand before the "to": "from EMEA to APAC"."""
    before = [mark for mark in parts.links.marks if mark.last <= to.first][-2:]
    if parts.links.tokens[to.first].word != "to" or len(before) < 2 or not isinstance(before[1].means, ValueLink):
        return False
    return parts.links.tokens[before[0].first].word == "from"
