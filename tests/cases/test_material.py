"""Material as it is read from the facts of a generation."""

from datetime import UTC, datetime, timedelta

from tests.builders import OPENED, a_case, an_event
from tests.cases.materials import a_material, handed
from tests.homes import Home


def test_a_case_comes_with_its_texts_facts_and_events_in_order(home: Home) -> None:
    home.save(
        a_case("C-1", description="It fails.", resolution="Fixed.", outcome="fix", product="App", team="Billing"),
        a_case("C-2", opened_at=datetime(2026, 10, 6, tzinfo=UTC)),
    )
    home.record(
        an_event("first_response", "2026-10-05 09:00"),
        an_event("handoff", "2026-10-05 10:00", from_team="Frontline", to_team="Billing", reason="not ours"),
        an_event("escalated", "2026-10-05 12:00", reason="executive", note="The CEO called."),
        an_event("customer_contact", "2026-10-05 11:00"),
        an_event("resolved", "2026-10-06 08:00"),
    )
    home.refresh()

    with home.knowledge() as knowledge, knowledge.current() as served:
        found = served.material.of(["C-2", "C-404", "C-1", "C-2"])

    assert list(found) == ["C-2", "C-1"]
    case = found["C-1"]
    assert [event.kind for event in case.events] == [
        *("first_response", "handoff", "customer_contact", "escalated", "resolved")
    ]
    assert case.events[3].note == "The CEO called."
    assert case.escalated_local == OPENED.replace(tzinfo=None) + timedelta(hours=4)
    assert (case.hours_to_first_response, case.hours_to_escalate, case.hours_to_resolve) == (1.0, 4.0, 24.0)
    assert (case.handoffs, case.repeat_contacts, case.approvals, case.approval_wait) == (1, 1, 0, None)
    assert (case.description, case.resolution, case.outcome) == ("It fails.", "Fixed.", "fix")
    assert case.teams == ["Frontline", "Billing"]
    assert case.first_team == "Frontline"
    assert not found["C-2"].has_escalated
    assert found["C-2"].events == ()


def test_of_no_ids_there_is_nothing(home: Home) -> None:
    home.save(a_case("C-1"))
    home.refresh()

    with home.knowledge() as knowledge, knowledge.current() as served:
        assert served.material.of([]) == {}
        assert served.material.of(["C-404"]) == {}


def test_teams_are_those_that_were_handed_to_and_the_present_one() -> None:
    case = a_material(team="Legal", events=[handed(1, "Frontline", "Billing"), handed(2, "Billing", "Frontline")])

    assert case.teams == ["Frontline", "Billing", "Legal"]
    assert a_material(team="Legal").first_team == "Legal"
    assert a_material().teams == []
