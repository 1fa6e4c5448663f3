"""Which period and which grain the words of a question ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.metrics.periods import Grain, Period
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import And, GrainWord, Mark, PeriodDoubt, PeriodLink

LONGEST_BY_DAY = 14
LONGEST_BY_WEEK = 26 * 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """`period` None: none was named. `words` are those that name it.

    `choices`: where the words do not settle one period, what could be said in their place; then `period` is None.
    """

    period: Period | None = None
    words: str = ""
    choices: tuple[str, ...] = ()
    unclear: str = ""


def times_of(links: Links) -> Times:
    """The period that the question names."""
    doubt = next((mark for mark in links.marks if isinstance(mark.means, PeriodDoubt)), None)
    if doubt is not None and isinstance(doubt.means, PeriodDoubt):
        return _doubtful(links, doubt, doubt.means)
    marks = [mark for mark in links.marks if isinstance(mark.means, PeriodLink)]
    if not marks:
        return Times()
    periods = [mark.means.period for mark in marks if isinstance(mark.means, PeriodLink)]
    texts = tuple(links.text(mark.first, mark.last) for mark in marks)
    if len(set(periods)) == 1:
        return Times(period=periods[0], words=texts[0])
    if _in_a_row(links, marks, periods):
        joined = Period(start=periods[0].start, end=periods[-1].end)
        return Times(period=joined, words=links.text(marks[0].first, marks[-1].last))
    return Times(choices=texts, unclear=" and ".join(texts))


def named_periods(links: Links) -> Sequence[tuple[Mark, PeriodLink]]:
    """Every period that the question names, in order."""
    return [(mark, mark.means) for mark in links.marks if isinstance(mark.means, PeriodLink)]


def grain_for(period: Period) -> Grain:
    """The grain that shows `period` in a readable number of steps."""
    if period.start is None or period.end is None:
        return Grain.MONTH
    days = (period.end - period.start).days
    if days <= LONGEST_BY_DAY:
        return Grain.DAY
    return Grain.WEEK if days <= LONGEST_BY_WEEK else Grain.MONTH


def grains_of(links: Links) -> tuple[Grain, ...]:
    """The different grains that the question names, in order."""
    return tuple(dict.fromkeys(mark.means.grain for mark in links.marks if isinstance(mark.means, GrainWord)))


def last_days(count: int, today: date) -> Period:
    """The `count` days before `today`."""
    return Period(start=today - timedelta(days=count), end=today)


def _doubtful(links: Links, mark: Mark, doubt: PeriodDoubt) -> Times:
    before, behind = links.text(mark.first, doubt.first), links.text(doubt.last, mark.last)
    choices = tuple(" ".join(part for part in (before, choice, behind) if part) for choice in doubt.choices)
    return Times(choices=choices, unclear=links.text(mark.first, mark.last))


def _in_a_row(links: Links, marks: Sequence[Mark], periods: Sequence[Period]) -> bool:
    """March and April: each begins where the one before ends, and nothing but "and" stands between them."""
    joined = {m.first for m in links.marks if isinstance(m.means, And) and m.last == m.first + 1}
    pairs = zip(marks, marks[1:], periods, periods[1:], strict=False)
    return all(a.last in joined and b.first == a.last + 1 and p.end == q.start for a, b, p, q in pairs)
