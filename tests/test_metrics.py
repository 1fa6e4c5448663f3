"""Numbers by hand: flags, empty periods, cut periods, clocks that change, groups without a name, order, odd values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from knowledge.cases.case import Case, CaseHistory
from knowledge.errors import UnknownName
from knowledge.metrics.catalogue import METRICS
from knowledge.metrics.compiling import Request
from knowledge.metrics.metrics import MetricRow, Metrics
from knowledge.metrics.periods import Grain, Period
from tests.builders import a_case, an_event, utc
from tests.generated import BERLIN, UTC_ZONE, a_history, metrics_over

Opened = Callable[..., Metrics]


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Opened]:
    """Metrics over the histories given."""
    with ExitStack() as stack:

        def opened(
            histories: Sequence[CaseHistory], *, zone: ZoneInfo = UTC_ZONE, attributes: Sequence[str] = ()
        ) -> Metrics:
            return stack.enter_context(metrics_over(tmp_path / "facts", histories, zone=zone, attributes=attributes))

        yield opened


def cases(*columns: Mapping[str, object]) -> list[CaseHistory]:
    """A case for each."""
    return [a_history(a_case(f"C-{number}", **said)) for number, said in enumerate(columns)]


def opened_at(*instants: str) -> list[CaseHistory]:
    return cases(*({"opened_at": utc(instant)} for instant in instants))


def escalated(case: Case, after: timedelta, reason: str | None = None) -> CaseHistory:
    return a_history(case, an_event("escalated", case.opened_at + after, case_id=case.case_id, reason=reason))


def series(metrics: Metrics, metric: str, every: Grain, period: Period | None = None) -> dict[str, object]:
    """Value by label."""
    rows = metrics.compute(Request(metric=metric, every=every, period=period or Period())).rows
    return {row.start.isoformat(): row.value for row in rows if row.start}


def by(metrics: Metrics, dimension: str, metric: str = "cases") -> list[tuple[object, object]]:
    """Label and value, in order."""
    return [(row.labels[0], row.value) for row in metrics.compute(Request(metric=metric, by=(dimension,))).rows]


class TestPeriods:
    def test_counts_of_empty_periods_are_0_and_shares_of_them_absent(self, over: Opened) -> None:
        metrics = over(opened_at("2026-01-10", "2026-03-10", "2026-03-11"))

        assert series(metrics, "cases", Grain.MONTH) == {"2026-01-01": 1, "2026-02-01": 0, "2026-03-01": 2}
        assert series(metrics, "escalation_ratio", Grain.MONTH) == {"2026-01-01": 0.0, "2026-03-01": 0.0}

    def test_a_cut_period_keeps_its_grains_start_as_label(self, over: Opened) -> None:
        metrics = over(opened_at("2026-01-10", "2026-01-20", "2026-02-03"))
        period = Period(start=date(2026, 1, 15), end=date(2026, 2, 3))

        assert series(metrics, "cases", Grain.MONTH, period) == {"2026-01-01": 1, "2026-02-01": 0}
        assert series(metrics, "cases", Grain.WEEK, period) == {
            "2026-01-12": 0,
            "2026-01-19": 1,
            "2026-01-26": 0,
            "2026-02-02": 0,
        }

    def test_a_period_is_half_open(self, over: Opened) -> None:
        metrics = over(opened_at("2026-01-01 00:00", "2026-01-31 23:59:59.999999", "2026-02-01 00:00"))

        (row,) = metrics.compute(
            Request(metric="cases", period=Period(start=date(2026, 1, 1), end=date(2026, 2, 1)))
        ).rows

        assert row.value == 2

    def test_an_empty_period_has_nothing(self, over: Opened) -> None:
        metrics = over(opened_at("2026-01-01"))
        day = Period(start=date(2026, 1, 1), end=date(2026, 1, 1))

        assert [row.value for row in metrics.compute(Request(metric="cases", period=day)).rows] == [0]
        assert series(metrics, "cases", Grain.DAY, day) == {}
        (share,) = metrics.compute(Request(metric="escalation_ratio", period=day)).rows
        assert (share.value, share.n, share.numerator, share.low, share.high) == (None, 0, 0, None, None)

    def test_a_period_beyond_the_data_is_full_of_zeros(self, over: Opened) -> None:
        metrics = over(opened_at("2026-01-01"))
        beyond = Period(start=date(2027, 1, 1), end=date(2027, 3, 1))

        assert series(metrics, "cases", Grain.MONTH, beyond) == {"2027-01-01": 0, "2027-02-01": 0}

    def test_what_never_happened_is_0_in_every_period_asked_for(self, over: Opened) -> None:
        metrics = over(opened_at("2026-01-01"))
        asked = Period(start=date(2026, 1, 1), end=date(2026, 3, 1))

        assert series(metrics, "escalations", Grain.MONTH, asked) == {"2026-01-01": 0, "2026-02-01": 0}
        assert series(metrics, "escalations", Grain.MONTH) == {"2026-01-01": 0}

    def test_every_group_has_every_period(self, over: Opened) -> None:
        metrics = over(
            cases(
                {"product": "A", "opened_at": utc("2026-01-01")},
                {"product": "B", "opened_at": utc("2026-02-01")},
            )
        )

        rows = metrics.compute(Request(metric="cases", by=("product",), every=Grain.MONTH)).rows

        assert [(row.start, row.labels, row.value) for row in rows] == [
            (date(2026, 1, 1), ("A",), 1),
            (date(2026, 1, 1), ("B",), 0),
            (date(2026, 2, 1), ("A",), 0),
            (date(2026, 2, 1), ("B",), 1),
        ]

    def test_weeks_start_on_monday(self, over: Opened) -> None:
        metrics = over(opened_at("2026-10-04 23:59", "2026-10-05 00:00"))

        assert series(metrics, "cases", Grain.WEEK) == {"2026-09-28": 1, "2026-10-05": 1}
        assert dict(by(metrics, "week")) == {"2026-09-28": 1, "2026-10-05": 1}

    @pytest.mark.parametrize(
        ("grain", "label"),
        [
            (Grain.DAY, "2026-11-30"),
            (Grain.WEEK, "2026-11-30"),
            (Grain.MONTH, "2026-11-01"),
            (Grain.QUARTER, "2026-10-01"),
            (Grain.YEAR, "2026-01-01"),
        ],
    )
    def test_each_grain_has_its_label(self, over: Opened, grain: Grain, label: str) -> None:
        assert series(over(opened_at("2026-11-30 12:00")), "cases", grain) == {label: 1}

    def test_the_last_days_of_the_calendar_are_no_trouble(self, over: Opened) -> None:
        end = Period(start=date(9999, 11, 1), end=date.max)

        assert series(over(opened_at("2026-01-01")), "cases", Grain.MONTH, end) == {"9999-11-01": 0, "9999-12-01": 0}


class TestTimeZone:
    def test_late_on_the_last_day_of_a_month_in_utc_is_the_next_month_in_berlin(self, over: Opened) -> None:
        metrics = over(opened_at("2026-10-31 23:30"), zone=BERLIN)

        assert series(metrics, "cases", Grain.MONTH) == {"2026-11-01": 1}
        assert by(metrics, "hour_of_day") == [(0, 1)]
        assert by(metrics, "day_of_week") == [("Sunday", 1)]
        november = Period(start=date(2026, 11, 1))
        assert metrics.compute(Request(metric="cases", period=november)).rows[0].value == 1

    def test_the_same_case_is_of_october_in_utc(self, over: Opened) -> None:
        metrics = over(opened_at("2026-10-31 23:30"))

        assert series(metrics, "cases", Grain.MONTH) == {"2026-10-01": 1}
        assert by(metrics, "hour_of_day") == [(23, 1)]

    def test_a_spring_day_has_23_hours(self, over: Opened) -> None:
        day = [utc("2026-03-28 23:00") + timedelta(hours=hour) for hour in range(23)]
        outside = [day[0] - timedelta(microseconds=1), day[-1] + timedelta(hours=1)]
        metrics = over(cases(*({"opened_at": at} for at in (*day, *outside))), zone=BERLIN)

        assert series(metrics, "cases", Grain.DAY) == {"2026-03-28": 1, "2026-03-29": 23, "2026-03-30": 1}
        of_the_day = Request(metric="cases", by=("hour_of_day",), where={"day": ["2026-03-29"]})
        assert {row.labels[0] for row in metrics.compute(of_the_day).rows} == set(range(24)) - {2}

    def test_an_autumn_day_has_25_hours_and_one_of_them_twice(self, over: Opened) -> None:
        day = [utc("2026-10-24 22:00") + timedelta(hours=hour) for hour in range(25)]
        metrics = over(cases(*({"opened_at": at} for at in day)), zone=BERLIN)

        assert series(metrics, "cases", Grain.DAY) == {"2026-10-25": 25}
        assert by(metrics, "hour_of_day")[0] == (2, 2)

    def test_escalations_are_dated_by_their_own_clock(self, over: Opened) -> None:
        case = a_case(opened_at=utc("2026-10-31 22:00"))
        metrics = over([escalated(case, timedelta(hours=1, minutes=30))], zone=BERLIN)

        assert series(metrics, "escalations", Grain.MONTH) == {"2026-10-01": 0, "2026-11-01": 1}
        assert series(metrics, "escalation_ratio", Grain.MONTH) == {"2026-10-01": 1.0}


class TestFlags:
    @pytest.mark.parametrize(("n", "flags"), [(4, ("small",)), (5, ())])
    def test_below_five_is_small(self, over: Opened, n: int, flags: tuple[str, ...]) -> None:
        metrics = over(cases(*[{}] * n))

        for metric in ("cases", "escalation_ratio"):
            assert metrics.compute(Request(metric=metric)).rows[0].flags == flags

    def test_what_is_small_is_ranked_with_the_others(self, over: Opened) -> None:
        metrics = over(cases(*[{"product": "A"}] * 6, *[{"product": "B"}] * 2, *[{"product": "C"}] * 5))

        rows = metrics.compute(Request(metric="cases", by=("product",))).rows
        assert [(row.labels[0], row.flags) for row in rows] == [("A", ()), ("C", ()), ("B", ("small",))]

    def test_a_young_period_is_immature(self, over: Opened) -> None:
        """As of Monday 2 March, noon, and with 48 hours to nine of ten escalations, what ended on Saturday is due."""
        old = [escalated(a_case(f"E-{n}", opened_at=utc("2026-02-02")), timedelta(hours=48)) for n in range(5)]
        metrics = over([*old, *opened_at("2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02 12:00")])

        rows = metrics.compute(Request(metric="escalation_ratio", every=Grain.DAY)).rows

        assert {row.start.isoformat(): "immature" in row.flags for row in rows if row.start} == {
            "2026-02-02": False,
            "2026-02-27": False,
            "2026-02-28": True,
            "2026-03-01": True,
            "2026-03-02": True,
        }

    def test_a_period_that_ends_exactly_as_long_ago_as_it_takes_is_mature(self, over: Opened) -> None:
        early = escalated(a_case("E-1", opened_at=utc("2026-02-02")), timedelta(hours=48))
        metrics = over([early, *opened_at("2026-03-02 00:00")])

        def flags(end: date) -> tuple[str, ...]:
            (row,) = metrics.compute(Request(metric="escalation_ratio", period=Period(end=end))).rows
            return row.flags

        assert "immature" not in flags(date(2026, 2, 28))
        assert "immature" in flags(date(2026, 3, 1))

    def test_maturity_counts_hours_that_passed_and_not_hours_on_the_clock(self, over: Opened) -> None:
        # In Berlin 29 March has 23 hours, so from its midnight to the next only 23 of 23.5 hours have passed.
        early = escalated(a_case("E-1", opened_at=utc("2026-02-02")), timedelta(hours=23, minutes=30))
        metrics = over([early, *opened_at("2026-03-28 12:00", "2026-03-29 22:00")], zone=BERLIN)

        (row,) = metrics.compute(Request(metric="escalation_ratio", period=Period(end=date(2026, 3, 29)))).rows

        assert "immature" in row.flags

    def test_without_any_escalation_nothing_is_immature(self, over: Opened) -> None:
        metrics = over(opened_at(*["2026-01-01"] * 5))

        assert metrics.compute(Request(metric="escalation_ratio")).rows[0].flags == ()


class TestShares:
    def test_a_share_carries_what_it_was_computed_from(self, over: Opened) -> None:
        histories = [escalated(a_case(f"E-{n}"), timedelta(hours=1)) for n in range(15)]
        histories += cases(*[{}] * 133)

        (row,) = over(histories).compute(Request(metric="escalation_ratio")).rows

        assert (row.value, row.n, row.numerator) == (15 / 148, 148, 15)
        assert row.low == pytest.approx(0.0624, abs=5e-5)
        assert row.high == pytest.approx(0.1605, abs=5e-5)

    def test_a_case_that_escalates_twice_counts_once_and_at_its_first(self, over: Opened) -> None:
        history = a_history(
            a_case(opened_at=utc("2026-01-31")),
            an_event("escalated", "2026-03-02"),
            an_event("escalated", "2026-02-01"),
        )
        metrics = over([history])

        assert series(metrics, "escalations", Grain.MONTH) == {"2026-01-01": 0, "2026-02-01": 1, "2026-03-01": 0}
        assert series(metrics, "escalation_ratio", Grain.MONTH) == {"2026-01-01": 1.0}


class TestGroups:
    def test_what_is_empty_is_the_group_none(self, over: Opened) -> None:
        metrics = over(cases({"product": None}, {"product": ""}, {"product": "A"}))

        assert by(metrics, "product") == [("(none)", 2), ("A", 1)]
        (row,) = metrics.compute(Request(metric="cases", where={"product": ["(none)"]})).rows
        assert row.value == 2

    def test_without_a_reason_an_escalation_is_in_the_group_none(self, over: Opened) -> None:
        metrics = over(
            [escalated(a_case("C-1"), timedelta(1)), escalated(a_case("C-2"), timedelta(1), "slow"), *cases({})]
        )

        assert by(metrics, "reason", "escalations") == [("(none)", 1), ("slow", 1)]

    @pytest.mark.parametrize(
        "value",
        ["O'Brien", 'a "b"', "größe 漢字 🙈", "x'); DROP VIEW cases; --", "?", "%", "\\", " A ", "a\nb", "NULL"],
    )
    def test_an_odd_value_is_a_value(self, over: Opened, value: str) -> None:
        metrics = over(
            cases({"product": value, "attributes": {value: value}}, {"product": "plain"}), attributes=[value]
        )

        for name in ("product", value):
            (row,) = metrics.compute(Request(metric="cases", by=(name,), where={name: [value]})).rows
            assert (row.labels, row.value) == ((value,), 1)
        assert metrics.compute(Request(metric="cases")).rows[0].value == 2

    def test_values_are_exact(self, over: Opened) -> None:
        metrics = over(cases({"product": "Billing"}))

        for value in ("billing", "Billin", "Billing ", "B%", "Bill\0ing", "\udcff"):
            assert metrics.compute(Request(metric="cases", where={"product": [value]})).rows[0].value == 0

    def test_an_attribute_called_like_a_column_of_ours_is_no_trouble(self, over: Opened) -> None:
        names = ["escalated_at", "opened_local", "n", "numerator", "period", "row", "cases", "text_key", "product "]
        case = a_case(attributes={name: f"of {name}" for name in names})
        metrics = over([escalated(case, timedelta(hours=1)), *cases({}, {})], attributes=names)

        for name in names:
            rows = metrics.compute(Request(metric="escalation_ratio", by=(name,), every=Grain.DAY)).rows
            assert [(row.labels, row.n, row.numerator) for row in rows] == [
                (("(none)",), 2, 0),
                ((f"of {name}",), 1, 1),
            ]

    def test_no_value_let_through_is_no_case(self, over: Opened) -> None:
        metrics = over(cases({"product": "A"}, {}))

        assert metrics.compute(Request(metric="cases", where={"product": []})).rows[0].value == 0

    @pytest.mark.parametrize(
        ("where", "value"),
        [
            ({"hour_of_day": ["8"]}, 1),
            ({"day_of_week": ["Monday"]}, 1),
            ({"week": ["2026-10-05"]}, 2),
            ({"month": ["2026-10-01", "2026-11-01"]}, 3),
            ({"quarter": ["2026-10-01"], "day_of_week": ["Tuesday"]}, 1),
            ({"day": ["2026-10-06"]}, 1),
            ({"year": ["2025-01-01"]}, 0),
            ({"hour_of_day": ["8 o'clock"]}, 0),
        ],
    )
    def test_the_clock_can_be_filtered_by(self, over: Opened, where: Mapping[str, Sequence[str]], value: int) -> None:
        metrics = over(opened_at("2026-10-05 08:00", "2026-10-06 09:00", "2026-11-04 10:00"))

        assert metrics.compute(Request(metric="cases", where=where)).rows[0].value == value


class TestOrder:
    def test_the_highest_comes_first_and_equals_by_name(self, over: Opened) -> None:
        metrics = over(cases({"product": "B"}, {"product": "A"}, {"product": "C"}, {"product": "C"}))

        assert by(metrics, "product") == [("C", 2), ("A", 1), ("B", 1)]

    def test_over_time_the_oldest_comes_first(self, over: Opened) -> None:
        metrics = over(opened_at("2026-03-01", "2026-01-01", "2026-02-01", "2026-02-02"))

        assert list(series(metrics, "cases", Grain.MONTH)) == ["2026-01-01", "2026-02-01", "2026-03-01"]

    def test_the_same_question_gets_the_same_answer(self, over: Opened) -> None:
        metrics = over(cases(*({"product": f"P{n % 17}", "team": f"T{n % 5}"} for n in range(200))))
        request = Request(metric="cases", by=("product", "team"))

        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda _: metrics.compute(request).rows, range(40)))

        assert all(answer == answers[0] for answer in answers)


class TestData:
    def test_the_days_with_data_are_those_of_the_metric(self, over: Opened) -> None:
        case = a_case(opened_at=utc("2026-01-01"))
        metrics = over([escalated(case, timedelta(days=3)), *opened_at("2026-02-01")])

        assert metrics.days_with_data(METRICS["cases"]) == (date(2026, 1, 1), date(2026, 2, 1))
        assert metrics.days_with_data(METRICS["escalations"]) == (date(2026, 1, 4), date(2026, 1, 4))

    def test_without_cases_there_are_no_days_and_nothing_is_computed(self, over: Opened) -> None:
        metrics = over([])

        assert metrics.days_with_data(METRICS["cases"]) is None
        assert metrics.compute(Request(metric="cases")).rows == [MetricRow(value=0, n=0, flags=("small",))]
        assert metrics.compute(Request(metric="cases", by=("product",))).rows == []
        assert metrics.compute(Request(metric="cases", every=Grain.DAY)).rows == []

    def test_data_without_any_escalation_knows_nothing_of_escalations(self, over: Opened) -> None:
        metrics = over(cases({}))

        assert metrics.missing(METRICS["cases"]) is None
        assert metrics.missing(METRICS["escalation_ratio"]) == "“escalated” events"

    def test_the_values_of_a_column_are_counted_the_most_frequent_first(self, over: Opened) -> None:
        metrics = over(cases({"team": "B"}, {"team": "A"}, {"team": "B"}, {"team": None}, {"team": ""}))

        assert list(metrics.values_of("team").items()) == [("B", 2), ("A", 1)]

    def test_an_unknown_name_is_met_with_the_near_ones(self, over: Opened) -> None:
        metrics = over(cases({}), attributes=["contract"])

        with pytest.raises(UnknownName, match="Did you mean contract"):
            metrics.compute(Request(metric="cases", by=("contracts",)))
        with pytest.raises(UnknownName, match="Did you mean escalations"):
            metrics.compute(Request(metric="escalatoins"))
