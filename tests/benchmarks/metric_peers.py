"""What the metrics are held against: DuckDB SQL written by hand, SQLite and pandas, without our catalogue or compiler.

A question is a metric in one of three shapes: its number over a period, by product, weekly. Each peer answers with rows
of the group ("" for one number, else the product or the Monday), n and what the number and its interval are made of:
a share's numerator; a mean and the standard deviation; a median and the bounds of its interval; of a count nothing.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import sqrt
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq

START, END = date(2026, 1, 1), date(2026, 7, 1)
FIRST_WEEK, WEEKS = date(2025, 5, 19), 78
SHAPES = ("total", "product", "weekly")
AGED = timedelta(days=14)
Rows = Sequence[tuple[Any, ...]]
Frame = Any
"""A pandas DataFrame: pandas comes without types."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a metric is told by hand. `part` is SQL, `is_part` the same in pandas; `aged` delays when a case counts."""

    kind: str
    dated: str = "opened_local"
    part: str = ""
    is_part: Callable[[Frame], Any] | None = None
    amount: str = ""
    table: str = "cases"
    aged: timedelta = timedelta()


def _positive(column: str) -> Callable[[Frame], Any]:
    return lambda rows: rows[column] > 0


def _known(column: str) -> Callable[[Frame], Any]:
    return lambda rows: rows[column].notna()


def _median(dated: str, amount: str) -> Asked:
    return Asked(kind="median", dated=dated, amount=amount)


ASKED: Mapping[str, Asked] = {
    "cases": Asked(kind="count"),
    "escalations": Asked(kind="count", dated="escalated_local"),
    "escalation_ratio": Asked(kind="share", part="escalated_at IS NOT NULL", is_part=_known("escalated_at")),
    "escalation_requests": Asked(kind="count", dated="requested_local"),
    "request_acceptance": Asked(
        kind="share", dated="requested_local", part="accepted", is_part=lambda rows: rows["accepted"] == 1
    ),
    "decision_latency": _median("requested_local", "hours_to_decision"),
    "elevations": Asked(kind="count", dated="elevated_local"),
    "elevation_ratio": Asked(kind="share", part="elevated_at IS NOT NULL", is_part=_known("elevated_at")),
    "early_escalation_share": Asked(
        kind="share",
        dated="escalated_local",
        part="hours_to_escalate <= 24",
        is_part=lambda rows: rows["hours_to_escalate"] <= 24,
    ),
    "time_to_escalate": _median("escalated_local", "hours_to_escalate"),
    "time_to_first_response": _median("opened_local", "hours_to_first_response"),
    "resolutions": Asked(kind="count", dated="resolved_local"),
    "time_to_resolve": _median("resolved_local", "hours_to_resolve"),
    "reopen_ratio": Asked(kind="share", dated="resolved_local", part="reopens > 0", is_part=_positive("reopens")),
    "handoffs_per_case": Asked(kind="mean", amount="handoffs"),
    "repeat_contact_ratio": Asked(kind="share", part="repeat_contacts > 0", is_part=_positive("repeat_contacts")),
    "sla_attainment": Asked(kind="share", part="NOT sla_breached", is_part=lambda rows: rows["sla_breached"] == 0),
    "approval_wait": _median("opened_local", "approval_wait"),
    "exception_ratio": Asked(
        kind="share", dated="resolved_local", part="exceptions > 0", is_part=_positive("exceptions")
    ),
    "complaints": Asked(kind="count", dated="complained_local"),
    "csat": Asked(kind="mean", dated="scored_local", amount="csat"),
    "quality_score": Asked(kind="mean", dated="at_local", amount="score", table="reviews"),
    "backlog": Asked(kind="stock"),
    "aged_cases": Asked(kind="stock", aged=AGED),
}
CLOCKS = sorted({one.dated for one in ASKED.values() if one.table == "cases"})
COLUMNS = [
    *("product", "opened_at", "resolved_at", "escalated_at", "elevated_at", "accepted", "reopens", "exceptions"),
    *("repeat_contacts", "sla_breached"),
    *sorted({one.amount for one in ASKED.values() if one.amount and one.table == "cases"}),
    *CLOCKS,
]


class Handwritten:
    """SQL as somebody who knows DuckDB would write it for each question, over the same files."""

    def __init__(self, folder: Path) -> None:
        self._connection = duckdb.connect()
        self._connection.execute("SET TimeZone = 'UTC'")
        for table in ("cases", "reviews"):
            self._connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder / table}.parquet')")

    def ask(self, asked: Asked, shape: str, as_of: datetime) -> Rows:
        """The rows."""
        if asked.kind == "stock":
            return self._stock(asked, shape, as_of)
        key, condition = self._key(asked, shape)
        if asked.kind == "median":
            return self._connection.execute(
                f"WITH sorted AS (SELECT {key} AS key, list_sort(list({asked.amount})) AS v FROM {asked.table}"
                f" WHERE {condition} AND {asked.amount} IS NOT NULL GROUP BY 1)"
                " SELECT key, len(v), (v[(len(v) + 1) // 2] + v[len(v) // 2 + 1]) / 2,"
                " v[round(len(v) / 2 - 0.979982 * sqrt(len(v)))::INT],"
                " v[1 + round(len(v) / 2 + 0.979982 * sqrt(len(v)))::INT] FROM sorted"
            ).fetchall()
        found = {
            "count": "count(*)",
            "share": f"count(*), count(*) FILTER (WHERE {asked.part})",
            "mean": f"count({asked.amount}), avg({asked.amount}), stddev_samp({asked.amount})",
        }[asked.kind]
        return self._connection.execute(
            f"SELECT {key}, {found} FROM {asked.table} WHERE {condition} GROUP BY 1"
        ).fetchall()

    def _key(self, asked: Asked, shape: str) -> tuple[str, str]:
        dated = asked.dated
        if shape == "product":
            return "coalesce(product, '(none)')", f"{dated} IS NOT NULL"
        if shape == "weekly":
            end = FIRST_WEEK + timedelta(weeks=WEEKS)
            return f"date_trunc('week', {dated})::DATE", f"{dated} >= DATE '{FIRST_WEEK}' AND {dated} < DATE '{end}'"
        return "''", f"{dated} >= DATE '{START}' AND {dated} < DATE '{END}'"

    def _stock(self, asked: Asked, shape: str, as_of: datetime) -> Rows:
        days = asked.aged.days
        if shape == "weekly":
            return self._connection.execute(
                f"WITH came AS (SELECT date_trunc('week', opened_local + INTERVAL {days} DAY)::DATE AS week,"
                " count(*) AS cases FROM cases GROUP BY 1),"
                " went AS (SELECT date_trunc('week', greatest(resolved_local, opened_local +"
                f" INTERVAL {days} DAY))::DATE AS week, -count(*) AS cases FROM cases"
                " WHERE resolved_local IS NOT NULL GROUP BY 1),"
                " moved AS (SELECT week, sum(cases) AS cases FROM (FROM came UNION ALL FROM went) GROUP BY 1),"
                " total AS (SELECT week, sum(cases) OVER (ORDER BY week) AS cases FROM moved)"
                " SELECT week, cases::BIGINT FROM total"
                f" WHERE week >= DATE '{FIRST_WEEK}' AND week < DATE '{FIRST_WEEK + timedelta(weeks=WEEKS)}'"
            ).fetchall()
        end = as_of if shape == "product" else datetime.combine(END, datetime.min.time(), UTC)
        key = "coalesce(product, '(none)')" if shape == "product" else "''"
        return self._connection.execute(
            f"SELECT {key}, count(*) FROM cases WHERE opened_at < TIMESTAMPTZ '{end - asked.aged}'"
            f" AND (resolved_at IS NULL OR resolved_at >= TIMESTAMPTZ '{end}') GROUP BY 1"
        ).fetchall()


class Sqlite:
    """The same table in SQLite, with an index on every dating column; times are microseconds since 1970."""

    def __init__(self, frames: Mapping[str, Frame], file: Path) -> None:
        self._connection = sqlite3.connect(file)
        self._connection.create_function("root", 1, lambda value: sqrt(value or 0), deterministic=True)
        for table, frame in frames.items():
            _with_micros(frame).to_sql(table, self._connection, index=False, chunksize=100_000)
        for clock in CLOCKS:
            self._connection.execute(f"CREATE INDEX on_{clock} ON cases ({clock})")
        self._connection.execute("CREATE INDEX on_at_local ON reviews (at_local)")
        self._connection.execute("ANALYZE")

    def ask(self, asked: Asked, shape: str, as_of: datetime) -> Rows:
        """The rows."""
        if asked.kind == "stock":
            return self._stock(asked, shape, as_of)
        key, condition = _key_in_micros(asked.dated, shape)
        if asked.kind == "median":
            return _dated(self._median(asked, key, condition), shape)
        found = {
            "count": "count(*)",
            "share": f"count(*), coalesce(sum({asked.part}), 0)",
            "mean": f"count({asked.amount}), avg({asked.amount}), root((sum({asked.amount} * {asked.amount})"
            f" - sum({asked.amount}) * avg({asked.amount})) / (count({asked.amount}) - 1))",
        }[asked.kind]
        rows = self._connection.execute(f"SELECT {key}, {found} FROM {asked.table} WHERE {condition} GROUP BY 1")
        return _dated(rows.fetchall(), shape)

    def _median(self, asked: Asked, key: str, condition: str) -> Rows:
        return self._connection.execute(
            f"WITH ranked AS (SELECT {key} AS key, {asked.amount} AS x, row_number() OVER (PARTITION BY {key}"
            f" ORDER BY {asked.amount}) AS k, count(*) OVER (PARTITION BY {key}) AS n FROM {asked.table}"
            f" WHERE {condition} AND {asked.amount} IS NOT NULL)"
            " SELECT key, max(n), avg(CASE WHEN k IN ((n + 1) / 2, n / 2 + 1) THEN x END),"
            " max(CASE WHEN k = round(n / 2.0 - 0.979982 * root(n)) THEN x END),"
            " max(CASE WHEN k = 1 + round(n / 2.0 + 0.979982 * root(n)) THEN x END) FROM ranked GROUP BY 1"
        ).fetchall()

    def _stock(self, asked: Asked, shape: str, as_of: datetime) -> Rows:
        lag = int(asked.aged / timedelta(microseconds=1))
        if shape == "weekly":
            rows = self._connection.execute(
                f"WITH moved AS (SELECT {_week(f'opened_at + {lag}')} AS week, 1 AS cases FROM cases UNION ALL"
                f" SELECT {_week(f'max(resolved_at, opened_at + {lag})')}, -1 FROM cases WHERE resolved_at NOTNULL),"
                " total AS (SELECT week, sum(sum(cases)) OVER (ORDER BY week) AS cases FROM moved GROUP BY 1)"
                " SELECT week, cases FROM total"
            ).fetchall()
            last = FIRST_WEEK + timedelta(weeks=WEEKS)
            return [row for row in _dated(rows, shape) if FIRST_WEEK <= row[0] < last]
        end = _micros(as_of) if shape == "product" else _micros(datetime.combine(END, datetime.min.time(), UTC))
        key = "coalesce(product, '(none)')" if shape == "product" else "''"
        return self._connection.execute(
            f"SELECT {key}, count(*) FROM cases WHERE opened_at < {end - lag}"
            f" AND (resolved_at IS NULL OR resolved_at >= {end}) GROUP BY 1"
        ).fetchall()


class Pandas:
    """The files as data frames, loaded once."""

    def __init__(self, frames: Mapping[str, Frame]) -> None:
        self._frames = frames

    def ask(self, asked: Asked, shape: str, as_of: datetime) -> Rows:
        """The rows."""
        rows = self._frames[asked.table]
        if asked.kind == "stock":
            return self._stock(rows, asked, shape, as_of)
        if asked.amount:
            rows = rows[rows[asked.amount].notna()]
        found = _grouped(rows, asked.dated, shape)
        if asked.kind == "count":
            return [(key, len(group)) for key, group in found]
        if asked.kind == "share":
            assert asked.is_part is not None
            return [(key, len(group), int(asked.is_part(group).sum())) for key, group in found]
        if asked.kind == "mean":
            told = [(key, group[asked.amount]) for key, group in found]
            return [(key, len(amounts), amounts.mean(), amounts.std()) for key, amounts in told]
        return [(key, *_median_of(group[asked.amount].to_numpy())) for key, group in found]

    def _stock(self, rows: Frame, asked: Asked, shape: str, as_of: datetime) -> Rows:
        start = rows["opened_at"] + asked.aged
        if shape == "weekly":
            resolved = rows["resolved_at"].dt.tz_localize(None)
            begun = start.dt.tz_localize(None)
            gone = np.sort(resolved.where(resolved > begun, begun)[resolved.notna()].to_numpy())
            ends = [FIRST_WEEK + timedelta(weeks=week + 1) for week in range(WEEKS)]
            at = np.array([np.datetime64(end, "us") for end in ends])
            counts = np.searchsorted(np.sort(begun.to_numpy()), at) - np.searchsorted(gone, at)
            return [(end - timedelta(weeks=1), int(count)) for end, count in zip(ends, counts, strict=True)]
        end = pd.Timestamp(as_of if shape == "product" else datetime.combine(END, datetime.min.time(), UTC))
        resolved = rows["resolved_at"]
        open_then = rows[(start < end) & ~(resolved < end)]
        if shape == "total":
            return [("", len(open_then))]
        return [(key, len(group)) for key, group in open_then.groupby(open_then["product"].fillna("(none)"))]


def frames_of(folder: Path) -> Mapping[str, Frame]:
    """The columns that the peers use."""
    return {
        "cases": pq.read_table(folder / "cases.parquet", columns=COLUMNS).to_pandas(),
        "reviews": pq.read_table(folder / "reviews.parquet").to_pandas(),
    }


def _grouped(rows: Frame, dated: str, shape: str) -> Sequence[tuple[Any, Frame]]:
    at = rows[dated]
    if shape == "product":
        known = rows[at.notna()]
        return [(key, group) for key, group in known.groupby(known["product"].fillna("(none)"))]
    first, last = (START, END) if shape == "total" else (FIRST_WEEK, FIRST_WEEK + timedelta(weeks=WEEKS))
    inside = rows[(at >= pd.Timestamp(first)) & (at < pd.Timestamp(last))]
    if shape == "total":
        return [("", inside)]
    days = inside[dated].dt.normalize()
    monday = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    return [(key.date(), group) for key, group in inside.groupby(monday)]


def _median_of(amounts: Any) -> tuple[Any, ...]:  # noqa: ANN401  a NumPy array
    n = len(amounts)
    if not n:
        return 0, None, None, None
    ordered = np.sort(amounts)
    low, high = int(n / 2 - 0.979982 * sqrt(n) + 0.5), 1 + int(n / 2 + 0.979982 * sqrt(n) + 0.5)
    bounds = (ordered[low - 1], ordered[high - 1]) if low >= 1 and high <= n else (None, None)
    return n, (ordered[(n - 1) // 2] + ordered[n // 2]) / 2, *bounds


def _with_micros(frame: Frame) -> Frame:
    """Times as microseconds since 1970, as SQLite has none."""
    found = frame.copy()
    for name in frame.columns:
        if name.endswith(("_at", "_local")):
            micros = found[name].astype("datetime64[us, UTC]" if name.endswith("_at") else "datetime64[us]")
            found[name] = micros.astype("int64").where(found[name].notna()).astype("Int64")
    return found


def _micros(at: datetime | date) -> int:
    moment = at if isinstance(at, datetime) else datetime.combine(at, datetime.min.time(), UTC)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _week(micros: str) -> str:
    """The Monday of an instant in days since 1970, which began on a Thursday."""
    return f"(({micros}) / 86400000000 + 3) / 7 * 7 - 3"


def _key_in_micros(dated: str, shape: str) -> tuple[str, str]:
    if shape == "product":
        return "coalesce(product, '(none)')", f"{dated} NOTNULL"
    first, last = (START, END) if shape == "total" else (FIRST_WEEK, FIRST_WEEK + timedelta(weeks=WEEKS))
    inside = f"{dated} >= {_micros(first)} AND {dated} < {_micros(last)}"
    return (_week(dated), inside) if shape == "weekly" else ("''", inside)


def _dated(rows: Rows, shape: str) -> Rows:
    if shape != "weekly":
        return rows
    return [(date(1970, 1, 1) + timedelta(days=row[0]), *row[1:]) for row in rows]
