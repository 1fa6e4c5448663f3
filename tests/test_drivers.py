"""Where a change sits: over small worlds whose change is known."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from math import fsum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.cases.case import CaseHistory
from knowledge.diagnostics.change import Certainty, Drivers, SegmentChange, Verdict
from knowledge.diagnostics.drivers import ChangeFinder
from knowledge.diagnostics.measuring import Coverage
from knowledge.metrics.compiling import Request
from knowledge.metrics.periods import Period, add_months
from tests.builders import a_case, an_event, utc
from tests.generated import a_history, metrics_over

SEPTEMBER = Period(start=date(2026, 9, 1), end=date(2026, 10, 1))
OCTOBER = Period(start=date(2026, 10, 1), end=date(2026, 11, 1))
LATE = utc("2026-11-20").replace(tzinfo=None)
RATIO = Request(metric="escalation_ratio")
COUNT = Request(metric="escalations")


@dataclass(frozen=True, kw_only=True)
class Lot:
    """`n` cases that are alike, opened one after the other within a month, of which the first `escalated` escalate."""

    n: int
    escalated: int = 0
    month: date = date(2026, 9, 1)
    product: str | None = "Billing"
    region: str | None = None
    category: str | None = None
    hours: float = 8


def october(n: int, escalated: int = 0, *, product: str = "Billing", **about: Any) -> Lot:  # noqa: ANN401  any field
    return Lot(n=n, escalated=escalated, month=date(2026, 10, 1), product=product, **about)


def histories(lots: Sequence[Lot]) -> list[CaseHistory]:
    ids = (f"C-{place}" for place in count(1))
    return [_history(next(ids), lot, place) for lot in lots for place in range(lot.n)]


def _history(case_id: str, lot: Lot, place: int) -> CaseHistory:
    opened = utc(lot.month.isoformat()) + timedelta(hours=27 * 24 * place / lot.n)
    case = a_case(
        case_id,
        opened_at=opened,
        product=lot.product,
        region=lot.region,
        category=lot.category,
        resolved_at=opened + timedelta(hours=lot.hours + place % 5),
    )
    events = [an_event("escalated", opened + timedelta(hours=2), case_id=case_id)] if place < lot.escalated else []
    return a_history(case, *events)


@contextmanager
def finder_over(folder: Path, lots: Sequence[Lot]) -> Iterator[ChangeFinder]:
    """What finds the changes in a world of `lots` and one late case, so that October is long over."""
    with metrics_over(folder, histories([*lots, Lot(n=1, month=LATE.date())])) as metrics:
        yield ChangeFinder(metrics, Coverage(begins=min(lot.month for lot in lots), ends=LATE))


def drivers_of(folder: Path, lots: Sequence[Lot], request: Request = RATIO) -> Drivers:
    with finder_over(folder, lots) as finder:
        return finder.drivers(request, SEPTEMBER, OCTOBER)


def told(segments: Sequence[SegmentChange]) -> list[tuple[str, object, Certainty]]:
    return [(one.dimension, one.label, one.certainty) for one in segments]


def of_dimension(drivers: Drivers, name: str) -> list[SegmentChange]:
    return [one for one in drivers.segments if one.dimension == name]


def sum_of(segments: Sequence[SegmentChange]) -> float:
    return fsum(one.contribution.total for one in segments if one.contribution)


ONE_WORSE = (
    Lot(n=300, escalated=30, product="Billing", region="EMEA"),
    Lot(n=300, escalated=30, product="Checkout", region="EMEA"),
    october(300, 30, product="Billing", region="EMEA"),
    october(300, 90, product="Checkout", region="EMEA"),
)


def test_the_change_sits_in_the_product_that_got_worse(tmp_path: Path) -> None:
    found = drivers_of(tmp_path, ONE_WORSE)

    assert found.whole.difference.change == pytest.approx(0.1)
    assert found.whole.verdict is Verdict.CLEAR
    assert told(found.strongest) == [("product", "Checkout", Certainty.CLEAR)]
    assert [one.contribution.total for one in of_dimension(found, "product") if one.contribution] == [
        pytest.approx(0.0),
        pytest.approx(0.1),
    ]


def test_counts_sit_where_the_count_grew(tmp_path: Path) -> None:
    found = drivers_of(tmp_path, ONE_WORSE, COUNT)

    assert found.whole.difference.change == 60
    assert told(found.strongest) == [("product", "Checkout", Certainty.CLEAR)]
    assert [(one.label, one.contribution and one.contribution.total) for one in of_dimension(found, "product")] == [
        ("Billing", 0),
        ("Checkout", 60),
    ]


def test_a_change_that_is_the_same_everywhere_sits_nowhere(tmp_path: Path) -> None:
    lots = [
        lot
        for product in ("Billing", "Checkout", "Reporting")
        for lot in (Lot(n=200, escalated=20, product=product), october(200, 60, product=product))
    ]

    found = drivers_of(tmp_path, lots)

    assert found.whole.verdict is Verdict.CLEAR
    assert found.strongest == []


def test_more_of_the_hard_cases_is_told_as_mix(tmp_path: Path) -> None:
    lots = [
        Lot(n=540, escalated=27, product="Billing"),
        Lot(n=60, escalated=24, product="Migration"),
        october(300, 15, product="Billing"),
        october(300, 120, product="Migration"),
    ]

    found = drivers_of(tmp_path, lots)

    hard = next(one for one in found.strongest if one.label == "Migration")
    assert (hard.by_mix, hard.certainty) == (True, Certainty.CLEAR)
    assert all(one.contribution and one.contribution.within == 0 for one in of_dimension(found, "product"))
    assert sum_of(of_dimension(found, "product")) == pytest.approx(found.whole.difference.change)


def test_two_segments_that_cancel_out_are_both_told(tmp_path: Path) -> None:
    lots = [
        Lot(n=300, escalated=30, product="Billing"),
        Lot(n=300, escalated=90, product="Checkout"),
        october(300, 90, product="Billing"),
        october(300, 30, product="Checkout"),
    ]

    found = drivers_of(tmp_path, lots)

    assert found.whole.verdict is Verdict.USUAL
    assert {one.label for one in found.strongest} == {"Billing", "Checkout"}


def test_a_segment_that_went_the_other_way_is_told_apart(tmp_path: Path) -> None:
    lots = [
        *(Lot(n=300, escalated=30, product=product) for product in ("Billing", "Checkout", "Reporting")),
        october(300, 90, product="Billing"),
        october(300, 90, product="Checkout"),
        october(300, 3, product="Reporting"),
    ]

    found = drivers_of(tmp_path, lots)

    assert [one.label for one in found.against] == ["Reporting"]
    assert "Reporting" not in {one.label for one in found.strongest}


def test_what_a_segment_often_does_is_not_told(tmp_path: Path) -> None:
    months = [add_months(date(2026, 9, 1), -back) for back in range(1, 13)]
    jumpy = [
        Lot(n=100, escalated=45 if place % 2 else 5, month=month, product="Checkout")
        for place, month in enumerate(months)
    ]
    calm = [Lot(n=300, escalated=30, month=month, product="Billing") for month in months]
    now = [
        Lot(n=300, escalated=30, product="Billing"),
        Lot(n=100, escalated=5, product="Checkout"),
        october(300, 30, product="Billing"),
        october(100, 45, product="Checkout"),
    ]

    found = drivers_of(tmp_path, [*jumpy, *calm, *now])

    checkout = next(one for one in found.segments if one.label == "Checkout")
    assert checkout.own.verdict is Verdict.CLEAR
    assert (checkout.certainty, found.strongest) == (Certainty.NONE, [])
    assert checkout.usual is not None
    assert checkout.usual.after.hold(0.45)


def test_the_whole_is_held_against_its_own_months(tmp_path: Path) -> None:
    months = [add_months(date(2026, 9, 1), -back) for back in range(1, 13)]
    lots = [Lot(n=200, escalated=20 + place % 3, month=month) for place, month in enumerate(months)]

    with finder_over(tmp_path, [*lots, Lot(n=200, escalated=20), october(200, 80)]) as finder:
        change = finder.change(RATIO, SEPTEMBER, OCTOBER)

    assert change.usual is not None
    assert change.usual.after.slices == 12
    assert change.verdict is Verdict.CLEAR


def test_without_eight_months_of_history_nothing_is_called_usual(tmp_path: Path) -> None:
    with finder_over(tmp_path, ONE_WORSE) as finder:
        assert finder.change(RATIO, SEPTEMBER, OCTOBER).usual is None


def test_what_came_of_a_case_is_no_place_for_a_change(tmp_path: Path) -> None:
    found = drivers_of(tmp_path, ONE_WORSE)

    assert {one.dimension for one in found.segments} == {"product"}


def test_a_dimension_that_the_question_fixes_is_not_looked_at(tmp_path: Path) -> None:
    found = drivers_of(tmp_path, ONE_WORSE, Request(metric="escalation_ratio", where={"product": ("Checkout",)}))

    assert found.segments == []
    assert found.whole.difference.change == pytest.approx(0.2)


def test_a_dimension_with_too_many_values_is_named_and_left_out(tmp_path: Path) -> None:
    lots = [
        lot
        for place in range(51)
        for lot in (Lot(n=4, escalated=1, category=f"kind {place}"), october(4, 1, category=f"kind {place}"))
    ]

    found = drivers_of(tmp_path, lots)

    assert found.too_many == ["category"]
    assert of_dimension(found, "category") == []


def test_only_the_dimension_asked_for_is_looked_at(tmp_path: Path) -> None:
    request = Request(metric="escalation_ratio", by=("region",))
    lots = [*ONE_WORSE, Lot(n=50, region="APAC"), october(50, region="APAC")]

    found = drivers_of(tmp_path, lots, request)

    assert {one.dimension for one in found.segments} == {"region"}


def test_a_median_is_told_by_segment_and_not_split(tmp_path: Path) -> None:
    lots = [
        Lot(n=80, product="Billing", hours=10),
        Lot(n=80, product="Checkout", hours=10),
        october(80, product="Billing", hours=10),
        october(80, product="Checkout", hours=60),
    ]

    found = drivers_of(tmp_path, lots, Request(metric="time_to_resolve"))

    assert all(one.contribution is None for one in found.segments)
    assert [one.label for one in found.strongest][:1] == ["Checkout"]


def test_periods_that_share_days_are_never_split_for_certain(tmp_path: Path) -> None:
    both = Period(start=date(2026, 9, 1), end=date(2026, 11, 1))

    with finder_over(tmp_path, ONE_WORSE) as finder:
        found = finder.drivers(RATIO, both, OCTOBER)

    assert found.whole.verdict is Verdict.OVERLAPPING
    assert found.strongest == []


def test_groups_are_told_with_the_clear_changes_first(tmp_path: Path) -> None:
    with finder_over(tmp_path, ONE_WORSE) as finder:
        found = finder.groups(Request(metric="escalation_ratio", by=("product",)), SEPTEMBER, OCTOBER)

    assert [(one.labels, one.clear) for one in found.groups] == [(("Checkout",), True), (("Billing",), False)]


def test_one_query_answers_for_both_months_of_a_dimension(tmp_path: Path) -> None:
    with finder_over(tmp_path, ONE_WORSE) as finder:
        found = finder.groups(Request(metric="escalation_ratio", by=("product",)), SEPTEMBER, OCTOBER)

    assert len(found.queries) == 1


a_lot = st.builds(
    lambda month, n, escalated, product, region: Lot(
        n=n, escalated=min(n, escalated), month=date(2026, month, 1), product=product, region=region
    ),
    st.sampled_from([9, 10]),
    st.integers(1, 12),
    st.integers(0, 12),
    st.sampled_from(["Billing", "Checkout", None]),
    st.sampled_from(["EMEA", "APAC", "LATAM"]),
)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(a_lot, min_size=1, max_size=8),
    st.sampled_from(["escalation_ratio", "escalations", "cases", "backlog", "handoffs_per_case"]),
)
def test_the_parts_of_every_dimension_sum_to_the_change_of_any_world(lots: list[Lot], metric: str) -> None:
    lots = [*lots, Lot(n=1), october(1)]
    with TemporaryDirectory() as folder:
        found = drivers_of(Path(folder), lots, Request(metric=metric))

    for name in {one.dimension for one in found.segments}:
        assert sum_of(of_dimension(found, name)) == pytest.approx(found.whole.difference.change, abs=1e-9)
