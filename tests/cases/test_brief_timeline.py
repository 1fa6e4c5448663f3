"""The timeline of a case: every event is in it, and it fits on a screen."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answers.briefs.timeline import MOST_LINES, runs_of, timeline_of
from knowledge.answers.case_lookup import ToldCase, ToldEvent
from knowledge.cases.case import EventKind
from tests.cases.told_cases import a_told_case, told


def test_each_event_of_a_short_life_has_a_line_with_its_minute_in_words() -> None:
    case = a_told_case(
        told("opened", "2026-10-05 08:00"),
        told("handoff", "2026-10-05 09:00", from_team="Frontline", to_team="Billing", reason="not ours"),
        told("agent_reply", "2026-10-06 09:30", reason="answered", note="sent the bill"),
    )

    assert timeline_of(runs_of(case)) == [
        "5 October 2026, 08:00: opened",
        "5 October 2026, 09:00: handed off from Frontline to Billing: “not ours”",
        "6 October 2026, 09:30: reply: “answered; sent the bill”",
    ]


def test_a_case_without_events_was_opened() -> None:
    assert timeline_of(runs_of(a_told_case())) == ["5 October 2026, 08:00: opened"]


def test_what_came_before_the_opening_stands_before_it() -> None:
    case = a_told_case(told("agent_reply", "2026-10-01 10:00"), told("escalated", "2026-10-06 10:00"))

    assert timeline_of(runs_of(case)) == [
        "1 October 2026, 10:00: reply",
        "5 October 2026, 08:00: opened",
        "6 October 2026, 10:00: escalated",
    ]


def test_a_thread_of_forty_is_folded_but_for_its_end() -> None:
    thread = [
        told(kind, f"2026-10-{day:02} {hour}:00")
        for day in range(6, 26)
        for kind, hour in (("customer_contact", "09"), ("agent_reply", "15"))
    ]
    case = a_told_case(*thread, told("handoff", "2026-10-26 10:00", to_team="Engineering"))

    lines = timeline_of(runs_of(case))

    assert len(lines) == MOST_LINES
    assert lines[:2] == [
        "5 October 2026, 08:00: opened",
        "From 6 October to 21 October 2026: 16 contacts by the customer and 15 replies",
    ]
    assert lines[2:4] == ["21 October 2026, 15:00: reply", "22 October 2026, 09:00: the customer came back"]
    assert lines[-1] == "26 October 2026, 10:00: handed off to Engineering"


def test_handoffs_are_folded_with_the_team_that_had_it_at_their_end() -> None:
    handoffs = [told("handoff", f"2026-10-{day:02} 09:00", to_team=f"Team {day}") for day in range(6, 26)]

    lines = timeline_of(runs_of(a_told_case(*handoffs, told("resolved", "2026-10-26 09:00"))))

    assert "From 6 October to 16 October 2026: 11 handoffs, at the end with Team 16" in lines


def test_a_life_that_is_all_turns_keeps_its_ends() -> None:
    turns = [told(kind, f"2026-10-{day:02} 09:00") for day in range(6, 26) for kind in ("escalated", "deescalated")]

    lines = timeline_of(runs_of(a_told_case(*turns)))

    assert lines[4] == "From 7 October to 23 October 2026: 17 ends of escalations and 16 escalations"
    assert lines[-1] == "25 October 2026, 09:00: no longer escalated"


def test_an_escalation_has_a_line_of_its_own_among_much_that_happened() -> None:
    turns = [told(kind, f"2026-10-{day:02} 09:00") for day in range(6, 26) for kind in ("resolved", "reopened")]
    life = [*turns[:20], told("escalated", "2026-10-15 09:30"), *turns[20:]]

    lines = timeline_of(runs_of(a_told_case(*life)))

    assert "15 October 2026, 09:30: escalated" in lines
    assert "From 6 October to 15 October 2026: 10 resolutions and 10 reopenings" in lines


EVENTS = st.builds(
    told,
    st.sampled_from([kind.value for kind in EventKind if kind is not EventKind.OPENED]),
    st.integers(1, 28).map(lambda day: f"2026-10-{day:02} 09:00"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(EVENTS, max_size=60))
def test_no_event_is_lost_and_no_timeline_is_longer_than_a_screen(events: list[ToldEvent]) -> None:
    case: ToldCase = a_told_case(*sorted(events, key=lambda event: event.at))

    runs = runs_of(case)

    assert len(runs) <= MOST_LINES
    assert len(timeline_of(runs)) == len(runs)
    told_of = [event for run in runs for event in run.events if event.kind != "opened"]
    assert told_of == list(case.events)
