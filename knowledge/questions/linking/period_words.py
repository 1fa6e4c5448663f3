"""The words of a question that name a period: "last week", "since March", "from 5 October to today"."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from knowledge.metrics.periods import ALWAYS, Period
from knowledge.questions.linking.calendar_words import (
    AFTER,
    ALL_TIME,
    BEFORE,
    INSIDE,
    ONWARDS,
    SINCE,
    TO,
    TOLD_FROM_TODAY,
    UNTIL,
)
from knowledge.questions.linking.marks import Mark, PeriodDoubt, PeriodLink
from knowledge.questions.linking.spoken_dates import NO_SUCH_DATE, ONE_DAY, Doubt, Said, Span, Words, Yearly, span_at

Phrases = Sequence[tuple[str, ...]]
BARE_DAY = Doubt(())


def period_marks(words: Words, today: date) -> Iterator[Mark]:
    """Every stretch of `words` that names a period, overlapping ones too."""
    for first in range(len(words)):
        for read in (_all_time, _range, _open_range, _within):
            mark = read(words, first, today)
            if mark is not None:
                yield mark
                break


def _all_time(words: Words, first: int, today: date) -> Mark | None:
    last = _behind(words, first, ALL_TIME)
    return None if last is None else Mark(first, last, PeriodLink(ALWAYS))


def _range(words: Words, first: int, today: date) -> Mark | None:
    """Between A and B, from A to B, A to B; B is inside."""
    opened_by = words[first]
    begins = first + (opened_by in ("between", "from"))
    start = span_at(words, begins, today) or _bare_day(words, begins)
    if start is None:
        return None
    joint = _behind(words, start.last, (("and",),) if opened_by == "between" else TO)
    end = None if joint is None else span_at(words, joint, today)
    if end is None:
        return None
    if start.span is BARE_DAY:
        start = _in_the_month_of(end, start, int(words[start.first]))
    return None if start is None else _joined(words, first, (start, end), today)


def _bare_day(words: Words, at: int) -> Said | None:
    """The 5 of "from 5 to 12 October"."""
    bare = at < len(words) and words[at].isascii() and words[at].isdigit() and 1 <= int(words[at][:3]) <= 31
    return Said(at, at + 1, BARE_DAY) if bare else None


def _in_the_month_of(end: Said, start: Said, day: int) -> Said | None:
    if isinstance(end.span, Yearly) and end.span.day:
        return Said(start.first, start.last, Yearly(month=end.span.month, day=day))
    if isinstance(end.span, Period) and end.span.start and end.span.end == end.span.start + ONE_DAY:
        first_day = Yearly(month=end.span.start.month, day=day).of(end.span.start.year)
        return Said(start.first, start.last, first_day or NO_SUCH_DATE)
    return None


def _joined(words: Words, first: int, ends: tuple[Said, Said], today: date) -> Mark:
    start, end = ends
    for said in ends:
        if isinstance(said.span, Doubt):
            return Mark(first, end.last, PeriodDoubt(said.first, said.last, said.span.choices))
    a, b = _both_dated(start.span, end.span, today)
    if a is None or b is None or a.start is None or b.end is None:
        return Mark(first, end.last, PeriodDoubt(first, end.last, NO_SUCH_DATE.choices))
    if a.start >= b.end:
        swapped = f"from {' '.join(words[end.first : end.last])} to {' '.join(words[start.first : start.last])}"
        return Mark(first, end.last, PeriodDoubt(first, end.last, (swapped,)))
    return Mark(first, end.last, PeriodLink(Period(start=a.start, end=b.end)))


def _both_dated(a: Span, b: Span, today: date) -> tuple[Period | None, Period | None]:
    """Both ends with a year: the one that was said, or else the latest that makes a period which has begun."""
    if isinstance(b, Yearly) and isinstance(a, Period) and a.start:
        return a, b.earliest(a.start)
    late = _dated(b, today)
    if isinstance(a, Yearly) and late and late.start:
        return a.latest(late.start), late
    return _dated(a, today), late


def _dated(span: Span, begun_by: date) -> Period | None:
    if isinstance(span, Yearly):
        return span.latest(begun_by)
    return span if isinstance(span, Period) else None


def _open_range(words: Words, first: int, today: date) -> Mark | None:
    """Since A, after A, until A, before A, from A on."""
    for phrases, cut in ((SINCE, _since), (AFTER, _after), (UNTIL, _until), (BEFORE, _before)):
        behind = _behind(words, first, phrases)
        said = None if behind is None else span_at(words, behind, today)
        if said is not None:
            return _cut(first, said, today, cut)
    return _from(words, first, today)


def _from(words: Words, first: int, today: date) -> Mark | None:
    """From A on; from A alone where A is told from today ("from last week")."""
    said = span_at(words, first + 1, today) if words[first] == "from" else None
    if said is None:
        return None
    if said.last < len(words) and words[said.last] in ONWARDS:
        return _cut(first, Said(said.first, said.last + 1, said.span), today, _since)
    if isinstance(said.span, Doubt) or words[said.first] in TOLD_FROM_TODAY or words[said.last - 1] == "ago":
        return _cut(first, said, today, _inside)
    # "cases from March" are the cases of March for some, and all since then for others
    return Mark(first, said.last, PeriodDoubt(first, first + 1, ("in", "since")))


def _within(words: Words, first: int, today: date) -> Mark | None:
    said = span_at(words, first + (words[first] in INSIDE), today)
    if said is None:
        return None
    told_from_today = words[said.first] in TOLD_FROM_TODAY or said.span is NO_SUCH_DATE
    if isinstance(said.span, Doubt) and told_from_today:
        return Mark(first, said.last, PeriodDoubt(first, said.last, said.span.choices))
    return _cut(first, said, today, _inside)


def _cut(first: int, said: Said, today: date, cut: Callable[[Period, date], Period]) -> Mark:
    if isinstance(said.span, Doubt):
        return Mark(first, said.last, PeriodDoubt(said.first, said.last, said.span.choices))
    dated = _dated(said.span, today)
    if dated is None:
        return Mark(first, said.last, PeriodDoubt(said.first, said.last, NO_SUCH_DATE.choices))
    return Mark(first, said.last, PeriodLink(cut(dated, today)))


def _inside(named: Period, today: date) -> Period:
    return named


def _since(named: Period, today: date) -> Period:
    return _until_now(named.start or today, today)


def _after(named: Period, today: date) -> Period:
    return _until_now(named.end or today, today)


def _until(named: Period, today: date) -> Period:
    return Period(end=named.end)


def _before(named: Period, today: date) -> Period:
    return Period(end=named.start)


def _until_now(start: date, today: date) -> Period:
    return Period(start=start, end=max(today, start) + ONE_DAY)


def _behind(words: Words, first: int, phrases: Phrases) -> int | None:
    """Where the words go on behind the one of `phrases` that stands at `first`; None when none does."""
    return next(
        (first + len(phrase) for phrase in phrases if tuple(words[first : first + len(phrase)]) == phrase), None
    )
