"""The whole stretch that another one lies in: the October of "first week of October"."""

from knowledge.metrics.periods import Period, start_of, units_before
from knowledge.questions.linking.calendar_words import GRAINS
from knowledge.questions.linking.dates.readers import stretch_at
from knowledge.questions.linking.dates.spans import Now, Words, period_of, word


def outer_at(words: Words, at: int, now: Now) -> tuple[Period, int] | None:
    """The whole of what is named at `at`, "the month" and "this month" in full too, and where the words go on."""
    start = at + (word(words, at) == "the")
    grain = GRAINS.get(word(words, start + (word(words, start) in ("this", "current"))))
    if grain is not None and (start > at or word(words, start) in ("this", "current")):
        first = start_of(grain, now.today)
        return Period(start=first, end=units_before(grain, -1, first)), start + 1 + (
            words[start] in ("this", "current")
        )
    said = stretch_at(words, start, now)
    period = period_of(said.span, now) if said else None
    return None if said is None or period is None else (period, said.last)
