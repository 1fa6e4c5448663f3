"""The check that every sentence passes before it is sent: no number and no case id that the evidence does not hold."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from knowledge.answers.answer import Answer, Number
from knowledge.answers.figures import figure, percent

_ID = re.compile(r"\b[A-Za-z][A-Za-z0-9_]*-\d[\w-]*")
_NUMBER = re.compile(r"(?<![\w.,])[-+]?\d+(?:[,.]\d+)*(?!\w)")
"""A number that stands alone: not one inside a word such as P1."""
_OF_THE_METHOD = frozenset({"95"})
"""The level of every interval."""


class UngroundedError(AssertionError):
    """A sentence was about to be sent with a number or a case id that the evidence does not hold."""


def check_grounded(answer: Answer, computed: Iterable[int | date], words: Iterable[str]) -> None:
    """Raises UngroundedError when a sentence of `answer` holds a number or id that its evidence does not.

    The evidence: its numbers, its cases, its plan, what was `computed` beside them, and the `words` it may repeat.
    """
    known = evidence_tokens(answer, computed) | tokens_of(words)
    for sentence in (answer.headline, *answer.caveats, answer.footing):
        found = strays(sentence, known)
        if found:
            raise UngroundedError(f"{len(found)} numbers or ids in a sentence have no evidence")


def strays(text: str, known: AbstractSet[str]) -> Sequence[str]:
    """The numbers and case ids in `text` that `known` does not hold: none, in an answer that is sent.

    `known` holds them as they are written, thousands with commas.
    """
    return [token for token in _tokens(text) if token not in known]


def tokens_of(texts: Iterable[str]) -> set[str]:
    """Every number and id in `texts`, as it is written there."""
    return {token for text in texts for token in _tokens(text)}


def evidence_tokens(answer: Answer, computed: Iterable[int | date]) -> set[str]:
    """Every number and id that the evidence lets a sentence hold, as sentences write them."""
    plan = answer.plan
    known = set(_OF_THE_METHOD)
    for number in answer.numbers:
        known |= _renderings(number)
        known |= tokens_of(value for values in number.where.values() for value in values)
        known |= _parts_of_days((number.period.start, number.period.end))
    if plan is not None:
        known |= tokens_of(value for values in plan.where.values() for value in values)
        known |= tokens_of(filter(None, (plan.case_id,)))
        known |= _parts_of_days((plan.period.start, plan.period.end)) if plan.period else set()
    for value in computed:
        known |= _parts_of_days((value,)) if isinstance(value, date) else {f"{value:,}"}
    known |= tokens_of(text for case in answer.cases for text in (case.case_id, case.outcome or ""))
    return known


def _tokens(text: str) -> Sequence[str]:
    return [*_ID.findall(text), *_NUMBER.findall(_ID.sub(" ", text))]


def _renderings(number: Number) -> set[str]:
    shown = tokens_of([figure(number.value, number.unit)])
    shown |= {f"{count:,}" for count in (number.n, number.numerator) if count is not None}
    if number.unit == "share":
        shown |= {percent(bound) for bound in (number.low, number.high) if bound is not None}
    return shown


def _parts_of_days(days: Iterable[date | None]) -> set[str]:
    """Day of the month and year of each day and of the day before it, with which a half-open period ends."""
    both = [one for day in days if day for one in (day, day - timedelta(days=1))]
    return {part for day in both for part in (str(day.day), str(day.year))}
