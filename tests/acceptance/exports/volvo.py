"""The incidents of Volvo IT: one row a change of status or team, with the tiers of the support lines."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from tests.acceptance.exports.files import cases_of, event, rows_of, write_csv

TIERS = {"L1": "1", "L2": "2", "L2/L3": "2.5", "L3": "3"}
KEPT = (
    *("Country", "Owner Country", "Involved Org line 3", "Involved ST Function Div", "ST Level"),
    *("Owner First Name", "Resource"),
)
"""Columns that become attributes; the last two are persons."""
Row = Mapping[str, str]


def export_volvo(data: Path, folder: Path) -> int:
    """The incidents, their changes and their teams. Returns how many cases there are."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(rows_of(data / "volvo_bpic2013_cut8.csv.gz"))
    cases = list(cases_of(rows, name="SR Number", time="Change Date+Time"))
    write_csv(folder / "events.csv", (found for case in cases for found in _events(case)))
    levels = {row["Involved ST"]: row["ST Level"] for row in rows}
    write_csv(folder / "teams.csv", ({"team": team, "tier": TIERS[levels[team]]} for team in sorted(levels)))
    return write_csv(folder / "cases.csv", map(_case, cases))


def _case(rows: Sequence[Row]) -> Row:
    last = rows[-1]
    return {
        "case_id": last["SR Number"],
        "opened_at": rows[0]["Change Date+Time"],
        "closed_at": max((row["Change Date+Time"] for row in rows if _closes(row)), default=""),
        "subject": last["Product"],
        "product": last["Product"],
        "priority": last["SR Latest Impact"],
        "team": last["Involved ST"],
        "status": f"{last['Status']}/{last['Sub Status']}",
        **{name: last[name] for name in KEPT},
    }


def _events(rows: Sequence[Row]) -> Iterator[Row]:
    yield _event(rows[0], "assigned", to_team=rows[0]["Involved ST"])
    yield from _state(rows[0], resolved=False)
    resolved = rows[0]["Sub Status"] == "Resolved"
    for before, row in pairwise(rows):
        if before["Status"] == "Completed" != row["Status"]:
            resolved = False
            yield _event(row, "reopened")
        if row["Involved ST"] != before["Involved ST"]:
            yield _event(row, _kind_of_move(before, row), from_team=before["Involved ST"], to_team=row["Involved ST"])
        yield from _state(row, resolved=resolved)
        resolved = resolved or row["Sub Status"] == "Resolved"


def _kind_of_move(before: Row, row: Row) -> str:
    """An elevation to a team is a handoff too, so that it is written once."""
    return "elevated" if float(TIERS[row["ST Level"]]) > float(TIERS[before["ST Level"]]) else "handoff"


def _state(row: Row, *, resolved: bool) -> Iterator[Row]:
    """Only the first Resolved counts, and the first one after each reopening: a case closed again is not open."""
    if row["Sub Status"].startswith("Wait"):
        yield _event(row, "waiting", note=row["Sub Status"])
    if row["Sub Status"] == "Resolved" and not resolved:
        yield _event(row, "resolved")
    if _closes(row):
        yield _event(row, "closed", note=row["Sub Status"])


def _closes(row: Row) -> bool:
    return row["Sub Status"] in ("Closed", "In Call")


def _event(row: Row, kind: str, **said: str) -> Row:
    return event(row["SR Number"], row["Change Date+Time"], kind, actor=row["Resource"], **said)
