"""The facts of a case, sentence by sentence of DESIGN 3.3; what is expected was worked out by hand."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from knowledge.cases.case import CaseEvent
from knowledge.cases.facts import CaseFacts, ResponseTargets, facts_of
from tests.builders import OPENED, a_case, a_team, an_event

TEAMS = {
    team.team: team
    for team in (
        a_team("Frontline", 1),
        a_team("Chat", 1),
        a_team("Specialists", 2),
        a_team("Duty desk", 2.5),
        a_team("Engineering", 3),
        a_team("Partner", None),
    )
}
TARGETS = ResponseTargets(first_response={"P1": 1}, resolution={"P1": 4, "P2": 24})
NONE: dict[str, Any] = {}


def hour(number: float) -> datetime:
    """So many hours after the opening."""
    return OPENED + timedelta(hours=number)


def after(hours: float, kind: str, **said: str) -> CaseEvent:
    """An event so many hours after the opening; one after a negative number of hours comes before it."""
    return an_event(kind, hour(hours), **said)


def move(hours: float, kind: str, from_team: str | None, to_team: str | None) -> CaseEvent:
    """A handoff, or an elevation, from one team to another."""
    return an_event(kind, hour(hours), from_team=from_team, to_team=to_team)


def the_facts(*events: CaseEvent, **columns: Any) -> CaseFacts:  # noqa: ANN401  any field
    """The facts of a case with these columns to which this happened, in an organisation with TEAMS and TARGETS."""
    return facts_of(a_case(**columns), events, TEAMS, TARGETS)


def check(facts: CaseFacts, expected: Mapping[str, object]) -> None:
    """Compares the facts that a row of a table is about."""
    assert {name: getattr(facts, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [],
            dict.fromkeys(["requested_at", "decided_at", "accepted", "escalated_at", "elevated_at"]),
            id="a case to which nothing happened was neither requested, decided, escalated nor elevated",
        ),
        pytest.param(
            [after(9, "escalation_requested"), after(3, "escalation_requested")],
            {"requested_at": hour(3), "decided_at": None, "accepted": False, "hours_to_decision": None},
            id="the first request dates it, and it waits until somebody decides",
        ),
        pytest.param(
            [after(7, "escalated", reason="second"), after(5, "escalated", reason="first")],
            {"escalated_at": hour(5), "escalation_reason": "first", "hours_to_escalate": 5.0},
            id="the first escalation dates it and names the reason",
        ),
        pytest.param(
            [after(5, "escalated")],
            {"escalated_at": hour(5), "requested_at": None, "decided_at": None, "accepted": None},
            id="an escalation that nobody requested decides nothing",
        ),
        pytest.param(
            [after(2, "escalation_requested"), after(6, "escalation_declined"), after(8, "escalation_declined")],
            {"decided_at": hour(6), "accepted": False, "hours_to_decision": 4.0, "escalated_at": None},
            id="the first refusal decides",
        ),
        pytest.param(
            [after(2, "escalation_requested"), after(6, "escalation_declined"), after(30, "escalated")],
            {"decided_at": hour(6), "accepted": True, "hours_to_decision": 4.0, "escalated_at": hour(30)},
            id="a request that was refused and escalated later is accepted, and decided when it was refused",
        ),
        pytest.param(
            [after(2, "escalation_requested"), after(2, "escalated")],
            {"decided_at": hour(2), "accepted": True, "hours_to_decision": 0.0},
            id="a decision at the instant of the request counts",
        ),
        pytest.param(
            [after(2, "escalation_requested"), after(2, "escalation_declined")],
            {"decided_at": hour(2), "accepted": False, "hours_to_decision": 0.0},
            id="a refusal at the instant of the request counts",
        ),
        pytest.param(
            [after(1, "escalated"), after(2, "escalation_requested")],
            {"escalated_at": hour(1), "decided_at": None, "accepted": False},
            id="an escalation before the request does not accept it",
        ),
        pytest.param(
            [after(1, "escalation_declined"), after(2, "escalation_requested"), after(5, "escalated")],
            {"decided_at": hour(5), "hours_to_decision": 3.0},
            id="a refusal before the request does not decide it",
        ),
        pytest.param(
            [
                after(2, "escalation_requested"),
                after(3, "escalation_declined"),
                after(4, "escalation_requested"),
                after(9, "escalated"),
            ],
            {"requested_at": hour(2), "decided_at": hour(3), "accepted": True},
            id="only the first request is dated and decided",
        ),
    ],
)
def test_escalations_and_requests(events: list[CaseEvent], expected: Mapping[str, object]) -> None:
    check(the_facts(*events), expected)


@pytest.mark.parametrize(
    ("events", "columns", "expected"),
    [
        pytest.param([], NONE, {"resolved_at": None, "closed_at": None, "hours_to_resolve": None}, id="open"),
        pytest.param(
            [after(3, "resolved"), after(8, "resolved")],
            NONE,
            {"resolved_at": hour(8), "hours_to_resolve": 8.0, "reopens": 0},
            id="the last resolution dates it",
        ),
        pytest.param(
            [after(3, "resolved"), after(5, "reopened"), after(8, "resolved")],
            NONE,
            {"resolved_at": hour(8), "reopens": 1, "hours_to_reopen": 5.0},
            id="a resolution that was undone is none",
        ),
        pytest.param(
            [after(3, "resolved")],
            {"resolved_at": hour(9), "closed_at": hour(10)},
            {"resolved_at": hour(3), "closed_at": hour(10)},
            id="an event goes before the column",
        ),
        pytest.param(
            [], {"resolved_at": hour(9)}, {"resolved_at": hour(9), "closed_at": None}, id="column without event"
        ),
        pytest.param(
            [], {"closed_at": hour(9)}, {"resolved_at": hour(9), "closed_at": hour(9)}, id="closed column, else nothing"
        ),
        pytest.param(
            [after(7, "closed")],
            NONE,
            {"resolved_at": hour(7), "closed_at": hour(7), "hours_to_resolve": 7.0},
            id="a case that was only closed was resolved then",
        ),
        pytest.param(
            [after(7, "closed")],
            {"resolved_at": hour(6), "closed_at": hour(9)},
            {"resolved_at": hour(6), "closed_at": hour(7)},
            id="the column goes before the closing",
        ),
        pytest.param(
            [after(3, "resolved"), after(5, "reopened")],
            {"resolved_at": hour(3), "closed_at": hour(4), "status": "closed"},
            {"resolved_at": None, "closed_at": None, "hours_to_resolve": None, "reopens": 1},
            id="a case reopened and not resolved again is open whatever the columns say",
        ),
        pytest.param(
            [after(5, "reopened")],
            {"resolved_at": hour(9), "closed_at": hour(9)},
            {"resolved_at": None, "closed_at": None},
            id="so is one whose first resolution nobody noted",
        ),
        pytest.param(
            [after(3, "resolved"), after(4, "closed"), after(5, "reopened"), after(9, "closed")],
            NONE,
            {"resolved_at": None, "closed_at": hour(9)},
            id="a case reopened and closed without a resolution is closed, not resolved",
        ),
        pytest.param(
            [after(3, "resolved"), after(4, "closed"), after(5, "reopened"), after(8, "resolved"), after(9, "closed")],
            NONE,
            {"resolved_at": hour(8), "closed_at": hour(9)},
            id="the last closing dates the end",
        ),
        pytest.param(
            [after(4, "closed"), after(5, "reopened"), after(8, "resolved")],
            {"closed_at": hour(20)},
            {"resolved_at": hour(8), "closed_at": hour(20)},
            id="a closing that was undone is none, and the column says when it was closed",
        ),
        pytest.param(
            [after(3, "resolved"), after(3, "reopened")],
            NONE,
            {"resolved_at": None},
            id="resolved and reopened at one instant is open: events of one instant follow the order of their kinds",
        ),
        pytest.param(
            [after(1, "reopened"), after(2, "reopened"), after(3, "reopened"), after(9, "resolved")],
            NONE,
            {"reopens": 3, "resolved_at": hour(9), "hours_to_reopen": 1.0},
            id="every reopening counts",
        ),
    ],
)
def test_how_a_case_ends(
    events: list[CaseEvent], columns: dict[str, datetime | str], expected: Mapping[str, object]
) -> None:
    check(the_facts(*events, **columns), expected)


@pytest.mark.parametrize(
    ("events", "columns", "expected"),
    [
        pytest.param([], NONE, None, id="none"),
        pytest.param([after(4, "first_response"), after(2, "first_response")], NONE, hour(2), id="the first response"),
        pytest.param([after(1, "agent_reply"), after(2, "first_response")], NONE, hour(2), id="it goes before a reply"),
        pytest.param([after(3, "agent_reply"), after(5, "agent_reply")], NONE, hour(3), id="else the first reply"),
        pytest.param([after(3, "agent_reply")], {"first_response_at": hour(1)}, hour(3), id="events before the column"),
        pytest.param([after(3, "assigned")], {"first_response_at": hour(1)}, hour(1), id="else the column"),
    ],
)
def test_the_first_response(events: list[CaseEvent], columns: dict[str, datetime], expected: datetime | None) -> None:
    assert the_facts(*events, **columns).first_response_at == expected


@pytest.mark.parametrize(
    ("event", "handoffs", "elevated"),
    [
        pytest.param(move(2, "handoff", "Frontline", "Chat"), 1, False, id="a handoff sideways is no elevation"),
        pytest.param(move(2, "handoff", "Frontline", "Specialists"), 1, True, id="a handoff up is both"),
        pytest.param(move(2, "handoff", "Engineering", "Specialists"), 1, False, id="a handoff down is no elevation"),
        pytest.param(move(2, "handoff", "Specialists", "Duty desk"), 1, True, id="a tier may lie between two others"),
        pytest.param(move(2, "handoff", "Duty desk", "Specialists"), 1, False, id="and is above the lower one"),
        pytest.param(move(2, "handoff", "Frontline", "Partner"), 1, False, id="a team without a tier is not higher"),
        pytest.param(move(2, "handoff", "Partner", "Engineering"), 1, False, id="nor is one above a team without"),
        pytest.param(move(2, "handoff", "Frontline", "Nobody knows"), 1, False, id="nor is an unknown team"),
        pytest.param(move(2, "handoff", "Chat", "Chat"), 0, False, id="a handoff to the same team is none"),
        pytest.param(move(2, "handoff", None, "Engineering"), 0, False, id="nor is one from nobody"),
        pytest.param(move(2, "handoff", "Frontline", None), 0, False, id="nor is one to nobody"),
        pytest.param(move(2, "handoff", "", "Engineering"), 0, False, id="an empty name is none"),
        pytest.param(move(2, "elevated", "Frontline", "Engineering"), 1, True, id="an elevation between teams is both"),
        pytest.param(move(2, "elevated", None, None), 0, True, id="an elevation without teams is no handoff"),
        pytest.param(move(2, "elevated", "Frontline", None), 0, True, id="nor is one with only one of them"),
        pytest.param(move(2, "elevated", "Chat", "Chat"), 0, True, id="nor is one within a team"),
        pytest.param(move(2, "elevated", "Engineering", "Chat"), 1, True, id="an elevation is one whatever the tiers"),
        pytest.param(move(2, "assigned", "Frontline", "Engineering"), 0, False, id="an assignment is neither"),
    ],
)
def test_handoffs_and_elevations(event: CaseEvent, handoffs: int, elevated: bool) -> None:
    check(the_facts(event), {"handoffs": handoffs, "elevated_at": hour(2) if elevated else None})


def test_the_first_elevation_dates_it_whichever_kind_of_event_it_was() -> None:
    facts = the_facts(
        move(8, "elevated", None, None),
        move(5, "handoff", "Frontline", "Specialists"),
        move(3, "handoff", "Frontline", "Chat"),
    )

    check(facts, {"elevated_at": hour(5), "hours_to_elevate": 5.0, "handoffs": 2})


def test_an_elevation_is_no_escalation() -> None:
    check(the_facts(move(5, "elevated", "Frontline", "Engineering")), {"escalated_at": None, "requested_at": None})


@pytest.mark.parametrize(
    ("events", "columns", "contacts"),
    [
        pytest.param([after(0, "customer_contact")], NONE, 0, id="the opening is not one"),
        pytest.param([after(-1, "customer_contact")], NONE, 0, id="nor is what came before it"),
        pytest.param([after(0.001, "customer_contact"), after(5, "customer_contact")], NONE, 2, id="later ones are"),
        pytest.param([after(3, "resolved"), after(4, "customer_contact")], NONE, 0, id="not once it is resolved"),
        pytest.param([after(3, "closed"), after(4, "customer_contact")], NONE, 0, id="not once it is closed"),
        pytest.param([after(3, "resolved"), after(3, "customer_contact")], NONE, 0, id="nor at that very instant"),
        pytest.param([after(3, "resolved"), after(2, "customer_contact")], NONE, 1, id="but before"),
        pytest.param(
            [after(3, "resolved"), after(5, "reopened"), after(6, "customer_contact")], NONE, 1, id="and once reopened"
        ),
        pytest.param(
            [after(3, "resolved"), after(5, "reopened"), after(5, "customer_contact")], NONE, 1, id="as of that instant"
        ),
        pytest.param(
            [after(3, "resolved"), after(5, "reopened"), after(7, "resolved")]
            + [after(hours, "customer_contact") for hours in (2, 4, 6, 8)],
            NONE,
            2,
            id="what counts is the state at the time",
        ),
        pytest.param([after(4, "customer_contact")], {"resolved_at": hour(3)}, 0, id="a column resolves it too"),
        pytest.param([after(2, "customer_contact")], {"resolved_at": hour(3)}, 1, id="from its time on"),
        pytest.param([after(4, "customer_contact")], {"closed_at": hour(3)}, 0, id="a column closes it too"),
        pytest.param(
            [after(4, "customer_contact")],
            {"closed_at": hour(3), "resolved_at": hour(9)},
            0,
            id="whichever comes first",
        ),
        pytest.param(
            [after(3, "resolved"), after(3, "reopened"), after(4, "customer_contact")], NONE, 1, id="open again at once"
        ),
        pytest.param([after(4, "customer_contact")], {"status": "closed"}, 1, id="a status without a time does not"),
        pytest.param([after(3, "complaint"), after(4, "agent_reply")], NONE, 0, id="other events are none"),
    ],
)
def test_repeat_contacts(events: list[CaseEvent], columns: dict[str, datetime | str], contacts: int) -> None:
    assert the_facts(*events, **columns).repeat_contacts == contacts


def test_the_time_to_the_first_repeat_contact_is_kept() -> None:
    facts = the_facts(after(0, "customer_contact"), after(6, "customer_contact"), after(2, "customer_contact"))

    assert facts.hours_to_repeat_contact == 2.0


def test_reopens_exceptions_and_complaints_count_over_the_whole_life() -> None:
    kinds = ("reopened", "exception_granted", "complaint")
    facts = the_facts(*[after(hours, kind) for kind in kinds for hours in (-2, 3, 50)], after(4, "resolved"))

    check(facts, {"reopens": 3, "exceptions": 3, "complaints": 3, "complained_at": hour(-2)})


@pytest.mark.parametrize(
    ("story", "approvals", "wait"),
    [
        pytest.param("requested 1, granted 4", 1, 3.0, id="granted"),
        pytest.param("requested 1, declined 4", 1, 3.0, id="declined"),
        pytest.param("requested 1", 0, None, id="a pending one has no wait"),
        pytest.param("granted 4", 0, None, id="a decision that nobody asked for is none"),
        pytest.param("granted 4, requested 5", 0, None, id="nor is an earlier one"),
        pytest.param(
            "requested 1, requested 2, granted 4, declined 9", 2, 3.0 + 7.0, id="first in, first out, added up"
        ),
        pytest.param("requested 1, requested 2, granted 4", 1, 3.0, id="the second of two waits on"),
        pytest.param(
            "requested 1, granted 2, granted 3, requested 5, granted 9", 2, 1.0 + 4.0, id="one too many is lost"
        ),
        pytest.param("requested 1, granted 1", 1, 0.0, id="decided at once"),
    ],
)
def test_approvals(story: str, approvals: int, wait: float | None) -> None:
    told = [part.split() for part in story.split(", ")]
    facts = the_facts(*[after(float(hours), f"approval_{what}") for what, hours in told])

    check(facts, {"approvals": approvals, "approval_wait": wait})


def test_a_case_without_approvals_has_no_wait_for_them() -> None:
    check(the_facts(), {"approvals": 0, "approval_wait": None})


@pytest.mark.parametrize(
    ("events", "columns", "breached"),
    [
        pytest.param([], {"priority": "P1"}, False, id="nothing has come, and nothing is known to be late"),
        pytest.param([after(1, "sla_breached")], NONE, True, id="an event says so"),
        pytest.param([after(-1, "sla_breached")], NONE, True, id="any such event"),
        pytest.param([after(1.01, "first_response")], {"priority": "P1"}, True, id="a response too late"),
        pytest.param([after(1, "first_response")], {"priority": "P1"}, False, id="a response just in time"),
        pytest.param([after(30, "first_response")], {"priority": "P2"}, False, id="a priority without that target"),
        pytest.param([after(25, "resolved")], {"priority": "P2"}, True, id="a resolution too late"),
        pytest.param([after(24, "resolved")], {"priority": "P2"}, False, id="a resolution just in time"),
        pytest.param([], {"priority": "P2", "resolved_at": hour(25)}, True, id="also by the columns"),
        pytest.param([after(900, "resolved")], NONE, False, id="no priority"),
        pytest.param([after(-9, "first_response")], {"priority": "P1"}, False, id="a response before the opening"),
    ],
)
def test_service_levels(events: list[CaseEvent], columns: dict[str, str | datetime], breached: bool) -> None:
    assert the_facts(*events, **columns).sla_breached is breached


def test_without_targets_only_an_event_is_a_breach() -> None:
    assert not facts_of(a_case(priority="P1"), [after(900, "resolved")], TEAMS).sla_breached


def test_events_are_taken_by_time_whatever_order_they_come_in() -> None:
    facts = the_facts(after(9, "reopened"), after(12, "resolved"), after(3, "resolved"), after(1, "first_response"))

    check(facts, {"resolved_at": hour(12), "reopens": 1, "first_response_at": hour(1)})


def test_events_before_the_opening_are_kept_and_counted() -> None:
    facts = the_facts(after(-2, "escalated"), after(-1, "first_response"), after(0, "opened"), after(1, "resolved"))

    check(facts, {"early_events": 2, "escalated_at": hour(-2), "first_response_at": hour(-1)})


def test_a_duration_that_would_be_negative_is_left_out() -> None:
    kinds = ("escalated", "elevated", "first_response", "reopened", "resolved")
    facts = the_facts(*[after(-1, kind) for kind in kinds])

    check(facts, {f"hours_to_{what}": None for what in ("first_response", "escalate", "elevate", "resolve", "reopen")})


def test_equal_events_count_once() -> None:
    twice = [after(3, "complaint", note="angry"), after(3, "complaint", note="angry")]
    another = after(3, "complaint", note="angrier")

    check(the_facts(*twice, another), {"complaints": 2})
