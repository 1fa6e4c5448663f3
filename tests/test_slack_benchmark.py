"""A small run of the benchmark of Slack, so that it still works when somebody needs its figures."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.slack import main


@pytest.mark.slow  # builds a home and starts two processes
def test_the_wait_in_slack_is_measured_beside_the_floor_of_the_transport(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "figures.json"

    main(["--cases", "50", "--askers", "2", "--rounds", "1", "--home", str(tmp_path), "--json", str(figures)])

    document = json.loads(figures.read_text())
    ours, peer = document["milliseconds"].values()
    assert ours.keys() == peer.keys() == {"first sign", "whole answer", "acknowledged"}
    assert all(0 < waits["median"] <= waits["p95"] <= waits["max"] for waits in (*ours.values(), *peer.values()))
    assert document["cases"] == 50
    assert "whole answer" in capsys.readouterr().out
