"""The oracle itself, on a folder so small that every number can be worked out by hand."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.oracle import Oracle

CASES = """\
case_id,opened_at,subject,product,priority,resolved_at,closed_at,csat,plan
A,2024-03-04T08:00:00Z,first,Old,P1,,,1,
A,2024-03-04T08:00:00Z,again,Billing,P1,,,4,gold
B,2024-03-05T10:00:00,late,Billing,P2,2024-03-25T10:00:00Z,,2,
C,2024-03-31T23:30:00Z,summer,,P1,,,5,gold
D,2024-05-06T12:00:00Z,reopened,Apps,,2024-05-07T12:00:00Z,2024-05-07T12:00:00Z,3,
,2024-05-06T12:00:00Z,nameless,Apps,,,,,
"""
EVENTS = """\
case_id,at,kind,actor,from_team,to_team,reason,note
A,2024-03-04T09:00:00Z,escalation_requested,,,,,
A,2024-03-04T12:00:00Z,escalated,,,,price,
A,2024-03-04T12:00:00Z,escalated,,,,price,
A,2024-03-06T12:00:00Z,escalated,,,,other,
A,2024-03-04T10:00:00Z,handoff,,Front,Back,,
A,2024-03-04T11:00:00Z,elevated,,,,,
A,2024-03-04T08:00:00Z,customer_contact,,,,,
A,2024-03-08T08:00:00Z,resolved,,,,,
A,2024-03-09T08:00:00Z,customer_contact,,,,,
A,2024-03-10T08:00:00Z,closed,,,,,
B,2024-03-05T12:00:00Z,agent_reply,,,,,
B,2024-03-06T10:00:00Z,escalation_requested,,,,,
B,2024-03-06T16:00:00Z,escalation_declined,,,,,
B,2024-03-07T10:00:00Z,approval_requested,,,,,
B,2024-03-07T11:00:00Z,approval_requested,,,,,
B,2024-03-07T13:00:00Z,approval_granted,,,,,
B,2024-03-08T10:00:00Z,exception_granted,,,,,
B,2024-03-09T10:00:00Z,customer_contact,,,,,
B,2024-03-10T10:00:00Z,handoff,,Back,Front,,
B,2024-03-10T11:00:00Z,handoff,,Back,,,
C,2024-03-30T23:30:00Z,escalated,,,,,
C,2024-04-02T00:00:00Z,complaint,,,,,
C,2024-04-02T01:00:00Z,sla_breached,,,,,
D,2024-05-07T12:00:00Z,resolved,,,,,
D,2024-05-08T12:00:00Z,reopened,,,,,
D,2024-05-09T12:00:00Z,customer_contact,,,,,
E,2024-05-09T12:00:00Z,customer_contact,,,,,
"""
TEAMS = "team,tier,function\nFront,1,support\nBack,2,support\n"
QUALITY = "at,team,score,product\n2024-03-04,Front,80,Apps\n2024-03-04,Front,80,Apps\n2024-04-04,Back,70,Apps\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("tiny")
    for name, text in (("cases", CASES), ("events", EVENTS), ("teams", TEAMS), ("quality", QUALITY)):
        (found / f"{name}.csv").write_text(text, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def oracle(folder: Path) -> Oracle:
    return Oracle(folder)


@pytest.mark.parametrize(
    ("metric", "n", "numerator", "value"),
    [
        ("cases", 4, None, 4),
        ("escalations", 2, None, 2),
        ("escalation_ratio", 4, 2, 0.5),
        ("escalation_requests", 2, None, 2),
        ("request_acceptance", 2, 1, 0.5),
        ("decision_latency", 2, None, 4.5),
        ("elevations", 1, None, 1),
        ("elevation_ratio", 4, 1, 0.25),
        ("early_escalation_share", 2, 2, 1.0),
        ("time_to_escalate", 1, None, 4.0),
        ("time_to_first_response", 1, None, 2.0),
        ("resolutions", 2, None, 2),
        ("time_to_resolve", 2, None, 288.0),
        ("reopen_ratio", 2, 0, 0.0),
        ("handoffs_per_case", 4, None, 0.5),
        ("repeat_contact_ratio", 4, 2, 0.5),
        ("sla_attainment", 4, 3, 0.75),
        ("approval_wait", 1, None, 3.0),
        ("exception_ratio", 2, 1, 0.5),
        ("complaints", 1, None, 1),
        ("csat", 2, None, 3.0),
        ("quality_score", 2, None, 75.0),
        ("backlog", 2, None, 2),
        ("aged_cases", 1, None, 1),
    ],
)
def test_every_metric_is_what_a_person_counts(
    oracle: Oracle, metric: str, n: int, numerator: int | None, value: float
) -> None:
    assert oracle.parts(metric) == (n, numerator)
    assert oracle.value(metric) == pytest.approx(value, abs=1e-12)


def test_other_statistics_of_a_duration_are_those_of_its_two_values(oracle: Oracle) -> None:
    assert oracle.value("decision_latency", statistic="mean") == 4.5
    assert oracle.value("decision_latency", statistic="p90") == pytest.approx(3 + 0.9 * 3)
    with pytest.raises(ValueError, match="no statistic"):
        oracle.value("cases", statistic="mean")


def test_groups_are_by_columns_attributes_and_the_clock_and_what_is_empty_is_none(oracle: Oracle) -> None:
    assert oracle.breakdown("cases", ["product"]) == {("(none)",): 1, ("Apps",): 1, ("Billing",): 2}
    assert oracle.breakdown("escalation_ratio", ["plan"]) == {("(none)",): 0.0, ("gold",): 1.0}
    assert oracle.breakdown("escalations", ["reason", "day_of_week"]) == {
        ("(none)", "Saturday"): 1,
        ("price", "Monday"): 1,
    }
    assert oracle.breakdown("cases", ["hour_of_day"]) == {("8",): 1, ("10",): 1, ("12",): 1, ("23",): 1}


def test_several_values_are_or_and_several_dimensions_and(oracle: Oracle) -> None:
    assert oracle.value("cases", where={"product": ["Billing", "(none)"]}) == 3
    assert oracle.value("cases", where={"product": ["Billing", "(none)"], "priority": ["P1"]}) == 2


def test_a_period_is_half_open_and_an_empty_slice_of_a_count_is_0(oracle: Oracle) -> None:
    assert oracle.value("cases", start=date(2024, 3, 4), end=date(2024, 3, 5)) == 1
    assert oracle.series("cases", "month") == {date(2024, 3, 1): 3, date(2024, 4, 1): 0, date(2024, 5, 1): 1}
    assert oracle.series("escalation_ratio", "month") == {date(2024, 3, 1): pytest.approx(2 / 3), date(2024, 5, 1): 0}


def test_the_open_cases_are_those_at_the_end_of_each_slice(oracle: Oracle) -> None:
    assert oracle.value("backlog", end=date(2024, 3, 6)) == 2
    assert oracle.value("aged_cases", end=date(2024, 3, 20)) == 1
    assert oracle.series("backlog", "month") == {date(2024, 3, 1): 1, date(2024, 4, 1): 1, date(2024, 5, 1): 2}


def test_days_are_those_of_the_reporting_time_zone(folder: Path) -> None:
    berlin = Oracle(folder, timezone="Europe/Berlin")

    assert berlin.series("cases", "month")[date(2024, 4, 1)] == 1
    assert berlin.value("time_to_resolve", where={"priority": ["P2"]}) == 20 * 24 + 1


def test_a_missed_target_is_a_breach(folder: Path) -> None:
    strict = Oracle(folder, sla_first_response={"P2": 1.5}, sla_resolution={"P1": 96})

    assert strict.breakdown("sla_attainment", ["priority"]) == {("(none)",): 1.0, ("P1",): 0.5, ("P2",): 0.0}


def test_the_data_speaks_of_nothing_that_is_still_to_come(folder: Path, oracle: Oracle) -> None:
    assert oracle.as_of == datetime(2024, 5, 9, 12, tzinfo=UTC)
    assert Oracle(folder, now=datetime(2024, 4, 3, tzinfo=UTC)).as_of == datetime(2024, 4, 2, 1, tzinfo=UTC)
