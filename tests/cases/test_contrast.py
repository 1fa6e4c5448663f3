"""What differed where it did not escalate."""

from typing import Any

from knowledge.answers.cases.contrast import contrast_of, gaps_between
from knowledge.answers.cases.material import CaseMaterial
from knowledge.answers.cases.told import Difference
from tests.cases.materials import a_material, after, handed, happened


def cases(count: int, *, escalated: bool, **facts: Any) -> list[CaseMaterial]:  # noqa: ANN401  any field
    at = {"escalated_local": after(48)} if escalated else {}
    return [a_material(f"C-{number}", **{**at, **facts}) for number in range(count)]


def differences(escalated: list[CaseMaterial], others: list[CaseMaterial]) -> list[Difference]:
    return list(contrast_of([], gaps_between(escalated, others)).differences)


def test_what_is_at_least_forty_points_more_frequent_is_told_with_its_counts() -> None:
    twice = cases(4, escalated=True, handoffs=2, events=[handed(1), handed(2, "Billing", "Payments")])

    assert differences([*twice, *cases(2, escalated=True)], cases(5, escalated=False)) == [
        Difference(name="Handed off", escalated="4 of 6", others="0 of 5")
    ]


def test_of_once_and_twice_the_wider_gap_is_told() -> None:
    twice = cases(4, escalated=True, handoffs=2, events=[handed(1), handed(2, "Billing", "Payments")])
    once = cases(5, escalated=False, handoffs=1, events=[handed(1)])

    assert differences(twice, once) == [
        Difference(name="Handed off twice or more", escalated="4 of 4", others="0 of 5")
    ]


def test_what_came_after_the_escalation_is_no_difference() -> None:
    later = cases(6, escalated=True, handoffs=1, events=[handed(50)], repeat_contacts=3)

    assert differences(later, cases(6, escalated=False)) == []


def test_what_the_escalated_had_less_of_is_not_told_as_they_had_less_time_for_it() -> None:
    came_back = cases(6, escalated=False, repeat_contacts=1, events=[happened("customer_contact", 90)])

    assert differences(cases(6, escalated=True), came_back) == []


def test_repeat_contacts_approvals_reopenings_and_the_first_team_are_told() -> None:
    events = [
        happened("customer_contact", 3),
        happened("approval_requested", 4),
        happened("reopened", 5),
        handed(6, "Frontline", "Billing"),
    ]
    escalated = cases(5, escalated=True, handoffs=1, repeat_contacts=1, events=events, team="Engineering")
    told = differences(escalated, cases(5, escalated=False, handoffs=1, events=[handed(1, "Portal", "Billing")]))

    assert {one.name for one in told} == {
        "The customer came back",
        "An approval was asked for",
        "Reopened",
        "Began with Frontline",
    }


def test_a_median_that_is_twice_as_long_is_told_in_words() -> None:
    slow = cases(3, escalated=True, hours_to_first_response=9.0)
    quick = cases(4, escalated=False, hours_to_first_response=0.5)

    assert differences(slow, quick) == [
        Difference(name="First response", escalated="after 9 h (median of 3)", others="after 30 min (median of 4)")
    ]
    assert differences(slow, cases(4, escalated=False, hours_to_first_response=6.0)) == []
    assert differences(slow, cases(2, escalated=False, hours_to_first_response=0.1)) == []


def test_fewer_than_three_cases_on_a_side_say_nothing() -> None:
    often = {"handoffs": 1, "events": [handed(1)]}

    assert differences(cases(2, escalated=True, **often), cases(9, escalated=False)) == []
    assert differences(cases(9, escalated=True, **often), cases(2, escalated=False)) == []
    assert differences([*cases(2, escalated=True, **often), *cases(1, escalated=True)], cases(9, escalated=False)) == []
