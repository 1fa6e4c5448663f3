"""The help desk of an Italian software company: activities and the persons who did them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.acceptance.exports.files import cases_of, event, rows_of, write_csv

KINDS = {"Require upgrade": "elevated", "Wait": "waiting", "Resolve ticket": "resolved", "Closed": "closed"}
KEPT = ("org:resource", "case:variant")
"""Columns that become attributes; the first is a person."""
Row = Mapping[str, str]


def export_helpdesk(data: Path, folder: Path) -> int:
    """The cases and their activities. Returns how many cases there are."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = rows_of(data / "helpdesk_italian_cut8.csv.gz")
    cases = list(cases_of(rows, name="case:concept:name", time="time:timestamp"))
    write_csv(folder / "events.csv", (found for case in cases for found in _events(case)))
    return write_csv(folder / "cases.csv", map(_case, cases))


def _case(rows: Sequence[Row]) -> Row:
    last = rows[-1]
    return {
        "case_id": last["case:concept:name"],
        "opened_at": rows[0]["time:timestamp"],
        "closed_at": max((row["time:timestamp"] for row in rows if row["concept:name"] == "Closed"), default=""),
        "subject": rows[0]["concept:name"],
        "status": last["concept:name"],
        **{name: last[name] for name in KEPT},
    }


def _events(rows: Sequence[Row]) -> Iterator[Row]:
    before = ""
    for row in rows:
        activity = row["concept:name"]
        if (before, activity) == ("Resolve ticket", "Take in charge ticket"):
            yield _event(row, "reopened")
        if activity in KINDS:
            yield _event(row, KINDS[activity])
        before = activity


def _event(row: Row, kind: str) -> Row:
    return event(row["case:concept:name"], row["time:timestamp"], kind, actor=row["org:resource"])
