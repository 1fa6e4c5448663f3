"""The fact files: every column of a case and of its facts, both clocks, the attributes, in any number of batches."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
import pytest

from knowledge.cases.case import Case, CaseEvent
from knowledge.cases.facts import CaseFacts, facts_of
from knowledge.metrics.fact_files import EVENTS, REVIEWS
from knowledge.metrics.fact_table import (
    FactWriter,
    batches,
    case_schema,
    distinct_attributes,
    write_reviews,
)
from tests.builders import a_case, a_review, an_event, utc
from tests.generated import BERLIN, a_history, rows_of, write_facts

TEXTS = ["plain", "with \"quotes\" and 'ticks'", "größe · 漢字 · 🙈", "a\nb,c;d\te", "", "x" * 100_000]


def test_a_case_is_kept_as_it_was(tmp_path: Path) -> None:
    case = a_case(
        description="It says 403.",
        product="Portal",
        account_id="A-1",
        csat=4.5,
        updated_at=utc("2026-10-06 01:02"),
        attributes={"plan": "gold"},
    )

    (row,) = rows_of(write_facts(tmp_path, [a_history(case)], attributes=["plan"]))

    assert row["attribute plan"] == "gold"
    facts = facts_of(case, (), {})
    for name in Case.__dataclass_fields__.keys() - {"attributes"} - CaseFacts.__dataclass_fields__.keys():
        assert row[name] == getattr(case, name), name
    for name in CaseFacts.__dataclass_fields__:
        assert row[name] == getattr(facts, name), name


def test_what_the_facts_say_replaces_what_the_columns_said(tmp_path: Path) -> None:
    case = a_case(resolved_at=utc("2026-10-06"), closed_at=utc("2026-10-07"))
    history = a_history(case, an_event("resolved", "2026-10-06"), an_event("reopened", "2026-10-08"))

    (row,) = rows_of(write_facts(tmp_path, [history]))

    assert (row["resolved_at"], row["resolved_local"]) == (None, None)


def test_times_are_kept_as_instants_and_as_the_clock_showed_them(tmp_path: Path) -> None:
    case = a_case(opened_at=utc("2026-10-31 23:30"))
    event = an_event("escalated", "2026-11-01 00:15")

    folder = write_facts(tmp_path, [a_history(case, event)], zone=BERLIN)

    (row,) = rows_of(folder, columns="opened_at,opened_local,escalated_at,escalated_local")
    assert row == {
        "opened_at": utc("2026-10-31 23:30"),
        "opened_local": datetime(2026, 11, 1, 0, 30),  # noqa: DTZ001  a clock's time has no zone
        "escalated_at": utc("2026-11-01 00:15"),
        "escalated_local": datetime(2026, 11, 1, 1, 15),  # noqa: DTZ001
    }
    assert rows_of(folder, EVENTS, "at,at_local") == [
        {"at": event.at, "at_local": datetime(2026, 11, 1, 1, 15)}  # noqa: DTZ001
    ]


@pytest.mark.parametrize(
    ("instant", "clock"),
    [
        ("2026-03-29 00:59", "2026-03-29 01:59"),
        ("2026-03-29 01:00", "2026-03-29 03:00"),
        ("2026-10-25 00:30", "2026-10-25 02:30"),
        ("2026-10-25 01:30", "2026-10-25 02:30"),
    ],
)
def test_when_the_clock_is_changed_the_clock_is_followed(tmp_path: Path, instant: str, clock: str) -> None:
    folder = write_facts(tmp_path, [a_history(a_case(opened_at=utc(instant)))], zone=BERLIN)

    (row,) = rows_of(folder, columns="opened_local")
    assert row["opened_local"] == datetime.fromisoformat(clock)


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_survives(tmp_path: Path, text: str) -> None:
    case = a_case(subject=text, product=text, attributes={"note": text})
    folder = write_facts(
        tmp_path, [a_history(case, an_event("complaint", "2026-10-06", note=text))], attributes=["note"]
    )

    assert rows_of(folder, columns="subject,product,attribute note") == [
        {"subject": text, "product": text, "attribute note": text}
    ]
    assert rows_of(folder, EVENTS, "note") == [{"note": text}]


def test_an_attribute_that_a_case_lacks_is_empty_and_one_not_asked_for_is_left_out(tmp_path: Path) -> None:
    case = a_case(attributes={"plan": "gold", "secret": "x"})

    (row,) = rows_of(write_facts(tmp_path, [a_history(case)], attributes=["plan", "size"]))

    assert {name: row[name] for name in row if name.startswith("attribute")} == {
        "attribute plan": "gold",
        "attribute size": None,
    }


def test_attributes_that_differ_in_case_only_are_one(tmp_path: Path) -> None:
    cases = [
        a_case("C-1", attributes={"Plan": "gold"}),
        a_case("C-2", attributes={"plan": "silver"}),
        a_case("C-3", attributes={"Plan": "new", "plan": "old"}),
    ]

    attributes = distinct_attributes(["plan", "size", "Plan"])

    assert attributes == ("Plan", "size")
    folder = write_facts(tmp_path, list(map(a_history, cases)), attributes=attributes)
    assert [row["attribute Plan"] for row in rows_of(folder)] == ["gold", "silver", "new"]


def test_batches_are_written_one_after_another(tmp_path: Path) -> None:
    cases = [a_case(f"C-{number}") for number in range(7)]
    with closing(FactWriter(tmp_path, attributes=(), zone=BERLIN)) as writer:
        for batch in batches(cases, 3):
            writer.write([(a_history(case), facts_of(case, (), {}), b"k" * 16) for case in batch])
        writer.write([])

    assert [row["case_id"] for row in rows_of(tmp_path)] == [case.case_id for case in cases]


def test_nothing_written_is_an_empty_table_with_all_columns(tmp_path: Path) -> None:
    folder = write_facts(tmp_path, [], attributes=["plan"])

    assert pq.read_schema(folder / "cases.parquet").names == case_schema(["plan"]).names
    assert rows_of(folder) == rows_of(folder, EVENTS) == []


def test_batches_have_a_size_and_the_last_is_shorter() -> None:
    assert [list(batch) for batch in batches(iter(range(5)), 2)] == [[0, 1], [2, 3], [4]]
    assert list(batches([], 2)) == []


def test_reviews_are_counted_and_dated_by_the_clock(tmp_path: Path) -> None:
    at = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)

    written = write_reviews(tmp_path, [a_review(81.5, at=at, product="Portal")], BERLIN)

    assert written == 1
    assert rows_of(tmp_path, REVIEWS) == [
        {"at_local": datetime(2026, 11, 1, 0, 30), "team": "Frontline", "score": 81.5, "product": "Portal"}  # noqa: DTZ001
    ]


def test_no_reviews_are_an_empty_table(tmp_path: Path) -> None:
    assert write_reviews(tmp_path, [], ZoneInfo("UTC")) == 0
    assert rows_of(tmp_path, REVIEWS) == []


def test_an_event_is_kept_with_all_that_it_says(tmp_path: Path) -> None:
    event: CaseEvent = an_event(
        "handoff", "2026-10-06", actor="agent-1", from_team="A", to_team="B", reason="skills", note="Please take it."
    )

    (row,) = rows_of(write_facts(tmp_path, [a_history(a_case(), event)]), EVENTS)

    row = dict(row)
    assert row.pop("at_local") == datetime(2026, 10, 6)  # noqa: DTZ001
    assert row == {name: getattr(event, name) for name in CaseEvent.__dataclass_fields__ if name != "event_id"}
