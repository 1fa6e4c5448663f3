"""What a set of cases has in common."""

from knowledge.answers.cases.common import common_of
from knowledge.answers.cases.told import Cited, Common, Count
from tests.cases.materials import a_material, after, handed


def test_outcomes_durations_teams_and_resolutions_are_counted() -> None:
    cases = [
        a_material(
            "C-1",
            outcome="refund",
            team="Billing",
            events=[handed(1, "Frontline", "Billing")],
            escalated_local=after(4),
            hours_to_escalate=4.0,
            resolved_local=after(10),
            hours_to_resolve=10.0,
            resolution="The payment under req-1 was sent twice. Paid back.",
        ),
        a_material(
            "C-2",
            outcome="refund",
            team="Frontline",
            resolved_local=after(20),
            hours_to_resolve=20.0,
            resolution="The payment under req-2 was sent twice.",
        ),
        a_material("C-3", outcome="declined"),
    ]

    assert common_of(cases) == Common(
        cases=3,
        escalated=1,
        resolved=2,
        hours_to_resolve=15.0,
        hours_to_escalate=4.0,
        outcomes=[Count(label="refund", count=2), Count(label="declined", count=1)],
        teams=[Count(label="Frontline", count=2), Count(label="Billing", count=1)],
        resolutions=[Cited(text="The payment under … was sent twice.", case_ids=["C-1", "C-2"])],
    )


def test_a_resolution_of_one_case_does_not_recur() -> None:
    twice = "The cache of the gateway was cleared. The cache of the gateway was cleared."

    assert common_of([a_material(resolution=twice)]).resolutions == []


def test_what_is_not_known_is_none() -> None:
    common = common_of([a_material()])

    assert (common.hours_to_resolve, common.hours_to_escalate, common.resolved) == (None, None, 0)
    assert not common.outcomes
    assert not common.teams
