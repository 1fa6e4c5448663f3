"""The benchmark of the metrics, on few cases: ours and every peer agree, and what is printed can be read."""

from pathlib import Path

from tests.benchmarks.metric_peers import ASKED, SHAPES
from tests.benchmarks.metrics import measured, p95, table


def test_ours_and_every_peer_agree_on_every_metric_in_every_shape(tmp_path: Path) -> None:
    figures = measured(tmp_path, cases=1000, seed=7, rounds=(1, 1))

    assert len(figures["questions"]) == len(ASKED) * len(SHAPES) == 72
    assert all(len(ms) == 1 for one in figures["questions"] for ms in one["ms"].values())
    shown = table(figures)
    assert "1,000 cases, seed 7; all answers agree" in shown
    assert "ours over hand-written: median" in shown


def test_the_95th_percentile_is_one_of_the_values() -> None:
    assert p95([1.0]) == 1.0
    assert p95([float(ms) for ms in range(1, 101)]) == 95.0
    assert p95([3.0, 1.0, 2.0]) == 3.0
