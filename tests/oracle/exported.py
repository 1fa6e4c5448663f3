"""The CSV files of an export folder as data frames, by DESIGN section 3.1. Rows that an import rejects are left out."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

CASE_COLUMNS = (
    *("case_id", "opened_at", "subject", "description", "product", "category", "priority", "channel", "region"),
    *("language", "account_id", "account_name", "account_tier", "team", "status", "outcome", "resolution"),
    *("first_response_at", "resolved_at", "closed_at", "csat", "url", "updated_at"),
)
EVENT_COLUMNS = ("case_id", "at", "kind", "actor", "from_team", "to_team", "reason", "note", "event_id")
KINDS = (
    *("opened", "assigned", "first_response", "agent_reply", "customer_contact", "handoff", "elevated"),
    *("escalation_requested", "escalation_declined", "escalated", "deescalated", "approval_requested"),
    *("approval_granted", "approval_declined", "exception_granted", "waiting", "sla_breached", "resolved"),
    *("reopened", "closed", "complaint"),
)
TIME = "datetime64[us, UTC]"
Frame = Any
"""A pandas DataFrame, or a Series: pandas comes without types."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What a folder holds: one row a case, one an event, one a review, in the order of the files."""

    cases: Frame
    events: Frame
    reviews: Frame
    tiers: dict[str, float]


def read_export(folder: Path, zone: ZoneInfo) -> Exported:
    """The folder's files; those that are optional may be missing."""
    cases = _cases(_file(folder, "cases", CASE_COLUMNS), zone)
    return Exported(
        cases=cases,
        events=_events(_file(folder, "events", EVENT_COLUMNS), set(cases["case_id"]), zone),
        reviews=_reviews(_file(folder, "quality", ("at", "team", "score", "product")), zone),
        tiers=_tiers(_file(folder, "teams", ("team", "tier"))),
    )


def _file(folder: Path, name: str, columns: tuple[str, ...]) -> Frame:
    """A file with every one of `columns`; a cell is a text, and an empty one is ""."""
    path = folder / f"{name}.csv"
    found = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8") if path.exists() else pd.DataFrame()
    for column in columns:
        if column not in found:
            found[column] = pd.Series("", index=found.index, dtype=object)
    return found.apply(lambda cells: cells.str.strip()) if len(found) else found.astype(object)


def _cases(found: Frame, zone: ZoneInfo) -> Frame:
    """Of two rows with one id the last counts."""
    for column in ("opened_at", "first_response_at", "resolved_at", "closed_at", "updated_at"):
        found[column] = instants(found[column], zone)
    found["csat"] = pd.to_numeric(found["csat"], errors="coerce")
    found = found[(found["case_id"] != "") & (found["subject"] != "") & found["opened_at"].notna()]
    return found.drop_duplicates("case_id", keep="last").reset_index(drop=True)


def _events(found: Frame, known: set[str], zone: ZoneInfo) -> Frame:
    """Events in order of time; with an id the id says which are one, else all they hold does.

    Those of one instant are in the order in which DESIGN lists the kinds, then in that of their texts.
    """
    found["at"] = instants(found["at"], zone)
    found = found[found["case_id"].isin(known) & found["kind"].isin(KINDS) & found["at"].notna()]
    with_id = found[found["event_id"] != ""].drop_duplicates("event_id", keep="last")
    without = found[found["event_id"] == ""].drop_duplicates(list(EVENT_COLUMNS))
    one_each = pd.concat([with_id, without])
    one_each["rank"] = one_each["kind"].map(KINDS.index)
    return one_each.sort_values(["at", "rank", "from_team", "to_team", "reason"]).reset_index(drop=True)


def _reviews(found: Frame, zone: ZoneInfo) -> Frame:
    found["at"] = instants(found["at"], zone)
    found["score"] = pd.to_numeric(found["score"], errors="coerce")
    found = found[found["at"].notna() & found["score"].notna() & (found["team"] != "")]
    return found.drop_duplicates(["at", "team", "score", "product"]).reset_index(drop=True)


def _tiers(found: Frame) -> dict[str, float]:
    tiers = pd.to_numeric(found["tier"], errors="coerce")
    return {team: float(tier) for team, tier in zip(found["team"], tiers, strict=True) if team and tier == tier}


def instants(texts: Frame, zone: ZoneInfo) -> Frame:
    """ISO 8601 times; what has no offset is in `zone`, what cannot be read is NaT."""
    return pd.Series([_instant(text, zone) for text in texts], index=texts.index, dtype=TIME)


def _instant(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
