"""The import of a folder: what is taken in, what is rejected, and that it can always be run again."""

import csv
import gzip
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.cases.case import Case, CaseEvent, CaseUpdate, EventKind, QualityReview, Team
from knowledge.cases.store import CaseStore, SavedEvents
from knowledge.errors import DatabaseUnavailable, UnusableFolder
from pipelines.ingest import BATCH_ROWS, ImportReport, Store, import_folder

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2024, 3, 1, 2, 30, tzinfo=timezone(timedelta(hours=1)))


class Filled(Store, Protocol):
    """A store that can be looked into."""

    def cases(self) -> dict[str, Case]: ...
    def events(self) -> set[CaseEvent]: ...


class MemoryStore:
    """Keeps what it is given as the case store promises to, in memory."""

    def __init__(self) -> None:
        self._cases: dict[str, Case] = {}
        self._events: set[CaseEvent] = set()
        self.teams: dict[str, Team] = {}
        self.reviews: set[QualityReview] = set()
        self.batches: list[int] = []

    def cases(self) -> dict[str, Case]:
        return self._cases

    def events(self) -> set[CaseEvent]:
        return self._events

    def save_cases(self, updates: Sequence[CaseUpdate]) -> int:
        self.batches.append(len(updates))
        before = dict(self._cases)
        self._cases |= {update.case.case_id: update.case for update in updates}
        return sum(before.get(id) != case for id, case in self._cases.items())

    def save_events(self, events: Sequence[CaseEvent]) -> SavedEvents:
        known = {event for event in events if event.case_id in self._cases}
        changed = len(known - self._events)
        self._events |= known
        unknown = tuple(at for at, event in enumerate(events) if event not in known)
        return SavedEvents(changed=changed, unknown=unknown)

    def save_teams(self, teams: Sequence[Team]) -> int:
        before = dict(self.teams)
        self.teams |= {team.team: team for team in teams}
        return sum(before.get(name) != team for name, team in self.teams.items())

    def save_reviews(self, reviews: Sequence[QualityReview]) -> int:
        new = set(reviews) - self.reviews
        self.reviews |= new
        return len(new)


class RealStore(CaseStore):
    """The case store, looked into through a snapshot."""

    def cases(self) -> dict[str, Case]:
        with self.snapshot() as snapshot:
            return {history.case.case_id: history.case for history in snapshot.histories()}

    def events(self) -> set[CaseEvent]:
        with self.snapshot() as snapshot:
            return {event for history in snapshot.histories() for event in history.events}


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Filled]:
    if request.param == "memory":
        yield MemoryStore()
    else:
        real = RealStore.open(f"sqlite:///{tmp_path / 'cases.sqlite3'}")
        yield real
        real.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty export folder."""
    path = tmp_path / "export"
    path.mkdir()
    return path


def write(folder: Path, **tables: str | Sequence[str]) -> None:
    """`cases=[header, row, …]` becomes cases.csv."""
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text(lines if isinstance(lines, str) else "\n".join(lines), "utf-8")


def take(folder: Path, store: Store) -> ImportReport:
    return import_folder(folder, store, timezone=BERLIN, rejects_folder=folder.parent / "rejects", now=NOW)


def rejects(report: ImportReport) -> list[tuple[str, ...]]:
    """The rows of the rejects file without its header."""
    assert report.rejects_file is not None
    with report.rejects_file.open(newline="", encoding="utf-8") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


CASES = ["case_id,opened_at,subject,product,plan", "C-1,2024-01-01,Late,Billing,gold", "C-2,2024-01-02T10:00Z,Lost,,"]
EVENTS = ["case_id,at,kind,reason", "C-1,2024-01-01T12:00Z,escalated,angry", "C-2,2024-01-02T12:00Z,closed,"]
TEAMS = ["team,tier,function", "Frontline,1,support", "Experts,2.5,support"]
QUALITY = ["at,team,score", "2024-01-05,Frontline,80"]


def test_a_folder_is_taken_in(folder: Path, store: Filled) -> None:
    write(folder, cases=CASES, events=EVENTS, teams=TEAMS, quality=QUALITY)

    assert take(folder, store) == ImportReport(cases=2, events=2, teams=2, quality=1, changed=7)
    assert store.cases()["C-1"] == Case(
        case_id="C-1",
        opened_at=datetime(2023, 12, 31, 23, tzinfo=UTC),
        subject="Late",
        product="Billing",
        attributes={"plan": "gold"},
    )
    assert store.events() == {
        CaseEvent(case_id="C-1", at=datetime(2024, 1, 1, 12, tzinfo=UTC), kind=EventKind.ESCALATED, reason="angry"),
        CaseEvent(case_id="C-2", at=datetime(2024, 1, 2, 12, tzinfo=UTC), kind=EventKind.CLOSED),
    }
    assert not (folder.parent / "rejects").exists()


def test_importing_the_same_folder_twice_changes_nothing(folder: Path, store: Filled) -> None:
    write(folder, cases=CASES, events=EVENTS, teams=TEAMS, quality=QUALITY)
    take(folder, store)
    before = store.cases(), store.events()

    assert take(folder, store) == ImportReport(cases=2, events=2, teams=2, quality=1, changed=0)
    assert (store.cases(), store.events()) == before


@pytest.mark.parametrize("form", ["csv.gz", "jsonl", "jsonl.gz", "parquet"])
def test_every_form_of_a_file_says_the_same(folder: Path, form: str) -> None:
    write(folder, cases=CASES)
    expected = MemoryStore()
    take(folder, expected)
    rows = list(csv.DictReader(CASES))
    (folder / "cases.csv").unlink()
    path = folder / f"cases.{form}"
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        text = "\n".join(CASES if "csv" in form else map(json.dumps, rows)).encode()
        path.write_bytes(gzip.compress(text) if form.endswith("gz") else text)

    store = MemoryStore()

    assert take(folder, store).cases == 2
    assert store.cases() == expected.cases()


def test_of_two_rows_with_one_id_the_last_counts_and_both_are_taken_in(folder: Path, store: Filled) -> None:
    write(folder, cases=[*CASES, "C-1,2024-01-03,Later,,"])

    assert take(folder, store).cases == 3
    assert store.cases()["C-1"].subject == "Later"


def test_what_is_wrong_is_counted_and_written_down_with_its_line(folder: Path, store: Filled) -> None:
    write(
        folder,
        cases=[*CASES, ",2024-01-03,Nobody's,,", "C-3,31/02/2026,When,,", "C-4,2024-01-03,Too,many,cells,here"],
        events=[
            *EVENTS,
            "C-1,2024-01-01,praised,",
            "C-9,2024-01-01,closed,",
            "C-3,2024-01-01,closed,",
            "C-1,0001-01-01,closed,",
        ],
        teams=[*TEAMS, "Nameless,,"],
    )

    report = take(folder, store)

    assert report == ImportReport(cases=2, events=2, teams=2, changed=6, rejected=8, rejects_file=report.rejects_file)
    assert report.rejects_file == folder.parent / "rejects" / "export-20240301T013000Z.csv"
    assert rejects(report) == [
        ("teams.csv", "4", "", "rejected", "tier", "is empty"),
        ("cases.csv", "4", "", "rejected", "case_id", "is empty"),
        ("cases.csv", "5", "C-3", "rejected", "opened_at", "is no ISO 8601 time: '31/02/2026'"),
        ("cases.csv", "6", "", "rejected", "", "has 6 cells, but there are 5 columns"),
        ("events.csv", "4", "C-1", "rejected", "kind", "is no known kind of event: 'praised'"),
        ("events.csv", "5", "C-9", "rejected", "case_id", "case C-9 is neither in the folder nor in the store"),
        ("events.csv", "6", "C-3", "rejected", "case_id", "case C-3 is neither in the folder nor in the store"),
        ("events.csv", "7", "C-1", "rejected", "at", "is not between the years 1900 and 2199: '0001-01-01'"),
    ]


def test_an_unreadable_optional_value_is_written_down_and_not_counted_as_rejected(folder: Path, store: Filled) -> None:
    write(folder, cases=["case_id,opened_at,subject,csat,closed_at", "C-1,2024-01-01,Hi,good,soon"])

    report = take(folder, store)

    assert (report.cases, report.rejected, report.warnings) == (1, 0, 2)
    assert rejects(report) == [
        ("cases.csv", "2", "C-1", "warning", "closed_at", "is no ISO 8601 time: 'soon'"),
        ("cases.csv", "2", "C-1", "warning", "csat", "is no number: 'good'"),
    ]
    assert store.cases()["C-1"].csat is None


def test_events_alone_belong_to_cases_of_the_store(folder: Path, store: Filled) -> None:
    write(folder, cases=CASES)
    take(folder, store)
    (folder / "cases.csv").unlink()
    write(folder, events=EVENTS)

    assert take(folder, store) == ImportReport(events=2, changed=2)


def test_columns_that_a_later_export_lacks_stay_as_they_were(folder: Path, tmp_path: Path) -> None:
    store = RealStore.open(f"sqlite:///{tmp_path / 'cases.sqlite3'}")
    write(folder, cases=CASES)
    take(folder, store)
    write(folder, cases=["case_id,opened_at,subject,status", "C-1,2024-01-01,Late,closed"])

    take(folder, store)

    case = store.cases()["C-1"]
    assert (case.product, case.status, case.attributes) == ("Billing", "closed", {"plan": "gold"})
    store.close()


def test_files_without_rows_take_in_nothing(folder: Path, store: Filled) -> None:
    write(folder, cases="\ufeff" + CASES[0], events=EVENTS[0] + "\n")

    assert take(folder, store) == ImportReport()


def test_the_log_has_counts_and_no_texts(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(folder, cases=[*CASES, "C-3,soon,Secret,,"])

    with caplog.at_level("INFO", logger="pipelines.ingest"):
        take(folder, MemoryStore())

    [line] = caplog.records
    assert (line.message, line.__dict__["cases"], line.__dict__["rejected"]) == ("export folder imported", 2, 1)
    assert "Secret" not in str(line.__dict__)


def test_one_bad_file_means_that_nothing_of_the_folder_is_imported(folder: Path, store: Filled) -> None:
    write(folder, cases=CASES, events="case_id,at\n")

    with pytest.raises(UnusableFolder, match=r"events\.csv lacks the column kind"):
        take(folder, store)

    assert store.cases() == {}


def test_cases_with_long_texts_are_saved_in_smaller_batches(folder: Path) -> None:
    long = "x" * 2**20
    write(folder, cases=["case_id,opened_at,subject", *(f"C-{n},2024-01-01,{long}" for n in range(20))])
    store = MemoryStore()

    take(folder, store)

    assert store.batches == [8, 8, 4]
    assert store.cases()["C-3"].subject == long


def test_rejects_of_many_batches_are_in_the_order_of_their_lines(folder: Path) -> None:
    rows = [f"C-{n},2024-01-01,{'' if n % 1000 == 0 else 'Hi'}" for n in range(2 * BATCH_ROWS + 10)]
    write(folder, cases=["case_id,opened_at,subject", *rows])
    seen: list[tuple[str, int, int]] = []
    store = MemoryStore()

    report = import_folder(
        folder,
        store,
        timezone=BERLIN,
        rejects_folder=folder.parent / "rejects",
        now=NOW,
        progress=lambda table, done, total: seen.append((table, done, total)),
    )

    size = (folder / "cases.csv").stat().st_size
    assert [line for _, line, *_ in rejects(report)] == [str(2 + 1000 * n) for n in range(11)]
    assert store.batches == [BATCH_ROWS - 5, BATCH_ROWS - 5, 9]
    assert [table for table, _, _ in seen] == ["cases"] * 5
    assert seen[0] == ("cases", 0, size)
    assert seen[-1] == ("cases", size, size)


class StoreThatFails(MemoryStore):
    """Fails at the second batch of cases."""

    def save_cases(self, updates: Sequence[CaseUpdate]) -> int:
        if self.batches:
            raise DatabaseUnavailable("sqlite:///cases", "it is gone")
        return super().save_cases(updates)


def test_an_import_cut_short_can_be_run_again(folder: Path) -> None:
    rows = [f"C-{n},2024-01-01,Hi" for n in range(BATCH_ROWS + 1)]
    write(folder, cases=["case_id,opened_at,subject", *rows])
    store = StoreThatFails()
    with pytest.raises(DatabaseUnavailable):
        take(folder, store)
    assert len(store.cases()) == BATCH_ROWS
    store.batches.clear()
    whole = MemoryStore()
    whole._cases = store.cases()

    assert take(folder, whole).changed == 1


def test_a_file_that_turns_out_damaged_keeps_what_came_before(folder: Path) -> None:
    path = folder / "cases.parquet"
    rows = {name: [f"{name} {n}" for n in range(3000)] for name in ("case_id", "subject")}
    times = ["2024-01-01"] * 3000
    pq.write_table(
        pa.table({**rows, "opened_at": times}), path, use_dictionary=False, compression="gzip", row_group_size=1000
    )
    whole = path.read_bytes()
    middle = len(whole) * 5 // 6
    path.write_bytes(whole[: middle - 500] + b"\xff" * 1000 + whole[middle + 500 :])

    with pytest.raises(UnusableFolder, match=r"cannot be read beyond line \d000: .* import the folder again"):
        take(folder, MemoryStore())


texts = st.text(st.characters(codec="utf-8") | st.sampled_from(list('",\r\n\0\ufeff 0')), max_size=12)
case_ids = st.sampled_from(["C-1", "C-2", "", "C\0", " C-3 "]) | texts
times = st.sampled_from(["2024-01-01", "2024-01-01T10:00+02:00", "31/02/2026", "0001-01-01", ""]) | texts


def taken_and_rejected(content: bytes, name: str) -> tuple[int, int, int]:
    """The counts of taken in and rejected rows, and the rejected rows in the rejects file."""
    with TemporaryDirectory() as parent:
        folder = Path(parent) / "export"
        folder.mkdir()
        (folder / name).write_bytes(content)
        report = take(folder, MemoryStore())
        written = rejects(report) if report.rejects_file else []
        return report.cases, report.rejected, sum(level == "rejected" for _, _, _, level, _, _ in written)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(case_ids, times, texts) | st.lists(texts, min_size=1, max_size=8).map(tuple), max_size=8))
def test_every_row_of_a_csv_file_is_taken_in_or_in_the_rejects_file(rows: list[tuple[str, ...]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("case_id", "opened_at", "subject", "csat"), *rows])

    taken, rejected, written = taken_and_rejected(text.getvalue().encode(), "cases.csv")

    assert taken + rejected == len(rows)
    assert rejected == written


scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts | st.lists(texts, max_size=2)
objects = st.fixed_dictionaries(
    {"case_id": case_ids | scalars, "opened_at": times, "subject": scalars, "csat": scalars}
)


@settings(max_examples=100, deadline=None)
@given(st.lists(objects.map(json.dumps) | st.sampled_from(["{", "7", "[]", '{"a": 1, "a": 2}']), max_size=8))
def test_every_row_of_a_jsonl_file_is_taken_in_or_in_the_rejects_file(rows: list[str]) -> None:
    first = json.dumps({"case_id": "C-0", "opened_at": "2024-01-01", "subject": "Hi", "csat": None})

    taken, rejected, written = taken_and_rejected("\n".join([first, *rows]).encode(), "cases.jsonl")

    assert taken + rejected == 1 + len(rows)
    assert rejected == written


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.lists(st.sampled_from([b'"', b",", b"\n", b"C-1", b"\r", b"\xff"])).map(b"".join))
def test_no_bytes_whatsoever_break_an_import(content: bytes) -> None:
    for name in ("cases.csv", "cases.csv.gz", "cases.jsonl", "cases.parquet"):
        with suppress(UnusableFolder):
            taken_and_rejected(content, name)
    _, rejected, written = taken_and_rejected(b"case_id,opened_at,subject\n" + content, "cases.csv")
    assert rejected == written
