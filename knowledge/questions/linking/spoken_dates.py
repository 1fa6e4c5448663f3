"""One stretch of the calendar as people say it: a day, a month, a quarter, "last week", with or without a year."""

from knowledge.questions.linking.dates.numbers import number_of as number_of
from knowledge.questions.linking.dates.readers import stretch_at
from knowledge.questions.linking.dates.spans import Now, Said, Words, word
from knowledge.questions.linking.dates.within import within


def span_at(words: Words, first: int, now: Now) -> Said | None:
    """The longest stretch of the calendar that begins with the word at `first`, or behind a "the" there."""
    start = first + 1 if word(words, first) in ("the", "of") else first
    found = [said for said in (stretch_at(words, start, now), within(words, start, now)) if said is not None]
    return max(found, key=lambda said: said.last, default=None)
