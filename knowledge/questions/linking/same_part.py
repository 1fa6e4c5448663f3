"""The same days of another month, quarter or year: "vs the same days in October", "the same period of 2025"."""

from collections.abc import Iterator, Sequence

from knowledge.metrics.periods import whole_months
from knowledge.questions.linking.baseline_words import CONNECTIVES, Against, Baseline
from knowledge.questions.linking.calendar_words import INSIDE, TOLD_FROM_TODAY
from knowledge.questions.linking.dates.spans import behind, bounds
from knowledge.questions.linking.marks import BaselineLink, Mark, PeriodLink
from knowledge.questions.linking.tokens import words_of

_SAME = tuple(
    words_of(f"{the}{same} {days}")
    for the in ("the ", "")
    for same in ("same", "corresponding", "equivalent", "matching", "very same")
    for days in ("days", "period", "dates", "time", "stretch", "span", "part", "time period", "time span", "timeframe")
)
_UNITS = {
    words_of(f"{the}{same} {unit}"): months
    for the in ("the ", "")
    for same in ("same", "corresponding")
    for unit, months in (("month", 1), ("quarter", 3), ("half", 6), ("months", 1), ("quarters", 3))
}


def same_part_marks(said: Sequence[str], dated: Sequence[Mark]) -> Iterator[Mark]:
    """Where `said` asks for the same days of one of the periods `dated`; what is told from today is no such one."""
    for mark in dated:
        start = behind(said, mark.first, INSIDE) or mark.first
        if not isinstance(mark.means, PeriodLink) or said[start] in TOLD_FROM_TODAY or said[start] == "the":
            continue
        for first in range(max(0, mark.first - 7), mark.first):
            same = behind(said, first, CONNECTIVES) or first
            months = max((whole_months(a, b) for a, b in bounds(mark.means.period)), default=0)
            units = tuple(phrase for phrase, length in _UNITS.items() if length < months)
            if behind(said, same, (*_SAME, *units)) == mark.first:
                against = Against(Baseline.SAME_PART, within=mark.means.period)
                yield Mark(first, mark.last, BaselineLink(against))
