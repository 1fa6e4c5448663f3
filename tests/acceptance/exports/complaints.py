"""The complaints to the US Consumer Financial Protection Bureau."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tests.acceptance.exports.files import rows_of, write_csv


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
