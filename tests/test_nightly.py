"""The night: what it takes over is what it would have computed, and it counts exactly."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from knowledge.cases.facts import ResponseTargets
from tests.builders import a_review, a_team
from tests.fakes import MOST_WORDS, HashingEmbedder
from tests.homes import NOW, Home
from tests.nights import CASES, EVENTS, TEAMS, Night, Story, assert_equal, happened, some_case, subject


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Night]]:
    """The nights of one home, by what had happened on the day before."""
    with closing(Story(tmp_path_factory.mktemp("nights"))) as story:
        home, found = story.home, {}
        found["nothing there"] = story.night()

        home.save(*CASES)
        home.record(*EVENTS)
        home.store.save_teams(TEAMS)
        home.store.save_reviews([a_review(80), a_review(90)])
        found["first cases"] = story.night()
        found["nothing changed"] = story.night()

        home.save(*(some_case(number, subject=subject(number, 1)) for number in range(3)))
        home.save(*(some_case(number, team="Experts", status="open") for number in range(3, 7)))
        home.save(*(some_case(number) for number in range(60, 65)))
        home.save(some_case(65, subject=subject(10)), some_case(66, subject=subject(60)))
        home.record(*(happened(case, "escalated", 9) for case in CASES[8:10]))
        found["texts, facts, cases, events"] = story.night(twin=True)

        home.store.remove_cases([f"C-{number:03}" for number in (1, 20, 21, 60, 65)])
        home.store.save_teams([a_team("Experts", 2)])
        home.store.save_reviews([a_review(70)])
        found["cases removed, a team moved"] = story.night(twin=True)

        home.zone = ZoneInfo("Asia/Kathmandu")
        home.targets = ResponseTargets(resolution={"P1": 24.0})
        home.save(some_case(30, attributes={"plan": "gold"}), some_case(31, description="word " * (MOST_WORDS + 1)))
        home.save(some_case(20))
        found["zone, targets, attribute, long text, one back"] = story.night(twin=True)

        home.embedder = HashingEmbedder("hashing/2")
        found["another model"] = story.night()
        yield found


def test_an_empty_store_is_a_generation_without_cases(nights: dict[str, Night]) -> None:
    empty = nights["nothing there"]

    assert empty.counts() == (0, 0, 0, 0)
    assert empty.report.as_of == NOW
    assert empty.indexed == 0
    assert empty.shown.similar == [[], []]


@pytest.mark.parametrize(
    ("after", "counts"),
    [
        ("first cases", (60, 60, 0, 0)),
        ("nothing changed", (60, 0, 60, 0)),
        # Three texts changed and five cases are new; of two more one has a text that is known, one a text of the five.
        ("texts, facts, cases, events", (67, 9, 58, 0)),
        ("cases removed, a team moved", (62, 0, 62, 5)),
        # One text grew long; the one that is back was forgotten with its case.
        ("zone, targets, attribute, long text, one back", (63, 2, 61, 0)),
        ("another model", (63, 63, 0, 0)),
    ],
)
def test_a_night_counts_exactly(nights: dict[str, Night], after: str, counts: tuple[int, int, int, int]) -> None:
    assert nights[after].counts() == counts


@pytest.mark.parametrize(
    "after",
    [
        "texts, facts, cases, events",
        "cases removed, a team moved",
        "zone, targets, attribute, long text, one back",
    ],
)
def test_what_a_night_takes_over_is_what_it_would_have_computed(nights: dict[str, Night], after: str) -> None:
    found = nights[after]

    assert found.anew is not None
    assert_equal(found.held, found.anew.held)
    assert found.shown == found.anew.shown


def test_the_index_has_exactly_the_texts_of_the_cases(nights: dict[str, Night]) -> None:
    for after, found in nights.items():
        assert found.report.cases == len(found.held.cases), after
        assert found.indexed == len({row["text_key"] for row in found.held.cases}), after


def test_a_night_that_changes_nothing_changes_nothing(nights: dict[str, Night]) -> None:
    assert_equal(nights["nothing changed"].held, nights["first cases"].held)
    assert nights["nothing changed"].shown == nights["first cases"].shown


def test_a_changed_text_is_found_by_its_new_words_and_a_removed_case_not_at_all(nights: dict[str, Night]) -> None:
    found = nights["cases removed, a team moved"]
    ids = {case.case_id for similar in found.shown.similar for case in similar}

    assert not ids & {"C-001", "C-020", "C-021", "C-060", "C-065"}
    assert {row["subject"] for row in nights["texts, facts, cases, events"].held.cases} >= {
        subject(0, 1),
        subject(2, 1),
    }


def test_a_team_that_moved_up_makes_elevations_of_handoffs_to_it(nights: dict[str, Night]) -> None:
    def elevated(after: str) -> int:
        return sum(row["elevated_at"] is not None for row in nights[after].held.cases)

    assert elevated("texts, facts, cases, events") == 0
    assert elevated("cases removed, a team moved") == 11


def test_other_targets_and_another_zone_change_the_facts_of_every_case(nights: dict[str, Night]) -> None:
    rows = nights["zone, targets, attribute, long text, one back"].held.cases

    assert sum(row["sla_breached"] for row in rows) == sum(row["resolved_at"] is not None for row in rows) > 0
    assert {row["opened_local"] - row["opened_at"].replace(tzinfo=None) for row in rows} == {
        timedelta(hours=5, minutes=45)
    }


def test_a_long_text_is_counted_for_as_long_as_it_is_there(nights: dict[str, Night]) -> None:
    truncated = {after: found.report.truncated for after, found in nights.items()}

    assert truncated["cases removed, a team moved"] == 0
    assert truncated["zone, targets, attribute, long text, one back"] == 1
    assert truncated["another model"] == 1


def test_the_manifest_says_what_the_report_says(nights: dict[str, Night]) -> None:
    for found in nights.values():
        assert found.manifest.id == found.report.generation
        assert found.manifest.as_of == found.report.as_of
        assert found.manifest.counts["cases"] == found.report.cases
        assert found.manifest.counts["truncated"] == found.report.truncated
        assert found.manifest.counts["events"] == len(found.held.events)
        assert found.manifest.counts["reviews"] == len(found.held.reviews)


def test_the_data_is_as_of_its_last_instant(nights: dict[str, Night]) -> None:
    last = max(event.at for event in EVENTS)

    assert nights["first cases"].report.as_of == last == nights["first cases"].held.said["as_of"]


def random_day(home: Home, chance: Random) -> None:
    """Something happens to a few cases."""
    for _ in range(chance.randint(0, 6)):
        number = chance.randrange(80)
        case = some_case(number, subject=subject(number, chance.randrange(3)), status=chance.choice(["open", "closed"]))
        home.save(replace(case, attributes={chance.choice("abc"): "x"}) if chance.random() < 0.2 else case)
        home.record(happened(case, chance.choice(["escalated", "resolved", "reopened"]), chance.randint(1, 99)))
    home.store.remove_cases({f"C-{chance.randrange(80):03}" for _ in range(chance.randint(0, 3))})
    if chance.random() < 0.3:
        home.store.save_teams([a_team("Experts", chance.choice([1, 2, 3]))])
    if chance.random() < 0.2:
        home.zone = ZoneInfo(chance.choice(["UTC", "Europe/Berlin"]))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_any_days_later_the_night_has_what_it_would_have_computed(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    with closing(Story(tmp_path)) as story:
        story.home.save(*CASES)
        story.home.record(*EVENTS)
        for _ in range(8):
            random_day(story.home, chance)
            found = story.night()
            assert found.indexed == found.report.cases == found.report.embedded + found.report.reused
        anew = story.anew()

    assert_equal(found.held, anew.held)
    assert found.shown == anew.shown
