"""Every metric over random export folders, imported as an operator does, against the oracle in plain pandas."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from knowledge.cases.case import EventKind
from knowledge.cases.facts import ResponseTargets, facts_of
from knowledge.cases.store import CaseStore
from knowledge.metrics.catalogue import DIMENSIONS, METRICS, Measure
from knowledge.metrics.compiling import Request
from knowledge.metrics.fact_table import FactWriter, write_reviews
from knowledge.metrics.merging import merge_facts
from knowledge.metrics.metrics import MetricRow, Metrics
from knowledge.metrics.periods import Grain, Period
from pipelines.ingest import import_folder
from tests.generated import a_manifest, engine_over
from tests.oracle import Oracle

START = datetime(2026, 2, 20, tzinfo=UTC)
TEAMS = {"Frontline": "1", "Backline": "2", "Engineering": "3", "Sales": ""}
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu")
EARLY_HOURS, AGED_DAYS = 12.0, 3.0
RESPONSE, RESOLUTION = {"P1": 2.0}, {"P1": 24.0, "P2": 60.0}
CASE_COLUMNS = (
    *("case_id", "opened_at", "subject", "product", "priority", "team", "status", "account_name", "plan"),
    *("first_response_at", "resolved_at", "closed_at", "csat"),
)
EVENT_COLUMNS = ("case_id", "at", "kind", "from_team", "to_team", "reason")
COLUMNS_TO_SPLIT_BY = ("product", "priority", "team", "status", "account", "plan")
NONE = "(none)"

Row = Mapping[str, str]


@st.composite
def instants(draw: st.DrawFn, *, first: datetime = START, days: int = 30) -> datetime:
    """Midnights in UTC often: there one day ends and the next begins."""
    minutes = draw(st.integers(0, days * 24 * 60) | st.integers(0, days).map(lambda day: day * 24 * 60))
    return first + timedelta(minutes=minutes)


@st.composite
def later(draw: st.DrawFn, opened: datetime) -> str:
    """A time near `opened`, seldom before it, or none."""
    minutes = draw(st.none() | st.integers(-120, 8 * 24 * 60) | st.sampled_from([0, 720, 721, 1440, 3 * 24 * 60]))
    return "" if minutes is None else (opened + timedelta(minutes=minutes)).isoformat()


@st.composite
def cases(draw: st.DrawFn, number: int) -> tuple[Row, Sequence[Row]]:
    """A case and its events."""
    opened = draw(instants())
    case = {
        "case_id": f"C-{number}",
        "opened_at": opened.isoformat(),
        "subject": "x",
        "product": draw(st.sampled_from(["", "Billing", "O'Brien"])),
        "priority": draw(st.sampled_from(["", "P1", "P2"])),
        "team": draw(st.sampled_from([*TEAMS, ""])),
        "status": draw(st.sampled_from(["open", "closed"])),
        "account_name": draw(st.sampled_from(["A", "B"])),
        "plan": draw(st.sampled_from(["", "gold"])),
        "first_response_at": draw(later(opened)),
        "resolved_at": draw(later(opened)),
        "closed_at": draw(later(opened)),
        "csat": draw(st.sampled_from(["", "1", "2", "4.5", "5"])),
    }
    kinds = draw(st.lists(st.sampled_from([kind.value for kind in EventKind]), max_size=7))
    teams = st.sampled_from([*TEAMS, ""])
    events = [
        {
            "case_id": case["case_id"],
            "at": draw(later(opened)) or opened.isoformat(),
            "kind": kind,
            "from_team": draw(teams),
            "to_team": draw(teams),
            "reason": draw(st.sampled_from(["", "price", "slow"])),
        }
        for kind in kinds
    ]
    return case, events


@st.composite
def reviews(draw: st.DrawFn) -> Row:
    return {
        "at": draw(instants()).isoformat(),
        "team": draw(st.sampled_from(["Frontline", "Backline"])),
        "score": str(draw(st.integers(0, 1000)) / 10),
        "product": draw(st.sampled_from(["", "Billing"])),
    }


@st.composite
def exports(draw: st.DrawFn) -> Mapping[str, Sequence[Row]]:
    """The files of a folder."""
    found = [draw(cases(number)) for number in range(draw(st.integers(1, 14)))]
    return {
        "cases": [case for case, _ in found],
        "events": [event for _, events in found for event in events],
        "teams": [{"team": team, "tier": tier, "function": "support"} for team, tier in TEAMS.items()],
        "quality": draw(st.lists(reviews(), max_size=8)),
    }


def write_export(folder: Path, files: Mapping[str, Sequence[Row]]) -> Path:
    columns = {
        "cases": CASE_COLUMNS,
        "events": EVENT_COLUMNS,
        "teams": ("team", "tier", "function"),
        "quality": ("at", "team", "score", "product"),
    }
    folder.mkdir()
    for name, rows in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, columns[name])
            writer.writeheader()
            writer.writerows(rows)
    return folder


@contextmanager
def imported(folder: Path, export: Path, oracle: Oracle, zone: str) -> Iterator[Metrics]:
    """The metrics of a generation of the export, as of the same instant as the oracle's."""
    place = ZoneInfo(zone)
    targets = ResponseTargets(first_response=RESPONSE, resolution=RESOLUTION)
    changed = folder / "changed"
    changed.mkdir()
    with closing(CaseStore.open(f"sqlite:///{folder / 'cases.sqlite3'}")) as store:
        import_folder(export, store, timezone=place, rejects_folder=folder, now=START + timedelta(days=365))
        with store.snapshot() as snapshot, closing(FactWriter(changed, attributes=["plan"], zone=place)) as writer:
            teams = snapshot.teams()
            writer.write(
                [
                    (one, facts_of(one.case, one.events, teams, targets), b"k" * 16)
                    for one in snapshot.histories(since=0)
                ]
            )
            write_reviews(folder, snapshot.reviews(), place)
    merge_facts(changed, None, [], folder)
    manifest = a_manifest(as_of=oracle.as_of, timezone=zone, attributes=("plan",))
    with engine_over(folder) as engine:
        yield Metrics(engine, manifest, early_hours=EARLY_HOURS, aged_hours=AGED_DAYS * 24, has_targets=True)


@st.composite
def requests(draw: st.DrawFn, last: date) -> Request:
    """Any metric, split and filtered as it can be, in a period that ends by the last day of the data or is open."""
    metric = METRICS[draw(st.sampled_from(sorted(METRICS)))]
    names = list(metric.dimensions or COLUMNS_TO_SPLIT_BY) + (["reason"] if metric.of_escalated_only else [])
    if metric.measure is not Measure.STOCK:
        names += [name for name, one in DIMENSIONS.items() if one.clock]
    days = sorted(draw(st.lists(st.dates(START.date() - timedelta(days=3), last), min_size=2, max_size=2)))
    filters = {
        "product": ["Billing", "O'Brien"],
        "team": ["Frontline", "Sales", NONE],
        "status": ["open"],
        "plan": [NONE],
        "day_of_week": ["Monday", "Sunday"],
    }
    allowed = sorted(filters.keys() & set(names))
    shape = draw(st.sampled_from(["value", "by", "every"]))
    return Request(
        metric=metric.name,
        by=tuple(draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))) if shape == "by" else (),
        every=draw(st.sampled_from(Grain)) if shape == "every" else None,
        where={name: filters[name] for name in draw(st.lists(st.sampled_from(allowed), max_size=1))},
        period=Period(start=draw(st.sampled_from([None, days[0]])), end=draw(st.sampled_from([None, days[1]]))),
        statistic=draw(st.sampled_from([None, *metric.statistics])),
    )


@given(files=exports(), zone=st.sampled_from(ZONES), data=st.data())
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink an import takes minutes
)
def test_every_metric_is_what_the_oracle_says(
    tmp_path_factory: pytest.TempPathFactory, files: Mapping[str, Sequence[Row]], zone: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    export = write_export(folder / "export", files)
    oracle = Oracle(
        export,
        timezone=zone,
        early_hours=EARLY_HOURS,
        aged_days=AGED_DAYS,
        sla_first_response=RESPONSE,
        sla_resolution=RESOLUTION,
    )
    assert oracle.as_of is not None
    last = oracle.as_of.astimezone(ZoneInfo(zone)).date()
    with imported(folder, export, oracle, zone) as metrics:
        for request in data.draw(st.lists(requests(last), min_size=12, max_size=12)):
            note(f"asked: {request}")
            assert_same(metrics.compute(request).rows, oracle, request)
            assert_parts_make_the_whole(metrics, request)
            assert_a_filter_and_its_complement_make_the_whole(metrics, request)


def assert_same(rows: Sequence[MetricRow], oracle: Oracle, request: Request) -> None:
    asked: dict[str, Any] = {"where": request.where, "start": request.period.start, "end": request.period.end}
    if request.every:
        series = oracle.series(request.metric, request.every.value, **asked, statistic=request.statistic)
        found: dict[Any, Any] = {row.start: row.value for row in rows}
        if request.where and METRICS[request.metric].measure is Measure.COUNT:
            # Where a side is open, a series that is filtered still covers all days with data, with zeros.
            found, series = ({at: value for at, value in one.items() if value} for one in (found, series))
        assert found == pytest.approx(series, abs=1e-8)
    elif request.by:
        groups = oracle.breakdown(request.metric, request.by, **asked, statistic=request.statistic)
        assert {tuple(map(str, row.labels)): row.value for row in rows} == pytest.approx(groups, abs=1e-8)
    else:
        (row,) = rows
        value = oracle.value(request.metric, **asked, statistic=request.statistic)
        assert row.value == (None if value is None else pytest.approx(value, abs=1e-8))
        assert (row.n, row.numerator) == oracle.parts(request.metric, **asked)


def counts(metrics: Metrics, request: Request) -> tuple[int, int]:
    """What the rows stand on together, and how much of it is in the numerators."""
    rows = metrics.compute(request).rows
    return sum(row.n for row in rows), sum(row.numerator or 0 for row in rows)


def assert_parts_make_the_whole(metrics: Metrics, request: Request) -> None:
    """Groups add up to the number without them; so do slices, but of what is open at the end of each."""
    if request.every and METRICS[request.metric].measure is Measure.STOCK:
        return
    assert counts(metrics, request) == counts(metrics, replace(request, by=(), every=None))


def assert_a_filter_and_its_complement_make_the_whole(metrics: Metrics, request: Request) -> None:
    for name, values in request.where.items():
        everything = replace(request, where={}, by=(), every=None)
        labels = {str(row.labels[0]) for row in metrics.compute(replace(everything, by=(name,))).rows}
        chosen, others = (
            counts(metrics, replace(everything, where={name: sorted(let)})) for let in (values, labels - set(values))
        )
        assert (chosen[0] + others[0], chosen[1] + others[1]) == counts(metrics, everything)
