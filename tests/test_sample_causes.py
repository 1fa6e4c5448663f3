"""What was planted in a sample can be seen in its numbers, with the effect that is written beside it."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

import pytest

from knowledge.cases.case import EventKind
from pipelines.sample.organisation import TEAMS
from pipelines.sample.writer import write_sample

UNTIL = datetime(2026, 10, 14, 15, 30, tzinfo=UTC)
END = datetime(2026, 10, 14, tzinfo=UTC)
ENGINEERING = {team.team for team in TEAMS if team.function == "engineering"}
KINDS = {
    "hot_spot", "shift", "mix_shift", "inconsistent_outcomes", "persistence_premium", "authority_gap",
    "handoff_friction", "blocked_resolution", "early_escalation", "quick_account", "slow_decision", "engineering_trap",
    "coaching_paradox", "sla_drift", "aged_cases", "data_artifact",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Row:
    """A case as it was written, with the events that concern escalations."""

    case: Mapping[str, str]
    opened: datetime
    events: Sequence[Mapping[str, str]]

    def first(self, *kinds: str) -> datetime | None:
        return next((datetime.fromisoformat(event["at"]) for event in self.events if event["kind"] in kinds), None)

    def has(self, kind: str) -> bool:
        return any(event["kind"] == kind for event in self.events)

    @property
    def escalated(self) -> bool:
        return self.has("escalated")

    @property
    def early(self) -> bool:
        at = self.first("escalated")
        return at is not None and at - self.opened <= timedelta(hours=24)

    def lies_in(self, where: Mapping[str, str]) -> bool:
        return all(self.case["account_name" if name == "account" else name] == value for name, value in where.items())


@dataclass(frozen=True, kw_only=True)
class Sample:
    rows: Sequence[Row]
    reviews: Sequence[Mapping[str, str]]
    plan: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Segment:
    """The cases that a cause acts on, beside the same segment before it and everything outside."""

    where: Mapping[str, str]
    since: datetime
    inside: Sequence[Row]
    before: Sequence[Row]
    outside: Sequence[Row]


Measured = dict[str, float]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, cases=16_000, seed=7, until=UNTIL)
    return read(folder)


def read(folder: Path) -> Sample:
    events: dict[str, list[Mapping[str, str]]] = {}
    for event in rows_of(folder / "events.csv"):
        events.setdefault(event["case_id"], []).append(event)
    rows = [
        Row(case=case, opened=datetime.fromisoformat(case["opened_at"]), events=events[case["case_id"]])
        for case in rows_of(folder / "cases.csv")
    ]
    plan = json.loads((folder / "planted_causes.json").read_text(encoding="utf-8"))
    return Sample(rows=rows, reviews=rows_of(folder / "quality.csv"), plan=plan)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def segment_of(sample: Sample, cause: Mapping[str, Any]) -> Segment:
    since = midnight(cause["since"] or sample.plan["first"][:10])
    segment = [row for row in sample.rows if row.lies_in(cause["where"])]
    return Segment(
        where=cause["where"],
        since=since,
        inside=[row for row in segment if row.opened >= since],
        before=[row for row in segment if row.opened < since],
        outside=[row for row in sample.rows if not row.lies_in(cause["where"])],
    )


def midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), UTC)


def share(found: Iterable[bool]) -> float:
    return mean(map(float, found))


def escalation_ratio(rows: Sequence[Row]) -> float:
    return share(row.escalated for row in rows)


def hours_between(row: Row, start: Callable[[Row], datetime | None], *kinds: str) -> float | None:
    """From `start` to the first of `kinds` after it."""
    begin = start(row)
    ends = (datetime.fromisoformat(event["at"]) for event in row.events if event["kind"] in kinds)
    end = next((at for at in ends if begin is not None and at >= begin), None)
    return None if begin is None or end is None else (end - begin).total_seconds() / 3600


def median_hours(values: Iterable[float | None]) -> float:
    return median(value for value in values if value is not None)


def compared_with_before(_: Sample, segment: Segment) -> Measured:
    return {
        "escalation_ratio": escalation_ratio(segment.inside),
        "escalation_ratio_before": escalation_ratio(segment.before),
    }


def compared_with_others(_: Sample, segment: Segment) -> Measured:
    return {
        "escalation_ratio": escalation_ratio(segment.inside),
        "escalation_ratio_elsewhere": escalation_ratio(segment.outside),
    }


def approvals(sample: Sample, segment: Segment) -> Measured:
    waits = (
        hours_between(row, lambda row: row.first("approval_requested"), "approval_granted", "approval_declined")
        for row in segment.inside
    )
    return compared_with_before(sample, segment) | {
        "approval_share": share(row.has("approval_requested") for row in segment.inside),
        "approval_hours": median_hours(waits),
    }


def full_refunds(sample: Sample, _: Segment) -> Measured:
    refunds = [row for row in sample.rows if row.case["category"] == "refund" and not row.escalated]
    paid = {True: [row for row in refunds if row.case["region"] == "EMEA"],
            False: [row for row in refunds if row.case["region"] != "EMEA"]}  # fmt: skip
    return {
        "full_refund_share": share(row.case["outcome"] == "refund" for row in paid[True]),
        "full_refund_share_elsewhere": share(row.case["outcome"] == "refund" for row in paid[False]),
    }


def exceptions(_: Sample, segment: Segment) -> Measured:
    resolved = [row for row in segment.inside if row.case["resolved_at"]]
    return {
        "exception_share": share(row.has("exception_granted") for row in resolved if row.escalated),
        "exception_share_not_escalated": share(row.has("exception_granted") for row in resolved if not row.escalated),
    }


def handoffs(sample: Sample, segment: Segment) -> Measured:
    counts = (sum(event["kind"] in ("handoff", "elevated") for event in row.events) for row in segment.inside)
    return compared_with_others(sample, segment) | {"handoffs_per_case": mean(counts)}


def reached_engineering(row: Row) -> datetime | None:
    return next((datetime.fromisoformat(event["at"]) for event in row.events if event["to_team"] in ENGINEERING), None)


def escalated_later(row: Row) -> bool:
    arrived, escalated = reached_engineering(row), row.first("escalated")
    return arrived is not None and escalated is not None and escalated > arrived


def engineering(_: Sample, segment: Segment) -> Measured:
    inside, outside = ([row for row in rows if reached_engineering(row)] for rows in (segment.inside, segment.outside))
    calm = (hours_between(row, reached_engineering, "agent_reply") for row in inside if not row.escalated)
    hurried = (
        hours_between(row, lambda row: row.first("escalated"), "agent_reply") for row in inside if escalated_later(row)
    )
    return {
        "engineering_hours": median_hours(calm),
        "engineering_hours_escalated": median_hours(hurried),
        "escalated_after_elevation": share(map(escalated_later, inside)),
        "escalated_after_elevation_elsewhere": share(map(escalated_later, outside)),
    }


def reopenings(sample: Sample, segment: Segment) -> Measured:
    return compared_with_others(sample, segment) | {
        "reopen_ratio": share(row.has("reopened") for row in segment.inside),
        "reopen_ratio_elsewhere": share(row.has("reopened") for row in segment.outside),
    }


def decisions(sample: Sample, segment: Segment) -> Measured:
    hours: dict[bool, list[float]] = {True: [], False: []}
    for row in sample.rows:
        request = next((event for event in row.events if event["kind"] == "escalation_requested"), None)
        taken = hours_between(row, lambda row: row.first("escalation_requested"), "escalated", "escalation_declined")
        if request and taken is not None:
            hours[request["from_team"] == segment.where["team"]].append(taken)
    return {"decision_hours": median(hours[True]), "decision_hours_elsewhere": median(hours[False])}


def coaching(sample: Sample, segment: Segment) -> Measured:
    late = END - timedelta(weeks=12)
    scores = [(datetime.fromisoformat(each["at"]), float(each["score"])) for each in sample.reviews
              if each["team"] == segment.where["team"]]  # fmt: skip
    marks = [(row.opened, float(row.case["csat"])) for row in (*segment.before, *segment.inside) if row.case["csat"]]
    recent = [row for row in segment.inside if row.opened >= late]
    return {
        "quality_gain": gain(scores, segment.since, late),
        "csat_gain": gain(marks, segment.since, late),
        "escalation_ratio": escalation_ratio(recent),
        "escalation_ratio_before": escalation_ratio(segment.before),
    }


def gain(dated: Sequence[tuple[datetime, float]], since: datetime, late: datetime) -> float:
    return mean(score for at, score in dated if at >= late) - mean(score for at, score in dated if at < since)


def aged(_: Sample, segment: Segment) -> Measured:
    first, limit = END - timedelta(days=120), END - timedelta(days=14)

    def aged_share(rows: Sequence[Row]) -> float:
        return share(not row.case["resolved_at"] and row.opened < limit for row in rows if row.opened >= first)

    return {"aged_share": aged_share(segment.inside), "aged_share_elsewhere": aged_share(segment.outside)}


def early(_: Sample, segment: Segment) -> Measured:
    return {"early_share_of_cases": share(row.early for row in segment.inside)}


def first_responses(_: Sample, segment: Segment) -> Measured:
    def slowest(rows: Iterable[Row]) -> float:
        waits = (hours_between(row, lambda row: row.opened, "first_response") for row in rows)
        return quantiles((wait for wait in waits if wait is not None), n=10)[-1]

    recent = [row for row in segment.inside if row.opened >= END - timedelta(weeks=8)]
    return {"first_response_times": slowest(recent) / slowest(segment.before)}


def mix(sample: Sample, segment: Segment) -> Measured:
    def product_share(since: datetime, before: datetime) -> float:
        rows = [row for row in sample.rows if since <= row.opened < before]
        return share(row.lies_in(segment.where) for row in rows)

    first = sample.rows[0].opened
    return {"share_before": product_share(first, segment.since), "share": product_share(segment.since, END)}


def renaming(sample: Sample, segment: Segment) -> Measured:
    old = [row.opened for row in sample.rows if row.case["category"] == "login"]
    return {
        "share_before": share(row.lies_in(segment.where) for row in sample.rows if row.opened < segment.since),
        "renamed": float(max(old) < segment.since),
    }


MEASURES: Mapping[str, Callable[[Sample, Segment], Measured]] = {
    "authority_gap": approvals,
    "shift": compared_with_before,
    "inconsistent_outcomes": full_refunds,
    "persistence_premium": exceptions,
    "handoff_friction": handoffs,
    "engineering_trap": engineering,
    "blocked_resolution": reopenings,
    "slow_decision": decisions,
    "coaching_paradox": coaching,
    "aged_cases": aged,
    "hot_spot": compared_with_others,
    "early_escalation": early,
    "sla_drift": first_responses,
    "quick_account": early,
    "mix_shift": mix,
    "data_artifact": renaming,
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_planted_cause_has_the_effect_that_is_written_beside_it(sample: Sample, kind: str) -> None:
    causes = [cause for cause in sample.plan["causes"] if cause["kind"] == kind]
    assert causes

    for cause in causes:
        measured = MEASURES[kind](sample, segment_of(sample, cause))
        effect = {name: value for name, value in cause["effect"].items() if name != "limit"}
        assert measured == {name: pytest.approx(value, rel=0.4, abs=0.03) for name, value in effect.items()}


def test_every_kind_of_finding_has_a_cause_planted(sample: Sample) -> None:
    assert {cause["kind"] for cause in sample.plan["causes"]} == KINDS


def test_a_policy_changes_nothing_below_its_limit(sample: Sample) -> None:
    small = {"category": "refund", "amount_band": "up to 250"}
    gap = next(cause for cause in sample.plan["causes"] if cause["kind"] == "authority_gap")
    segment = segment_of(sample, gap | {"where": small})

    assert escalation_ratio(segment.inside) == pytest.approx(escalation_ratio(segment.before), abs=0.03)


def test_the_launched_product_is_as_hard_after_the_launch_as_before(sample: Sample) -> None:
    launch = next(cause for cause in sample.plan["causes"] if cause["kind"] == "mix_shift")
    segment = segment_of(sample, launch)

    assert escalation_ratio(segment.inside) == pytest.approx(escalation_ratio(segment.before), rel=0.45)
    assert escalation_ratio(segment.before) > 1.2 * escalation_ratio(segment.outside)


def test_each_further_handoff_of_an_invoice_error_makes_an_escalation_likelier(sample: Sample) -> None:
    errors = [row for row in sample.rows if row.case["category"] == "invoice error"]

    # What followed a handoff before the next one: a case counts as long as it is at risk.
    chances = [share(after(row, number) for row in errors if at_risk(row, number)) for number in (1, 3)]

    assert chances[1] > 1.4 * chances[0]


def story(row: Row) -> list[str]:
    return [event["kind"] for event in row.events if event["kind"] in ("handoff", "elevated", "escalated")]


def at_risk(row: Row, handoffs: int) -> bool:
    start = story(row)[:handoffs]
    return len(start) == handoffs and "escalated" not in start


def after(row: Row, handoffs: int) -> bool:
    return story(row)[handoffs : handoffs + 1] == ["escalated"]


def test_ratios_are_those_of_an_ordinary_organisation(sample: Sample) -> None:
    escalations = escalation_ratio(sample.rows)
    elevations = share(row.has("elevated") for row in sample.rows)
    requests = share(row.has("escalation_requested") for row in sample.rows)
    events = mean(len(row.events) for row in sample.rows)

    assert 0.06 <= escalations <= 0.09
    assert elevations > escalations > requests > 0.02
    assert 5 <= events <= 7


def test_every_kind_of_event_happens(sample: Sample) -> None:
    assert {event["kind"] for row in sample.rows for event in row.events} == {kind.value for kind in EventKind}
