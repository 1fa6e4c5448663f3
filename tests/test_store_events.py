"""Which events the case store takes for the same one, on both kinds of database."""

from datetime import timedelta, timezone

import pytest

from knowledge.cases.store import CaseStore, SavedEvents
from tests.builders import OPENED, an_event
from tests.contents import events_of, histories_of, ids, revision_of, with_cases

INDIA = timezone(timedelta(hours=5, minutes=30))


def test_saving_the_same_events_again_changes_nothing(store: CaseStore) -> None:
    told = [
        an_event("opened", OPENED),
        an_event("closed", OPENED, note="spam"),
        an_event("closed", OPENED, event_id="1"),
    ]
    with_cases(store, "C-1").save_events(told)
    before = revision_of(store)

    assert store.save_events(told) == SavedEvents(changed=0, unknown=())
    assert (revision_of(store), len(events_of(store))) == (before, 3)


def test_equal_events_without_an_id_are_one(store: CaseStore) -> None:
    told = an_event("complaint", OPENED, note="angry")

    assert with_cases(store, "C-1").save_events([told, told]).changed == 1
    assert events_of(store) == [told]


def test_an_instant_told_in_two_zones_is_one_event(store: CaseStore) -> None:
    told = an_event("complaint", OPENED)
    again = an_event("complaint", OPENED.astimezone(INDIA))

    assert with_cases(store, "C-1").save_events([told, again]).changed == 1
    assert store.save_events([again]).changed == 0


@pytest.mark.parametrize("text", ["actor", "from_team", "to_team", "reason", "note"])
def test_events_that_differ_in_a_text_are_two(store: CaseStore, text: str) -> None:
    told = [an_event("handoff", OPENED, **{text: said}) for said in ("x", "y")]

    assert with_cases(store, "C-1").save_events([*told, an_event("handoff", OPENED)]).changed == 3


def test_texts_in_different_columns_make_different_events(store: CaseStore) -> None:
    told = [an_event("handoff", OPENED, from_team="A"), an_event("handoff", OPENED, to_team="A")]

    assert with_cases(store, "C-1").save_events(told).changed == 2


def test_events_of_two_cases_are_two(store: CaseStore) -> None:
    told = [an_event("closed", OPENED, case_id=case_id, event_id="1") for case_id in ("C-1", "C-2")]

    assert with_cases(store, "C-1", "C-2").save_events(told).changed == 2


def test_an_event_with_a_known_id_replaces_the_one_before(store: CaseStore) -> None:
    with_cases(store, "C-1").save_events([an_event("complaint", OPENED, event_id="E-1", note="typo")])
    before = revision_of(store)
    corrected = an_event("escalated", OPENED, event_id="E-1", note="text")

    assert store.save_events([corrected]).changed == 1
    assert events_of(store) == [corrected]
    assert ids(histories_of(store, since=before)) == ["C-1"]


def test_of_two_events_with_one_id_the_last_counts_and_telling_both_again_changes_nothing(store: CaseStore) -> None:
    told = [an_event("complaint", OPENED, event_id="E-1", note=note) for note in ("first", "last")]
    with_cases(store, "C-1").save_events(told)
    before = revision_of(store)

    assert store.save_events(told).changed == 0
    assert (events_of(store), revision_of(store)) == ([told[1]], before)


def test_equal_events_with_different_ids_are_two(store: CaseStore) -> None:
    told = [an_event("complaint", OPENED, event_id=event_id) for event_id in ("E-1", "E-2")]

    assert with_cases(store, "C-1").save_events(told).changed == 2


def test_events_of_unknown_cases_are_reported_by_position_and_not_saved(store: CaseStore) -> None:
    told = [an_event("closed", OPENED, case_id=case_id) for case_id in ("C-9", "C-1", "C-8", "C-9")]

    assert with_cases(store, "C-1").save_events(told) == SavedEvents(changed=1, unknown=(0, 2, 3))
    assert events_of(store) == [told[1]]


def test_a_new_event_makes_its_case_a_changed_one(store: CaseStore) -> None:
    with_cases(store, "C-1", "C-2").save_events([an_event("opened", OPENED), an_event("opened", OPENED, case_id="C-2")])
    before = revision_of(store)

    store.save_events([an_event("opened", OPENED), an_event("closed", OPENED, case_id="C-2")])

    with store.snapshot() as snapshot:
        assert snapshot.changed_cases(before) == 1
    (changed,) = histories_of(store, since=before)
    assert (changed.case.case_id, sorted(event.kind for event in changed.events)) == ("C-2", ["closed", "opened"])
