"""Answers from a home with a few cases or none, which may lack what a question needs."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from knowledge.answers.answer import Answer, Status
from knowledge.answers.answerer import Answerer
from knowledge.errors import NoGeneration
from knowledge.metrics.periods import Period
from tests.builders import a_case, an_event
from tests.homes import Home
from tests.world import NOW


def asked(home: Home, question: str) -> Answer:
    with home.knowledge() as knowledge:
        return Answerer(knowledge, now=lambda: NOW, strict=True).answer(question)


def test_escalations_are_unknown_where_no_escalated_event_was_imported(home: Home) -> None:
    home.save(a_case("C-1"), a_case("C-2"))
    home.refresh(now=NOW)

    answer = asked(home, "How many escalations this month?")

    assert answer.status is Status.NO_DATA
    assert answer.headline.startswith("The data cannot tell: it holds no “escalated” events; there are 2 cases")
    assert asked(home, "How many cases this month?").numbers[0].value == 2


def test_without_cases_every_question_says_so(home: Home) -> None:
    home.refresh(now=NOW)

    answer = asked(home, "How many cases this month?")

    assert answer.status is Status.NO_DATA
    assert answer.headline == "There are no cases yet: import an export folder and refresh."


def test_before_the_first_refresh_there_is_nothing_to_answer_from(home: Home) -> None:
    with pytest.raises(NoGeneration, match="import an export folder, then run `groundswell refresh`"):
        asked(home, "How many cases?")


def test_today_is_the_day_in_the_reporting_time_zone(home: Home) -> None:
    home.save(a_case("C-1", opened_at=datetime(2026, 10, 12, 23, tzinfo=UTC)))
    home.record(an_event("escalated", "2026-10-13 01:00", case_id="C-1"))
    home.zone = ZoneInfo("Pacific/Auckland")
    home.refresh(now=NOW)

    # at noon in Greenwich it is the next day there
    plan = asked(home, "How many cases yesterday?").plan
    assert plan is not None
    assert plan.period == Period(start=date(2026, 10, 14), end=date(2026, 10, 15))
    assert asked(home, "How many cases on 13 October?").numbers[0].value == 1


def test_a_split_by_what_no_case_has_is_no_data_and_says_what_there_is(home: Home) -> None:
    home.save(a_case("C-1", priority="P1"), a_case("C-2", priority="P2"))
    home.refresh(now=NOW)

    answer = asked(home, "cases by account this month")

    assert answer.status is Status.NO_DATA
    assert answer.headline.startswith("The data cannot tell: no case has an account (there is ")
    assert "priority" in answer.headline
    assert answer.table is None


def test_a_filter_that_lacks_a_few_values_only_is_told_by_those(home: Home) -> None:
    home.save(*(a_case(f"C-{at}", product=f"Thing {at}") for at in range(1, 31)))
    home.refresh(now=NOW)

    answer = asked(home, "how many cases in 2026 except Thing 7?")

    assert "cases opened for 29 products in 2026." in answer.headline
    assert "very product but Thing 7" in answer.headline
