"""What the settings make of the words for a period: the fiscal year, the order of a date, the time zone."""

from pathlib import Path

import pytest

from knowledge.metrics.compiling import Request
from knowledge.questions.linking.calendar_words import Calendar
from knowledge.questions.linking.marks import PeriodLink
from knowledge.settings import DateOrder
from tests.builders import a_case, utc
from tests.generated import BERLIN, a_history, metrics_over
from tests.test_questions_periods_words import marks_in, said_in

FROM_APRIL = Calendar(fiscal_year_start=4)


@pytest.mark.parametrize(
    ("words", "order", "days"),
    [
        ("on 03/04", DateOrder.DAY_FIRST, "2026-04-03/2026-04-04"),
        ("on 03/04", DateOrder.MONTH_FIRST, "2026-03-04/2026-03-05"),
        ("on 03-04-2025", DateOrder.DAY_FIRST, "2025-04-03/2025-04-04"),
        ("on 03/04/25", DateOrder.MONTH_FIRST, "2025-03-04/2025-03-05"),
        ("from 10/1 to 10/7", DateOrder.MONTH_FIRST, "2026-10-01/2026-10-08"),
        *((f"on {date_}", order, "2026-10-25/2026-10-26") for order in DateOrder for date_ in ("25/10", "10/25")),
        *(("on 04/04", order, "2026-04-04/2026-04-05") for order in DateOrder),
        *(("on 03.04.2026", order, "2026-04-03/2026-04-04") for order in DateOrder),
    ],
)
def test_the_date_order_is_a_setting_and_what_can_be_read_in_one_way_is_not_asked_about(
    words: str, order: DateOrder, days: str
) -> None:
    assert said_in(words, calendar=Calendar(date_order=order)) == [days]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("fiscal year 2026", "2025-04-01/2026-04-01"),
        ("FY26", "2025-04-01/2026-04-01"),
        ("FY 2026", "2025-04-01/2026-04-01"),
        ("FY25/26", "2025-04-01/2026-04-01"),
        ("fiscal 2026", "2025-04-01/2026-04-01"),
        ("this fiscal year", "2026-04-01/2026-11-23"),
        ("the fiscal year to date", "2026-04-01/2026-11-23"),
        ("FYTD", "2026-04-01/2026-11-23"),
        ("last financial year", "2025-04-01/2026-04-01"),
        ("Q3 FY26", "2025-10-01/2026-01-01"),
        ("FY26 Q3", "2025-10-01/2026-01-01"),
        ("FQ3 2026", "2025-10-01/2026-01-01"),
        ("fiscal Q1", "2026-04-01/2026-07-01"),
        ("the second fiscal quarter of 2026", "2025-07-01/2025-10-01"),
        ("third quarter of fiscal year 2026", "2025-10-01/2026-01-01"),
        ("H1 FY27", "2026-04-01/2026-10-01"),
        ("this fiscal quarter", "2026-10-01/2026-11-23"),
        ("last fiscal quarter", "2026-07-01/2026-10-01"),
        ("calendar Q3 2025", "2025-07-01/2025-10-01"),
        ("last quarter", "2026-07-01/2026-10-01"),
        ("Q3 2025", "calendar Q3 2025 or fiscal Q3 2025"),
        ("3Q25", "calendar Q3 2025 or fiscal Q3 2025"),
    ],
)
def test_a_fiscal_year_from_april_is_named_for_the_year_in_which_it_ends(words: str, days: str) -> None:
    assert said_in(words, calendar=FROM_APRIL) == [days]


def test_a_fiscal_year_from_january_is_the_calendar_year() -> None:
    assert said_in("FY26") == ["2026-01-01/2027-01-01"]
    assert said_in("fiscal Q3 2025") == said_in("Q3 2025") == ["2025-07-01/2025-10-01"]


@pytest.mark.parametrize("month", [0, 13])
def test_a_fiscal_year_begins_in_a_month(month: int) -> None:
    with pytest.raises(ValueError, match="begins in a month"):
        Calendar(fiscal_year_start=month)


@pytest.mark.parametrize(("words", "hours"), [("on 29 March 2026", 23), ("on 25 October 2026", 25)])
def test_a_day_on_which_the_clock_changes_is_counted_whole(tmp_path: Path, words: str, hours: int) -> None:
    (mark,) = marks_in(words)
    assert isinstance(mark.means, PeriodLink)
    every_hour = [
        a_history(a_case(f"{month}-{day}-{hour}", opened_at=utc(f"2026-{month:02}-{day} {hour:02}:30")))
        for month, days in ((3, (28, 29, 30)), (10, (24, 25, 26)))
        for day in days
        for hour in range(24)
    ]

    with metrics_over(tmp_path / "facts", every_hour, zone=BERLIN) as metrics:
        (row,) = metrics.compute(Request(metric="cases", period=mark.means.period)).rows

    assert row.value == hours
