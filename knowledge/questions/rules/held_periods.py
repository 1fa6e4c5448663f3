"""The two periods that a question holds against each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.metrics.periods import ALWAYS, Grain, Period, start_of, units_before
from knowledge.questions.linking.baselines import (
    Against,
    Baseline,
    Comparison,
    NoSamePartError,
    compared,
    fair,
    usual_period,
)
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import BaselineLink, Mark, PeriodDoubt, PeriodLink, Wants
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent
from knowledge.questions.rules.times import last_days, named_periods, times_of

_BEFORE = Against(Baseline.BEFORE)
_IN = frozenset(words_of("in during for on of over"))
_CONNECT = frozenset(words_of("vs v versus against than with to in for on during the from"))
"""The last words of what stands before the other period: "compared with", "than in"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Two periods that are held against each other, the words that name them, and those for the first alone.

    With a `doubt` there are none, and `choices` are words that would name them.
    """

    period: Period = ALWAYS
    compared_with: Period | None = None
    words: str = ""
    first_words: str = ""
    assumed: tuple[str, ...] = ()
    doubt: str = ""
    choices: tuple[str, ...] = ()


def change_of(links: Links, default_days: int, today: date, *, of_a_moment: bool) -> Change:
    """The periods that the question holds against each other; what it leaves open is assumed.

    `of_a_moment`: what is compared is counted at the end of a period, and now where none was named.
    """
    said = _said(links)
    doubt = next((mark for mark in links.marks if isinstance(mark.means, PeriodDoubt)), None)
    if doubt is not None:
        return _doubtful(links, doubt)
    if len(said.periods) + len(said.against) > 2 or len(said.against) > 1:
        return Change(doubt="I can hold two periods against each other, and no more.")
    try:
        found = _found(said, default_days, today, of_a_moment)
    except NoSamePartError:
        return Change(doubt="I cannot tell which the same days are.")
    except (ValueError, OverflowError):
        return Change(doubt="Both periods of a comparison need a beginning and an end.")
    if found is None:
        choices = (f"this month {said.words}", f"last month {said.words}")
        return Change(doubt=f"I cannot tell which period is compared: “{said.words}” is one of two.", choices=choices)
    comparison, assumed = found
    return Change(
        period=comparison.period,
        compared_with=comparison.baseline,
        words=said.words,
        first_words=said.first_words,
        assumed=(*assumed, *comparison.assumed),
    )


def _doubtful(links: Links, doubt: Mark) -> Change:
    """What else could be said for the one period that cannot be told, the other one beside it as it is."""
    times = times_of(links)
    others = [mark for mark in links.marks if isinstance(mark.means, PeriodLink | BaselineLink)]
    worded = {mark: (links.text(mark.first, mark.last),) for mark in others[:1]} | {doubt: times.choices}
    choices: tuple[str, ...] = ("",)
    for place, mark in enumerate(sorted(worded, key=lambda one: one.first)):
        joint = " vs " if place and not isinstance(mark.means, BaselineLink) else " " if place else ""
        choices = tuple(f"{said}{joint}{one}" for said in choices for one in worded[mark])
    return Change(doubt=f"I cannot tell which period “{times.unclear}” is.", choices=choices)


def is_held_against(links: Links, mark: Mark) -> bool:
    """Whether "vs" or the like stands right before `mark`."""
    before = next((m for m in links.marks if m.last == mark.first), None)
    if before is None or not isinstance(before.means, Wants) or before.means.intent is not Intent.COMPARE:
        return False
    return links.tokens[before.last - 1].word in _CONNECT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The different periods that were named, and the words against which; `alone`: the one period is a baseline."""

    periods: Sequence[Period]
    against: Sequence[Against]
    alone: bool
    words: str
    first_words: str


def _said(links: Links) -> _Said:
    first = {means.period: mark for mark, means in reversed(named_periods(links))}
    periods = sorted(first.items(), key=lambda one: one[1].first)
    if len(periods) == 2 and not is_held_against(links, periods[1][1]):
        periods.sort(key=lambda one: one[0].start or date.min, reverse=True)
    marks = [mark for _, mark in periods]
    baselines = [(mark, mark.means.against) for mark in links.marks if isinstance(mark.means, BaselineLink)]
    return _Said(
        periods=[period for period, _ in periods],
        against=[against for _, against in baselines],
        alone=len(marks) == 1 and not baselines and is_held_against(links, marks[0]),
        words=" ".join(_words(links, marks, [mark for mark, _ in baselines])),
        first_words=links.text(marks[0].first, marks[0].last) if marks else "",
    )


def _found(said: _Said, default_days: int, today: date, of_a_moment: bool) -> tuple[Comparison, tuple[str, ...]] | None:
    """The two periods and what was assumed; None where one of them cannot be told.

    Raises ValueError or OverflowError for a period with an open end.
    """
    against = said.against[0] if said.against else None
    if said.alone:
        follows = _following(said.periods[0], today)
        return (follows, ()) if follows else None
    if len(said.periods) > 1:
        return fair(said.periods[0], said.periods[1], today), ()
    if said.periods:
        assumed = () if against else ("compared with the period before",)
        return compared(said.periods[0], against or _BEFORE, today), assumed
    if against and against.unit:
        period, which = _usual(against, today, of_a_moment)
        return compared(period, against, today), (f"no period was named: {which}",)
    default = (f"no period was named: the last {default_days} days",)
    held = () if against else ("compared with as many days before",)
    return compared(last_days(default_days, today), against or _BEFORE, today), (*default, *held)


def _usual(against: Against, today: date, of_a_moment: bool) -> tuple[Period, str]:
    """The period that is meant when only what it is held against was named, and its name."""
    unit, count = against.unit or Grain.MONTH, against.count or 1
    period = usual_period(against, today) or ALWAYS
    if of_a_moment:
        return Period(start=units_before(unit, count, today), end=today), "as of today"
    if period.end and period.end > today:
        return period, "this year so far"
    return period, f"the last {f'{count} complete {unit}s' if count > 1 else f'complete {unit}'}"


def _following(baseline: Period, today: date) -> Comparison | None:
    """The unit that is running, held against the named one right before it; None where it is another one."""
    for unit in Grain:
        start = start_of(unit, today)
        if baseline == Period(start=start_of(unit, start - timedelta(days=1)), end=start):
            return fair(Period(start=start, end=today + timedelta(days=1)), baseline, today)
    return None


def _words(links: Links, marks: Sequence[Mark], baselines: Sequence[Mark]) -> Iterator[str]:
    for place, mark in enumerate(marks):
        if place or is_held_against(links, mark):
            yield "vs"
        prepositions = links.tokens[mark.first].word in _IN
        yield links.text(mark.first + prepositions, mark.last)
    for mark in baselines:
        yield links.text(mark.first, mark.last)
