"""The public files of the shared data folder as export folders."""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

csv.field_size_limit(10_000_000)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The records of a CSV file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write_csv(path: Path, rows: Iterable[Mapping[str, str]]) -> int:
    """Writes `rows`, which have one set of columns, and returns how many there were."""
    table = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return len(table)


def export_complaints(data: Path, folder: Path) -> int:
    """The complaints to the US Consumer Financial Protection Bureau. Returns how many cases there are."""
    folder.mkdir(parents=True, exist_ok=True)
    return write_csv(folder / "cases.csv", map(_complaint, rows_of(data / "cfpb_complaints_cut4.csv.gz")))


def _complaint(row: Mapping[str, str]) -> Mapping[str, str]:
    issue = ", ".join(part for part in (row["Issue"], row["Sub-issue"]) if part)
    return {
        "case_id": row["Complaint ID"],
        "opened_at": datetime.strptime(row["Date received"], "%Y/%m/%d").date().isoformat(),  # noqa: DTZ007  a day
        "subject": issue,
        "description": row["Consumer complaint narrative"],
        "product": row["Product"],
        "category": row["Issue"],
        "channel": row["Submitted via"],
        "region": row["State"],
        "account_name": row["Company"],
        "status": row["Company response to consumer"],
        "timely": row["Timely response?"],
    }


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
