"""Questions in words with what they mean, and the numbers that follow from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.oracle import Oracle
from tests.oracle.clock import first_day, following
from tests.oracle.oracle import Value

Days = tuple[date | None, date | None]
Cell = tuple[frozenset[tuple[str, frozenset[str]]], Days]
"""What a number is about: its filter and its period."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question and its one meaning.

    `period` and `against` are "2012", "2012-Q2", "2012-05", "2012-05-07", "FROM..TO" with the end left out, or ".." for
    all time. `where`, `without` (what is left out) and `by` separate several with commas. `top` and `bottom` are how
    many groups are wanted, 0 when the question leaves that open; `above` and `below` bound their number, `hours` is
    what early or aged means in it.
    """

    question: str
    metric: str
    period: str
    where: Mapping[str, str] = field(default_factory=dict)
    without: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    every: str | None = None
    statistic: str | None = None
    top: int | None = None
    bottom: int | None = None
    above: float | None = None
    below: float | None = None
    hours: float | None = None
    against: str = ""

    def filters(self, oracle: Oracle) -> Mapping[str, Sequence[str]]:
        """`where` and `without` as the oracle takes them."""
        kept = {name: values.split(",") for name, values in self.where.items()}
        return kept | {name: others(oracle, name, values.split(",")) for name, values in self.without.items()}

    @property
    def is_ranking(self) -> bool:
        """Whether only one end of the groups is wanted."""
        return self.top is not None or self.bottom is not None


@dataclass(frozen=True, kw_only=True)
class Declined:
    """A question without an honest number. `status` is how it is to end, or how it may."""

    question: str
    status: tuple[str, ...]
    says: str = ""
    """What the answer must mention."""


def no_data(question: str, says: str = "") -> Declined:
    """The data does not hold what is asked for."""
    return Declined(question=question, status=("no_data",), says=says)


def refused(question: str, says: str = "") -> Declined:
    """Nobody may answer this from cases."""
    return Declined(question=question, status=("refused",), says=says)


def clarify(question: str, says: str = "") -> Declined:
    """Several meanings, or a word that means nothing here."""
    return Declined(question=question, status=("clarify",), says=says)


def days_of(text: str) -> Days:
    """The half-open period that `text` writes."""
    if ".." in text:
        start, _, end = text.partition("..")
        return (date.fromisoformat(start) if start else None), (date.fromisoformat(end) if end else None)
    if len(text) == 4:
        return date(int(text), 1, 1), date(int(text) + 1, 1, 1)
    if "Q" in text:
        first = date(int(text[:4]), 3 * int(text[-1]) - 2, 1)
        return first, following("quarter", first)
    if len(text) == 7:
        first = date.fromisoformat(f"{text}-01")
        return first, following("month", first)
    return date.fromisoformat(text), date.fromisoformat(text) + timedelta(days=1)


def expected_cells(asked: Asked, oracle: Oracle) -> Mapping[Cell, Value]:
    """Every number that the meaning of the question has, before a ranking takes some of them."""
    start, end = days_of(asked.period)
    filters = asked.filters(oracle)
    if asked.against:
        sides = (days_of(asked.period), days_of(asked.against))
        return {cell(filters, side): _value(asked, oracle, side) for side in sides}
    if asked.every:
        found = oracle.series(asked.metric, asked.every, where=filters, start=start, end=end, statistic=asked.statistic)
        return {cell(filters, sliced(asked.every, first)): value for first, value in found.items()}
    if asked.by:
        return _groups(asked, oracle)
    return {cell(filters, (start, end)): _value(asked, oracle, (start, end))}


def _groups(asked: Asked, oracle: Oracle) -> Mapping[Cell, Value]:
    start, end = days_of(asked.period)
    filters = asked.filters(oracle)
    names = asked.by.split(",")
    groups = oracle.breakdown(asked.metric, names, where=filters, start=start, end=end, statistic=asked.statistic)
    return {
        cell({**filters, **{name: [label] for name, label in zip(names, labels, strict=True)}}, (start, end)): value
        for labels, value in groups.items()
        if value is not None and lets(asked, value)
    }


def lets(asked: Asked, value: float) -> bool:
    """Whether the bounds of the question let `value` through."""
    return (asked.above is None or value > asked.above) and (asked.below is None or value < asked.below)


def _value(asked: Asked, oracle: Oracle, days: Days) -> Value:
    filters = asked.filters(oracle)
    return oracle.value(asked.metric, where=filters, start=days[0], end=days[1], statistic=asked.statistic)


def others(oracle: Oracle, dimension: str, values: Sequence[str]) -> Sequence[str]:
    """The values of a dimension that occur, without some."""
    return [label for (label,) in oracle.breakdown("cases", [dimension]) if label not in values]


def found_cells(document: Mapping[str, Any], every: str | None) -> Sequence[tuple[Cell, Value]]:
    """The numbers of an answer, in their order; those of a series by the whole slice that they are of."""
    found = []
    for number in document["numbers"]:
        start, end = (date.fromisoformat(text) if text else None for text in number["period"].values())
        days = sliced(every, first_day(every, start)) if every and start else (start, end)
        found.append((cell(number["where"], days), number["value"]))
    return found


def sliced(every: str, first: date) -> Days:
    """The whole slice that begins on `first`."""
    return first, following(every, first)


def cell(where: Mapping[str, Sequence[str]], days: Days) -> Cell:
    """What a number is about, to be looked up by."""
    return frozenset((name, frozenset(values)) for name, values in where.items()), days
