"""The issue reports of Hadoop, with their duplicates."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from tests.acceptance.exports.files import rows_of, write_csv


def export_hadoop(data: Path, folder: Path) -> int:
    """The issue reports of Hadoop. Returns how many cases there are."""
    folder.mkdir(parents=True, exist_ok=True)
    return write_csv(folder / "cases.csv", map(_report, rows_of(data / "gitbugs_hadoop" / "hadoop_bugs.csv.gz")))


def hadoop_duplicates(data: Path) -> Sequence[tuple[str, str]]:
    """(report, its duplicate) for every listed pair of which both are in the file, in both directions."""
    known = {row["Issue id"] for row in rows_of(data / "gitbugs_hadoop" / "hadoop_bugs.csv.gz")}
    return [
        (row["Issue id"], other.strip())
        for row in rows_of(data / "gitbugs_hadoop" / "hadoop_bugs-combined.csv")
        for other in row["Duplicate id"].split(",")
        if row["Issue id"] in known and other.strip() in known
    ]


def _report(row: Mapping[str, str]) -> Mapping[str, str]:
    return {
        "case_id": row["Issue id"],
        "opened_at": _jira_time(row["Created"]),
        "subject": row["Summary"],
        "description": row["Description"],
        "priority": row["Priority"],
        "status": row["Status"],
        "outcome": row["Resolution"],
        "resolved_at": _jira_time(row["Resolved"]),
        "version": row["Affects Version/s"],
    }


def _jira_time(text: str) -> str:
    return datetime.strptime(text, "%d/%b/%y %H:%M").isoformat() if text else ""  # noqa: DTZ007  it names no zone
