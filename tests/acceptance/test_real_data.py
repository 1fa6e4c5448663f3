"""Real complaints and real issue reports: exported, imported, refreshed, asked, by the command line's own parts."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from groundswell import Parts
from knowledge.answers.answer import Answer, Status
from knowledge.metrics.compiling import Request
from knowledge.metrics.periods import Grain, Period
from knowledge.retrieval.search.search import Wanted
from knowledge.settings import Settings
from pipelines.ingest import ImportReport, import_folder
from pipelines.nightly import RefreshReport, refresh
from tests.acceptance.exports import export_complaints, export_hadoop, hadoop_duplicates, rows_of

NOW = datetime(2020, 3, 19, 9, tzinfo=UTC)


class World:
    """A home of its own with one export in it, imported and refreshed."""

    def __init__(self, home: Path, export: Path) -> None:
        self.parts = Parts(Settings(_env_file=None, groundswell_home=home, groundswell_now=NOW))
        self.home, self.export = home, export
        self.imported = self.take_in()
        self.refreshed = self.refresh()

    def take_in(self) -> ImportReport:
        return import_folder(
            self.export, self.parts.store, timezone=ZoneInfo("UTC"), rejects_folder=self.home / "rejects", now=NOW
        )

    def refresh(self) -> RefreshReport:
        return refresh(self.parts.nightly, now=datetime(2026, 1, 1, tzinfo=UTC), progress=lambda *_: None)

    def ask(self, question: str) -> Answer:
        return self.parts.answerer.answer(question)

    def close(self) -> None:
        self.parts.knowledge.close()
        self.parts.store.close()


@pytest.fixture(scope="module")
def complaints(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("complaints")
    export_complaints(shared_data, folder / "export")
    world = World(folder / "home", folder / "export")
    yield world
    world.close()


@pytest.fixture(scope="module")
def hadoop(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("hadoop")
    export_hadoop(shared_data, folder / "export")
    world = World(folder / "home", folder / "export")
    yield world
    world.close()


def test_every_complaint_is_taken_in_and_served(complaints: World) -> None:
    assert complaints.imported.cases == complaints.refreshed.cases == 1605
    assert complaints.imported.rejected == 0


def test_importing_the_complaints_again_changes_nothing_and_embeds_nothing(complaints: World) -> None:
    again = complaints.take_in()

    assert (again.cases, again.changed) == (1605, 0)
    assert complaints.refresh().embedded == 0


def test_complaints_by_product_are_those_that_a_plain_count_gives(complaints: World, shared_data: Path) -> None:
    rows = rows_of(shared_data / "cfpb_complaints_cut4.csv.gz")
    expected = Counter(row["Product"] for row in rows if row["Date received"].startswith("2019/"))

    answer = complaints.ask("cases by product in 2019")

    assert answer.table is not None
    assert dict(answer.table.rows) == dict(expected)  # type: ignore[arg-type]  # two cells a row


def test_a_monthly_trend_of_complaints_is_that_of_a_plain_count(complaints: World, shared_data: Path) -> None:
    months = Counter(
        datetime.strptime(row["Date received"], "%Y/%m/%d").strftime("%Y-%m-01")  # noqa: DTZ007  a day
        for row in rows_of(shared_data / "cfpb_complaints_cut4.csv.gz")
        if row["Product"] == "Mortgage"
    )
    request = Request(
        metric="cases",
        every=Grain.MONTH,
        where={"product": ("Mortgage",)},
        period=Period(start=datetime(2019, 1, 1, tzinfo=UTC).date(), end=datetime(2020, 1, 1, tzinfo=UTC).date()),
    )

    with complaints.parts.knowledge.current() as served:
        rows = served.metrics.compute(request).rows

    assert len(rows) == 12
    assert {str(row.start): row.value for row in rows} == {str(row.start): months[str(row.start)] for row in rows}


def test_a_question_about_escalations_says_that_none_were_imported(complaints: World) -> None:
    answer = complaints.ask("How many escalations in 2019?")

    assert answer.status is Status.NO_DATA
    assert "it holds no “escalated” events" in answer.headline
    assert "1,605 cases" in answer.headline


def test_a_complaint_in_other_words_finds_complaints_of_that_kind(complaints: World) -> None:
    answer = complaints.ask("have we seen debt collectors calling about a debt that is not mine?")

    assert answer.status is Status.ANSWERED
    assert len(answer.cases) == 5
    assert all("debt" in case.subject.lower() for case in answer.cases[:3])


def test_a_listed_duplicate_is_among_the_first_ten_for_seven_pairs_in_ten(hadoop: World, shared_data: Path) -> None:
    pairs = hadoop_duplicates(shared_data)

    with hadoop.parts.knowledge.current() as served:
        found = [
            twin in [case.case_id for case in served.search.by_case(report, Wanted(k=10))] for report, twin in pairs
        ]

    assert len(pairs) == 127
    assert sum(found) / len(pairs) >= 0.70


def test_a_report_is_never_among_the_cases_similar_to_it(hadoop: World, shared_data: Path) -> None:
    asked = [report for report, _ in hadoop_duplicates(shared_data)][:20]

    with hadoop.parts.knowledge.current() as served:
        for report in asked:
            found = served.search.by_case(report, Wanted(k=10))
            assert report not in {name for case in found for name in (case.case_id, *case.same_as)}


def test_texts_longer_than_the_model_reads_are_counted(hadoop: World) -> None:
    assert 400 < hadoop.refreshed.truncated < 900
