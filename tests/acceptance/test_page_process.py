"""The full truth: `groundswell playground` as a newcomer starts it, seen through its page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import open_window
from tests.playing import playground_process
from tests.world import small_real_world


@pytest.mark.slow
def test_the_command_serves_a_page_that_answers_with_a_chart_and_with_similar_cases(
    browser: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = small_real_world(tmp_path_factory).copied(tmp_path / "home").folder

    with playground_process(home) as url, open_window(browser, url) as window:
        window.ask("How did cases develop by month since July?", "Cases opened by month")
        expect(window.reply.locator("figure.chart svg")).to_be_visible()

        window.answer("Similar cases: a customer was charged twice for one order")
        window.answered("similar")
        expect(window.reply).to_contain_text(re.compile(r"C-?\d+"))
