"""What acceptance tests share: the worlds of real cases."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.acceptance.real_logs import RealWorld


@pytest.fixture(scope="session")
def real_world(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], RealWorld]:
    """The world of a log by its name; each is built once."""
    base = tmp_path_factory.mktemp("real")
    return cache(lambda name: RealWorld(name, shared_data, base / name))
