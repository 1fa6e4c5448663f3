"""The sample is a valid export folder of a believable organisation, the same one every time."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean
from zoneinfo import ZoneInfo

import pytest

from knowledge.cases.case import EventKind
from knowledge.errors import UnusableFolder, UnusableInput
from pipelines.sample.organisation import CATEGORIES, TEAMS
from pipelines.sample.phrases.common import ENDS
from pipelines.sample.texts import MAKERS, PROBLEMS
from pipelines.sample.writer import COLUMNS, MARKER, SampleSummary, write_sample
from tests.test_sample_causes import rows_of

UNTIL = datetime(2026, 10, 14, 15, 30, tzinfo=UTC)
END = datetime(2026, 10, 14, tzinfo=UTC)
TIME_COLUMNS = ("opened_at", "first_response_at", "resolved_at", "closed_at", "updated_at")
SLOT = re.compile(r"{(\w+)}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "new"
    write_sample(folder, cases=5_000, until=UNTIL)
    return folder


@pytest.fixture(scope="module")
def cases(folder: Path) -> Sequence[dict[str, str]]:
    return rows_of(folder / "cases.csv")


@pytest.fixture(scope="module")
def events(folder: Path) -> dict[str, list[dict[str, str]]]:
    events: dict[str, list[dict[str, str]]] = {}
    for event in rows_of(folder / "events.csv"):
        events.setdefault(event["case_id"], []).append(event)
    return events


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_size_seed_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    write_sample(tmp_path / "one", cases=300, seed=3, until=UNTIL)
    write_sample(tmp_path / "two", cases=300, seed=3, until=UNTIL + timedelta(hours=5))

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_another_seed_gives_another_organisation(tmp_path: Path) -> None:
    write_sample(tmp_path / "one", cases=50, seed=3, until=UNTIL)
    write_sample(tmp_path / "two", cases=50, seed=4, until=UNTIL)

    assert contents(tmp_path / "one")["cases.csv"] != contents(tmp_path / "two")["cases.csv"]


@pytest.mark.parametrize("size", [1, 2, 17])
def test_small_samples_have_the_size_that_was_asked_for(tmp_path: Path, size: int) -> None:
    summary = write_sample(tmp_path, cases=size, until=UNTIL)

    assert summary == SampleSummary(
        cases=size,
        events=len(rows_of(tmp_path / "events.csv")),
        teams=len(TEAMS),
        quality=len(rows_of(tmp_path / "quality.csv")),
        causes=len(json.loads((tmp_path / MARKER).read_text(encoding="utf-8"))["causes"]),
    )
    assert len(rows_of(tmp_path / "cases.csv")) == size
    assert {path.name for path in tmp_path.iterdir()} == {*COLUMNS, MARKER}


def test_progress_tells_the_cases_written_so_far(tmp_path: Path) -> None:
    told: list[int] = []

    write_sample(tmp_path, cases=1_234, until=UNTIL, progress=told.append)

    assert told == [500, 1_000, 1_234]


def test_every_case_has_what_an_export_needs(cases: Sequence[dict[str, str]]) -> None:
    assert len({case["case_id"] for case in cases}) == len(cases) == 5_000
    assert all(case["case_id"] and case["opened_at"] and case["subject"] for case in cases)
    assert [case["opened_at"] for case in cases] == sorted(case["opened_at"] for case in cases)


def test_nothing_happens_before_the_first_day_or_at_the_end_of_the_data(folder: Path) -> None:
    cases, events, quality = (rows_of(folder / name) for name in ("cases.csv", "events.csv", "quality.csv"))
    texts = [
        *(case[name] for case in cases for name in TIME_COLUMNS if case[name]),
        *(row["at"] for row in (*events, *quality)),
    ]
    times = [datetime.fromisoformat(text) for text in texts]

    assert END - timedelta(weeks=78) <= min(times) <= max(times) < END


def test_the_data_ends_with_the_beginning_of_the_day_in_the_zone_of_the_caller(tmp_path: Path) -> None:
    write_sample(tmp_path, cases=200, until=datetime(2026, 10, 14, 9, tzinfo=ZoneInfo("Asia/Tokyo")))

    end = datetime(2026, 10, 13, 15, tzinfo=UTC)
    opened = [datetime.fromisoformat(case["opened_at"]) for case in rows_of(tmp_path / "cases.csv")]
    assert end - timedelta(weeks=78) <= min(opened) <= max(opened) < end


def test_a_case_begins_with_its_opening_and_its_events_follow_one_another(
    cases: Sequence[dict[str, str]], events: dict[str, list[dict[str, str]]]
) -> None:
    assert set(events) == {case["case_id"] for case in cases}
    for case in cases:
        own = events[case["case_id"]]
        assert (own[0]["kind"], own[0]["at"]) == ("opened", case["opened_at"])
        assert all(earlier["at"] < later["at"] for earlier, later in pairwise(own))


def test_handoffs_name_two_different_teams_that_exist(events: dict[str, list[dict[str, str]]]) -> None:
    known = {team.team for team in TEAMS}
    moves = [event for own in events.values() for event in own if event["kind"] in ("handoff", "elevated")]

    assert all({event["from_team"], event["to_team"]} <= known for event in moves)
    assert all(event["from_team"] != event["to_team"] for event in moves)


def test_a_team_changes_hands_without_a_gap(
    cases: Sequence[dict[str, str]], events: dict[str, list[dict[str, str]]]
) -> None:
    for case in cases:
        moves = [event for event in events[case["case_id"]] if event["kind"] in ("handoff", "elevated")]
        assert all(one["to_team"] == other["from_team"] for one, other in pairwise(moves))
        assert not moves or moves[-1]["to_team"] == case["team"]


def test_columns_agree_with_the_events(
    cases: Sequence[dict[str, str]], events: dict[str, list[dict[str, str]]]
) -> None:
    for case in cases:
        own = events[case["case_id"]]
        turns = [event for event in own if event["kind"] in ("resolved", "reopened")]
        resolved = turns[-1]["at"] if turns and turns[-1]["kind"] == "resolved" else ""
        closings = [event["at"] for event in own if event["kind"] == "closed"]
        responses = [event["at"] for event in own if event["kind"] == "first_response"]

        assert case["resolved_at"] == resolved
        assert case["first_response_at"] == "".join(responses)
        assert not closings or case["closed_at"] == closings[-1]
        assert case["updated_at"] == max(own[-1]["at"], case["closed_at"])


def test_only_an_ended_case_has_an_outcome_a_resolution_and_a_score(cases: Sequence[dict[str, str]]) -> None:
    for case in cases:
        ended = case["status"] in ("resolved", "closed")
        assert bool(case["resolved_at"]) == bool(case["outcome"]) == bool(case["resolution"]) == ended
        assert bool(case["closed_at"]) == (case["status"] == "closed")
        assert ended or not case["csat"]
    assert {case["csat"] for case in cases} == {"", "1", "2", "3", "4", "5"}
    assert {case["status"] for case in cases} >= {"open", "resolved", "closed"}


def test_a_request_is_decided_after_it_was_made(events: dict[str, list[dict[str, str]]]) -> None:
    for own in events.values():
        kinds = [event["kind"] for event in own]
        if "escalation_declined" in kinds:
            assert kinds.index("escalation_requested") < kinds.index("escalation_declined")
        for event in own:
            assert event["kind"] != "escalated" or event["reason"]


def test_every_team_of_a_case_is_in_the_list_of_teams(folder: Path, cases: Sequence[dict[str, str]]) -> None:
    teams = {row["team"]: row for row in rows_of(folder / "teams.csv")}

    assert {case["team"] for case in cases} == set(teams)
    assert {row["tier"] for row in teams.values()} == {"1", "2", "3"}
    assert {row["function"] for row in teams.values()} >= {"support", "engineering", "finance"}


def test_quality_scores_lie_between_0_and_100(folder: Path) -> None:
    scores = [float(row["score"]) for row in rows_of(folder / "quality.csv")]

    assert len(scores) > 500
    assert 0 <= min(scores) < max(scores) <= 100


def test_an_event_kind_is_always_one_of_the_contract(events: dict[str, list[dict[str, str]]]) -> None:
    assert {event["kind"] for own in events.values() for event in own} <= {kind.value for kind in EventKind}


def test_nearly_all_texts_are_distinct_and_some_are_long(cases: Sequence[dict[str, str]]) -> None:
    texts = [f"{case['subject']} {case['description']}" for case in cases]
    words = [len(text.split()) for text in texts]

    assert len(set(texts)) >= 0.99 * len(texts)
    assert 55 <= mean(words) <= 90
    assert 0.02 <= sum(number >= 300 for number in words) / len(words) <= 0.06


def test_no_slot_is_left_open_in_a_text(cases: Sequence[dict[str, str]]) -> None:
    assert not [case for case in cases if SLOT.search(case["subject"] + case["description"] + case["resolution"])]


def test_the_amount_in_a_refund_text_is_on_the_side_of_the_limit_that_its_band_says(
    cases: Sequence[dict[str, str]],
) -> None:
    checked = 0
    for case in cases:
        found = re.search(r"[A-Z]{3} ([\d,]+\.\d\d)", case["description"])
        if case["category"] == "refund" and found:
            checked += 1
            over = float(found[1].replace(",", "")) > 250
            assert case["amount_band"] == ("over 250" if over else "up to 250")
    assert checked > 100


def test_a_resolution_tells_how_it_ended(cases: Sequence[dict[str, str]]) -> None:
    refunds = [case for case in cases if case["category"] == "refund" and case["outcome"]]

    assert {case["outcome"] for case in refunds} <= set(ENDS)
    assert all("efund" in case["resolution"] or "paid back" in case["resolution"]
               for case in refunds if case["outcome"] in ("refund", "partial refund"))  # fmt: skip
    assert all("eclined" in case["resolution"] for case in refunds if case["outcome"] == "declined")


def test_every_category_has_problems_whose_slots_can_be_filled() -> None:
    assert set(PROBLEMS) == {category.name for some in CATEGORIES.values() for category in some}
    problems = [problem for some in PROBLEMS.values() for problem in some]
    templates = [
        template
        for problem in problems
        for group in (problem.subjects, problem.happens, problem.details, problem.found, *problem.ends.values())
        for template in group
    ]
    assert {slot for template in templates for slot in SLOT.findall(template)} <= {*MAKERS, "account", "agent"}


def test_a_former_sample_is_replaced(tmp_path: Path) -> None:
    write_sample(tmp_path, cases=40, until=UNTIL)
    (tmp_path / "events.csv.part").write_text("what a killed run left", encoding="utf-8")

    write_sample(tmp_path, cases=20, until=UNTIL)

    assert len(rows_of(tmp_path / "cases.csv")) == 20
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    write_sample(tmp_path, cases=5, until=UNTIL)
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    before = contents(tmp_path)

    with pytest.raises(UnusableFolder, match=r"thesis\.txt"):
        write_sample(tmp_path, cases=6, until=UNTIL)

    assert contents(tmp_path) == before


def test_an_export_that_is_no_sample_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("case_id,opened_at,subject\n", encoding="utf-8")

    with pytest.raises(UnusableFolder, match="not a sample"):
        write_sample(tmp_path, cases=5, until=UNTIL)

    assert list(contents(tmp_path)) == ["cases.csv"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(UnusableFolder, match="is a file"):
        write_sample(tmp_path / "file", cases=5, until=UNTIL)
    with pytest.raises(UnusableFolder, match="cannot be written"):
        write_sample(tmp_path / "file" / "below", cases=5, until=UNTIL)


@pytest.mark.parametrize("size", [0, -3])
def test_fewer_than_one_case_is_refused(tmp_path: Path, size: int) -> None:
    with pytest.raises(UnusableInput, match="at least one case"):
        write_sample(tmp_path, cases=size, until=UNTIL)


@pytest.mark.parametrize("until", [datetime(2026, 10, 14), datetime(3, 1, 1, tzinfo=UTC)])  # noqa: DTZ001
def test_an_end_without_a_zone_or_long_before_our_time_is_refused(tmp_path: Path, until: datetime) -> None:
    with pytest.raises(UnusableInput):
        write_sample(tmp_path, cases=5, until=until)
