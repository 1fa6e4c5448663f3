"""What was planted in a sample on a date is where the change is said to sit."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from knowledge.cases.case import Case, CaseEvent, CaseHistory, EventKind, QualityReview
from knowledge.diagnostics.change import Certainty, Drivers, Verdict
from knowledge.diagnostics.drivers import ChangeFinder
from knowledge.diagnostics.measuring import Coverage
from knowledge.metrics.compiling import Request
from knowledge.metrics.fact_table import write_reviews
from knowledge.metrics.merging import merge_facts, whole_of
from knowledge.metrics.metrics import Metrics
from knowledge.metrics.periods import Period
from pipelines.sample.writer import ATTRIBUTES, write_sample
from tests.generated import UTC_ZONE, a_manifest, engine_over, write_facts

UNTIL = datetime(2026, 10, 14, tzinfo=UTC)
MATURE = date(2026, 10, 1)
HALF_A_YEAR = timedelta(weeks=26)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """The finder of changes in a sample, and when each kind of cause was planted."""

    finder: ChangeFinder
    since: Mapping[str, date]

    def why(self, metric: str, since: date, **where: str) -> Drivers:
        """Where the change of the half year since `since` sits, as far as it is mature."""
        request = Request(metric=metric, where={name: (value,) for name, value in where.items()})
        before, after = Period(start=since - HALF_A_YEAR, end=since), Period(start=since, end=MATURE)
        return self.finder.drivers(request, before, after)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder / "export", cases=8_000, seed=7, until=UNTIL)
    changed = write_facts(folder / "changed", histories(folder / "export"), attributes=ATTRIBUTES)
    merge_facts(changed, None, [], folder)
    write_reviews(folder, reviews(folder / "export"), UTC_ZONE)
    with engine_over(folder) as engine:
        whole = whole_of(engine, UNTIL)
        as_of = whole.as_of or UNTIL
        metrics = Metrics(engine, a_manifest(as_of=as_of, attributes=ATTRIBUTES, maturity_hours=whole.maturity_hours))
        plan = json.loads((folder / "export" / "planted_causes.json").read_text(encoding="utf-8"))
        coverage = Coverage(begins=date.fromisoformat(plan["first"][:10]), ends=as_of.replace(tzinfo=None))
        yield Sample(
            finder=ChangeFinder(metrics, coverage, ATTRIBUTES),
            since={cause["kind"]: date.fromisoformat(cause["since"]) for cause in plan["causes"] if cause["since"]},
        )


def histories(export: Path) -> list[CaseHistory]:
    events: dict[str, list[CaseEvent]] = {}
    for row in rows_of(export / "events.csv"):
        events.setdefault(row["case_id"], []).append(event_of(row))
    return [
        CaseHistory(case=case_of(row), events=tuple(events.get(row["case_id"], ())))
        for row in rows_of(export / "cases.csv")
    ]


def reviews(export: Path) -> list[QualityReview]:
    return [
        QualityReview(at=at(row["at"]), team=row["team"], score=float(row["score"]), product=row["product"] or None)
        for row in rows_of(export / "quality.csv")
    ]


def case_of(row: Mapping[str, str]) -> Case:
    columns: dict[str, Any] = {}
    for field in fields(Case):
        text = row.get(field.name)
        if text:
            columns[field.name] = at(text) if field.name.endswith("_at") else text
    if row["csat"]:
        columns["csat"] = float(row["csat"])
    return Case(**columns, attributes={name: row[name] for name in ATTRIBUTES if row[name]})


def event_of(row: Mapping[str, str]) -> CaseEvent:
    said = {name: row[name] or None for name in ("actor", "from_team", "to_team", "reason", "note")}
    return CaseEvent(case_id=row["case_id"], at=at(row["at"]), kind=EventKind(row["kind"]), **said)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def clear(drivers: Drivers) -> Sequence[tuple[str, object]]:
    return [(one.dimension, one.label) for one in drivers.strongest if one.certainty is Certainty.CLEAR]


def test_refunds_over_the_limit_are_where_the_escalation_ratio_rose(sample: Sample) -> None:
    found = sample.why("escalation_ratio", sample.since["authority_gap"])

    assert found.whole.verdict is Verdict.CLEAR
    assert set(clear(found)[:2]) == {("amount_band", "over 250"), ("category", "refund")}


def test_within_refunds_the_rise_sits_in_those_over_the_limit(sample: Sample) -> None:
    found = sample.why("escalation_ratio", sample.since["shift"], category="refund")

    assert clear(found)[0] == ("amount_band", "over 250")


def test_the_product_that_was_launched_is_where_cases_and_escalations_grew(sample: Sample) -> None:
    for metric in ("cases", "escalations"):
        found = sample.why(metric, sample.since["mix_shift"])

        assert clear(found)[0] == ("product", "Integrations API")


def test_its_part_in_the_ratio_is_more_of_the_hard_cases_and_no_change_of_its_own(sample: Sample) -> None:
    found = sample.why("escalation_ratio", sample.since["mix_shift"])

    api = next(one for one in found.strongest if one.label == "Integrations API")
    assert (api.by_mix, api.certainty) == (True, Certainty.CLEAR)
    assert api.own.verdict is Verdict.USUAL


def test_the_coached_team_is_where_quality_rose(sample: Sample) -> None:
    assert clear(sample.why("quality_score", sample.since["coaching_paradox"])) == [("team", "Frontline APAC")]


def test_the_region_whose_mails_wait_is_where_first_responses_slowed_down(sample: Sample) -> None:
    assert clear(sample.why("time_to_first_response", sample.since["sla_drift"]))[0] == ("region", "AMER")


def test_a_renamed_category_is_seen_as_one_that_ends_and_one_that_begins(sample: Sample) -> None:
    found = sample.why("cases", sample.since["data_artifact"])

    counts = {one.label: (one.own.before.n, one.own.after.n) for one in found.segments}
    assert counts["login"][1] == counts["sign-in"][0] == 0
    assert {("category", "login"), ("category", "sign-in")} <= set(clear(found))


def test_a_quiet_fortnight_has_nothing_to_explain(sample: Sample) -> None:
    since = date(2026, 9, 3)
    request = Request(metric="escalation_ratio")
    periods = [Period(start=start, end=start + timedelta(days=14)) for start in (since - timedelta(days=14), since)]

    found = sample.finder.drivers(request, *periods)

    assert found.whole.verdict is Verdict.USUAL
    assert clear(found) == []


def test_why_takes_a_bounded_number_of_queries(sample: Sample) -> None:
    assert len(sample.why("escalation_ratio", sample.since["shift"]).queries) < 40
