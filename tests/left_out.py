"""Leaving out a test for which this machine lacks something: never silently, and not at all where everything is due."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NoReturn

import pytest

EVERYTHING_IS_DUE = "GROUNDSWELL_TEST_ALL"
"""The environment variable that, set to 1, makes every left-out test a failure."""
_MARK = "left out: "


def leave_out(reason: str) -> NoReturn:
    """Leaves out the running test; `reason` completes "left out because". Fails it where every test is due."""
    if os.environ.get(EVERYTHING_IS_DUE) == "1":
        pytest.fail(f"no test may be left out here, and this one would be because {reason}", pytrace=False)
    pytest.skip(f"{_MARK}{reason}")


def left_out_lines(skipped: Iterable[pytest.TestReport]) -> Sequence[str]:
    """A line a reason with how many tests it left out, most first. Tests skipped for another cause have none."""
    reasons = Counter(reason for report in skipped if (reason := _reason(report)))
    return [
        f"left out: {number} {'test' if number == 1 else 'tests'} because {reason}"
        for reason, number in reasons.most_common()
    ]


def _reason(report: pytest.TestReport) -> str:
    """Why the test was left out, "" if it was not."""
    return report.longrepr[2].partition(_MARK)[2] if isinstance(report.longrepr, tuple) else ""
