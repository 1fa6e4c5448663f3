"""Follow-ups: a fragment asked in a thread changes the Plan of the answer before it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from knowledge.metrics.catalogue import METRICS, Measure
from knowledge.metrics.periods import ALWAYS
from knowledge.questions.following.beside import Beside, spoken
from knowledge.questions.following.carried import carried_over
from knowledge.questions.following.changes import Impossible, Said, changed, is_segment_comparison
from knowledge.questions.following.follow_up_words import (
    AROUND_DROP,
    COMPARE_FRONTS,
    DIFFERS,
    DROPS,
    INSTEAD,
    RATIO_OF,
    TAKES_AWAY,
)
from knowledge.questions.following.fragments import Fragment
from knowledge.questions.following.searches import changed_search, number_alone
from knowledge.questions.following.shifts import shift_in, shifted
from knowledge.questions.following.wishes import granted, told, without
from knowledge.questions.linking.baselines import fair
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    And,
    BaselineLink,
    DimensionWord,
    Filler,
    Negation,
    PeriodLink,
    TrendWord,
    ValueLink,
    Wants,
)
from knowledge.questions.plan import Intent, OutOfScope, Plan, Reading, Unclear, Understood
from knowledge.questions.rules.held_periods import is_held_against
from knowledge.questions.rules.rule_reader import RuleReader
from knowledge.questions.rules.times import named_periods
from knowledge.questions.wording import Wording

EXAMPLES = ("escalations by product", "escalation ratio per week", "similar cases: customer was charged twice")
MOST_CHOICES = 4
_NUMBERS = frozenset({Intent.VALUE, Intent.TREND, Intent.BREAKDOWN, Intent.COMPARE, Intent.WHY})
MOST_GROUPS = 50
"""A larger number alone is hardly how many groups are wanted."""
_AROUND_A_BASELINE = (PeriodLink, Wants, TrendWord, Filler, And)
_WHICH_CASES = (ValueLink, PeriodLink, Negation, Filler, And)


class FollowUps:
    """Changes the Plans of a thread by what is said next. Whether it is a fragment has been decided before."""

    def __init__(self, rules: RuleReader, wording: Wording) -> None:
        self._rules = rules
        self._wording = wording
        self._beside = Beside(rules, wording)

    def read(self, fragment: Fragment, plans: Sequence[Plan], today: date) -> tuple[Reading, ...]:
        """What `fragment` makes of `plans`, those of the parts of the question before, one at least.

        It changes the last part. It changes all where they ask about the same cases of the same period and it only
        says which other cases or which other period.
        """
        links = self._rules.link(fragment.text, today)
        alike = all((plan.where, plan.period) == (plans[0].where, plans[0].period) for plan in plans)
        for_all = alike and not fragment.wish and all(isinstance(mark.means, _WHICH_CASES) for mark in links.marks)
        return tuple(self._one(plan, fragment, links, today) for plan in (plans if for_all else plans[-1:]))

    def _one(self, before: Plan, fragment: Fragment, links: Links, today: date) -> Reading:
        try:
            wish = granted(before, fragment, today, self._title) if fragment.wish else None
            if wish is not None:
                return wish
            if not fragment.words and fragment.show is None:
                raise Impossible("I cannot tell what that changes.")
            if before.intent is Intent.DEFINE:
                return self._rules.read(f"{self._title(before.metric)} {fragment.text}", today=today)
            if before.metric is None or before.intent not in _NUMBERS:
                return changed_search(before, fragment, links, self._rules, today)
            return self._changed(before, fragment, links, today)
        except Impossible as impossible:
            return Unclear(sentence=str(impossible), choices=self._again(before, today) or EXAMPLES)

    def _changed(self, before: Plan, fragment: Fragment, links: Links, today: date) -> Reading:
        last = len(links.tokens)
        place = next((at for at in range(1, last - 2) if fragment.words[at : at + 2] in INSTEAD), last)
        if place < last and _held_already(before, self._rules.link(links.text(place + 2, last), today)):
            fragment = replace(fragment.without(links, place, last), instead=True)
            links = self._rules.link(fragment.text, today)
        dropped = _dropped(before, links)
        if dropped:
            plan = without(before, *dropped)
            return Understood(plan=plan, assumed=told(before, plan, self._title(before.metric)))
        versus = self._versus(before, fragment, today)
        if versus is not None:
            return versus
        limit = number_alone(fragment)
        if limit is not None and before.order is not None:
            return self._limited(before, limit)
        shift = shift_in(fragment.words, before.period)
        held = None if shift else self._held_against(before, fragment, today)
        if held is not None:
            return held
        if shift is None:
            heard = self._beside.hear(before, fragment, links, today)
            return self._merged(before, heard.reading, heard.said, fragment, today)
        rest = fragment.without(links, shift.first, shift.last)
        moved = replace(before, period=shifted(before.period, shift.against, today))
        heard = self._beside.hear(moved, rest, self._rules.link(rest.text, today), today)
        return self._merged(before, heard.reading, replace(heard.said, period=True), rest, today)

    def _merged(self, before: Plan, reading: Reading, said: Said, fragment: Fragment, today: date) -> Reading:
        match reading:
            case Understood(plan=plan) if plan.intent not in _NUMBERS:
                return reading
            case Understood(plan=plan, assumed=assumed):
                said = replace(said, plan=replace(plan, show=plan.show or fragment.show))
                if said.metric and (fragment.only or fragment.of_those) and _is_other_count(plan, before):
                    return self._of_those(before, said, fragment, today)
                if said.metric and (fragment.each or fragment.back) and (before.limit or before.bound):
                    raise Impossible("Those were chosen by another number: name the ones that you mean.")
                whole = changed(before, said, today)
                if whole == before:
                    raise Impossible("That changes nothing in the answer before it.")
                carried = carried_over(before, said, whole, self._title(whole.metric))
                return Understood(plan=whole, assumed=(*carried, *assumed))
            case Unclear(sentence=sentence, choices=choices, partly=partly):
                return Unclear(
                    sentence=sentence,
                    choices=tuple(self._choices(before, choices, said, today)) or choices,
                    partly=changed(before, replace(said, plan=partly), today) if partly else None,
                )
            case OutOfScope():
                return replace(reading, instead=None)
        return reading

    def _of_those(self, before: Plan, said: Said, fragment: Fragment, today: date) -> Reading:
        """ "Only the escalated ones": of these cases, or in the period in which these were counted?

        "How many of those escalated" is about these cases: where a share is defined over them, it says how many.
        """
        share = RATIO_OF.get(said.plan.metric or "")
        if share and fragment.of_those and fragment.asks and _is_over(share, before):
            plan = changed(before, replace(said, plan=replace(said.plan, metric=share)), today)
            told = carried_over(before, said, plan, self._title(share))
            of_those = f"of those {self._title(before.metric)}: their share, with how many they are"
            return Understood(plan=plan, assumed=(*told, of_those))
        names = [name for name in (share, said.plan.metric) if name]
        plans = [changed(before, replace(said, plan=replace(said.plan, metric=name)), today) for name in names]
        return Unclear(
            sentence="Cases are counted in the period in which each thing happened: which number do you mean?",
            choices=self._questions(plans, today) or EXAMPLES,
        )

    def _versus(self, before: Plan, fragment: Fragment, today: date) -> Reading | None:
        """ "Compare with APAC", where the answer before was filtered to other values of the same dimension."""
        front = next((one for one in COMPARE_FRONTS if fragment.words[: len(one)] == one), None)
        if front is None:
            return None
        links = self._rules.link(fragment.text, today)
        rest = fragment.without(links, 0, len(front))
        if shift_in(rest.words, before.period):
            return None
        heard = self._beside.hear(before, rest, self._rules.link(rest.text, today), today)
        alone = not any(isinstance(mark.means, BaselineLink) for mark in links.marks)
        if alone and heard.said.period and isinstance(heard.reading, Understood):
            return self._against(before, heard.reading.plan, heard.said, today)
        where = heard.reading.plan.where if isinstance(heard.reading, Understood) else {}
        name, values = next(iter(where.items()), ("", ()))
        if len(where) != 1 or len(values) != 1 or name not in before.where or heard.said.period:
            return None
        both = {**before.where, name: tuple(dict.fromkeys((*before.where[name], *values)))}
        plan = replace(_plain(before), intent=Intent.COMPARE, where=both, by=(name,))
        said = replace(heard.said, plan=plan)
        return Understood(plan=plan, assumed=carried_over(before, said, plan, self._title(plan.metric)))

    def _limited(self, before: Plan, limit: int) -> Reading:
        """ "Make it 5": as many groups of the ranking before."""
        if not before.by or not 0 < limit <= MOST_GROUPS:
            raise Impossible("I cannot tell what that number changes.")
        plan = replace(before, limit=limit)
        said = Said(plan=Plan(intent=before.intent, limit=limit))
        return Understood(plan=plan, assumed=carried_over(before, said, plan, self._title(plan.metric)))

    def _held_against(self, before: Plan, fragment: Fragment, today: date) -> Reading | None:
        """ "Why is that higher than in September?", "what changed vs September": the period before, held against it."""
        links = self._rules.link(DIFFERS.sub("compared to ", fragment.text), today)
        periods = named_periods(links)
        if len(periods) != 1 or links.unexplained or not is_held_against(links, periods[0][0]):
            return None
        if any(not isinstance(mark.means, _AROUND_A_BASELINE) for mark in links.marks) or is_segment_comparison(before):
            return None
        why = any(isinstance(mark.means, Wants) and mark.means.intent is Intent.WHY for mark in links.marks)
        named = Plan(intent=Intent.VALUE, period=periods[0][1].period)
        held = self._against(replace(before, show=None), named, Said(plan=named, period=True), today)
        if not why or not isinstance(held, Understood):
            return held
        plan = replace(held.plan, intent=Intent.WHY, by=(), order=None, limit=None, bound=None)
        return replace(held, plan=plan)

    def _against(self, before: Plan, named: Plan, said: Said, today: date) -> Reading | None:
        """ "Compare with 2012": the period before, held against that one, where nothing else is said."""
        if named.where or said.split or said.metric or named.period in (None, before.period):
            return None
        try:
            both = fair(before.period or ALWAYS, named.period or ALWAYS, today)
        except (ValueError, OverflowError):
            return None
        plan = replace(before, intent=Intent.COMPARE, every=None, period=both.period, compared_with=both.baseline)
        assumed = carried_over(
            before, replace(said, plan=replace(plan, where={}), period=False), plan, self._title(plan.metric)
        )
        return Understood(plan=plan, assumed=(*assumed, *both.assumed))

    def _choices(self, before: Plan, choices: Sequence[str], said: Said, today: date) -> Iterator[str]:
        """Each choice, which is about the fragment alone, as one about what was asked before."""
        for choice in choices:
            reading = self._rules.read(choice, today=today)
            if not isinstance(reading, Understood):
                continue
            plan = reading.plan
            if plan.intent not in _NUMBERS:
                yield choice
                continue
            split = said.split or bool(plan.by and plan.by != before.by)
            metric = said.metric or plan.metric != before.metric
            try:
                yield from self._questions(
                    [changed(before, replace(said, plan=plan, split=split, metric=metric), today)], today
                )
            except Impossible:
                continue

    def _questions(self, plans: Sequence[Plan], today: date) -> tuple[str, ...]:
        """Those of `plans` that can be put as a question which is read as the same Plan."""
        worded = [
            self._wording.question(plan, spoken(plan.period, why=plan.intent is Intent.WHY) if plan.period else "")
            for plan in plans
            if plan.metric
        ]
        readings = [(text, self._rules.read(text, today=today)) for text in worded]
        wanted = [replace(plan, show=None) for plan in plans]
        same = (text for text, reading in readings if isinstance(reading, Understood) and reading.plan in wanted)
        return tuple(dict.fromkeys(same))[:MOST_CHOICES]

    def _again(self, before: Plan, today: date) -> tuple[str, ...]:
        """The question before, where it can be put in one."""
        if before.intent is Intent.SIMILAR:
            return (f"similar to {before.case_id}" if before.case_id else f"similar cases: {before.topic}",)
        return self._questions([before], today)

    def _title(self, metric: str | None) -> str:
        return self._wording.question(Plan(intent=Intent.VALUE, metric=metric), "")


def _held_already(before: Plan, links: Links) -> bool:
    """Whether "instead of" stands before what `before` has: a split, a filter or its period, and nothing else."""
    said = [mark.means for mark in links.marks if not isinstance(mark.means, Filler | And)]
    return (
        bool(said)
        and not links.unexplained
        and all(
            (isinstance(means, DimensionWord) and means.name in before.by)
            or (isinstance(means, ValueLink) and any(name in before.where for name, _ in means.choices))
            or (isinstance(means, PeriodLink) and means.period == before.period)
            for means in said
        )
    )


def _plain(plan: Plan) -> Plan:
    """The number of `plan`, cut and ordered by nothing."""
    return replace(
        plan, intent=Intent.VALUE, by=(), every=None, order=None, limit=None, bound=None, compared_with=None, show=None
    )


def _is_other_count(plan: Plan, before: Plan) -> bool:
    counted = METRICS.get(plan.metric or "")
    return counted is not None and counted.measure is Measure.COUNT and plan.metric != before.metric


def _is_over(share: str, before: Plan) -> bool:
    """Whether `share` is one of the very cases that `before` counts."""
    part, whole = METRICS[share], METRICS[before.metric or ""]
    return whole.measure is Measure.COUNT and part.dated_by == whole.dated_by


def _dropped(before: Plan, links: Links) -> list[str]:
    """The dimensions that are to go: "all regions", "regardless of priority", "drop the team"."""
    named = [mark for mark in links.marks if isinstance(mark.means, DimensionWord)]
    inside = {place for mark in named for place in range(mark.first, mark.last)}
    words = {token.word for token in links.tokens}
    around = all(token.word in AROUND_DROP for place, token in enumerate(links.tokens) if place not in inside)
    if not around or not DROPS & words:
        return []
    names = [mark.means.name for mark in named if isinstance(mark.means, DimensionWord)]
    return names if TAKES_AWAY & words else [name for name in names if name in before.where]
