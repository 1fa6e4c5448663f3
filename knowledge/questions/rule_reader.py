"""The reader that is always there: it links the words of a question to what is declared and to what occurs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from knowledge.metrics.catalogue import DIMENSIONS, METRICS, Dimension, Metric
from knowledge.questions import refusals
from knowledge.questions.composition import MOST_CHOICES, Composer
from knowledge.questions.definitions import defined_in, perhaps_defined_in
from knowledge.questions.languages import is_english
from knowledge.questions.linking.linker import Linker, Links
from knowledge.questions.linking.marks import (
    DimensionCount,
    DimensionWord,
    Filler,
    MetricCue,
    PeriodLink,
    Rank,
    Refusal,
    Refused,
    ValueLink,
    Wants,
)
from knowledge.questions.linking.words import Cue
from knowledge.questions.plan import Intent, OutOfScope, Plan, Reading, Unclear, Understood
from knowledge.questions.similar import (
    LONG_TEXT,
    Search,
    leading_chunk,
    looks_like_an_id,
    search_in,
    weak_search_in,
)
from knowledge.questions.vocabulary import Vocabulary

_COURTESIES = re.compile(
    r"^\W*(?:(?:please|hey|hi|hello|dear|good\s+morning|thanks|could\s+you|can\s+you|would\s+you|kindly|ok|okay|so)\b"
    r"(?:\s+(?:there|team|all|everyone|bot)\b)?[\s,!.:;-]*)+",
    re.IGNORECASE,
)
DEEPEST = 2
"""Questions that are asked back in a row, at most, before something is understood."""

_EXAMPLE_SEARCH = "similar cases: customer was charged twice"
_EXAMPLES = ("escalations by product", "escalation ratio per week", _EXAMPLE_SEARCH)
_LOOSE_CUES = frozenset({Cue.SHARE, Cue.RATE, Cue.OPENED, Cue.OFTEN})
"""Words that belong to cases only beside others: "how often" by itself asks about anything."""


class RuleReader:
    """Reads English questions by rules. Knows no clock, no database and no model."""

    def __init__(
        self,
        *,
        vocabulary: Vocabulary,
        default_period_days: int,
        metrics: Mapping[str, Metric] = METRICS,
        dimensions: Mapping[str, Dimension] = DIMENSIONS,
    ) -> None:
        self._vocabulary = vocabulary
        self._default_period_days = default_period_days
        self._metrics = metrics
        self._linker = Linker(metrics, dimensions, vocabulary)
        self._composer = Composer(metrics, dimensions, vocabulary, self._linker)

    def read(self, question: str, *, today: date) -> Reading:
        """What `question` means on the day `today` of the reporting time zone. Takes any text and never raises."""
        asked = _COURTESIES.sub("", question, count=1).strip()
        if not any(c.isalnum() for c in asked):
            greeted = any(c.isalpha() for c in question)
            return Understood(plan=Plan(intent=Intent.HELP)) if greeted else _nothing_asked()
        search = search_in(asked)
        if search is not None:
            return self._similar(search, today)
        links = self._linker.link(asked, today)
        if len(asked) > LONG_TEXT and not self._names_metric(links):
            return _search_for(Search(topic=asked), "a long text is searched by")
        if not is_english([token.word for token in links.tokens]):
            return OutOfScope(sentence=refusals.NOT_ENGLISH)
        return self._refused(links, today) or self._other_answer(links, today) or self._number(links, today)

    def _similar(self, search: Search, today: date) -> Reading:
        if not search.topic:
            return Unclear(sentence="Similar to which case, or to what?", choices=(_EXAMPLE_SEARCH,))
        chunk, rest = leading_chunk(search.topic)
        case_id = self._existing(chunk)
        if case_id is not None:
            return self._similar_to(case_id, rest, search, today)
        if looks_like_an_id(chunk) and not any(c.isalnum() for c in rest):
            return refusals.no_such_case(chunk)
        return _search_for(search)

    def _similar_to(self, case_id: str, rest: str, search: Search, today: date) -> Reading:
        """By a case, with the filters and the period named behind it."""
        links = self._linker.link(rest, today)
        filters = (ValueLink, PeriodLink, Filler, MetricCue)
        strays = [mark for mark in links.marks if not isinstance(mark.means, filters)]
        draft = self._composer.draft(links, today, self._default_period_days)
        if links.unexplained or strays:
            return Unclear(sentence=f"I did not understand “{rest.strip()}”.", choices=(f"similar to {case_id}",))
        named_period = any(isinstance(mark.means, PeriodLink) for mark in links.marks)
        period = draft.plan.period if named_period else None
        where = draft.plan.where
        plan = Plan(intent=Intent.SIMILAR, case_id=case_id, where=where, period=period, limit=search.limit)
        return Understood(plan=plan)

    def _existing(self, chunk: str) -> str | None:
        written = (chunk, chunk.upper(), chunk.lower()) if chunk else ()
        return next((case_id for case_id in written if self._vocabulary.case_exists(case_id)), None)

    def _refused(self, links: Links, today: date) -> Reading | None:
        refused = {mark.means.why for mark in links.marks if isinstance(mark.means, Refused)}
        if Refusal.INSTRUCTION in refused:
            return refusals.refusal(Refusal.INSTRUCTION)
        if Refusal.OUTSIDE in refused or (refused and not _is_about_cases(links) and not _says(links, Rank)):
            return refusals.refusal(Refusal.OUTSIDE)
        for why in (Refusal.PERSON, Refusal.FORECAST):
            if why in refused:
                return refusals.refusal(why)
        begins_later = any(
            isinstance(mark.means, PeriodLink) and mark.means.period.start and mark.means.period.start > today
            for mark in links.marks
        )
        return refusals.refusal(Refusal.FORECAST) if begins_later and _is_about_cases(links) else None

    def _other_answer(self, links: Links, today: date) -> Reading | None:
        """What is no number: help, a definition, a weakly worded search, or an intent that is not there yet."""
        wanted = [mark.means.intent for mark in links.marks if isinstance(mark.means, Wants)]
        unmet = [intent for intent in wanted if intent is not Intent.HELP]
        definition = self._definition(links, today)
        if definition is not None:
            return definition
        if unmet and _is_about_cases(links):
            return refusals.not_yet(unmet[0])
        if links.unexplained and (topic := weak_search_in(links.question)):
            return _search_for(Search(topic=topic))
        if self._names_case(links):
            return refusals.not_yet(Intent.CASE)
        if _is_about_cases(links):
            return None
        if unmet:
            return refusals.not_yet(unmet[0])
        helps = Intent.HELP in wanted and not links.unexplained
        return Understood(plan=Plan(intent=Intent.HELP)) if helps else OutOfScope(sentence=refusals.OUTSIDE)

    def _definition(self, links: Links, today: date) -> Reading | None:
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

    def _number(self, links: Links, today: date) -> Reading:
        missing = self._composer.choice_for(links).missing
        if missing is not None:
            return refusals.no_such_metric(missing, self._metrics)
        draft = self._composer.draft(links, today, self._default_period_days)
        if draft.doubt:
            choices = tuple(dict.fromkeys(self._settled(draft.choices, today, DEEPEST)))
            return Unclear(sentence=draft.doubt, choices=choices[:MOST_CHOICES] or _EXAMPLES)
        return Understood(plan=draft.plan, assumed=draft.assumed)

    def _settled(self, choices: Sequence[str], today: date, depth: int) -> Iterator[str]:
        """The choices that are understood; in the place of one that leaves something else open, its own choices."""
        for choice in choices:
            reading = self.read(choice, today=today) if depth else None
            if isinstance(reading, Understood):
                yield choice
            elif isinstance(reading, Unclear) and search_in(choice) is None:
                yield from self._settled(reading.choices, today, depth - 1)

    def _names_metric(self, links: Links) -> bool:
        return any(isinstance(mark.means, MetricCue) and mark.means.name in self._metrics for mark in links.marks)

    def _names_case(self, links: Links) -> bool:
        """Whether an unexplained word belongs to the id of a case that exists."""
        if not any(c.isdigit() for place in links.unexplained for c in links.tokens[place].word):
            return False
        chunks = (chunk.strip("?!.,;:()\"'“”#") for chunk in links.question.split())
        return any(looks_like_an_id(chunk) and self._existing(chunk) for chunk in chunks)


def _search_for(search: Search, *assumed: str) -> Reading:
    plan = Plan(intent=Intent.SIMILAR, topic=search.topic, limit=search.limit)
    return Understood(plan=plan, assumed=assumed)


def _nothing_asked() -> Unclear:
    return Unclear(sentence="What would you like to know about the cases?", choices=_EXAMPLES)


def _says(links: Links, *meanings: type) -> bool:
    return any(isinstance(mark.means, meanings) for mark in links.marks)


def _is_about_cases(links: Links) -> bool:
    """Whether the question names a metric, a dimension or a value at all."""
    cues = {mark.means.name for mark in links.marks if isinstance(mark.means, MetricCue)}
    return bool(cues - _LOOSE_CUES) or _says(links, DimensionWord, DimensionCount, ValueLink)


def _is_only_a_metric(links: Links) -> bool:
    return not links.unexplained and all(isinstance(mark.means, MetricCue) for mark in links.marks)
