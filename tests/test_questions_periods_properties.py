"""What holds for the words of any period on any day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge.metrics.periods import Grain, Period, next_start, start_of, units_before
from knowledge.questions.linking.baselines import Against, Baseline, baseline_marks, baseline_of, compared
from knowledge.questions.linking.calendar_words import OPENING, STRETCH_WORDS, Calendar
from knowledge.questions.linking.marks import PeriodDoubt, PeriodLink
from knowledge.questions.linking.period_words import period_marks
from knowledge.questions.linking.tokens import words_of
from knowledge.settings import DateOrder

days = st.dates(min_value=date(2001, 1, 1), max_value=date(2098, 12, 31))
grains = st.sampled_from(Grain)
counts = st.integers(1, 40)
calendars = st.builds(Calendar, fiscal_year_start=st.integers(1, 12), date_order=st.sampled_from(DateOrder))
_FIGURES = (
    "5 12 31 99 2025 2026 q3 h1 w42 fy26 fq2 03/04 2026-10-05 10/2026 5-12 31-35 2025-26 7d 2026-w60 oct-26 0 1/1/1 "
    "of in and to before after ago weeks so far date earlier previous period same onwards vs commencing ending"
)
word_lists = st.lists(st.sampled_from(sorted({*OPENING, *STRETCH_WORDS, *_FIGURES.split()})), max_size=9)


def the_period(text: str, today: date) -> tuple[date, date]:
    """The one period that all of `text` names."""
    words = words_of(text)
    (link,) = (m.means for m in period_marks(words, today) if m.first == 0 and m.last == len(words))
    assert isinstance(link, PeriodLink)
    assert link.period.start
    assert link.period.end
    return link.period.start, link.period.end


@given(today=days, unit=grains, count=counts)
def test_the_last_n_units_end_where_today_begins_and_n_units_tile_them(today: date, unit: Grain, count: int) -> None:
    start, end = the_period(f"last {count} {unit}s", today)

    cuts = [units_before(unit, back, today) for back in range(count, -1, -1)]
    assert (start, end) == (cuts[0], today)
    assert sorted(set(cuts)) == cuts


@given(today=days, unit=grains, count=counts)
def test_the_last_n_full_units_end_with_the_last_complete_one_and_calendar_units_tile_them(
    today: date, unit: Grain, count: int
) -> None:
    start, end = the_period(f"last {count} full {unit}s", today)

    assert start == start_of(unit, start)
    for _ in range(count):
        start = next_start(unit, start)
    assert start == end == start_of(unit, today)


@given(today=days, unit=grains)
def test_this_unit_follows_on_the_last_one_and_holds_today(today: date, unit: Grain) -> None:
    last, this = the_period(f"last {unit}", today), the_period(f"this {unit}", today)

    assert last[1] == this[0] == start_of(unit, today)
    assert this[1] == today + timedelta(days=1)


@given(day=days, today=days)
def test_a_date_means_the_same_day_however_it_is_written(day: date, today: date) -> None:
    spoken = (f"{day:%Y-%m-%d}", f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", f"{day:%d.%m.%Y}")

    assert {the_period(text, today) for text in spoken} == {(day, day + timedelta(days=1))}


@given(day=days, today=days)
def test_an_iso_week_is_the_week_of_its_days(day: date, today: date) -> None:
    year, week, _ = day.isocalendar()

    assert the_period(f"week {week} {year}", today)[0] == start_of(Grain.WEEK, day)
    assert the_period(f"{year}-W{week:02}", today) == the_period(f"week of {day}", today)


@given(today=days, calendar=calendars, words=word_lists)
def test_any_words_of_the_calendar_are_read_without_an_error(today: date, calendar: Calendar, words: list[str]) -> None:
    for mark in period_marks(words, today, calendar):
        assert 0 <= mark.first < mark.last <= len(words)
        assert isinstance(mark.means, PeriodLink | PeriodDoubt)
        if isinstance(mark.means, PeriodDoubt):
            assert mark.first <= mark.means.first < mark.means.last <= mark.last
            assert all(mark.means.choices)


@given(words=word_lists)
def test_the_words_for_a_baseline_lie_within_the_question(words: list[str]) -> None:
    assert all(0 <= first < last <= len(words) for first, last, _ in baseline_marks(words))


@given(start=days, unit=grains, count=st.integers(1, 12))
def test_the_baseline_before_has_as_many_units_and_ends_where_the_period_begins(
    start: date, unit: Grain, count: int
) -> None:
    first = start_of(unit, start)
    cuts = [units_before(unit, back, first) for back in (2 * count, count, 0)]

    baseline = baseline_of(Period(start=cuts[1], end=cuts[2]), Baseline.BEFORE)

    assert baseline == Period(start=cuts[0], end=cuts[1])


@given(start=days, length=st.integers(1, 400))
def test_a_year_before_lies_a_year_before_and_is_as_long_to_a_day(start: date, length: int) -> None:
    end = start + timedelta(days=length)

    baseline = baseline_of(Period(start=start, end=end), Baseline.YEAR_BEFORE)

    assert baseline.start
    assert baseline.end
    assert 364 <= (start - baseline.start).days <= 366
    assert abs((baseline.end - baseline.start).days - length) <= 1


@given(today=days, unit=grains, how=st.sampled_from((Baseline.BEFORE, Baseline.YEAR_BEFORE)))
def test_what_is_under_way_is_compared_over_as_many_days(today: date, unit: Grain, how: Baseline) -> None:
    start, end = the_period(f"this {unit}", today)

    found = compared(Period(start=start, end=end), Against(how, unit), today)

    assert found.assumed
    lengths = [one.end - one.start for one in (found.period, found.baseline) if one.start and one.end]
    assert lengths[0] == max(today - start, timedelta(days=1))
    # a shorter month is met whole, and a year before the same dates can hold a leap day
    assert abs(lengths[1] - lengths[0]) <= timedelta(days=3)
