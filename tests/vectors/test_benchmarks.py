"""The benchmarks of embedding, on few texts: they run, agree with each other, and print what can be read."""

import numpy as np
import pytest

from tests.benchmarks.duplicates import Protocol, Reports, cosines, ndcg_of
from tests.benchmarks.embedding import measured, table
from tests.benchmarks.long_texts import table as table_of_ways
from tests.fakes import HashingEmbedder

SUBJECTS = ("login fails on phone", "app login fails on phone", "charged twice", "slow export", "charged twice again")
TWINS = {0: {1}, 1: {0}, 2: {4}, 4: {2}}
REPORTS = Reports(
    subjects=SUBJECTS,
    descriptions=["It stops. " * 40, "", "Please refund. " * 90, "\n> quoted\n> more\nIt takes hours", "Again."],
    created=np.arange(5.0),
    protocols=[
        Protocol(name="any order", asked=[0, 1, 2, 4], relevant=TWINS, older=False),
        Protocol(name="only older", asked=[1, 4], relevant={1: {0}, 4: {2}}, older=True),
    ],
)


def test_a_twin_in_the_first_place_counts_whole_and_one_in_the_third_half() -> None:
    vectors = np.eye(5, dtype=np.float32)
    vectors[1] = vectors[0]

    both = ndcg_of(REPORTS, REPORTS.protocols[0], cosines(vectors))

    assert both[:2].tolist() == [1, 1]
    assert both[3] == 0.5
    assert ndcg_of(REPORTS, REPORTS.protocols[1], cosines(vectors)).tolist() == [1, 0.5]


def test_every_way_of_making_vectors_has_a_line_for_both_protocols_and_halves() -> None:
    lines = table_of_ways(REPORTS, HashingEmbedder()).splitlines()

    assert len(lines) == 6
    assert lines[0].startswith("the beginning ")
    assert all("any order" in line and "only older" in line for line in lines)


@pytest.mark.slow  # two models are loaded, and large matrices multiplied
def test_ours_and_the_plain_peer_embed_the_same_texts_as_well_as_each_other() -> None:
    figures = measured([*SUBJECTS, *REPORTS.descriptions], REPORTS, rounds=1)

    assert all(abs(found["ours"] - found["plain"]) < 1e-9 for found in figures["ndcg"].values())
    assert set(figures["share_of_peak"]) == set(figures["cases_per_second"]) == {"ours", "plain"}
    shown = table(figures)
    assert "10 texts of" in shown
    assert "times as fast" in shown
    assert "nDCG@10, only older" in shown
