"""Every number that is computed, against the definitions read aloud in plain Python: loops over the facts of cases."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import isclose, sqrt
from statistics import NormalDist
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.cases.case import Case, CaseEvent, CaseHistory, EventKind
from knowledge.cases.facts import CaseFacts, facts_of
from knowledge.metrics.compiling import Request
from knowledge.metrics.metrics import MetricRow, Metrics
from knowledge.metrics.periods import Grain, Period
from tests.generated import metrics_over

DAYS_OF_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ATTRIBUTES = ("plan", "n", "period", "escalated_at")
COLUMNS = {
    "product": "product",
    "priority": "priority",
    "account": "account_name",
    "team": "team",
    "status": "status",
}
CLOCK = ("day", "week", "month", "quarter", "year", "hour_of_day", "day_of_week")
VALUES = ("Billing", "", "O'Brien", 'say "hi"', "größe", "x'); DROP VIEW cases; --", "(none)", None)
ZONES = [ZoneInfo(name) for name in ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu")]
Label = str | int


@dataclass(frozen=True, kw_only=True)
class Told:
    """A case with its facts, as the oracle looks at them."""

    case: Case
    facts: CaseFacts

    def dated(self, metric: str) -> datetime | None:
        return self.facts.escalated_at if metric == "escalations" else self.case.opened_at

    def label(self, dimension: str, clock: datetime) -> Label:
        """The group this case falls into."""
        if dimension in CLOCK:
            return clock_label(dimension, clock)
        if dimension == "reason":
            return self.facts.escalation_reason or "(none)"
        if dimension in ATTRIBUTES:
            return self.case.attributes.get(dimension) or "(none)"
        found: str | None = getattr(self.case, COLUMNS[dimension])
        return found or "(none)"


def clock_label(dimension: str, clock: datetime) -> Label:
    if dimension == "hour_of_day":
        return clock.hour
    if dimension == "day_of_week":
        return DAYS_OF_WEEK[clock.weekday()]
    return first_day(dimension, clock.date()).isoformat()


def first_day(grain: str, day: date) -> date:
    """Weeks start on Monday."""
    if grain == "week":
        while day.weekday() != 0:
            day -= timedelta(days=1)
    if grain == "month":
        day = date(day.year, day.month, 1)
    if grain == "quarter":
        day = date(day.year, {1: 1, 2: 1, 3: 1, 4: 4, 5: 4, 6: 4, 7: 7, 8: 7, 9: 7}.get(day.month, 10), 1)
    if grain == "year":
        day = date(day.year, 1, 1)
    return day


def following(grain: str, start: date) -> date:
    """The first day of the next one."""
    day = start + timedelta(days=1)
    while first_day(grain, day) == start:
        day += timedelta(days=1)
    return day


@dataclass(frozen=True, kw_only=True)
class Oracle:
    """What the definitions say of some cases."""

    told: Sequence[Told]
    zone: ZoneInfo
    as_of: datetime

    def rows(self, request: Request) -> Mapping[tuple[date | None, tuple[Label, ...]], MetricRow]:
        """Every cell by its slice and labels."""
        cells: dict[tuple[date | None, tuple[Label, ...]], list[Told]] = defaultdict(list)
        for one, clock in self._counted(request):
            start = first_day(request.every.value, clock.date()) if request.every else None
            cells[start, tuple(one.label(name, clock) for name in request.by)].append(one)
        if not request.by and not request.every:
            cells.setdefault((None, ()), [])
        if request.every and request.metric != "escalation_ratio":
            groups = {labels for _, labels in cells} if request.by else {()}
            for start in self._slices(request):
                for labels in groups:
                    cells.setdefault((start, labels), [])
        return {key: self._row(request, key, cases) for key, cases in cells.items()}

    def _dated(self, request: Request) -> Iterator[tuple[Told, datetime]]:
        for one in self.told:
            at = one.dated(request.metric)
            if at is not None:
                yield one, at.astimezone(self.zone)

    def _counted(self, request: Request) -> Iterator[tuple[Told, datetime]]:
        """The cases of the period that every filter lets through, with what the clock showed."""
        period = request.period
        for one, clock in self._dated(request):
            after = period.start is None or clock.date() >= period.start
            before = period.end is None or clock.date() < period.end
            passed = all(str(one.label(name, clock)) in values for name, values in request.where.items())
            if after and before and passed:
                yield one, clock

    def _slices(self, request: Request) -> Iterator[date]:
        assert request.every is not None
        days = [clock.date() for _, clock in self._dated(request)]
        days += [one.case.opened_at.astimezone(self.zone).date() for one in self.told]
        first = request.period.start or min(days, default=None)
        end = request.period.end or max([*days, self.as_of.astimezone(self.zone).date()]) + timedelta(days=1)
        if first is None:
            return
        start = first_day(request.every.value, first)
        while start < end:
            yield start
            start = following(request.every.value, start)

    def _row(self, request: Request, key: tuple[date | None, tuple[Label, ...]], cases: Sequence[Told]) -> MetricRow:
        start, labels = key
        n = len(cases)
        flags: tuple[str, ...] = ("small",) if n < 5 else ()
        if request.metric != "escalation_ratio":
            return MetricRow(labels=labels, start=start, value=n, n=n, flags=flags)
        part = sum(one.facts.escalated_at is not None for one in cases)
        low, high = bounds(part, n) if n else (None, None)
        if self._is_immature(request, start):
            flags += ("immature",)
        return MetricRow(
            labels=labels,
            start=start,
            value=part / n if n else None,
            n=n,
            numerator=part,
            low=low,
            high=high,
            flags=flags,
        )

    def _is_immature(self, request: Request, start: date | None) -> bool:
        hours = sorted(
            (one.facts.escalated_at - one.case.opened_at) / timedelta(hours=1)
            for one in self.told
            if one.facts.escalated_at and one.facts.escalated_at >= one.case.opened_at
        )
        if not hours:
            return False
        place = 0.9 * (len(hours) - 1)
        below = int(place)
        above = min(below + 1, len(hours) - 1)
        maturity = hours[below] + (place - below) * (hours[above] - hours[below])
        ends = [self.as_of]
        if request.period.end:
            ends = [self._midnight(request.period.end)]
        if request.every and start:
            slice_end = self._midnight(following(request.every.value, start))
            ends = [min([slice_end, *(ends if request.period.end else [])])]
        return (self.as_of - ends[0]) / timedelta(hours=1) < maturity

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=self.zone).astimezone(UTC)


def bounds(part: int, whole: int) -> tuple[float, float]:
    """Wilson's interval as the two roots of (share - p)² = z² p (1 - p) / n in p."""
    z2 = NormalDist().inv_cdf(0.975) ** 2
    a, b, c = 1 + z2 / whole, -(2 * part / whole + z2 / whole), (part / whole) ** 2
    root = sqrt(max(0.0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


values = st.sampled_from(VALUES)
# Midnights in UTC are where one day ends and the next begins; in other zones the other instants are as good.
minutes = st.integers(0, 45 * 24 * 60).map(lambda count: datetime(2026, 2, 20, tzinfo=UTC) + timedelta(minutes=count))
midnights = st.integers(0, 45).map(lambda count: datetime(2026, 2, 20, tzinfo=UTC) + timedelta(days=count))


@st.composite
def histories(draw: st.DrawFn) -> list[CaseHistory]:
    found = []
    for number in range(draw(st.integers(0, 14))):
        opened = draw(minutes | midnights)
        columns: dict[str, Any] = {column: draw(values) for column in COLUMNS.values()}
        attributes = {name: value for name in ATTRIBUTES if (value := draw(values)) is not None}
        case = Case(case_id=f"C-{number}", opened_at=opened, subject="x", attributes=attributes, **columns)
        later = draw(st.lists(st.integers(-60, 20 * 24 * 60), max_size=2))
        events = [
            CaseEvent(
                case_id=case.case_id,
                at=opened + timedelta(minutes=delay),
                kind=EventKind.ESCALATED,
                reason=draw(values),
            )
            for delay in later
        ]
        found.append(CaseHistory(case=case, events=tuple(events)))
    return found


@st.composite
def requests(draw: st.DrawFn) -> Request:
    metric = draw(st.sampled_from(["cases", "escalations", "escalation_ratio"]))
    dimensions = st.sampled_from([*COLUMNS, *ATTRIBUTES, *CLOCK, *(["reason"] if metric == "escalations" else [])])
    days = sorted(draw(st.lists(st.dates(date(2026, 2, 10), date(2026, 4, 20)), min_size=2, max_size=2)))
    filtered = draw(st.lists(st.sampled_from([*COLUMNS, *ATTRIBUTES]), max_size=2, unique=True))
    clock = draw(st.sampled_from([{}, {}, {"day_of_week": ["Monday", "Sunday"]}, {"hour_of_day": ["0", "23", "1"]}]))
    let_through = st.lists(st.sampled_from([value or "(none)" for value in VALUES]), min_size=1, max_size=5)
    return Request(
        metric=metric,
        by=tuple(draw(st.lists(dimensions, max_size=2, unique=True))),
        every=draw(st.none() | st.sampled_from(Grain)),
        where={name: draw(let_through) for name in filtered} | clock,
        period=Period(start=draw(st.sampled_from([None, days[0]])), end=draw(st.sampled_from([None, days[1]]))),
    )


@given(histories=histories(), zone=st.sampled_from(ZONES), asked=st.lists(requests(), min_size=8, max_size=8))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_number_is_what_the_definitions_say(
    tmp_path_factory: pytest.TempPathFactory, histories: list[CaseHistory], zone: ZoneInfo, asked: list[Request]
) -> None:
    told = [Told(case=one.case, facts=facts_of(one.case, one.events, {})) for one in histories]
    instants = [at for one in told for at in (one.case.opened_at, one.facts.escalated_at) if at]
    instants += [event.at for one in histories for event in one.events]
    with metrics_over(tmp_path_factory.mktemp("facts"), histories, zone=zone, attributes=ATTRIBUTES) as metrics:
        for request in asked:
            oracle = Oracle(told=told, zone=zone, as_of=max(instants, default=datetime(2030, 1, 1, tzinfo=UTC)))
            assert_same(metrics.compute(request).rows, oracle.rows(request))
            assert_parts_make_the_whole(metrics, request)


def assert_same(
    found: Sequence[MetricRow], expected: Mapping[tuple[date | None, tuple[Label, ...]], MetricRow]
) -> None:
    assert len({(row.start, row.labels) for row in found}) == len(found)
    assert {(row.start, row.labels) for row in found} == set(expected)
    for row in found:
        other = expected[row.start, row.labels]
        assert (row.value, row.n, row.numerator, row.flags) == (other.value, other.n, other.numerator, other.flags)
        for mine, theirs in ((row.low, other.low), (row.high, other.high)):
            assert (mine is None) == (theirs is None)
            assert mine is None or theirs is None or isclose(mine, theirs, rel_tol=1e-9, abs_tol=1e-9)


def assert_parts_make_the_whole(metrics: Metrics, request: Request) -> None:
    """Slices and groups add up to the number without them."""
    (whole,) = metrics.compute(Request(metric=request.metric, where=request.where, period=request.period)).rows
    parts = metrics.compute(request).rows

    assert sum(part.n for part in parts) == whole.n
    assert sum(part.numerator or 0 for part in parts) == (whole.numerator or 0)


@given(histories=histories(), metric=st.sampled_from(["cases", "escalations", "escalation_ratio"]), data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_filter_and_its_complement_make_the_whole(
    tmp_path_factory: pytest.TempPathFactory, histories: list[CaseHistory], metric: str, data: st.DataObject
) -> None:
    labels = sorted({value or "(none)" for value in VALUES})
    chosen = data.draw(st.lists(st.sampled_from(labels), unique=True))
    others = [label for label in labels if label not in chosen]
    with metrics_over(tmp_path_factory.mktemp("facts"), histories, attributes=ATTRIBUTES) as metrics:
        for name in ("product", "plan"):
            ((whole,), (part,), (rest,)) = (
                metrics.compute(Request(metric=metric, where=where)).rows
                for where in ({}, {name: chosen}, {name: others})
            )
            assert part.n + rest.n == whole.n
            assert (part.numerator or 0) + (rest.numerator or 0) == (whole.numerator or 0)
