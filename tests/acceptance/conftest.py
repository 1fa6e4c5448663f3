"""What acceptance tests share: the worlds of real cases, and the playground's page in a browser."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.acceptance.real_logs import RealWorld
from tests.browser import Window, headless_chromium, open_window
from tests.playing import Playground, playground_over
from tests.world import World


@pytest.fixture(scope="session")
def real_world(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], RealWorld]:
    """The world of a log by its name; each is built once."""
    base = tmp_path_factory.mktemp("real")
    return cache(lambda name: RealWorld(name, shared_data, base / name))


# What runs beside the tests ends with this folder: a browser brings an event loop along, which no later test expects,
# and threads draw random numbers, which hypothesis takes for those of a strategy.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The one Chromium of these tests, started by the first that needs it."""
    with headless_chromium() as started:
        yield started


@pytest.fixture(scope="package")
def playground(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    """The whole assistant with its page, over the small world; shared by the tests of the page."""
    with playground_over(world, tmp_path_factory.mktemp("playground") / "home") as started:
        yield started


@pytest.fixture
def window(browser: Browser, playground: Playground) -> Iterator[Window]:
    """The page as somebody sees it who has just opened it."""
    with open_window(browser, playground.url) as opened:
        yield opened
