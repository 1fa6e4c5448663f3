"""What changed over what was there: the merged facts are those that all cases would give at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.cases.case import CaseHistory
from knowledge.errors import DamagedGeneration
from knowledge.metrics.fact_files import CASES, EVENTS
from knowledge.metrics.merging import Whole, merge_facts, whole_of
from tests.builders import OPENED, a_case, an_event, utc
from tests.generated import LATER, a_history, engine_over, rows_of, write_facts


def merged(folder: Path, changed: list[CaseHistory], base: Path | None = None, removed: tuple[str, ...] = ()) -> Path:
    """The folder of the merged facts."""
    target = folder / f"merged-{len(list(folder.iterdir()))}"
    target.mkdir()
    merge_facts(write_facts(target / "changed", changed), base, removed, target)
    return target


def whole(folder: Path, now: datetime = LATER) -> Whole:
    with engine_over(folder) as engine:
        return whole_of(engine, now)


def a_history_of(case_id: str, subject: str = "x", events: int = 0, opened: datetime = OPENED) -> CaseHistory:
    happened = [
        an_event("agent_reply", opened + timedelta(hours=hour), case_id=case_id, note=subject)
        for hour in range(1, events + 1)
    ]
    return a_history(a_case(case_id, subject=subject, opened_at=opened), *happened)


def test_cases_lie_in_the_order_of_their_opening(tmp_path: Path) -> None:
    folder = merged(
        tmp_path,
        [
            a_history_of("C-2", opened=utc("2026-01-02")),
            a_history_of("C-10", opened=utc("2026-01-01")),
            a_history_of("C-1", opened=utc("2026-01-02")),
        ],
    )

    assert rows_of(folder, columns="row,case_id") == [
        {"row": 0, "case_id": "C-10"},
        {"row": 1, "case_id": "C-1"},
        {"row": 2, "case_id": "C-2"},
    ]


def test_a_changed_case_replaces_the_one_of_the_base_with_its_events(tmp_path: Path) -> None:
    base = merged(tmp_path, [a_history_of("C-1", "old", 3), a_history_of("C-2", "old", 1)])

    folder = merged(tmp_path, [a_history_of("C-1", "new", 1)], base)

    assert rows_of(folder, columns="case_id,subject") == [
        {"case_id": "C-1", "subject": "new"},
        {"case_id": "C-2", "subject": "old"},
    ]
    notes = sorted((row["case_id"], row["note"]) for row in rows_of(folder, EVENTS))
    assert notes == [("C-1", "new"), ("C-2", "old")]


def test_a_removed_case_goes_with_its_events(tmp_path: Path) -> None:
    base = merged(tmp_path, [a_history_of("C-1", events=2), a_history_of("C'2", events=2)])

    folder = merged(tmp_path, [], base, removed=("C'2", "C-unknown"))

    assert [row["case_id"] for row in rows_of(folder)] == ["C-1"]
    assert {row["case_id"] for row in rows_of(folder, EVENTS)} == {"C-1"}


def test_an_attribute_that_is_new_is_empty_for_what_the_base_has(tmp_path: Path) -> None:
    base = merged(tmp_path, [a_history_of("C-1")])
    target = tmp_path / "target"
    target.mkdir()
    case = a_case("C-2", attributes={"plan": "gold"})
    changed = write_facts(target / "changed", [a_history(case)], attributes=["plan"])

    merge_facts(changed, base, (), target)

    assert rows_of(target, columns="case_id,attribute plan") == [
        {"case_id": "C-1", "attribute plan": None},
        {"case_id": "C-2", "attribute plan": "gold"},
    ]


@given(
    before=st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 3)),
    changed=st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 3)),
    removed=st.sets(st.sampled_from("ABCDEF")),
)
@settings(max_examples=15, deadline=None)
def test_a_merge_is_what_all_cases_give_at_once(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, int], changed: dict[str, int], removed: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    removed -= changed.keys()
    left = {case_id: ("old", events) for case_id, events in before.items() if case_id not in removed}
    left |= {case_id: ("new", events) for case_id, events in changed.items()}
    base = merged(folder, [a_history_of(case_id, "old", events) for case_id, events in before.items()])

    found = merged(
        folder, [a_history_of(case_id, "new", events) for case_id, events in changed.items()], base, tuple(removed)
    )
    at_once = merged(folder, [a_history_of(case_id, *said) for case_id, said in left.items()])

    assert rows_of(found) == rows_of(at_once)
    assert sorted(map(repr, rows_of(found, EVENTS))) == sorted(map(repr, rows_of(at_once, EVENTS)))


def test_a_base_that_cannot_be_read_is_damaged(tmp_path: Path) -> None:
    base = merged(tmp_path, [a_history_of("C-1")])
    (base / CASES).write_bytes((base / CASES).read_bytes()[:-20])

    with pytest.raises(DamagedGeneration):
        merged(tmp_path, [], base)


class TestWhole:
    def test_the_data_speaks_until_its_last_instant(self, tmp_path: Path) -> None:
        folder = merged(tmp_path, [a_history_of("C-1", events=3), a_history_of("C-2")])

        assert whole(folder) == Whole(cases=2, events=3, as_of=OPENED + timedelta(hours=3), maturity_hours={})

    def test_an_instant_after_now_does_not_count(self, tmp_path: Path) -> None:
        case = a_case(opened_at=OPENED, closed_at=utc("2031-01-01"), updated_at=OPENED + timedelta(minutes=5))
        folder = merged(tmp_path, [a_history(case, an_event("agent_reply", "2099-01-01"))])

        assert whole(folder, utc("2030-01-01")).as_of == OPENED + timedelta(minutes=5)
        assert whole(folder, utc("2032-01-01")).as_of == utc("2031-01-01")
        assert whole(folder, OPENED).as_of == OPENED
        assert whole(folder, OPENED - timedelta(microseconds=1)).as_of is None

    def test_microseconds_count(self, tmp_path: Path) -> None:
        opened = datetime(2026, 10, 5, 8, 0, 0, 123456, tzinfo=UTC)

        assert whole(merged(tmp_path, [a_history_of("C-1", opened=opened)])).as_of == opened

    def test_nothing_speaks_of_no_instant(self, tmp_path: Path) -> None:
        assert whole(merged(tmp_path, [])) == Whole(cases=0, events=0, as_of=None, maturity_hours={})

    def test_nine_of_ten_events_have_come_after_the_maturity(self, tmp_path: Path) -> None:
        histories = [
            a_history(
                a_case(f"C-{hours}"),
                an_event("escalated", OPENED + timedelta(hours=hours), case_id=f"C-{hours}"),
            )
            for hours in range(1, 12)
        ]

        found = whole(merged(tmp_path, [*histories, a_history_of("C-0")]))

        # Of 1 to 11 hours the 90th percentile by linear interpolation is the tenth: 1 + 0.9 x 10.
        assert found.maturity_hours == {"hours_to_escalate": 10.0}
