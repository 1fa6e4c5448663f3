"""What is drawn of an answer, as Slack draws it, as a picture, and in words."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from matplotlib.image import imread

from bot.charts.chart import Chart, Kind, Series
from bot.charts.choosing import chart_of
from bot.charts.labels import distinct, joined
from bot.charts.native import left_out, native_block
from bot.charts.picture import picture
from knowledge.answers.answer import Answer, Status
from knowledge.metrics.periods import Grain, Period
from knowledge.questions.plan import Intent, Plan, Show
from tests.block_kit.builders import a_breakdown, a_count, a_month, a_trend, an_answer
from tests.block_kit.problems import problems_of_message

A_CHART = Chart(
    kind=Kind.LINE,
    title="Escalations by month",
    categories=["Jan", "Feb", "Mar"],
    series=[Series(name="Billing", values=[1, 2, None]), Series(name="Checkout", values=[3, 4, 5])],
    x_label="month",
    y_label="escalations",
    alt_text="…",
)


def drawn(answer: Answer) -> Chart:
    chart = chart_of(answer)
    assert chart is not None
    return chart


def weeks(count: int) -> Answer:
    """A count for each of so many weeks, the first of which begins on a Monday."""
    starts = [date(2025, 1, 6) + timedelta(weeks=at) for at in range(count)]
    plan = Plan(intent=Intent.TREND, metric="escalations", every=Grain.WEEK)
    periods = [Period(start=start, end=start + timedelta(weeks=1)) for start in starts]
    return an_answer(plan=plan, numbers=[a_count(at, period) for at, period in enumerate(periods)])


def test_a_trend_is_a_line_over_its_periods() -> None:
    chart = drawn(a_trend(3, 5, 8))

    assert (chart.kind, chart.title) == (Kind.LINE, "Escalations by month")
    assert chart.categories == ["Jan 2026", "Feb 2026", "Mar 2026"]
    assert chart.series == [Series(name="escalations", values=[3, 5, 8])]
    assert (chart.x_label, chart.y_label) == ("month", "escalations")
    assert chart.alt_text == "Line chart: Escalations by month. Jan 2026 3, Feb 2026 5, Mar 2026 8."


def test_a_share_is_drawn_in_percent() -> None:
    chart = drawn(a_trend(0.1234, 0.05, 1.0, unit="share", metric="escalation_ratio"))

    assert chart.series[0].values == [12.3, 5.0, 100.0]
    assert chart.y_label == "escalation ratio (%)"


@pytest.mark.parametrize(
    ("hours", "unit", "values"),
    [
        ([0.25, 0.5, 0.75], "minutes", [15, 30, 45]),
        ([1, 20, 30.5], "hours", [1, 20, 30.5]),
        ([60, 240, 36], "days", [2.5, 10, 1.5]),
        ([0.25, 0.5, 40], "minutes", [15, 30, 2400]),
    ],
)
def test_durations_are_drawn_in_what_fits_most_of_them_as_tables_tell_them(
    hours: list[float], unit: str, values: list[float]
) -> None:
    chart = drawn(a_trend(*hours, unit="hours", metric="time_to_resolve"))

    assert chart.y_label == f"median time to resolve ({unit})"
    assert chart.series[0].values == values


def test_a_cut_period_and_an_immature_one_are_marked() -> None:
    whole = a_trend(3, 5, 8)
    last = replace(whole.numbers[2], period=Period(start=date(2026, 3, 1), end=date(2026, 3, 9)), flags=["immature"])

    chart = drawn(replace(whole, numbers=[*whole.numbers[:2], last]))

    assert chart.categories == ["Jan 2026", "Feb 2026", "Mar 2026 (part) *"]
    assert chart.alt_text.endswith("1 value may still rise (immature).")


def test_what_a_mark_means_is_said_below_the_chart_and_in_words_once() -> None:
    whole = a_trend(3, 5, 8)
    young = replace(whole.numbers[2], flags=["immature"])

    chart = drawn(replace(whole, numbers=[*whole.numbers[:2], young]))

    assert chart.cut == "* immature, may still change."
    assert "*" not in chart.alt_text.replace("Mar 2026 *", "")


def test_where_everything_is_immature_nothing_is_marked() -> None:
    whole = a_trend(3, 5, 8)

    chart = drawn(replace(whole, numbers=[replace(number, flags=["immature"]) for number in whole.numbers]))

    assert (chart.categories[0], chart.cut) == ("Jan 2026", "")


def test_what_is_open_at_an_end_is_never_a_part() -> None:
    whole = a_trend(3, 5, 8, metric="backlog")
    last = replace(whole.numbers[2], period=Period(start=date(2026, 3, 1), end=date(2026, 3, 9)))

    assert drawn(replace(whole, numbers=[*whole.numbers[:2], last])).categories[-1] == "Mar 2026"


def test_a_month_without_a_value_is_a_gap_in_the_picture_and_left_out_by_slack() -> None:
    chart = drawn(a_trend(0.1, 0.2, None, 0.4, unit="share", metric="escalation_ratio"))

    assert chart.series[0].values == [10.0, 20.0, None, 40.0]
    assert native_block(chart)["chart"]["axis_config"]["categories"] == ["Jan 2026", "Feb 2026", "Apr 2026"]
    assert left_out(chart) == "Not drawn, because there is no number: Mar 2026."


def test_of_a_long_series_the_last_twenty_periods_are_drawn_and_said() -> None:
    chart = drawn(weeks(30))

    assert chart.series[0].values == list(range(10, 30))
    assert chart.cut == "The chart shows the last 20 of 30 weeks: ask by month to see all of it."
    assert chart.alt_text.endswith(chart.cut)


def test_each_group_over_time_has_a_line_and_the_six_largest_are_drawn() -> None:
    plan = Plan(intent=Intent.TREND, metric="escalations", by=("product",), every=Grain.MONTH)
    numbers = [
        a_count(size, a_month(month), where={"product": [f"product {size}"]})
        for month in (1, 2, 3)
        for size in range(1, 9)
    ]

    chart = drawn(an_answer(plan=plan, numbers=numbers))

    assert [series.name for series in chart.series] == [f"product {size}" for size in range(3, 9)]
    assert chart.cut == "The chart shows the 6 largest of 8 groups."


def test_groups_are_bars_in_the_order_of_their_ranking() -> None:
    chart = drawn(a_breakdown({"Billing": 12, "Checkout": 7, "Identity": 3}))

    assert chart.kind is Kind.BAR
    assert chart.categories == ["Billing", "Checkout", "Identity"]
    assert chart.series[0].values == [12, 7, 3]


@pytest.mark.parametrize(
    ("limit", "names"), [(None, ["Monday", "Wednesday", "Sunday"]), (3, ["Sunday", "Monday", "Wednesday"])]
)
def test_a_week_is_drawn_from_its_monday_on_and_a_ranking_of_its_days_as_ranked(
    limit: int | None, names: list[str]
) -> None:
    plan = Plan(intent=Intent.BREAKDOWN, metric="escalations", by=("day_of_week",), limit=limit)
    values = {"Sunday": 9, "Monday": 5, "Wednesday": 2}
    numbers = [a_count(value, where={"day_of_week": [name]}) for name, value in values.items()]

    chart = drawn(an_answer(plan=plan, numbers=numbers))

    assert chart.categories == names
    assert chart.series[0].values == [values[name] for name in names]


def test_a_long_name_of_a_metric_loses_its_statistic_before_it_is_cut() -> None:
    chart = drawn(a_trend(1, 2, 3, unit="hours", metric="time_to_first_response"))

    assert chart.y_label == "time to first response (hours)"
    assert chart.title == "Median time to first response by month"
    assert drawn(a_trend(1, 2, 3, unit="hours", metric="time_to_resolve")).series[0].name == "time to resolve"


def test_two_periods_of_the_same_groups_stand_beside_each_other() -> None:
    plan = Plan(intent=Intent.COMPARE, metric="escalations", by=("product",), compared_with=a_month(9))
    numbers = [
        a_count(value, a_month(month), where={"product": [name]})
        for month, values in ((10, (1, 2, 3)), (9, (4, 5, 6)))
        for name, value in zip("ABC", values, strict=True)
    ]
    total = a_count(6, a_month(10))

    chart = drawn(an_answer(plan=plan, numbers=[*numbers, total]))

    assert chart.series == [
        Series(name="September 2026", values=[4, 5, 6]),
        Series(name="October 2026", values=[1, 2, 3]),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        an_answer(),
        a_trend(3, 5),
        a_trend(0, 0, 0),
        a_breakdown({"Billing": 12, "Checkout": 7}),
        replace(a_trend(1, 2, 3), status=Status.NO_DATA),
        replace(a_trend(1, 2, 3), plan=Plan(intent=Intent.TREND, every=Grain.MONTH, show=Show.TABLE)),
        replace(a_trend(1, 2, 3), plan=Plan(intent=Intent.TREND, every=Grain.MONTH, show=Show.CASES)),
        replace(a_trend(1, 2, 3), plan=Plan(intent=Intent.WHY)),
    ],
)
def test_nothing_is_drawn_where_a_chart_says_no_more_or_was_not_wanted(answer: Answer) -> None:
    assert chart_of(answer) is None


def test_slack_gets_a_point_for_each_category_that_all_series_have() -> None:
    block = native_block(A_CHART)

    assert problems_of_message("chart", [block]) == []
    assert block["chart"]["series"][1] == {
        "name": "Checkout",
        "data": [{"label": "Jan", "value": 3}, {"label": "Feb", "value": 4}],
    }


def test_names_are_short_and_differ() -> None:
    assert distinct(["a" * 30, "a" * 31, "", "\n"], 10) == ["aaaaaaaaa…", "aaaaa… (2)", "–", "– (2)"]  # noqa: RUF001
    assert joined(["Integrations API", "EMEA"], 20) == "Integration… / EMEA"


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", ["Billing", "$x^2$ \\frac", "\u65e5\u672c \U0001f600", "\u05e9\u05dc\u05d5\u05dd"])
def test_a_picture_is_drawn_of_whatever_the_names_are(kind: Kind, name: str) -> None:
    chart = replace(A_CHART, kind=kind, title=name, categories=[name, f"{name} (part)", "c"], x_label=name)

    shown = imread(BytesIO(picture(chart)), format="png")

    assert shown.shape[:2] == (700, 1200)
    assert shown.min() < 0.5 < shown.max()


def test_one_series_has_its_values_written_and_negative_ones_have_room() -> None:
    one = replace(A_CHART, series=[Series(name="change", values=[-2.5, 0, 1_000_000])])

    assert picture(one) == picture(one)
    assert picture(one) != picture(A_CHART)
