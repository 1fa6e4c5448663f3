"""The longest stretch of the calendar that begins at a word, by all readers that need no other stretch."""

from collections.abc import Callable, Sequence

from knowledge.questions.linking.calendar_words import STRETCH_WORDS
from knowledge.questions.linking.dates import fiscal, named, parts, units, weekdays
from knowledge.questions.linking.dates.spans import Now, Said, Words, word
from knowledge.questions.linking.dates.written import written_date

_READERS: Sequence[Callable[[Words, int, Now], Said | None]] = (
    named.told_day,
    written_date,
    named.day_of_month,
    named.month,
    named.told_month,
    named.month_of,
    weekdays.weekday,
    parts.part_of_year,
    parts.half_year,
    parts.week_number,
    parts.whole_year,
    fiscal.whole_fiscal_year,
    fiscal.fiscal_quarter,
    units.to_date,
    units.single_unit,
    units.earlier_in,
    units.before_last,
    units.counted_units,
    units.recent,
    units.ago,
    units.weekend,
)


def may_begin(text: str) -> bool:
    """Whether the words for a stretch can begin with `text`: most words of a question need no further look."""
    return bool(text) and (text in STRETCH_WORDS or not text.isalpha())


def stretch_at(words: Words, at: int, now: Now) -> Said | None:
    """The longest stretch that begins with the word at `at`; None when none does."""
    if not may_begin(word(words, at)):
        return None
    found = [said for read in _READERS if (said := read(words, at, now)) is not None]
    return max(found, key=lambda said: said.last, default=None)
