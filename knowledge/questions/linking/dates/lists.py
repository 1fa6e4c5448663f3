"""Three and more stretches in a row, each beginning where the one before ends: "January, February and March"."""

from itertools import pairwise

from knowledge.metrics.periods import Period
from knowledge.questions.linking.calendar_words import COMPARING
from knowledge.questions.linking.dates.ranges import Stretches
from knowledge.questions.linking.dates.spans import Doubt, Recurring, Said, period_of, word

FEWEST = 3


def list_at(said: Stretches, first: int) -> Said | None:
    """The whole of the list that begins with the word at `first`; None where it has a gap or holds one against another.

    Two of them are left apart: "March and April" can be what is compared.
    """
    items = _items(said, first)
    if len(items) < FEWEST or any(text in COMPARING for text in said.words[:first]):
        return None
    # the year is said behind the last one, if anywhere
    periods = [period_of(items[-1].span, said.now)]
    for item in reversed(items[:-1]):
        begun_by = periods[0].start if periods[0] else None
        dated = item.span.latest_by(begun_by) if isinstance(item.span, Recurring) and begun_by else None
        periods.insert(0, dated or period_of(item.span, said.now))
    in_a_row = all(a and b and a.end == b.start for a, b in pairwise(periods))
    if not in_a_row or periods[0] is None or periods[-1] is None:
        return None
    return Said(first, items[-1].last, Period(start=periods[0].start, end=periods[-1].end))


def _items(said: Stretches, first: int) -> list[Said]:
    items: list[Said] = []
    item = said.at(first)
    while item is not None and not isinstance(item.span, Doubt):
        items.append(item)
        item = said.at(item.last + (word(said.words, item.last) == "and"))
    return items
