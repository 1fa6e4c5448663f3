"""The ServiceNow incidents of UCI's enriched event log: one row an update."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from tests.acceptance.exports.files import cases_of, event, rows_of, write_csv

KEPT = (
    *("contact_type", "location", "impact", "urgency", "u_symptom", "closed_code", "made_sla", "knowledge"),
    *("caller_id", "opened_by", "assigned_to", "resolved_by"),
)
"""Columns that become attributes; the last four are persons."""
TIMES = ("opened_at", "sys_updated_at", "closed_at")
UNKNOWN = ("?", "-100")
Row = Mapping[str, str]


def export_uci(data: Path, folder: Path) -> int:
    """The incidents and their updates. Returns how many cases there are."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = map(_read, rows_of(data / "uci_incident_event_log_cut20.csv.gz"))
    cases = list(cases_of(rows, name="number", time="sys_updated_at"))
    write_csv(folder / "events.csv", (found for case in cases for found in _events(case)))
    return write_csv(folder / "cases.csv", map(_case, cases))


def _read(row: Row) -> Row:
    """The row with ISO times, and with nothing where it says that it does not know."""
    known = {name: "" if value in UNKNOWN else value for name, value in row.items()}
    return {**known, **{name: _iso(known[name]) for name in TIMES}}


def _iso(text: str) -> str:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").isoformat() if text else ""  # noqa: DTZ007  it names no zone


def _case(rows: Sequence[Row]) -> Row:
    last = rows[-1]
    return {
        "case_id": last["number"],
        "opened_at": last["opened_at"],
        "closed_at": last["closed_at"],
        "subject": last["category"] or last["number"],
        "product": last["category"],
        "category": last["subcategory"],
        "priority": last["priority"],
        "team": last["assignment_group"],
        "status": last["incident_state"],
        **{name: last[name] for name in KEPT},
        "priority_elevation": str(any(_raises(before, row) for before, row in pairwise(rows))).lower(),
    }


def _raises(before: Row, row: Row) -> bool:
    """A priority of "2 - High" stands above one of "3 - Moderate"."""
    return row["priority"][:1] < before["priority"][:1]


def _events(rows: Sequence[Row]) -> Iterator[Row]:
    first_known = next((row for row in rows if row["assignment_group"]), None)
    if first_known:
        yield _event(first_known, "assigned", to_team=first_known["assignment_group"])
    yield from _state(rows[0])
    for before, row in pairwise(rows):
        if int(row["reopen_count"]) > int(before["reopen_count"]):
            yield _event(row, "reopened")
        source, target = before["assignment_group"], row["assignment_group"]
        if source and target and source != target:
            yield _event(row, "handoff", from_team=source, to_team=target)
        if (before["made_sla"], row["made_sla"]) == ("true", "false"):
            yield _event(row, "sla_breached")
        if row["incident_state"] != before["incident_state"]:
            yield from _state(row)


def _state(row: Row) -> Iterator[Row]:
    state = row["incident_state"]
    if state.startswith("Awaiting"):
        yield _event(row, "waiting", note=state)
    if state in ("Resolved", "Closed"):
        yield _event(row, state.lower())


def _event(row: Row, kind: str, **said: str) -> Row:
    return event(row["number"], row["sys_updated_at"], kind, actor=row["sys_updated_by"], **said)
