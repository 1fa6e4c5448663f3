"""What a case waits on, on whom, and since when."""

from knowledge.answers.briefs.waiting import waits_on
from knowledge.answers.case_lookup import ToldEvent
from tests.cases.told_cases import a_told_case, at, texts, told


def waits(*events: ToldEvent) -> list[str]:
    """What a case of the frontline waits on."""
    return texts(waits_on(a_told_case(*events, team="Frontline")))


OPENED = told("opened", "2026-10-05 08:00")
REPLIED = told("agent_reply", "2026-10-30 08:00", note="asked for the log files")
CAME_BACK = told("customer_contact", "2026-10-31 08:00", note="sent the log files")


def test_after_our_reply_it_is_the_customers_turn_and_after_theirs_it_is_ours() -> None:
    assert waits(OPENED, REPLIED) == [
        "The customer, since 30 October 2026 (2 days): we replied last (“asked for the log files”),"
        " and nothing came back."
    ]
    assert waits(OPENED, REPLIED, CAME_BACK) == [
        "Frontline, since 31 October 2026 (24 h): the customer came back (“sent the log files”), and no reply followed."
    ]


def test_a_reply_that_promises_or_says_that_work_goes_on_leaves_it_with_us() -> None:
    promised = told("agent_reply", "2026-10-30 08:00", note="we will send a fix")
    at_it = told("agent_reply", "2026-10-30 08:00", note="progress")

    assert waits(promised)[0].startswith("Frontline, since 30 October 2026 (2 days): we replied last and promised")
    assert waits(at_it)[0].startswith("Frontline, since 30 October 2026 (2 days): we replied last and are at it")


def test_a_handoff_without_a_reply_waits_on_the_team_that_has_it_now() -> None:
    handed = told("handoff", "2026-10-30 08:00", from_team="Frontline", to_team="Billing", reason="not ours")

    assert waits(OPENED, REPLIED, handed) == [
        "Billing, since 30 October 2026 (2 days): it was handed off by Frontline (“not ours”), and no reply followed."
    ]


def test_a_hold_waits_on_whom_it_names_whatever_we_reply_meanwhile() -> None:
    for_vendor = told("waiting", "2026-10-29 08:00", reason="Awaiting Vendor")

    assert waits(for_vendor, REPLIED) == [
        "The vendor, since 29 October 2026 (3 days): it was put on hold (“Awaiting Vendor”),"
        " and nothing says that it goes on."
    ]
    assert [line.partition(",")[0] for line in waits(for_vendor, REPLIED, CAME_BACK)] == ["The vendor", "Frontline"]


def test_a_hold_for_the_customer_ends_when_they_come_back() -> None:
    for_customer = told("waiting", "2026-10-29 08:00", note="Awaiting User Info")

    assert waits(for_customer)[0].startswith("The customer, since 29 October 2026 (3 days): it was put on hold")
    assert [line.partition(",")[0] for line in waits(for_customer, CAME_BACK)] == ["Frontline"]


def test_a_hold_that_says_nothing_waits_on_somebody_else() -> None:
    assert waits(told("waiting", "2026-10-29 08:00"))[0].startswith("Somebody else, since 29 October 2026 (3 days)")


def test_decisions_that_are_open_come_first() -> None:
    approval = told("approval_requested", "2026-10-29 08:00", actor="agent-7", reason="over the limit")
    request = told("escalation_requested", "2026-10-30 08:00", actor="customer")

    assert waits(OPENED, approval, request, CAME_BACK) == [
        "Whoever approves, since 29 October 2026 (3 days): an approval was requested by agent-7 (“over the limit”),"
        " and not decided.",
        "Management, since 30 October 2026 (2 days): an escalation was requested by customer, and not decided.",
        "Frontline, since 31 October 2026 (24 h): the customer came back (“sent the log files”),"
        " and no reply followed.",
    ]


def test_the_first_approval_that_was_asked_for_is_the_first_that_is_decided() -> None:
    first, second = told("approval_requested", "2026-10-06 08:00"), told("approval_requested", "2026-10-30 08:00")
    granted = told("approval_granted", "2026-10-31 08:00", reason="once only")

    assert waits(first, second, granted) == [
        "Whoever approves, since 30 October 2026 (2 days): an approval was requested, and not decided.",
        "Frontline, since 31 October 2026 (24 h): an approval was granted (“once only”),"
        " and nothing says that it was acted upon.",
    ]


def test_an_escalation_that_was_decided_waits_no_more() -> None:
    request, declined = (
        told("escalation_requested", "2026-10-29 08:00"),
        told("escalation_declined", "2026-10-30 08:00"),
    )

    assert [line.partition(",")[0] for line in waits(request, declined, CAME_BACK)] == ["Frontline"]


def test_nothing_waits_when_it_is_resolved_unless_the_customer_came_back_after_that() -> None:
    resolved = {"resolved_local": at("2026-10-30 08:00"), "closed_local": at("2026-10-30 09:00")}

    assert texts(waits_on(a_told_case(REPLIED, **resolved))) == [
        "Nothing: resolved on 30 October 2026 and closed on 30 October 2026."
    ]
    assert texts(waits_on(a_told_case(REPLIED, CAME_BACK, **resolved))) == [
        "Nothing: resolved on 30 October 2026 and closed on 30 October 2026. But the customer came back on"
        " 31 October 2026 (“sent the log files”), and no reply followed."
    ]


def test_a_case_that_was_reopened_waits_again() -> None:
    resolved, reopened = told("resolved", "2026-10-29 08:00"), told("reopened", "2026-10-30 08:00", reason="not solved")

    assert waits(REPLIED, resolved, reopened) == [
        "Frontline, since 30 October 2026 (2 days): it was reopened (“not solved”), and no reply followed."
    ]


def test_a_case_without_events_waits_since_its_opening_as_far_as_anybody_knows() -> None:
    assert texts(waits_on(a_told_case(hours_to_first_response=3.0))) == [
        "Us (no team is named), since 5 October 2026 (27 days): it was opened, we replied 3 h later,"
        " and no event says what followed."
    ]


def test_what_happened_before_the_opening_says_nothing_of_whose_turn_it_is() -> None:
    early = told("agent_reply", "2026-10-01 08:00", note="phoned before it was written down")

    assert waits(early)[0].startswith("Frontline, since 5 October 2026 (27 days): it was opened, and no event")


def test_a_status_that_says_that_it_ended_is_believed_unless_the_case_was_reopened() -> None:
    reopened = told("reopened", "2026-10-30 08:00")

    assert texts(waits_on(a_told_case(status="Closed with explanation"))) == [
        "Nothing, by its status “Closed with explanation”; when it ended is not said."
    ]
    assert texts(waits_on(a_told_case(reopened, status="Closed")))[0].startswith("Us (no team is named), since")
