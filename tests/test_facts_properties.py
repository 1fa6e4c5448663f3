"""What holds of the facts of every case, whatever happened to it."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from knowledge.cases.case import Case, CaseEvent, EventKind
from knowledge.cases.facts import CaseFacts, ResponseTargets, facts_of
from tests.builders import OPENED, a_case, a_team, an_event

TEAMS = {team.team: team for team in (a_team("Frontline", 1), a_team("Engineering", 3), a_team("Partner", None))}
TARGETS = ResponseTargets(first_response={"P1": 1}, resolution={"P1": 4})
UNRELATED = (EventKind.OPENED, EventKind.ASSIGNED, EventKind.WAITING, EventKind.DEESCALATED)
"""The kinds that no fact speaks of."""

team_names = st.sampled_from([None, "Frontline", "Engineering", "Partner", "Nobody knows"])
# Few different times, so that events of one instant are common.
times = st.integers(min_value=-4, max_value=16).map(lambda hours: OPENED + timedelta(hours=hours))
events = st.builds(
    an_event,
    st.sampled_from(EventKind),
    times,
    from_team=team_names,
    to_team=team_names,
    reason=st.sampled_from([None, "outage", "delay"]),
    event_id=st.sampled_from([None, "E-1", "E-2"]),
)
lives = st.lists(events, max_size=14)
cases = st.builds(
    a_case,
    priority=st.sampled_from([None, "P1", "P2"]),
    first_response_at=st.none() | times,
    resolved_at=st.none() | times,
    closed_at=st.none() | times,
)


def the_facts(case: Case, life: Sequence[CaseEvent]) -> CaseFacts:
    """The facts in an organisation with TEAMS and TARGETS."""
    return facts_of(case, life, TEAMS, TARGETS)


@given(case=cases, life=lives, seed=st.integers())
def test_the_order_of_the_events_does_not_matter(case: Case, life: list[CaseEvent], seed: int) -> None:
    shuffled = Random(seed).sample(life, k=len(life))

    assert the_facts(case, shuffled) == the_facts(case, life)


@given(case=cases, life=lives, kind=st.sampled_from(UNRELATED), at=times, team=team_names)
def test_an_event_of_an_unrelated_kind_changes_nothing(
    case: Case, life: list[CaseEvent], kind: EventKind, at: datetime, team: str | None
) -> None:
    another = an_event(kind, max(at, case.opened_at), from_team="Frontline", to_team=team, reason="outage")

    assert the_facts(case, [*life, another]) == the_facts(case, life)


@given(case=cases, life=lives)
def test_hearing_everything_twice_changes_nothing(case: Case, life: list[CaseEvent]) -> None:
    assert the_facts(case, life + life) == the_facts(case, life)


@given(case=cases, life=lives, zone=st.sampled_from(["Asia/Kolkata", "America/New_York"]).map(ZoneInfo))
def test_the_time_zone_in_which_a_source_tells_times_does_not_matter(
    case: Case, life: list[CaseEvent], zone: ZoneInfo
) -> None:
    elsewhere = [replace(event, at=event.at.astimezone(zone)) for event in life]

    assert the_facts(case, elsewhere) == the_facts(case, life)


@given(case=cases, life=lives, later=st.timedeltas(min_value=timedelta(days=-900), max_value=timedelta(days=900)))
def test_when_all_of_it_happens_later_its_times_are_later_and_the_rest_is_the_same(
    case: Case, life: list[CaseEvent], later: timedelta
) -> None:
    moved = the_facts(_moved_case(case, later), [replace(event, at=event.at + later) for event in life])
    back = {name: at - later for name, at in _times_of(moved).items()}

    assert replace(moved, **back) == the_facts(case, life)


@given(case=cases, life=lives)
def test_no_number_is_negative(case: Case, life: list[CaseEvent]) -> None:
    values = (getattr(the_facts(case, life), field.name) for field in fields(CaseFacts))

    assert all(value >= 0 for value in values if isinstance(value, int | float))


@given(case=cases, life=lives)
def test_there_is_a_decision_exactly_when_a_request_was_refused_or_accepted(case: Case, life: list[CaseEvent]) -> None:
    facts = the_facts(case, life)
    decides = {EventKind.ESCALATED, EventKind.ESCALATION_DECLINED}
    requested = [event.at for event in life if event.kind is EventKind.ESCALATION_REQUESTED]
    decisions = [event.at for event in life if event.kind in decides and requested and event.at >= min(requested)]

    assert facts.decided_at == min(decisions, default=None)
    assert (facts.accepted is None) == (not requested)
    assert not facts.accepted or facts.decided_at is not None


@given(case=cases, life=lives)
def test_a_case_last_heard_of_as_reopened_is_open(case: Case, life: list[CaseEvent]) -> None:
    end = max((event.at for event in life), default=OPENED) + timedelta(hours=1)

    facts = the_facts(case, [*life, an_event("reopened", end)])

    assert (facts.resolved_at, facts.closed_at) == (None, None)


@given(case=cases, life=lives)
def test_a_case_last_heard_of_as_resolved_was_resolved_then(case: Case, life: list[CaseEvent]) -> None:
    end = max((event.at for event in life), default=OPENED) + timedelta(hours=1)

    assert the_facts(case, [*life, an_event("resolved", end)]).resolved_at == end


@given(case=cases, life=lives)
def test_what_was_counted_cannot_exceed_what_happened(case: Case, life: list[CaseEvent]) -> None:
    facts = the_facts(case, life)
    kinds = [event.kind for event in set(life)]

    assert facts.repeat_contacts <= kinds.count(EventKind.CUSTOMER_CONTACT)
    assert facts.handoffs <= kinds.count(EventKind.HANDOFF) + kinds.count(EventKind.ELEVATED)
    assert facts.approvals <= kinds.count(EventKind.APPROVAL_REQUESTED)
    assert facts.approvals <= kinds.count(EventKind.APPROVAL_GRANTED) + kinds.count(EventKind.APPROVAL_DECLINED)
    assert facts.early_events <= len(kinds)


def _moved_case(case: Case, later: timedelta) -> Case:
    return replace(case, **{name: at + later for name, at in _times_of(case).items()})


def _times_of(value: Case | CaseFacts) -> dict[str, Any]:
    """The times of a case or of its facts that have come, by name."""
    named = ((field.name, getattr(value, field.name)) for field in fields(value))
    return {name: at for name, at in named if isinstance(at, datetime)}
