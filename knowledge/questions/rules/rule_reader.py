"""The reader that is always there: it links the words of a question to what is declared and to what occurs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from knowledge.metrics.catalogue import DIMENSIONS, METRICS, Dimension, Metric
from knowledge.questions import refusals
from knowledge.questions.linking.calendar_words import Calendar
from knowledge.questions.linking.linker import Linker, Links
from knowledge.questions.linking.marks import (
    And,
    BoundWord,
    DimensionCount,
    DimensionWord,
    Filler,
    MetricCue,
    PeriodLink,
    Rank,
    Refusal,
    ShowWord,
    StatisticWord,
    ValueLink,
    Wants,
)
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.people import without_people
from knowledge.questions.plan import Intent, OutOfScope, Plan, Reading, Unclear, Understood
from knowledge.questions.rules.by_meaning import Guess, ValueMeanings, read_by_meaning
from knowledge.questions.rules.case_questions import case_asked
from knowledge.questions.rules.case_topics import story_asked
from knowledge.questions.rules.composition import MOST_CHOICES, Composer, Draft
from knowledge.questions.rules.definitions import defined_in, perhaps_defined_in, told_apart_in
from knowledge.questions.rules.effects import effect_in
from knowledge.questions.rules.languages import is_english
from knowledge.questions.rules.similar import (
    LONG_TEXT,
    Search,
    leading_chunk,
    looks_like_an_id,
    no_case_but_a_text,
    search_in,
    weak_search_in,
)
from knowledge.questions.vocabulary import Vocabulary

_COURTESIES = re.compile(
    r"^\W*(?:(?:please|pls|plz|hey|hi|hiya|hello|dear|fyi|btw|(?:good\s+)?(?:morning|afternoon|evening)(?=\W*[!,.])|thanks|could\s+you|can\s+you|would\s+you|kindly|ok|okay|so)\b"
    r"(?:\s+(?:there|team|all|everyone|bot)\b)?[\s,!.:;-]*)+",
    re.IGNORECASE,
)
_BEFORE_PERSONS = frozenset({"per", "by", "of", "each", "every"})
"""Words that nothing is found for because what they stand before is refused."""

_REMEMBERED = 64
"""Texts whose links are kept for the next reading of the same message."""

DEEPEST = 2
"""Questions that are asked back in a row, at most, before something is understood."""

_EXAMPLE_SEARCH = "similar cases: customer was charged twice"
_EXAMPLES = ("escalations by product", "escalation ratio per week", _EXAMPLE_SEARCH)
_AS_USUAL = Calendar()
_LOOSE_CUES = frozenset(Cue) - {
    Cue.CASE,
    Cue.ESCALATED,
    Cue.PART_OF_ESCALATIONS,
    Cue.CASES_AND_ESCALATIONS,
    Cue.TO_MANAGEMENT,
    Cue.DECLINED,
    Cue.ARRIVED,
    Cue.UPSTAIRS,
}
"""Words that belong to cases only beside others: "how often" by itself asks about anything."""

_IT = frozenset({"it", "this", "that", "they"})
_NARROWS = (ValueLink, PeriodLink, Rank)
_BEHIND_A_CASE = (ValueLink, PeriodLink, DimensionWord, Filler, And, MetricCue)


class RuleReader:
    """Reads English questions by rules. Knows no clock, no database and no model."""

    def __init__(
        self,
        *,
        vocabulary: Vocabulary,
        default_period_days: int,
        calendar: Calendar = _AS_USUAL,
        meanings: ValueMeanings | None = None,
        metrics: Mapping[str, Metric] = METRICS,
        dimensions: Mapping[str, Dimension] = DIMENSIONS,
    ) -> None:
        """`meanings` None: no value is found by what it means, only by how it is written."""
        self._vocabulary, people = without_people(vocabulary)
        self._default_period_days = default_period_days
        self._meanings = meanings
        self._metrics = metrics
        self._linker = Linker(metrics, dimensions, self._vocabulary, calendar, people)
        # one message is linked as a whole, by sentences and by parts, some of which are the same
        self._linked = lru_cache(maxsize=_REMEMBERED)(self._linker.link)
        self._composer = Composer(metrics, dimensions, self._vocabulary, self._linker)

    def read(self, question: str, *, today: date) -> Reading:
        """What `question` means on the day `today` of the reporting time zone. Takes any text and never raises."""
        return self._read(question, today, DEEPEST)

    def _read(self, question: str, today: date, depth: int) -> Reading:
        """`depth`: how many more questions may be asked back in a row."""
        asked = _COURTESIES.sub("", question, count=1).strip()
        if not any(c.isalnum() for c in asked):
            greeted = any(c.isalpha() for c in question)
            return Understood(plan=Plan(intent=Intent.HELP)) if greeted else _nothing_asked()
        search = search_in(asked)
        if search is not None:
            return self._similar(search, today)
        story = self._story(asked)
        if story is not None:
            return story
        links = self._linked(asked, today)
        if len(asked) > LONG_TEXT and not self._names_metric(links):
            return _search_for(Search(topic=asked), "a long text is searched by")
        if not is_english([token.word for token in links.tokens]):
            return OutOfScope(sentence=refusals.NOT_ENGLISH, firm=False)
        return (
            self._refused(links, today) or self._other_answer(links, today, depth) or self._number(links, today, depth)
        )

    def link(self, text: str, today: date) -> Links:
        """What the words of `text` stand for, for a reader that puts questions together out of parts."""
        return self._linked(text, today)

    def knows_case(self, case_id: str) -> bool:
        """Whether there is a case of this id."""
        return self._vocabulary.case_exists(case_id)

    def told_apart(self, question: str, today: date) -> tuple[str, ...]:
        """What defines each of two things whose difference `question` asks for; none where it asks for numbers."""
        both = [self.link(one, today) for one in told_apart_in(question) or ()]
        names = [self._composer.choice_for(one).name for one in both if _is_only_a_metric(one)]
        several = len(names) > 1 and len(set(names)) > 1
        return tuple(f"define {self._metrics[name].title}" for name in names if name) if several and all(names) else ()

    def is_one_case(self, asked: str, later: Sequence[str], today: date) -> bool:
        """Whether all of `asked` is about one case, whose story answers its `later` parts: "and how did it end"."""
        whole = self._case(self.link(asked, today))
        told = isinstance(whole, Understood) and whole.plan.intent is Intent.CASE
        links = [self.link(text, today) for text in later] if told else []
        about_it = all({token.word for token in one.tokens} & _IT and not _says(one, *_NARROWS) for one in links)
        return told and about_it

    def _similar(self, search: Search, today: date) -> Reading:
        if not search.topic:
            return Unclear(sentence="Similar to which case, or to what?", choices=(_EXAMPLE_SEARCH,))
        chunk, rest = leading_chunk(search.topic)
        case_id = self._existing(chunk)
        if case_id is not None:
            return self._similar_to(case_id, rest, search, today)
        if looks_like_an_id(chunk) and not any(c.isalnum() for c in rest):
            return _search_for(search, no_case_but_a_text(chunk))
        return _search_for(search)

    def _similar_to(self, case_id: str, rest: str, search: Search, today: date) -> Reading:
        """By a case, with the filters and the period named behind it."""
        links = self._linker.link(rest, today)
        draft = self._composer.filters(links)
        strays = [mark for mark in links.marks if not isinstance(mark.means, _BEHIND_A_CASE)]
        if draft.doubt or strays:
            return Unclear(sentence=f"I did not understand “{rest.strip()}”.", choices=(f"similar to {case_id}",))
        plan = replace(draft.plan, intent=Intent.SIMILAR, case_id=case_id, limit=search.limit)
        return Understood(plan=plan, assumed=draft.assumed)

    def _story(self, question: str) -> Reading | None:
        """Of one case all that happened, or what of it is asked for in so many words."""
        asked = story_asked(question, self._existing)
        if asked is None:
            return None
        if not asked.known:
            return refusals.no_such_case(asked.case_id)
        return Understood(plan=Plan(intent=Intent.CASE, case_id=asked.case_id, topic=asked.topic))

    def _existing(self, chunk: str) -> str | None:
        written = (chunk, chunk.upper(), chunk.lower()) if chunk else ()
        return next((case_id for case_id in written if self._vocabulary.case_exists(case_id)), None)

    def _refused(self, links: Links, today: date) -> Reading | None:
        refused = refusals.refused_in(links)
        if Refusal.INSTRUCTION in refused:
            return refusals.refusal(Refusal.INSTRUCTION)
        about_cases = _is_about_cases(links) or _says(links, Rank) or refusals.names_a_person(links)
        if Refusal.OUTSIDE in refused or (refused and not about_cases):
            return refusals.refusal(Refusal.OUTSIDE)
        for why in (Refusal.PERSON, Refusal.FORECAST):
            if why in refused:
                return replace(refusals.refusal(why), instead=self._instead(links, today))
        begins_later = any(
            isinstance(mark.means, PeriodLink) and mark.means.period.start and mark.means.period.start > today
            for mark in links.marks
        )
        return refusals.refusal(Refusal.FORECAST) if begins_later and _is_about_cases(links) else None

    def _instead(self, links: Links, today: date) -> Plan | None:
        """The number that is asked for beside persons or a time to come; None where none is named."""
        unknown = {links.tokens[place].word for place in links.unexplained}
        if self._composer.choice_for(links).name is None or not unknown <= _BEFORE_PERSONS:
            return None
        plan = self._composer.draft(links, today, self._default_period_days).plan
        period = plan.period if _says(links, PeriodLink) and plan.period and plan.period.start else None
        if period is not None and period.start is not None and period.start > today:
            period = None
        return Plan(
            intent=Intent.VALUE, metric=plan.metric, statistic=plan.statistic, where=plan.where, period=plan.period
        )

    def _other_answer(self, links: Links, today: date, depth: int) -> Reading | None:
        """What is no number: help, a definition, a weakly worded search, one case, findings, an effect."""
        other = self._definition(links, today) or self._effect(links, today) or self._case(links)
        if other is not None:
            return other
        if links.unexplained and (topic := weak_search_in(links.question)):
            return _search_for(Search(topic=topic))
        wanted = {mark.means.intent for mark in links.marks if isinstance(mark.means, Wants)}
        if Intent.FINDINGS in wanted and not wanted & {Intent.WHY, Intent.COMPARE}:
            return self._findings(links, today, depth)
        if _is_about_cases(links) or self._composer.knows_a_part_of(links):
            return None
        if Intent.HELP in wanted and not links.unexplained:
            return Understood(plan=Plan(intent=Intent.HELP))
        if wanted & {Intent.COMPARE, Intent.WHY} and _says(links, PeriodLink):
            return None
        if not links.unexplained and not all(isinstance(mark.means, Filler | And) for mark in links.marks):
            return None
        return OutOfScope(sentence=refusals.OUTSIDE, firm=False)

    def _case(self, links: Links) -> Reading | None:
        asked = case_asked(links, self._existing)
        if asked is None:
            return None
        if asked.unknown:
            return refusals.no_such_case(asked.unknown)
        if len(asked.known) > 1 or not asked.only:
            choices = tuple(f"tell me about case {case_id}" for case_id in asked.known)
            return Unclear(
                sentence="I can tell about one case at once, and that without filters.", choices=choices[:MOST_CHOICES]
            )
        told = (f"everything that happened in {asked.known[0]} is told",) if asked.more else ()
        return Understood(plan=Plan(intent=Intent.CASE, case_id=asked.known[0]), assumed=told)

    def _guess(self, links: Links) -> Guess | None:
        return read_by_meaning(links, self._meanings) if self._meanings and links.unexplained else None

    def _findings(self, links: Links, today: date, depth: int) -> Reading:
        guess = self._guess(links)
        draft = self._composer.filters(guess.links if guess else links)
        choice = self._composer.choice_for(links)
        plan = replace(draft.plan, intent=Intent.FINDINGS, metric=choice.name)
        told = guess.told if guess else ()
        return self._unless_in_doubt(replace(draft, plan=plan, assumed=(*told, *draft.assumed)), today, depth)

    def _effect(self, links: Links, today: date) -> Reading | None:
        effect = effect_in(links.question)
        if effect is None:
            asks = any(isinstance(mark.means, Wants) and mark.means.intent is Intent.EFFECT for mark in links.marks)
            return Understood(plan=Plan(intent=Intent.EFFECT)) if asks and not links.unexplained else None
        if not effect.topic:
            return None if not effect.outright else _which_change()
        if not effect.outright and not self._linker.link(effect.topic, today).unexplained:
            return None
        rest = self._linker.link(effect.rest, today)
        draft = self._composer.filters(rest)
        if draft.doubt:
            return Unclear(sentence=draft.doubt, choices=(f"effect of {effect.topic}",))
        metric = self._composer.choice_for(rest).name if _says(rest, MetricCue) else None
        return Understood(plan=replace(draft.plan, intent=Intent.EFFECT, metric=metric, topic=effect.topic))

    def _definition(self, links: Links, today: date) -> Reading | None:
        choices = self.told_apart(links.question, today)
        if choices:
            return Unclear(sentence="They are different things: which one shall I define?", choices=choices)
        what = defined_in(links.question)
        outright = what is not None
        if what is None:
            what = perhaps_defined_in(links.question)
        if what is None:
            return None
        named = self._linker.link(what, today)
        choice = self._composer.choice_for(named)
        if not _says(named, MetricCue) or (not outright and not _is_only_a_metric(named)):
            return None
        if choice.missing:
            return refusals.no_such_metric(choice.missing, self._metrics)
        if choice.name is None:
            return None
        return Understood(plan=Plan(intent=Intent.DEFINE, metric=choice.name), assumed=choice.assumed)

    def _number(self, links: Links, today: date, depth: int) -> Reading:
        missing = self._composer.choice_for(links).missing
        if missing is not None:
            return refusals.no_such_metric(missing, self._metrics)
        draft = self._composer.draft(links, today, self._default_period_days)
        if draft.partly is not None and (guess := self._guess(links)):
            if not guess.told:
                return self._unless_in_doubt(self._composer.offered(draft, links, guess), today, depth)
            draft = self._composer.draft(guess.links, today, self._default_period_days)
            draft = replace(draft, assumed=(*guess.told, *draft.assumed))
        return self._unless_in_doubt(draft, today, depth)

    def _unless_in_doubt(self, draft: Draft, today: date, depth: int) -> Reading:
        if not draft.doubt:
            return Understood(plan=draft.plan, assumed=draft.assumed)
        choices = tuple(dict.fromkeys(self._settled(draft.choices, today, depth)))
        return Unclear(sentence=draft.doubt, choices=choices[:MOST_CHOICES] or _EXAMPLES, partly=draft.partly)

    def _settled(self, choices: Sequence[str], today: date, depth: int) -> Iterator[str]:
        """The choices that are understood; in the place of one that leaves something else open, its own choices."""
        for choice in choices if depth else ():
            reading = self._read(choice, today, depth - 1)
            if isinstance(reading, Understood):
                yield choice
            elif isinstance(reading, Unclear) and reading.choices != _EXAMPLES:
                yield from reading.choices

    def _names_metric(self, links: Links) -> bool:
        return any(isinstance(mark.means, MetricCue) and mark.means.name in self._metrics for mark in links.marks)


def _search_for(search: Search, *assumed: str) -> Reading:
    plan = Plan(intent=Intent.SIMILAR, topic=search.topic, limit=search.limit)
    return Understood(plan=plan, assumed=assumed)


def _nothing_asked() -> Unclear:
    return Unclear(sentence="What would you like to know about the cases?", choices=_EXAMPLES)


def _which_change() -> Unclear:
    return Unclear(sentence="The effect of which change?", choices=("interventions",))


def _says(links: Links, *meanings: type) -> bool:
    return any(isinstance(mark.means, meanings) for mark in links.marks)


def _is_about_cases(links: Links) -> bool:
    """Whether the question names a metric, a dimension or a value at all."""
    cues = {mark.means.name for mark in links.marks if isinstance(mark.means, MetricCue)}
    named = _says(links, DimensionWord, DimensionCount, ValueLink, ShowWord)
    counted = any(isinstance(mark.means, Rank) and mark.means.cue is Cue.CASE for mark in links.marks)
    held = _says(links, PeriodLink) and _says(links, StatisticWord)
    aged = any(isinstance(mark.means, BoundWord) and mark.means.age for mark in links.marks)
    return bool(cues - _LOOSE_CUES) or len(cues) > 1 or named or counted or held or aged


def _is_only_a_metric(links: Links) -> bool:
    return not links.unexplained and all(isinstance(mark.means, MetricCue) for mark in links.marks)
