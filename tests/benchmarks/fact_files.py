"""The fact files of a large organisation that there is not: the real columns, drawn from distributions with a seed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from knowledge.metrics.fact_files import CASES, EVENTS, REVIEWS
from knowledge.metrics.fact_table import EVENT_SCHEMA, REVIEW_SCHEMA, case_schema
from knowledge.metrics.merging import merge_facts

FIRST_DAY, DAYS = "2025-05-19", 7 * 79
"""A Monday, and 79 weeks from it."""
ATTRIBUTES = ("plan_version", "contract_type", "amount_band")
_HOUR = 3_600_000_000
_PRODUCTS = [f"Product {number}" for number in range(25)]
_VALUES: Mapping[str, list[str]] = {
    "product": _PRODUCTS,
    "category": [f"Category {number}" for number in range(12)],
    "priority": ["P1", "P2", "P3", "P4"],
    "channel": ["email", "chat", "phone"],
    "region": ["EMEA", "AMER", "APAC", "LATAM"],
    "language": ["en", "de", "fr", "es", "ja"],
    "account_name": [f"Account {number}" for number in range(4000)],
    "account_tier": ["free", "business", "enterprise"],
    "team": [f"Team {number}" for number in range(30)],
    "status": ["open", "closed"],
    "outcome": ["refund", "fix", "workaround", "declined"],
    "plan_version": ["v1", "v2"],
    "contract_type": ["monthly", "yearly"],
    "amount_band": ["none", "small", "medium", "large"],
    "subject": [f"Subject {number} of something that does not work" for number in range(5000)],
    "description": [f"{number}: " + "It worked before the change and now it does not. " * 6 for number in range(5000)],
    "resolution": [f"{number}: " + "Changed the setting and confirmed by phone. " * 3 for number in range(5000)],
}
_MISSING = {"product": 0.02, "outcome": 0.3, "resolution": 0.3}


def write_fact_files(folder: Path, cases: int, seed: int) -> None:
    """Writes the three fact files as a nightly run would, into `folder`."""
    draw = np.random.default_rng(seed)
    changed = folder / "changed"
    changed.mkdir(parents=True)
    pq.write_table(_cases(draw, cases), changed / CASES)
    pq.write_table(EVENT_SCHEMA.empty_table(), changed / EVENTS)
    merge_facts(changed, None, [], folder)
    pq.write_table(_reviews(draw, max(1, cases // 5)), folder / REVIEWS)


def _cases(draw: Any, count: int) -> pa.Table:  # noqa: ANN401  NumPy's generator
    schema = case_schema(ATTRIBUTES)
    columns: dict[str, Any] = {"case_id": pa.array([f"C-{number}" for number in range(count)])}
    for name, values in _VALUES.items():
        column = f"attribute {name}" if name in ATTRIBUTES else name
        columns[column] = _chosen(draw, values, count, _MISSING.get(name, 0.0))
    columns |= _life(draw, count)
    columns["text_key"] = pa.array([b"k" * 16], pa.binary(16)).take(pa.array(np.zeros(count, dtype=np.int64)))
    return pa.table(
        [
            columns[field.name].cast(field.type) if field.name in columns else pa.nulls(count, field.type)
            for field in schema
        ],
        schema=schema,
    )


def _chosen(draw: Any, values: list[str], count: int, missing: float) -> pa.Array:  # noqa: ANN401  numpy's generator
    """Values of which the first are the most frequent."""
    weights = 1 / np.arange(3, len(values) + 3)
    places = draw.choice(len(values), count, p=weights / weights.sum())
    return pa.array(values).take(pa.array(places, mask=draw.random(count) < missing))


def _life(draw: Any, count: int) -> dict[str, Any]:  # noqa: ANN401  numpy's generator
    """The facts: times as the clock in UTC showed them, durations of which a few are long, and counts."""
    first = np.datetime64(FIRST_DAY, "us").astype(np.int64)
    opened = np.sort(first + draw.integers(0, DAYS * 24 * _HOUR, count))
    happened = {
        "first_response": (0.97, draw.lognormal(0.3, 1.2, count)),
        "requested": (0.05, draw.lognormal(3.0, 1.0, count)),
        "escalated": (0.09, draw.lognormal(3.4, 1.3, count)),
        "elevated": (0.45, draw.lognormal(2.5, 1.3, count)),
        "resolved": (0.95, draw.lognormal(3.2, 1.4, count)),
        "closed": (0.90, draw.lognormal(4.0, 1.2, count)),
        "complained": (0.01, draw.lognormal(4.0, 1.0, count)),
    }
    found: dict[str, Any] = {"opened_at": pa.array(opened, pa.timestamp("us", tz="UTC"))}
    found["opened_local"] = pa.array(opened, pa.timestamp("us"))
    hours: dict[str, Any] = {}
    for name, (share, after) in happened.items():
        after = np.round(after * 3600) / 3600
        absent = draw.random(count) >= share
        at = opened + (after * _HOUR).astype(np.int64)
        found[f"{name}_at"] = pa.array(at, pa.timestamp("us", tz="UTC"), mask=absent)
        found[f"{name}_local"] = pa.array(at, pa.timestamp("us"), mask=absent)
        hours[name] = pa.array(after, mask=absent)
    found["scored_local"] = found["closed_local"]
    columns = {
        "first_response": "hours_to_first_response",
        "escalated": "hours_to_escalate",
        "elevated": "hours_to_elevate",
        "resolved": "hours_to_resolve",
    }
    found |= {column: hours[name] for name, column in columns.items()}
    requested = np.asarray(found["requested_at"].is_valid())
    found["hours_to_decision"] = pa.array(draw.lognormal(1.6, 0.8, count), mask=~requested)
    found["accepted"] = pa.array(draw.random(count) < 0.7, mask=~requested)
    found["approval_wait"] = pa.array(draw.lognormal(3.0, 1.0, count), mask=draw.random(count) >= 0.06)
    found["csat"] = pa.array(draw.integers(1, 6, count).astype(float), mask=draw.random(count) >= 0.4)
    rates = {"handoffs": 0.7, "repeat_contacts": 0.3, "reopens": 0.06, "exceptions": 0.03, "complaints": 0.01}
    found |= {name: pa.array(draw.poisson(rate, count)) for name, rate in rates.items()}
    found |= {name: pa.array(np.zeros(count, dtype=np.int64)) for name in ("approvals", "early_events")}
    found["sla_breached"] = pa.array(draw.random(count) < 0.06)
    return found


def _reviews(draw: Any, count: int) -> pa.Table:  # noqa: ANN401  numpy's generator
    first = np.datetime64(FIRST_DAY, "us").astype(np.int64)
    at = first + draw.integers(0, DAYS * 24 * _HOUR, count)
    columns = [
        pa.array(at, pa.timestamp("us")),
        _chosen(draw, _VALUES["team"], count, 0),
        pa.array(np.round(draw.normal(75, 9, count).clip(0, 100), 1)),
        _chosen(draw, _PRODUCTS, count, 0.02),
    ]
    return pa.table(columns, schema=REVIEW_SCHEMA)
