"""The benchmark of the search with an embedder that needs no model: what is printed can be read and adds up."""

from pathlib import Path

import pytest

from tests.benchmarks.duplicates import read_reports
from tests.benchmarks.retrieval import latency, quality
from tests.benchmarks.retrieval.questions import read_ids, slices_of
from tests.fakes import HashingEmbedder


def test_every_question_is_of_one_half_and_twins_are_of_the_same(shared_data: Path) -> None:
    any_order, tuned, others, *_ = slices_of(read_reports(shared_data))

    assert len(any_order.questions) == len(tuned.questions) + len(others.questions) == 126
    half = {one.report: one.is_tuned_on for one in any_order.questions}
    pairs = [(one.report, twin) for one in any_order.questions for twin in one.relevant if twin in half]
    assert len(pairs) > 120
    assert all(half[report] == half[twin] for report, twin in pairs)


def test_only_older_reports_answer_where_the_newer_one_asks(shared_data: Path) -> None:
    reports = read_reports(shared_data)
    older = next(one for one in slices_of(reports) if one.name == "only older")

    assert len(older.questions) == sum(len(one.relevant) for one in older.questions) == 66
    assert all(reports.created[twin] <= reports.created[one.report] for one in older.questions for twin in one.relevant)
    assert len(read_ids(shared_data)) == len(reports.subjects) == 2503


@pytest.mark.slow  # a refresh of 2,503 reports
def test_bm25_is_reproduced_and_ours_is_measured_beside_it(shared_data: Path, tmp_path: Path) -> None:
    found = {one.name: one for one in quality.quality(shared_data, tmp_path, HashingEmbedder(), seed=7)}

    bm25 = {name: round(found[name].figures["nDCG@10"]["BM25"].mean, 3) for name in ("any order", "only older")}
    assert bm25 == {"any order": 0.591, "only older": 0.645}
    assert found["any order"].figures["nDCG@10"]["ours"].mean > 0.55
    assert "any order, 126 questions" in quality.table(list(found.values()))


@pytest.mark.slow  # eight thousand passages and a refresh
def test_every_kind_of_filter_is_timed(shared_data: Path, tmp_path: Path) -> None:
    found = latency.latency(shared_data, tmp_path, HashingEmbedder(), cases=50, seed=7)

    assert [one.name for one in found][:4] == ["none", "50 %", "1 %", "0.01 %"]
    assert found[0].cases == 50
    assert all(one.recall == 1 for one in found)
    assert "recall@10" in latency.table(found, 50)
