"""Reads a fragment beside the metric and the period of the Plan before it, by the rules that read whole questions."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.metrics.periods import Period
from knowledge.questions.following.changes import Said
from knowledge.questions.following.follow_up_words import RATIO_OF, WHOLE
from knowledge.questions.following.fragments import Fragment, names_metric
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    BoundWord,
    DimensionWord,
    Limit,
    Mark,
    MetricCue,
    PeriodDoubt,
    PeriodLink,
    Rank,
    RestWord,
    Wants,
)
from knowledge.questions.linking.metric_words import STOCKS, Cue
from knowledge.questions.plan import Intent, Plan, Reading, Understood
from knowledge.questions.rules.filters import named_values
from knowledge.questions.rules.rule_reader import RuleReader
from knowledge.questions.wording import Wording

ONE_DAY = timedelta(days=1)
_OF_A_SPLIT = (Rank, Limit, BoundWord, RestWord)
"""What needs the split of the Plan before."""
_SHARES = frozenset({Cue.SHARE, Cue.RATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A fragment as it was read, and what of the reading's Plan it said itself; `said.plan` is the one before."""

    reading: Reading
    said: Said


class Beside:
    """Puts what a fragment leaves open in front of it, in words that the rules read exactly."""

    def __init__(self, rules: RuleReader, wording: Wording) -> None:
        self._rules = rules
        self._wording = wording

    def hear(self, before: Plan, fragment: Fragment, links: Links, today: date) -> Heard:
        """What `fragment` says about `before`, which has a metric."""
        metric = self._ratio(before, links)
        text = _without_cues(links) if metric else fragment.text
        said = said_of(before, fragment, links)
        why = any(isinstance(mark.means, Wants) and mark.means.intent is Intent.WHY for mark in links.marks)
        front = [] if said.period or before.period is None else [spoken(before.period, why=why)]
        if metric or not said.metric:
            front.append(self._subject(replace(before, metric=metric or before.metric), links))
        reading = self._rules.read(" ".join((*front, text)), today=today)
        named = said.split and (not isinstance(reading, Understood) or bool(reading.plan.by))
        return Heard(reading=reading, said=replace(said, metric=said.metric or metric is not None, split=named))

    def _subject(self, before: Plan, links: Links) -> str:
        needs_split = any(isinstance(mark.means, _OF_A_SPLIT) for mark in links.marks)
        by = before.by if needs_split and not _names_split(links) else ()
        plan = Plan(intent=Intent.BREAKDOWN if by else Intent.VALUE, metric=before.metric, by=by)
        return self._wording.question(plan, "")

    def _ratio(self, before: Plan, links: Links) -> str | None:
        cues = {mark.means.name for mark in links.marks if isinstance(mark.means, MetricCue)}
        return RATIO_OF.get(before.metric or "") if cues and cues <= _SHARES else None


def said_of(before: Plan, fragment: Fragment, links: Links) -> Said:
    """What of a Plan the fragment names itself."""
    metric = names_metric(fragment, links)
    return Said(
        plan=before,
        metric=metric,
        period=any(isinstance(mark.means, PeriodLink | PeriodDoubt) for mark in links.marks)
        or (fragment.now and _is_of_a_moment(links)),
        split=_names_split(links),
        whole=metric and (fragment.whole or not WHOLE.isdisjoint(fragment.words)),
        left_out=frozenset(name for one in named_values(links) if one.left_out for name, _ in one.link.choices),
        added=fragment.added,
        also=fragment.also,
        instead=fragment.instead,
        alone=metric and fragment.asks and not ((fragment.back or fragment.of_those) and (before.by or before.every)),
    )


def spoken(period: Period, *, why: bool = False) -> str:
    """`period` so that the rules read the same one again; empty for all data and for no day at all.

    Beside a `why`, "between" would name two days that are held against each other.
    """
    if period.start is None:
        return f"before {period.end}" if period.end else ""
    if period.end is None:
        return f"since {period.start}"
    if period.end == period.start:
        return ""
    if why:
        return f"from {period.start} until {period.end - ONE_DAY}"
    return f"between {period.start} and {period.end - ONE_DAY}"


def _is_of_a_moment(links: Links) -> bool:
    """Whether what is open is asked about: right now, no period is taken over then."""
    return any(isinstance(mark.means, MetricCue) and mark.means.name in STOCKS for mark in links.marks)


def _names_split(links: Links) -> bool:
    return any(isinstance(mark.means, DimensionWord) for mark in links.marks)


def _without_cues(links: Links) -> str:
    """The words that name no metric."""
    cues = [mark for mark in links.marks if isinstance(mark.means, MetricCue)]
    return " ".join(
        links.text(place, place + 1) for place in range(len(links.tokens)) if not any(_holds(m, place) for m in cues)
    )


def _holds(mark: Mark, place: int) -> bool:
    return mark.first <= place < mark.last
