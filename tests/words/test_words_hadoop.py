"""Codes in real reports: stack traces, versions, ids of other reports."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.retrieval.texts.distinct import DistinctTexts
from knowledge.retrieval.words.codes import codes_in
from knowledge.retrieval.words.word_index import WordIndex
from tests.acceptance.exports.files import rows_of
from tests.words.folders import Said, build


class Reports:
    """The real reports and the index of their words."""

    def __init__(self, folder: Path, rows: Sequence[Mapping[str, str]]) -> None:
        self.texts = [f"{row['Summary']}\n{row['Description']}" for row in rows]
        build(folder, [Said(row["Summary"], row["Description"]) for row in rows])
        self.index = WordIndex.open(folder, folder.name)
        self._of_row = DistinctTexts.open(folder, folder.name).of_row

    def with_code(self, code: str) -> set[int]:
        """The places of the reports that have it."""
        found = set(self.index.texts_with(code).tolist())
        return {place for place, number in enumerate(self._of_row) if number in found}

    def with_letters(self, code: str) -> set[int]:
        """The places of the reports in which these letters stand by themselves, in capitals or not."""
        letters = re.compile(rf"(?<![^\W_]){re.escape(code)}(?![^\W_])", re.IGNORECASE)
        return {place for place, text in enumerate(self.texts) if letters.search(text)}


@pytest.fixture(scope="module")
def reports(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    rows = rows_of(shared_data / "gitbugs_hadoop" / "hadoop_bugs.csv.gz")
    return Reports(tmp_path_factory.mktemp("000001-aaaaaa"), list(rows))


@pytest.mark.parametrize(
    "code",
    [
        "HADOOP-17126",
        "CVE-2021-38153",
        "NullPointerException",
        "java.lang.NullPointerException",
        "org.apache.hadoop.fs.FileSystem",
        "org.apache.hadoop.security",
        "core-site.xml",
        "fs.s3a.endpoint",
        "FutureTask.java",
        "UserGroupInformation",
        "s3guard",
        "lz4-java",
    ],
)
def test_a_code_finds_exactly_the_reports_in_which_it_stands(reports: Reports, code: str) -> None:
    found = reports.with_code(code)

    assert found == reports.with_letters(code)
    assert found


def test_every_report_is_found_by_every_code_in_it(reports: Reports) -> None:
    for place in range(0, len(reports.texts), 25):
        for code in codes_in(reports.texts[place]):
            assert place in reports.with_code(code), code


def test_the_longest_report_is_the_one_that_shares_most_with_itself(reports: Reports) -> None:
    longest = max(reports.texts, key=len)
    itself = np.array([reports.index.scores(longest).argmax()])

    assert len(longest) > 70_000
    assert reports.index.shared_codes(longest, itself) == pytest.approx([1])
    assert reports.index.scores(longest)[itself] == pytest.approx([reports.index.self_score(longest)], rel=1e-4)
