"""Where "March to April" names two periods that are held against each other, and no stretch from one to the other."""

from collections.abc import Iterator, Sequence

from knowledge.questions.linking.marks import Filler, Mark, PeriodLink, Wants
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent

Words = Sequence[str]

_APART = frozenset({"difference", "differences", "compare", "compared", "comparison", "comparing", "differ", "differs"})
_CHANGES = frozenset(
    words_of(
        "change changes growth increase decrease drop rise fall decline jump reduction movement swing uptick dip slump"
    )
)
_CHANGED = _CHANGES | frozenset(
    words_of("changed grow grew grown increased decreased dropped risen rose fallen fell declined jumped shrink shrank")
)
_MOVED = _CHANGED | frozenset(
    words_of("up down worse better higher lower slower faster improved worsened climbed slipped spiked doubled sank")
)
"""In front of "from … to …": what is told of two periods, and not of the stretch from one to the other."""
_OTHERWISE = frozenset(words_of("daily weekly monthly quarterly yearly by per each every vs versus compared against"))
"""What makes slices of such a stretch, or holds it against another one."""
_BEFORE_A_NOUN = frozenset(words_of("the a an any what percentage percent % net total absolute relative"))
_TO = frozenset(words_of("to and until till through"))


def is_apart(said: Words, first: int, why: bool) -> bool:
    """Whether "between March and April" names two periods: "the difference between …", "why did it rise between …"."""
    return said[first] == "between" and (why or any(word in _APART for word in said[max(0, first - 4) : first]))


def asks_change(said: Words) -> tuple[int, int] | None:
    """The words that ask how much something changed: "by how much", "the growth"; None where none do."""
    for place, word in enumerate(said):
        if tuple(said[place : place + 2]) == ("how", "much") and _CHANGED & set(said[place:]):
            by = place > 0 and said[place - 1] == "by"
            return place - by, place + 2
        if word in _MOVED and list(said[place + 1 : place + 2]) == ["from"] and _OTHERWISE.isdisjoint(said):
            return place, place + 1
        if word in _CHANGES and (place == 0 or said[place - 1] in _BEFORE_A_NOUN):
            return place, place + 1
    return None


def change_marks(said: Words, asks: tuple[int, int], stretches: Sequence[Mark]) -> Iterator[Mark]:
    """What joins the two periods of a change, as words that change nothing, and the words that ask for it.

    `stretches` are the periods that would be read without.
    """
    for mark in stretches:
        joints = [place for place in range(mark.first + 2, mark.last) if said[place] in _TO]
        opened = said[mark.first] in ("from", "between")
        if isinstance(mark.means, PeriodLink) and opened and joints and mark.first >= asks[1]:
            yield Mark(*asks, Wants(Intent.COMPARE))
            yield Mark(mark.first, mark.first + 1, Filler())
            yield Mark(joints[0], joints[0] + 1, Filler())
            return
