"""Durations, thresholds, what is open at a moment, reviews and service levels, worked out by hand."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from knowledge.cases.case import CaseHistory
from knowledge.errors import UnusableInput
from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.compiling import Request
from knowledge.metrics.metrics import MetricRow, Metrics
from knowledge.metrics.periods import Grain, Period
from tests.builders import a_case, a_review, an_event, utc
from tests.generated import BERLIN, a_history, metrics_over

Opened = Callable[..., Metrics]


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Opened]:
    """Metrics over the histories given."""
    with ExitStack() as stack:

        def opened(histories: Sequence[CaseHistory] = (), **said: Any) -> Metrics:  # noqa: ANN401  any field
            return stack.enter_context(metrics_over(tmp_path / "facts", histories, **said))

        yield opened


def a_life(case_id: str, opened: str, resolved: str | None = None, **columns: Any) -> CaseHistory:  # noqa: ANN401  any field
    """A case opened and perhaps resolved."""
    case = a_case(case_id, opened_at=utc(opened), **columns)
    return a_history(case, *([an_event("resolved", resolved, case_id=case_id)] if resolved else []))


def escalated_after(hours: float, case_id: str) -> CaseHistory:
    case = a_case(case_id)
    return a_history(case, an_event("escalated", case.opened_at + timedelta(hours=hours), case_id=case_id))


def the_row(metrics: Metrics, metric: str, **asked: Any) -> MetricRow:  # noqa: ANN401  any field
    (row,) = metrics.compute(Request(metric=metric, **asked)).rows
    return row


def series(metrics: Metrics, metric: str, every: Grain, **period: date) -> dict[str, object]:
    rows = metrics.compute(Request(metric=metric, every=every, period=Period(**period))).rows
    return {row.start.isoformat(): row.value for row in rows if row.start}


def test_a_count_is_told_from_the_first_case_to_the_end_of_the_data(over: Opened) -> None:
    escalated = a_history(
        a_case("C-2", opened_at=utc("2026-02-10")), an_event("escalated", "2026-02-11", case_id="C-2")
    )
    metrics = over([a_life("C-1", "2026-01-10"), escalated, a_life("C-3", "2026-03-10")])

    assert series(metrics, "escalations", Grain.MONTH) == {"2026-01-01": 0, "2026-02-01": 1, "2026-03-01": 0}


class TestDurations:
    def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two(self, over: Opened) -> None:
        metrics = over([escalated_after(hours, f"C-{hours}") for hours in (1, 2, 4, 30)])

        assert the_row(metrics, "time_to_escalate") == MetricRow(value=3.0, n=4, flags=("small",))
        assert the_row(metrics, "time_to_escalate", statistic="mean").value == 9.25

    def test_the_90th_percentile_is_interpolated(self, over: Opened) -> None:
        metrics = over([escalated_after(hours, f"C-{hours}") for hours in range(1, 12)])

        assert the_row(metrics, "time_to_escalate", statistic="p90").value == pytest.approx(10.0)

    def test_a_median_has_the_interval_of_its_order_statistics_and_a_mean_that_of_student(self, over: Opened) -> None:
        metrics = over([escalated_after(hours, f"C-{hours}") for hours in range(1, 11)])

        row, mean = the_row(metrics, "time_to_escalate"), the_row(metrics, "time_to_escalate", statistic="mean")

        assert (row.value, row.low, row.high) == (5.5, 2.0, 9.0)
        assert (mean.value, mean.n) == (5.5, 10)
        assert [mean.low, mean.high] == pytest.approx([3.334149, 7.665851])

    def test_a_duration_that_would_be_negative_is_left_out(self, over: Opened) -> None:
        metrics = over([escalated_after(-2, "C-1"), escalated_after(6, "C-2")])

        assert the_row(metrics, "time_to_escalate").n == 1
        assert the_row(metrics, "escalations").value == 2

    def test_empty_periods_and_groups_are_absent(self, over: Opened) -> None:
        metrics = over(
            [a_life("C-1", "2026-01-05", "2026-01-06", product="A"), a_life("C-2", "2026-03-05", product="B")]
        )

        assert series(metrics, "time_to_resolve", Grain.MONTH) == {"2026-01-01": 24.0}
        rows = metrics.compute(Request(metric="time_to_resolve", by=("product",))).rows
        assert [row.labels for row in rows] == [("A",)]

    def test_nothing_has_no_median(self, over: Opened) -> None:
        metrics = over([a_life("C-1", "2026-01-05")])

        for statistic in ("median", "mean", "p90"):
            assert the_row(metrics, "time_to_resolve", statistic=statistic) == MetricRow(
                value=None, n=0, flags=("small",)
            )

    def test_an_approval_that_was_not_decided_has_no_wait(self, over: Opened) -> None:
        decided, pending = a_case("C-1"), a_case("C-2")
        metrics = over(
            [
                a_history(
                    decided,
                    an_event("approval_requested", "2026-10-06 10:00"),
                    an_event("approval_granted", "2026-10-06 13:00"),
                ),
                a_history(pending, an_event("approval_requested", "2026-10-06", case_id="C-2")),
                a_life("C-3", "2026-10-05"),
            ]
        )

        assert the_row(metrics, "approval_wait") == MetricRow(value=3.0, n=1, flags=("small",))

    def test_a_score_counts_when_the_case_was_closed_else_resolved_else_not(self, over: Opened) -> None:
        metrics = over(
            [
                a_history(a_case("C-1", csat=4, closed_at=utc("2026-11-02"), resolved_at=utc("2026-10-30"))),
                a_life("C-2", "2026-10-05", "2026-12-03", csat=2),
                a_life("C-3", "2026-10-05", csat=1),
            ]
        )

        assert series(metrics, "csat", Grain.MONTH) == {"2026-11-01": 4.0, "2026-12-01": 2.0}


class TestThresholds:
    @pytest.mark.parametrize(("hours", "early"), [(None, 2), (24, 2), (25, 3), (23.9, 1)])
    def test_early_is_at_most_the_hours_inclusive(self, over: Opened, hours: float | None, early: int) -> None:
        metrics = over([escalated_after(after, f"C-{after}") for after in (1, 24, 24.5, 100)])

        assert the_row(metrics, "early_escalation_share", threshold_hours=hours).numerator == early

    def test_the_settings_say_what_is_early_and_the_definition_says_it_too(self, over: Opened) -> None:
        metrics = over([escalated_after(after, f"C-{after}") for after in (1, 3)], early_hours=2)

        table = metrics.compute(Request(metric="early_escalation_share"))

        assert table.rows[0].numerator == 1
        assert table.metric.definition.endswith("escalated within 2 hours of opening")
        assert metrics.metric("early_escalation_share").definition == table.metric.definition

    def test_other_metrics_have_no_threshold(self, over: Opened) -> None:
        with pytest.raises(UnusableInput, match="backlog has no threshold in hours"):
            over([a_life("C-1", "2026-01-01")]).compute(Request(metric="backlog", threshold_hours=5))


class TestOpenAtAMoment:
    def test_a_case_is_open_from_its_opening_until_its_resolution(self, over: Opened) -> None:
        metrics = over(
            [a_life("C-1", "2026-01-05", "2026-01-07"), a_life("C-2", "2026-01-06"), a_life("C-3", "2026-01-08")]
        )

        def at_end_of(day: date) -> object:
            return the_row(metrics, "backlog", period=Period(end=day + timedelta(days=1))).value

        days = [date(2026, 1, day) for day in range(4, 9)]
        assert [at_end_of(day) for day in days] == [0, 1, 2, 1, 2]
        assert list(series(metrics, "backlog", Grain.DAY, start=date(2026, 1, 4), end=date(2026, 1, 8)).values()) == [
            *(0, 1, 2, 1)
        ]

    def test_what_happens_at_the_very_end_has_not_happened_yet(self, over: Opened) -> None:
        metrics = over([a_life("C-1", "2026-01-05", "2026-01-07 00:00"), a_life("C-2", "2026-01-07 00:00")])

        assert the_row(metrics, "backlog", period=Period(end=date(2026, 1, 7))).value == 1

    def test_without_an_end_it_is_the_end_of_the_data(self, over: Opened) -> None:
        metrics = over([a_life("C-1", "2026-01-05"), a_life("C-2", "2026-01-06", "2026-01-20 12:00")])

        assert the_row(metrics, "backlog").value == 2
        assert series(metrics, "backlog", Grain.WEEK) == {"2026-01-05": 2, "2026-01-12": 2, "2026-01-19": 2}

    def test_a_case_that_is_open_again_is_open_at_every_moment_since_its_opening(self, over: Opened) -> None:
        reopened = a_history(
            a_case("C-1", opened_at=utc("2026-01-05")),
            an_event("resolved", "2026-01-06"),
            an_event("reopened", "2026-01-08"),
        )
        metrics = over([reopened])

        assert the_row(metrics, "backlog", period=Period(end=date(2026, 1, 7))).value == 1

    def test_aged_is_longer_than_the_days_and_not_just_as_long(self, over: Opened) -> None:
        metrics = over(
            [a_life("C-1", "2026-01-01 00:00"), a_life("C-2", "2026-01-01 00:01"), a_life("C-3", "2026-02-01")]
        )

        def aged(end: date, **asked: Any) -> object:  # noqa: ANN401  any field
            return the_row(metrics, "aged_cases", period=Period(end=end), **asked).value

        assert [aged(date(2026, 1, day)) for day in (14, 15, 16)] == [0, 0, 2]
        assert aged(date(2026, 1, 3), threshold_hours=47.9) == 2
        assert aged(date(2026, 1, 3), threshold_hours=48) == 0
        assert list(
            series(metrics, "aged_cases", Grain.DAY, start=date(2026, 1, 13), end=date(2026, 1, 17)).values()
        ) == [*(0, 0, 2, 2)]

    def test_nobody_knows_how_old_a_case_will_be(self, over: Opened) -> None:
        metrics = over([a_life("C-1", "2026-01-01"), a_life("C-2", "2026-01-10")])
        later = date(2026, 3, 1)

        assert the_row(metrics, "aged_cases", period=Period(end=later)).value == 0
        assert the_row(metrics, "backlog", period=Period(end=later)).value == 2
        assert list(series(metrics, "backlog", Grain.MONTH, end=later)) == ["2026-01-01"]

    def test_the_ends_of_the_calendar_are_no_trouble(self, over: Opened) -> None:
        metrics = over([a_life("C-1", "2026-01-01"), a_life("C-2", "2026-02-01")], zone=BERLIN)

        for period in (Period(end=date.min), Period(end=date.max), Period(start=date.min, end=date.min)):
            for metric, every in (("aged_cases", None), ("backlog", None), ("aged_cases", Grain.YEAR)):
                metrics.compute(Request(metric=metric, period=period, every=every))
        assert the_row(metrics, "aged_cases", threshold_hours=1e9).value == 0
        assert the_row(metrics, "aged_cases", threshold_hours=1e300).value == 0

    def test_a_day_ends_when_the_reporting_time_zone_says_so(self, over: Opened) -> None:
        metrics = over([a_life("C-1", "2026-10-31 23:30"), a_life("C-2", "2026-12-01")], zone=BERLIN)

        assert the_row(metrics, "backlog", period=Period(end=date(2026, 11, 1))).value == 0
        assert the_row(metrics, "backlog", period=Period(end=date(2026, 11, 2))).value == 1

    def test_groups_that_never_have_anything_open_are_absent(self, over: Opened) -> None:
        metrics = over(
            [
                a_life("C-1", "2026-01-05 08:00", "2026-01-05 09:00", product="A"),
                a_life("C-2", "2026-01-06", "2026-01-07", product="B"),
                a_life("C-3", "2026-01-08", product="C"),
            ]
        )

        rows = metrics.compute(Request(metric="backlog", by=("product",), every=Grain.DAY)).rows

        assert {row.labels for row in rows} == {("B",)}
        assert [row.value for row in rows] == [0, 1, 0, 0]
        assert metrics.compute(Request(metric="backlog", by=("product",))).rows == []

    def test_the_data_tells_what_is_open_until_its_last_day(self, over: Opened) -> None:
        metrics = over([a_life("C-1", "2026-01-05", "2026-02-20")])

        assert metrics.days_with_data(METRICS["backlog"]) == (date(2026, 1, 5), date(2026, 2, 20))

    def test_without_cases_nothing_is_open(self, over: Opened) -> None:
        metrics = over([])

        assert the_row(metrics, "backlog").value == 0
        assert series(metrics, "backlog", Grain.DAY) == {}
        assert metrics.compute(Request(metric="aged_cases", every=Grain.DAY, by=("team",))).rows == []


class TestReviews:
    def test_a_quality_score_is_the_mean_of_the_reviews(self, over: Opened) -> None:
        reviews = [a_review(80), a_review(70, team="Back"), a_review(90, at=utc("2026-11-01"), product="Portal")]
        metrics = over([a_life("C-1", "2026-01-01")], reviews=reviews)

        assert the_row(metrics, "quality_score").value == 80
        assert series(metrics, "quality_score", Grain.MONTH) == {"2026-10-01": 75.0, "2026-11-01": 90.0}
        by_product = metrics.compute(Request(metric="quality_score", by=("product",), statistic="median")).rows
        assert [(row.labels, row.value) for row in by_product] == [(("Portal",), 90.0), (("(none)",), 75.0)]
        assert metrics.days_with_data(METRICS["quality_score"]) == (date(2026, 10, 5), date(2026, 11, 1))


class TestWhatIsMissing:
    def test_every_metric_but_cases_needs_something(self, over: Opened) -> None:
        metrics = over([a_life("C-1", "2026-01-01")])

        lacking = {name for name, metric in METRICS.items() if metrics.missing(metric)}
        assert lacking == METRICS.keys() - {"cases"}

    def test_targets_do_where_there_are_no_breaches(self, over: Opened) -> None:
        with_targets = over([a_life("C-1", "2026-01-01")], has_targets=True)

        assert with_targets.missing(METRICS["sla_attainment"]) is None
        assert the_row(with_targets, "sla_attainment").value == 1.0

    def test_what_is_there_is_not_missing(self, over: Opened) -> None:
        metrics = over(
            [a_history(a_case(), an_event("sla_breached", "2026-10-06"), an_event("complaint", "2026-10-06"))],
            reviews=[a_review()],
        )

        for name in ("sla_attainment", "complaints", "quality_score"):
            assert metrics.missing(METRICS[name]) is None


def test_a_query_alone_gives_the_numbers_again_from_a_receipt(over: Opened, tmp_path: Path) -> None:
    """Parameters are texts in a receipt, dates included."""
    import duckdb

    metrics = over([a_life(f"C-{day}", f"2026-01-{day:02}", f"2026-02-{day:02}") for day in range(1, 10)])
    period = Period(start=date(2026, 1, 1), end=date(2026, 2, 5))
    for name in ("cases", "escalation_ratio", "early_escalation_share", "time_to_resolve", "backlog", "aged_cases"):
        for every in (None, Grain.WEEK):
            table = metrics.compute(Request(metric=name, period=period, every=every, where={"product": ["(none)"]}))
            params = [one.isoformat() if isinstance(one, date | datetime) else one for one in table.query.params]
            with duckdb.connect() as connection:
                connection.execute("SET TimeZone = 'UTC'")
                connection.execute(f"CREATE VIEW cases AS FROM '{tmp_path / 'facts' / 'cases.parquet'}'")
                found = connection.execute(table.query.sql, params).fetchall()
            counted = [row for row in table.rows if row.n or every is None or name in ("backlog", "aged_cases")]
            assert [row[1 if every else 0] for row in found] == [row.n for row in counted]
