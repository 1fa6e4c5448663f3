"""The account of tests that were left out: on a machine that lacks something, and where everything is due."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.left_out import EVERYTHING_IS_DUE

REPOSITORY = Path(__file__).parent.parent
TESTS = """
import pytest

def test_one(shared_data): pass
def test_two(shared_data): pass
def test_there_is_nothing_to_say_about(): pytest.skip("another cause")
"""


def run_without_data(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs TESTS with our fixtures, where there is no real data."""
    (tmp_path / "test_data.py").write_text(TESTS)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "--rootdir", ".", tmp_path],
        cwd=REPOSITORY,
        env={**os.environ, "GROUNDSWELL_SHARED": str(tmp_path / "nowhere"), EVERYTHING_IS_DUE: "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_tests_that_lack_something_are_left_out_and_counted_by_reason(tmp_path: Path) -> None:
    run = run_without_data(tmp_path)

    assert run.returncode == pytest.ExitCode.OK, run.stdout
    assert "left out: 2 tests because the real data is not here" in run.stdout
    assert run.stdout.count("left out: ") == 1


def test_tests_that_lack_something_fail_where_everything_is_due(tmp_path: Path) -> None:
    run = run_without_data(tmp_path, GROUNDSWELL_TEST_ALL="1")

    assert run.returncode == pytest.ExitCode.TESTS_FAILED, run.stdout
    assert "no test may be left out here, and this one would be because the real data is not here" in run.stdout
    assert "2 errors" in run.stdout
