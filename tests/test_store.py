"""What the case store promises, on both kinds of database."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from knowledge.cases.case import CaseHistory, QualityReview
from knowledge.cases.store import CaseStore, SavedEvents, StoreCounts
from knowledge.errors import DatabaseUnavailable
from tests.builders import OPENED, a_case, a_review, a_team, an_event, an_update, utc
from tests.contents import cases_of, events_of, histories_of, ids, revision_of, with_cases

INDIA = timezone(timedelta(hours=5, minutes=30))
MANY = 4_100
"""More cases than the store reads at a time, twice."""


FULL = an_update(
    "C-1",
    description="It says 'wrong password'.",
    product="Portal",
    category="Login",
    priority="P1",
    channel="phone",
    region="EMEA",
    language="de",
    account_id="A-9",
    account_name="Müller & Söhne",
    account_tier="gold",
    team="Frontline",
    status="closed",
    outcome="fix",
    resolution="Reset the password.",
    first_response_at=utc("2026-10-05 09:00"),
    resolved_at=utc("2026-10-06 10:30:15.250000"),
    closed_at=utc("2026-10-07"),
    csat=4.5,
    url="https://desk.example/C-1",
    updated_at=utc("2026-10-07 00:01"),
    attributes={"plan": "yearly", "Contract no.": "17"},
)


# What is saved comes back


def test_a_new_store_is_empty(store: CaseStore) -> None:
    with store.snapshot() as snapshot:
        assert snapshot.counts() == StoreCounts(cases=0, events=0, teams=0, quality=0)
        assert (list(snapshot.histories()), list(snapshot.case_ids()), list(snapshot.reviews())) == ([], [], [])
        assert (snapshot.attributes(), dict(snapshot.teams()), snapshot.revision()) == ((), {}, 0)


def test_a_case_comes_back_as_it_was_saved(store: CaseStore) -> None:
    assert store.save_cases([FULL, an_update("C-2")]) == 2

    assert cases_of(store) == [FULL.case, a_case("C-2")]


def test_an_event_comes_back_as_it_was_saved(store: CaseStore) -> None:
    told = an_event(
        "handoff",
        "2026-10-05 09:00:00.000001",
        actor="Ada",
        from_team="Frontline",
        to_team="Engineering",
        reason="bug",
        note="see log",
        event_id="E-7",
    )
    plain = an_event("closed", "2026-10-06")

    assert with_cases(store, "C-1").save_events([told, plain]) == SavedEvents(changed=2, unknown=())
    assert events_of(store) == [told, plain]


def test_teams_and_reviews_come_back_as_they_were_saved(store: CaseStore) -> None:
    teams = [a_team("Frontline", 1), a_team("Duty desk", 2.5, None), a_team("Partner", None, "sales")]
    late, early = a_review(91.5, product="Portal"), a_review(at=utc("2026-01-01"))

    assert (store.save_teams(teams), store.save_reviews([late, early])) == (3, 2)
    with store.snapshot() as snapshot:
        assert snapshot.teams() == {team.team: team for team in teams}
        assert list(snapshot.reviews()) == [early, late]


def test_times_come_back_in_utc(store: CaseStore) -> None:
    there = datetime(2026, 10, 5, 13, 30, tzinfo=INDIA)
    store.save_cases([an_update(opened_at=there, closed_at=there)])
    store.save_events([an_event("closed", there)])
    store.save_reviews([a_review(at=there)])

    (history,) = histories_of(store)
    with store.snapshot() as snapshot:
        found = [history.case.opened_at, history.case.closed_at, history.events[0].at, next(snapshot.reviews()).at]
    assert [(at, at.tzinfo) for at in found if at] == [(utc("2026-10-05 08:00"), UTC)] * 4


@pytest.mark.parametrize(
    "at", [datetime(1900, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)]
)
def test_the_first_and_the_last_time_that_an_export_may_hold_come_back(store: CaseStore, at: datetime) -> None:
    store.save_cases([an_update(opened_at=at)])
    store.save_events([an_event("opened", at)])

    assert (cases_of(store)[0].opened_at, events_of(store)[0].at) == (at, at)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("é" * 500_000, id="a text of 1 MB"),
        pytest.param("👩‍👩‍👧 Ωмега 漢字 \u202eright to left\u202c \ufeff e\u0301 \U0010ffff", id="any script"),
        pytest.param("line\r\nline\ttab \x1f \x7f \\ ' \" %s :name $1 {} --", id="what means something to somebody"),
        pytest.param(" \n", id="blanks only"),
    ],
)
def test_texts_come_back_to_the_letter(store: CaseStore, text: str) -> None:
    told = an_update(subject=text, description=text, attributes={"plan": text})
    event = an_event("complaint", OPENED, note=text, reason=text)
    store.save_cases([told])
    store.save_events([event])

    assert histories_of(store) == [CaseHistory(case=told.case, events=(event,))]


def test_case_ids_of_any_script_and_spelling_are_different_cases(store: CaseStore) -> None:
    told = ["c-1", "C-1", "C-1 ", "Ç-1", "漢-1", "C_1", "'; --", "\U0001f600", "x" * 512]
    with_cases(store, *told).save_events([an_event("closed", OPENED, case_id=case_id) for case_id in told])

    assert ids(histories_of(store)) == sorted(told)
    assert [event.case_id for history in histories_of(store) for event in history.events] == sorted(told)


# Upserting cases


def test_saving_the_same_cases_again_changes_nothing(store: CaseStore) -> None:
    store.save_cases([FULL, an_update("C-2")])
    before = revision_of(store)

    assert store.save_cases([FULL, an_update("C-2")]) == 0
    assert revision_of(store) == before


def test_a_case_with_the_same_instants_told_in_another_zone_has_not_changed(store: CaseStore) -> None:
    twice_a_year = utc("2026-10-25 00:30")  # half past two in Berlin, an hour that comes twice
    store.save_cases([an_update(opened_at=twice_a_year)])

    for zone in (INDIA, ZoneInfo("Europe/Berlin")):
        assert store.save_cases([an_update(opened_at=twice_a_year.astimezone(zone))]) == 0


def test_a_changed_case_is_replaced_and_counted(store: CaseStore) -> None:
    store.save_cases([an_update("C-1", status="open"), an_update("C-2", status="open")])
    before = revision_of(store)

    assert store.save_cases([an_update("C-1", status="closed"), an_update("C-2", status="open")]) == 1
    assert ids(histories_of(store, since=before)) == ["C-1"]
    assert [case.status for case in cases_of(store)] == ["closed", "open"]


def test_columns_that_a_source_does_not_speak_of_keep_what_the_store_has(store: CaseStore) -> None:
    store.save_cases([FULL])

    store.save_cases([an_update("C-1", subject="Login still fails", priority="P2")])

    assert cases_of(store) == [replace(FULL.case, subject="Login still fails", priority="P2")]


def test_a_column_that_a_source_gives_empty_becomes_empty(store: CaseStore) -> None:
    store.save_cases([FULL])

    store.save_cases([an_update("C-1", priority=None, csat=None, resolved_at=None)])

    assert cases_of(store) == [replace(FULL.case, subject="Login fails", priority=None, csat=None, resolved_at=None)]


def test_attributes_are_kept_changed_and_emptied_one_by_one(store: CaseStore) -> None:
    store.save_cases([an_update(attributes={"plan": "yearly", "seats": "5", "vat": "19"})])
    told = an_update(attributes={"seats": "6"})

    store.save_cases([replace(told, given=told.given | {"vat"})])

    assert cases_of(store)[0].attributes == {"plan": "yearly", "seats": "6"}


def test_the_names_of_all_attributes_are_known_in_order(store: CaseStore) -> None:
    store.save_cases([an_update("C-1", attributes={"seats": "5", "Plan": "x"})])
    store.save_cases([an_update("C-2", attributes={"área": "z", "seats": "1"})])

    with store.snapshot() as snapshot:
        assert snapshot.attributes() == ("Plan", "seats", "área")


def test_of_two_cases_with_one_id_the_last_counts(store: CaseStore) -> None:
    assert store.save_cases([an_update(status="open"), an_update("C-2"), an_update(status="closed")]) == 2

    assert cases_of(store) == [a_case(status="closed"), a_case("C-2")]


def test_saving_nothing_does_nothing(store: CaseStore) -> None:
    assert (store.save_cases([]), store.save_teams([]), store.save_reviews([])) == (0, 0, 0)
    assert store.save_events([]) == SavedEvents(changed=0, unknown=())
    assert (store.remove_cases([]), revision_of(store)) == (0, 0)


# Teams and reviews


def test_a_team_is_replaced_by_its_name_and_its_change_is_numbered(store: CaseStore) -> None:
    store.save_teams([a_team("Frontline", 1), a_team("Chat", 1)])
    before = revision_of(store)

    assert store.save_teams([a_team("Frontline", 2, None), a_team("Chat", 1)]) == 1
    with store.snapshot() as snapshot:
        assert snapshot.teams()["Frontline"] == a_team("Frontline", 2, None)
        assert (snapshot.teams_revision(), snapshot.revision()) == (before + 1, before + 1)


def test_saving_the_same_teams_and_reviews_again_changes_nothing(store: CaseStore) -> None:
    teams, reviews = [a_team("Frontline"), a_team("Chat")], [a_review(80), a_review(81)]
    store.save_teams(teams)
    store.save_reviews(reviews)
    before = revision_of(store)

    assert (store.save_teams(teams), store.save_reviews(reviews), revision_of(store)) == (0, 0, before)


def test_equal_reviews_are_one_whatever_the_zone_and_others_are_two(store: CaseStore) -> None:
    told: list[QualityReview] = [
        a_review(80),
        a_review(80, at=OPENED.astimezone(INDIA)),
        a_review(80, product="Portal"),
    ]

    assert store.save_reviews(told) == 2


# Reading


def test_histories_come_page_by_page_each_with_all_its_events(store: CaseStore) -> None:
    names = [f"C-{number:05}" for number in range(MANY)]
    with_cases(store, *names)
    store.save_events([an_event(kind, OPENED, case_id=name) for name in names for kind in ("opened", "closed")])

    with store.snapshot() as snapshot:
        found = [(history.case.case_id, len(history.events)) for history in snapshot.histories()]
        assert found == [(name, 2) for name in names]
        assert sorted(snapshot.case_ids()) == names
        assert snapshot.counts() == StoreCounts(cases=MANY, events=2 * MANY, teams=0, quality=0)


def test_histories_since_a_revision_are_those_changed_after_it(store: CaseStore) -> None:
    revisions = []
    for case_id in ("C-1", "C-2", "C-3"):
        revisions.append(revision_of(store))
        with_cases(store, case_id)

    assert [ids(histories_of(store, since=revision)) for revision in revisions] == [
        ["C-1", "C-2", "C-3"],
        ["C-2", "C-3"],
        ["C-3"],
    ]
    assert histories_of(store, since=revision_of(store)) == []


def test_half_read_histories_leave_the_snapshot_usable(store: CaseStore) -> None:
    with_cases(store, "C-1", "C-2")

    with store.snapshot() as snapshot:
        next(snapshot.case_ids())
        next(snapshot.histories())
        assert snapshot.counts().cases == 2


# Removing


def test_a_removed_case_is_gone_with_its_events(store: CaseStore) -> None:
    with_cases(store, "C-1", "C-2")
    store.save_events([an_event("opened", OPENED), an_event("opened", OPENED, case_id="C-2")])

    assert store.remove_cases(["C-1", "C-9"]) == 1
    assert ids(histories_of(store)) == ["C-2"]
    assert [event.case_id for event in events_of(store)] == ["C-2"]


def test_a_removed_case_can_come_back_and_is_new(store: CaseStore) -> None:
    with_cases(store, "C-1").save_events([an_event("opened", OPENED)])
    store.remove_cases(["C-1"])
    before = revision_of(store)

    assert store.save_cases([an_update("C-1")]) == 1
    assert histories_of(store, since=before) == [CaseHistory(case=a_case("C-1"))]


def test_more_cases_can_be_removed_at_once_than_a_statement_takes_parameters(store: CaseStore) -> None:
    with_cases(store, "C-1", "C-69999", "kept")

    assert store.remove_cases(f"C-{number}" for number in range(70_000)) == 2
    assert ids(histories_of(store)) == ["kept"]


# Failing


def test_nothing_of_a_failed_save_stays(store: CaseStore) -> None:
    unfit = an_update("C-3", attributes={"plan": object()})  # no database can keep that

    with pytest.raises(Exception, match="JSON serializable"):
        store.save_cases([an_update("C-1"), an_update("C-2"), unfit])

    assert (cases_of(store), revision_of(store)) == ([], 0)
    assert store.save_cases([an_update("C-1")]) == 1


def test_a_closed_store_opens_again_with_everything_in_it(store: CaseStore, address: str) -> None:
    with_cases(store, "C-1").close()

    with closing(CaseStore.open(address)) as again:
        assert cases_of(again) == [a_case("C-1")]


def test_a_postgres_that_is_told_a_nul_says_so_and_keeps_nothing(postgres_address: str) -> None:
    with closing(CaseStore.open(postgres_address)) as store:
        with pytest.raises(DatabaseUnavailable, match="NUL"):
            store.save_cases([an_update("C-1"), an_update("C-2", subject="a\0b")])

        assert cases_of(store) == []
