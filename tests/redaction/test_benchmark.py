"""The benchmark of redaction runs, on a few texts."""

from pathlib import Path

import pytest

from knowledge.redaction.redactor import Redactor
from tests.benchmarks.redaction import FILES, speed_of, texts_of


@pytest.mark.parametrize("name", FILES)
def test_the_benchmark_counts_what_is_found_in_real_texts(shared_data: Path, name: str) -> None:
    speed = speed_of(Redactor(), texts_of(shared_data / name, 50))

    assert speed.texts == 50
    assert "MB/s" in str(speed)
