"""Whether an answer's document is right: its status, what was understood, and every number held against an oracle.

A number carries its complete filter and period, so each can be computed again without knowing how it was asked for;
what must be there at all (each group of a split, each slice of a series, both sides of a comparison) follows from the
expectation.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isclose, isnan
from typing import Any, Protocol

from tests.benchmarks.question_sets import Days, Expected

SHOWN = 10
"""Groups of a split that are shown without a limit."""

Document = Mapping[str, Any]
Value = float | int | None
_NOT_COMPUTED_YET = frozenset({"findings", "effect"})
"""Read already, and answered with what is missing until there are detectors."""

_NUMBERS = frozenset({"value", "trend", "breakdown", "compare", "why"})


class Computed(Protocol):
    """What numbers are held against; `threshold_hours` replaces the hours of early and aged."""

    def value(self, number: Document, statistic: str | None, threshold_hours: float | None) -> Value: ...
    def groups(self, expected: Expected, days: Days) -> Mapping[tuple[str, ...], Value]: ...
    def default_statistic(self, metric: str) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`why` says what is wrong, empty when all is right. `misleading`: numbers that answer another question."""

    status: bool
    plan: bool
    numbers: bool
    misleading: bool
    why: str = ""

    @property
    def right(self) -> bool:
        """Whether all of it is."""
        return self.status and self.plan and self.numbers


def verdict_on(document: Document, ways: Sequence[Expected], oracle: Computed, today: date) -> Verdict:
    """The verdict by the most favourable of the ways of being right."""
    verdicts = [_judged(document, way, oracle, today) for way in ways]
    return max(verdicts, key=lambda one: (one.right, one.status, one.plan, one.numbers))


def _judged(document: Document, expected: Expected, oracle: Computed, today: date) -> Verdict:
    answered = document["status"] == "answered"
    if _is_not_computed_yet(document, expected):
        return Verdict(status=True, plan=True, numbers=True, misleading=False)
    if document["status"] != expected.status:
        why = f"{document['status']} instead of {expected.status}: {document['answer'].splitlines()[0]}"
        misleading = answered and bool(document["numbers"])
        return Verdict(status=False, plan=False, numbers=False, misleading=misleading, why=why)
    if not answered:
        return Verdict(status=True, plan=True, numbers=True, misleading=False)
    misread = "; ".join(_misread(document["understood"] or {}, expected, oracle, today))
    wrong = "; ".join(_wrong_numbers(document, expected, oracle)) if not misread else "not understood"
    return Verdict(
        status=True,
        plan=not misread,
        numbers=not wrong,
        misleading=bool(document["numbers"]) and bool(misread or wrong),
        why=misread or wrong,
    )


def _is_not_computed_yet(document: Document, expected: Expected) -> bool:
    read = (document["understood"] or {}).get("intent")
    return document["status"] == "no_data" and expected.intent in _NOT_COMPUTED_YET and read == expected.intent


def _misread(understood: Document, expected: Expected, oracle: Computed, today: date) -> Iterator[str]:
    """Each field of the Plan that is not as expected."""
    if expected.intent == "any":
        return
    if understood.get("intent") != expected.intent:
        yield f"intent {understood.get('intent')}"
        return
    if expected.case_id and understood["case_id"] != expected.case_id:
        yield f"case {understood['case_id']}"
    if expected.intent not in _NUMBERS:
        if expected.metric and understood["metric"] != expected.metric:
            yield f"metric {understood['metric']}"
        return
    default = oracle.default_statistic(expected.metric or "")
    bound = understood.get("bound")
    seen = {
        "metric": understood["metric"],
        "statistic": understood["statistic"] or default,
        "by": frozenset(understood["by"]),
        "every": understood["every"],
        "where": {name: frozenset(values) for name, values in understood["where"].items()},
        "bound": (bound["sign"], bound["number"]) if bound else None,
        "threshold_hours": understood.get("threshold_hours"),
    }
    for name, value in seen.items():
        due = expected.statistic or default if name == "statistic" else getattr(expected, name)
        if value != due:
            yield f"{name} {value}, not {due}"
    yield from _misread_order(understood, expected)
    yield from _misread_times(understood, expected, today)


def _misread_times(understood: Document, expected: Expected, today: date) -> Iterator[str]:
    """A period that is not over may be held against as many days of the other one, and then its whole days count."""
    period, against = understood["period"], (understood["compared_with"] or {}).get("period")
    until = today + timedelta(days=0 if against else 1)
    if expected.periods and not _among(period, expected.periods, until):
        yield f"period {period}"
    if expected.compared is None and against is not None:
        yield f"compared with {against}"
    if expected.compared and not (against and _is_due_beside(period, against, expected.compared, today)):
        yield f"compared with {against}"


def _is_due_beside(period: Document, against: Document, compared: Sequence[Days], today: date) -> bool:
    """Whether `against` is one of `compared`, or its first days where `period` has no more of them yet."""
    as_long = _days_of(period)[1] == today and _length(against) == _length(period)
    begins = _days_of(against)[0] in [start for start, _ in compared]
    return _among(against, compared, today) or (as_long and begins)


def _misread_order(understood: Document, expected: Expected) -> Iterator[str]:
    if expected.limit is not None and understood["order"] != expected.order:
        yield f"order {understood['order']}"
    if expected.limit and understood["limit"] != expected.limit:
        yield f"limit {understood['limit']}"
    if expected.limit is None and understood["limit"] is not None:
        yield f"limit {understood['limit']}"


def _among(period: Document | None, days: Sequence[Days], until: date) -> bool:
    """Whether `period` is one of `days`; what lies behind `until` makes no difference."""
    if period is None:
        return (None, None) in days
    return _past(_days_of(period), until) in [_past(one, until) for one in days]


def _past(days: Days, until: date) -> Days:
    start, end = days
    return start, min(end, until) if end else None


def _days_of(period: Document) -> Days:
    start, end = (date.fromisoformat(period[side]) if period[side] else None for side in ("from", "to"))
    return start, end


def _length(period: Document) -> timedelta | None:
    start, end = _days_of(period)
    return end - start if start and end else None


def _wrong_numbers(document: Document, expected: Expected, oracle: Computed) -> Iterator[str]:
    """Each number that the oracle does not find again, and what is missing."""
    understood = document["understood"]
    for number in document["numbers"]:
        due = oracle.value(number, understood["statistic"], understood.get("threshold_hours"))
        if not _same(number["value"], due):
            yield f"{number['value']} for {number['where']} {number['period']}, not {due}"
    if expected.intent == "value" and len(document["numbers"]) != 1:
        yield f"{len(document['numbers'])} numbers instead of one"
    if expected.intent == "compare" and not expected.by and len(document["numbers"]) < 2:
        yield "not both sides of the comparison"
    if expected.intent == "breakdown" and expected.periods:
        yield from _wrong_groups(document, expected, oracle)


def _wrong_groups(document: Document, expected: Expected, oracle: Computed) -> Iterator[str]:
    """What is wrong with which groups are shown."""
    period = document["understood"]["period"] or {"from": None, "to": None}
    days = tuple(date.fromisoformat(period[end]) if period[end] else None for end in ("from", "to"))
    groups = oracle.groups(expected, (days[0], days[1]))
    known = [value for value in groups.values() if value is not None and not isnan(value)]
    shown = [number["value"] for number in document["numbers"] if number["value"] is not None]
    if expected.bound:
        known = [value for value in known if _lets(expected.bound, value)]
    if expected.limit:
        due = sorted(known, reverse=expected.order == "desc")[: expected.limit]
        if len(due) != len(shown) or not all(_same(a, b) for a, b in zip(shown, due, strict=True)):
            yield f"the values {shown} instead of {due}"
    elif len(shown) != min(SHOWN, len(known)) and len(shown) != len(known):
        yield f"{len(shown)} groups of {len(known)}"


def _lets(bound: tuple[str, float], value: float) -> bool:
    sign, number = bound
    return {
        "above": value > number,
        "at_least": value >= number,
        "below": value < number,
        "at_most": value <= number,
    }[sign]


def _same(got: Value, due: Value) -> bool:
    if got is None or due is None:
        return got is None and (due is None or isnan(due))
    return isclose(got, due, rel_tol=1e-9, abs_tol=1e-9)
